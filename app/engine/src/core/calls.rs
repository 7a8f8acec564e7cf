//! Calling contacts: at once when there is a reason, then with growing, jittered pauses: never more than a minute while a
//! person is there, never more than half an hour else.
//!
//! ```text
//!             due                dialled              confirmed
//!  Resting ─────────▶ Dialing ───────────▶ Handshaking ─────────▶ Linked
//!     ▲                  │ failed               │ failed             │ hung up
//!     └──────────────────┴──────────────────────┴────────────────────┘
//! ```

use super::Core;
use super::step::{DialId, Effect, LinkId, Step};
use crate::api::{ContactId, OfflineReason, Presence, Standing};
use crate::clock::Now;
use crate::coins::Coins;
use crate::store::{ContactRow, StoreError};
use sotto_transport::{DialError, OnionAddress};
use std::collections::BTreeMap;
use std::time::Duration;

/// Dials under way at once: Tor builds circuits for each.
const DIALS_MAX: usize = 4;
/// Pause after the first failure; doubles with each further one.
const PAUSE_FIRST: Duration = Duration::from_secs(1);
/// The longest pause while a person is there.
const PAUSE_ATTENDED: Duration = Duration::from_secs(60);
/// The longest pause else: whoever comes online calls us at once, whatever our pause.
const PAUSE_UNATTENDED: Duration = Duration::from_secs(30 * 60);

/// Every accepted contact's call.
#[derive(Debug)]
pub(super) struct Calls {
    calls: BTreeMap<ContactId, Call>,
    last_dial: u64,
    /// A person is there.
    attended: bool,
}

#[derive(Clone, Copy, Debug)]
enum Call {
    Resting { due: Option<Duration>, failures: u32, reason: Option<OfflineReason> },
    Dialing { dial: DialId, failures: u32 },
    Handshaking { link: LinkId, failures: u32 },
    Linked,
}

impl Default for Calls {
    fn default() -> Self {
        Self { calls: BTreeMap::new(), last_dial: 0, attended: true }
    }
}

impl Calls {
    /// No calls, but dial numbers go on: a late answer to an old dial is never taken for a new one's.
    pub(super) fn following(before: &Self) -> Self {
        Self { calls: BTreeMap::new(), ..*before }
    }

    /// Whether a person is there. Who has come back waits for nobody's pause.
    pub(super) fn attend(&mut self, present: bool, now: Duration) {
        let came_back = present && !self.attended;
        self.attended = present;
        let due = |call: &&mut Call| call.due().is_some();
        if came_back {
            self.calls.values_mut().filter(due).for_each(|call| call.hurry(now));
        }
    }

    /// A number for a dial that is nobody's call.
    pub(super) fn number_dial(&mut self) -> DialId {
        self.last_dial += 1;
        DialId(self.last_dial)
    }

    /// Whether no further dial may begin; `beside`: dials that are nobody's call.
    pub(super) fn is_full(&self, beside: usize) -> bool {
        self.under_way() + beside >= DIALS_MAX
    }

    /// Everybody accepted is called at once.
    pub(super) fn begin(&mut self, contacts: Vec<ContactRow>, now: Duration) {
        for contact in contacts.iter().filter(|contact| contact.standing == Standing::Accepted) {
            self.call_now(contact.id, now);
        }
    }

    /// No more calls; gives the dials that are under way.
    pub(super) fn end(&mut self) -> Vec<(ContactId, Option<DialId>)> {
        let ended = std::mem::take(&mut self.calls);
        ended.into_iter().map(|(contact, call)| (contact, call.dial())).collect()
    }

    /// Calls without a pause, unless a call is under way or not needed.
    pub(super) fn call_now(&mut self, contact: ContactId, now: Duration) {
        let call =
            self.calls.entry(contact).or_insert(Call::Resting { due: None, failures: 0, reason: None });
        call.hurry(now);
    }

    /// Never calls again; gives the dial that is under way.
    pub(super) fn forget(&mut self, contact: ContactId) -> Option<DialId> {
        self.calls.remove(&contact).and_then(Call::dial)
    }

    /// A link is up; gives the dial that is not needed any more.
    pub(super) fn linked(&mut self, contact: ContactId) -> Option<DialId> {
        self.calls.insert(contact, Call::Linked).and_then(Call::dial)
    }

    /// Whether a call is under way.
    pub(super) fn is_dialing(&self, contact: ContactId) -> bool {
        matches!(self.calls.get(&contact), Some(Call::Dialing { .. } | Call::Handshaking { .. }))
    }

