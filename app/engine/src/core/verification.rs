//! Whether a contact is who they say: the words that two people compare, and the question that one asks the other
//! (docs/protocol.md, 16 and 17).
//!
//! A check lives in RAM, as long as its link. What it costs is in the vault before the message leaves that tells the
//! other side anything. Only who asked learns something of the other; so only that side's outcome verifies.

mod run;
mod tries;

pub(super) use run::Checks;

use super::Core;
use super::requests::{Answered, agreed};
use super::step::{LinkId, Step};
use super::talk::Open;
use crate::api::{self, CheckOutcome, ContactId, Failure, Response, Safety, Standing, Verified, VerifiedBy};
use crate::payload::{Payload, Verify};
use crate::store::{ContactRow, StoreError};
use run::{Breach, Ended, Heard};
use sotto_crypto::verify::{self, Answer, Asked, BadAnswer, Binding, Outcome, Question};
use sotto_crypto::{PublicIdentity, VerifyCoins, safety};

/// How a payload of a check leaves its link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(super) enum Verdict {
    Kept,
    /// No honest program says this: the link closes.
    Broken,
}

impl Core {
    pub(super) fn safety_words(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        let row = agreed!(self.known(contact, step)?);
        let peer = PublicIdentity::from_bytes(&row.address).map_err(|_| StoreError::Damaged)?;
        let words = safety::words(&self.me.public, &peer).map(str::to_owned).to_vec();
        Ok(Ok(Response::Safety(Safety { words })))
    }

    pub(super) fn mark_compared(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        let mut row = agreed!(self.standing(contact, Standing::Accepted, step)?);
        if row.continuity_lost {
            return Ok(Err(Failure::WrongStanding));
        }
        row.verified = Some(Verified { by: VerifiedBy::Words, at: step.now.wall });
        step.txn.update_contact(&row)?;
        self.answer_contact(contact, step)
    }

    pub(super) fn withdraw_verification(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        let mut row = agreed!(self.known(contact, step)?);
        row.verified = None;
        step.txn.update_contact(&row)?;
        self.answer_contact(contact, step)
    }

    pub(super) fn ask_question(
        &mut self,
        contact: ContactId,
        question: &str,
        answer: &api::Answer,
        step: &mut Step<'_>,
    ) -> Answered {
        let row = agreed!(self.standing(contact, Standing::Accepted, step)?);
        if !may_check(&row) {
            return Ok(Err(Failure::WrongStanding));
        }
        let question = agreed!(Question::new(question).map_err(|_| Failure::QuestionMalformed));
        let answer = agreed!(form(answer));
        let coins = VerifyCoins::from_bytes(self.coins.draw());
        let me = self.me.public;
        let Some((link, open)) = self.links.online_mut(contact) else {
            return Ok(Err(Failure::ContactOffline));
        };
        if !open.checks.may_ask() {
            return Ok(Err(Failure::CheckRunning));
        }
        if row.tries.left(step.now.wall) == 0 {
            return Ok(Err(Failure::TriesExhausted));
        }
        let asked = verify::ask(&Binding::new(open.session(), me), &question, &answer, coins);
        let (verify1, state) = agreed!(asked.map_err(|_| Failure::Randomness));
        open.checks.ask(state, question.as_str().to_owned());
        self.transmit(link, &Payload::Verify(Verify::Ask(verify1)), step);
        self.answer_contact(contact, step)
    }

    /// The try is in the vault before VERIFY2 leaves, which tells the other side whether the answers are the same.
    pub(super) fn answer_question(
        &mut self,
        contact: ContactId,
        answer: &api::Answer,
        step: &mut Step<'_>,
    ) -> Answered {
        let mut row = agreed!(self.known(contact, step)?);
        let coins = VerifyCoins::from_bytes(self.coins.draw());
        let online = self.links.online_mut(contact).filter(|(_, open)| open.checks.is_asked());
        let Some((link, open)) = online else { return Ok(Err(Failure::NoCheck)) };
        let answer = agreed!(form(answer));
        if row.tries.left(step.now.wall) == 0 {
            return Ok(Err(Failure::TriesExhausted));
        }
        let Some(asked) = open.checks.take_asked() else { return Ok(Err(Failure::NoCheck)) };
        row.tries = row.tries.count(step.now.wall);
        step.txn.update_contact(&row)?;
        match asked.answer(&answer, coins) {
            Ok((verify2, state)) => {
                open.checks.confirming(state);
                self.transmit(link, &Payload::Verify(Verify::Answer(verify2)), step);
            }
            // A share that nobody makes by accident.
            Err(_) => {
                step.checked(contact, CheckOutcome::Different, false);
                self.drop_link(link, api::OfflineReason::Handshake, step)?;
            }
        }
        self.answer_contact(contact, step)
    }

    pub(super) fn end_check(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        agreed!(self.known(contact, step)?);
        if !self.end_open_check(contact, step) {
            return Ok(Err(Failure::NoCheck));
        }
        self.answer_contact(contact, step)
    }

    /// Ends the check that is open with somebody; false if there is none.
    pub(super) fn end_open_check(&mut self, contact: ContactId, step: &mut Step<'_>) -> bool {
        let online = self.links.online_mut(contact);
        let Some((link, ended)) = online.and_then(|(link, open)| Some((link, open.checks.end()?))) else {
            return false;
        };
        self.ended(link, contact, ended, step);
        true
    }

