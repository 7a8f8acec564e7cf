//! An open link: texts, acts and their receipts, exactly once in effect, and the pings that show that it lives.

use super::Core;
use super::links::{Next, State};
use super::pairs::Dialler;
use super::step::{Effect, LinkId, Step};
use super::verification::{Checks, Verdict};
use crate::api::{ContactId, GREETING_MAX, MessageId, OfflineReason, Standing};
use crate::coins::Coins;
use crate::failpoints;
use crate::payload::{Bye, Payload, Text, WireId};
use crate::store::{ContactRow, Outgoing, StoreError};
use sotto_crypto::{Session, StepCoins};
use std::collections::BTreeMap;
use std::time::Duration;

/// Texts and acts on the line without a receipt. Together with as many receipts it stays below a link's queue.
const WINDOW: u16 = 12;
/// Quiet time after which we ask whether they are there, less up to a third.
const PING_AFTER: Duration = Duration::from_secs(45);
/// Quiet time after which the link is dead.
const DEAD_AFTER: Duration = Duration::from_secs(85);
/// Longest life of a session; then a new one begins with new keys.
pub(crate) const AGE_MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// A session with somebody.
pub(super) struct Open {
    pub(super) contact: ContactId,
    pub(super) origin: Origin,
    /// We have not accepted them (yet).
    pub(super) is_stranger: bool,
    pub(super) checks: Checks,
    session: Session,
    /// What is on the line without a receipt.
    in_flight: BTreeMap<WireId, Carried>,
    /// The number in our row of what went out last on this link.
    sent_to: u64,
    /// Something may wait that found no room on the line; what is done from now on is sent when it is.
    backlog: bool,
    /// When something last came.
    heard: Duration,
    /// When to ask; `None` once asked.
    ping: Option<Duration>,
    ends: Duration,
}

/// What is on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Carried {
    message: MessageId,
    /// The message itself, and not an act about it.
    is_text: bool,
}

/// Who opened the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// We did.
    Dialled,
    /// They did; their first record after the hello shows that they have ours, which makes the ring's entry mutual.
    Accepted { adds: i64 },
    /// They did, and have shown it.
    Proven,
}

impl Open {
    pub(super) fn new(
        row: &ContactRow,
        session: Session,
        origin: Origin,
        now: Duration,
        coins: &mut Coins,
    ) -> Self {
        Self {
            contact: row.id,
            origin,
            is_stranger: row.standing != Standing::Accepted,
            checks: Checks::default(),
            session,
            in_flight: BTreeMap::new(),
            sent_to: 0,
            backlog: true,
            heard: now,
            ping: Some(ping_at(now, coins)),
            ends: now + AGE_MAX,
        }
    }

    pub(super) fn dialler(&self) -> Dialler {
        if self.origin == Origin::Dialled { Dialler::Us } else { Dialler::Them }
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    /// The link is gone: its texts wait again, and a check that was open is over.
    pub(super) fn leave_off(&self, step: &mut Step<'_>) {
        self.in_flight.values().for_each(|carried| step.message_changed(carried.message));
        self.end_checks(step);
    }

    pub(super) fn carries(&self, message: MessageId) -> bool {
        self.in_flight.values().any(|carried| carried.is_text && carried.message == message)
    }

    pub(super) fn deadline(&self) -> Duration {
        self.ends.min(self.ping.unwrap_or(self.heard + DEAD_AFTER))
    }

    pub(super) fn wants_ping(&self, now: Duration) -> bool {
        self.ping.is_some_and(|at| at <= now)
    }

    pub(super) fn is_aged(&self, now: Duration) -> bool {
        self.ends <= now
    }

    pub(super) fn is_overdue(&self, now: Duration) -> bool {
        self.is_aged(now) || self.heard + DEAD_AFTER <= now
    }
}

impl Core {
    /// Opens a record and does what it says.
    pub(super) fn on_record(
        &mut self,
        link: LinkId,
        mut open: Open,
        frame: &[u8],
        step: &mut Step<'_>,
    ) -> Result<Next, StoreError> {
        let payload = open.session.open(frame).ok().and_then(|body| Payload::decode(&body).ok());
        open.heard = step.now.steady;
        open.ping = Some(ping_at(step.now.steady, &mut self.coins));
        let contact = open.contact;
        if let Origin::Accepted { adds } = open.origin
            && payload.is_some()
        {
            open.origin = Origin::Proven;
            self.tie(contact, adds, step)?;
            // They have us as a contact, or they would not have dialled, and have what we showed them.
            step.txn.forget_token(contact)?;
        }
        let closes = match payload {
            None | Some(Payload::Hello(_)) => Some(OfflineReason::Handshake),
            Some(Payload::Bye(_)) => Some(OfflineReason::HungUp),
            _ => None,
        };
        if let Some(reason) = closes {
            open.leave_off(step);
            return Ok(Next::Close(reason));
        }
        self.links.insert(link, State::Open(Box::new(open)), self.turn, step.now.steady);
        let mut verdict = Verdict::Kept;
        match payload {
            Some(Payload::Text(text)) => self.on_text(link, contact, &text, step)?,
            Some(Payload::Act(act)) => self.on_act(link, contact, &act, step)?,
            Some(Payload::Receipt(ids)) => self.on_receipt(link, contact, &ids, step)?,
            Some(Payload::Ping) => self.transmit(link, &Payload::Pong, step),
            Some(Payload::Accepted) => self.on_accepted_us(link, contact, step)?,
            Some(Payload::Verify(message)) => verdict = self.on_verify(link, contact, &message, step)?,
            _ => {}
        }
        Ok(match self.links.take_open(link) {
            Some(State::Open(open)) if verdict == Verdict::Broken => {
                open.leave_off(step);
                Next::Close(OfflineReason::Handshake)
            }
            Some(state) => Next::Wait(state),
            None => Next::Close(OfflineReason::HungUp),
        })
    }

