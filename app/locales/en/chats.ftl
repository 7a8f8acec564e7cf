# The main screen: the list of contacts, and one pane beside it. These are the names of the panes, over each of them.

chats-request = Contact request
chats-check = Check who it is
chats-contact = Contact
chats-add-contact = Add a contact
chats-settings = Settings
# Beside the sign that closes a pane. Esc is a key.
chats-close = Close (Esc)

# Beside the arrow that leads back to the list in a narrow window.
chats-back = Back (Esc)
# Takes a notice away that has been read.
chats-dismiss = Dismiss
