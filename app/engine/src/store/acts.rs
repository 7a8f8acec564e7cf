//! The outbox: every text and act of ours without a receipt, in one row of numbers. And what acts leave in the tables.
//!
//! An act that waits holds no words of its own: an edit says what its message says when it leaves, a reaction what is
//! in the table of reactions. At most one act of a kind waits for a message; a newer one takes its place.

use super::bodies::BodyId;
use super::messages::MessageRow;
use super::{StoreError, Txn};
use crate::api::{ContactId, Deleted, MessageId, Reaction, Who};
use crate::payload::{Act, Author, Deed, Payload, Target, Text, WireId};
use crate::store::contacts::signed;
use rusqlite::{OptionalExtension, params};

/// What an act does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActKind {
    /// The text says something else.
    Edit,
    /// A reaction of ours is new, changed or taken back.
    React,
    /// The text is to be gone there too.
    Delete,
}

/// Something of ours that waits for its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outgoing {
    pub(crate) seq: u64,
    /// Its name on the wire.
    pub(crate) name: WireId,
    /// The message that it is, or is about.
    pub(crate) message: MessageId,
    pub(crate) payload: Payload,
}

/// A row of the outbox, before it is made a payload.
struct Waiting {
    seq: u64,
    name: WireId,
    message: MessageId,
    /// 0 is the text itself.
    kind: i64,
}

