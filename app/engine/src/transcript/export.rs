//! The conversation in the vault as plain text.

use super::lines::{self, Line};
use super::{Moment, Side};
use crate::api::{ContactId, PAGE_MAX};
use crate::store::{MessageRow, StoreError, Txn};

/// Everything that was said with a contact, delivered or not, oldest first.
pub(super) fn export(txn: &Txn<'_>, contact: ContactId) -> Result<String, StoreError> {
    let mut newest_first: Vec<String> = Vec::new();
    let mut before = None;
    loop {
        let page = txn.page(contact, before, PAGE_MAX)?;
        let Some(oldest) = page.last() else { break };
        before = Some(oldest.id);
        newest_first.extend(page.into_iter().map(entry));
    }
    newest_first.reverse();
    Ok(newest_first.concat())
}

/// What is left of a deleted text, and that one was changed, stand in comments: a script says neither.
fn entry(row: MessageRow) -> String {
    let by = if row.outgoing { Side::Me } else { Side::Them };
    let at = Moment::from_millis(row.at);
    match row.gone {
        Some(_) => format!("# {at} {}: deleted\n", by.word()),
        None if row.edited => format!("{}# edited\n", written(at, by, row.body)),
        None => written(at, by, row.body),
    }
}

fn written(at: Moment, by: Side, text: String) -> String {
    lines::render(&[Line { at: Some(at), by, text }])
}
