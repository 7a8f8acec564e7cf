# Ce que fait la connexion ; à côté d'un point ou au-dessus d'une barre.

model-phase-offline = Hors ligne
model-phase-starting = Démarrage de Tor
model-phase-reaching-bridge = Accès à votre pont
model-phase-reaching = Accès au réseau Tor
model-phase-directory = Lecture de la liste des relais
model-phase-publishing = Publication de votre adresse
model-phase-online = Connecté par Tor

# Si l'on peut nous joindre. $when est une heure (14:05) ou un jour (Lundi, 3 mars).

model-reach-confirmed = Vérifié : on peut vous joindre ({ $when }).
model-reach-unreachable = On ne peut pas vous joindre pour le moment.
model-reach-republished = Votre adresse a été publiée à nouveau.
model-reach-next-check = Prochain contrôle dans { $wait }.

# Si un contact est là, en un mot. « Appel » : on l'appelle, comme au téléphone.

model-presence-blocked = Bloqué
model-presence-online = En ligne
model-presence-dialing = Appel
model-presence-offline = Hors ligne

# Pourquoi le dernier appel à un contact a échoué.

model-reason-not-published = Cette personne n’est pas en ligne pour le moment.
model-reason-not-answering = Son Sotto ne répond pas.
model-reason-timed-out = L’appel a duré trop longtemps.
model-reason-hung-up = La ligne a été coupée.
model-reason-handshake = Les deux programmes ne se sont pas entendus. Utilisez tous deux la version la plus récente de Sotto.
model-reason-tor = Tor a échoué en chemin.

# Pourquoi un message attend encore sur cet ordinateur.

model-waits-no-contact = Cette personne n’est pas parmi vos contacts.
model-waits-held-back = Retenu, car l’appareil de cette personne a changé. Il partira dès que vous continuerez.
model-waits-not-accepted = Cette personne n’a pas encore accepté votre demande.
model-waits-for-turn = Il attend son tour pour partir.
model-waits-not-connected = Vous êtes hors ligne.
model-waits-for-tor = Tor n’est pas encore prêt.
model-waits-dialing = Appel en cours.
model-waits-not-reached = Cette personne n’a pas encore été jointe.

# Où en est un message, en un mot : sur cet ordinateur, en chemin, arrivé sur l'autre ordinateur.

model-state-queued = En attente
model-state-sent = Envoyé
model-state-delivered = Distribué
