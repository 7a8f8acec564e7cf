//! The table of links: who waits for what, until when, and which link of a pair goes on.

use super::Core;
use super::pairs::{Dialler, Ended, Pair};
use super::step::{Effect, LinkId, Step, Turn};
use super::talk::Open;
use crate::api::{ContactId, OfflineReason, Standing};
use crate::payload::{Bye, Payload};
use crate::store::StoreError;
use sotto_crypto::{PublicIdentity, initiator, responder};
use std::collections::BTreeMap;
use std::time::Duration;

/// Links of people who have not proved who they are.
const UNPROVEN_MAX: usize = 8;
/// Open links of people whom we have not accepted.
const STRANGERS_MAX: usize = 8;
/// How long a step of the handshake may take: a slow circuit's round trip, and then some.
const HANDSHAKE_STEP: Duration = Duration::from_secs(60);
/// How long somebody may hold a link without saying anything, and how long somebody who has not proved who they are keeps a
/// place that another one wants.
const AUTHENTICATE: Duration = Duration::from_secs(30);
/// How long somebody who says nothing keeps a place that another one wants. The first message follows the stream at once.
const FIRST_WORD: Duration = Duration::from_secs(5);

/// Every link, and the one that stands for each contact.
#[derive(Default)]
pub(super) struct Links {
    table: BTreeMap<LinkId, Link>,
    online: BTreeMap<ContactId, Online>,
}

/// The open link that stands for a contact.
#[derive(Clone, Copy)]
struct Online {
    link: LinkId,
    /// In which turn it opened.
    since: Turn,
}

/// One link.
pub(super) struct Link {
    pub(super) state: State,
    /// In which turn the stream was opened: what happened before it is told by this.
    opened: Turn,
    /// When that was: how long it has lasted is told by this.
    began: Duration,
    /// When the state is given up.
    due: Duration,
}

/// What a link waits for.
pub(super) enum State {
    /// We dialled; the answer to our first message.
    AwaitReply { contact: ContactId, state: Box<initiator::AwaitReply> },
    /// We proved ourselves; the listener's first record.
    AwaitConfirm(Box<AwaitConfirm>),
    /// They dialled; the first message.
    AwaitHello,
    /// The dialler's proof.
    AwaitProof(Box<responder::AwaitProof>),
    /// The dialler's first record.
    AwaitFirst(Box<AwaitFirst>),
    /// Payloads.
    Open(Box<Open>),
}

/// We proved ourselves on a secret of the ring.
pub(super) struct AwaitConfirm {
    pub(super) contact: ContactId,
    pub(super) state: initiator::AwaitConfirm,
    /// The ring's entry that the proof rests on.
    pub(super) rests_on: Option<i64>,
    /// The ring's entry that this session would add.
    pub(super) adds: i64,
}

/// They proved themselves on a secret of the ring.
pub(super) struct AwaitFirst {
    pub(super) peer: PublicIdentity,
    pub(super) state: responder::AwaitFirst,
    /// The ring's entry that the proof rests on.
    pub(super) rests_on: Option<i64>,
}

/// How a frame leaves its link.
pub(super) enum Next {
    /// In this state, with its time begun anew.
    Wait(State),
    /// Closed.
    Close(OfflineReason),
}

impl Links {
    pub(super) fn online(&self, contact: ContactId) -> Option<LinkId> {
        self.online.get(&contact).map(|online| online.link)
    }

    pub(super) fn open_mut(&mut self, link: LinkId) -> Option<&mut Open> {
        match self.table.get_mut(&link).map(|link| &mut link.state) {
            Some(State::Open(open)) => Some(open),
            _ => None,
        }
    }

    /// The open link that stands for a contact.
    pub(super) fn online_mut(&mut self, contact: ContactId) -> Option<(LinkId, &mut Open)> {
        let link = self.online(contact)?;
        Some((link, self.open_mut(link)?))
    }

    /// Takes an open link's state out of the table, to be put back changed.
    pub(super) fn take_open(&mut self, link: LinkId) -> Option<State> {
        self.open_mut(link)?;
        self.table.remove(&link).map(|link| link.state)
    }

    pub(super) fn open_of(&self, contact: ContactId) -> Option<&Open> {
        let link = self.table.get(&self.online(contact)?)?;
        if let State::Open(open) = &link.state { Some(open) } else { None }
    }

    pub(super) fn insert(&mut self, id: LinkId, state: State, opened: Turn, began: Duration) {
        let due = began + state.patience();
        self.table.insert(id, Link { state, opened, began, due });
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        self.table.values().map(|link| link.deadline()).min()
    }

    fn unproven(&self) -> usize {
        self.table.values().filter(|link| link.state.is_unproven()).count()
    }

