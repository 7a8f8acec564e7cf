//! The tables, as numbered steps: a vault of any earlier version is brought up to the newest in one transaction.

use super::StoreError;
use super::look::damage;
use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection};

/// Each step brings the schema from its index to the next number. Steps that were released are never changed.
const STEPS: &[&str] = &[
    "
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
",
    "
ALTER TABLE contact ADD COLUMN verified_by INTEGER CHECK (verified_by BETWEEN 0 AND 1);
ALTER TABLE contact ADD COLUMN verified_at INTEGER CHECK ((verified_at IS NULL) = (verified_by IS NULL));
ALTER TABLE contact ADD COLUMN tries       INTEGER NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 255);
ALTER TABLE contact ADD COLUMN tries_since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact ADD COLUMN tries_seen  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact ADD COLUMN ver_max     INTEGER NOT NULL DEFAULT 0 CHECK (ver_max BETWEEN 0 AND 255);
",
    "
ALTER TABLE contact ADD COLUMN muted    INTEGER NOT NULL DEFAULT 0 CHECK (muted BETWEEN 0 AND 1);
ALTER TABLE contact ADD COLUMN pinned   INTEGER NOT NULL DEFAULT 0 CHECK (pinned BETWEEN 0 AND 1);
ALTER TABLE contact ADD COLUMN declined INTEGER NOT NULL DEFAULT 0 CHECK (declined BETWEEN 0 AND 1);

CREATE TABLE draft (
    contact INTEGER PRIMARY KEY,
    body    TEXT NOT NULL CHECK (length(body) > 0)
) STRICT;
",
    "
CREATE TABLE body (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER NOT NULL,
    text    BLOB    NOT NULL
) STRICT;

ALTER TABLE message ADD COLUMN body_id  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN offered  INTEGER NOT NULL DEFAULT 0 CHECK (offered BETWEEN 0 AND 1);
ALTER TABLE message ADD COLUMN edited   INTEGER NOT NULL DEFAULT 0 CHECK (edited BETWEEN 0 AND 1);
ALTER TABLE message ADD COLUMN deleted  INTEGER NOT NULL DEFAULT 0 CHECK (deleted BETWEEN 0 AND 3);
ALTER TABLE message ADD COLUMN reply_to BLOB    CHECK (length(reply_to) = 16);
ALTER TABLE message ADD COLUMN reply_by INTEGER CHECK ((reply_by IS NULL) = (reply_to IS NULL));
INSERT INTO body (id, contact, text) SELECT id, contact, CAST(body AS BLOB) FROM message ORDER BY id;
UPDATE message SET body_id = id, offered = outgoing;
INSERT OR REPLACE INTO meta (key, value) SELECT 'erasing', x'01' WHERE EXISTS (SELECT 1 FROM message);
ALTER TABLE message DROP COLUMN body;
DROP INDEX outbox;
CREATE INDEX outbox ON message (contact, seq) WHERE outgoing = 1 AND receipted = 0 AND deleted = 0;

CREATE TABLE reaction (
    message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
    ours    INTEGER NOT NULL CHECK (ours BETWEEN 0 AND 1),
    body_id INTEGER NOT NULL,
    PRIMARY KEY (message, ours)
) STRICT;

CREATE TABLE act (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    contact INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
    kind    INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
    wire_id BLOB    NOT NULL CHECK (length(wire_id) = 16),
    seq     INTEGER NOT NULL,
    UNIQUE (message, kind)
) STRICT;
CREATE INDEX act_outbox ON act (contact, seq);
",
    "
CREATE TABLE invite (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    hash     BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    made     INTEGER NOT NULL,
    expires  INTEGER NOT NULL,
    spent_by INTEGER REFERENCES contact ON DELETE CASCADE
) STRICT;
CREATE INDEX invite_of ON invite (spent_by);

CREATE TABLE ticket (
    contact INTEGER PRIMARY KEY REFERENCES contact ON DELETE CASCADE,
    token   BLOB    NOT NULL CHECK (length(token) = 16)
) STRICT;

ALTER TABLE contact ADD COLUMN same_invite INTEGER;
",
];

