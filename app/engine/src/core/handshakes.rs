//! The handshake's steps on a link, with what each keeps in the vault before it lets anything leave.

use super::Core;
use super::links::{AwaitConfirm, AwaitFirst, Next, State};
use super::step::{Effect, LinkId, Step, Turn};
use super::talk::{Open, Origin};
use crate::api::{ContactId, OfflineReason, Standing};
use crate::payload::Payload;
use crate::store::{ContactRow, NewContact, StoreError, Tie, Worth};
use sotto_crypto::{
    ConfirmError, Continuity, InitiatorCoins, PublicIdentity, Refused, ResponderCoins, StepCoins, initiator,
    responder,
};
use zeroize::Zeroizing;

/// Requests of strangers that are kept.
const REQUESTS_MAX: u32 = 50;

const FAILED: Next = Next::Close(OfflineReason::Handshake);

impl Core {
    /// Our dial has a stream: sends the first message.
    pub(super) fn begin_handshake(
        &mut self,
        contact: ContactId,
        link: LinkId,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        let row = step.txn.contact(contact)?;
        let peer = row.and_then(|row| PublicIdentity::from_bytes(&row.address).ok());
        let coins = InitiatorCoins::from_bytes(self.coins.draw());
        match peer.and_then(|peer| initiator::start(&self.me.key, peer, coins).ok()) {
            Some((message, state)) => {
                step.effect(Effect::Transmit(link, message));
                let state = State::AwaitReply { contact, state: Box::new(state) };
                self.links.insert(link, state, self.turn, step.now.steady);
            }
            None => {
                step.effect(Effect::Close(link));
                self.call_failed(contact, OfflineReason::Handshake, step);
            }
        }
        step.contact_changed(contact);
        Ok(())
    }

    /// Dialler: their answer came. The new continuity secret is kept before our proof leaves.
    pub(super) fn on_reply(
        &mut self,
        link: LinkId,
        contact: ContactId,
        state: initiator::AwaitReply,
        frame: &[u8],
        step: &mut Step<'_>,
    ) -> Result<Next, StoreError> {
        let Some(row) = step.txn.contact(contact)? else { return Ok(FAILED) };
        let Ok(ready) = state.read(frame) else { return Ok(FAILED) };
        let Some(choice) = self.choose_continuity(&row, step)? else {
            self.lose_continuity(row, step)?;
            return Ok(FAILED);
        };
        let Ok((message, mut state)) = ready.prove(&self.me.key, &choice.continuity) else {
            return Ok(FAILED);
        };
        let hello = self.first_words(&row, step)?;
        let coins = StepCoins::from_bytes(self.coins.draw());
        let Ok(record) = state.seal(&hello, coins) else { return Ok(FAILED) };
        let adds =
            step.txn.push_ring(contact, state.next_continuity().as_bytes(), Tie::Ours, choice.entry)?;
        step.effect(Effect::Transmit(link, message));
        step.effect(Effect::Transmit(link, record));
        let rests_on = choice.entry;
        Ok(Next::Wait(State::AwaitConfirm(Box::new(AwaitConfirm { contact, state, rests_on, adds }))))
    }

    /// Dialler: their first record came, or the alert that they share no secret with us.
    pub(super) fn on_confirm(
        &mut self,
        link: LinkId,
        wait: AwaitConfirm,
        opened: Turn,
        frame: &[u8],
        step: &mut Step<'_>,
    ) -> Result<Next, StoreError> {
        let AwaitConfirm { contact, state, rests_on, adds } = wait;
        let Some(mut row) = step.txn.contact(contact)? else { return Ok(FAILED) };
        let (session, body) = match state.confirm(frame) {
            Ok(opened) => opened,
            Err(ConfirmError::NoContinuity) => {
                step.txn.remove_ring(adds)?;
                if let Some(entry) = rests_on {
                    self.continuity.refuse(contact, entry);
                }
                return Ok(FAILED);
            }
            Err(_) => return Ok(FAILED),
        };
        let Ok(Payload::Hello(hello)) = Payload::decode(&Zeroizing::new(body)) else { return Ok(FAILED) };
        if session.peer_ver_max() < row.ver_max || !self.tie(contact, adds, step)? {
            return Ok(FAILED);
        }
        row.start_over = false;
        row.ver_max = session.peer_ver_max();
        row.accepted_us = hello.accepted;
        if hello.accepted {
            step.txn.forget_token(contact)?;
        }
        let worth = self.worth(&hello, step)?;
        self.honour(worth, &mut row, step)?;
        step.txn.update_contact(&row)?;
        let open = Open::new(&row, session, Origin::Dialled, step.now.steady, &mut self.coins);
        self.establish(link, open, opened, step)
    }

    /// A secret is mutual from now on; false if it is not in the ring any more.
    pub(super) fn tie(
        &mut self,
        contact: ContactId,
        entry: i64,
        step: &mut Step<'_>,
    ) -> Result<bool, StoreError> {
        let before = step.txn.ring(contact)?;
        let tied = step.txn.tie_ring(entry)?;
        if tied {
            self.continuity.tied(contact, &before, self.turn);
            self.continuity.shared(contact);
        }
        Ok(tied)
    }