    /// A call failed or ended; the next one comes after a pause.
    pub(super) fn failed(
        &mut self,
        contact: ContactId,
        reason: OfflineReason,
        now: Duration,
        coins: &mut Coins,
    ) {
        let attended = self.attended;
        let Some(call) = self.calls.get_mut(&contact) else { return };
        let failures = match *call {
            Call::Resting { failures, .. }
            | Call::Dialing { failures, .. }
            | Call::Handshaking { failures, .. } => failures.saturating_add(1),
            Call::Linked => 0,
        };
        *call = Call::Resting {
            due: Some(now + pause(failures, attended, coins)),
            failures,
            reason: Some(reason),
        };
    }

    /// A call ended and no other comes by itself.
    pub(super) fn rest(&mut self, contact: ContactId, reason: OfflineReason) {
        if let Some(call) = self.calls.get_mut(&contact) {
            *call = Call::Resting { due: None, failures: 0, reason: Some(reason) };
        }
    }

    pub(super) fn next_due(&self, beside: usize) -> Option<Duration> {
        if self.is_full(beside) {
            return None;
        }
        self.calls.values().filter_map(|call| call.due()).min()
    }

    pub(super) fn presence(&self, contact: ContactId, now: Now) -> Presence {
        match self.calls.get(&contact) {
            None => Presence::Offline { reason: None, next_try: None },
            Some(Call::Linked) => Presence::Online,
            Some(Call::Dialing { .. } | Call::Handshaking { .. }) => Presence::Dialing,
            Some(Call::Resting { due, reason, .. }) => {
                let wait = |due: Duration| due.saturating_sub(now.steady).as_millis();
                let next_try = due.map(|due| now.wall.saturating_add(u64::try_from(wait(due)).unwrap_or(0)));
                Presence::Offline { reason: *reason, next_try }
            }
        }
    }

    fn under_way(&self) -> usize {
        self.calls.values().filter(|call| matches!(call, Call::Dialing { .. })).count()
    }

    /// The one that has waited longest, with a number for its dial.
    fn take_due(&mut self, now: Duration, beside: usize) -> Option<(ContactId, DialId)> {
        if self.is_full(beside) {
            return None;
        }
        let due = self.calls.iter_mut().filter(|(_, call)| call.due().is_some_and(|due| due <= now));
        let (contact, call) = due.min_by_key(|(_, call)| call.due())?;
        let Call::Resting { failures, .. } = *call else { return None };
        self.last_dial += 1;
        let dial = DialId(self.last_dial);
        *call = Call::Dialing { dial, failures };
        Some((*contact, dial))
    }

    fn contact_of(&self, dial: DialId) -> Option<ContactId> {
        self.calls.iter().find(|(_, call)| call.dial() == Some(dial)).map(|(contact, _)| *contact)
    }

    fn dialed(&mut self, contact: ContactId, link: LinkId) {
        if let Some(call) = self.calls.get_mut(&contact)
            && let Call::Dialing { failures, .. } = *call
        {
            *call = Call::Handshaking { link, failures };
        }
    }

    /// Whether `link` is the one of the call that is under way.
    pub(super) fn is_call_of(&self, contact: ContactId, link: LinkId) -> bool {
        matches!(self.calls.get(&contact), Some(Call::Handshaking { link: ours, .. }) if *ours == link)
    }
}

impl Call {
    fn due(&self) -> Option<Duration> {
        if let Self::Resting { due, .. } = self { *due } else { None }
    }

    /// No pause any more.
    fn hurry(&mut self, now: Duration) {
        if let Self::Resting { due, failures, .. } = self {
            *due = Some(now);
            *failures = 0;
        }
    }

    fn dial(self) -> Option<DialId> {
        if let Self::Dialing { dial, .. } = self { Some(dial) } else { None }
    }
}

impl Core {
    /// Dials whoever is due.
    pub(super) fn place_calls(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        if !self.network.is_ready() {
            return Ok(());
        }
        while let Some((contact, dial)) = self.calls.take_due(step.now.steady, self.probes()) {
            let Some(row) = step.txn.contact(contact)? else {
                self.calls.forget(contact);
                continue;
            };
            match OnionAddress::from_key_bytes(row.address) {
                Ok(address) => step.effect(Effect::Dial(dial, address, Self::isolation(contact))),
                Err(_) => self.calls.rest(contact, OfflineReason::NotPublished),
            }
            step.contact_changed(contact);
        }
        Ok(())
    }

