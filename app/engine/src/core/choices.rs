//! What a person chooses and leaves lying: drafts, muted and pinned contacts, preferences of the window.

use super::Core;
use super::requests::{Answered, agreed};
use super::step::Step;
use crate::api::{ContactId, Failure, Preferences, Response, TEXT_MAX};
use crate::store::ContactRow;

impl Core {
    pub(super) fn set_draft(&mut self, contact: ContactId, text: &str, step: &mut Step<'_>) -> Answered {
        if text.len() > TEXT_MAX {
            return Ok(Err(Failure::TextTooLong));
        }
        agreed!(self.known(contact, step)?);
        step.txn.set_draft(contact, text)?;
        self.answer_contact(contact, step)
    }

    pub(super) fn mute(&mut self, contact: ContactId, muted: bool, step: &mut Step<'_>) -> Answered {
        self.change(contact, |row| row.muted = muted, step)
    }

    pub(super) fn pin(&mut self, contact: ContactId, pinned: bool, step: &mut Step<'_>) -> Answered {
        self.change(contact, |row| row.pinned = pinned, step)
    }

    fn change(
        &mut self,
        contact: ContactId,
        change: impl FnOnce(&mut ContactRow),
        step: &mut Step<'_>,
    ) -> Answered {
        let mut row = agreed!(self.known(contact, step)?);
        change(&mut row);
        step.txn.update_contact(&row)?;
        self.answer_contact(contact, step)
    }

    pub(super) fn set_preferences(&self, preferences: Preferences, step: &mut Step<'_>) -> Answered {
        agreed!(preferences.check());
        step.txn.set_preferences(&preferences)?;
        Ok(Ok(Response::Preferences(preferences)))
    }
}
