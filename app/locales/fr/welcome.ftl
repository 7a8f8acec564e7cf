# Le premier démarrage.

welcome-head = Bienvenue dans Sotto
welcome-body = Sotto transporte des messages entre deux personnes par Tor, sans serveur, sans numéro de téléphone, sans nom. Votre adresse et vos messages sont gardés dans un seul fichier chiffré que seule votre phrase de passe ouvre ; personne ne peut la réinitialiser.
welcome-passphrase-hint = Par exemple cinq mots au hasard
welcome-again = Phrase de passe, à nouveau
welcome-again-hint = La même encore une fois
welcome-differ = Les deux phrases de passe sont différentes. Tapez à nouveau la seconde.
welcome-start = Démarrer et se connecter à Tor
welcome-start-offline = Démarrer sans se connecter
welcome-no-trace = Démarrer sans trace et se connecter à Tor
welcome-creating = Création de votre profil…
welcome-no-trace-means = Tout est gardé en mémoire seulement. Adresse, contacts et messages disparaissent quand vous fermez Sotto.
# « Démarrer » est le début de ce qui figure sur les boutons ci-dessus.
welcome-nothing-sent = Rien n’est envoyé avant que vous ne pressiez « Démarrer ». Là où Tor est bloqué ou surveillé, démarrez sans vous connecter et configurez d’abord un pont.

# La qualité de la phrase de passe, pendant la saisie.

welcome-strength-none = Quelqu’un qui prend ce dossier peut essayer des phrases de passe tout à loisir : prenez-en une longue.
welcome-strength-weak = Faible : facile à deviner pour quelqu’un qui a le dossier. Ajoutez des mots.
welcome-strength-fair = Moyenne : résiste aux curieux. Un ou deux mots de plus la rendent forte.
welcome-strength-strong = Forte : difficile à deviner, même avec beaucoup d’ordinateurs.