    /// What follows every frame that left its link open.
    pub(super) fn after_frame(&mut self, link: LinkId, step: &mut Step<'_>) -> Result<(), StoreError> {
        match self.links.open_mut(link).map(|open| (open.contact, open.backlog)) {
            Some((contact, true)) => self.flush(contact, step),
            _ => Ok(()),
        }
    }

    /// Puts what waits on the line, as many as the window allows.
    pub(super) fn flush(&mut self, contact: ContactId, step: &mut Step<'_>) -> Result<(), StoreError> {
        let Some(link) = self.links.online(contact) else { return Ok(()) };
        let Some(row) = step.txn.contact(contact)? else { return Ok(()) };
        let Some(open) = self.links.open_mut(link) else { return Ok(()) };
        if row.standing != Standing::Accepted || row.continuity_lost {
            return Ok(());
        }
        let window = if row.accepted_us { WINDOW } else { 1 };
        let in_flight = u16::try_from(open.in_flight.len()).unwrap_or(u16::MAX);
        let room = window.saturating_sub(in_flight);
        let greeting_only = !row.accepted_us;
        let waiting = step.txn.outbox(contact, open.sent_to, room)?;
        open.backlog = greeting_only || waiting.len() == usize::from(room);
        for outgoing in waiting {
            if greeting_only && !is_greeting(&outgoing.payload) {
                break;
            }
            self.put_on_the_line(link, contact, outgoing, step)?;
        }
        Ok(())
    }

    /// Puts what was just done on the line, if nothing waits before it and there is room.
    pub(super) fn dispatch(
        &mut self,
        row: &ContactRow,
        outgoing: Outgoing,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        let roomy = |open: &Open| !open.backlog && open.in_flight.len() < usize::from(WINDOW);
        match self.links.online_mut(row.id) {
            Some((link, open)) if roomy(open) && !row.continuity_lost => {
                self.put_on_the_line(link, row.id, outgoing, step)
            }
            _ => self.flush(row.id, step),
        }
    }

    fn put_on_the_line(
        &mut self,
        link: LinkId,
        contact: ContactId,
        outgoing: Outgoing,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        let Outgoing { seq, name, message, payload } = outgoing;
        let is_text = matches!(payload, Payload::Text(_));
        if is_text {
            step.txn.mark_offered(contact, seq)?;
        }
        self.transmit(link, &payload, step);
        if let Some(open) = self.links.open_mut(link) {
            open.in_flight.insert(name, Carried { message, is_text });
            open.sent_to = seq;
        }
        step.message_changed(message);
        Ok(())
    }

    /// Seals a payload and sends it; a session that cannot seal any more has reached its end.
    pub(super) fn transmit(&mut self, link: LinkId, payload: &Payload, step: &mut Step<'_>) {
        let coins = StepCoins::from_bytes(self.coins.draw());
        let Some(open) = self.links.open_mut(link) else { return };
        failpoints::BEFORE_SEAL.reach();
        let sealed = open.session.seal(&payload.encode(), coins);
        failpoints::AFTER_SEAL.reach();
        match sealed {
            Ok(record) => step.effect(Effect::Transmit(link, record)),
            Err(_) => open.ends = step.now.steady,
        }
    }

