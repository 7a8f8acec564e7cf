//! A transaction with the effects that it promises: they can be had only from its commit.

use super::StoreError;
use super::log::Log;
use crate::failpoints::AFTER_COMMIT;
use rusqlite::{CachedStatement, Connection, Transaction};
use std::cell::Cell;

/// A change of the database under way. Dropped without [`Txn::commit`], it never happened, and neither did its effects.
#[derive(Debug)]
pub(crate) struct Txn<'store> {
    sql: Transaction<'store>,
    db: &'store Connection,
    log: &'store mut Log,
    debt: &'store mut Owes,
    owes: Cell<Owes>,
    hurried: Cell<bool>,
}

/// What a commit owes before its effects may leave: the most that any of its statements asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owes {
    /// Nothing was written, or only what others will tell again.
    #[default]
    Nothing,
    /// What was written survives a power cut.
    Durability,
    /// And what was written over in its place is not in the log any more.
    EmptyLog,
    /// And what was deleted is nowhere any more, whatever copies of it were left.
    Erasure,
}

impl Owes {
    /// Does what an earlier commit owes, as far as the disk lets us. A log that could not be emptied is owed on: where it has
    /// filled the disk it is tried again before anything else takes the room that somebody makes. A database that could not be
    /// written anew is left to the next opening, since to try costs as much as the database is long.
    pub(super) fn try_to_pay(&mut self, db: &Connection) {
        *self = if self.pay(db).is_ok() { Self::Nothing } else { (*self).min(Self::EmptyLog) };
    }

    /// Does what is left to do after the commit is durable.
    pub(super) fn pay(self, db: &Connection) -> Result<(), StoreError> {
        match self {
            Self::Nothing | Self::Durability => Ok(()),
            Self::EmptyLog => empty_log(db),
            Self::Erasure => erase(db),
        }
    }
}

/// Proof of a commit, with what may now leave.
#[derive(Debug)]
#[must_use = "effects that are not carried out are lost"]
pub(crate) struct Committed<T>(T);

impl<'store> Txn<'store> {
    pub(super) fn begin(
        db: &'store Connection,
        log: &'store mut Log,
        debt: &'store mut Owes,
    ) -> Result<Self, StoreError> {
        // one transaction at a time, since the store is borrowed for as long as this one lasts
        let (owes, hurried) = (Cell::new(Owes::Nothing), Cell::new(false));
        Ok(Self { sql: db.unchecked_transaction()?, db, log, debt, owes, hurried })
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

    /// A statement that deletes what somebody wants gone: before its effects leave, nothing of it is on the disk. The debt
    /// is in the tables too, so that the next opening pays it if this life cannot.
    pub(super) fn erasing_statement(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        self.owe(Owes::Erasure);
        let debt = "INSERT OR REPLACE INTO meta (key, value) VALUES ('erasing', x'01')";
        self.sql.prepare_cached(debt)?.execute([])?;
        Ok(self.sql.prepare_cached(sql)?)
    }

    /// A statement that writes over a body in its place: before its effects leave, nothing of it is on the disk. A body is
    /// moved by nothing but the deletion of others; if that has happened, copies may be left, and the database is written anew.
    /// A crash in between leaves a log, which the next opening empties.
    pub(super) fn overwriting_statement(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        if self.moved()? {
            return self.erasing_statement(sql);
        }
        self.owe(Owes::EmptyLog);
        Ok(self.sql.prepare_cached(sql)?)
    }

    /// Bodies are about to be deleted, and others may be moved.
    pub(super) fn bodies_move(&self) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO meta (key, value) VALUES ('moved', x'01')";
        self.statement(sql)?.execute([])?;
        Ok(())
    }

