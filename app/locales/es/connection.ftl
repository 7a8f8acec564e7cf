# La franja sobre la lista de contactos, mientras se establece el camino hacia Tor.

connection-patience = La primera vez tarda hasta un minuto, más con un puente.
connection-publishing = Tor funciona. Hasta que su dirección esté publicada, nadie puede llamarle.
connection-stalled = Esto tarda más de lo habitual. Puede que Tor vaya lento o esté bloqueado donde usted se encuentra.
connection-bridges = Configurar puentes

connection-on-tails = Esto es Tails. Solo deja salir a su propio Tor, así que el Tor de Sotto no puede conectarse aquí. Por ahora, use Sotto en otro sistema.
connection-on-whonix = Esto es Whonix. Solo deja salir a su propio Tor, así que el Tor de Sotto no puede conectarse aquí. Por ahora, use Sotto en otro sistema.
