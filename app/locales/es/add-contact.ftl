# Un formulario: la dirección de alguien y un nombre.

add-contact-body = Pida a su contacto su dirección de Sotto, por un canal en el que ambos se reconozcan.
add-contact-hint = Pegue una dirección onion o un enlace sotto:
add-contact-add = Añadir contacto
add-contact-after = Recibe una solicitud en cuanto ambos estén en línea. Lo que usted escriba mientras tanto espera.
