//! What the engines of one world have shown, as it is shown, beside the model.

use super::model::{Faults, Seen, Way, name};
use sotto_engine::api::{Contact, ContactId, Event, Message, MessageId, MessageState, Presence, Standing};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::time::Instant;

/// What both sides of each way show at the end, its author first.
pub(super) type Views = BTreeMap<(usize, usize), [Vec<Seen>; 2]>;

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
    /// The texts that a party shows with another, and deleted ones no more: the name, and whether it is its own.
    texts: BTreeMap<(usize, usize), BTreeMap<MessageId, (String, bool)>>,
    /// Messages of which a party shows that something that it did to them waits.
    pub(super) pending: BTreeSet<(usize, usize, MessageId)>,
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
            texts: BTreeMap::new(),
            pending: BTreeSet::new(),
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
        let place = (party, other, message.id);
        if message.pending {
            self.pending.insert(place)
        } else {
            self.pending.remove(&place)
        };
        if let Some(deleted) = message.deleted {
            self.note(format_args!("{party} shows with {other}: {deleted:?} {}", message.id.0));
            return self.bury(party, other, message.id);
        }
        let text = &message.text;
        let name = name(text);
        let state = message.state;
        let own = state != MessageState::Received;
        self.note(format_args!("{party} shows with {other}: {state:?} {name} {}", manner(message)));
        self.texts.entry((party, other)).or_default().insert(message.id, (name.to_owned(), own));
        if !own {
            return self.ways.entry((other, party)).or_default().show(text);
        }
        let delivered = state == MessageState::Delivered;
        let honest = self.ways.entry((party, other)).or_default().tick(text, delivered);
        if !honest {
            self.note(format_args!("WRONG: {party} lies to {other}: {name} is {state:?}"));
        }
    }

    /// All that a party shows with another: what it showed before and does not any more is deleted.
    pub(super) fn review(&mut self, party: usize, with: ContactId, all: &[Message]) {
        let Some(other) = self.people.get(&(party, with)).copied() else { return };
        let there: BTreeSet<MessageId> = all.iter().map(|message| message.id).collect();
        let known = self.texts.get(&(party, other)).into_iter().flat_map(BTreeMap::keys);
        let gone: Vec<MessageId> = known.filter(|id| !there.contains(id)).copied().collect();
        self.pending.retain(|(of, with, id)| (*of, *with) != (party, other) || there.contains(id));
        gone.into_iter().for_each(|id| self.bury(party, other, id));
    }

    fn bury(&mut self, party: usize, other: usize, id: MessageId) {
        let text = self.texts.get_mut(&(party, other)).and_then(|texts| texts.remove(&id));
        if let Some((name, true)) = text {
            self.ways.entry((party, other)).or_default().bury(&name);
        }
    }

    /// The `which`-th newest text that a party shows with another, or the oldest, and whether it is its own.
    #[must_use]
    pub(super) fn text(
        &self,
        party: usize,
        other: usize,
        own: bool,
        which: usize,
    ) -> Option<(MessageId, String, bool)> {
        let texts = self.texts.get(&(party, other)).into_iter().flatten().rev();
        let wanted = texts.filter(|(_, (_, is_own))| *is_own || !own).take(which + 1);
        wanted.last().map(|(id, (name, is_own))| (*id, name.clone(), *is_own))
    }

    /// The model against the histories at the end: per way, oldest first.
    #[must_use]
    pub(super) fn compare(&self, views: &Views) -> Faults {
        let mut faults = Faults::default();
        let nothing = Default::default();
        for (way, model) in &self.ways {
            let [author, reader] = views.get(way).unwrap_or(&nothing);
            faults += model.compare(author, reader);
        }
        faults
    }

    /// Edits, reactions and deletions that were acknowledged.
    #[must_use]
    pub(super) fn deeds(&self) -> u64 {
        self.ways.values().map(Way::deeds).sum()
    }

    /// Texts that were acknowledged.
    #[must_use]
    pub(super) fn kept(&self) -> u64 {
        self.ways.values().map(Way::kept).sum()
    }
}

/// What was done to a text, as a word.
fn manner(message: &Message) -> String {
    let reactions: String = message.reactions.iter().map(|reaction| reaction.text.as_str()).collect();
    let marks = [(message.edited, "edited "), (message.pending, "pending ")];
    marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).chain([reactions.as_str()]).collect()
}