    /// A call did not become a link: rests, unless another link is up meanwhile.
    pub(super) fn call_failed(&mut self, contact: ContactId, reason: OfflineReason, step: &mut Step<'_>) {
        if self.links.online(contact).is_some() {
            self.calls.linked(contact);
        } else {
            self.calls.failed(contact, reason, step.now.steady, &mut self.coins);
        }
        step.contact_changed(contact);
    }

    pub(super) fn on_dialed(
        &mut self,
        dial: DialId,
        result: Result<LinkId, DialError>,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        if self.is_probe(dial) {
            self.on_probed(result, step);
            return Ok(());
        }
        match (self.calls.contact_of(dial), result) {
            (Some(contact), Ok(link)) => {
                self.calls.dialed(contact, link);
                self.begin_handshake(contact, link, step)
            }
            (Some(contact), Err(error)) => {
                self.call_failed(contact, reason(error), step);
                Ok(())
            }
            (None, Ok(link)) => {
                step.effect(Effect::Close(link));
                Ok(())
            }
            (None, Err(_)) => Ok(()),
        }
    }
}

/// A dial's failure in the words of the interface.
fn reason(error: DialError) -> OfflineReason {
    match error {
        DialError::NotFound => OfflineReason::NotPublished,
        DialError::Unreachable | DialError::Refused | DialError::BadAddress => OfflineReason::NotAnswering,
        DialError::TimedOut => OfflineReason::TimedOut,
        DialError::NotConnected | DialError::Network => OfflineReason::Tor,
    }
}

/// Doubles from [`PAUSE_FIRST`] to the longest, less up to a half, so that two sides do not keep step. While nobody is there it
/// grows sixteenfold: a line that broke is tried again at once, after seconds, after minutes, and then hundreds of contacts
/// cost next to nothing.
fn pause(failures: u32, attended: bool, coins: &mut Coins) -> Duration {
    let whole = whole_pause(failures, attended);
    let half = u64::try_from(whole.as_millis() / 2).unwrap_or(u64::MAX);
    Duration::from_millis(half.saturating_add(coins.below(half.saturating_add(1))))
}

fn whole_pause(failures: u32, attended: bool) -> Duration {
    let (doublings, longest) =
        if attended { (failures, PAUSE_ATTENDED) } else { (failures.saturating_mul(4), PAUSE_UNATTENDED) };
    PAUSE_FIRST.saturating_mul(1 << doublings.min(11)).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_minute_while_a_person_is_there_and_to_half_an_hour_else() {
        let mut coins = Coins::seeded(1);
        for (attended, longest) in [(true, 60), (false, 1800)] {
            for failures in 0..40 {
                let (pause, whole) = (pause(failures, attended, &mut coins), whole_pause(failures, attended));
                assert!(pause <= whole && pause * 2 >= whole, "{failures}: {pause:?}");
                assert!(whole <= Duration::from_secs(longest));
                assert!(whole == Duration::from_secs(longest) || failures < 6, "{failures}: {whole:?}");
            }
        }
    }

    #[test]
    fn who_comes_back_waits_for_nobodys_pause() {
        let mut calls = Calls::default();
        let mut coins = Coins::seeded(1);
        calls.attend(false, Duration::ZERO);
        calls.call_now(ContactId(1), Duration::ZERO);
        for failures in 0..14 {
            assert!(calls.take_due(Duration::from_secs(failures * 1800), 0).is_some(), "{failures}");
            let now = Duration::from_secs(failures * 1800);
            calls.failed(ContactId(1), OfflineReason::NotPublished, now, &mut coins);
        }
        let now = Duration::from_secs(13 * 1800 + 61);
        assert!(calls.next_due(0).unwrap() > now);
        calls.attend(true, now);
        assert_eq!(calls.next_due(0), Some(now));
        calls.attend(true, now * 2);
        assert_eq!(calls.next_due(0), Some(now));
    }

    #[test]
    fn no_more_than_four_dials_at_once_and_the_longest_waiting_first() {
        let mut calls = Calls::default();
        for id in (1..=6).rev() {
            calls.call_now(ContactId(id), Duration::from_secs(10 - id.unsigned_abs()));
        }
        let now = Duration::from_secs(20);
        let order: Vec<i64> =
            std::iter::from_fn(|| calls.take_due(now, 0)).map(|(contact, _)| contact.0).collect();
        assert_eq!(order, [6, 5, 4, 3]);
        assert_eq!(calls.next_due(0), None);
        calls.failed(ContactId(6), OfflineReason::TimedOut, now, &mut Coins::seeded(1));
        assert_eq!(calls.take_due(now, 1), None);
        assert_eq!(calls.take_due(now, 0).unwrap().0, ContactId(2));
    }
}
