//! Rows of what was said. The outbox is not a table of its own: it is every message of ours without a receipt.

use super::contacts::signed;
use super::{StoreError, Txn};
use crate::api::{ContactId, MessageId};
use crate::payload::{Text, WireId};
use rusqlite::{OptionalExtension, Row, params};

/// A message, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MessageRow {
    pub(crate) id: MessageId,
    pub(crate) contact: ContactId,
    pub(crate) outgoing: bool,
    pub(crate) at: u64,
    pub(crate) body: String,
    /// Ours: they have it. Theirs: we have told them so.
    pub(crate) receipted: bool,
}

/// A message of ours that waits for its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outgoing {
    pub(crate) id: MessageId,
    pub(crate) text: Text,
}

const COLUMNS: &str = "id, contact, outgoing, at, body, receipted";

impl Txn<'_> {
    /// Keeps a text of ours.
    pub(crate) fn queue_text(
        &self,
        contact: ContactId,
        text: &Text,
        at: u64,
    ) -> Result<MessageId, StoreError> {
        let sql =
            "INSERT INTO message (contact, outgoing, wire_id, seq, at, body) VALUES (?1, 1, ?2, ?3, ?4, ?5)";
        let mut insert = self.statement(sql)?;
        let id = insert.insert(params![contact.0, text.id, signed(text.seq), signed(at), text.body])?;
        Ok(MessageId(id))
    }

    /// Keeps a text of theirs; `None` if it is already there.
    pub(crate) fn receive_text(
        &self,
        contact: ContactId,
        text: &Text,
        at: u64,
        receipted: bool,
    ) -> Result<Option<MessageId>, StoreError> {
        let sql = "INSERT INTO message (contact, outgoing, wire_id, seq, at, body, receipted)
                   VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING RETURNING id";
        let mut insert = self.statement(sql)?;
        let fields = params![contact.0, text.id, signed(text.seq), signed(at), text.body, receipted];
        Ok(insert.query_row(fields, |row| row.get(0)).optional()?.map(MessageId))
    }

    /// Texts of ours without a receipt, oldest first, after `after`.
    pub(crate) fn outbox(
        &self,
        contact: ContactId,
        after: MessageId,
        limit: u16,
    ) -> Result<Vec<Outgoing>, StoreError> {
        let sql = "SELECT id, wire_id, seq, body FROM message
                   WHERE contact = ?1 AND outgoing = 1 AND receipted = 0 AND id > ?2 ORDER BY id LIMIT ?3";
        let mut select = self.statement(sql)?;
        let rows = select.query_map(params![contact.0, after.0, limit], |row| {
            let seq: i64 = row.get(2)?;
            let text = Text { id: row.get(1)?, seq: seq.unsigned_abs(), body: row.get(3)? };
            Ok(Outgoing { id: MessageId(row.get(0)?), text })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many texts of ours wait.
    pub(crate) fn waiting(&self, contact: ContactId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM message WHERE contact = ?1 AND outgoing = 1 AND receipted = 0";
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
        let sql = format!("SELECT {COLUMNS} FROM message WHERE id = ?1");
        Ok(self.statement(&sql)?.query_row([id.0], read).optional()?)
    }

    pub(crate) fn last_message(&self, contact: ContactId) -> Result<Option<MessageRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM message WHERE contact = ?1 ORDER BY id DESC LIMIT 1");
        Ok(self.statement(&sql)?.query_row([contact.0], read).optional()?)
    }

    /// Up to `limit` messages before `before`, newest first.
    pub(crate) fn page(
        &self,
        contact: ContactId,
        before: Option<MessageId>,
        limit: u16,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let sql =
            format!("SELECT {COLUMNS} FROM message WHERE contact = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3");
        let before = before.map_or(i64::MAX, |id| id.0);
        let mut select = self.statement(&sql)?;
        let rows = select.query_map(params![contact.0, before, limit], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<MessageRow> {
    let at: i64 = row.get(3)?;
    Ok(MessageRow {
        id: MessageId(row.get(0)?),
        contact: ContactId(row.get(1)?),
        outgoing: row.get(2)?,
        at: at.unsigned_abs(),
        body: row.get(4)?,
        receipted: row.get(5)?,
    })
}
