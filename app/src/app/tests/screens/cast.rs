//! Who is in the pictures, and what they have written: everything that a list and a conversation can hold.

use super::*;
use sotto_engine::api::{
    Check, Deleted, Found, InviteId, InviteLink, MessageId, NewInvite, OfflineReason, Quote, Reaction,
    Safety, Verified, VerifiedBy, Who,
};

/// Twelve words of the list of safety words.
const WORDS: &str = "glide zero spoil decide unveil gun case weird exercise energy unhappy exist";
/// A minute, in milliseconds.
const MINUTE: u64 = 60_000;

/// The one whose conversation is shown.
pub(super) const ADA: ContactId = ContactId(2);
/// Somebody who asks to be a contact.
pub(super) const STRANGER: ContactId = ContactId(1);
/// Somebody who was blocked.
pub(super) const BLOCKED: ContactId = ContactId(7);

/// A profile with nobody in it.
pub(super) fn nobody(setting: &Setting) -> Memory {
    with(vec![], vec![], setting)
}

/// A list with everybody.
pub(super) fn everybody(setting: &Setting) -> Memory {
    with(contacts(ada()), messages(), setting)
}

/// The same list with a changed Ada.
pub(super) fn everybody_with(change: impl FnOnce(&mut Contact), setting: &Setting) -> Memory {
    let mut ada = ada();
    change(&mut ada);
    with(contacts(ada), messages(), setting)
}

/// Ada alone, and only these messages.
pub(super) fn only(ada: Contact, messages: Vec<Text>, setting: &Setting) -> Memory {
    with(vec![ada], messages, setting)
}

fn with(contacts: Vec<Contact>, messages: Vec<Text>, setting: &Setting) -> Memory {
    let memory = Memory::with(contacts, messages);
    memory.0.lock().unwrap().preferences = setting.preferences();
    memory
}

/// An engine that knows them all, and fails where `failing` says so.
pub(super) fn engine(memory: &Memory, profile: Profile, failing: fn(&Request) -> Option<Failure>) -> Script {
    let memory = memory.clone();
    let profile = StdMutex::new(profile);
    Script::new(move |request| {
        let mut profile = profile.lock().unwrap();
        if let Some(failure) = failing(&request) {
            // what was begun cannot be opened again without the passphrase
            *profile = if matches!(request, Request::Wipe) { Profile::Locked } else { *profile };
            return Err(failure);
        }
        match request {
            Request::SafetyWords { .. } => {
                Ok(Response::Safety(Safety { words: WORDS.split(' ').map(str::to_owned).collect() }))
            }
            Request::MakeInvite { .. } => Ok(Response::Invite(NewInvite {
                id: InviteId(1),
                link: InviteLink::new(
                    "sotto:".chars().chain(fake::address(40).repeat(2).chars().take(88)).collect(),
                ),
                expires: NOON + 7 * 24 * 60 * MINUTE,
            })),
            Request::Find { text, .. } if text.contains("zebra") => {
                Ok(Response::Found(Found { messages: Vec::new(), next: None }))
            }
            Request::Find { .. } => Ok(Response::Found(Found { messages: found(), next: None })),
            Request::Lock => {
                *profile = Profile::Locked;
                Ok(Response::Status(fake::status(*profile, NetworkPhase::Offline)))
            }
            Request::Wipe => {
                *profile = Profile::Absent;
                Ok(Response::Status(fake::status(*profile, NetworkPhase::Offline)))
            }
            request => memory.0.lock().unwrap().answer(request, *profile),
        }
    })
}

/// What is found, whatever is looked for.
fn found() -> Vec<Text> {
    messages().into_iter().filter(|message| message.text.contains("the second annex")).collect()
}

/// Ada, who is there and was verified.
pub(super) fn ada() -> Contact {
    let verified = Verified { by: VerifiedBy::Words, at: NOON - 4 * 24 * 60 * MINUTE };
    let last = messages().pop();
    Contact {
        presence: Presence::Online,
        verified: Some(verified),
        last,
        waiting: 1,
        pinned: true,
        ..fake::contact(ADA.0, "Ada Lovelace")
    }
}

/// Ada, who has asked something.
pub(super) fn asking(question: &str) -> Contact {
    Contact { check: Some(Check::Asked { question: question.to_owned() }), verified: None, ..ada() }
}

/// Ada, who does not answer and is called again in a while.
pub(super) fn absent() -> Contact {
    let presence =
        Presence::Offline { reason: Some(OfflineReason::NotAnswering), next_try: Some(NOON + 100_000) };
    Contact { presence, waiting: 2, verified: None, ..ada() }
}

