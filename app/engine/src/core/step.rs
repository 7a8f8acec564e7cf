//! What goes into the core, what comes out, and the notes that are taken in between.

use crate::api::{CheckOutcome, ContactId, Event, Failure, MessageId, Request, Response};
use crate::clock::Now;
use crate::store::Txn;
use sotto_transport::{Bootstrap, DialError, Entry, Isolation, OnionAddress, Reachability};
use std::collections::BTreeSet;

/// A stream that the driver holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LinkId(pub(crate) u64);

/// A dial that the driver has under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DialId(pub(crate) u64);

/// A place where an answer goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ReplyTo(pub(crate) u64);

/// The place of an input among all that this process took in. What came first is told by it and not by a clock: a batch has one
/// moment for all that is in it, and two batches may share it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn(pub(super) u64);

impl Turn {
    pub(super) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// What happens to the engine.
#[derive(Debug)]
pub(crate) enum Input {
    /// A front end asks.
    Request(ReplyTo, Request),
    /// The vault is about to be locked.
    Lock,
    /// The way to Tor goes on.
    Bootstrap(Bootstrap),
    /// The own service's state.
    Service(Reachability),
    /// The network's client has ended by itself.
    NetworkLost,
    /// The computer slept.
    Resumed,
    /// Somebody opened a stream.
    Accepted(LinkId),
    /// A dial ended.
    Dialed(DialId, Result<LinkId, DialError>),
    /// A whole frame came.
    Frame(LinkId, Vec<u8>),
    /// A stream ended.
    Closed(LinkId),
}

/// What the engine does to the world, after the commit.
#[derive(Debug)]
pub(crate) enum Effect {
    /// Answer a request.
    Reply(ReplyTo, Result<Response, Failure>),
    /// Tell front ends.
    Tell(Event),
    /// Put a frame on a stream.
    Transmit(LinkId, Vec<u8>),
    /// Flush a stream and close it.
    Close(LinkId),
    /// Open a stream.
    Dial(DialId, OnionAddress, Isolation),
    /// Forget a dial.
    AbortDial(DialId),
    /// Enter the network.
    Enter(Entry),
    /// Leave the network.
    Leave,
    /// See [`sotto_transport::Upkeep::refresh`].
    Refresh,
    /// See [`sotto_transport::Upkeep::republish`].
    Republish,
    /// End the engine.
    End,
}

/// What a step leads to, once it is committed.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// To be carried out at once.
    pub(crate) effects: Vec<Effect>,
    /// To be looked up and told after that: no frame waits for what is only shown.
    pub(crate) news: News,
}

/// What has changed for front ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct News {
    contacts: BTreeSet<ContactId>,
    messages: BTreeSet<MessageId>,
    checked: Vec<(ContactId, CheckOutcome, bool)>,
    status: bool,
}

/// One transaction under way, with its moment and what it will cause.
pub(super) struct Step<'a> {
    pub(super) txn: &'a Txn<'a>,
    pub(super) now: Now,
    effects: Vec<Effect>,
    news: News,
}

impl News {
    /// In the order of telling: messages first, since somebody waits for a tick, and what is said about contacts takes
    /// longer to look up.
    pub(crate) fn in_order(mut self) -> impl Iterator<Item = Self> {
        let messages = Self { messages: std::mem::take(&mut self.messages), ..Self::default() };
        [messages, self].into_iter().filter(|part| *part != Self::default())
    }
}

impl<'a> Step<'a> {
    pub(super) fn new(txn: &'a Txn<'a>, now: Now) -> Self {
        Self::with_news(txn, now, News::default())
    }

    pub(super) fn with_news(txn: &'a Txn<'a>, now: Now, news: News) -> Self {
        Self { txn, now, effects: Vec::new(), news }
    }

    pub(super) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(super) fn contact_changed(&mut self, contact: ContactId) {
        self.news.contacts.insert(contact);
    }

    pub(super) fn message_changed(&mut self, message: MessageId) {
        self.news.messages.insert(message);
    }

    /// A check with somebody is over.
    pub(super) fn checked(&mut self, contact: ContactId, outcome: CheckOutcome, asked_by_us: bool) {
        self.news.checked.push((contact, outcome, asked_by_us));
        self.contact_changed(contact);
    }

    pub(super) fn status_changed(&mut self) {
        self.news.status = true;
    }

    pub(super) fn take_changed_contacts(&mut self) -> BTreeSet<ContactId> {
        std::mem::take(&mut self.news.contacts)
    }

    pub(super) fn take_changed_messages(&mut self) -> BTreeSet<MessageId> {
        std::mem::take(&mut self.news.messages)
    }

    pub(super) fn take_checked(&mut self) -> Vec<(ContactId, CheckOutcome, bool)> {
        std::mem::take(&mut self.news.checked)
    }

    pub(super) fn take_status(&mut self) -> bool {
        std::mem::take(&mut self.news.status)
    }

    pub(super) fn into_outcome(self) -> Outcome {
        Outcome { effects: self.effects, news: self.news }
    }
}
