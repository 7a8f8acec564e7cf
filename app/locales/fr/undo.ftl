# En bas de la fenêtre pendant dix secondes, après le refus d'une demande de contact. $name est le début d'une adresse.

undo-declined = La demande de { $name } est refusée.
undo-undo = Annuler
undo-close = Fermer
