//! What a rehearsal does with a database that the program never does.

use super::{FLAGS, Store, StoreError, look, schema, unlock};
use crate::coins::Coins;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

impl Store {
    /// A database in the clear, so that a reader of its bytes can tell what is left of a text. Made if it is not there.
    pub(crate) fn unencrypted(path: &Path, coins: &mut Coins) -> Result<Self, StoreError> {
        let fresh = !path.exists();
        let db = Connection::open_with_flags(path, FLAGS | OpenFlags::SQLITE_OPEN_CREATE)?;
        let store = Self::prepare(db, Some(path))?;
        if fresh {
            return store.with_identity(coins);
        }
        // as [`Self::open`] does
        if super::txn::owes_erasure(&store.db)? {
            super::txn::erase(&store.db)?;
        }
        Ok(store)
    }

    /// Syncs of the log since the opening, and its length in bytes at the last of them.
    pub(crate) fn synced(&self) -> (u64, u64) {
        (self.log.rehearsed.syncs, self.log.rehearsed.synced)
    }

    /// The next syncs of the log fail.
    pub(crate) fn fail_syncs(&mut self, count: u32) {
        self.log.rehearsed.failures = count;
    }

    /// Lets the database grow by so many pages and no more, as on a full disk; `None`: as it likes.
    pub(crate) fn limit_growth(&self, pages: Option<u32>) -> Result<(), StoreError> {
        let now: i64 = self.db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let most = pages.map_or(i64::from(u32::MAX) - 1, |pages| now + i64::from(pages));
        self.db.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?;
        Ok(())
    }

    /// A database as an earlier version left it, with somebody in it if there was anything yet.
    pub(crate) fn make_of_version(path: &Path, key: &[u8; 32], version: usize) -> Result<(), StoreError> {
        let db = Connection::open_with_flags(path, FLAGS | OpenFlags::SQLITE_OPEN_CREATE)?;
        unlock(&db, key)?;
        db.execute_batch("PRAGMA journal_mode = WAL")?;
        schema::rehearse_version(&db, version)
    }

    /// Brings a database up to the newest version, with a witness of each statement.
    pub(crate) fn migrate(
        path: &Path,
        key: &[u8; 32],
        after: &mut dyn FnMut(usize),
    ) -> Result<(), StoreError> {
        let db = Connection::open_with_flags(path, FLAGS)?;
        unlock(&db, key)?;
        Self::prepare_watched(db, Some(path), after).map(drop)
    }

    /// The number of the schema, and the schema.
    pub(crate) fn schema(path: &Path, key: &[u8; 32]) -> Result<(usize, Vec<String>), StoreError> {
        let db = Connection::open_with_flags(path, FLAGS)?;
        unlock(&db, key)?;
        let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(look::damage)?;
        let mut tables = db.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")?;
        let tables = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok((usize::try_from(version).map_err(|_| StoreError::Damaged)?, tables))
    }

    /// Says that a later Sotto has written it.
    pub(crate) fn mark_as_newer(path: &Path, key: &[u8; 32]) -> Result<(), StoreError> {
        let db = Connection::open_with_flags(path, FLAGS)?;
        unlock(&db, key)?;
        Ok(db.pragma_update(None, "user_version", 1000)?)
    }
}
