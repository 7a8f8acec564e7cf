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

    /// Removes what was said with somebody who is about to be forgotten. There is no index for it, which every text would pay
    /// for: whoever only asked has said one thing, and for anybody else all are looked at and the database is written anew anyway.
    pub(super) fn remove_bodies(&self, contact: ContactId, only_asked: bool) -> Result<(), StoreError> {
        let sql = if only_asked {
            self.bodies_move()?;
            "DELETE FROM body WHERE id IN (SELECT body_id FROM message WHERE contact = ?1)"
        } else {
            "DELETE FROM body WHERE contact = ?1"
        };
        self.statement(sql)?.execute([contact.0])?;
        Ok(())
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

#[cfg(test)]
mod tests {
    use crate::api::{ContactId, Standing, Who};
    use crate::coins::Coins;
    use crate::payload::Text;
    use crate::store::txn::empty_log;
    use crate::store::{NewContact, Store, log_of};

    /// Conversations, of so many texts each.
    const PEOPLE: u8 = 8;
    const EACH: u64 = 250;
    /// Bytes of a page in the log, with its header (sqlite.org, "Database File Format", section 4.1).
    const FRAME: u64 = 4096 + 24;

    fn queue(store: &mut Store, contact: u8, seq: u64, bytes: usize, coins: &mut Coins) {
        let txn = store.begin().unwrap();
        let text = Text { id: coins.draw(), seq, reply_to: None, body: "x".repeat(bytes) };
        txn.queue_text(ContactId(contact.into()), &text, seq).unwrap();
        txn.take_seq(ContactId(contact.into())).unwrap();
        txn.commit(()).unwrap().release();
    }

    /// Pages that a text of so many bytes brings into the log, a hundred of them, in a vault with many others.
    fn pages(bytes: usize) -> u64 {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        let mut coins = Coins::seeded(1);
        let mut store = Store::create(&path, &[1; 32], &mut coins).unwrap();
        for key in 1..=PEOPLE {
            let txn = store.begin().unwrap();
            let new = NewContact { address: &[key; 32], name: "Ann", standing: Standing::Accepted, at: 1 };
            txn.add_contact(new).unwrap();
            txn.commit(()).unwrap().release();
        }
        for n in 0..EACH * u64::from(PEOPLE) {
            queue(&mut store, 1 + u8::try_from(n % u64::from(PEOPLE)).unwrap(), n, 200, &mut coins);
        }
        store.db.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
        empty_log(&store.db).unwrap();
        for n in 0..100 {
            queue(&mut store, 3, 10_000 + n, bytes, &mut coins);
        }
        std::fs::metadata(log_of(&path)).unwrap().len() / FRAME
    }

    /// They are the larger part of what a commit costs. One more index would be a hundred pages, and more.
    #[test]
    fn a_hundred_texts_bring_no_more_pages_into_the_log_than_they_must() {
        for (bytes, most) in [(100, 850), (1000, 910), (4000, 1060)] {
            let pages = pages(bytes);
            assert!(pages <= most, "{pages} pages for texts of {bytes} bytes");
        }
    }

    #[test]
    fn whoever_is_forgotten_leaves_no_words_and_nobody_else_loses_theirs() {
        let mut coins = Coins::seeded(1);
        let mut store = Store::in_memory(&mut coins).unwrap();
        let standings = [Standing::Accepted, Standing::Requesting, Standing::Accepted];
        for (key, standing) in (1..).zip(standings) {
            let txn = store.begin().unwrap();
            txn.add_contact(NewContact { address: &[key; 32], name: "Ann", standing, at: 1 }).unwrap();
            txn.commit(()).unwrap().release();
            queue(&mut store, key, 1, 10, &mut coins);
        }
        let txn = store.begin().unwrap();
        let edited = txn.page(ContactId(1), None, 1).unwrap().remove(0);
        txn.change_text(&edited, "other words", true).unwrap();
        txn.react(&edited, Who::Us, Some("x")).unwrap();
        txn.commit(()).unwrap().release();
        let mut left: Vec<i64> = Vec::new();
        for contact in 1..=3 {
            let txn = store.begin().unwrap();
            txn.remove_contact(ContactId(contact)).unwrap();
            txn.commit(()).unwrap().release();
            left.push(store.db.query_row("SELECT count(*) FROM body", [], |row| row.get(0)).unwrap());
        }
        assert_eq!(left, [2, 1, 0]);
    }
}
