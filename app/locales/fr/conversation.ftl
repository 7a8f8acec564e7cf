# Une conversation avec un contact.

conversation-verified = Vérifié
conversation-verify = Vérifier
conversation-verify-hint = Vérifier qui c’est (Ctrl+I)
conversation-about = À propos de ce contact

conversation-empty = Pas encore de messages. Personne d’autre que vous deux ne verra ce que vous écrivez.
conversation-reading = Lecture…
conversation-older = Afficher les messages antérieurs
conversation-write = Écrire un message

# Quelqu'un a peut-être copié la clé du contact. « Continuer » est le bouton à côté.

conversation-device-changed = L’appareil de ce contact a changé sans explication : une copie restaurée, ou quelqu’un d’autre qui a sa clé. Posez-lui la question par un autre canal. Rien n’est envoyé tant que vous ne continuez pas, et aucune vérification antérieure ne compte plus.
conversation-go-on = Continuer

# Pourquoi rien ne passe en ce moment.

conversation-not-accepted = Cette personne n’a pas encore accepté votre demande. Ce que vous écrivez sera distribué quand elle l’aura fait.
conversation-not-connected = Vous êtes hors ligne. Ce que vous écrivez attend.
conversation-dialing = Appel par Tor. Cela peut prendre une demi-minute.
conversation-tor-not-ready = Tor n’est pas encore prêt. Ce que vous écrivez attend.
conversation-not-reached = Pas de connexion avec cette personne.

# $wait compte à rebours : 0:40, c'est quarante secondes.

conversation-next-try = Prochain essai dans { $wait }.
conversation-next-try-now = Prochain essai maintenant.
conversation-try-now = Essayer

# Une vérification par une question. Personne ne voit la réponse de l'autre.

conversation-asked = { $name } vous pose une question pour vérifier que c’est bien vous.
conversation-answer = Répondre
conversation-decline = Refuser
conversation-waiting = Vous avez posé une question à ce contact pour le vérifier. Sa réponse est attendue.
conversation-confirming = Votre réponse est comparée avec la sienne.
conversation-show = Afficher
conversation-ask-them = L’interroger
conversation-compare-words = Comparer les mots

# Ce qui est arrivé.

conversation-new-messages = Nouveaux messages
conversation-newest = Au plus récent
# Le même bouton, quand quelque chose est arrivé pendant la lecture de messages plus anciens.
conversation-missed = { $count ->
    [one] { $count } nouveau message
   *[other] { $count } nouveaux messages
}

# Dans une bulle. « Modifié » : le texte a été changé après le départ du message.

conversation-edited = Modifié
# Une modification, une réaction ou une suppression de notre part n'est pas encore arrivée chez l'autre.
conversation-pending = Modification en attente
conversation-deleted = Message supprimé
conversation-quote-gone = N’est plus ici
conversation-you = Vous

# Le menu d'un message.

conversation-reply = Répondre
conversation-copy = Copier le texte
# $link est le début d'un lien qui figure dans le message.
conversation-copy-link = Copier { $link }
conversation-edit = Modifier
conversation-show-quoted = Voir à quoi il répond
conversation-delete-here = Supprimer pour moi
conversation-delete-both = Supprimer pour les deux
conversation-unreact = Retirer votre réaction
conversation-keep = Garder

# Avant la suppression d'un message.

conversation-ask-here-ours = Le supprimer de cet appareil ? L’autre personne garde sa copie.
conversation-ask-here-theirs = Le supprimer de cet appareil ? L’autre personne n’en est pas avertie, et garde sa copie.
conversation-ask-both = Le supprimer ici et demander au Sotto de l’autre personne de le supprimer aussi ? Elle l’a peut-être lu, copié ou gardé.

# Ce que dit une réaction : pouce levé, cœur, larmes de rire, bouche ouverte, larme, mains jointes, coche, pouce baissé.

conversation-react-good = Bien
conversation-react-heart = Cœur
conversation-react-laugh = Drôle
conversation-react-surprise = Surprenant
conversation-react-sad = Triste
conversation-react-thanks = Merci
conversation-react-done = Fait
conversation-react-bad = Pas bien

# Au-dessus du champ pendant qu'un de nos messages reçoit un autre texte.

conversation-editing = Modification
conversation-editing-how = Entrée enregistre, Esc revient en arrière.
conversation-leave = Revenir (Esc)

# Recherche de mots dans cette conversation.

conversation-find-hint = Rechercher dans cette conversation (Ctrl+F)
conversation-find = Rechercher dans cette conversation
conversation-find-older = Plus ancien (Entrée)
conversation-find-newer = Plus récent (Shift+Entrée)
conversation-find-close = Fermer (Esc)
conversation-find-looking = Recherche…
conversation-find-nothing = Rien trouvé
# Lequel, sur combien.
conversation-find-hit = { $at } sur { $of }
# De même, tant que tous ne sont pas comptés.
conversation-find-hit-so-far = { $at } sur { $of } jusqu’ici

conversation-unnamed = Cette personne est venue par l’une de vos invitations et n’a pas encore de nom ici.
conversation-name-them = Donner un nom
