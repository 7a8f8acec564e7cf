# Un inconnu demande à devenir un contact.

request-head = Cette adresse veut vous écrire
request-they-write = Son message
request-silent = Cette personne n’a encore rien écrit.
request-body = Comparez l’adresse avec celle que votre contact vous a donnée : n’importe qui peut prétendre porter un nom. Tant que vous n’acceptez pas, cette personne n’apprend pas si vous avez vu ceci.
# Refuser et Bloquer sont les boutons ci-dessous.
request-means = « Refuser » oublie la demande ; cette personne peut en refaire une. « Bloquer » : vous ne recevez plus rien d’elle ; elle n’en est pas avertie.
request-accept = Accepter
request-decline = Refuser
request-block = Bloquer
