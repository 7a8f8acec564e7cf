# Ce que disent plusieurs écrans.

common-your-address = Votre adresse
common-leave-no-trace = Démarrer une session sans trace
common-passphrase = Phrase de passe
common-name = Nom
common-address = Adresse
common-resembles = Ressemble au nom d’un autre contact. Comparez l’adresse.
# Dans la liste, derrière le début de l'adresse, qui doit venir en premier.
common-resembles-short = { $head } · Nom ressemblant
common-name-hint = Comme vous l’appelez ; personne d’autre ne le voit
