# One contact: name, address, block, delete. "They" is always one person.

# In the empty field.
contact-page-no-name = No name
contact-page-save-name = Save name
contact-page-saved = Saved.
contact-page-only-you = Only you see this name.

# Under the address, which stands in groups of four letters.

contact-page-compare = Compare it with what your contact reads out to you. It is theirs only if every group is the same.
contact-page-copy-address = Copy address
# On the same button, once it was pressed.
contact-page-address-copied = Address copied
# A button under the words that say whether and since when this contact is verified.
contact-page-compare-words = Check who it is

# Beside switches.

contact-page-pin = Keep at the top of the list
contact-page-mute = Do not announce what they write

# Somebody else came with the same invite, which is meant for one person.
contact-page-same-invite = Somebody else came with the same invite as this contact. One of the two is not the person it was given to: ask them.

# Each sentence stands over its button.

contact-page-draft = A message to this contact is written and not sent.
contact-page-clear-draft = Erase draft

contact-page-is-blocked = You have blocked this contact. Nothing of theirs arrives, and they are not told.
contact-page-unblock = Unblock
contact-page-blocking = Blocking ends the connection. Nothing of theirs arrives any more, and they are not told.
contact-page-block = Block
contact-page-deleting = Deleting removes the contact and every message from your vault, for good.
contact-page-delete = Delete contact…
contact-page-really = Delete this contact and all messages? This cannot be undone. Their own copy stays with them.
contact-page-keep = Keep
contact-page-delete-for-good = Delete for good
