# A profile is there and waits for its passphrase.

unlock-head = Unlock Sotto
unlock-body = Your address and your messages are in the encrypted file of this profile.
# In the empty field.
unlock-passphrase-hint = Your passphrase
unlock-unlock = Unlock
unlock-unlocking = Unlocking…
unlock-no-trace-means = Leaves this profile shut and keeps everything in memory only, until you close Sotto.
