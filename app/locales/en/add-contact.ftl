# A form: the address of somebody, and a name for them.

add-contact-body = Ask your contact for their Sotto address, over a channel where you recognise each other.
# In the empty field. "sotto:" is the beginning of a link and stays.
add-contact-hint = Paste an onion address or a sotto: link
# A button.
add-contact-add = Add contact
add-contact-after = They get a request as soon as both of you are online. What you write meanwhile waits.