    /// A record with any payload, as of a peer that keeps to no rule.
    #[cfg(test)]
    pub(crate) fn say(&mut self, contact: ContactId, payload: &[u8]) -> Effect {
        let coins = StepCoins::from_bytes(self.coins.draw());
        let (link, open) = self.links.online_mut(contact).unwrap();
        Effect::Transmit(link, open.session.seal(payload, coins).unwrap())
    }

    /// Asks the quiet ones whether they are there.
    pub(super) fn ping_idle_links(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        for link in self.links.quiet(step.now.steady) {
            self.transmit(link, &Payload::Ping, step);
            if let Some(open) = self.links.open_mut(link) {
                open.ping = None;
            }
        }
        Ok(())
    }

    /// We have accepted them: their greeting gets its receipt, and they may write.
    pub(super) fn welcome(&mut self, contact: ContactId, step: &mut Step<'_>) -> Result<(), StoreError> {
        let held = step.txn.take_unreceipted(contact)?;
        let Some(link) = self.links.online(contact) else { return Ok(()) };
        if let Some(open) = self.links.open_mut(link) {
            open.is_stranger = false;
        }
        if !held.is_empty() {
            self.transmit(link, &Payload::Receipt(held), step);
        }
        self.transmit(link, &Payload::Accepted, step);
        self.calls.linked(contact);
        self.flush(contact, step)
    }

    /// The text is kept and its receipt promised in one transaction; a text that is known is receipted again.
    fn on_text(
        &mut self,
        link: LinkId,
        contact: ContactId,
        text: &Text,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        let Some(row) = step.txn.contact(contact)? else { return Ok(()) };
        let wanted = match row.standing {
            Standing::Accepted => true,
            Standing::Requesting => text.body.len() <= GREETING_MAX && !step.txn.has_messages(contact)?,
            Standing::Blocked => false,
        };
        if !wanted {
            return Ok(());
        }
        let receipted = row.standing == Standing::Accepted;
        if let Some(message) = step.txn.receive_text(contact, text, step.now.wall, receipted)? {
            failpoints::AFTER_INSERT.reach();
            step.txn.touch_contact(contact, step.now.wall)?;
            step.message_changed(message);
            step.contact_changed(contact);
        }
        if receipted {
            failpoints::BEFORE_RECEIPT.reach();
            self.transmit(link, &Payload::Receipt(vec![text.id]), step);
            failpoints::AFTER_RECEIPT.promise();
        }
        Ok(())
    }

    fn on_receipt(
        &mut self,
        link: LinkId,
        contact: ContactId,
        ids: &[WireId],
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        for id in ids {
            // A receipt counts only for what went out on this very link.
            let ours = self.links.open_mut(link).and_then(|open| open.in_flight.remove(id));
            failpoints::BEFORE_DELETE.reach();
            let arrived = match ours {
                Some(Carried { is_text: true, .. }) => step.txn.mark_delivered(contact, id)?,
                Some(Carried { is_text: false, .. }) => step.txn.act_delivered(contact, id)?,
                None => None,
            };
            if let Some(message) = arrived {
                step.message_changed(message);
                step.contact_changed(contact);
            }
        }
        Ok(())
    }

    /// What they passed over before they accepted us is sent again.
    fn on_accepted_us(
        &mut self,
        link: LinkId,
        contact: ContactId,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        if let Some(open) = self.links.open_mut(link) {
            open.in_flight.clear();
            open.sent_to = 0;
            open.backlog = true;
        }
        if let Some(mut row) = step.txn.contact(contact)? {
            row.accepted_us = true;
            step.txn.update_contact(&row)?;
            step.txn.forget_token(contact)?;
            step.contact_changed(contact);
        }
        Ok(())
    }

    /// Calls somebody no more and hangs up.
    pub(super) fn cut_off(&mut self, contact: ContactId, step: &mut Step<'_>) -> Result<(), StoreError> {
        if let Some(dial) = self.calls.forget(contact) {
            step.effect(Effect::AbortDial(dial));
        }
        let links = self.links.of_contact(contact);
        links.into_iter().try_for_each(|link| self.hang_up(link, Bye::Shutdown, step))
    }
}

/// What somebody may be sent who has not accepted us.
fn is_greeting(payload: &Payload) -> bool {
    matches!(payload, Payload::Text(text) if text.body.len() <= GREETING_MAX)
}

/// When to ask whether they are there, if nothing comes from `now` on (docs/protocol.md, 15.4).
pub(crate) fn ping_at(now: Duration, coins: &mut Coins) -> Duration {
    let third = u64::try_from(PING_AFTER.as_millis() / 3).unwrap_or(0);
    now + PING_AFTER.saturating_sub(Duration::from_millis(coins.below(third.saturating_add(1))))
}
