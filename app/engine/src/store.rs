//! The database: SQLCipher, one file, one writer. The only part of the engine that speaks SQL.

mod acts;
mod bodies;
mod contacts;
mod continuity;
mod drafts;
mod invites;
mod log;
mod look;
mod messages;
mod preferences;
#[cfg(feature = "rehearsal")]
mod rehearsed;
mod schema;
mod settings;
mod txn;

pub(crate) use acts::{ActKind, Outgoing};
pub(crate) use contacts::{ContactRow, NewContact, Tries};
pub(crate) use continuity::{RingEntry, Tie};
pub(crate) use invites::Worth;
pub(crate) use messages::{MessageRow, Span};
#[cfg(feature = "rehearsal")]
pub(crate) use schema::NEWEST;
pub(crate) use txn::{Committed, Txn};

use crate::api::Failure;
use crate::coins::Coins;
use data_encoding::HEXLOWER;
use log::Log;
use look::Left;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use thiserror::Error;
use txn::Owes;
use zeroize::{Zeroize, Zeroizing};

const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE
    .union(OpenFlags::SQLITE_OPEN_NO_MUTEX)
    .union(OpenFlags::SQLITE_OPEN_NOFOLLOW);

/// Statements that are kept ready; there are fewer. One that is not costs as much again as what it does.
const STATEMENTS: usize = 64;

/// Why the database did not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum StoreError {
    /// No space left.
    #[error("the disk is full")]
    Full,
    /// Cannot be written.
    #[error("the folder is read-only")]
    ReadOnly,
    /// Not a database under this key, or a broken one.
    #[error("the vault is damaged")]
    Damaged,
    /// Written by a later version.
    #[error("the vault is of a later version")]
    TooNew,
    /// Anything else of disk or database.
    #[error("the disk failed")]
    Disk,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Disk,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::DiskFull,
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::Damaged => Self::VaultDamaged,
            StoreError::TooNew => Self::VaultTooNew,
            StoreError::Disk => Self::Disk,
        }
    }
}

/// An open database. Every change goes through a [`Txn`].
#[derive(Debug)]
pub(crate) struct Store {
    db: Connection,
    log: Log,
    /// What was committed and is still owed: something was deleted and may still stand on the disk.
    debt: Owes,
}

impl Store {
    /// Makes the file under a raw 256-bit key.
    pub(crate) fn create(path: &Path, key: &[u8; 32], coins: &mut Coins) -> Result<Self, StoreError> {
        let db = Connection::open_with_flags(path, FLAGS | OpenFlags::SQLITE_OPEN_CREATE)?;
        unlock(&db, key)?;
        Self::prepare(db, Some(path))?.with_identity(coins)
    }

    /// Opens the file under its raw 256-bit key. A damaged one is left as it is.
    pub(crate) fn open(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let left = look::examine(path, key)?;
        let db = Connection::open_with_flags(path, FLAGS)?;
        unlock(&db, key)?;
        let mut store = Self::prepare(db, Some(path))?;
        // On a full disk both have to wait: what is there can be read all the same.
        let emptied = match (left, txn::owes_erasure(&store.db)?) {
            (_, true) => txn::erase(&store.db),
            (Left::Log, false) => txn::empty_log(&store.db),
            (Left::Nothing, false) => Ok(()),
        };
        match emptied {
            Ok(()) if left == Left::Log => look::authentic(&store.db)?,
            Ok(()) => {}
            Err(StoreError::Full) => store.debt = Owes::EmptyLog,
            Err(error) => return Err(error),
        }
        store.identity_seed().map_err(|_| StoreError::Damaged)?;
        Ok(store)
    }

    /// A database without a file.
    pub(crate) fn in_memory(coins: &mut Coins) -> Result<Self, StoreError> {
        Self::prepare(Connection::open_in_memory()?, None)?.with_identity(coins)
    }

    fn prepare(db: Connection, path: Option<&Path>) -> Result<Self, StoreError> {
        Self::prepare_watched(db, path, &mut |_| {})
    }

