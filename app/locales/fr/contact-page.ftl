# Un contact : nom, adresse, bloquer, supprimer.

contact-page-no-name = Sans nom
contact-page-save-name = Enregistrer
contact-page-saved = Enregistré.
contact-page-only-you = Personne d’autre que vous ne voit ce nom.

contact-page-compare = Comparez-la avec ce que votre contact vous lit à voix haute. Elle est la sienne seulement si chaque groupe est identique.
contact-page-copy-address = Copier l’adresse
contact-page-address-copied = Adresse copiée
contact-page-compare-words = Vérifier qui c’est

contact-page-pin = Garder en haut de la liste
contact-page-mute = Ne pas annoncer ce que ce contact écrit

# Quelqu'un d'autre est venu avec la même invitation, qui est destinée à une seule personne.
contact-page-same-invite = Quelqu’un d’autre est venu avec la même invitation que ce contact. L’un des deux n’est pas la personne à qui elle a été donnée : posez la question.

# Chaque phrase se trouve au-dessus de son bouton.

contact-page-draft = Un message à ce contact est écrit et n’est pas envoyé.
contact-page-clear-draft = Effacer le brouillon

contact-page-is-blocked = Vous avez bloqué ce contact. Rien de lui n’arrive, et il n’en est pas averti.
contact-page-unblock = Débloquer
contact-page-blocking = Bloquer met fin à la connexion. Plus rien de ce contact n’arrive, et il n’en est pas averti.
contact-page-block = Bloquer
contact-page-deleting = Supprimer retire définitivement de votre coffre le contact et tous les messages.
contact-page-delete = Supprimer le contact…
contact-page-really = Supprimer ce contact et tous les messages ? C’est irréversible. Sa propre copie lui reste.
contact-page-keep = Garder
contact-page-delete-for-good = Supprimer définitivement
