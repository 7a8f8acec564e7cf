# The settings: a list of sections, and what stands in each of them.

# Appearance.

settings-appearance = Appearance
settings-light = Light
settings-dark = Dark
settings-contrast = High contrast
settings-size = Size of text
settings-percent = { $percent } %
settings-smaller = Smaller
settings-larger = Larger
settings-usual-size = Usual size
settings-still = Reduced motion
settings-still-means = The caret does not blink, and nothing moves that need not.

# Language.

settings-language = Language
settings-language-system = As the system
settings-language-means = The change takes effect at once. Safety words are always English, so that both sides can compare them.

# Network. The address bridges.torproject.org stays as it is.

settings-network = Network
settings-connect = Connect
settings-disconnect = Disconnect
settings-network-means = Everything that leaves Sotto goes through Tor. Who watches your line sees that Tor is used, not with whom you speak.
settings-bridges = Bridges
settings-bridges-body = Where Tor is blocked or watched, a bridge is a way in that is not on any list. Get lines from somebody you trust, or from bridges.torproject.org.
# A bridge line is the text that is pasted.
settings-bridges-hint = One bridge a line, as it was given to you. A change takes effect at once.
settings-use-bridges = Use only these bridges to reach Tor
settings-save-bridges = Save bridges
settings-saved = Saved.

# Privacy: the lock.

settings-privacy = Privacy
settings-lock-after = Lock when nobody uses the window for
settings-lock-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
settings-lock-never = Never
# Ctrl+Shift+L are keys.
settings-lock-means = Locking closes every connection and forgets the keys; nothing arrives until you unlock. What you were writing is kept in the vault. Ctrl+Shift+L locks at once.
settings-lock-now = Lock now

# Privacy: a session in memory instead.

settings-session = This session
settings-session-means = This session is in memory only. It cannot be locked, because there would be nothing to come back to: it can only be ended, and with it everything is gone.
settings-end-session = End session

# Privacy: the passphrase. The new one is typed twice.

settings-old = Passphrase until now
# In the empty field.
settings-old-hint = Your present passphrase
settings-new = New passphrase
settings-change-passphrase = Change passphrase
settings-changing = Changing…
settings-changed = From now on the vault opens with the new passphrase only.
settings-change-means = This takes about two seconds. Copies of the profile folder that were made before still open with the old passphrase.

# Privacy: the clipboard.

settings-clipboard = Clipboard
settings-clear-clipboard = Clear copied addresses, links and safety words after 60 seconds
settings-clipboard-means = Only what Sotto has put there, and only if it still lies there. Texts of messages stay. A program that keeps what was copied may have it already.

# Privacy: what Sotto never does.

settings-never = What Sotto never does
settings-never-does = It tells nobody when you have read a message or while you are typing. It opens no links and loads no previews or pictures. It reports nothing to anybody who made it. Your contacts do see when you are connected, and that a message has arrived in your vault.

# Privacy: destroying the profile.

settings-destroy = Destroy this profile
# Ctrl+Shift+Delete are keys.
settings-destroy-means = Address, contacts and messages, for good. You see first what that means. Ctrl+Shift+Delete leads there from everywhere.
settings-wipe = Destroy this profile…

# Notifications.

settings-notifications = Notifications
settings-notifications-off = Off
settings-notifications-discreet = Discreet
settings-notifications-off-means = Nothing outside of this window shows that a message has come.
settings-notifications-discreet-means = The window asks for attention when a message comes, as the system does it: its entry in the task bar is marked. No name and no text is shown.
settings-notifications-why = There is no more than that on purpose: notifications of the system pass through other programs, which may keep them and show them on a locked screen.

# Keyboard: the keys and what they do, as in help.ftl.

settings-keyboard = Keyboard

# About: what this program is.

settings-about = About
settings-not-audited = Sotto has not been audited. Do not trust your life to it alone.
settings-place = Where the profile lies
settings-memory-locked = The keys of open sessions lie in memory that the system keeps out of its swap file.
# The limit of locked memory is a setting of the system.
settings-memory-not-locked = The keys of open sessions are not known to be kept out of the swap file: none is in use yet, or the system's limit of locked memory is too low. Encrypt the swap of this computer, or switch it off.
settings-licences = Sotto: MIT or Apache-2.0. Fonts: Noto Sans, SIL Open Font License 1.1. Tor by Arti, from the Tor Project; Sotto is not made or endorsed by it.
settings-show-licences = Show licences
settings-hide-licences = Hide licences
