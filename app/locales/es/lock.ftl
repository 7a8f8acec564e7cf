# Bloquear, y destruir el perfil.

# Sobre la pantalla que pide la frase de contraseña.
lock-idle = { $minutes ->
    [one] Sotto se ha bloqueado: nadie usó esta ventana durante un minuto.
   *[other] Sotto se ha bloqueado: nadie usó esta ventana durante { $minutes } minutos.
}
lock-understood = Entendido
lock-wipe = Destruir este perfil…

# La página en la que se destruye el perfil.

lock-wipe-head = Destruir este perfil
lock-wipe-destroys = Lo que se destruye
lock-wipe-keys = Primero la clave: desde entonces nadie puede abrir la bóveda, ni siquiera con la frase de contraseña.
lock-wipe-files = Luego los archivos: la bóveda con todos los contactos y mensajes, y lo que Tor ha guardado.
lock-wipe-address = Con ellos, su dirección: ya nadie puede contactarle allí, y nadie puede recuperarla.
lock-wipe-cannot = Lo que queda fuera de alcance
lock-wipe-theirs = Lo que tienen las personas a las que escribió: conservan sus copias, y no se les avisa.
lock-wipe-copies = Copias y respaldos de la carpeta del perfil. Aún se abren con su frase de contraseña.
lock-wipe-flash = Restos en la memoria flash, o en un sistema de archivos con instantáneas. Ahí solo la frase de contraseña protege lo que queda.
lock-wipe-in-memory = Esta sesión existe solo en la memoria y termina entonces. También se destruye un perfil que esté en la carpeta de al lado.
lock-wipe-back = Volver, no destruir nada
lock-wipe-hold = Mantener para destruir el perfil
lock-wiping = Destruyendo…
lock-wipe-how = Mantenga el botón durante tres segundos con el ratón, Espacio o Enter. Si lo suelta antes, no ocurre nada.

lock-wiped = El perfil está destruido. Ya nadie puede abrirlo.
lock-draft-lost = Lo que había escrito sin enviar no se pudo guardar, y se ha perdido.
