//! What runs in a process of its own, to be killed or to stand on a disk that fails.

use super::fill;
use anyhow::{Context, Result, bail};
use rustix::process::{Signal, getpid, kill_process};
use sotto_engine::api::Failure;
use sotto_engine::rehearsal::storage::{Act, Ledger, Strongbox, migrate};
use sotto_transport::sim::Sim;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

/// The first word of a child's command line.
pub const CHILD: &str = "child";

/// Does what the words say: a task, a path, and what the task needs.
///
/// # Errors
/// The words are not understood, or what should succeed fails.
pub fn child(words: &[OsString]) -> Result<()> {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    match words.as_slice() {
        ["migrate", path, stop] => {
            let stop = stop.parse()?;
            migrate(Path::new(path), &mut |step| die_at(step, stop)).context("migrating")
        }
        ["passphrase", path, old, new, stop] => {
            let stop = stop.parse()?;
            let vault = Strongbox::claim(Path::new(path))?;
            vault.change(old, new, &mut |step| die_at(step, stop)).context("changing")
        }
        ["passphrases", path, first] => change_for_ever(Path::new(path), first.parse()?),
        ["hold", path] => hold(Path::new(path)),
        ["claim", path] => tell(start(Path::new(path)).map(drop)),
        ["vault", path] => tell(vault(Path::new(path))),
        ["fill", path, remedy] => fill::fill(Path::new(path), remedy),
        ["syncs", path, texts, receipts] => syncs(Path::new(path), texts.parse()?, receipts.parse()?),
        _ => bail!("this is not a child's task"),
    }
}

fn die_at(step: usize, stop: usize) {
    if step == stop {
        // it ends us, or nothing does and the parent counts a change that was not interrupted
        let _signalled = kill_process(getpid(), Signal::KILL);
    }
}

/// From each number to the next, and says each one that is answered.
fn change_for_ever(folder: &Path, first: u64) -> Result<()> {
    let vault = Strongbox::claim(folder)?;
    for number in first.. {
        vault.change(&number.to_string(), &(number + 1).to_string(), &mut |_| {})?;
        writeln!(io::stdout(), "{}", number + 1)?;
    }
    Ok(())
}

fn start(profile: &Path) -> Result<sotto_engine::Engine, Failure> {
    sotto_engine::start(profile, Arc::new(Sim::new(1).node()))
}

/// The engine as the program starts it, until standard input ends.
fn hold(profile: &Path) -> Result<()> {
    let _engine = start(profile)?;
    writeln!(io::stdout(), "held")?;
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

/// Makes the vault, or opens it if there is one.
fn vault(profile: &Path) -> Result<(), Failure> {
    let vault = Strongbox::claim(profile)?;
    if vault.is_made() { vault.address("x") } else { vault.make("x") }.map(drop)
}

fn tell(outcome: Result<(), Failure>) -> Result<()> {
    let line = match outcome {
        Ok(()) => "done".to_owned(),
        Err(failure) => serde_json::to_string(&failure)?,
    };
    writeln!(io::stdout(), "{line}")?;
    Ok(())
}

/// Texts and their receipts, for somebody who counts the system calls.
fn syncs(path: &Path, texts: u8, receipts: u8) -> Result<()> {
    let mut ledger = Ledger::make(path)?;
    ledger.carry_out(&Act::Add { key: [7; 32], name: "Ann".to_owned() })?;
    for number in 0..texts {
        ledger.carry_out(&Act::Queue { contact: 1, id: [number; 16], body: "text".to_owned() })?;
    }
    for number in 0..receipts {
        ledger.carry_out(&Act::Receipt { contact: 1, id: [number; 16] })?;
    }
    Ok(())
}
