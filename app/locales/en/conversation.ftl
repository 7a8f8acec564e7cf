# A conversation with one contact. "They" is always one person.

# Beside the name of the contact: what has been done, or what the button does.

conversation-verified = Verified
conversation-verify = Verify
# When it is pointed at. Ctrl+I are keys.
conversation-verify-hint = Check who it is (Ctrl+I)
conversation-about = About this contact

# The messages.

conversation-empty = No messages yet. Only the two of you will see what you write.
conversation-reading = Reading…
conversation-older = Show older messages
# In the empty field.
conversation-write = Write a message

# Somebody may have copied the key of the contact. "Go on" is the button beside it.

conversation-device-changed = This contact's device has changed without explanation: a restored copy, or somebody else with their key. Ask them over another channel. Nothing is sent until you go on, and no check from before counts.
conversation-go-on = Go on

# Why nothing goes through at the moment.

conversation-not-accepted = They have not accepted you yet. What you write is delivered once they do.
conversation-not-connected = You are not connected. What you write waits.
conversation-dialing = Calling through Tor. This can take half a minute.
conversation-tor-not-ready = Tor is not ready yet. What you write waits.
conversation-not-reached = Not connected to them.

# Follow the sentence before. $wait counts down: 0:40 is forty seconds.

conversation-next-try = Next try in { $wait }.
conversation-next-try-now = Next try now.
# A button.
conversation-try-now = Try now

# A check by a question, in one sentence with buttons: docs/protocol.md, section 16. Nobody sees the answer of the other.

conversation-asked = { $name } asks you a question to check that it is you.
conversation-answer = Answer
conversation-decline = Decline
conversation-waiting = You have asked a question to check them. Their answer is awaited.
conversation-confirming = Your answer is being compared with theirs.
conversation-show = Show
# After they have asked us: we may ask them as well.
conversation-ask-them = Ask them
conversation-compare-words = Compare words

# What came in.

conversation-new-messages = New messages
# A button that leads to the newest message.
conversation-newest = To the newest
# The same button, when something came in while older messages were read.
conversation-missed = { $count ->
    [one] { $count } new message
   *[other] { $count } new messages
}

# In a bubble. "Edited": its words were changed after it had left.

conversation-edited = Edited
# A change, a reaction or a deletion of ours has not arrived at their computer yet.
conversation-pending = Change waits
conversation-deleted = Message deleted
# Instead of the beginning of a message that is answered.
conversation-quote-gone = No longer here
# Over the beginning of a message of ours that is answered, and beside a reaction of ours.
conversation-you = You

# The menu of a message.

conversation-reply = Reply
conversation-copy = Copy text
# $link is the beginning of a link that stands in the message.
conversation-copy-link = Copy { $link }
conversation-edit = Edit
# Leads to the message that is answered.
conversation-show-quoted = Show what it answers
conversation-delete-here = Delete for me
conversation-delete-both = Delete for both
conversation-unreact = Take your reaction back
# Beside a button that deletes.
conversation-keep = Keep it

# Before a message is deleted.

conversation-ask-here-ours = Delete it from this device? They keep their copy.
conversation-ask-here-theirs = Delete it from this device? They are not told, and keep their copy.
conversation-ask-both = Delete it here and ask their Sotto to delete it too? They may have read, copied or kept it.

# What a reaction says, in a word or two: a thumb up, a heart, tears of laughter, an open mouth, a tear, folded hands, a tick, a thumb down.

conversation-react-good = Good
conversation-react-heart = Heart
conversation-react-laugh = Funny
conversation-react-surprise = Surprising
conversation-react-sad = Sad
conversation-react-thanks = Thank you
conversation-react-done = Done
conversation-react-bad = Not good

# Over the field while a message of ours gets other words. Enter and Esc are keys.

conversation-editing = Editing
conversation-editing-how = Enter saves, Esc goes back.
# Beside the sign that leaves an edit or an answer. Esc is a key.
conversation-leave = Go back (Esc)

# Looking for words in this conversation. Ctrl+F, Enter, Shift+Enter and Esc are keys.

conversation-find-hint = Find in this conversation (Ctrl+F)
conversation-find = Find in this conversation
conversation-find-older = Older (Enter)
conversation-find-newer = Newer (Shift+Enter)
conversation-find-close = Close (Esc)
conversation-find-looking = Looking…
conversation-find-nothing = Nothing found
# Which one of how many.
conversation-find-hit = { $at } of { $of }
# The same while not all were counted.
conversation-find-hit-so-far = { $at } of { $of } so far

# Over the messages with somebody who has no name yet; a button beside it leads to the field of the name.
conversation-unnamed = They came by an invite of yours and have no name here yet.
conversation-name-them = Name them
