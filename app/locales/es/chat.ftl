# sotto chat: el modo de texto, línea por línea. Los comandos como /help son iguales en todos los idiomas.

chat-welcome = Sotto en modo de texto. Cada línea se entiende por sí sola. Escriba /help para ver los comandos.
chat-absent = Aquí aún no hay ningún perfil. /create crea uno con una frase de contraseña; /amnesic inicia una sesión sin rastro.
chat-passphrase = Frase de contraseña (lo que escriba no se muestra):
chat-passphrase-new = Elija una frase de contraseña; cinco palabras al azar son una buena opción (lo que escriba no se muestra):
chat-passphrase-again = Otra vez:
chat-passphrases-differ = Las dos frases no coinciden. No se ha creado nada. Escriba /create para empezar de nuevo.
chat-opened = El perfil está abierto.
chat-opened-amnesic = Esta sesión existe solo en la memoria. Desaparece cuando usted sale.
chat-locked = El perfil está bloqueado.
chat-exposed = Otras personas que usan este equipo pueden mirar en la carpeta del perfil. Está cifrada.
chat-offline-hint = Está sin conexión. /connect se conecta a través de Tor; antes de eso, nada sale de este equipo.
chat-address = Su dirección: { $address }
chat-address-link = Como enlace: { $link }
chat-address-grouped = En grupos de cuatro: { $groups }
chat-network = Conexión: { $phase }.

chat-unknown = Ese comando no existe. No se ha enviado nada. Escriba /help para ver los comandos; empiece con // para enviar un texto que comience con una barra.
chat-incomplete = A este comando le falta algo. No se ha hecho nada. Escriba /help para ver los comandos.
chat-too-long = Esta línea es demasiado larga. No se ha enviado nada.
chat-nobody-open = No hay ninguna conversación abierta. No se ha enviado nada. /contacts muestra a quién conoce usted, /open abre una conversación por número o por nombre.
chat-nobody = No hay nadie con ese número o nombre. /contacts muestra a quién conoce usted.
chat-several = Varios contactos empiezan así. Use el número que da /contacts.
chat-not-open = El perfil no está abierto.
chat-bye = Cerrando las conexiones.
chat-stuck = Sotto no terminó correctamente. Lo que estaba confirmado se conserva.

chat-no-contacts = Aún no tiene contactos. /add con una dirección añade a alguien.
chat-contact = { $number }. { $name }, { $presence }
chat-contact-unread = { $number }. { $name }, { $presence }, { $unread } sin leer
chat-no-requests = Nadie pide hablar con usted.
chat-request = Solicitud { $number }, de { $name }. /accept { $number } y un nombre la acepta, /decline { $number } la olvida, /block { $number }: ya no recibirá nada de esa persona.
chat-request-new = Alguien nuevo pide hablar con usted. /requests dice quién.
chat-accepted = { $name } ya es uno de sus contactos.
chat-declined = La solicitud está olvidada. Esa persona puede volver a pedirlo.
chat-blocked = Ya no recibirá nada de { $name }. No se le avisa.
chat-unblocked = { $name } vuelve a ser uno de sus contactos.
chat-renamed = Ahora este contacto se llama { $name }.
chat-added = { $name } está en su lista, con el número { $number }. Lo que escriba espera hasta que esa persona acepte.
chat-delete = ¿Eliminar a { $name } y todo lo que se dijo? Escriba yes para eliminar definitivamente; cualquier otra cosa conserva el contacto.
chat-deleted = Eliminado.
chat-kept = No se ha eliminado nada.
chat-removed = { $name } ya no está en su lista.

chat-open = Conversación con { $name }, número { $number }: { $presence }. Lo que escriba ahora le llega a esa persona.
chat-open-asking = Espera su respuesta: primero acepte o rechace la solicitud.
chat-closed = No hay ninguna conversación abierta.
chat-no-unread = No hay nada sin leer.
chat-no-messages = Aún no hay mensajes.
chat-history = { $count ->
    [one] El último mensaje ({ $count }):
   *[other] Los últimos { $count } mensajes:
}
chat-you = Usted
chat-dated = { $at } { $who }
chat-deleted-message = (eliminado)
chat-edited = { $who }, editado
chat-waiting = En espera. { $reason }
chat-delivered = Entregado a { $name }: { $text }
chat-new-elsewhere = Mensaje nuevo de { $name }. /next lo lee.
chat-online = { $name } está en línea.
chat-offline = { $name } está sin conexión.
chat-accepted-us = { $name } le ha aceptado.
chat-device-changed = El dispositivo de { $name } ha cambiado sin explicación: una copia restaurada, u otra persona con su clave. Pregúntele por otro canal. No se envía nada hasta que usted escriba /trust.
chat-trusted = Usted sigue adelante con { $name }. Ninguna verificación anterior cuenta.
chat-called = Llamando a { $name }.

chat-words = Las palabras de usted y { $name }. Léanselas mutuamente, por teléfono o en persona:
chat-words-line = { $from } a { $to }: { $words }
chat-words-same = Si las doce son iguales en ambos lados, escriba /same.
chat-compared = La identidad de { $name } está verificada.
chat-asked = La pregunta está hecha. Queda abierta hasta que haya respuesta; /end la retira.
chat-answer = Su respuesta, que nunca sale de este equipo (lo que escriba no se muestra):
chat-asks = { $name } pregunta, para verificar que usted es usted
chat-asks-hint = /answer responde, /end rechaza.
chat-no-question = Aquí nadie le pregunta nada.
chat-answered = Respondido. Se espera el resultado.
chat-check-same = { $name } dio la respuesta que usted tenía en mente. Su identidad está verificada.
chat-check-same-theirs = Su respuesta era la que { $name } tenía en mente.
chat-check-different = Las respuestas no coinciden. Puede que alguien esté entre usted y { $name }. Pregúntele por otro canal.
chat-check-ended = La verificación con { $name } ha terminado sin resultado.

chat-bridges-on = Se usan puentes, y nada más:
chat-bridges-off = No se usan puentes. Guardados:
chat-no-bridges = No hay ningún puente guardado. /bridge con una línea de puente añade uno.

chat-news-lost = Algunas novedades no se comunicaron. /contacts dice cómo está todo.

chat-help-talk = Todo lo que no empieza con una barra se envía a la conversación abierta. Un texto que empieza con una barra se envía con dos.
chat-help-open = /contacts, /open QUIÉN, /next: muestra los contactos, abre uno por número o por nombre, abre el siguiente que tenga algo sin leer. /close sale de una conversación, /history NÚMERO repite sus últimos mensajes.
chat-help-people = /add DIRECCIÓN NOMBRE, /rename NOMBRE, /block QUIÉN, /unblock QUIÉN, /delete QUIÉN: su lista. /requests, /accept NÚMERO NOMBRE, /decline NÚMERO: quienes piden hablar con usted.
chat-help-check = /verify dice las palabras que dos personas comparan, /same anota que eran iguales. /ask PREGUNTA pregunta a la otra persona algo que solo ella sabe, /answer responde, /end lo termina. /trust sigue adelante después de que su dispositivo haya cambiado.
chat-help-network = /connect, /disconnect, /try, /status: la conexión. /bridges, /bridges on, /bridges off, /bridge LÍNEA: caminos para sortear un bloqueo. /address dice su dirección.
chat-help-profile = /create, /amnesic, /unlock, /lock, /quit: el perfil y esta sesión.
