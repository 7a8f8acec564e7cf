# Somebody unknown asks to be a contact.

request-head = This address wants to write to you
# Over what they wrote.
request-they-write = They write
request-silent = They have not written anything yet.
request-body = Compare the address with the one that your contact gave you: anybody can claim a name. Until you accept, they do not learn whether you have seen this.
# Decline and Block are the buttons below.
request-means = Decline forgets the request; they may ask again. Block hears no more of them; they are not told.
request-accept = Accept
request-decline = Decline
request-block = Block
