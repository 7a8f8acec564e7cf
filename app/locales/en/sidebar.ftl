# The list of contacts. It is narrow: lines that are cut lose their end.

# What the signs over the list say when they are pointed at. Ctrl+L and so on are keys.

sidebar-own-address = Your address (Ctrl+L)
sidebar-settings = Settings (Ctrl+,)
sidebar-add-contact = Add a contact (Ctrl+N)

# Buttons beside the state of the connection.

sidebar-connect = Connect
sidebar-stop = Stop

sidebar-empty = Nobody is here yet.

# Over groups of the list.

sidebar-requests = Requests
sidebar-blocked = Blocked

# Instead of the last message of a contact.

sidebar-asks = Asks you a question
sidebar-wants-to-write = Wants to write to you
sidebar-no-messages = No messages yet

# $presence is Online, Calling or Offline (model-presence-…); Verified means: this contact has shown who they are.
sidebar-verified = { $presence } · Verified
# Messages of ours that have not left yet.
sidebar-waiting = { $count ->
    [one] { $count } message waits
   *[other] { $count } messages wait
}
