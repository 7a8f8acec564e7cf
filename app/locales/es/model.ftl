# Qué hace la conexión; junto a un punto o sobre una barra.

model-phase-offline = Sin conexión
model-phase-starting = Iniciando Tor
model-phase-reaching-bridge = Llegando a su puente
model-phase-reaching = Llegando a la red Tor
model-phase-directory = Cargando lista de repetidores
model-phase-publishing = Publicando su dirección
model-phase-online = Conectado a través de Tor

# Si otros pueden llegar a nosotros. $when es una hora (14:05) o un día (Lunes, 3 de marzo).

model-reach-confirmed = Comprobado: otros pueden contactarle ({ $when }).
model-reach-unreachable = En este momento nadie puede contactarle.
model-reach-republished = Su dirección se ha publicado de nuevo.
model-reach-next-check = Próxima comprobación en { $wait }.

# Si un contacto está, en una palabra. «Llamando»: como por teléfono.

model-presence-blocked = Bloqueado
model-presence-online = En línea
model-presence-dialing = Llamando
model-presence-offline = Sin conexión

# Por qué falló la última llamada a un contacto.

model-reason-not-published = Esta persona no está en línea en este momento.
model-reason-not-answering = El Sotto de esta persona no responde.
model-reason-timed-out = La llamada tardó demasiado.
model-reason-hung-up = La línea se cortó.
model-reason-handshake = Los dos programas no se entendieron. Ambos deberían usar el Sotto más reciente.
model-reason-tor = Tor falló en el camino.

# Por qué un mensaje aún espera en este equipo.

model-waits-no-contact = Esta persona no está entre sus contactos.
model-waits-held-back = Retenido, porque el dispositivo de esta persona ha cambiado. Saldrá cuando usted siga adelante.
model-waits-not-accepted = Esta persona aún no le ha aceptado.
model-waits-for-turn = Espera su turno para salir.
model-waits-not-connected = Está sin conexión.
model-waits-for-tor = Tor aún no está listo.
model-waits-dialing = Llamando a esta persona.
model-waits-not-reached = Aún no se ha llegado a esta persona.

# Hasta dónde llegó un mensaje, en una palabra: en este equipo, en camino, en el equipo de la otra persona.

model-state-queued = En espera
model-state-sent = Enviado
model-state-delivered = Entregado
