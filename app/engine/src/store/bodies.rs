//! What was said, apart from who said it and when: the texts of messages and of reactions.
//!
//! Rows are added at the end and written over in their place by as many zeros, never shortened, lengthened or deleted one
//! by one. So SQLite has no reason to move one, and leaves no copies in the gaps of its pages: to erase a text costs an
//! emptied log and not a database written anew (docs/decisions/0013-acts-in-one-outbox.md).

use super::{StoreError, Txn};
use crate::api::ContactId;
use rusqlite::params;

/// The row of a text; 0 is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BodyId(pub(super) i64);

impl BodyId {
    /// Of a message whose text is gone.
    pub(super) const NONE: Self = Self(0);
}

impl Txn<'_> {
    /// Keeps a text.
    pub(super) fn add_body(&self, contact: ContactId, text: &str) -> Result<BodyId, StoreError> {
        let sql = "INSERT INTO body (contact, text) VALUES (?1, ?2)";
        Ok(BodyId(self.statement(sql)?.insert(params![contact.0, text.as_bytes()])?))
    }

    /// Leaves nothing of a text on the disk but its length.
    pub(super) fn erase_body(&self, body: BodyId) -> Result<(), StoreError> {
        if body != BodyId::NONE {
            let sql = "UPDATE body SET text = zeroblob(length(text)) WHERE id = ?1";
            self.overwriting_statement(sql)?.execute([body.0])?;
        }
        Ok(())
    }
}
