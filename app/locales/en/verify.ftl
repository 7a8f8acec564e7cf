# Whether a contact is who they say. Two ways: twelve words to compare, a question that only they can answer.

# Under the name of the contact.

verify-device-changed = Not verified: their device changed without explanation
verify-not-verified = Not verified
# $day is Today, Yesterday or a date.
verify-by-words = Verified by comparing words · { $day }
verify-by-question = Verified by a question of yours · { $day }
# A button: they do not count as verified any more.
verify-withdraw = Withdraw

# The two ways.

verify-twelve-words = Twelve words
verify-question = Question
# Instead of the one before, while a question of theirs is open.
verify-they-ask-you = They ask you

# The twelve words. They are always English and are read out loud.

verify-compare = Compare these words with { $name } by telephone or in person, not in this conversation. If all twelve are the same, nobody sits between you.
# A copied key is a copy of the contact's secret key in the hands of somebody else.
verify-no-use = Their device changed without explanation, and a copied key shows the same words. Settle that first, by telephone or in person; then go on in the conversation.
verify-scan = If you meet, you can scan this code with a QR reader instead: it holds the same words.
# A button, and what it says once it was pressed.
verify-same = They are the same
verify-compared = Compared
verify-differ = If even one word differs, somebody may sit between you. Write nothing. Delete this contact, and add them again with an address from a source that you trust.

# A question of ours.

verify-ask-how = Ask something that only { $name } can answer, and type the answer that you expect. They see the question. Neither answer is sent: what comes out is only whether the two are the same.
# In the empty fields.
verify-question-hint = Where did we first meet?
verify-expected-hint = One word is best
verify-answer = Answer
# Under the field of an answer.
verify-form = Capital letters do not count, nor do spaces before and after.
# A button.
verify-ask = Ask
verify-tries = A check that fails uses up one of { $max } tries a day. Left: { $left }.

# Why nothing can be asked at the moment.

verify-settle-first = Their device changed without explanation. Settle that first, in the conversation.
verify-not-accepted = They have not accepted you yet.
verify-no-tries = Three checks have failed. Compare the twelve words, or ask again in a day.
verify-not-online = You can ask as soon as they are online.

# Our question is under way.

verify-awaited = Your question is on its way, and their answer is awaited. You can go on writing meanwhile.
# Over the question.
verify-you-ask = You ask
verify-withdraw-question = Withdraw the question

# A question of theirs.

verify-asked = { $name } asks you this, to check that it is you.
# Over the question.
verify-they-ask = They ask
# In the empty field.
verify-reply-hint = Your answer
# Buttons.
verify-send-answer = Answer
verify-decline = Decline
verify-reply-means = Your answer is not sent: they learn only whether it is the one that they expect. It shows you nothing about them; for that, ask a question of your own afterwards.
verify-confirming = Your answer is being compared with theirs. Their program says in a moment how it ended.
verify-end = End the check

# How the last check ended. Whoever answers a question shows who they are to the one who asked, and to nobody else.

verify-outcome-same = The answers are the same. { $name } is verified.
verify-outcome-same-theirs = The answers are the same. They now know that it is you. To check them, ask a question of your own.
verify-outcome-different = The answers are not the same: a typing error, or somebody else. Compare the twelve words by telephone or in person, or ask again. Until then, write nothing that must stay between you.
verify-outcome-different-theirs = The answers are not the same: a typing error, or two answers to one question. They do not know yet that it is you. Compare the twelve words by telephone or in person, or let them ask again.
verify-outcome-ended = The check ended without an outcome: it was withdrawn or declined, or the connection was lost.
# A button: it has been read.
verify-close = Close