    /// The oldest link that has to leave its place to another one.
    fn yielding(&self, now: Duration) -> Option<LinkId> {
        let yields = |link: &Link| match link.state {
            State::AwaitHello => link.began + FIRST_WORD <= now,
            _ => link.state.is_unproven() && link.began + AUTHENTICATE <= now,
        };
        let candidates = self.table.iter().filter(|(_, link)| yields(link));
        candidates.min_by_key(|(_, link)| link.began).map(|(id, _)| *id)
    }

    fn strangers(&self) -> usize {
        let stranger = |link: &&Link| matches!(&link.state, State::Open(open) if open.is_stranger);
        self.table.values().filter(stranger).count()
    }

    /// Handshakes of ours with a contact.
    fn calls_of(&self, contact: ContactId) -> Vec<LinkId> {
        let ours = |state: &State| match state {
            State::AwaitReply { contact: of, .. } => *of == contact,
            State::AwaitConfirm(wait) => wait.contact == contact,
            _ => false,
        };
        self.table.iter().filter(|(_, link)| ours(&link.state)).map(|(id, _)| *id).collect()
    }

    pub(super) fn of_contact(&self, contact: ContactId) -> Vec<LinkId> {
        let open = |state: &State| matches!(state, State::Open(open) if open.contact == contact);
        let opened = self.table.iter().filter(|(_, link)| open(&link.state)).map(|(id, _)| *id);
        opened.chain(self.calls_of(contact)).collect()
    }

    fn overdue(&self, now: Duration) -> Vec<LinkId> {
        self.table.iter().filter(|(_, link)| link.is_overdue(now)).map(|(id, _)| *id).collect()
    }

    pub(super) fn quiet(&self, now: Duration) -> Vec<LinkId> {
        let quiet = |link: &Link| matches!(&link.state, State::Open(open) if open.wants_ping(now));
        self.table.iter().filter(|(_, link)| quiet(link)).map(|(id, _)| *id).collect()
    }
}

impl State {
    fn patience(&self) -> Duration {
        match self {
            Self::AwaitHello => AUTHENTICATE,
            _ => HANDSHAKE_STEP,
        }
    }

    /// They dialled, and have not proved who they are.
    fn is_unproven(&self) -> bool {
        matches!(self, Self::AwaitHello | Self::AwaitProof(_) | Self::AwaitFirst(_))
    }
}

impl Link {
    fn deadline(&self) -> Duration {
        if let State::Open(open) = &self.state { open.deadline() } else { self.due }
    }

    fn is_overdue(&self, now: Duration) -> bool {
        if let State::Open(open) = &self.state { open.is_overdue(now) } else { self.due <= now }
    }
}

impl Core {
    /// Somebody opened a stream to us. If all places are taken, one is freed of somebody who keeps it without a word, or for too
    /// long: a crowd of those must not keep contacts out.
    pub(super) fn on_accepted(&mut self, link: LinkId, step: &mut Step<'_>) -> Result<(), StoreError> {
        if !self.network.is_entered() {
            step.effect(Effect::Close(link));
            return Ok(());
        }
        self.reached(step);
        if self.links.unproven() >= UNPROVEN_MAX
            && let Some(yielding) = self.links.yielding(step.now.steady)
        {
            self.drop_link(yielding, OfflineReason::TimedOut, step)?;
        }
        if self.links.unproven() < UNPROVEN_MAX {
            self.links.insert(link, State::AwaitHello, self.turn, step.now.steady);
        } else {
            step.effect(Effect::Close(link));
        }
        Ok(())
    }

    /// Every frame goes through here: the state is taken out, and comes back changed or not at all.
    pub(super) fn on_frame(
        &mut self,
        id: LinkId,
        frame: &[u8],
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        let Some(Link { state, opened, began, .. }) = self.links.table.remove(&id) else { return Ok(()) };
        let contact = contact_of(&state);
        let next = match state {
            State::AwaitReply { contact, state } => self.on_reply(id, contact, *state, frame, step)?,
            State::AwaitConfirm(wait) => self.on_confirm(id, *wait, opened, frame, step)?,
            State::AwaitHello => self.on_hello(id, frame, step),
            State::AwaitProof(state) => self.on_proof(id, *state, frame, step)?,
            State::AwaitFirst(wait) => self.on_first(id, *wait, opened, frame, step)?,
            State::Open(open) => self.on_record(id, *open, frame, step)?,
        };
        match next {
            Next::Wait(state) => {
                let due = step.now.steady + state.patience();
                self.links.table.insert(id, Link { state, opened, began, due });
                self.after_frame(id, step)
            }
            Next::Close(reason) => {
                step.effect(Effect::Close(id));
                if let Some(contact) = contact {
                    self.link_ended(id, contact, reason, step)?;
                }
                Ok(())
            }
        }
    }

    /// A stream ended by itself.
    pub(super) fn on_closed(&mut self, id: LinkId, step: &mut Step<'_>) -> Result<(), StoreError> {
        self.drop_link(id, OfflineReason::HungUp, step)
    }