fn contacts(ada: Contact) -> Vec<Contact> {
    let last = |id: ContactId, state, ago, text| Some(said(900 + id.0, id, state, ago, text));
    let (grace, unnamed, maryam, wang) = (ContactId(3), ContactId(4), ContactId(5), ContactId(6));
    let asleep = Presence::Offline { reason: Some(OfflineReason::NotPublished), next_try: None };
    vec![
        Contact { standing: Standing::Requesting, unread: 1, ..fake::contact(STRANGER.0, "") },
        ada,
        Contact {
            unread: 3,
            last: last(
                grace,
                MessageState::Received,
                300,
                "Please call me when you can, it is about the editor and the second draft",
            ),
            ..fake::contact(grace.0, "Grace Hopper")
        },
        Contact {
            presence: Presence::Dialing,
            draft: Some("I have thought about it, and".to_owned()),
            last: last(unnamed, MessageState::Delivered, 3_000, "Thank you."),
            ..fake::contact(unnamed.0, "")
        },
        Contact {
            presence: asleep,
            unread: 120,
            muted: true,
            last: last(maryam, MessageState::Received, 4_500, "سلام، فردا همان جا می\u{200c}بینمت."),
            ..fake::contact(maryam.0, "مریم میرزاخانی")
        },
        Contact {
            last: last(wang, MessageState::Queued, 20_000, "明天见。"),
            waiting: 1,
            ..fake::contact(wang.0, "王小明")
        },
        Contact { standing: Standing::Blocked, ..fake::contact(BLOCKED.0, "Spammer") },
    ]
}

/// What was said with Ada, and what the stranger wrote.
fn messages() -> Vec<Text> {
    use MessageState::{Delivered, Queued, Received, Sent};
    let with = |id, state, ago, text| said(id, ADA, state, ago, text);
    let answers =
        |by, id, text: &str| Some(Quote { by, message: Some(MessageId(id)), text: Some(text.to_owned()) });
    let felt = |by, text: &str| Reaction { by, text: text.to_owned() };
    let greeting = "Hello, we met at the library. It is about the photographs: may I write to you here?";
    vec![
        said(1, STRANGER, Received, 12, greeting),
        with(2, Received, 1_500, "Did the documents arrive?"),
        Text {
            edited: true,
            reply: answers(Who::Them, 2, "Did the documents arrive?"),
            ..with(
                3,
                Delivered,
                1_490,
                "Yes, all of them. I have read the first half on the train, and I think that the second annex is the one that matters. Who else has seen it?",
            )
        },
        Text {
            reactions: vec![felt(Who::Us, "👍"), felt(Who::Them, "🙏")],
            ..with(4, Received, 62, "Only the two of us.")
        },
        Text { deleted: Some(Deleted::ByThem), ..with(5, Received, 61, "") },
        with(6, Received, 39, "سلام، فردا همان جا می\u{200c}بینمت."),
        with(7, Delivered, 20, "Good. Same place tomorrow, an hour later."),
        Text {
            reactions: vec![felt(Who::Them, "✅")],
            ..with(8, Delivered, 19, "And bring nothing that you would not like to lose.")
        },
        with(9, Sent, 1, "One more question:"),
        with(10, Queued, 0, "what about the photographs?"),
    ]
}

/// A message, `ago` minutes before the pictures are taken.
pub(super) fn said(id: i64, with: ContactId, state: MessageState, ago: u64, text: &str) -> Text {
    fake::message(id, with.0, state, NOON - ago * MINUTE, text)
}

/// Whether people wrote it, or the beginning of it: where that does not fit in, it may be cut.
pub(super) fn theirs(text: &str) -> bool {
    let begins = |whole: &str, text: &str| !text.is_empty() && whole.starts_with(text);
    let told_apart = text.split_once(" \u{b7} ").map_or(text, |(name, _)| name);
    let everybody = contacts(ada());
    let names = everybody.iter().map(|contact| contact.name.as_str());
    let drafts = everybody.iter().filter_map(|contact| contact.draft.as_deref());
    let last = everybody.iter().filter_map(|contact| contact.last.as_ref()).map(|last| last.text.as_str());
    // the list says of a draft what it is, in every language
    let is_draft = |draft: &str| {
        let named = |language| words::of(language).say_with("sidebar-draft", &[("text", draft.into())]);
        Language::ALL.into_iter().any(|language| named(language) == text)
    };
    let messages = messages();
    let mut said = messages.iter().map(|message| message.text.as_str()).chain(drafts.clone()).chain(last);
    names.clone().any(|name| name == told_apart)
        || drafts.clone().any(is_draft)
        || said.any(|said| begins(said, text.trim_end_matches('…')))
}
