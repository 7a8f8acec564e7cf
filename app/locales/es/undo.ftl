# Al pie de la ventana durante diez segundos, tras rechazar una solicitud de contacto. $name es el comienzo de una dirección.

undo-declined = La solicitud de { $name } está rechazada.
undo-undo = Deshacer
undo-close = Cerrar
