//! What the engines of one world have shown, as it is shown, beside the model.

use super::model::{Faults, Way};
use sotto_engine::api::{Contact, ContactId, Event, Message, MessageState, Presence, Standing};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::time::Instant;

/// Everything that was shown. Clones are the same record.
#[derive(Clone, Debug)]
pub(super) struct Record(Arc<Mutex<Shown>>);

/// The shown state, by party and other party.
#[derive(Debug)]
pub(super) struct Shown {
    begun: Instant,
    /// Each direction: author, reader.
    pub(super) ways: BTreeMap<(usize, usize), Way>,
    /// The parties' addresses, as their contacts show them.
    pub(super) addresses: Vec<String>,
    /// Whom a party's contact numbers mean.
    people: BTreeMap<(usize, ContactId), usize>,
    /// The contacts that each party shows as being there.
    pub(super) online: BTreeSet<(usize, usize)>,
    /// Texts that each party shows as waiting for somebody.
    pub(super) waiting: BTreeMap<(usize, usize), u32>,
    /// Requests that a party has not answered: party, who asks.
    pub(super) requests: BTreeMap<(usize, usize), ContactId>,
    /// What must never happen and is none of the model's faults.
    pub(super) wrong: Vec<String>,
    journal: Vec<String>,
}

impl Record {
    /// An empty record that begins now.
    #[must_use]
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Shown {
            begun: Instant::now(),
            ways: BTreeMap::new(),
            addresses: Vec::new(),
            people: BTreeMap::new(),
            online: BTreeSet::new(),
            waiting: BTreeMap::new(),
            requests: BTreeMap::new(),
            wrong: Vec::new(),
            journal: Vec::new(),
        })))
    }

    /// To look at it, or change it.
    pub(super) fn shown(&self) -> MutexGuard<'_, Shown> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Record {
    fn default() -> Self {
        Self::new()
    }
}

impl Shown {
    /// Writes a line into the journal.
    pub(super) fn note(&mut self, line: impl std::fmt::Display) {
        let at = self.begun.elapsed().as_millis();
        self.journal.push(format!("{at:>9} {line}"));
    }

    /// The journal, moved out.
    pub(super) fn take_journal(&mut self) -> Vec<String> {
        std::mem::take(&mut self.journal)
    }

    /// Notes what must never happen.
    pub(super) fn blame(&mut self, what: String) {
        self.note(format_args!("WRONG: {what}"));
        self.wrong.push(what);
    }

    /// The number by which a party knows another.
    #[must_use]
    pub(super) fn number(&self, party: usize, other: usize) -> Option<ContactId> {
        let known = |((of, _), whom): &(&(usize, ContactId), &usize)| *of == party && **whom == other;
        self.people.iter().find(known).map(|((_, number), _)| *number)
    }

    /// A party's engine is gone: it shows nobody.
    pub(super) fn died(&mut self, party: usize) {
        self.online.retain(|(of, _)| *of != party);
    }

    /// A party's engine tells something.
    pub(super) fn tell(&mut self, party: usize, event: &Event) {
        match event {
            Event::Message(message) => self.message(party, message),
            Event::Contact(contact) => self.contact(party, contact),
            Event::Resync {} => {
                self.blame(format!("events of {party} were lost, though they were read at once"))
            }
            Event::Storage { failure } => self.blame(format!("{party} has no storage: {failure}")),
            _ => {}
        }
    }

    /// A contact as a party shows it.
    pub(super) fn contact(&mut self, party: usize, contact: &Contact) {
        let Some(other) = self.addresses.iter().position(|address| *address == contact.address) else {
            return self.blame(format!("{party} knows somebody who is not here"));
        };
        self.people.insert((party, contact.id), other);
        let pair = (party, other);
        let was = if contact.presence == Presence::Online {
            self.online.insert(pair)
        } else {
            self.online.remove(&pair)
        };
        if was {
            let presence = contact.presence;
            self.note(format_args!("{party} sees {other}: {presence:?}"));
        }
        self.waiting.insert(pair, contact.waiting);
        if contact.standing == Standing::Requesting {
            self.requests.insert(pair, contact.id);
        } else {
            self.requests.remove(&pair);
        }
        if contact.continuity_lost {
            self.blame(format!("{party} takes {other} for somebody else: continuity is lost"));
        }
    }

    /// A message as a party shows it.
    pub(super) fn message(&mut self, party: usize, message: &Message) {
        let Some(other) = self.people.get(&(party, message.contact)).copied() else {
            return self.blame(format!("{party} has a message of nobody"));
        };
        let text = &message.text;
        let name = name(text);
        let state = message.state;
        self.note(format_args!("{party} shows with {other}: {state:?} {name}"));
        if state == MessageState::Received {
            return self.ways.entry((other, party)).or_default().show(text);
        }
        let delivered = state == MessageState::Delivered;
        let honest = self.ways.entry((party, other)).or_default().tick(text, delivered);
        if !honest {
            self.note(format_args!("WRONG: {party} lies to {other}: {name} is {state:?}"));
        }
    }

    /// The model against the histories at the end: per way, oldest first.
    #[must_use]
    pub(super) fn compare(&self, histories: &BTreeMap<(usize, usize), Vec<String>>) -> Faults {
        let mut faults = Faults::default();
        let nothing = Vec::new();
        for (way, model) in &self.ways {
            faults += model.compare(histories.get(way).unwrap_or(&nothing));
        }
        faults
    }

    /// Texts that were acknowledged.
    #[must_use]
    pub(super) fn kept(&self) -> u64 {
        self.ways.values().map(Way::kept).sum()
    }
}

/// A text's first word.
fn name(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}
