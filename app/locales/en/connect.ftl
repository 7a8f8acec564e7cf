# The screen on which one goes online.

connect-head-ready = Ready to connect
connect-head-going = Connecting
connect-invitation = Sotto reaches others through the Tor network. Who watches your line sees that Tor is used, not with whom you speak. Where Tor is blocked or watched, set up a bridge first.

# Tails and Whonix are systems that let nothing out but through a Tor of their own.

connect-on-tails = This is Tails. It lets only its own Tor out, so the Tor inside Sotto cannot connect here. Use Sotto on another system for now.
connect-on-whonix = This is Whonix. It lets only its own Tor out, so the Tor inside Sotto cannot connect here. Use Sotto on another system for now.

# How far it is, beside the bar.
connect-percent = { $percent } %
connect-patience = The first time this takes up to a minute, longer through a bridge.
connect-patience-publishing = Tor works. Until your address is published, others cannot call you.
connect-patience-online = Others can reach you now.

# Buttons. The first stands beside what went wrong and leads to the settings of bridges.

connect-to-bridges = Bridges
connect-go-on = Go to conversations
connect-stop = Stop connecting
connect-connect = Connect
connect-set-up-bridges = Set up bridges
connect-stay-offline = Stay offline

# Under the own address.

connect-address-amnesic = It lasts as long as this session.
connect-address-kept = Give it to those who may write to you. You find it again with Ctrl+L.
