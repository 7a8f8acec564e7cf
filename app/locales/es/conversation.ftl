# Una conversación con un contacto.

conversation-verified = Verificado
conversation-verify = Verificar
conversation-verify-hint = Verificar quién es (Ctrl+I)
conversation-about = Sobre este contacto

conversation-empty = Aún no hay mensajes. Solo ustedes dos verán lo que escriban.
conversation-reading = Leyendo…
conversation-older = Mostrar mensajes anteriores
conversation-write = Escriba un mensaje

# Puede que alguien haya copiado la clave del contacto. «Seguir» es el botón de al lado.

conversation-device-changed = El dispositivo de este contacto ha cambiado sin explicación: una copia restaurada, u otra persona con su clave. Pregúntele por otro canal. No se envía nada hasta que usted pulse «Seguir», y ninguna verificación anterior cuenta.
conversation-go-on = Seguir

# Por qué no pasa nada en este momento.

conversation-not-accepted = Esta persona aún no le ha aceptado. Lo que usted escriba se entrega cuando lo haga.
conversation-not-connected = Está sin conexión. Lo que escriba espera.
conversation-dialing = Llamando a través de Tor. Puede tardar medio minuto.
conversation-tor-not-ready = Tor aún no está listo. Lo que escriba espera.
conversation-not-reached = Sin conexión con esta persona.

# $wait es una cuenta atrás: 0:40 son cuarenta segundos.

conversation-next-try = Próximo intento en { $wait }.
conversation-next-try-now = Próximo intento ahora.
conversation-try-now = Intentar ya

# Una verificación con una pregunta. Nadie ve la respuesta de la otra persona.

conversation-asked = { $name } le hace una pregunta para verificar que es usted.
conversation-answer = Responder
conversation-decline = Rechazar
conversation-waiting = Ha hecho una pregunta para verificar a este contacto. Se espera su respuesta.
conversation-confirming = Su respuesta se está comparando con la de la otra persona.
conversation-show = Mostrar
conversation-ask-them = Preguntarle
conversation-compare-words = Comparar palabras

# Lo que ha llegado.

conversation-new-messages = Mensajes nuevos
conversation-newest = Al más reciente
# El mismo botón, cuando llegó algo mientras se leían mensajes anteriores.
conversation-missed = { $count ->
    [one] { $count } mensaje nuevo
   *[other] { $count } mensajes nuevos
}

# En una burbuja. «Editado»: el texto cambió después de salir.

conversation-edited = Editado
# Un cambio, una reacción o una eliminación nuestra aún no ha llegado al equipo de la otra persona.
conversation-pending = Cambio en espera
conversation-deleted = Mensaje eliminado
conversation-quote-gone = Ya no está aquí
conversation-you = Usted

# El menú de un mensaje.

conversation-reply = Responder
conversation-copy = Copiar texto
# $link es el comienzo de un enlace que está en el mensaje.
conversation-copy-link = Copiar { $link }
conversation-edit = Editar
conversation-show-quoted = Mostrar a qué responde
conversation-delete-here = Eliminar para mí
conversation-delete-both = Eliminar para ambos
conversation-unreact = Retirar su reacción
conversation-keep = Conservar

# Antes de eliminar un mensaje.

conversation-ask-here-ours = ¿Eliminarlo de este dispositivo? La otra persona conserva su copia.
conversation-ask-here-theirs = ¿Eliminarlo de este dispositivo? No se avisa a la otra persona, y conserva su copia.
conversation-ask-both = ¿Eliminarlo aquí y pedir al Sotto de la otra persona que también lo elimine? Puede que ya lo haya leído, copiado o guardado.

# Lo que dice una reacción: pulgar arriba, corazón, lágrimas de risa, boca abierta, lágrima, manos juntas, marca, pulgar abajo.

conversation-react-good = Bien
conversation-react-heart = Corazón
conversation-react-laugh = Divertido
conversation-react-surprise = Sorprendente
conversation-react-sad = Triste
conversation-react-thanks = Gracias
conversation-react-done = Hecho
conversation-react-bad = Mal

# Sobre el campo mientras un mensaje nuestro recibe otro texto.

conversation-editing = Editando
conversation-editing-how = Enter guarda, Esc vuelve atrás.
conversation-leave = Volver (Esc)

# Búsqueda de palabras en esta conversación.

conversation-find-hint = Buscar en esta conversación (Ctrl+F)
conversation-find = Buscar en esta conversación
conversation-find-older = Anterior (Enter)
conversation-find-newer = Posterior (Shift+Enter)
conversation-find-close = Cerrar (Esc)
conversation-find-looking = Buscando…
conversation-find-nothing = No se encontró nada
# Cuál, de cuántos.
conversation-find-hit = { $at } de { $of }
# Lo mismo mientras no se han contado todos.
conversation-find-hit-so-far = { $at } de { $of } hasta ahora

conversation-unnamed = Esta persona llegó con una invitación de usted y aún no tiene nombre aquí.
conversation-name-them = Poner nombre