    fn moved(&self) -> Result<bool, StoreError> {
        let sql = "SELECT count(*) > 0 FROM meta WHERE key = 'moved'";
        Ok(self.statement(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Whether the commit has to wait for the disk.
    pub(crate) fn waits_for_the_disk(&self) -> bool {
        self.owes.get() != Owes::Nothing
    }

    /// Leaves what this commit owes of erasure to the next opening: the debt is in the tables.
    pub(crate) fn hurry(&self) {
        self.hurried.set(true);
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
        let Self { sql, db, log, debt, owes, hurried } = self;
        if let Err(error) = sql.commit().map_err(StoreError::from) {
            if error == StoreError::Full {
                *debt = (*debt).max(Owes::EmptyLog);
            }
            return Err(error);
        }
        let owed = owes.get();
        if owed > Owes::Nothing {
            let (earlier, now) = (*debt, if hurried.get() { Owes::Nothing } else { owed });
            *debt = earlier.max(now);
            log.sync()?;
            now.pay(db)?;
            *debt = if now >= Owes::EmptyLog { Owes::Nothing } else { earlier };
        }
        AFTER_COMMIT.reach();
        Ok(Committed(effects))
    }
}

/// Writes the database anew, and empties the log. `secure_delete` is not enough: when SQLite moves rows from page to page
/// it leaves copies in the gaps, and a deletion wipes the row and not its copies.
pub(super) fn erase(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch("VACUUM; DELETE FROM meta WHERE key IN ('erasing', 'moved');")?;
    empty_log(db)
}

/// Whether an earlier life has deleted something and could not erase it.
pub(super) fn owes_erasure(db: &Connection) -> Result<bool, StoreError> {
    Ok(db.query_row("SELECT count(*) > 0 FROM meta WHERE key = 'erasing'", [], |row| row.get(0))?)
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

#[cfg(test)]
mod tests {
    use super::Owes;
    use crate::api::{ContactId, Standing};
    use crate::coins::Coins;
    use crate::payload::Text;
    use crate::store::{NewContact, Store, StoreError, Txn, log_of};
    use std::path::Path;

    const KEY: [u8; 32] = [1; 32];

    fn store(path: &Path) -> Store {
        Store::create(path, &KEY, &mut Coins::seeded(1)).unwrap()
    }

    fn commit(store: &mut Store, change: impl FnOnce(&Txn<'_>)) -> Result<(), StoreError> {
        let txn = store.begin()?;
        change(&txn);
        txn.commit(()).map(super::Committed::release)
    }

    fn add(txn: &Txn<'_>, key: u8) {
        let new = NewContact { address: &[key; 32], name: "Ann", standing: Standing::Accepted, at: 1 };
        txn.add_contact(new).unwrap();
    }

    fn queue(txn: &Txn<'_>, seq: u8) {
        let text = Text { id: [seq; 16], seq: seq.into(), reply_to: None, body: format!("text {seq}") };
        txn.queue_text(ContactId(1), &text, 1).unwrap();
    }

    fn receipt(txn: &Txn<'_>, seq: u8) {
        assert!(txn.mark_delivered(ContactId(1), &[seq; 16]).unwrap().is_some());
    }

    /// What a power cut leaves: the files with nothing in the log that was not synced.
    fn cut_power(store: Store, path: &Path, to: &Path) -> Store {
        std::fs::copy(path, to).unwrap();
        let log = std::fs::read(log_of(path)).unwrap();
        let synced = usize::try_from(store.log.rehearsed.synced).unwrap();
        assert!(synced <= log.len());
        std::fs::write(log_of(to), &log[..synced]).unwrap();
        drop(store);
        Store::open(to, &KEY).unwrap()
    }

    #[test]
    fn a_text_costs_one_sync_and_a_receipt_or_a_look_none() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = store(&dir.path().join("db"));
        commit(&mut store, |txn| add(txn, 7)).unwrap();
        let mut syncs_of = |change: fn(&Txn<'_>)| {
            let before = store.log.rehearsed.syncs;
            commit(&mut store, change).unwrap();
            store.log.rehearsed.syncs - before
        };
        assert_eq!(syncs_of(|txn| queue(txn, 1)), 1);
        assert_eq!(syncs_of(|txn| receipt(txn, 1)), 0);
        assert_eq!(syncs_of(|txn| assert_eq!(txn.contacts().unwrap().len(), 1)), 0);
        assert_eq!(syncs_of(|txn| queue(txn, 2)), 1);
        let both = |txn: &Txn<'_>| {
            receipt(txn, 2);
            txn.touch_contact(ContactId(1), 2).unwrap();
        };
        assert_eq!(syncs_of(both), 1);
    }

    #[test]
    fn a_power_cut_takes_the_last_receipts_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        let mut store = store(&path);
        commit(&mut store, |txn| add(txn, 7)).unwrap();
        for seq in 1..=20 {
            commit(&mut store, |txn| queue(txn, seq)).unwrap();
            commit(&mut store, |txn| receipt(txn, seq)).unwrap();
        }
        let mut after = cut_power(store, &path, &dir.path().join("after"));
        let txn = after.begin().unwrap();
        assert_eq!(txn.page(ContactId(1), None, 100).unwrap().len(), 20);
        let waiting = txn.outbox(ContactId(1), 0, 100).unwrap();
        assert_eq!(waiting.into_iter().map(|out| out.seq).collect::<Vec<_>>(), [20]);
    }

    #[test]
    fn a_commit_whose_sync_failed_stands_and_the_next_one_mends_the_log() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        let mut store = store(&path);
        store.log.rehearsed.failures = 2;
        assert_eq!(commit(&mut store, |txn| add(txn, 7)), Err(StoreError::Disk));
        assert_eq!(store.begin().unwrap_err(), StoreError::Disk);
        assert_eq!(store.begin().unwrap().contacts().unwrap().len(), 1);
        commit(&mut store, |txn| queue(txn, 1)).unwrap();
        let mut after = cut_power(store, &path, &dir.path().join("after"));
        assert_eq!(after.begin().unwrap().page(ContactId(1), None, 100).unwrap().len(), 1);
    }

    #[test]
    fn a_log_that_cannot_be_emptied_is_owed_until_it_can() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        let connect = || rusqlite::Connection::open(&path).unwrap();
        let (db, reader) = (connect(), connect());
        db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE meta (key TEXT, value BLOB)").unwrap();
        reader.execute_batch("BEGIN; SELECT * FROM meta").unwrap();
        db.execute_batch("INSERT INTO meta VALUES ('a', x'01')").unwrap();
        let mut debt = Owes::Erasure;
        for _ in 0..3 {
            debt.try_to_pay(&db);
            assert_eq!(debt, Owes::EmptyLog);
        }
        reader.execute_batch("END").unwrap();
        debt.try_to_pay(&db);
        assert_eq!(debt, Owes::Nothing);
        assert_eq!(std::fs::metadata(log_of(&path)).unwrap().len(), 0);
    }

