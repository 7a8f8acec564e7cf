//! Every decision of the engine: inputs in, a transaction, effects out. Knows no socket, no clock, no async.
//!
//! ```text
//!  request ─┐                                   ┌─▶ Reply, Tell
//!  frame ───┼─▶ Core::step(inputs, now) ─commit─┼─▶ Transmit, Close, Dial
//!  time ────┘        (one transaction)          └─▶ Enter, Leave, End
//! ```
//! Effects exist only once their transaction is durable. If it is not, the core is thrown away and made anew from the
//! store, as after a crash: sessions live in RAM only, and everything else is in the tables.

mod acts;
mod calls;
mod choices;
mod continuity;
mod declining;
mod handshakes;
mod history;
mod invites;
mod links;
mod network;
mod pairs;
mod reach;
mod requests;
mod step;
mod talk;
mod verification;
mod views;

#[cfg(test)]
pub(crate) use declining::UNDO_WITHIN;
pub(crate) use requests::bridge_lines;
pub(crate) use step::{DialId, Effect, Input, LinkId, News, Outcome, ReplyTo};
pub(crate) use talk::{AGE_MAX, ping_at};

use crate::api::{ContactId, Profile};
use crate::clock::Now;
use crate::coins::Coins;
use crate::store::{Committed, Store, StoreError};
use crate::text::Lookalikes;
use calls::Calls;
use continuity::Memory;
use declining::Declined;
use links::Links;
use network::NetworkState;
use reach::OwnReach;
use sotto_crypto::{IdentityKey, PublicIdentity, StaticDh};
use sotto_transport::{OnionAddress, ServiceKey};
use std::time::Duration;
use step::{Step, Turn};

/// The engine's whole state beside the store.
pub(crate) struct Core {
    me: Me,
    coins: Coins,
    network: NetworkState,
    reach: OwnReach,
    links: Links,
    calls: Calls,
    continuity: Memory,
    declined: Declined,
    /// Every contact is to be called again.
    resuming: bool,
    /// That of the input that is handled, or was last.
    turn: Turn,
    /// Whose names look alike, once they have been compared.
    names: Option<Lookalikes>,
}

/// Who we are.
struct Me {
    key: IdentityKey,
    public: PublicIdentity,
    address: OnionAddress,
    profile: Profile,
    exposed: bool,
}

impl Core {
    /// The core of an opened vault, offline.
    pub(crate) fn new(
        key: &ServiceKey,
        profile: Profile,
        exposed: bool,
        coins: Coins,
    ) -> Result<Self, StoreError> {
        let key_pair = IdentityKey::from_expanded(&key.expanded()).map_err(|_| StoreError::Damaged)?;
        let me = Me { public: key_pair.public(), key: key_pair, address: key.address(), profile, exposed };
        Ok(Self {
            me,
            coins,
            network: NetworkState::offline(),
            reach: OwnReach::default(),
            links: Links::default(),
            calls: Calls::default(),
            continuity: Memory::default(),
            declined: Declined::at_the_start(),
            resuming: false,
            turn: Turn::default(),
            names: None,
        })
    }

    /// Handles `inputs` in one transaction and gives what it led to.
    ///
    /// # Errors
    /// If the store fails, nothing of it happened; the caller goes on with [`Core::begin_anew`].
    pub(crate) fn step(
        &mut self,
        store: &mut Store,
        inputs: Vec<Input>,
        now: Now,
    ) -> Result<Outcome, StoreError> {
        let txn = store.begin()?;
        let mut step = Step::new(&txn, now);
        for input in inputs {
            self.handle(input, &mut step)?;
        }
        self.let_time_pass(&mut step)?;
        if !txn.waits_for_the_disk() {
            // The quickest way to a tick: no frame waits behind this commit, and a look costs least within it.
            self.announce_messages(&mut step)?;
        }
        let outcome = step.into_outcome();
        txn.commit(outcome).map(Committed::release)
    }

