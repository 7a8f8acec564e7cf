//! A transaction with the effects that it promises: they can be had only from its commit.

use super::StoreError;
use rusqlite::Transaction;

/// A change of the database under way. Dropped without [`Txn::commit`], it never happened, and neither did its effects.
#[derive(Debug)]
pub(crate) struct Txn<'store> {
    pub(super) sql: Transaction<'store>,
}

/// Proof of a commit, with what may now leave.
#[derive(Debug)]
#[must_use = "effects that are not carried out are lost"]
pub(crate) struct Committed<T>(T);

impl<'store> Txn<'store> {
    pub(super) fn new(sql: Transaction<'store>) -> Self {
        Self { sql }
    }

    /// Makes the change durable and releases `effects`.
    ///
    /// # Errors
    /// If the disk fails: nothing of it happened, and `effects` are gone.
    pub(crate) fn commit<T>(self, effects: T) -> Result<Committed<T>, StoreError> {
        self.sql.commit()?;
        Ok(Committed(effects))
    }
}

impl<T> Committed<T> {
    /// The effects, free to leave.
    pub(crate) fn release(self) -> T {
        self.0
    }
}
