# Lo que dicen varias pantallas.

common-your-address = Su dirección
common-leave-no-trace = Iniciar una sesión sin rastro
common-passphrase = Frase de contraseña
common-name = Nombre
common-address = Dirección
common-resembles = Se parece al nombre de otro contacto. Compare la dirección.
# En la lista, detrás del comienzo de la dirección, que debe ir primero.
common-resembles-short = { $head } · Nombre parecido
common-name-hint = Cómo lo llama usted; solo usted lo ve
