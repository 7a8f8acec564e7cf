# L'aide : les touches, et ce que fait chacune.

help-head = Touches
help-close = Fermer (Esc)
# « sotto chat » est une commande.
help-reader = Cette fenêtre ne parle pas aux lecteurs d’écran. La commande « sotto chat » est le même Sotto en texte simple.

help-help = Cette aide
help-add-contact = Ajouter un contact
help-settings = Paramètres
help-own-address = Votre adresse et vos invitations
help-verify = Vérifier qui est un contact
help-search = Rechercher des contacts et des messages
help-paste = Ajouter le contact dont vous avez copié le lien
help-next = Conversation suivante
help-previous = Conversation précédente
help-back = Fermer ce qui est au premier plan
help-page-up = Messages plus anciens
help-page-down = Messages plus récents
help-focus-next = Bouton ou champ suivant
help-focus-previous = Bouton ou champ précédent
help-larger = Texte plus grand
help-smaller = Texte plus petit
help-usual-size = Taille de texte habituelle
help-lock = Verrouiller Sotto
help-wipe = Détruire le profil ; on vous demande d’abord
help-quit = Quitter Sotto

help-send = Envoyer ; presser le bouton actif
help-new-line = Nouvelle ligne dans un message
help-row-menu = Plus d’actions pour une conversation de la liste
help-find = Rechercher dans la conversation ouverte
help-message = Aller de message en message ; Entrée ouvre le menu d’un message
help-edit-last = Modifier votre dernier message
