# At the foot of the window for ten seconds, once a contact request was declined. $name is the head of an address.

undo-declined = The request of { $name } is declined.
undo-undo = Undo
undo-close = Close
