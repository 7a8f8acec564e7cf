# sotto chat: the text mode, line by line. Commands such as /help are the same in every language.

chat-welcome = Sotto in text mode. Every line stands for itself. Type /help for the commands.
chat-absent = There is no profile here yet. /create makes one with a passphrase; /amnesic begins a session that leaves no trace.
chat-passphrase = Passphrase (what you type is not shown):
chat-passphrase-new = Choose a passphrase, five random words are a good one (what you type is not shown):
chat-passphrase-again = Once more:
chat-passphrases-differ = The two are not the same. Nothing was made. Type /create to begin again.
chat-opened = The profile is open.
chat-opened-amnesic = This session lies in memory only. It is gone when you leave.
chat-locked = The profile is locked.
chat-exposed = Other people of this computer may look into the profile folder. It is encrypted.
chat-offline-hint = You are not connected. /connect goes online through Tor; nothing leaves this computer before.
chat-address = Your address: { $address }
chat-address-link = As a link: { $link }
chat-address-grouped = In groups of four: { $groups }
chat-network = Connection: { $phase }.

chat-unknown = There is no such command. Nothing was sent. Type /help for the commands; begin with // to send a text that begins with a slash.
chat-incomplete = This command needs more. Nothing was done. Type /help for the commands.
chat-too-long = This line is too long. Nothing was sent.
chat-nobody-open = No conversation is open. Nothing was sent. /contacts lists whom you know, /open opens a conversation by number or name.
chat-nobody = There is nobody of this number or name. /contacts lists whom you know.
chat-several = Several contacts begin like this. Use the number that /contacts says.
chat-not-open = The profile is not open.
chat-bye = Closing connections.
chat-stuck = Sotto did not end in order. What was acknowledged is kept.

chat-no-contacts = You have no contacts yet. /add with an address adds somebody.
chat-contact = { $number }. { $name }, { $presence }
chat-contact-unread = { $number }. { $name }, { $presence }, { $unread } unread
chat-no-requests = Nobody asks to talk with you.
chat-request = Request { $number }, from { $name }. /accept { $number } and a name accepts, /decline { $number } forgets it, /block { $number } hears no more of them.
chat-request-new = Somebody new asks to talk with you. /requests says who.
chat-accepted = { $name } is a contact now.
chat-declined = The request is forgotten. They may ask again.
chat-blocked = You hear no more of { $name }. They are not told.
chat-unblocked = { $name } is a contact again.
chat-renamed = They are called { $name } now.
chat-added = { $name } is added, as number { $number }. What you write waits until they accept.
chat-delete = Delete { $name } and everything that was said? Type yes to delete for good; anything else keeps them.
chat-deleted = Deleted.
chat-kept = Nothing was deleted.
chat-removed = { $name } is gone from your list.

chat-open = Conversation with { $name }, number { $number }: { $presence }. What you type now goes to them.
chat-open-asking = They wait for your answer: accept or decline them first.
chat-closed = No conversation is open.
chat-no-unread = There is nothing unread.
chat-no-messages = No messages yet.
chat-history = The last { $count } messages:
chat-you = You
chat-dated = { $at } { $who }
chat-deleted-message = (deleted)
chat-edited = { $who }, changed
chat-waiting = Waiting. { $reason }
chat-delivered = Delivered to { $name }: { $text }
chat-new-elsewhere = New message from { $name }. /next reads it.
chat-online = { $name } is online.
chat-offline = { $name } is offline.
chat-accepted-us = { $name } has accepted you.
chat-device-changed = The device of { $name } has changed without explanation: a restored copy, or somebody else with their key. Ask them over another channel. Nothing is sent until you type /trust.
chat-trusted = You go on with { $name }. No check from before counts.
chat-called = { $name } is being called.

chat-words = The words of you and { $name }. Read them to each other, by telephone or in person:
chat-words-line = { $from } to { $to }: { $words }
chat-words-same = If all twelve are the same at both, type /same.
chat-compared = { $name } is verified.
chat-asked = The question is asked. It stands open until they answer; /end withdraws it.
chat-answer = Your answer, which never leaves this computer (what you type is not shown):
chat-asks = { $name } asks, to check that you are you
chat-asks-hint = /answer answers, /end declines.
chat-no-question = Nobody asks you anything here.
chat-answered = Answered. Their word is awaited.
chat-check-same = { $name } gave the answer that you had in mind. They are verified.
chat-check-same-theirs = Your answer was the one that { $name } had in mind.
chat-check-different = The answers differ. Somebody may sit between you and { $name }. Ask them over another channel.
chat-check-ended = The check with { $name } has ended without a result.

chat-bridges-on = Bridges are used, and nothing else:
chat-bridges-off = No bridges are used. Kept:
chat-no-bridges = No bridge is kept. /bridge with a bridge line adds one.

chat-news-lost = Some news were not told. /contacts says how things are.

chat-help-talk = Anything that does not begin with a slash is sent to the conversation that is open. A text that begins with a slash is sent with two.
chat-help-open = /contacts, /open WHO, /next: lists contacts, opens one by number or name, opens the next with something unread. /close leaves a conversation, /history NUMBER says its last messages again.
chat-help-people = /add ADDRESS NAME, /rename NAME, /block WHO, /unblock WHO, /delete WHO: your list. /requests, /accept NUMBER NAME, /decline NUMBER: those who ask.
chat-help-check = /verify says the words that two people compare, /same notes that they were the same. /ask QUESTION asks the other something only they know, /answer answers, /end ends it. /trust goes on after their device has changed.
chat-help-network = /connect, /disconnect, /try, /status: the connection. /bridges, /bridges on, /bridges off, /bridge LINE: ways around a block. /address says your address.
chat-help-profile = /create, /amnesic, /unlock, /lock, /quit: the profile and this session.
