# The own address: to read, to copy, as a QR code.

own-address-none = There is no address yet.
own-address-body = Give this address to those who may write to you. Whoever has it can see when you are online.
own-address-amnesic = This address lasts as long as this session. Nothing of it is written.
own-address-kept = This address is yours for as long as you keep this profile.
own-address-clipboard = Other programs on this computer can read the clipboard.

# Buttons, and what stands on them once they were pressed. "sotto:" is the beginning of a link and stays.

own-address-copy = Copy address
own-address-copied = Address copied
own-address-copy-link = Copy as sotto: link
own-address-link-copied = Link copied

# The invites that nobody has used yet: a name over the list, what they mean, a line for each with a button.
own-address-invites = Open invites
own-address-invites-mean = Whoever comes with one of them first is your contact at once. Its link is not shown again.
# $day is a day, such as Monday, 3 March.
own-address-invite-good = Good until { $day }
# Takes an invite back.
own-address-invite-revoke = Revoke
