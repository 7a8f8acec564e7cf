# What the connection is doing; stands beside a dot or over a bar.

model-phase-offline = Not connected
model-phase-starting = Starting Tor
model-phase-reaching-bridge = Reaching your bridge
model-phase-reaching = Reaching the Tor network
model-phase-directory = Fetching the list of relays
model-phase-publishing = Publishing your address
model-phase-online = Connected through Tor

# Whether others can reach us, as Sotto has found out by calling itself. $when is an hour (14:05) or a day (Monday, 3 March).

model-reach-confirmed = Checked: others can reach you ({ $when }).
model-reach-unreachable = Others cannot reach you at the moment.
# Follows the sentence before.
model-reach-republished = Your address has been published again.
# Follows the sentence before. $wait counts down: 1:30 is a minute and a half.
model-reach-next-check = Next check in { $wait }.

# Whether a contact is there, in one word beside a dot.

model-presence-blocked = Blocked
model-presence-online = Online
# They are being called, as on the telephone.
model-presence-dialing = Calling
model-presence-offline = Offline

# Why the last call to a contact failed. "They" is one person.

model-reason-not-published = They are not online at the moment.
model-reason-not-answering = Their Sotto does not answer.
model-reason-timed-out = The call took too long.
model-reason-hung-up = The line was cut.
model-reason-handshake = The two programs did not agree. Both should run the newest Sotto.
model-reason-tor = Tor failed on the way.

# Why a message still waits on this computer. "It" is the message, "they" the person it is for.

model-waits-no-contact = They are not among your contacts.
model-waits-held-back = Held back, because their device has changed. It leaves once you go on.
model-waits-not-accepted = They have not accepted you yet.
model-waits-for-turn = It waits for its turn to leave.
model-waits-not-connected = You are not connected.
model-waits-for-tor = Tor is not ready yet.
model-waits-dialing = They are being called.
model-waits-not-reached = They have not been reached yet.

# How far a message is, in one word: on this computer, under way, arrived on their computer.

model-state-queued = Waiting
model-state-sent = Sent
model-state-delivered = Delivered
