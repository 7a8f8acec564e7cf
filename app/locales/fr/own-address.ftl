# Notre adresse : à lire, à copier, en code QR.

own-address-none = Il n’y a pas encore d’adresse.
own-address-body = Donnez cette adresse aux personnes qui peuvent vous écrire. Qui l’a peut voir quand vous êtes en ligne.
own-address-amnesic = Cette adresse dure aussi longtemps que cette session. Rien n’en est écrit.
own-address-kept = Cette adresse est la vôtre aussi longtemps que vous gardez ce profil.
own-address-clipboard = D’autres programmes de cet ordinateur peuvent lire le presse-papiers.

own-address-copy = Copier l’adresse
own-address-copied = Adresse copiée
own-address-copy-link = Copier le lien sotto:
own-address-link-copied = Lien copié

own-address-invites = Invitations ouvertes
own-address-invites-mean = La première personne qui se sert de l’une d’elles devient aussitôt votre contact. Le lien ne s’affiche pas une deuxième fois.
own-address-invite-good = Valable jusqu’à cette date : { $day }
own-address-invite-revoke = Révoquer
