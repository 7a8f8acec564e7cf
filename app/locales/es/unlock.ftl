# Hay un perfil que espera su frase de contraseña.

unlock-head = Desbloquear Sotto
unlock-body = Su dirección y sus mensajes están en el archivo cifrado de este perfil.
unlock-passphrase-hint = Su frase de contraseña
unlock-unlock = Desbloquear
unlock-unlocking = Desbloqueando…
unlock-no-trace-means = Deja este perfil cerrado y guarda todo solo en la memoria, hasta que cierre Sotto.
