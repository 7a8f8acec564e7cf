# Un contacto: nombre, dirección, bloquear, eliminar.

contact-page-no-name = Sin nombre
contact-page-save-name = Guardar nombre
contact-page-saved = Guardado.
contact-page-only-you = Solo usted ve este nombre.

contact-page-compare = Compárela con lo que su contacto le lea en voz alta. Es la suya solo si todos los grupos son iguales.
contact-page-copy-address = Copiar dirección
contact-page-address-copied = Dirección copiada
contact-page-compare-words = Verificar quién es

contact-page-pin = Mantener al principio de la lista
contact-page-mute = No avisar de lo que escriba

# Otra persona llegó con la misma invitación, que es para una sola persona.
contact-page-same-invite = Otra persona llegó con la misma invitación que este contacto. Uno de los dos no es la persona a quien se le dio: pregunte.

# Cada frase está encima de su botón.

contact-page-draft = Hay un mensaje a este contacto escrito y sin enviar.
contact-page-clear-draft = Borrar borrador

contact-page-is-blocked = Ha bloqueado a este contacto. No llega nada suyo, y no se le avisa.
contact-page-unblock = Desbloquear
contact-page-blocking = Bloquear termina la conexión. Ya no llega nada de este contacto, y no se le avisa.
contact-page-block = Bloquear
contact-page-deleting = Eliminar quita de su bóveda el contacto y todos los mensajes, definitivamente.
contact-page-delete = Eliminar contacto…
contact-page-really = ¿Eliminar este contacto y todos los mensajes? No se puede deshacer. La otra persona conserva su propia copia.
contact-page-keep = Conservar
contact-page-delete-for-good = Eliminar definitivamente