    /// The same, with a witness of the statements that bring the schema up to date.
    fn prepare_watched(
        mut db: Connection,
        path: Option<&Path>,
        after: &mut dyn FnMut(usize),
    ) -> Result<Self, StoreError> {
        // FULL: a new schema survives a power cut.
        db.execute_batch(
            "PRAGMA temp_store = MEMORY; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;",
        )?;
        schema::migrate(&mut db, after)?;
        db.set_prepared_statement_cache_capacity(STATEMENTS);
        let log = path.map_or_else(|| Ok(Log::none()), |path| Log::at(&log_of(path)))?;
        // From here on each transaction says itself what it needs: see [`Txn`].
        db.execute_batch("PRAGMA synchronous = NORMAL")?;
        Ok(Self { db, log, debt: Owes::Nothing })
    }

    /// Starts a transaction. What the disk could not do for an earlier one is tried first.
    pub(crate) fn begin(&mut self) -> Result<Txn<'_>, StoreError> {
        self.log.mend()?;
        // where that fails again, reading must go on
        self.debt.try_to_pay(&self.db);
        Txn::begin(&self.db, &mut self.log, &mut self.debt)
    }

    /// Closes the files as they are: nothing more is written to them. What was committed stands in the log.
    pub(crate) fn abandon(self) {
        // without it, closing costs a write of what stands in the log; nothing worse
        let _left = self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    }

    /// The seed of the onion service's key.
    pub(crate) fn identity_seed(&self) -> Result<Zeroizing<[u8; 32]>, StoreError> {
        let mut seed: Vec<u8> =
            self.db.query_row("SELECT value FROM meta WHERE key = 'identity'", [], |row| row.get(0))?;
        let kept = seed.as_slice().try_into().map(Zeroizing::new).map_err(|_| StoreError::Damaged);
        seed.zeroize();
        kept
    }

    /// For worlds with two machines of one key.
    #[cfg(test)]
    pub(crate) fn replace_identity(&self, seed: &[u8; 32]) {
        self.db.execute("UPDATE meta SET value = ?1 WHERE key = 'identity'", [seed.as_slice()]).unwrap();
    }

    /// A database that a reader of its bytes can read.
    #[cfg(test)]
    pub(crate) fn in_the_clear(path: &Path) -> Self {
        let store = Self::prepare(Connection::open(path).unwrap(), Some(path)).unwrap();
        store.with_identity(&mut Coins::seeded(1)).unwrap()
    }

    /// From now on nothing can be written, as on a disk that fails; or again it can.
    #[cfg(test)]
    pub(crate) fn refuse_writes(&self, refuse: bool) {
        self.db.pragma_update(None, "query_only", refuse).unwrap();
    }

    /// A database in the clear, so that a reader of its bytes can tell what is left of a text. Made if it is not there.
    #[cfg(test)]
    pub(crate) fn readable(path: &Path, coins: &mut Coins) -> Result<Self, StoreError> {
        let fresh = !path.exists();
        let store = Self::prepare(Connection::open(path)?, Some(path))?;
        if fresh {
            return store.with_identity(coins);
        }
        // as [`Self::open`] does
        txn::empty_log(&store.db)?;
        Ok(store)
    }

    /// Counts how often the database was written anew, among changes of its tables.
    #[cfg(test)]
    pub(crate) fn schema_version(&self) -> i64 {
        self.db.query_row("PRAGMA schema_version", [], |row| row.get(0)).unwrap()
    }

    /// The next sync of the log fails.
    #[cfg(test)]
    pub(crate) fn fail_next_sync(&mut self) {
        self.log.rehearsed.failures = 1;
    }

    /// From now on the database cannot grow, as on a full disk.
    #[cfg(test)]
    pub(crate) fn fill_up(&self) {
        let pages: i64 = self.db.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        self.db.query_row(&format!("PRAGMA max_page_count = {}", pages + 2), [], |_| Ok(())).unwrap();
    }

    #[cfg(test)]
    pub(crate) fn free_up(&self) {
        self.db.query_row("PRAGMA max_page_count = 1000000", [], |_| Ok(())).unwrap();
    }

    fn with_identity(mut self, coins: &mut Coins) -> Result<Self, StoreError> {
        let seed = Zeroizing::new(coins.draw::<32>());
        let txn = self.begin()?;
        txn.statement("INSERT INTO meta (key, value) VALUES ('identity', ?1)")?.execute([seed.as_slice()])?;
        txn.commit(())?.release();
        Ok(self)
    }
}

