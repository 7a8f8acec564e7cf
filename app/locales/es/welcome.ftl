# El primer inicio.

welcome-head = Le damos la bienvenida a Sotto
welcome-body = Sotto lleva mensajes entre dos personas a través de Tor, sin servidor, sin número de teléfono, sin nombre. Su dirección y sus mensajes se guardan en un solo archivo cifrado que únicamente su frase de contraseña abre; nadie puede restablecerla.
welcome-passphrase-hint = Por ejemplo, cinco palabras al azar
welcome-again = Frase de contraseña otra vez
welcome-again-hint = La misma una vez más
welcome-differ = Las dos frases de contraseña no coinciden. Escriba la segunda de nuevo.
welcome-start = Iniciar y conectar a Tor
welcome-start-offline = Iniciar sin conectar
welcome-no-trace = Iniciar sin rastro y conectar a Tor
welcome-creating = Creando su perfil…
welcome-no-trace-means = Todo se guarda solo en la memoria. La dirección, los contactos y los mensajes desaparecen cuando cierre Sotto.
# «Iniciar» es el comienzo de lo que dicen los botones de arriba.
welcome-nothing-sent = No se envía nada antes de que pulse «Iniciar». Donde Tor esté bloqueado o vigilado, inicie sin conectar y configure primero un puente.

# Lo buena que es la frase de contraseña, mientras se escribe.

welcome-strength-none = Alguien que se lleve esta carpeta puede probar frases de contraseña con toda calma: elija una larga.
welcome-strength-weak = Débil: fácil de adivinar para alguien que tenga la carpeta. Añada palabras.
welcome-strength-fair = Aceptable: resiste a los curiosos. Una o dos palabras más la hacen fuerte.
welcome-strength-strong = Fuerte: difícil de adivinar incluso con muchos equipos.
