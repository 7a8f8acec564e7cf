//! The conversation in the vault as plain text.

use super::lines::{self, Line};
use super::{Moment, Side};
use crate::api::{ContactId, PAGE_MAX};
use crate::store::{MessageRow, StoreError, Txn};

/// Everything that was said with a contact, delivered or not, oldest first.
pub(super) fn export(txn: &Txn<'_>, contact: ContactId) -> Result<String, StoreError> {
    let mut newest_first: Vec<Line> = Vec::new();
    let mut before = None;
    loop {
        let page = txn.page(contact, before, PAGE_MAX)?;
        let Some(oldest) = page.last() else { break };
        before = Some(oldest.id);
        newest_first.extend(page.into_iter().map(line));
    }
    newest_first.reverse();
    Ok(lines::render(&newest_first))
}

fn line(row: MessageRow) -> Line {
    let by = if row.outgoing { Side::Me } else { Side::Them };
    Line { at: Some(Moment::from_millis(row.at)), by, text: row.body }
}
