//! What was written and not sent.
//!
//! A draft is written again and again while somebody types, so its commits wait for no disk. What was emptied is wiped: SQLite
//! leaves copies of rows in the gaps of pages, where `secure_delete` does not reach, but a table that is emptied
//! whole gives every page back, and a page that is given back is overwritten. So the table is emptied and what is still wanted
//! is written anew. It refers to no other table, because SQLite empties one that does row by row.

use super::{StoreError, Txn};
use crate::api::ContactId;
use rusqlite::{OptionalExtension, params};

impl Txn<'_> {
    /// What was written to somebody and not sent.
    pub(crate) fn draft(&self, contact: ContactId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT body FROM draft WHERE contact = ?1";
        Ok(self.lazy_statement(sql)?.query_row([contact.0], |row| row.get(0)).optional()?)
    }

    /// Keeps a draft in place of an earlier one; an empty one deletes it. Lazily: a power cut may take it.
    pub(crate) fn set_draft(&self, contact: ContactId, body: &str) -> Result<(), StoreError> {
        if body.is_empty() {
            return self.wipe_draft(contact);
        }
        let sql = "INSERT INTO draft (contact, body) VALUES (?1, ?2)
                   ON CONFLICT (contact) DO UPDATE SET body = excluded.body WHERE body <> excluded.body";
        self.lazy_statement(sql)?.execute(params![contact.0, body])?;
        Ok(())
    }

    pub(super) fn wipe_draft(&self, contact: ContactId) -> Result<(), StoreError> {
        if self.draft(contact)?.is_none() {
            return Ok(());
        }
        let sql = "SELECT contact, body FROM draft WHERE contact <> ?1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let kept: Vec<(i64, String)> =
            self.lazy_statement(sql)?.query_map([contact.0], read)?.collect::<Result<_, _>>()?;
        self.lazy_statement("DELETE FROM draft")?.execute([])?;
        kept.iter().try_for_each(|(contact, body)| self.set_draft(ContactId(*contact), body))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::{ContactId, Standing};
    use crate::store::{NewContact, Store, StoreError, Txn, log_of, txn};
    use rusqlite::Connection;
    use std::path::Path;

    /// A database in the clear, so that a reader of its bytes can tell what is left.
    fn store(path: &Path) -> Store {
        Store::prepare(Connection::open(path).unwrap(), Some(path)).unwrap()
    }

    fn commit<T>(
        store: &mut Store,
        change: impl FnOnce(&Txn<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let txn = store.begin()?;
        let done = change(&txn)?;
        txn.commit(done).map(crate::store::Committed::release)
    }

    fn add(store: &mut Store, key: u8) -> ContactId {
        let new = NewContact { address: &[key; 32], name: "", standing: Standing::Accepted, at: 1 };
        commit(store, |txn| txn.add_contact(new)).unwrap()
    }

    fn found(path: &Path, needle: &str) -> bool {
        [path.to_owned(), log_of(path)].iter().any(|file| {
            let bytes = std::fs::read(file).unwrap_or_default();
            bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
        })
    }

    #[test]
    fn typing_costs_no_sync_and_what_was_typed_survives_an_orderly_end() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        let mut store = store(&path);
        let ann = add(&mut store, 1);
        let before = store.log.rehearsed.syncs;
        for typed in ["D", "De", "Dear"] {
            commit(&mut store, |txn| txn.set_draft(ann, typed)).unwrap();
        }
        assert_eq!(store.log.rehearsed.syncs, before);
        drop(store);
        let mut store = self::store(&path);
        assert_eq!(commit(&mut store, |txn| txn.draft(ann)).unwrap().as_deref(), Some("Dear"));
        commit(&mut store, |txn| txn.set_draft(ann, "")).unwrap();
        assert_eq!(commit(&mut store, |txn| txn.draft(ann)).unwrap(), None);
    }

    const PEOPLE: u8 = 120;

    /// What somebody has typed after so many pauses: of all lengths, so that rows grow and are moved.
    fn typed(who: usize, round: usize) -> String {
        format!("canary {who:03} {round:02} ").repeat(1 + (who * 7 + round * 13) % 23)
    }

    /// Writes many drafts again and again, empties half of them by `empty`, and counts those of which anything is left.
    fn left_by(empty: fn(&Txn<'_>, ContactId) -> Result<(), StoreError>) -> usize {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        let mut store = store(&path);
        let people: Vec<ContactId> = (0..PEOPLE).map(|key| add(&mut store, key)).collect();
        for round in 0..12 {
            for (who, contact) in people.iter().enumerate() {
                commit(&mut store, |txn| txn.set_draft(*contact, &typed(who, round))).unwrap();
            }
        }
        let (emptied, kept): (Vec<usize>, Vec<usize>) = (0..people.len()).partition(|who| who % 2 == 0);
        for who in &emptied {
            commit(&mut store, |txn| empty(txn, people[*who])).unwrap();
        }
        for who in kept {
            let body = commit(&mut store, |txn| txn.draft(people[who])).unwrap();
            assert_eq!(body, Some(typed(who, 11)), "what others have typed stays");
        }
        txn::empty_log(&store.db).unwrap();
        emptied.into_iter().filter(|who| found(&path, &format!("canary {who:03}"))).count()
    }

    #[test]
    fn of_a_draft_that_was_emptied_nothing_is_left() {
        assert_eq!(left_by(|txn, contact| txn.set_draft(contact, "")), 0);
        let careless = |txn: &Txn<'_>, contact: ContactId| {
            txn.lazy_statement("PRAGMA secure_delete = OFF")?.query_row([], |_| Ok(()))?;
            txn.set_draft(contact, "")
        };
        assert!(left_by(careless) > 0, "what is left would be found");
    }

    #[test]
    fn a_draft_goes_with_its_contact() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        let mut store = store(&path);
        let ann = add(&mut store, 1);
        commit(&mut store, |txn| txn.set_draft(ann, "canary")).unwrap();
        commit(&mut store, |txn| txn.remove_contact(ann)).unwrap();
        assert_eq!(commit(&mut store, |txn| txn.draft(ann)).unwrap(), None);
        assert!(!found(&path, "canary"));
    }
}