/// Brings the schema up to date; `after` is told of each statement, counted from 1, when it is done.
///
/// # Errors
/// [`StoreError::TooNew`] if a later Sotto has written it.
pub(super) fn migrate(db: &mut Connection, after: &mut dyn FnMut(usize)) -> Result<(), StoreError> {
    let txn = db.transaction()?;
    let missing = missing(&txn)?;
    if missing.is_empty() {
        return Ok(()); // a vault that is only looked into is not written to
    }
    let mut done = 0;
    let mut tell = || {
        done += 1;
        after(done);
    };
    for step in missing {
        let mut statements = Batch::new(&txn, step);
        while let Some(mut statement) = statements.next()? {
            statement.execute([])?;
            tell();
        }
    }
    let newest = i64::try_from(STEPS.len()).map_err(|_| StoreError::TooNew)?;
    txn.pragma_update(None, "user_version", newest)?;
    tell();
    txn.commit()?;
    tell();
    Ok(())
}

/// The steps that a database has not taken yet.
pub(super) fn missing(db: &Connection) -> Result<&'static [&'static str], StoreError> {
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(damage)?;
    let done = usize::try_from(version).map_err(|_| StoreError::Damaged)?;
    STEPS.get(done..).ok_or(StoreError::TooNew)
}

/// Makes an empty database what the version of that number left, with somebody in it and an identity.
#[cfg(feature = "rehearsal")]
pub(super) fn rehearse_version(db: &Connection, version: usize) -> Result<(), StoreError> {
    let (first, later) = STEPS.get(..version).unwrap_or(STEPS).split_at(version.min(1));
    for step in first {
        db.execute_batch(step)?;
        db.execute_batch(
            "INSERT INTO meta VALUES ('identity', zeroblob(32));
             INSERT INTO contact (address, name, standing, active_at) VALUES (zeroblob(32), 'Ann', 0, 1);
             INSERT INTO message (contact, outgoing, wire_id, seq, at, body)
             VALUES (1, 1, zeroblob(16), 1, 1, 'kept');",
        )?;
    }
    for step in later {
        db.execute_batch(step)?;
    }
    let version = i64::try_from(version).map_err(|_| StoreError::Damaged)?;
    Ok(db.pragma_update(None, "user_version", version)?)
}

/// The number of the newest schema.
#[cfg(feature = "rehearsal")]
pub(crate) const NEWEST: usize = STEPS.len();

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Standing;
    use crate::store::{Store, Tries};

    /// A database as the first version left it, with a contact who has read something.
    fn of_the_first_version() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(STEPS[0]).unwrap();
        db.pragma_update(None, "user_version", 1).unwrap();
        db.execute_batch(
            "INSERT INTO contact (address, name, standing, accepted_us, read_to, active_at)
             VALUES (zeroblob(32), 'Ann', 0, 1, 7, 1700000000000);
             INSERT INTO message (contact, outgoing, wire_id, seq, at, body)
             VALUES (1, 1, zeroblob(16), 1, 1700000000000, 'kept');",
        )
        .unwrap();
        db
    }

    #[test]
    fn a_vault_of_the_first_version_is_brought_up_with_everything_in_it() {
        let mut store = Store::prepare(of_the_first_version(), None).unwrap();
        let txn = store.begin().unwrap();
        let row = txn.contacts().unwrap().remove(0);
        assert_eq!((row.name.as_str(), row.standing, row.accepted_us), ("Ann", Standing::Accepted, true));
        assert_eq!((row.verified, row.tries, row.ver_max), (None, Tries::default(), 0));
        assert_eq!(txn.last_message(row.id).unwrap().unwrap().body, "kept");
        txn.update_contact(&row).unwrap();
        txn.commit(()).unwrap().release();
    }

    #[test]
    fn a_step_is_taken_once() {
        let mut db = of_the_first_version();
        migrate(&mut db, &mut |_| {}).unwrap();
        migrate(&mut db, &mut |_| panic!("nothing is left to do")).unwrap();
        let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(usize::try_from(version), Ok(STEPS.len()));
    }
}
