# The first launch.

welcome-head = Welcome to Sotto
welcome-body = Sotto carries messages between two people through Tor, without a server, a phone number or a name. Your address and your messages are kept in one encrypted file that only your passphrase opens; nobody can reset it.
# In the empty field.
welcome-passphrase-hint = For example five random words
welcome-again = Passphrase again
# In the empty field.
welcome-again-hint = The same once more
welcome-differ = The two passphrases are not the same. Type the second one again.
welcome-start = Start and connect to Tor
# For those who set up a bridge first.
welcome-start-offline = Start without connecting
welcome-no-trace = Start without a trace and connect to Tor
welcome-creating = Making your profile…
welcome-no-trace-means = Everything is kept in memory only. Address, contacts and messages are gone when you close Sotto.
# Start is the beginning of what stands on the buttons above.
welcome-nothing-sent = Nothing is sent before you press Start. Where Tor is blocked or watched, start without connecting and set up a bridge first.

# How good the passphrase is, while it is typed.

welcome-strength-none = Somebody who takes this folder can try passphrases at leisure: take a long one.
welcome-strength-weak = Weak: easy to guess for somebody who has the folder. Add words.
welcome-strength-fair = Fair: holds against the curious. One or two more words make it strong.
welcome-strength-strong = Strong: hard to guess even with many computers.
