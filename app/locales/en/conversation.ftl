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
