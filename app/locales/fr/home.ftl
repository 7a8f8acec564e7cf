# Le volet à côté de la liste tant que personne n'est choisi : la première chose que l'on voit après le démarrage.

home-head-first = Votre premier contact
home-head = Nouveau contact

home-offline = Vous êtes hors ligne
home-offline-body = Sotto joint les autres par le réseau Tor. Qui surveille votre ligne voit que Tor est utilisé, pas avec qui vous parlez. Là où Tor est bloqué ou surveillé, configurez d’abord un pont.
home-connect = Se connecter à Tor

# Une invitation est un lien pour une personne.
home-invite = Inviter quelqu’un
home-invite-body = Copiez une invitation et donnez-la à une seule personne, par un canal où vous vous reconnaissez l’un l’autre. La première personne qui s’en sert devient aussitôt votre contact.
home-copy-invite = Copier l’invitation
home-making = Création d’une invitation…
home-invite-copied = Invitation copiée
home-show-code = Afficher en code QR
home-hide-code = Masquer le code QR
# $day peut être « Aujourd'hui », « Lundi » ou « 3 mars ».
home-invite-good = Pour une seule personne. Valable jusqu’à cette date : { $day }. D’autres programmes de cet ordinateur peuvent lire le presse-papiers.

home-link = On vous a donné un lien ou une adresse
home-link-body = Copiez-le et collez-le ici : la conversation s’ouvre aussitôt.
home-paste = Coller et ajouter
home-add = Ajouter
home-with-name = Ajouter avec un nom… (Ctrl+N)
home-nothing-copied = Il n’y a pas de texte dans le presse-papiers. Copiez d’abord le lien ou l’adresse de votre contact.
home-no-link = Ce n’est ni un lien sotto: ni une adresse onion. Copiez-le à nouveau, en entier.

# Suit une phrase sur la durée de vie de l'adresse.
home-address-means = Qui l’a peut demander à devenir votre contact, et voir quand vous êtes en ligne.
