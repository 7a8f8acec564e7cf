//! A full disk: nothing that was acknowledged is lost, and there is no need to start again once there is room.

use super::scratch::{Image, folder};
use super::script::Script;
use anyhow::{Result, ensure};
use sotto_engine::api::Failure;
use sotto_engine::rehearsal::storage::{Act, Ledger};
use std::collections::BTreeSet;
use std::path::Path;

/// Tries while the disk is full.
const TRIES: usize = 3;
/// Texts after there is room again.
const AFTER: usize = 5;
/// Bytes of a text.
const TEXT: usize = 8000;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Full {
    /// Databases that could grow by 0, 1, 2 ... pages.
    pub sizes: u64,
    /// Texts that were acknowledged.
    pub acknowledged: u64,
    /// Texts that were refused.
    pub refused: u64,
    /// Acknowledged ones that are not there, and refused ones that are.
    pub losses: u64,
    /// Refused with another sentence, not to be read while full, or not to be written to with room again.
    pub stuck: u64,
}

/// Fills a database that may grow by so many pages, for each number below `sizes`.
///
/// # Errors
/// The scratch folder fails, or the store with room enough.
pub fn run(seed: u64, sizes: u32) -> Result<Full> {
    let folder = folder()?;
    let path = folder.path().join("db");
    let mut script = Script::new(seed);
    let mut ledger = Ledger::make(&path)?;
    for _ in 0..50 {
        ledger.carry_out(&script.act())?;
    }
    drop(ledger);
    let (base, contact) = (Image::read(&path)?, script.anybody());
    let mut found = Full { sizes: sizes.into(), ..Full::default() };
    for pages in 0..sizes {
        base.write(&path)?;
        fill(&path, pages, contact, &mut found)?;
    }
    Ok(found)
}

fn fill(path: &Path, pages: u32, contact: i64, found: &mut Full) -> Result<()> {
    let mut ledger = Ledger::open(path)?;
    ledger.limit_growth(Some(pages))?;
    let (mut kept, mut number, mut refused) = (BTreeSet::new(), 0_u32, 0);
    while refused < TRIES {
        number += 1;
        ensure!(number < 10_000, "the disk takes everything");
        match ledger.carry_out(&text(contact, number)) {
            Ok(()) => drop(kept.insert(number)),
            Err(failure) => {
                refused += 1;
                found.stuck += u64::from(failure != Failure::DiskFull);
            }
        }
    }
    found.refused += refused as u64;
    found.stuck += u64::from(ledger.state().is_err());
    ledger.limit_growth(None)?;
    for _ in 0..AFTER {
        number += 1;
        match ledger.carry_out(&text(contact, number)) {
            Ok(()) => drop(kept.insert(number)),
            Err(_) => found.stuck += 1,
        }
    }
    drop(ledger);
    let there = Ledger::open(path)?.state()?;
    let numbers =
        there.iter().filter_map(|line| line.split_once("number ")?.1.split(' ').next()?.parse().ok());
    let there: BTreeSet<u32> = numbers.collect();
    found.acknowledged += kept.len() as u64;
    found.losses += kept.symmetric_difference(&there).count() as u64;
    Ok(())
}

fn text(contact: i64, number: u32) -> Act {
    let mut id = [0xee; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    Act::Queue { contact, id, body: format!("number {number} {}", "x".repeat(TEXT)) }
}