    /// A part of a check came.
    pub(super) fn on_verify(
        &mut self,
        link: LinkId,
        contact: ContactId,
        message: &Verify,
        step: &mut Step<'_>,
    ) -> Result<Verdict, StoreError> {
        let Some(row) = step.txn.contact(contact)? else { return Ok(Verdict::Broken) };
        // They were told that they are no contact of ours.
        if row.standing != Standing::Accepted {
            return Ok(Verdict::Broken);
        }
        let kept = match message {
            Verify::Ask(verify1) => self.on_question(link, &row, verify1, step),
            Verify::Answer(verify2) => self.on_their_answer(link, row, verify2, step)?,
            Verify::Confirm(verify3) => self.on_their_word(link, row, verify3, step)?,
            Verify::End(by) => {
                let ended = self.links.open_mut(link).and_then(|open| open.checks.on_end(*by));
                if let Some(ended) = ended {
                    self.ended(link, contact, ended, step);
                }
                Ok(())
            }
        };
        Ok(if kept.is_ok() { Verdict::Kept } else { Verdict::Broken })
    }

    /// VERIFY1. One that may not be answered now is declined at once.
    fn on_question(
        &mut self,
        link: LinkId,
        row: &ContactRow,
        verify1: &[u8],
        step: &mut Step<'_>,
    ) -> Result<(), Breach> {
        let (me, we_are_smaller) = (self.me.public, self.is_smaller_than(&row.address));
        let open = self.links.open_mut(link).ok_or(Breach)?;
        let asked = Asked::read(&Binding::new(open.session(), me), verify1).map_err(|_| Breach)?;
        let question = asked.question().as_str().to_owned();
        let heard = open.checks.on_ask(asked, question, we_are_smaller)?;
        if heard == Heard::PassedOver {
            return Ok(());
        }
        if !may_check(row)
            && let Some(Ended { tell: Some(as_who), .. }) = open.checks.end()
        {
            self.transmit(link, &Payload::Verify(Verify::End(as_who)), step);
        }
        if heard == Heard::OpenInstead {
            step.checked(row.id, CheckOutcome::Ended, true);
        }
        step.contact_changed(row.id);
        Ok(())
    }

    /// VERIFY2. What failed is in the vault before VERIFY3 leaves, which says so.
    fn on_their_answer(
        &mut self,
        link: LinkId,
        mut row: ContactRow,
        verify2: &[u8],
        step: &mut Step<'_>,
    ) -> Result<Result<(), Breach>, StoreError> {
        let state = match self.links.open_mut(link).ok_or(Breach).and_then(|open| open.checks.on_answer()) {
            Ok(Some(state)) => state,
            Ok(None) => return Ok(Ok(())),
            Err(breach) => return Ok(Err(breach)),
        };
        let read = state.read(verify2);
        match read {
            Ok((_, Outcome::Verified)) => {
                row.verified = Some(Verified { by: VerifiedBy::Question, at: step.now.wall });
                step.checked(row.id, CheckOutcome::Same, true);
            }
            Ok((_, Outcome::Differs)) | Err(_) => {
                row.tries = row.tries.count(step.now.wall);
                step.checked(row.id, CheckOutcome::Different, true);
            }
        }
        step.txn.update_contact(&row)?;
        step.contact_changed(row.id);
        Ok(match read {
            Ok((verify3, _)) => {
                self.transmit(link, &Payload::Verify(Verify::Confirm(verify3)), step);
                Ok(())
            }
            Err(_) => Err(Breach),
        })
    }

    /// VERIFY3. It says what they learned of us, nothing that we learned of them.
    fn on_their_word(
        &mut self,
        link: LinkId,
        mut row: ContactRow,
        verify3: &[u8],
        step: &mut Step<'_>,
    ) -> Result<Result<(), Breach>, StoreError> {
        let state = match self.links.open_mut(link).ok_or(Breach).and_then(|open| open.checks.on_confirm()) {
            Ok(Some(state)) => state,
            Ok(None) => return Ok(Ok(())),
            Err(breach) => return Ok(Err(breach)),
        };
        let outcome = match state.read(verify3) {
            Ok(Outcome::Verified) => {
                row.tries = row.tries.take_back();
                step.txn.update_contact(&row)?;
                CheckOutcome::Same
            }
            Ok(Outcome::Differs) => CheckOutcome::Different,
            Err(_) => {
                step.checked(row.id, CheckOutcome::Different, false);
                return Ok(Err(Breach));
            }
        };
        step.checked(row.id, outcome, false);
        step.contact_changed(row.id);
        Ok(Ok(()))
    }

    fn ended(&mut self, link: LinkId, contact: ContactId, ended: Ended, step: &mut Step<'_>) {
        if let Some(as_who) = ended.tell {
            self.transmit(link, &Payload::Verify(Verify::End(as_who)), step);
        }
        step.checked(contact, CheckOutcome::Ended, ended.asked_by_us);
        step.contact_changed(contact);
    }
}

impl Open {
    /// The link is gone, and with it the check that was open.
    pub(super) fn end_checks(&self, step: &mut Step<'_>) {
        if let Some(asked_by_us) = self.checks.asked_by_us() {
            step.checked(self.contact, CheckOutcome::Ended, asked_by_us);
        }
    }
}

/// Whether the two may ask each other: each has the other as a contact, and continuity is not in doubt.
fn may_check(row: &ContactRow) -> bool {
    row.accepted_us && !row.continuity_lost
}

/// An answer in the form in which it is compared.
fn form(answer: &api::Answer) -> Result<Answer, Failure> {
    Answer::new(answer.reveal()).map_err(|error| match error {
        BadAnswer::Blank => Failure::AnswerEmpty,
        BadAnswer::TooLong => Failure::AnswerTooLong,
    })
}

#[cfg(test)]
mod model;
