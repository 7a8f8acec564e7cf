# Help: the keys, and what each of them does. The names of the keys stand beside, as they are on keyboards.

help-head = Keys
help-close = Close (Esc)
# Where people who cannot see the window find a way. "sotto chat" is a command and stays.
help-reader = This window does not speak to screen readers. The command "sotto chat" is the same Sotto in plain text.

help-help = This help
help-add-contact = Add a contact
help-settings = Settings
help-own-address = Your address and invites
help-verify = Check who a contact is
help-search = Find contacts and messages
help-paste = Add the contact whose link you have copied
help-next = Next conversation
help-previous = Previous conversation
help-back = Close what is in front
help-page-up = Older messages
help-page-down = Newer messages
help-focus-next = Next button or field
help-focus-previous = Previous button or field
help-larger = Larger text
help-smaller = Smaller text
help-usual-size = Usual size of text
help-lock = Lock Sotto
help-wipe = Destroy the profile; you are asked first
help-quit = End Sotto

# Keys that have a meaning in one place.
help-send = Send; press the button that has the focus
help-new-line = A new line in a message
help-row-menu = More about a conversation in the list
help-find = Find in the conversation that is open
help-message = Go from message to message; Enter opens the menu of one
# In the field that one writes in, as long as nothing is written.
help-edit-last = Change your last message
