# The first launch.

welcome-head = Welcome to Sotto
welcome-body = Sotto carries messages between two people through Tor, without a server, a phone number or a name. Your address and your messages are kept in one encrypted file that only your passphrase opens; nobody can reset it.
# In the empty field.
welcome-passphrase-hint = For example five random words
welcome-again = Passphrase again
# In the empty field.
welcome-again-hint = The same once more
welcome-differ = The two passphrases are not the same. Type the second one again.
welcome-create = Create profile
welcome-creating = Making your profile…
welcome-no-trace-means = Everything is kept in memory only. Address, contacts and messages are gone when you close Sotto.
# Connect is the button connect-connect, on the next screen.
welcome-nothing-sent = Nothing is sent before you press Connect.

# How good the passphrase is, while it is typed.

welcome-strength-none = Somebody who takes this folder can try passphrases at leisure: take a long one.
welcome-strength-weak = Weak: easy to guess for somebody who has the folder. Add words.
welcome-strength-fair = Fair: holds against the curious. One or two more words make it strong.
welcome-strength-strong = Strong: hard to guess even with many computers.
