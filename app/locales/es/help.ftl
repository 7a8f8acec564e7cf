# Ayuda: las teclas y lo que hace cada una.

help-head = Teclas
help-close = Cerrar (Esc)
# «sotto chat» es un comando.
help-reader = Esta ventana no habla con los lectores de pantalla. El comando «sotto chat» es el mismo Sotto en texto sencillo.

help-help = Esta ayuda
help-add-contact = Añadir un contacto
help-settings = Ajustes
help-own-address = Su dirección y sus invitaciones
help-verify = Verificar quién es un contacto
help-search = Buscar contactos y mensajes
help-paste = Añadir el contacto cuyo enlace ha copiado
help-next = Conversación siguiente
help-previous = Conversación anterior
help-back = Cerrar lo que está delante
help-page-up = Mensajes anteriores
help-page-down = Mensajes más recientes
help-focus-next = Botón o campo siguiente
help-focus-previous = Botón o campo anterior
help-larger = Texto más grande
help-smaller = Texto más pequeño
help-usual-size = Tamaño de texto habitual
help-lock = Bloquear Sotto
help-wipe = Destruir el perfil; antes se le pregunta
help-quit = Salir de Sotto

help-send = Enviar; pulsar el botón que tiene el foco
help-new-line = Línea nueva en un mensaje
help-row-menu = Más sobre una conversación de la lista
help-find = Buscar en la conversación abierta
help-message = Ir de mensaje en mensaje; Enter abre el menú de uno
help-edit-last = Editar su último mensaje
