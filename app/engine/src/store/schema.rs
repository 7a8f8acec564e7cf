//! The tables, as numbered steps: a vault of any earlier version is brought up to the newest in one transaction.

use super::StoreError;
use rusqlite::Connection;

/// Each step brings the schema from its index to the next number. Steps that were released are never changed.
const STEPS: &[&str] = &["
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE contact (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    address         BLOB    NOT NULL UNIQUE CHECK (length(address) = 32),
    name            TEXT    NOT NULL,
    standing        INTEGER NOT NULL CHECK (standing BETWEEN 0 AND 2),
    accepted_us     INTEGER NOT NULL DEFAULT 0,
    continuity_lost INTEGER NOT NULL DEFAULT 0,
    start_over      INTEGER NOT NULL DEFAULT 0,
    next_seq        INTEGER NOT NULL DEFAULT 1,
    read_to         INTEGER NOT NULL DEFAULT 0,
    active_at       INTEGER NOT NULL
) STRICT;

CREATE TABLE continuity (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    secret  BLOB    NOT NULL CHECK (length(secret) = 32),
    tie     INTEGER NOT NULL CHECK (tie BETWEEN 0 AND 2)
) STRICT;
CREATE INDEX continuity_of ON continuity (contact, id);

CREATE TABLE message (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    contact   INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    outgoing  INTEGER NOT NULL,
    wire_id   BLOB    NOT NULL CHECK (length(wire_id) = 16),
    seq       INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    body      TEXT    NOT NULL,
    receipted INTEGER NOT NULL DEFAULT 0,
    UNIQUE (contact, outgoing, wire_id)
) STRICT;
CREATE INDEX message_page ON message (contact, id);
CREATE INDEX outbox ON message (contact, id) WHERE outgoing = 1 AND receipted = 0;
"];

/// Brings the schema up to date.
///
/// # Errors
/// [`StoreError::TooNew`] if a later Sotto has written it.
pub(super) fn migrate(db: &mut Connection) -> Result<(), StoreError> {
    let txn = db.transaction()?;
    let version: i64 = txn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(version).map_err(|_| StoreError::Damaged)?;
    let missing = STEPS.get(done..).ok_or(StoreError::TooNew)?;
    for step in missing {
        txn.execute_batch(step)?;
    }
    let newest = i64::try_from(STEPS.len()).map_err(|_| StoreError::TooNew)?;
    txn.pragma_update(None, "user_version", newest)?;
    Ok(txn.commit()?)
}