    /// Listener: the first message of somebody.
    pub(super) fn on_hello(&mut self, link: LinkId, frame: &[u8], step: &mut Step<'_>) -> Next {
        let coins = ResponderCoins::from_bytes(self.coins.draw());
        match responder::reply(&self.me.key, frame, coins) {
            Ok((message, state)) => {
                step.effect(Effect::Transmit(link, message));
                Next::Wait(State::AwaitProof(Box::new(state)))
            }
            Err(_) => FAILED,
        }
    }

    /// Listener: the dialler's proof. Any secret of the ring will do, then none.
    pub(super) fn on_proof(
        &mut self,
        link: LinkId,
        state: responder::AwaitProof,
        frame: &[u8],
        step: &mut Step<'_>,
    ) -> Result<Next, StoreError> {
        let Ok(identified) = state.identify(&self.me.key, frame) else { return Ok(FAILED) };
        let peer = identified.peer();
        let ring = match step.txn.contact_at(peer.as_bytes())? {
            Some(row) => step.txn.ring(row.id)?,
            None => Vec::new(),
        };
        let secrets = ring.iter().map(|entry| Continuity::from_bytes(*entry.secret));
        let candidates: Vec<Continuity> = secrets.chain([Continuity::first_contact()]).collect();
        match identified.accept(&self.me.key, &candidates) {
            Ok((state, matched)) => {
                let rests_on = ring.get(matched).map(|entry| entry.id);
                Ok(Next::Wait(State::AwaitFirst(Box::new(AwaitFirst { peer, state, rests_on }))))
            }
            Err(Refused::NoContinuity { alert }) => {
                step.effect(Effect::Transmit(link, alert));
                Ok(FAILED)
            }
            Err(Refused::Handshake(_)) => Ok(FAILED),
        }
    }

    /// Listener: the dialler's first record. Both sides are proven; the new secret is kept before our record leaves.
    pub(super) fn on_first(
        &mut self,
        link: LinkId,
        wait: AwaitFirst,
        opened: Turn,
        frame: &[u8],
        step: &mut Step<'_>,
    ) -> Result<Next, StoreError> {
        let AwaitFirst { peer, state, rests_on } = wait;
        let next = state.next_continuity();
        let Ok((mut session, body)) = state.confirm(frame) else { return Ok(FAILED) };
        let Ok(Payload::Hello(hello)) = Payload::decode(&Zeroizing::new(body)) else { return Ok(FAILED) };
        let worth = self.worth(&hello, step)?;
        let Some(mut row) = self.known_or_request(&peer, worth, step)? else { return Ok(FAILED) };
        if session.peer_ver_max() < row.ver_max || !self.continuity.comes_through(row.id, opened) {
            return Ok(FAILED);
        }
        let adds = self.keep_continuity(&mut row, rests_on, &next, opened, step)?;
        row.ver_max = session.peer_ver_max();
        row.accepted_us = hello.accepted;
        let asked = row.standing == Standing::Requesting;
        self.honour(worth, &mut row, step)?;
        step.txn.update_contact(&row)?;
        if asked && row.standing == Standing::Accepted {
            self.welcome(row.id, step)?;
        }
        let ours = self.first_words(&row, step)?;
        let Ok(record) = session.seal(&ours, StepCoins::from_bytes(self.coins.draw())) else {
            return Ok(FAILED);
        };
        step.effect(Effect::Transmit(link, record));
        let open = Open::new(&row, session, Origin::Accepted { adds }, step.now.steady, &mut self.coins);
        self.establish(link, open, opened, step)
    }

    /// Adds the session's secret to the ring, and notes if they came without one that they should have had.
    fn keep_continuity(
        &mut self,
        row: &mut ContactRow,
        rests_on: Option<i64>,
        next: &Continuity,
        opened: Turn,
        step: &mut Step<'_>,
    ) -> Result<i64, StoreError> {
        if rests_on.is_none() {
            if self.continuity.is_lost(row, &step.txn.ring(row.id)?, opened) {
                row.lose_continuity();
                self.end_open_check(row.id, step);
            }
            row.start_over = false;
        }
        let adds = step.txn.push_ring(row.id, next.as_bytes(), Tie::Shared, rests_on)?;
        self.continuity.shared(row.id);
        Ok(adds)
    }

    /// The row of a proven stranger or friend; `None` if a request of theirs is not wanted, while an invite that is open is wanted
    /// from everybody. If too many wait, the oldest makes room of those that nobody has looked at.
    fn known_or_request(
        &mut self,
        peer: &PublicIdentity,
        worth: Worth,
        step: &mut Step<'_>,
    ) -> Result<Option<ContactRow>, StoreError> {
        let address = peer.as_bytes();
        let invited = matches!(worth, Worth::Open(_));
        if invited {
            self.declined.forget(address);
        }
        if let Some(mut row) = step.txn.contact_at(address)? {
            if row.declined && invited {
                row.declined = false;
                self.take_back(row.clone(), step)?;
            }
            return Ok((!row.declined).then_some(row));
        }
        if self.declined.contains(address) {
            return Ok(None);
        }
        if !invited && step.txn.count_standing(Standing::Requesting)? >= REQUESTS_MAX {
            let Some(oldest) = step.txn.oldest_unseen_request()? else { return Ok(None) };
            self.forget_contact(oldest, step)?;
        }
        let new = NewContact { address, name: "", standing: Standing::Requesting, at: step.now.wall };
        let id = step.txn.add_contact(new)?;
        step.txn.contact(id)
    }
}
