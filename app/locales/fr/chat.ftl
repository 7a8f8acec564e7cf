# sotto chat : le mode texte, ligne par ligne. Les commandes comme /help sont les mêmes dans toutes les langues.

chat-welcome = Sotto en mode texte. Chaque ligne se suffit à elle-même. Tapez /help pour voir les commandes.
chat-absent = Il n’y a pas encore de profil ici. /create en crée un avec une phrase de passe ; /amnesic démarre une session sans trace.
chat-passphrase = Phrase de passe (ce que vous tapez ne s’affiche pas) :
chat-passphrase-new = Choisissez une phrase de passe ; cinq mots au hasard conviennent bien (ce que vous tapez ne s’affiche pas) :
chat-passphrase-again = Encore une fois :
chat-passphrases-differ = Les deux phrases de passe sont différentes. Rien n’a été créé. Tapez /create pour recommencer.
chat-opened = Le profil est ouvert.
chat-opened-amnesic = Cette session n’existe qu’en mémoire. Elle disparaît quand vous quittez.
chat-locked = Le profil est verrouillé.
chat-exposed = D’autres utilisateurs de cet ordinateur peuvent regarder dans le dossier du profil. Il est chiffré.
chat-offline-hint = Vous êtes hors ligne. /connect vous connecte par Tor ; avant cela, rien ne quitte cet ordinateur.
chat-address = Votre adresse : { $address }
chat-address-link = Sous forme de lien : { $link }
chat-address-grouped = Par groupes de quatre : { $groups }
chat-network = Connexion : { $phase }.

chat-unknown = Cette commande n’existe pas. Rien n’a été envoyé. Tapez /help pour voir les commandes ; commencez par // pour envoyer un texte qui débute par une barre oblique.
chat-incomplete = Il manque quelque chose à cette commande. Rien n’a été fait. Tapez /help pour voir les commandes.
chat-too-long = Cette ligne est trop longue. Rien n’a été envoyé.
chat-nobody-open = Aucune conversation n’est ouverte. Rien n’a été envoyé. /contacts montre qui vous connaissez, /open ouvre une conversation par numéro ou par nom.
chat-nobody = Personne n’a ce numéro ou ce nom. /contacts montre qui vous connaissez.
chat-several = Plusieurs contacts commencent ainsi. Utilisez le numéro que donne /contacts.
chat-not-open = Le profil n’est pas ouvert.
chat-bye = Fermeture des connexions.
chat-stuck = Sotto ne s’est pas terminé correctement. Ce qui a été confirmé est conservé.

chat-no-contacts = Vous n’avez pas encore de contacts. /add suivi d’une adresse ajoute quelqu’un.
chat-contact = { $number }. { $name }, { $presence }
chat-contact-unread = { $unread ->
    [one] { $number }. { $name }, { $presence }, { $unread } non lu
   *[other] { $number }. { $name }, { $presence }, { $unread } non lus
}
chat-no-requests = Personne ne demande à vous parler.
chat-request = Demande { $number }, de { $name }. /accept { $number } suivi d’un nom l’accepte, /decline { $number } l’oublie, /block { $number } : vous ne recevrez plus rien de cette personne.
chat-request-new = Quelqu’un de nouveau demande à vous parler. /requests dit qui.
chat-accepted = { $name } fait maintenant partie de vos contacts.
chat-declined = La demande est oubliée. Cette personne peut en refaire une.
chat-blocked = Vous ne recevrez plus rien de { $name }. Sotto ne l’en avertit pas.
chat-unblocked = { $name } fait de nouveau partie de vos contacts.
chat-renamed = Ce contact s’appelle maintenant { $name }.
chat-added = Ajout fait : { $name }, numéro { $number }. Ce que vous écrivez attend que cette personne accepte.
chat-delete = Supprimer { $name } et tout ce qui a été dit ? Tapez yes pour supprimer définitivement ; toute autre réponse garde le contact.
chat-deleted = Supprimé.
chat-kept = Rien n’a été supprimé.
chat-removed = { $name } n’est plus dans votre liste.

