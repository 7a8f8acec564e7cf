# Nuestra dirección: para leer, para copiar, como código QR.

own-address-none = Aún no hay dirección.
own-address-body = Dé esta dirección a quienes puedan escribirle. Quien la tenga puede ver cuándo está usted en línea.
own-address-amnesic = Esta dirección dura lo que dure esta sesión. No se escribe nada de ella.
own-address-kept = Esta dirección es suya mientras conserve este perfil.
own-address-clipboard = Otros programas de este equipo pueden leer el portapapeles.

own-address-copy = Copiar dirección
own-address-copied = Dirección copiada
own-address-copy-link = Copiar enlace sotto:
own-address-link-copied = Enlace copiado

own-address-invites = Invitaciones abiertas
own-address-invites-mean = Quien llegue primero con una de ellas pasa a ser su contacto al instante. El enlace no se vuelve a mostrar.
own-address-invite-good = Válida hasta esta fecha: { $day }
own-address-invite-revoke = Revocar
