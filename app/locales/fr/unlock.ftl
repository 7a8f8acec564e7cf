# Il y a un profil, qui attend sa phrase de passe.

unlock-head = Déverrouiller Sotto
unlock-body = Votre adresse et vos messages sont dans le fichier chiffré de ce profil.
unlock-passphrase-hint = Votre phrase de passe
unlock-unlock = Déverrouiller
unlock-unlocking = Déverrouillage…
unlock-no-trace-means = Laisse ce profil fermé et garde tout en mémoire seulement, jusqu’à ce que vous fermiez Sotto.
