# Los ajustes: una lista de secciones, y lo que hay en cada una.

# Apariencia.

settings-appearance = Apariencia
settings-light = Claro
settings-dark = Oscuro
settings-contrast = Contraste alto
settings-size = Tamaño del texto
settings-percent = { $percent } %
settings-smaller = Menor
settings-larger = Mayor
settings-usual-size = Tamaño habitual
settings-still = Movimiento reducido
settings-still-means = El cursor no parpadea, y no se mueve nada sin necesidad.

# Idioma.

settings-language = Idioma
settings-language-system = Como el sistema
settings-language-means = El cambio tiene efecto al instante. Las palabras de seguridad siempre están en inglés, para que ambos lados puedan compararlas.

# Red. La dirección bridges.torproject.org queda como está.

settings-network = Red
settings-connect = Conectar
settings-disconnect = Desconectar
settings-network-means = Todo lo que sale de Sotto pasa por Tor. Quien vigila su línea ve que se usa Tor, no con quién habla usted.
settings-bridges = Puentes
settings-bridges-body = Donde Tor esté bloqueado o vigilado, un puente es una entrada que no figura en ninguna lista. Consiga líneas de alguien de su confianza, o de bridges.torproject.org.
settings-bridges-hint = Un puente por línea, tal como se lo dieron. Un cambio tiene efecto al instante.
settings-use-bridges = Usar solo estos puentes para llegar a Tor
settings-save-bridges = Guardar puentes
settings-saved = Guardado.

# Privacidad: el bloqueo.

settings-privacy = Privacidad
settings-lock-after = Bloquear si nadie usa la ventana durante
settings-lock-minutes = { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}
settings-lock-never = Nunca
settings-lock-means = Bloquear cierra todas las conexiones y olvida las claves; no llega nada hasta que usted desbloquee. Lo que estaba escribiendo se conserva en la bóveda. Ctrl+Shift+L bloquea al instante.
settings-lock-now = Bloquear ya

# Privacidad: una sesión en la memoria.

settings-session = Esta sesión
settings-session-means = Esta sesión existe solo en la memoria. No se puede bloquear, porque no habría nada a lo que volver: solo se puede terminar, y con ella desaparece todo.
settings-end-session = Terminar sesión

# Privacidad: la frase de contraseña. La nueva se escribe dos veces.

settings-old = Frase de contraseña actual
settings-old-hint = Su frase de contraseña actual
settings-new = Nueva frase de contraseña
settings-change-passphrase = Cambiar frase de contraseña
settings-changing = Cambiando…
settings-changed = Desde ahora la bóveda solo se abre con la nueva frase de contraseña.
settings-change-means = Esto tarda unos dos segundos. Las copias de la carpeta del perfil hechas antes aún se abren con la frase de contraseña antigua.

# Privacidad: el portapapeles.

settings-clipboard = Portapapeles
settings-clear-clipboard = Borrar tras 60 segundos las direcciones, los enlaces y las palabras de seguridad que se copien
settings-clipboard-means = Solo lo que Sotto puso allí, y solo si sigue allí. Los textos de los mensajes se quedan. Puede que un programa que guarda lo que se copia ya lo tenga.

# Privacidad: lo que Sotto nunca hace.

settings-never = Lo que Sotto nunca hace
settings-never-does = No dice a nadie cuándo ha leído usted un mensaje ni que está escribiendo. No abre enlaces ni carga vistas previas o imágenes. No informa de nada a quienes lo hicieron. Sus contactos sí ven cuándo está usted en línea, y que un mensaje ha llegado a su bóveda.

# Privacidad: destruir el perfil.

settings-destroy = Destruir este perfil
settings-destroy-means = Dirección, contactos y mensajes, definitivamente. Antes verá lo que eso significa. Ctrl+Shift+Delete lleva allí desde cualquier parte.
settings-wipe = Destruir este perfil…

# Notificaciones.

settings-notifications = Notificaciones
settings-notifications-off = Desactivadas
settings-notifications-discreet = Discretas
settings-notifications-off-means = Nada fuera de esta ventana muestra que ha llegado un mensaje.
settings-notifications-discreet-means = La ventana pide atención cuando llega un mensaje, como lo hace el sistema: se marca su entrada en la barra de tareas. No se muestra ningún nombre ni texto.
settings-notifications-why = No hay más que eso a propósito: las notificaciones del sistema pasan por otros programas, que pueden guardarlas y mostrarlas en una pantalla bloqueada.

# Teclado: las teclas y lo que hacen, como en help.ftl.

settings-keyboard = Teclado

# Acerca de: qué es este programa.

settings-about = Acerca de
settings-not-audited = Sotto no ha sido auditado. No confíe su vida solo a Sotto.
settings-place = Dónde está el perfil
settings-memory-locked = Las claves de las sesiones abiertas están en una memoria que el sistema mantiene fuera de su archivo de intercambio.
settings-memory-not-locked = No consta que las claves de las sesiones abiertas queden fuera del archivo de intercambio: aún no se usa ninguna, o el límite del sistema para la memoria bloqueada es demasiado bajo. Cifre el espacio de intercambio de este equipo, o desactívelo.
settings-licences = Sotto: MIT o Apache-2.0. Fuentes: Noto Sans, SIL Open Font License 1.1. Tor mediante Arti, del Proyecto Tor; Sotto no está hecho ni avalado por él.
settings-show-licences = Mostrar licencias
settings-hide-licences = Ocultar licencias
