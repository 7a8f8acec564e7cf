//! The system calls of a commit, counted by `strace`.

use super::processes::traced;
use super::scratch::folder;
use crate::report::tell;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Stdio;

/// Texts, and receipts for them.
const TEXTS: u64 = 50;

/// Syncs that the system was asked for, of the log by us and of any file by SQLite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syncs {
    /// For each of [`Self::texts`] texts.
    pub of_texts: u64,
    /// For as many receipts.
    pub of_receipts: u64,
    /// How many.
    pub texts: u64,
}

/// Counts them; `None`, and said, where there is no `strace`.
///
/// # Errors
/// The harness fails.
pub fn run(program: &Path) -> Result<Option<Syncs>> {
    let Some(none) = count(program, 0, 0)? else {
        tell("SKIP: there is no strace here: nobody counts the system calls of a commit");
        return Ok(None);
    };
    let texts = count(program, TEXTS, 0)?.context("strace is gone")?;
    let both = count(program, TEXTS, TEXTS)?.context("strace is gone")?;
    ensure!(none <= texts && texts <= both, "fewer syncs for more work");
    Ok(Some(Syncs { of_texts: texts - none, of_receipts: both - texts, texts: TEXTS }))
}

fn count(program: &Path, texts: u64, receipts: u64) -> Result<Option<u64>> {
    let folder = folder()?;
    let (database, trace) = (folder.path().join("db"), folder.path().join("trace"));
    let Some(mut command) = traced(&["-e", "trace=fsync,fdatasync"], &trace) else { return Ok(None) };
    command.arg(program).args(["child", "syncs"]).arg(database);
    command.args([texts.to_string(), receipts.to_string()]).stdin(Stdio::null());
    ensure!(command.status()?.success(), "a child that writes texts and receipts");
    let trace = std::fs::read_to_string(trace)?;
    Ok(Some(trace.lines().filter(|line| line.contains("sync(")).count() as u64))
}
