//! Rows of what was said, by whom and when; the words are apart ([`super::bodies`]).

use super::contacts::signed;
use super::{StoreError, Txn};
use crate::api::{ContactId, Deleted, MessageId, Who};
use crate::payload::{Author, Target, Text, WireId};
use rusqlite::{OptionalExtension, Row, params};

/// A message, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MessageRow {
    pub(crate) id: MessageId,
    pub(crate) contact: ContactId,
    pub(crate) outgoing: bool,
    pub(crate) wire_id: WireId,
    pub(crate) at: u64,
    /// Empty once it is gone.
    pub(crate) body: String,
    /// Ours: they have it. Theirs: we have told them so.
    pub(crate) receipted: bool,
    /// Ours, and it may have been on the line.
    pub(crate) offered: bool,
    pub(crate) edited: bool,
    pub(crate) gone: Option<Deleted>,
    /// What it answers: whose text, and its name.
    pub(crate) reply_to: Option<(Who, WireId)>,
}

/// As it is kept; 0 is a message that is there.
pub(super) fn code(gone: Deleted) -> i64 {
    match gone {
        Deleted::Here => 1,
        Deleted::ForBoth => 2,
        Deleted::ByThem => 3,
    }
}

/// The table's own check leaves nothing beyond 3.
fn decode(code: i64) -> Option<Deleted> {
    match code {
        0 => None,
        1 => Some(Deleted::Here),
        2 => Some(Deleted::ForBoth),
        _ => Some(Deleted::ByThem),
    }
}

const SELECT: &str = "SELECT message.id, message.contact, outgoing, wire_id, at, CAST(text AS TEXT), receipted, offered, \
                      edited, deleted, reply_by, reply_to FROM message LEFT JOIN body ON body.id = body_id";

/// Which part of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    /// The newest ones before it.
    Before(MessageId),
    /// The oldest ones from it on, itself included.
    From(MessageId),
}

