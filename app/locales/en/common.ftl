# What several screens say.

common-your-address = Your address
common-leave-no-trace = Start a session that leaves no trace
common-passphrase = Passphrase
common-name = Name
common-address = Address
# Said of whoever could be taken for somebody else.
common-resembles = Looks like the name of another contact. Compare the address.
# The same in the list, behind the beginning of their address, which has to come first.
common-resembles-short = { $head } · Looks like another name
# In an empty field for the name of a contact.
common-name-hint = What you call them; only you see it
