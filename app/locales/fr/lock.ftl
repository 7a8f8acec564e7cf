# Verrouiller, et détruire le profil.

# Au-dessus de l'écran qui demande la phrase de passe.
lock-idle = { $minutes ->
    [one] Sotto s’est verrouillé : personne n’a utilisé cette fenêtre pendant une minute.
   *[other] Sotto s’est verrouillé : personne n’a utilisé cette fenêtre pendant { $minutes } minutes.
}
lock-understood = Compris
lock-wipe = Détruire ce profil…

# La page sur laquelle le profil est détruit.

lock-wipe-head = Détruire ce profil
lock-wipe-destroys = Ce qui est détruit
lock-wipe-keys = D’abord la clé : dès lors, personne ne peut ouvrir le coffre, pas même avec la phrase de passe.
lock-wipe-files = Puis les fichiers : le coffre avec tous les contacts et messages, et ce que Tor a gardé.
lock-wipe-address = Votre adresse avec eux : plus personne ne peut vous y joindre, et personne ne peut la rétablir.
lock-wipe-cannot = Ce qui est hors d’atteinte
lock-wipe-theirs = Ce qu’ont les personnes à qui vous avez écrit : leurs copies leur restent, et elles ne sont pas averties.
lock-wipe-copies = Les copies et sauvegardes du dossier du profil. Elles s’ouvrent toujours avec votre phrase de passe.
lock-wipe-flash = Des restes en mémoire flash, ou dans un système de fichiers avec instantanés. Là, seule la phrase de passe protège ce qui reste.
lock-wipe-in-memory = Cette session n’existe qu’en mémoire et se termine alors. Un profil qui se trouve dans le dossier à côté est détruit aussi.
lock-wipe-back = Retour, ne rien détruire
lock-wipe-hold = Maintenir pour détruire le profil
lock-wiping = Destruction…
lock-wipe-how = Maintenez le bouton trois secondes avec la souris, Espace ou Entrée. Si vous relâchez plus tôt, rien ne se passe.

lock-wiped = Le profil est détruit. Plus personne ne peut l’ouvrir.
lock-draft-lost = Ce que vous aviez écrit sans l’envoyer n’a pas pu être gardé et a disparu.
