# La lista de contactos. Es estrecha: las líneas cortadas pierden el final.

sidebar-own-address = Su dirección (Ctrl+L)
sidebar-settings = Ajustes (Ctrl+,)
sidebar-meet = Nuevo contacto

# Botones junto al estado de la conexión.

sidebar-connect = Conectar
sidebar-stop = Parar

sidebar-empty = Aún no hay nadie aquí.
sidebar-empty-do = Dé una invitación a alguien, o pegue el enlace que le dieron.

# El campo sobre la lista, y lo que se encuentra con él.

sidebar-search = Buscar (Ctrl+K)
sidebar-found-messages = Mensajes
sidebar-found-nothing = No se encontró nada.
sidebar-looking = Buscando en los mensajes…
sidebar-more = Mostrar anteriores

# Sobre los grupos de la lista.

sidebar-requests = Solicitudes
sidebar-blocked-count = Bloqueados ({ $count })

# En lugar del último mensaje de un contacto.

sidebar-asks = Le hace una pregunta
sidebar-wants-to-write = Quiere escribirle
sidebar-no-messages = Aún no hay mensajes
sidebar-deleted = Mensaje eliminado
sidebar-draft = Borrador: { $text }

# Lo que se puede hacer con un contacto de la lista.

sidebar-pin = Fijar arriba
sidebar-unpin = Desfijar
sidebar-mute = Silenciar
sidebar-unmute = No silenciar
sidebar-mark-read = Marcar como leído
sidebar-ask-delete = Eliminar…
sidebar-delete-means = Esto elimina el contacto y todos los mensajes de este equipo, definitivamente. En el de la otra persona no se elimina nada.
sidebar-delete = Eliminar definitivamente
sidebar-keep = Conservar

sidebar-verified = { $presence } · Verificado
# Mensajes nuestros que aún no han salido.
sidebar-waiting = { $count ->
    [one] { $count } mensaje espera
   *[other] { $count } mensajes esperan
}