/// Hands the raw key to SQLCipher: no second key derivation, memory wiped and kept from swap by the library.
fn unlock(db: &Connection, key: &[u8; 32]) -> Result<(), StoreError> {
    // One owner, and so no shared-memory file, if that is said before the first read. SQLCipher's own log would go to
    // standard error, past ours.
    db.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cipher_memory_security = ON; PRAGMA cipher_log_level = NONE;",
    )?;
    let hex = Zeroizing::new(HEXLOWER.encode(key));
    let raw = Zeroizing::new(format!("x'{}'", *hex));
    db.pragma_update(None, "key", raw.as_str())?;
    // The first read is what shows whether the key fits.
    db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())).map_err(look::damage)
}

fn log_of(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    PathBuf::from(log)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(path: &Path, key: u8) -> Result<Store, StoreError> {
        Store::open(path, &[key; 32])
    }

    fn create(path: &Path) -> Result<Store, StoreError> {
        Store::create(path, &[1; 32], &mut Coins::seeded(1))
    }

    #[test]
    fn an_empty_or_missing_file_is_no_vault() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        assert!(open(&path, 1).is_err());
        assert!(!path.exists());
        std::fs::write(&path, b"").unwrap();
        assert_eq!(open(&path, 1).unwrap_err(), StoreError::Damaged);
    }

    #[test]
    fn a_damaged_file_is_refused_and_not_changed_by_the_look_at_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("with space, % and é?");
        drop(create(&path).unwrap());
        let whole = std::fs::read(&path).unwrap();
        let flipped = |at: usize| [&whole[..at], &[whole[at] ^ 1], &whole[at + 1..]].concat();
        let cases = (0..whole.len()).step_by(1021).map(flipped).chain([whole[..whole.len() - 1].to_vec()]);
        for bytes in cases {
            std::fs::write(&path, &bytes).unwrap();
            assert_eq!(open(&path, 1).unwrap_err(), StoreError::Damaged);
            assert!(std::fs::read(&path).unwrap() == bytes);
            assert!(!log_of(&path).exists());
        }
        std::fs::write(&path, &whole).unwrap();
        assert!(open(&path, 1).is_ok());
    }

    #[test]
    fn a_vault_whose_log_was_left_opens_without_a_file_of_shared_memory() {
        let dir = tempfile::tempdir().unwrap();
        let (path, left) = (dir.path().join("db"), dir.path().join("left"));
        let store = create(&path).unwrap();
        std::fs::copy(&path, &left).unwrap();
        std::fs::copy(log_of(&path), log_of(&left)).unwrap();
        drop(store);
        let store = open(&left, 1).unwrap();
        let files = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut files: Vec<_> = files.collect();
        files.sort();
        assert_eq!(files, ["db", "left", "left-wal"]);
        drop(store);
    }

    #[test]
    fn another_key_does_not_open_it_and_nothing_is_in_the_clear() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        drop(create(&path).unwrap());
        assert_eq!(open(&path, 2).unwrap_err(), StoreError::Damaged);
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.starts_with(b"SQLite format 3"));
        assert!(!bytes.windows(7).any(|window| window == b"contact"));
        assert!(open(&path, 1).is_ok());
    }

    #[test]
    fn a_database_of_a_later_version_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        create(&path).unwrap().db.pragma_update(None, "user_version", 1000).unwrap();
        assert_eq!(open(&path, 1).unwrap_err(), StoreError::TooNew);
    }

    #[test]
    fn the_settings_that_keep_messages_safe_are_on() {
        let dir = tempfile::tempdir().unwrap();
        let store = create(&dir.path().join("db")).unwrap();
        let number = |pragma: &str| -> i64 {
            store.db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).unwrap()
        };
        let word = |pragma: &str| -> String {
            store.db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).unwrap()
        };
        assert_eq!(number("synchronous"), 1);
        assert_eq!(number("secure_delete"), 1);
        assert_eq!(number("foreign_keys"), 1);
        assert_eq!(word("journal_mode"), "wal");
        assert!(!word("cipher_version").is_empty());
    }
}
