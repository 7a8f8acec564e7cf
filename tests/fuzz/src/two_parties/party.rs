//! One party: what it keeps, and where it stands on the one link.

use crate::world;
use sotto_crypto::{
    Continuity, IdentityKey, Session,
    initiator::{AwaitConfirm, AwaitReply},
    responder::{AwaitFirst, AwaitProof},
    verify::{AwaitShare, AwaitTag},
};

/// Entries of a ring.
const RING_MAX: usize = 4;

/// A party.
pub(super) struct Party {
    pub(super) me: IdentityKey,
    pub(super) state: State,
    pub(super) run: Run,
    /// Continuity secrets, newest first. They outlive a restart.
    ring: Vec<Continuity>,
}

/// Where a party stands on the link.
pub(super) enum State {
    Closed,
    Listening,
    AwaitReply(AwaitReply),
    AwaitProof(AwaitProof),
    AwaitFirst(AwaitFirst),
    AwaitConfirm(AwaitConfirm),
    Open(Box<Session>),
}

/// Where it stands in the question-and-answer check.
pub(super) enum Run {
    Idle,
    Asking(AwaitShare),
    Answering(AwaitTag),
}

impl Party {
    pub(super) fn new(seed: u8) -> Self {
        Self { me: world::person(seed), state: State::Closed, run: Run::Idle, ring: Vec::new() }
    }

    pub(super) fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed)
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
    }

    /// What a dial rests on.
    pub(super) fn newest(&self) -> Continuity {
        self.ring.first().cloned().unwrap_or_else(Continuity::first_contact)
    }

    /// What an answer accepts.
    pub(super) fn candidates(&self) -> Vec<Continuity> {
        self.ring.iter().cloned().chain([Continuity::first_contact()]).collect()
    }

    pub(super) fn keep(&mut self, next: Continuity) {
        self.ring.insert(0, next);
        self.ring.truncate(RING_MAX);
    }

    /// The other side does not know the newest secret.
    pub(super) fn forget_newest(&mut self) {
        self.ring.drain(..self.ring.len().min(1));
    }

    /// Everything is gone but the identity.
    pub(super) fn forget_all(&mut self) {
        self.ring.clear();
    }
}
