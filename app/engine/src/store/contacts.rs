//! Rows of people.

use super::{StoreError, Txn};
use crate::api::{ContactId, InviteId, MessageId, Standing, Verified, VerifiedBy};
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
    /// They have shown who they are; never set while continuity is lost.
    pub(crate) verified: Option<Verified>,
    /// Checks that failed.
    pub(crate) tries: Tries,
    /// The highest protocol version that they have shown; never falls.
    pub(crate) ver_max: u8,
    /// What they write is not announced.
    pub(crate) muted: bool,
    /// Above the others in the list.
    pub(crate) pinned: bool,
    /// A request that was declined: hidden, and soon deleted.
    pub(crate) declined: bool,
    /// The invite that made them a contact; not a field of theirs to change.
    pub(crate) invite: Option<InviteId>,
    /// Somebody else who came with the same one, and may be gone.
    pub(crate) same_invite: Option<ContactId>,
}

/// Failed checks with one contact, as kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tries {
    /// How many count now.
    pub(crate) failed: u8,
    /// Milliseconds since 1970: when the oldest of them was counted.
    pub(crate) since: u64,
    /// The latest time at which one was counted: no clock that was set back makes it earlier.
    pub(crate) seen: u64,
}

impl ContactRow {
    /// They came without the secret that we share: what vouched for them does not any more.
    pub(crate) fn lose_continuity(&mut self) {
        self.continuity_lost = true;
        self.verified = None;
    }
}

/// Somebody, before being kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewContact<'a> {
    pub(crate) address: &'a [u8; 32],
    pub(crate) name: &'a str,
    pub(crate) standing: Standing,
    pub(crate) at: u64,
}

const COLUMNS: &str = "id, address, name, standing, accepted_us, continuity_lost, start_over,
    verified_by, verified_at, tries, tries_since, tries_seen, ver_max, muted, pinned, declined,
    (SELECT max(invite.id) FROM invite WHERE spent_by = contact.id), same_invite";

