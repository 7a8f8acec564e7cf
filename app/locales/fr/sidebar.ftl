# La liste des contacts. Elle est étroite : les lignes coupées perdent leur fin.

sidebar-own-address = Votre adresse (Ctrl+L)
sidebar-settings = Paramètres (Ctrl+,)
sidebar-meet = Nouveau contact

# Boutons à côté de l'état de la connexion.

sidebar-connect = Connecter
sidebar-stop = Arrêter

sidebar-empty = Il n’y a encore personne ici.
sidebar-empty-do = Donnez une invitation à quelqu’un, ou collez le lien que l’on vous a donné.

# Le champ au-dessus de la liste, et ce qu'il trouve.

sidebar-search = Rechercher (Ctrl+K)
sidebar-found-messages = Messages
sidebar-found-nothing = Rien trouvé.
sidebar-looking = Recherche dans les messages…
sidebar-more = Afficher les plus anciens

# Au-dessus des groupes de la liste.

sidebar-requests = Demandes
sidebar-blocked-count = Bloqués ({ $count })

# À la place du dernier message d'un contact.

sidebar-asks = Vous pose une question
sidebar-wants-to-write = Veut vous écrire
sidebar-no-messages = Pas encore de messages
sidebar-deleted = Message supprimé
sidebar-draft = Brouillon : { $text }

# Ce que l'on peut faire d'un contact de la liste.

sidebar-pin = Épingler en haut
sidebar-unpin = Désépingler
sidebar-mute = Sourdine
sidebar-unmute = Fin de sourdine
sidebar-mark-read = Marquer comme lu
sidebar-ask-delete = Supprimer…
sidebar-delete-means = Le contact et tous les messages sont supprimés de cet ordinateur, définitivement. Rien n’est supprimé sur le sien.
sidebar-delete = Supprimer définitivement
sidebar-keep = Garder

sidebar-verified = { $presence } · Vérifié
# Nos messages qui ne sont pas encore partis.
sidebar-waiting = { $count ->
    [one] { $count } message attend
   *[other] { $count } messages attendent
}
