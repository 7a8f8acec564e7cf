//! What is done to texts that were said: changed, reacted to, deleted, by us and by them. Every act of ours waits in the
//! outbox beside the texts, and every act of theirs has its receipt once it is durable (docs/protocol.md, 15.5).

use super::Core;
use super::requests::{Answered, agreed};
use super::step::{LinkId, Step};
use crate::api::{ContactId, Deleted, Failure, MessageId, Response, Standing, TEXT_MAX, Who};
use crate::failpoints;
use crate::payload::{Act, Author, Deed, Payload, Target};
use crate::store::{ActKind, ContactRow, MessageRow, StoreError};
use crate::text;

impl Core {
    pub(super) fn react(
        &mut self,
        message: MessageId,
        reaction: Option<&str>,
        step: &mut Step<'_>,
    ) -> Answered {
        let (row, contact) = agreed!(self.speakable(message, step)?);
        let reaction = agreed!(reaction.map(one_reaction).transpose());
        if step.txn.react(&row, Who::Us, reaction.as_deref())? {
            self.queue(&row, ActKind::React, &contact, step)?;
        }
        self.answer_message(message, step)
    }

    /// A text that has never left is changed and that is all: nobody else knows what it said.
    pub(super) fn edit(&mut self, message: MessageId, text: &str, step: &mut Step<'_>) -> Answered {
        agreed!(check_text(text));
        let (row, contact) = agreed!(self.speakable(message, step)?);
        if !row.outgoing {
            return Ok(Err(Failure::NotYourMessage));
        }
        if row.body != text {
            step.txn.change_text(&row, text, row.offered)?;
            self.touched(&row, step);
            if row.offered {
                self.queue(&row, ActKind::Edit, &contact, step)?;
            }
        }
        self.answer_message(message, step)
    }

    /// A text that has never left is gone with that; of one that may have, both sides keep that there was one.
    pub(super) fn delete_message(
        &mut self,
        message: MessageId,
        for_both: bool,
        step: &mut Step<'_>,
    ) -> Answered {
        if !for_both {
            let row = agreed!(self.shown(message, step)?);
            step.txn.bury(&row, Deleted::Here)?;
            self.touched(&row, step);
            return self.answer_message(message, step);
        }
        let (row, contact) = agreed!(self.speakable(message, step)?);
        if !row.outgoing {
            return Ok(Err(Failure::NotYourMessage));
        }
        step.txn.bury(&row, if row.offered { Deleted::ForBoth } else { Deleted::Here })?;
        self.touched(&row, step);
        if row.offered {
            self.queue(&row, ActKind::Delete, &contact, step)?;
        }
        self.answer_message(message, step)
    }

    /// The act is kept and its receipt promised in one transaction. One about a text that is not here (any more), or not
    /// theirs to change, is received like any other, and nothing comes of it.
    pub(super) fn on_act(
        &mut self,
        link: LinkId,
        contact: ContactId,
        act: &Act,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        let accepted = step.txn.contact(contact)?.is_some_and(|row| row.standing == Standing::Accepted);
        if !accepted {
            return Ok(());
        }
        if let Some(row) = take_in(contact, &act.deed, step)? {
            failpoints::AFTER_INSERT.reach();
            self.touched(&row, step);
        }
        failpoints::BEFORE_RECEIPT.reach();
        self.transmit(link, &Payload::Receipt(vec![act.id]), step);
        failpoints::AFTER_RECEIPT.promise();
        Ok(())
    }

    /// Puts an act of ours into the outbox, and on the line if nothing else waits.
    fn queue(
        &mut self,
        row: &MessageRow,
        kind: ActKind,
        contact: &ContactRow,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        let seq = step.txn.take_seq(contact.id)?.unsigned_abs();
        step.txn.queue_act(row, kind, &self.coins.draw(), seq)?;
        failpoints::AFTER_INSERT.reach();
        self.touched(row, step);
        match step.txn.outbox(contact.id, seq.saturating_sub(1), 1)?.pop() {
            Some(outgoing) => self.dispatch(contact, outgoing, step),
            None => Ok(()),
        }
    }

    /// The message, and its contact's last one perhaps, are not what they were.
    fn touched(&self, row: &MessageRow, step: &mut Step<'_>) {
        step.message_changed(row.id);
        step.contact_changed(row.contact);
    }

    /// A message whose text is there, and a contact who can be told about it.
    fn speakable(
        &self,
        message: MessageId,
        step: &Step<'_>,
    ) -> Result<Result<(MessageRow, ContactRow), Failure>, StoreError> {
        let row = match self.shown(message, step)? {
            Ok(row) if row.gone.is_none() => row,
            _ => return Ok(Err(Failure::NoSuchMessage)),
        };
        Ok(self.standing(row.contact, Standing::Accepted, step)?.map(|contact| (row, contact)))
    }

    /// A message that a person sees, if only as one that is gone.
    pub(super) fn shown(
        &self,
        message: MessageId,
        step: &Step<'_>,
    ) -> Result<Result<MessageRow, Failure>, StoreError> {
        let row = step.txn.message(message)?.filter(|row| row.gone != Some(Deleted::Here));
        let Some(row) = row else { return Ok(Err(Failure::NoSuchMessage)) };
        Ok(self.known(row.contact, step)?.map(|_| row))
    }

    pub(super) fn answer_message(&self, message: MessageId, step: &Step<'_>) -> Answered {
        Ok(self.message_view(message, step)?.map(Response::Message).ok_or(Failure::NoSuchMessage))
    }
}

/// Does what they say; gives the message if that changed it.
fn take_in(contact: ContactId, deed: &Deed, step: &Step<'_>) -> Result<Option<MessageRow>, StoreError> {
    let (by, name) = match deed {
        Deed::Edit { text, .. } | Deed::Delete { text } => (Who::Them, text),
        Deed::React { to: Target { by: Author::Sender, id }, .. } => (Who::Them, id),
        Deed::React { to: Target { by: Author::Receiver, id }, .. } => (Who::Us, id),
    };
    let row = step.txn.message_named(contact, by, name)?.filter(|row| row.gone.is_none());
    let Some(row) = row else { return Ok(None) };
    let changed = match deed {
        Deed::Edit { body, .. } if row.edited && row.body == *body => false,
        Deed::Edit { body, .. } => step.txn.change_text(&row, body, true).map(|()| true)?,
        Deed::React { reaction, .. } if reaction.is_empty() => step.txn.react(&row, Who::Them, None)?,
        Deed::React { reaction, .. } => match text::reaction(reaction) {
            Some(reaction) => step.txn.react(&row, Who::Them, Some(reaction))?,
            // of a later Unicode, perhaps; what is shown must be one character by our own measure
            None => false,
        },
        Deed::Delete { .. } => step.txn.bury(&row, Deleted::ByThem).map(|()| true)?,
    };
    Ok(changed.then_some(row))
}

fn one_reaction(text: &str) -> Result<String, Failure> {
    text::reaction(text).map(str::to_owned).ok_or(Failure::ReactionMalformed)
}

/// What somebody writes must say something, and fit.
pub(super) fn check_text(text: &str) -> Result<(), Failure> {
    match text {
        text if text.trim().is_empty() => Err(Failure::TextEmpty),
        text if text.len() > TEXT_MAX => Err(Failure::TextTooLong),
        _ => Ok(()),
    }
}