impl Txn<'_> {
    pub(crate) fn contact(&self, id: ContactId) -> Result<Option<ContactRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM contact WHERE id = ?1");
        Ok(self.statement(&sql)?.query_row([id.0], read).optional()?)
    }

    pub(crate) fn contact_at(&self, address: &[u8; 32]) -> Result<Option<ContactRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM contact WHERE address = ?1");
        Ok(self.statement(&sql)?.query_row([address], read).optional()?)
    }

    /// Everybody, hidden or not: pinned ones first, then last activity.
    pub(crate) fn contacts(&self) -> Result<Vec<ContactRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM contact ORDER BY pinned DESC, active_at DESC, id DESC");
        let rows = self.statement(&sql)?.query_map([], read)?.collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// How many have this standing.
    pub(crate) fn count_standing(&self, standing: Standing) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM contact WHERE standing = ?1 AND declined = 0";
        Ok(self.statement(sql)?.query_row([code(standing)], |row| row.get(0))?)
    }

    /// The request that came first, of those of which nothing was read.
    pub(crate) fn oldest_unseen_request(&self) -> Result<Option<ContactId>, StoreError> {
        let sql =
            "SELECT id FROM contact WHERE standing = ?1 AND read_to = 0 AND declined = 0 ORDER BY id LIMIT 1";
        let mut select = self.statement(sql)?;
        let id = select.query_row([code(Standing::Requesting)], |row| row.get(0)).optional()?;
        Ok(id.map(ContactId))
    }

    pub(crate) fn add_contact(&self, new: NewContact<'_>) -> Result<ContactId, StoreError> {
        let sql = "INSERT INTO contact (address, name, standing, active_at) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = self.statement(sql)?;
        let id = insert.insert(params![new.address, new.name, code(new.standing), signed(new.at)])?;
        Ok(ContactId(id))
    }

    /// Writes every changeable field of `row`.
    pub(crate) fn update_contact(&self, row: &ContactRow) -> Result<(), StoreError> {
        let sql = "UPDATE contact SET name = ?2, standing = ?3, accepted_us = ?4, continuity_lost = ?5,
                   start_over = ?6, verified_by = ?7, verified_at = ?8, tries = ?9, tries_since = ?10,
                   tries_seen = ?11, ver_max = ?12, muted = ?13, pinned = ?14, declined = ?15,
                   same_invite = ?16 WHERE id = ?1";
        self.statement(sql)?.execute(params![
            row.id.0,
            row.name,
            code(row.standing),
            row.accepted_us,
            row.continuity_lost,
            row.start_over,
            row.verified.map(|verified| proof_code(verified.by)),
            row.verified.map(|verified| signed(verified.at)),
            row.tries.failed,
            signed(row.tries.since),
            signed(row.tries.seen),
            row.ver_max,
            row.muted,
            row.pinned,
            row.declined,
            row.same_invite.map(|other| other.0)
        ])?;
        Ok(())
    }

    /// Moves somebody to the top of the list.
    pub(crate) fn touch_contact(&self, id: ContactId, at: u64) -> Result<(), StoreError> {
        let sql = "UPDATE contact SET active_at = max(active_at, ?2) WHERE id = ?1";
        self.statement(sql)?.execute(params![id.0, signed(at)])?;
        Ok(())
    }

    /// Forgets somebody with everything that was said; nothing of it is left on the disk when the commit is done. Whoever
    /// only asked, and was not declined by a person, is forgotten as any row is: a crowd of strangers must not make us write the
    /// database anew.
    pub(crate) fn remove_contact(&self, id: ContactId) -> Result<(), StoreError> {
        self.wipe_draft(id)?;
        let sql = "DELETE FROM contact WHERE id = ?1";
        let row = self.contact(id)?;
        let only_asked = row.is_none_or(|row| row.standing == Standing::Requesting && !row.declined);
        self.remove_bodies(id, only_asked)?;
        let mut delete = if only_asked { self.statement(sql)? } else { self.erasing_statement(sql)? };
        delete.execute([id.0])?;
        Ok(())
    }

    /// Requests that were declined and are not deleted yet.
    pub(crate) fn declined(&self) -> Result<Vec<ContactId>, StoreError> {
        let sql = "SELECT id FROM contact WHERE declined = 1 ORDER BY id";
        let rows =
            self.statement(sql)?.query_map([], |row| row.get(0).map(ContactId))?.collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// The next number in the row of our texts to somebody.
    pub(crate) fn take_seq(&self, id: ContactId) -> Result<i64, StoreError> {
        let sql = "UPDATE contact SET next_seq = next_seq + 1 WHERE id = ?1 RETURNING next_seq - 1";
        Ok(self.statement(sql)?.query_row([id.0], |row| row.get(0))?)
    }

    /// Everything up to `message` has been seen.
    pub(crate) fn mark_read(&self, id: ContactId, message: MessageId) -> Result<(), StoreError> {
        let sql = "UPDATE contact SET read_to = max(read_to, ?2) WHERE id = ?1";
        self.statement(sql)?.execute(params![id.0, message.0])?;
        Ok(())
    }

    /// How many of their messages have not been seen.
    pub(crate) fn unread(&self, id: ContactId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM message WHERE contact = ?1 AND outgoing = 0
                   AND deleted = 0 AND id > (SELECT read_to FROM contact WHERE id = ?1)";
        Ok(self.statement(sql)?.query_row([id.0], |row| row.get(0))?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ContactRow> {
    let verified = match (row.get::<_, Option<i64>>(7)?, row.get::<_, Option<i64>>(8)?) {
        (Some(by), Some(at)) => Some(Verified { by: decode_proof(by), at: time(at) }),
        _ => None,
    };
    let tries = Tries { failed: row.get(9)?, since: time(row.get(10)?), seen: time(row.get(11)?) };
    Ok(ContactRow {
        id: ContactId(row.get(0)?),
        address: row.get(1)?,
        name: row.get(2)?,
        standing: decode(row.get(3)?),
        accepted_us: row.get(4)?,
        continuity_lost: row.get(5)?,
        start_over: row.get(6)?,
        verified,
        tries,
        ver_max: row.get(12)?,
        muted: row.get(13)?,
        pinned: row.get(14)?,
        declined: row.get(15)?,
        invite: row.get::<_, Option<i64>>(16)?.map(InviteId),
        same_invite: row.get::<_, Option<i64>>(17)?.map(ContactId),
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

fn proof_code(by: VerifiedBy) -> i64 {
    match by {
        VerifiedBy::Words => 0,
        VerifiedBy::Question => 1,
    }
}

/// The table's own check leaves only 0 and 1.
fn decode_proof(code: i64) -> VerifiedBy {
    if code == 0 { VerifiedBy::Words } else { VerifiedBy::Question }
}

/// The reverse of [`signed`].
fn time(at: i64) -> u64 {
    at.unsigned_abs()
}

/// SQLite's integers are signed; times stay far below the limit.
pub(super) fn signed(at: u64) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}
