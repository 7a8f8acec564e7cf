# The pane beside the list while nobody is chosen: the first thing that is seen after the start.

home-head-first = Meet your first contact
home-head = Meet somebody

home-offline = You are not connected
home-offline-body = Sotto reaches others through the Tor network. Who watches your line sees that Tor is used, not with whom you speak. Where Tor is blocked or watched, set up a bridge first.
# A button.
home-connect = Connect to Tor

# An invite is a link for one person.
home-invite = Invite somebody
home-invite-body = Copy an invite and give it to one person, over a channel where you recognise each other. Whoever comes with it first is your contact at once.
# Buttons, and what stands on them while and after.
home-copy-invite = Copy invite
home-making = Making an invite…
home-invite-copied = Invite copied
home-show-code = Show as QR code
home-hide-code = Hide QR code
# $day is a day, such as Monday, 3 March.
home-invite-good = For one person, good until { $day }. Other programs on this computer can read the clipboard.

home-link = You were given a link or an address
home-link-body = Copy it and paste it here: the conversation opens at once.
# Buttons. The first reads the clipboard once.
home-paste = Paste and add
home-add = Add
# Leads to a form with an address and a name. Ctrl+N are keys.
home-with-name = Add with a name… (Ctrl+N)
home-nothing-copied = There is no text on the clipboard. Copy the link or the address of your contact first.
home-no-link = This is neither a sotto: link nor an onion address. Copy it again, as a whole.

# Follows a sentence on how long the address lasts.
home-address-means = Whoever has it can ask to be your contact, and see when you are online.