chat-open = Conversation avec { $name }, numéro { $number } : { $presence }. Ce que vous tapez maintenant lui est envoyé.
chat-open-asking = Cette personne attend votre réponse : acceptez ou refusez d’abord sa demande.
chat-closed = Aucune conversation n’est ouverte.
chat-no-unread = Il n’y a rien de non lu.
chat-no-messages = Pas encore de messages.
chat-history = { $count ->
    [one] Le dernier message ({ $count }) :
   *[other] Les { $count } derniers messages :
}
chat-you = Vous
chat-dated = { $at } { $who }
chat-deleted-message = (supprimé)
chat-edited = { $who }, modifié
chat-waiting = En attente. { $reason }
chat-delivered = Distribué à { $name } : { $text }
chat-new-elsewhere = Nouveau message de { $name }. /next le lit.
chat-online = { $name } est en ligne.
chat-offline = { $name } est hors ligne.
chat-accepted-us = { $name } a accepté votre demande.
chat-device-changed = L’appareil de { $name } a changé sans explication : une copie restaurée, ou quelqu’un d’autre qui a sa clé. Posez-lui la question par un autre canal. Rien n’est envoyé tant que vous ne tapez pas /trust.
chat-trusted = Vous continuez avec { $name }. Aucune vérification antérieure ne compte plus.
chat-called = Appel de { $name } en cours.

chat-words = Vos mots, à vous et à { $name }. Lisez-les l’un à l’autre, par téléphone ou en personne :
chat-words-line = { $from } à { $to } : { $words }
chat-words-same = Si les douze sont identiques des deux côtés, tapez /same.
chat-compared = L’identité de { $name } est vérifiée.
chat-asked = La question est posée. Elle reste ouverte jusqu’à la réponse ; /end la retire.
chat-answer = Votre réponse, qui ne quitte jamais cet ordinateur (ce que vous tapez ne s’affiche pas) :
chat-asks = { $name } vous pose une question, pour vérifier que c’est bien vous
chat-asks-hint = /answer répond, /end refuse.
chat-no-question = Personne ne vous pose de question ici.
chat-answered = Réponse donnée. Le résultat est attendu.
chat-check-same = { $name } a donné la réponse que vous aviez en tête. Son identité est vérifiée.
chat-check-same-theirs = Votre réponse est celle que { $name } avait en tête.
chat-check-different = Les réponses diffèrent. Quelqu’un se trouve peut-être entre vous et { $name }. Posez-lui la question par un autre canal.
chat-check-ended = La vérification avec { $name } s’est terminée sans résultat.

chat-bridges-on = Des ponts sont utilisés, et rien d’autre :
chat-bridges-off = Aucun pont n’est utilisé. Ponts gardés :
chat-no-bridges = Aucun pont n’est gardé. /bridge suivi d’une ligne de pont en ajoute un.

chat-news-lost = Certaines nouvelles n’ont pas été annoncées. /contacts dit où en sont les choses.

chat-help-talk = Tout ce qui ne commence pas par une barre oblique est envoyé à la conversation ouverte. Un texte qui commence par une barre oblique s’envoie avec deux.
chat-help-open = /contacts, /open QUI, /next : montre les contacts, en ouvre un par numéro ou par nom, ouvre le suivant qui a du non lu. /close quitte une conversation, /history NOMBRE réaffiche ses derniers messages.
chat-help-people = /add ADRESSE NOM, /rename NOM, /block QUI, /unblock QUI, /delete QUI : votre liste. /requests, /accept NUMÉRO NOM, /decline NUMÉRO : les personnes qui demandent à vous parler.
chat-help-check = /verify dit les mots que deux personnes comparent, /same note qu’ils étaient identiques. /ask QUESTION demande à l’autre quelque chose que lui seul sait, /answer répond, /end met fin à la question. /trust continue après un changement de son appareil.
chat-help-network = /connect, /disconnect, /try, /status : la connexion. /bridges, /bridges on, /bridges off, /bridge LIGNE : les moyens de contourner un blocage. /address dit votre adresse.
chat-help-profile = /create, /amnesic, /unlock, /lock, /quit : le profil et cette session.
