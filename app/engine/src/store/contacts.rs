//! Rows of people.

use super::{StoreError, Txn};
use crate::api::{ContactId, MessageId, Standing};
use rusqlite::{OptionalExtension, Row, params};

/// Somebody, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ContactRow {
    pub(crate) id: ContactId,
    /// The key of the onion address.
    pub(crate) address: [u8; 32],
    pub(crate) name: String,
    pub(crate) standing: Standing,
    /// They have us as a contact, as far as they said.
    pub(crate) accepted_us: bool,
    /// They came without the continuity secret that we share.
    pub(crate) continuity_lost: bool,
    /// The user agreed to begin without it.
    pub(crate) start_over: bool,
}

/// Somebody, before being kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewContact<'a> {
    pub(crate) address: &'a [u8; 32],
    pub(crate) name: &'a str,
    pub(crate) standing: Standing,
    pub(crate) at: u64,
}

const COLUMNS: &str = "id, address, name, standing, accepted_us, continuity_lost, start_over";

impl Txn<'_> {
    pub(crate) fn contact(&self, id: ContactId) -> Result<Option<ContactRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM contact WHERE id = ?1");
        Ok(self.sql.prepare_cached(&sql)?.query_row([id.0], read).optional()?)
    }

    pub(crate) fn contact_at(&self, address: &[u8; 32]) -> Result<Option<ContactRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM contact WHERE address = ?1");
        Ok(self.sql.prepare_cached(&sql)?.query_row([address], read).optional()?)
    }

    /// Everybody, last activity first.
    pub(crate) fn contacts(&self) -> Result<Vec<ContactRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM contact ORDER BY active_at DESC, id DESC");
        let rows = self.sql.prepare_cached(&sql)?.query_map([], read)?.collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// How many have this standing.
    pub(crate) fn count_standing(&self, standing: Standing) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM contact WHERE standing = ?1";
        Ok(self.sql.prepare_cached(sql)?.query_row([code(standing)], |row| row.get(0))?)
    }

    pub(crate) fn add_contact(&self, new: NewContact<'_>) -> Result<ContactId, StoreError> {
        let sql = "INSERT INTO contact (address, name, standing, active_at) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = self.sql.prepare_cached(sql)?;
        let id = insert.insert(params![new.address, new.name, code(new.standing), signed(new.at)])?;
        Ok(ContactId(id))
    }

    /// Writes every changeable field of `row`.
    pub(crate) fn update_contact(&self, row: &ContactRow) -> Result<(), StoreError> {
        let sql = "UPDATE contact SET name = ?2, standing = ?3, accepted_us = ?4, continuity_lost = ?5,
                   start_over = ?6 WHERE id = ?1";
        self.sql.prepare_cached(sql)?.execute(params![
            row.id.0,
            row.name,
            code(row.standing),
            row.accepted_us,
            row.continuity_lost,
            row.start_over
        ])?;
        Ok(())
    }

    /// Moves somebody to the top of the list.
    pub(crate) fn touch_contact(&self, id: ContactId, at: u64) -> Result<(), StoreError> {
        let sql = "UPDATE contact SET active_at = max(active_at, ?2) WHERE id = ?1";
        self.sql.prepare_cached(sql)?.execute(params![id.0, signed(at)])?;
        Ok(())
    }

    /// Forgets somebody with everything that was said.
    pub(crate) fn remove_contact(&self, id: ContactId) -> Result<(), StoreError> {
        self.sql.prepare_cached("DELETE FROM contact WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    }

    /// The next number in the row of our texts to somebody.
    pub(crate) fn take_seq(&self, id: ContactId) -> Result<i64, StoreError> {
        let sql = "UPDATE contact SET next_seq = next_seq + 1 WHERE id = ?1 RETURNING next_seq - 1";
        Ok(self.sql.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
    }

    /// Everything up to `message` has been seen.
    pub(crate) fn mark_read(&self, id: ContactId, message: MessageId) -> Result<(), StoreError> {
        let sql = "UPDATE contact SET read_to = max(read_to, ?2) WHERE id = ?1";
        self.sql.prepare_cached(sql)?.execute(params![id.0, message.0])?;
        Ok(())
    }

    /// How many of their messages have not been seen.
    pub(crate) fn unread(&self, id: ContactId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM message WHERE contact = ?1 AND outgoing = 0
                   AND id > (SELECT read_to FROM contact WHERE id = ?1)";
        Ok(self.sql.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ContactRow> {
    Ok(ContactRow {
        id: ContactId(row.get(0)?),
        address: row.get(1)?,
        name: row.get(2)?,
        standing: decode(row.get(3)?),
        accepted_us: row.get(4)?,
        continuity_lost: row.get(5)?,
        start_over: row.get(6)?,
    })
}

fn code(standing: Standing) -> i64 {
    match standing {
        Standing::Accepted => 0,
        Standing::Requesting => 1,
        Standing::Blocked => 2,
    }
}

/// The table's own check leaves only 0, 1 and 2.
fn decode(code: i64) -> Standing {
    match code {
        0 => Standing::Accepted,
        1 => Standing::Requesting,
        _ => Standing::Blocked,
    }
}

/// SQLite's integers are signed; times stay far below the limit.
pub(super) fn signed(at: u64) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}
