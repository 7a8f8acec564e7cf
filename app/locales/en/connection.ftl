# The strip over the list of contacts, while the way to Tor is being made.

connection-patience = The first time this takes up to a minute, longer through a bridge.
connection-publishing = Tor works. Until your address is published, others cannot call you.
connection-stalled = This takes longer than usual. Tor may be slow or blocked where you are.
# A button that leads to the settings of bridges.
connection-bridges = Set up bridges

# Tails and Whonix are systems that let nothing out but through a Tor of their own.

connection-on-tails = This is Tails. It lets only its own Tor out, so the Tor inside Sotto cannot connect here. Use Sotto on another system for now.
connection-on-whonix = This is Whonix. It lets only its own Tor out, so the Tor inside Sotto cannot connect here. Use Sotto on another system for now.
