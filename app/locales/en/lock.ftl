# Locking, and destroying the profile.

# Over the screen that asks for the passphrase.
lock-idle = { $minutes ->
    [one] Sotto has locked itself: nobody used this window for one minute.
   *[other] Sotto has locked itself: nobody used this window for { $minutes } minutes.
}
lock-understood = Understood
# A button on the screen that asks for the passphrase; it leads to the page below.
lock-wipe = Destroy this profile…

# The page on which the profile is destroyed.

lock-wipe-head = Destroy this profile
lock-wipe-destroys = What is destroyed
lock-wipe-keys = First the key: from then on nobody can open the vault, not even with the passphrase.
lock-wipe-files = Then the files: the vault with all contacts and messages, and what Tor has kept.
lock-wipe-address = Your address with them: nobody can reach you there any more, and nobody can bring it back.
lock-wipe-cannot = What cannot be reached
lock-wipe-theirs = What the people you wrote to have: their copies stay with them, and they are not told.
lock-wipe-copies = Copies and backups of the profile folder. They still open with your passphrase.
lock-wipe-flash = Remnants on flash memory, or in a file system with snapshots. There only the passphrase protects what is left.
lock-wipe-in-memory = This session is in memory only and ends with it. A profile that lies in the folder beside it is destroyed too.
lock-wipe-back = Back, destroy nothing
# The red button.
lock-wipe-hold = Hold to destroy the profile
lock-wiping = Destroying…
lock-wipe-how = Hold the button for three seconds with the mouse, Space or Enter. Letting go earlier does nothing.

# Over the screen of the first launch.
lock-wiped = The profile is destroyed. Nobody can open it any more.

# Over the screen that asks for the passphrase; the reason follows as a sentence.
lock-draft-lost = What you had written and not sent could not be kept, and is gone.
