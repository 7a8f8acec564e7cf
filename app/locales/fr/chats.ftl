# L'écran principal : la liste des contacts et un volet à côté. Voici les noms des volets.

chats-request = Demande de contact
chats-check = Vérifier qui c’est
chats-contact = Contact
chats-add-contact = Ajouter un contact
chats-settings = Paramètres
# Esc est une touche.
chats-close = Fermer (Esc)

# À côté de la flèche qui ramène à la liste dans une fenêtre étroite.
chats-back = Retour (Esc)
# Retire un avis qui a été lu.
chats-dismiss = Masquer
