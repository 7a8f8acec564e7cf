# The main screen: the list of contacts, and one pane beside it. These are the names of the panes, over each of them.

chats-request = Contact request
chats-check = Check who it is
chats-contact = Contact
chats-add-contact = Add a contact
chats-settings = Settings
# Beside the sign that closes a pane. Esc is a key.
chats-close = Close (Esc)

# What stands in the empty pane. Ctrl+Tab are keys.

chats-nobody = Add somebody by their address, or give them yours and wait for their request.
# In a language that runs from right to left the list stands on the right: say "on the right" there.
chats-choose = Choose a conversation on the left, or use Ctrl+Tab.
