//! Canaries: texts and names that were deleted are nowhere in the plain bytes of database and log.
//!
//! The database is one in the clear under the program's settings: ciphertext would hide a canary, and prove nothing.

use super::scratch::{Image, folder};
use anyhow::{Result, ensure};
use sotto_engine::rehearsal::storage::{Act, Ledger};
use std::collections::BTreeSet;
use std::path::Path;

/// Texts of each contact that is deleted; its name is one canary more.
const TEXTS: u64 = 19;
/// How a canary begins and ends; no other text holds either.
const ENDS: [&[u8]; 2] = [b"canary", b"yranac"];
/// Bytes of a canary: its ends, and eight digits.
const LENGTH: usize = 20;
/// How often a canary is repeated in a text that goes over several pages.
const REPEATED: usize = 600;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deletion {
    /// Canaries that were written, and found before the deletion.
    pub canaries: u64,
    /// Ends of canaries that were found afterwards.
    pub found: u64,
    /// Found after a deletion that was cut off between commit and answer: the search can find one.
    pub found_in_between: u64,
    /// Found once that vault was opened again.
    pub found_after_opening: u64,
    /// Texts of somebody else that are gone.
    pub missing: u64,
}

/// Writes `canaries` of them, deletes them with their contacts, and looks.
///
/// # Errors
/// The store fails, or the canaries cannot be found before they are deleted.
pub fn run(canaries: u64) -> Result<Deletion> {
    let folder = folder()?;
    let path = folder.path().join("db");
    let mut nest = Nest { ledger: Ledger::unencrypted(&path)?, canaries: 0, contacts: 1 };
    nest.ledger.carry_out(&Act::Add { key: [1; 32], name: "keeper".to_owned() })?;
    let contacts = (0..canaries.div_ceil(TEXTS + 1)).map(|_| nest.lay()).collect::<Result<Vec<_>>>()?;
    let laid = whole(&path)?;
    ensure!(laid == nest.canaries, "{laid} of {} canaries are found where they are", nest.canaries);
    for contact in contacts {
        nest.ledger.carry_out(&Act::Remove { contact })?;
    }
    let found = traces(&path)?;
    let contact = nest.lay()?;
    nest.ledger.fail_syncs(1);
    ensure!(nest.ledger.carry_out(&Act::Remove { contact }).is_err(), "a sync that should fail");
    let after = folder.path().join("after");
    Image::read(&path)?.write(&after)?;
    let found_in_between = traces(&after)?;
    drop(Ledger::unencrypted(&after)?);
    let found_after_opening = traces(&after)?;
    let state = nest.ledger.state()?;
    let found = found + traces(&path)?; // to read is to begin anew, which ends the deletion
    let kept = state.iter().filter(|line| line.contains(" kept ")).count() as u64;
    let missing = (nest.contacts - 1) * TEXTS - kept;
    Ok(Deletion { canaries: laid, found, found_in_between, found_after_opening, missing })
}

/// A database with canaries in it.
struct Nest {
    ledger: Ledger,
    canaries: u64,
    contacts: u64,
}

impl Nest {
    /// Somebody, whose name and texts are canaries, among texts of somebody else.
    fn lay(&mut self) -> Result<i64> {
        self.contacts += 1;
        let (mut key, contact) = ([2; 32], i64::try_from(self.contacts)?);
        key[..8].copy_from_slice(&contact.to_be_bytes());
        let name = self.canary();
        self.ledger.carry_out(&Act::Add { key, name })?;
        for text in 0..TEXTS {
            let body = self.canary().repeat(if text % 5 == 0 { REPEATED } else { 1 });
            let id = u128::from(self.canaries).to_be_bytes();
            self.ledger.carry_out(&match text % 2 {
                0 => Act::Queue { contact, id, body },
                _ => Act::Receive { contact, id, body },
            })?;
            self.ledger.carry_out(&Act::Queue { contact: 1, id, body: format!("kept {text}") })?;
        }
        Ok(contact)
    }

    fn canary(&mut self) -> String {
        self.canaries += 1;
        format!("canary{:08}yranac", self.canaries)
    }
}

/// Different canaries that are there whole.
fn whole(path: &Path) -> Result<u64> {
    let bytes = bytes(path)?;
    let found =
        bytes.windows(LENGTH).filter(|window| window.starts_with(ENDS[0]) && window.ends_with(ENDS[1]));
    Ok(found.collect::<BTreeSet<_>>().len() as u64)
}

/// Places where one begins or ends.
fn traces(path: &Path) -> Result<u64> {
    let bytes = bytes(path)?;
    Ok(bytes.windows(ENDS[0].len()).filter(|window| ENDS.contains(window)).count() as u64)
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let image = Image::read(path)?;
    Ok([image.database, image.log.unwrap_or_default()].concat())
}