    /// Closes a link, whatever its state.
    pub(super) fn drop_link(
        &mut self,
        id: LinkId,
        reason: OfflineReason,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        let Some(link) = self.links.table.remove(&id) else { return Ok(()) };
        step.effect(Effect::Close(id));
        if let State::Open(open) = &link.state {
            open.leave_off(step);
        }
        match contact_of(&link.state) {
            Some(contact) => self.link_ended(id, contact, reason, step),
            None => Ok(()),
        }
    }

    /// Says goodbye on an open link and closes it.
    pub(super) fn hang_up(&mut self, id: LinkId, why: Bye, step: &mut Step<'_>) -> Result<(), StoreError> {
        self.transmit(id, &Payload::Bye(why), step);
        self.drop_link(id, OfflineReason::HungUp, step)
    }

    pub(super) fn hang_up_all(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        let ids: Vec<LinkId> = self.links.table.keys().copied().collect();
        ids.into_iter().try_for_each(|id| self.hang_up(id, Bye::Shutdown, step))
    }

    /// Closes what has waited too long.
    pub(super) fn expire_links(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        for id in self.links.overdue(step.now.steady) {
            let aged = self.links.open_mut(id).is_some_and(|open| open.is_aged(step.now.steady));
            if aged {
                self.hang_up(id, Bye::Age, step)?;
            } else {
                self.drop_link(id, OfflineReason::TimedOut, step)?;
            }
        }
        Ok(())
    }

    /// A session is up on a stream that was opened in the turn `opened`: decides which link of the pair goes on.
    pub(super) fn establish(
        &mut self,
        id: LinkId,
        open: Open,
        opened: Turn,
        step: &mut Step<'_>,
    ) -> Result<Next, StoreError> {
        let (contact, dialler) = (open.contact, open.dialler());
        let Some(row) = step.txn.contact(contact)? else { return Ok(Next::Close(OfflineReason::HungUp)) };
        if open.is_stranger && self.links.strangers() >= STRANGERS_MAX {
            return Ok(Next::Close(OfflineReason::HungUp));
        }
        let pair = Pair::new(self.is_smaller_than(&row.address));
        let online = Online { link: id, since: self.turn };
        if let Some(existing) = self.links.online.get(&contact).copied() {
            let other = self.links.open_mut(existing.link).map_or(dialler, |other| other.dialler());
            if !pair.replaces(dialler, other, opened > existing.since) {
                self.links.insert(id, State::Open(Box::new(open)), self.turn, step.now.steady);
                self.hang_up(id, Bye::Duplicate, step)?;
                return Ok(Next::Close(OfflineReason::HungUp));
            }
            self.links.online.insert(contact, online);
            self.hang_up(existing.link, Bye::Duplicate, step)?;
        }
        self.links.online.insert(contact, online);
        if row.standing == Standing::Accepted {
            self.settle_call(id, contact, pair.settles(dialler), step)?;
        }
        step.contact_changed(contact);
        self.links.insert(id, State::Open(Box::new(open)), self.turn, step.now.steady);
        if dialler == Dialler::Us {
            // Shows the listener that we have its hello.
            self.transmit(id, &Payload::Ping, step);
        }
        Ok(self.links.take_open(id).map_or(Next::Close(OfflineReason::HungUp), Next::Wait))
    }

    /// A link is up. If that settles the matter, no call of ours is needed any more.
    fn settle_call(
        &mut self,
        link: LinkId,
        contact: ContactId,
        settled: bool,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        if !settled && self.calls.is_dialing(contact) {
            return Ok(());
        }
        if let Some(dial) = self.calls.linked(contact) {
            step.effect(Effect::AbortDial(dial));
        }
        let others: Vec<LinkId> = self.links.calls_of(contact).into_iter().filter(|id| *id != link).collect();
        others.into_iter().try_for_each(|id| self.drop_link(id, OfflineReason::HungUp, step))
    }

    /// Book-keeping after a link of a known contact is gone.
    fn link_ended(
        &mut self,
        id: LinkId,
        contact: ContactId,
        reason: OfflineReason,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        let ended = match (self.links.online(contact) == Some(id), self.calls.is_call_of(contact, id)) {
            (true, _) => Ended::Online,
            (false, true) => Ended::Call,
            (false, false) => Ended::Spare,
        };
        if ended == Ended::Online {
            self.links.online.remove(&contact);
        }
        let accepted = step.txn.contact(contact)?.is_some_and(|row| row.standing == Standing::Accepted);
        if accepted && ended.frees_call(self.calls.is_dialing(contact)) {
            self.call_failed(contact, reason, step);
        }
        step.contact_changed(contact);
        Ok(())
    }
}

fn contact_of(state: &State) -> Option<ContactId> {
    match state {
        State::AwaitReply { contact, .. } => Some(*contact),
        State::AwaitConfirm(wait) => Some(wait.contact),
        State::Open(open) => Some(open.contact),
        State::AwaitHello | State::AwaitProof(_) | State::AwaitFirst(_) => None,
    }
}