impl Txn<'_> {
    /// What waits for a receipt, in the order in which it was done, after the number `after`.
    pub(crate) fn outbox(
        &self,
        contact: ContactId,
        after: u64,
        limit: u16,
    ) -> Result<Vec<Outgoing>, StoreError> {
        let sql = "SELECT seq, wire_id, id, 0 FROM message
                   WHERE contact = ?1 AND outgoing = 1 AND receipted = 0 AND deleted = 0 AND seq > ?2
                   UNION ALL SELECT seq, wire_id, message, kind FROM act WHERE contact = ?1 AND seq > ?2
                   ORDER BY 1 LIMIT ?3";
        let mut select = self.statement(sql)?;
        let rows = select.query_map(params![contact.0, signed(after), limit], |row| {
            let seq: i64 = row.get(0)?;
            let message = MessageId(row.get(2)?);
            Ok(Waiting { seq: seq.unsigned_abs(), name: row.get(1)?, message, kind: row.get(3)? })
        })?;
        let rows: Vec<Waiting> = rows.collect::<Result<_, _>>()?;
        let payloads = rows.into_iter().map(|waiting| self.outgoing(waiting));
        Ok(payloads.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    fn outgoing(&self, waiting: Waiting) -> Result<Option<Outgoing>, StoreError> {
        let Waiting { seq, name, message, kind } = waiting;
        let Some(row) = self.message(message)? else { return Ok(None) };
        let to = Target { by: if row.outgoing { Author::Sender } else { Author::Receiver }, id: row.wire_id };
        let deed = |deed| Payload::Act(Act { id: name, seq, deed });
        let payload = match decode(kind) {
            None => {
                let reply_to = row.reply_to.map(target);
                Payload::Text(Text { id: name, seq, reply_to, body: row.body })
            }
            Some(ActKind::Edit) => deed(Deed::Edit { text: row.wire_id, body: row.body }),
            Some(ActKind::React) => {
                let reaction = self.reaction(message, Who::Us)?.unwrap_or_default();
                deed(Deed::React { to, reaction })
            }
            Some(ActKind::Delete) => deed(Deed::Delete { text: row.wire_id }),
        };
        Ok(Some(Outgoing { seq, name, message, payload }))
    }

    /// Texts up to the number `upto` may be on the line from now on: they cannot be taken back in silence any more.
    pub(crate) fn mark_offered(&self, contact: ContactId, upto: u64) -> Result<(), StoreError> {
        let sql =
            "SELECT 1 FROM message WHERE contact = ?1 AND outgoing = 1 AND receipted = 0 AND deleted = 0
                   AND offered = 0 AND seq <= ?2 LIMIT 1";
        let upto = params![contact.0, signed(upto)];
        // a statement that writes costs a sync, whether it changes anything or not
        if self.statement(sql)?.exists(upto)? {
            let sql = "UPDATE message SET offered = 1 WHERE contact = ?1 AND outgoing = 1 AND receipted = 0
                       AND deleted = 0 AND offered = 0 AND seq <= ?2";
            self.statement(sql)?.execute(upto)?;
        }
        Ok(())
    }

    /// Queues an act about a message, in place of one of its kind that waits.
    pub(crate) fn queue_act(
        &self,
        row: &MessageRow,
        kind: ActKind,
        name: &WireId,
        seq: u64,
    ) -> Result<(), StoreError> {
        let sql =
            "INSERT OR REPLACE INTO act (contact, message, kind, wire_id, seq) VALUES (?1, ?2, ?3, ?4, ?5)";
        let act = params![row.contact.0, row.id.0, code(kind), name, signed(seq)];
        self.statement(sql)?.execute(act)?;
        Ok(())
    }

    /// They have it: the message that it was about, if it still waited. As lazily as the receipt of a text.
    pub(crate) fn act_delivered(
        &self,
        contact: ContactId,
        name: &WireId,
    ) -> Result<Option<MessageId>, StoreError> {
        let sql = "DELETE FROM act WHERE contact = ?1 AND wire_id = ?2 RETURNING message";
        let mut delete = self.lazy_statement(sql)?;
        Ok(delete.query_row(params![contact.0, name], |row| row.get(0)).optional()?.map(MessageId))
    }

    /// Whether an act about a message waits.
    pub(crate) fn act_waits(&self, message: MessageId) -> Result<bool, StoreError> {
        Ok(self.statement("SELECT 1 FROM act WHERE message = ?1")?.exists([message.0])?)
    }

    /// What both sides feel about a message, ours first.
    pub(crate) fn reactions(&self, message: MessageId) -> Result<Vec<Reaction>, StoreError> {
        let sql = "SELECT ours, CAST(text AS TEXT) FROM reaction JOIN body ON body.id = body_id
                   WHERE message = ?1 ORDER BY ours DESC";
        let mut select = self.statement(sql)?;
        let rows = select.query_map([message.0], |row| {
            let by = if row.get(0)? { Who::Us } else { Who::Them };
            Ok(Reaction { by, text: row.get(1)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn reaction(&self, message: MessageId, by: Who) -> Result<Option<String>, StoreError> {
        let reactions = self.reactions(message)?;
        Ok(reactions.into_iter().find(|reaction| reaction.by == by).map(|reaction| reaction.text))
    }

    /// Puts `reaction` in the place of what `by` said before; `false` if that is the same.
    pub(crate) fn react(
        &self,
        row: &MessageRow,
        by: Who,
        reaction: Option<&str>,
    ) -> Result<bool, StoreError> {
        if self.reaction(row.id, by)?.as_deref() == reaction {
            return Ok(false);
        }
        let ours = by == Who::Us;
        let sql = "DELETE FROM reaction WHERE message = ?1 AND ours = ?2 RETURNING body_id";
        let before = self.statement(sql)?.query_row(params![row.id.0, ours], |row| row.get(0)).optional()?;
        self.erase_body(before.map_or(BodyId::NONE, BodyId))?;
        if let Some(reaction) = reaction {
            let body = self.add_body(row.contact, reaction)?;
            let sql = "INSERT INTO reaction (message, ours, body_id) VALUES (?1, ?2, ?3)";
            self.statement(sql)?.execute(params![row.id.0, ours, body.0])?;
        }
        Ok(true)
    }

    /// Puts another text in the place of a message's; nothing of the old one is left on the disk.
    pub(crate) fn change_text(&self, row: &MessageRow, body: &str, edited: bool) -> Result<(), StoreError> {
        let (before, after) = (self.body_of(row.id)?, self.add_body(row.contact, body)?);
        self.erase_body(before)?;
        let sql = "UPDATE message SET body_id = ?2, edited = max(edited, ?3) WHERE id = ?1";
        self.statement(sql)?.execute(params![row.id.0, after.0, edited])?;
        Ok(())
    }

    /// Leaves nothing of a message but its name, so that it is not taken in again: not its text, no reactions, no acts.
    pub(crate) fn bury(&self, row: &MessageRow, gone: Deleted) -> Result<(), StoreError> {
        self.erase_body(self.body_of(row.id)?)?;
        self.react(row, Who::Us, None)?;
        self.react(row, Who::Them, None)?;
        self.statement("DELETE FROM act WHERE message = ?1 AND kind <> 3")?.execute([row.id.0])?;
        let sql = "UPDATE message SET body_id = 0, deleted = ?2 WHERE id = ?1";
        self.statement(sql)?.execute(params![row.id.0, super::messages::code(gone)])?;
        Ok(())
    }

    fn body_of(&self, message: MessageId) -> Result<BodyId, StoreError> {
        let sql = "SELECT body_id FROM message WHERE id = ?1";
        Ok(BodyId(self.statement(sql)?.query_row([message.0], |row| row.get(0))?))
    }
}

/// A target in a text of ours.
fn target((by, id): (Who, WireId)) -> Target {
    Target { by: if by == Who::Us { Author::Sender } else { Author::Receiver }, id }
}

fn code(kind: ActKind) -> i64 {
    match kind {
        ActKind::Edit => 1,
        ActKind::React => 2,
        ActKind::Delete => 3,
    }
}

/// The reverse of [`code`]; 0 is a text. The table's own check leaves no others.
fn decode(kind: i64) -> Option<ActKind> {
    match kind {
        0 => None,
        1 => Some(ActKind::Edit),
        2 => Some(ActKind::React),
        _ => Some(ActKind::Delete),
    }
}