impl Txn<'_> {
    /// Keeps a text of ours.
    pub(crate) fn queue_text(
        &self,
        contact: ContactId,
        text: &Text,
        at: u64,
    ) -> Result<MessageId, StoreError> {
        let body = self.add_body(contact, &text.body)?;
        let sql = "INSERT INTO message (contact, outgoing, wire_id, seq, at, body_id, reply_by, reply_to)
                   VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let mut insert = self.statement(sql)?;
        let (by, to) = reply(text.reply_to, Who::Us);
        let (seq, at) = (signed(text.seq), signed(at));
        Ok(MessageId(insert.insert(params![contact.0, text.id, seq, at, body.0, by, to])?))
    }

    /// Keeps a text of theirs; `None` if it is already there, or was.
    pub(crate) fn receive_text(
        &self,
        contact: ContactId,
        text: &Text,
        at: u64,
        receipted: bool,
    ) -> Result<Option<MessageId>, StoreError> {
        if self.message_named(contact, Who::Them, &text.id)?.is_some() {
            return Ok(None);
        }
        let body = self.add_body(contact, &text.body)?;
        let sql = "INSERT INTO message (contact, outgoing, wire_id, seq, at, body_id, receipted, reply_by, reply_to)
                   VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let mut insert = self.statement(sql)?;
        let (by, to) = reply(text.reply_to, Who::Them);
        let (seq, at) = (signed(text.seq), signed(at));
        let id = insert.insert(params![contact.0, text.id, seq, at, body.0, receipted, by, to])?;
        Ok(Some(MessageId(id)))
    }

    /// How many texts of ours wait.
    pub(crate) fn waiting(&self, contact: ContactId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM message
                   WHERE contact = ?1 AND outgoing = 1 AND receipted = 0 AND deleted = 0";
        Ok(self.statement(sql)?.query_row([contact.0], |row| row.get(0))?)
    }

    /// They have it: the number of the message, if it was still waiting. Lazily: without a receipt it goes out again,
    /// and they answer it again.
    pub(crate) fn mark_delivered(
        &self,
        contact: ContactId,
        id: &WireId,
    ) -> Result<Option<MessageId>, StoreError> {
        let sql = "UPDATE message SET receipted = 1
                   WHERE contact = ?1 AND outgoing = 1 AND wire_id = ?2 AND receipted = 0 RETURNING id";
        let mut update = self.lazy_statement(sql)?;
        Ok(update.query_row(params![contact.0, id], |row| row.get(0)).optional()?.map(MessageId))
    }

    /// Texts of theirs that were held without a receipt; they count as receipted from now on.
    pub(crate) fn take_unreceipted(&self, contact: ContactId) -> Result<Vec<WireId>, StoreError> {
        let sql = "UPDATE message SET receipted = 1
                   WHERE contact = ?1 AND outgoing = 0 AND receipted = 0 RETURNING wire_id";
        let mut update = self.statement(sql)?;
        let ids = update.query_map([contact.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(ids)
    }

    pub(crate) fn message(&self, id: MessageId) -> Result<Option<MessageRow>, StoreError> {
        let sql = format!("{SELECT} WHERE message.id = ?1");
        Ok(self.statement(&sql)?.query_row([id.0], read).optional()?)
    }

    /// The text that its author `by` has given this name.
    pub(crate) fn message_named(
        &self,
        contact: ContactId,
        by: Who,
        name: &WireId,
    ) -> Result<Option<MessageRow>, StoreError> {
        let sql = format!("{SELECT} WHERE message.contact = ?1 AND outgoing = ?2 AND wire_id = ?3");
        let mut select = self.statement(&sql)?;
        Ok(select.query_row(params![contact.0, by == Who::Us, name], read).optional()?)
    }

    /// The newest message that is shown.
    pub(crate) fn last_message(&self, contact: ContactId) -> Result<Option<MessageRow>, StoreError> {
        Ok(self.page(contact, None, 1)?.pop())
    }

    /// Whether anything was ever said, shown or not.
    pub(crate) fn has_messages(&self, contact: ContactId) -> Result<bool, StoreError> {
        Ok(self.statement("SELECT 1 FROM message WHERE contact = ?1")?.exists([contact.0])?)
    }

    /// Up to `limit` messages before `before`, newest first.
    pub(crate) fn page(
        &self,
        contact: ContactId,
        before: Option<MessageId>,
        limit: u16,
    ) -> Result<Vec<MessageRow>, StoreError> {
        self.span(contact, Span::Before(before.unwrap_or(MessageId(i64::MAX))), limit)
    }

    /// Up to `limit` messages of a span: newest first before a message, oldest first from one on.
    pub(crate) fn span(
        &self,
        contact: ContactId,
        span: Span,
        limit: u16,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let (id, part) = match span {
            Span::Before(id) => (id, "< ?2 ORDER BY message.id DESC"),
            Span::From(id) => (id, ">= ?2 ORDER BY message.id"),
        };
        let sql =
            format!("{SELECT} WHERE message.contact = ?1 AND deleted <> 1 AND message.id {part} LIMIT ?3");
        let mut select = self.statement(&sql)?;
        let rows = select.query_map(params![contact.0, id.0, limit], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Looks at texts before `before`, newest first, of one contact or of everybody, until `look` has seen enough: its number
    /// and its words are told, and `false` ends it. Gives `true` if it was ended.
    pub(crate) fn look_through(
        &self,
        contact: Option<ContactId>,
        before: MessageId,
        look: &mut dyn FnMut(MessageId, &str) -> bool,
    ) -> Result<bool, StoreError> {
        const FROM: &str = "SELECT message.id, text FROM message JOIN body ON body.id = body_id
                            WHERE deleted = 0 AND message.id < ?1";
        const NEWEST_FIRST: &str = "ORDER BY message.id DESC";
        let sql = match contact {
            Some(_) => format!("{FROM} AND message.contact = ?2 {NEWEST_FIRST}"),
            None => format!("{FROM} AND ?2 IS NULL {NEWEST_FIRST}"),
        };
        let mut select = self.statement(&sql)?;
        let mut rows = select.query(params![before.0, contact.map(|contact| contact.0)])?;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            if !look(MessageId(row.get(0)?), std::str::from_utf8(text).unwrap_or_default()) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whose text a text of `author` answers, and its name, as they are kept.
fn reply(to: Option<Target>, author: Who) -> (Option<bool>, Option<WireId>) {
    let ours = |by| (by == Author::Sender) == (author == Who::Us);
    (to.map(|to| ours(to.by)), to.map(|to| to.id))
}

fn read(row: &Row<'_>) -> rusqlite::Result<MessageRow> {
    let at: i64 = row.get(4)?;
    let by = |ours: bool| if ours { Who::Us } else { Who::Them };
    let reply_by: Option<bool> = row.get(10)?;
    Ok(MessageRow {
        id: MessageId(row.get(0)?),
        contact: ContactId(row.get(1)?),
        outgoing: row.get(2)?,
        wire_id: row.get(3)?,
        at: at.unsigned_abs(),
        body: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
        receipted: row.get(6)?,
        offered: row.get(7)?,
        edited: row.get(8)?,
        gone: decode(row.get(9)?),
        reply_to: reply_by.map(by).zip(row.get(11)?),
    })
}
