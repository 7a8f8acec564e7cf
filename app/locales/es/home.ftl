# El panel junto a la lista mientras no se ha elegido a nadie: lo primero que se ve tras el inicio.

home-head-first = Su primer contacto
home-head = Nuevo contacto

home-offline = Está sin conexión
home-offline-body = Sotto llega a otras personas a través de la red Tor. Quien vigila su línea ve que se usa Tor, no con quién habla usted. Donde Tor esté bloqueado o vigilado, configure primero un puente.
home-connect = Conectar a Tor

# Una invitación es un enlace para una persona.
home-invite = Invitar a alguien
home-invite-body = Copie una invitación y désela a una sola persona, por un canal en el que ambos se reconozcan. Quien llegue primero con ella pasa a ser su contacto al instante.
home-copy-invite = Copiar invitación
home-making = Creando una invitación…
home-invite-copied = Invitación copiada
home-show-code = Mostrar como código QR
home-hide-code = Ocultar código QR
# $day puede ser «Hoy», «Lunes» o «3 de marzo».
home-invite-good = Para una sola persona. Válida hasta esta fecha: { $day }. Otros programas de este equipo pueden leer el portapapeles.

home-link = Le han dado un enlace o una dirección
home-link-body = Cópielo y péguelo aquí: la conversación se abre al instante.
home-paste = Pegar y añadir
home-add = Añadir
home-with-name = Añadir con un nombre… (Ctrl+N)
home-nothing-copied = No hay texto en el portapapeles. Copie primero el enlace o la dirección de su contacto.
home-no-link = Esto no es un enlace sotto: ni una dirección onion. Cópielo de nuevo, entero.

# Sigue a una frase sobre cuánto dura la dirección.
home-address-means = Quien la tenga puede pedir ser su contacto, y ver cuándo está usted en línea.