    /// What front ends are told of `news`, as things stand now.
    ///
    /// # Errors
    /// The store cannot be read; front ends have to read everything again.
    pub(crate) fn tell(
        &mut self,
        store: &mut Store,
        news: News,
        now: Now,
    ) -> Result<Vec<Effect>, StoreError> {
        let txn = store.begin()?;
        let mut step = Step::with_news(&txn, now, news);
        self.announce(&mut step)?;
        Ok(step.into_outcome().effects)
    }

    /// Forgets whatever lived in RAM only, after the store failed: as after a crash, but still connected.
    pub(crate) fn begin_anew(&mut self) {
        self.links = Links::default();
        self.calls = Calls::following(&self.calls);
        self.continuity = Memory::default();
        self.names = None;
        self.declined.look_again();
        self.resuming = self.network.is_entered();
    }

    /// When something is due without an input.
    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        let calls = if self.network.is_ready() { self.calls.next_due(self.probes()) } else { None };
        let again = self.network.enters_again();
        let others = [calls, again, self.reach_due(), self.declined.due()].into_iter().flatten();
        self.links.next_deadline().into_iter().chain(others).min()
    }

    fn handle(&mut self, input: Input, step: &mut Step<'_>) -> Result<(), StoreError> {
        self.turn = self.turn.next();
        match input {
            Input::Request(to, request) => {
                let answer = self.request(request, step)?;
                step.effect(Effect::Reply(to, answer));
                Ok(())
            }
            Input::Lock => {
                step.txn.hurry();
                self.part(step)
            }
            Input::Bootstrap(progress) => self.on_bootstrap(progress, step),
            Input::Service(reachability) => {
                self.network.on_service(reachability);
                self.service_is(reachability, step);
                Ok(())
            }
            Input::NetworkLost => self.lose_network(step),
            Input::Resumed => self.resume(step),
            Input::Accepted(link) => self.on_accepted(link, step),
            Input::Dialed(dial, result) => self.on_dialed(dial, result, step),
            Input::Frame(link, frame) => self.on_frame(link, &frame, step),
            Input::Closed(link) => self.on_closed(link, step),
        }
    }

    fn let_time_pass(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        if std::mem::take(&mut self.resuming) {
            self.calls.begin(step.txn.contacts()?, step.now.steady);
        }
        if self.network.enters_again().is_some_and(|at| at <= step.now.steady) {
            self.enter_network(step)?;
        }
        self.expire_declined(step)?;
        self.expire_links(step)?;
        self.ping_idle_links(step)?;
        self.look_after_reach(step);
        self.place_calls(step)
    }

    /// Tells front ends what changed, as it stands in the transaction.
    fn announce(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        self.announce_messages(step)?;
        for id in step.take_changed_contacts() {
            if let Some(contact) = self.contact_view(id, step)? {
                step.effect(Effect::Tell(crate::api::Event::Contact(contact)));
            }
        }
        // After the contact as the check left it.
        for (contact, outcome, asked_by_us) in step.take_checked() {
            if step.txn.contact(contact)?.is_some() {
                step.effect(Effect::Tell(crate::api::Event::Checked { contact, outcome, asked_by_us }));
            }
        }
        if step.take_status() {
            step.effect(Effect::Tell(crate::api::Event::Status(self.status_view(step.now))));
        }
        Ok(())
    }

    fn announce_messages(&self, step: &mut Step<'_>) -> Result<(), StoreError> {
        for id in step.take_changed_messages() {
            if let Some(message) = self.message_view(id, step)? {
                step.effect(Effect::Tell(crate::api::Event::Message(message)));
            }
        }
        Ok(())
    }

    /// Whether our address is the smaller one of a pair: its dial wins (docs/protocol.md, 15.3).
    fn is_smaller_than(&self, peer: &[u8; 32]) -> bool {
        self.me.public.as_bytes() < peer
    }

    /// A contact's number as the token that keeps its circuits apart.
    fn isolation(contact: ContactId) -> sotto_transport::Isolation {
        sotto_transport::Isolation(contact.0.unsigned_abs())
    }
}
