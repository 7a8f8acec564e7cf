# Un formulaire : l'adresse de quelqu'un, et un nom.

add-contact-body = Demandez à votre contact son adresse Sotto, par un canal où vous vous reconnaissez l’un l’autre.
add-contact-hint = Collez une adresse onion ou un lien sotto:
add-contact-add = Ajouter le contact
add-contact-after = La demande lui parvient dès que vous êtes en ligne tous les deux. Ce que vous écrivez entre-temps attend.
