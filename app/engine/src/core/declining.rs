//! Requests that were declined: hidden at once, deleted a little later, so that a slip of the hand can be taken back.
//!
//! ```text
//!  asked ──decline──▶ hidden ──UNDO_WITHIN, lock or end──▶ deleted, and erased like a contact
//!    ▲                  │
//!    └──────undo────────┘
//! ```
//! That a request is declined stands in its row; until when it can be taken back lives in RAM only. Whoever declines several
//! in a row has as long after the last one, and they are erased together.

use super::Core;
use super::requests::{Answered, agreed};
use super::step::{Effect, Step};
use crate::api::{ContactId, Event, Failure, Response, Standing};
use crate::store::{ContactRow, StoreError};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long after the last one declined requests can be taken back.
pub(crate) const UNDO_WITHIN: Duration = Duration::from_secs(10);
/// Declined requests that are remembered.
const DECLINED_MAX: usize = 256;

/// What was declined.
#[derive(Debug)]
pub(super) struct Declined {
    /// Who asked, since the start, at most [`DECLINED_MAX`]: not shown again.
    addresses: BTreeSet<[u8; 32]>,
    /// When the rows that are marked as declined are deleted, if there may be any.
    due: Option<Duration>,
}

impl Declined {
    /// Of a core that has just begun: what an earlier life could not delete is deleted at once.
    pub(super) fn at_the_start() -> Self {
        Self { addresses: BTreeSet::new(), due: Some(Duration::ZERO) }
    }

    /// The store failed: there may be rows of which we do not know.
    pub(super) fn look_again(&mut self) {
        self.due.get_or_insert(Duration::ZERO);
    }

    pub(super) fn contains(&self, address: &[u8; 32]) -> bool {
        self.addresses.contains(address)
    }

    pub(super) fn due(&self) -> Option<Duration> {
        self.due
    }

    /// May be shown again.
    pub(super) fn forget(&mut self, address: &[u8; 32]) {
        self.addresses.remove(address);
    }

    fn remember(&mut self, address: [u8; 32]) {
        if self.addresses.len() >= DECLINED_MAX {
            self.addresses.pop_first();
        }
        self.addresses.insert(address);
    }
}

impl Core {
    pub(super) fn decline_request(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        let mut row = agreed!(self.standing(contact, Standing::Requesting, step)?);
        row.declined = true;
        step.txn.update_contact(&row)?;
        self.cut_off(contact, step)?;
        self.names_changed(step)?;
        self.declined.remember(row.address);
        self.declined.due = Some(step.now.steady + UNDO_WITHIN);
        step.effect(Effect::Tell(Event::ContactRemoved { contact }));
        Ok(Ok(Response::Done {}))
    }

    pub(super) fn undo_decline(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        match step.txn.contact(contact)? {
            None => Ok(Err(Failure::NoSuchContact)),
            Some(row) if !row.declined => Ok(Err(Failure::WrongStanding)),
            Some(row) => {
                self.take_back(row, step)?;
                self.answer_contact(contact, step)
            }
        }
    }

    /// They are somebody who asked, as before.
    pub(super) fn take_back(&mut self, mut row: ContactRow, step: &mut Step<'_>) -> Result<(), StoreError> {
        row.declined = false;
        step.txn.update_contact(&row)?;
        self.declined.forget(&row.address);
        self.names_changed(step)
    }

    /// Deletes what nobody has taken back in time.
    pub(super) fn expire_declined(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        if self.declined.due.is_some_and(|due| due <= step.now.steady) {
            self.forget_declined(step)?;
        }
        Ok(())
    }

    /// Deletes what was declined, whether it could still be taken back or not.
    pub(super) fn forget_declined(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        if self.declined.due.take().is_some() {
            step.txn.declined()?.into_iter().try_for_each(|contact| self.forget_contact(contact, step))?;
        }
        Ok(())
    }
}
