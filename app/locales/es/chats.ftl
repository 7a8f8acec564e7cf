# La pantalla principal: la lista de contactos y un panel al lado. Estos son los nombres de los paneles.

chats-request = Solicitud de contacto
chats-check = Verificar quién es
chats-contact = Contacto
chats-add-contact = Añadir un contacto
chats-settings = Ajustes
# Esc es una tecla.
chats-close = Cerrar (Esc)

# Junto a la flecha que vuelve a la lista en una ventana estrecha.
chats-back = Volver (Esc)
# Quita un aviso que ya se leyó.
chats-dismiss = Descartar
