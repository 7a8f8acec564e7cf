# Les paramètres : une liste de sections, et ce que contient chacune.

# Apparence.

settings-appearance = Apparence
settings-light = Clair
settings-dark = Sombre
settings-contrast = Contraste élevé
settings-size = Taille du texte
settings-percent = { $percent } %
settings-smaller = Plus petit
settings-larger = Plus grand
settings-usual-size = Taille habituelle
settings-still = Animations réduites
settings-still-means = Le curseur ne clignote pas, et rien ne bouge sans nécessité.

# Langue.

settings-language = Langue
settings-language-system = Comme le système
settings-language-means = Le changement prend effet aussitôt. Les mots de sécurité sont toujours en anglais, pour que les deux côtés puissent les comparer.

# Réseau. L'adresse bridges.torproject.org reste telle quelle.

settings-network = Réseau
settings-connect = Connecter
settings-disconnect = Déconnecter
settings-network-means = Tout ce qui sort de Sotto passe par Tor. Qui surveille votre ligne voit que Tor est utilisé, pas avec qui vous parlez.
settings-bridges = Ponts
settings-bridges-body = Là où Tor est bloqué ou surveillé, un pont est une entrée qui ne figure sur aucune liste. Demandez des lignes à quelqu’un de confiance, ou prenez-en sur bridges.torproject.org.
settings-bridges-hint = Un pont par ligne, tel qu’il vous a été donné. Un changement prend effet aussitôt.
settings-use-bridges = N’utiliser que ces ponts pour accéder à Tor
settings-save-bridges = Enregistrer
settings-saved = Enregistré.

# Confidentialité : le verrou.

settings-privacy = Confidentialité
settings-lock-after = Verrouiller si personne n’utilise la fenêtre pendant
settings-lock-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
settings-lock-never = Jamais
settings-lock-means = Verrouiller ferme toutes les connexions et oublie les clés ; rien n’arrive tant que vous ne déverrouillez pas. Ce que vous étiez en train d’écrire est gardé dans le coffre. Ctrl+Shift+L verrouille aussitôt.
settings-lock-now = Verrouiller

# Confidentialité : une session en mémoire.

settings-session = Cette session
settings-session-means = Cette session n’existe qu’en mémoire. On ne peut pas la verrouiller, car il n’y aurait rien à retrouver : on peut seulement la terminer, et tout disparaît avec elle.
settings-end-session = Terminer la session

# Confidentialité : la phrase de passe. La nouvelle se tape deux fois.

settings-old = Phrase de passe actuelle
settings-old-hint = Votre phrase de passe actuelle
settings-new = Nouvelle phrase de passe
settings-change-passphrase = Changer la phrase de passe
settings-changing = Changement…
settings-changed = Désormais, le coffre ne s’ouvre qu’avec la nouvelle phrase de passe.
settings-change-means = Cela prend environ deux secondes. Les copies du dossier du profil faites auparavant s’ouvrent toujours avec l’ancienne phrase de passe.

# Confidentialité : le presse-papiers.

settings-clipboard = Presse-papiers
settings-clear-clipboard = Effacer après 60 secondes les adresses, liens et mots de sécurité copiés
settings-clipboard-means = Seulement ce que Sotto y a mis, et seulement si cela s’y trouve encore. Les textes des messages restent. Un programme qui garde ce qui est copié l’a peut-être déjà.

# Confidentialité : ce que Sotto ne fait jamais.

settings-never = Ce que Sotto ne fait jamais
settings-never-does = Il ne dit à personne quand vous avez lu un message ni que vous êtes en train d’écrire. Il n’ouvre aucun lien et ne charge ni aperçus ni images. Il ne signale rien à ceux qui l’ont créé. Vos contacts voient en revanche quand vous êtes en ligne, et qu’un message est arrivé dans votre coffre.

# Confidentialité : détruire le profil.

settings-destroy = Détruire ce profil
settings-destroy-means = Adresse, contacts et messages, définitivement. Vous voyez d’abord ce que cela signifie. Ctrl+Shift+Delete y mène de partout.
settings-wipe = Détruire ce profil…

# Notifications.

settings-notifications = Notifications
settings-notifications-off = Désactivées
settings-notifications-discreet = Discrètes
settings-notifications-off-means = Rien en dehors de cette fenêtre ne montre qu’un message est arrivé.
settings-notifications-discreet-means = La fenêtre demande l’attention quand un message arrive, à la manière du système : son entrée dans la barre des tâches est marquée. Ni nom ni texte ne s’affiche.
settings-notifications-why = S’il n’y a rien de plus, c’est voulu : les notifications du système passent par d’autres programmes, qui peuvent les garder et les montrer sur un écran verrouillé.

# Clavier : les touches et ce qu'elles font, comme dans help.ftl.

settings-keyboard = Clavier

# À propos : ce qu'est ce programme.

settings-about = À propos
settings-not-audited = Sotto n’a pas fait l’objet d’un audit. Ne confiez pas votre vie à Sotto seul.
settings-place = Où se trouve le profil
settings-memory-locked = Les clés des sessions ouvertes se trouvent dans une mémoire que le système garde hors de son fichier d’échange.
settings-memory-not-locked = On ne sait pas si les clés des sessions ouvertes restent hors du fichier d’échange : aucune n’est encore utilisée, ou la limite de mémoire verrouillée du système est trop basse. Chiffrez l’espace d’échange de cet ordinateur, ou désactivez-le.
settings-licences = Sotto : MIT ou Apache-2.0. Polices : Noto Sans, SIL Open Font License 1.1. Tor par Arti, du Projet Tor ; Sotto n’est ni réalisé ni approuvé par lui.
settings-show-licences = Afficher les licences
settings-hide-licences = Masquer les licences
