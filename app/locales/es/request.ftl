# Alguien desconocido pide ser un contacto.

request-head = Esta dirección quiere escribirle
request-they-write = Escribe
request-silent = Aún no ha escrito nada.
request-body = Compare la dirección con la que le dio su contacto: cualquiera puede atribuirse un nombre. Hasta que usted acepte, esa persona no sabe si usted ha visto esto.
# Rechazar y Bloquear son los botones de abajo.
request-means = «Rechazar» olvida la solicitud; esa persona puede volver a pedirlo. «Bloquear»: ya no recibe nada de ella; no se le avisa.
request-accept = Aceptar
request-decline = Rechazar
request-block = Bloquear
