//! The continuity ring of each contact (docs/protocol.md, 10).

use super::{StoreError, Txn};
use crate::api::ContactId;
use rusqlite::params;
use zeroize::Zeroizing;

/// Most secrets that are kept per contact: of those that the other side has, and again of those that it may have.
pub(crate) const RING_MAX: i64 = 4;

/// One secret of a ring.
#[derive(Debug)]
pub(crate) struct RingEntry {
    /// Its row; grows with age's opposite: the newest is the greatest.
    pub(crate) id: i64,
    pub(crate) secret: Zeroizing<[u8; 32]>,
    pub(crate) tie: Tie,
}

/// What is known of the other side's ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tie {
    /// We have it; they may never have got so far.
    Ours,
    /// They have it too.
    Shared,
    /// And they know that we have it, so that they will never come without one.
    Mutual,
}

impl Txn<'_> {
    /// The ring of a contact, newest first.
    pub(crate) fn ring(&self, contact: ContactId) -> Result<Vec<RingEntry>, StoreError> {
        let sql = "SELECT id, secret, tie FROM continuity WHERE contact = ?1 ORDER BY id DESC";
        let mut select = self.statement(sql)?;
        let entries = select.query_map([contact.0], |row| {
            Ok(RingEntry { id: row.get(0)?, secret: Zeroizing::new(row.get(1)?), tie: decode(row.get(2)?) })
        })?;
        Ok(entries.collect::<Result<_, _>>()?)
    }

    /// Adds the newest secret. Where a ring grows too long it loses the entry with the weakest tie, of those the oldest,
    /// but neither the new one nor `keep`, the entry that the handshake rests on. What only we are known to have never
    /// drives out what the other side has, nor the reverse.
    pub(crate) fn push_ring(
        &self,
        contact: ContactId,
        secret: &[u8; 32],
        tie: Tie,
        keep: Option<i64>,
    ) -> Result<i64, StoreError> {
        let insert = "INSERT INTO continuity (contact, secret, tie) VALUES (?1, ?2, ?3)";
        let id = self.statement(insert)?.insert(params![contact.0, secret, code(tie)])?;
        let shorten = "DELETE FROM continuity WHERE id IN (
            SELECT id FROM continuity WHERE contact = ?1 AND (tie = 0) = ?5 AND id NOT IN (?2, ?3) ORDER BY tie, id
            LIMIT max(0, (SELECT count(*) FROM continuity WHERE contact = ?1 AND (tie = 0) = ?5) - ?4))";
        let mut shorten = self.statement(shorten)?;
        for ours in [true, false] {
            shorten.execute(params![contact.0, id, keep.unwrap_or(id), RING_MAX, ours])?;
        }
        Ok(id)
    }

    /// Both sides have this secret and know it of each other; false if we have forgotten it meanwhile.
    pub(crate) fn tie_ring(&self, id: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE continuity SET tie = ?2 WHERE id = ?1";
        Ok(self.statement(sql)?.execute(params![id, code(Tie::Mutual)])? == 1)
    }

    /// A secret that the other side has refused to continue from.
    pub(crate) fn remove_ring(&self, id: i64) -> Result<(), StoreError> {
        self.statement("DELETE FROM continuity WHERE id = ?1")?.execute([id])?;
        Ok(())
    }
}

fn code(tie: Tie) -> i64 {
    match tie {
        Tie::Ours => 0,
        Tie::Shared => 1,
        Tie::Mutual => 2,
    }
}

/// The table's own check leaves only 0, 1 and 2.
fn decode(code: i64) -> Tie {
    match code {
        0 => Tie::Ours,
        1 => Tie::Shared,
        _ => Tie::Mutual,
    }
}
