//! What was said, as front ends see it: a message, a page of them, and what is found.

use super::Core;
use super::requests::{Answered, agreed};
use super::step::Step;
use crate::api::{
    ContactId, FIND_MAX, Failure, Found, History, Message, MessageId, MessageState, PAGE_MAX, QUOTE_MAX,
    Quote, Response,
};
use crate::store::{MessageRow, Span, StoreError};
use crate::text;

/// Most messages that one request looks through, and most bytes of them: a few milliseconds, in which nobody else is served.
const LOOK_MAX: u32 = 4096;
const LOOK_BYTES_MAX: usize = 512 * 1024;

/// Which page of a conversation is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) before: Option<MessageId>,
    pub(super) after: Option<MessageId>,
    pub(super) around: Option<MessageId>,
}

impl Core {
    pub(super) fn message_view(&self, id: MessageId, step: &Step<'_>) -> Result<Option<Message>, StoreError> {
        step.txn.message(id)?.map(|row| self.said(row, step)).transpose()
    }

    pub(super) fn history(&self, contact: ContactId, place: Place, limit: u16, step: &Step<'_>) -> Answered {
        agreed!(self.known(contact, step)?);
        let limit = limit.clamp(1, PAGE_MAX);
        let page = match (place.before, place.after, place.around) {
            (before, None, None) => {
                let newer = before.is_some_and(|before| before.0 < i64::MAX);
                let before = before.unwrap_or(MessageId(i64::MAX));
                let newer = newer && !step.txn.span(contact, Span::From(before), 1)?.is_empty();
                let (messages, more) = self.older(contact, before, limit, step)?;
                History { messages, more, newer }
            }
            (None, Some(after), None) => {
                let (messages, newer) = self.newer(contact, next(after), limit, step)?;
                let more = !step.txn.span(contact, Span::Before(next(after)), 1)?.is_empty();
                History { messages, more, newer }
            }
            (None, None, Some(middle)) => {
                let row = agreed!(self.shown(middle, step)?);
                if row.contact != contact {
                    return Ok(Err(Failure::NoSuchMessage));
                }
                let (mut messages, more) = self.older(contact, middle, limit / 2, step)?;
                let rest = limit.saturating_sub(limit / 2);
                let (newer, is_more) = self.newer(contact, middle, rest, step)?;
                messages.extend(newer);
                History { messages, more, newer: is_more }
            }
            _ => return Ok(Err(Failure::BadRequest)),
        };
        Ok(Ok(Response::History(page)))
    }

    /// Up to `limit` messages before one, oldest first, and whether there are more.
    fn older(
        &self,
        contact: ContactId,
        before: MessageId,
        limit: u16,
        step: &Step<'_>,
    ) -> Result<(Vec<Message>, bool), StoreError> {
        let rows = step.txn.span(contact, Span::Before(before), limit.saturating_add(1))?;
        let more = rows.len() > usize::from(limit);
        let shown = rows.into_iter().take(limit.into()).rev();
        Ok((shown.map(|row| self.said(row, step)).collect::<Result<_, _>>()?, more))
    }

    /// Up to `limit` messages from one on, and whether there are more.
    fn newer(
        &self,
        contact: ContactId,
        from: MessageId,
        limit: u16,
        step: &Step<'_>,
    ) -> Result<(Vec<Message>, bool), StoreError> {
        let rows = step.txn.span(contact, Span::From(from), limit.saturating_add(1))?;
        let more = rows.len() > usize::from(limit);
        let shown = rows.into_iter().take(limit.into());
        Ok((shown.map(|row| self.said(row, step)).collect::<Result<_, _>>()?, more))
    }

    /// Looks through a bounded part of what was said, newest first.
    pub(super) fn find(
        &self,
        contact: Option<ContactId>,
        text: &str,
        before: Option<MessageId>,
        limit: u16,
        step: &Step<'_>,
    ) -> Answered {
        let wanted = agreed!(wanted(text));
        if let Some(contact) = contact {
            agreed!(self.known(contact, step)?);
        }
        let limit = usize::from(limit.clamp(1, PAGE_MAX));
        let (mut hits, mut last) = (Vec::new(), None);
        let (mut looks, mut bytes) = (0, 0);
        let before = before.unwrap_or(MessageId(i64::MAX));
        let ended = step.txn.look_through(contact, before, &mut |id, said| {
            if hits.len() == limit || looks == LOOK_MAX || bytes >= LOOK_BYTES_MAX {
                return false;
            }
            (looks, bytes, last) = (looks + 1, bytes + said.len(), Some(id));
            if text::folded(said).contains(&wanted) {
                hits.push(id);
            }
            true
        })?;
        let views = hits.into_iter().map(|id| self.message_view(id, step));
        let messages = views.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        Ok(Ok(Response::Found(Found { messages, next: last.filter(|_| ended) })))
    }

    pub(super) fn said(&self, row: MessageRow, step: &Step<'_>) -> Result<Message, StoreError> {
        let on_the_line = || self.links.open_of(row.contact).is_some_and(|open| open.carries(row.id));
        let state = match (row.outgoing, row.receipted) {
            (false, _) => MessageState::Received,
            (true, true) => MessageState::Delivered,
            (true, false) if on_the_line() => MessageState::Sent,
            (true, false) => MessageState::Queued,
        };
        let reply = if row.gone.is_none() { quote(&row, step)? } else { None };
        Ok(Message {
            id: row.id,
            contact: row.contact,
            state,
            at: row.at,
            text: row.body,
            reply,
            reactions: step.txn.reactions(row.id)?,
            edited: row.edited && row.gone.is_none(),
            deleted: row.gone,
            pending: step.txn.act_waits(row.id)?,
        })
    }
}

/// What a message answers, as it stands now.
fn quote(row: &MessageRow, step: &Step<'_>) -> Result<Option<Quote>, StoreError> {
    let Some((by, name)) = row.reply_to else { return Ok(None) };
    let quoted = step.txn.message_named(row.contact, by, &name)?.filter(|quoted| quoted.gone.is_none());
    let quote = |quoted: MessageRow| (quoted.id, text::line(&quoted.body, QUOTE_MAX));
    let (message, text) = quoted.map(quote).unzip();
    Ok(Some(Quote { by, message, text }))
}

fn wanted(text: &str) -> Result<String, Failure> {
    match text.len() {
        _ if text.trim().is_empty() => Err(Failure::FindEmpty),
        long if long > FIND_MAX => Err(Failure::FindTooLong),
        _ => Ok(text::folded(text)),
    }
}

fn next(id: MessageId) -> MessageId {
    MessageId(id.0.saturating_add(1))
}
