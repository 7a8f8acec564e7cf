//! A transaction with the effects that it promises: they can be had only from its commit.

use super::StoreError;
use super::log::Log;
use rusqlite::{CachedStatement, Connection, Transaction};
use std::cell::Cell;

/// A change of the database under way. Dropped without [`Txn::commit`], it never happened, and neither did its effects.
#[derive(Debug)]
pub(crate) struct Txn<'store> {
    sql: Transaction<'store>,
    db: &'store Connection,
    log: &'store mut Log,
    erasing: &'store mut bool,
    owes: Cell<Owes>,
}

/// What a commit owes before its effects may leave: the most that any of its statements asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owes {
    /// Nothing was written, or only what others will tell again.
    Nothing,
    /// What was written survives a power cut.
    Durability,
    /// And what was deleted is nowhere any more, not in the log either.
    Erasure,
}

/// Proof of a commit, with what may now leave.
#[derive(Debug)]
#[must_use = "effects that are not carried out are lost"]
pub(crate) struct Committed<T>(T);

impl<'store> Txn<'store> {
    pub(super) fn begin(
        db: &'store Connection,
        log: &'store mut Log,
        erasing: &'store mut bool,
    ) -> Result<Self, StoreError> {
        // one transaction at a time, since the store is borrowed for as long as this one lasts
        Ok(Self { sql: db.unchecked_transaction()?, db, log, erasing, owes: Cell::new(Owes::Nothing) })
    }

    /// A statement. If it writes, as SQLite itself says, the commit is durable before its effects leave.
    pub(super) fn statement(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        let statement = self.sql.prepare_cached(sql)?;
        if !statement.readonly() {
            self.owe(Owes::Durability);
        }
        Ok(statement)
    }

    /// A statement that writes what others will tell again if it is lost: its commit may be forgotten by a power cut,
    /// and only together with all that came after it.
    pub(super) fn lazy_statement(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        Ok(self.sql.prepare_cached(sql)?)
    }

    /// A statement that deletes what somebody wants gone: before its effects leave, the log is empty.
    pub(super) fn erasing_statement(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        self.owe(Owes::Erasure);
        Ok(self.sql.prepare_cached(sql)?)
    }

    fn owe(&self, what: Owes) {
        self.owes.set(self.owes.get().max(what));
    }

    /// Commits, does what the commit owes, and releases `effects`.
    ///
    /// # Errors
    /// If the disk fails `effects` are gone. Mostly nothing of the change happened; where it was written and could not
    /// be made durable it stands in the tables, as after a crash between the commit and the answer.
    pub(crate) fn commit<T>(self, effects: T) -> Result<Committed<T>, StoreError> {
        let Self { sql, db, log, erasing, owes } = self;
        sql.commit()?;
        match owes.get() {
            Owes::Nothing => {}
            Owes::Durability => log.sync()?,
            Owes::Erasure => {
                *erasing = true;
                log.sync()?;
                empty_log(db)?;
                *erasing = false;
            }
        }
        Ok(Committed(effects))
    }
}

/// Brings everything from the log into the database, and cuts the log to nothing.
pub(super) fn empty_log(db: &Connection) -> Result<(), StoreError> {
    let left: bool = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if left { Err(StoreError::Disk) } else { Ok(()) }
}

impl<T> Committed<T> {
    /// The effects, free to leave.
    pub(crate) fn release(self) -> T {
        self.0
    }
}
