//! What a person and their contacts do, from a seed: transactions of every kind, in no order that a store could rely on.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sotto_engine::api::Failure;
use sotto_engine::rehearsal::storage::{Act, Ledger};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Most contacts at once.
const CONTACTS: usize = 12;

/// An endless row of acts.
pub(super) struct Script {
    coins: ChaCha8Rng,
    contacts: Vec<i64>,
    last_contact: i64,
    /// Ours without a receipt.
    waiting: Vec<(i64, [u8; 16])>,
    written: u64,
}

impl Script {
    pub(super) fn new(seed: u64) -> Self {
        let coins = ChaCha8Rng::seed_from_u64(seed);
        Self { coins, contacts: Vec::new(), last_contact: 0, waiting: Vec::new(), written: 0 }
    }

    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.coins.next_u64() % bound.max(1)
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.coins.fill_bytes(&mut bytes);
        bytes
    }

    /// The next act; the script takes it for done.
    pub(super) fn act(&mut self) -> Act {
        let Some(contact) = self.somebody() else { return self.add() };
        match self.below(200) {
            0..4 if self.contacts.len() < CONTACTS => self.add(),
            4 if self.contacts.len() > 3 => self.remove(contact),
            5..15 => Act::Tie { contact, secret: self.bytes() },
            15..20 => Act::Look,
            20..80 if !self.waiting.is_empty() => {
                let (contact, id) = self.waiting.remove(0);
                Act::Receipt { contact, id }
            }
            80..140 => Act::Receive { contact, id: self.bytes(), body: self.body() },
            _ => self.queue(contact),
        }
    }

    /// The number of a contact who is there; 0 if nobody is.
    pub(super) fn anybody(&self) -> i64 {
        self.contacts.first().copied().unwrap_or_default()
    }

    fn somebody(&mut self) -> Option<i64> {
        let at = self.below(self.contacts.len() as u64);
        self.contacts.get(usize::try_from(at).ok()?).copied()
    }

    fn add(&mut self) -> Act {
        self.last_contact += 1;
        self.contacts.push(self.last_contact);
        Act::Add { key: self.bytes(), name: format!("contact {}", self.last_contact) }
    }

    fn remove(&mut self, contact: i64) -> Act {
        self.contacts.retain(|other| *other != contact);
        self.waiting.retain(|(other, _)| *other != contact);
        Act::Remove { contact }
    }

    fn queue(&mut self, contact: i64) -> Act {
        let id = self.bytes();
        self.waiting.push((contact, id));
        Act::Queue { contact, id, body: self.body() }
    }

    /// Mostly a line, now and then as long as it may be.
    fn body(&mut self) -> String {
        self.written += 1;
        let longest = if self.below(40) == 0 { 15_000 } else { 200 };
        let length = usize::try_from(self.below(longest)).unwrap_or(0);
        format!("text {} {}", self.written, "x".repeat(length))
    }
}

/// A fingerprint of everything that a person may be shown.
pub(super) fn fingerprint(ledger: &mut Ledger) -> Result<u64, Failure> {
    Ok(fingerprint_of(&ledger.state()?))
}

/// The same, of lines that were read already.
pub(super) fn fingerprint_of(lines: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    lines.hash(&mut hasher);
    hasher.finish()
}
