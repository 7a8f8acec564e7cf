//! What tests stand in for the engine with: contacts, messages, and answers by the book. Never in the program.

use crate::engine::{Answer, Ask, Engine};
use futures::future::BoxFuture;
use sotto_engine::api::{
    Contact, ContactId, Failure, Message, MessageId, MessageState, NetworkPhase, NetworkStatus, Presence,
    Profile, Request, Standing, Status, TRIES_MAX,
};
use std::sync::{Arc, Mutex};

/// An address of the right form for contact `id`.
pub(crate) fn address(id: i64) -> String {
    let letters = b"abcdefghijklmnopqrstuvwxyz234567";
    let at = |i: i64| letters[(id * 7 + i * i * 3 + i).rem_euclid(32) as usize] as char;
    (0..56).map(at).collect::<String>() + ".onion"
}

/// An accepted contact, offline, without messages.
pub(crate) fn contact(id: i64, name: &str) -> Contact {
    Contact {
        id: ContactId(id),
        address: address(id),
        name: name.to_owned(),
        standing: Standing::Accepted,
        accepted_us: true,
        presence: Presence::Offline { reason: None, next_try: None },
        unread: 0,
        waiting: 0,
        last: None,
        continuity_lost: false,
        verified: None,
        check: None,
        tries_left: TRIES_MAX,
        resembles: None,
        invite: None,
        same_invite: None,
        draft: None,
        muted: false,
        pinned: false,
    }
}

/// A message of contact `with`.
pub(crate) fn message(id: i64, with: i64, state: MessageState, at: u64, text: &str) -> Message {
    Message {
        id: MessageId(id),
        contact: ContactId(with),
        state,
        at,
        text: text.to_owned(),
        reply: None,
        reactions: Vec::new(),
        edited: false,
        deleted: None,
        pending: false,
    }
}

/// A status.
pub(crate) fn status(profile: Profile, phase: NetworkPhase) -> Status {
    let open = matches!(profile, Profile::Open | Profile::Amnesic);
    let percent = match phase {
        NetworkPhase::Offline => 0,
        NetworkPhase::Online => 100,
        _ => 45,
    };
    Status {
        version: "0.1.0".to_owned(),
        profile,
        address: open.then(|| address(99)),
        link: open.then(|| format!("sotto:{}", address(99).trim_end_matches(".onion"))),
        exposed: false,
        network: NetworkStatus {
            phase,
            percent,
            trouble: None,
            bridges: false,
            reach: sotto_engine::api::Reach::Unknown,
        },
    }
}

type Book = dyn Fn(Request) -> Answer + Send + Sync;

/// Answers by a book and remembers what was asked.
#[derive(Clone)]
pub(crate) struct Script {
    book: Arc<Book>,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Default for Script {
    fn default() -> Self {
        Self::new(|_| Err(Failure::Busy))
    }
}

impl Script {
    pub(crate) fn new(book: impl Fn(Request) -> Answer + Send + Sync + 'static) -> Self {
        Self { book: Arc::new(book), asked: Arc::default() }
    }

    pub(crate) fn engine(&self) -> Engine {
        Engine::new(self.clone())
    }

    /// Everything that was asked, spelled out.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(spelled_out).collect()
    }
}

/// A request with its fields, as tests look for them: the program itself prints names only.
macro_rules! spelled_out {
    ($request:expr, $($variant:ident { $($field:ident),+ })+) => {
        match $request {
            $(Request::$variant { $($field),+ } => {
                let fields = [$(format!("{}: {:?}", stringify!($field), $field)),+];
                format!("{} {{ {} }}", stringify!($variant), fields.join(", "))
            })+
            other => format!("{other:?}"),
        }
    };
}

fn spelled_out(request: &Request) -> String {
    spelled_out! { request,
        Create { passphrase }
        Unlock { passphrase }
        ChangePassphrase { old, new }
        AddContact { address, name }
        MakeInvite { days }
        RevokeInvite { invite }
        AcceptRequest { contact, name }
        DeclineRequest { contact }
        UndoDecline { contact }
        Block { contact }
        Unblock { contact }
        Rename { contact, name }
        Mute { contact, muted }
        Pin { contact, pinned }
        DeleteContact { contact }
        TrustAgain { contact }
        SafetyWords { contact }
        MarkCompared { contact }
        WithdrawVerification { contact }
        AskQuestion { contact, question, answer }
        AnswerQuestion { contact, answer }
        EndCheck { contact }
        Send { contact, text, reply_to }
        React { message, reaction }
        Edit { message, text }
        DeleteMessage { message, for_both }
        Find { contact, text, before, limit }
        SetDraft { contact, text }
        History { contact, before, after, around, limit }
        MarkRead { contact }
        TryNow { contact }
        Attend { present }
        SetBridges { lines, enabled }
        SetPreferences { preferences }
    }
}

impl Ask for Script {
    fn ask(&self, request: Request) -> BoxFuture<'static, Answer> {
        self.asked.lock().unwrap().push(request.clone());
        let answer = (self.book)(request);
        Box::pin(async move { answer })
    }
}
