# The list of contacts. It is narrow: lines that are cut lose their end.

# What the signs over the list say when they are pointed at. Ctrl+L and so on are keys.

sidebar-own-address = Your address (Ctrl+L)
sidebar-settings = Settings (Ctrl+,)
sidebar-meet = Meet somebody

# Buttons beside the state of the connection.

sidebar-connect = Connect
sidebar-stop = Stop

sidebar-empty = Nobody is here yet.
sidebar-empty-do = Give somebody an invite, or paste the link that you were given.

# The field over the list, and what is found with it. Ctrl+K are keys.

sidebar-search = Search (Ctrl+K)
sidebar-found-messages = Messages
sidebar-found-nothing = Nothing found.
sidebar-looking = Looking through messages…
sidebar-more = Show older ones

# Over groups of the list.

sidebar-requests = Requests
# $count is how many are blocked.
sidebar-blocked-count = Blocked ({ $count })

# Instead of the last message of a contact.

sidebar-asks = Asks you a question
sidebar-wants-to-write = Wants to write to you
sidebar-no-messages = No messages yet
sidebar-deleted = Message deleted
# What was written to a contact and not sent.
sidebar-draft = Draft: { $text }

# What can be done with a contact of the list.

sidebar-pin = Pin to the top
sidebar-unpin = Unpin
sidebar-mute = Mute
sidebar-unmute = Unmute
sidebar-mark-read = Mark as read
sidebar-ask-delete = Delete…
sidebar-delete-means = This deletes the contact and all messages on this computer, for good. Nothing is deleted on theirs.
sidebar-delete = Delete for good
sidebar-keep = Keep

# $presence is Online, Calling or Offline (model-presence-…); Verified means: this contact has shown who they are.
sidebar-verified = { $presence } · Verified
# Messages of ours that have not left yet.
sidebar-waiting = { $count ->
    [one] { $count } message waits
   *[other] { $count } messages wait
}