    #[test]
    fn what_an_earlier_commit_owes_is_not_forgotten_by_a_later_one() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = store(&dir.path().join("db"));
        let txn = store.begin().unwrap();
        *txn.debt = Owes::EmptyLog;
        add(&txn, 7);
        txn.commit(()).unwrap().release();
        assert_eq!(store.debt, Owes::EmptyLog);
        commit(&mut store, |txn| assert_eq!(txn.contacts().unwrap().len(), 1)).unwrap();
        assert_eq!(store.debt, Owes::Nothing);
    }

    #[test]
    fn a_deletion_leaves_an_empty_log_and_one_that_was_interrupted_is_ended_by_the_next_opening() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        let mut store = store(&path);
        commit(&mut store, |txn| add(txn, 7)).unwrap();
        commit(&mut store, |txn| add(txn, 8)).unwrap();
        assert!(std::fs::metadata(log_of(&path)).unwrap().len() > 0);
        commit(&mut store, |txn| txn.remove_contact(ContactId(1)).unwrap()).unwrap();
        assert_eq!(std::fs::metadata(log_of(&path)).unwrap().len(), 0);
        commit(&mut store, |txn| txn.touch_contact(ContactId(2), 2).unwrap()).unwrap();
        store.log.rehearsed.failures = 1;
        assert!(commit(&mut store, |txn| txn.remove_contact(ContactId(2)).unwrap()).is_err());
        let log = std::fs::read(log_of(&path)).unwrap();
        let to = dir.path().join("after");
        std::fs::copy(&path, &to).unwrap();
        std::fs::write(log_of(&to), log).unwrap();
        drop(store);
        let mut after = Store::open(&to, &KEY).unwrap();
        assert_eq!(std::fs::metadata(log_of(&to)).unwrap().len(), 0);
        assert!(after.begin().unwrap().contacts().unwrap().is_empty());
    }
}
