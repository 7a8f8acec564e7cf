//! Changes of the passphrase, killed at every step and at random moments: exactly one of old and new opens.

use super::processes::{End, kill_after, run as run_child, spawn};
use super::scratch::folder;
use anyhow::{Context, Result, ensure};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sotto_engine::api::Failure;
use sotto_engine::rehearsal::storage::Strongbox;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Steps of a change: the new header made, written, synced, renamed, and the folder synced.
const STEPS: usize = 5;
/// The step with which the new passphrase opens.
const RENAMED: usize = 4;
/// Longest life of a child that is killed at a random moment, in microseconds.
const LIFE: u64 = 30_000;
/// Bytes of a header.
const HEADER: usize = 114;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passphrases {
    /// Changes that were interrupted.
    pub kills: u64,
    /// Of them, those after which the old passphrase opened.
    pub old: u64,
    /// Those after which the new one did.
    pub new: u64,
    /// Both opened, or neither, or another address.
    pub wrong: u64,
    /// A change that was answered, and the old one opened.
    pub taken_back: u64,
}

/// Interrupts changes of the passphrase at each step and `kills` times at random moments.
///
/// # Errors
/// The harness fails.
pub fn run(program: &Path, kills: u64, seed: u64) -> Result<Passphrases> {
    let mut found = Passphrases::default();
    let folder = folder()?;
    let profile = folder.path().join("profile");
    let address = Strongbox::claim(&profile)?.make("0")?;
    let trial = Trial { profile, address };
    let mut number = 0;
    for stop in 1..=STEPS {
        let words = trial.words("passphrase", [number, number + 1, stop as u64]);
        ensure!(run_child(program, words)? == End::Killed, "a child that should die at step {stop}");
        let opens = trial.judge(number, number + 1, &mut found)?;
        ensure!((opens > number) == (stop >= RENAMED), "a step {stop} that is not what it was");
        number = opens;
    }
    for length in 0..=HEADER {
        // a power cut before the sync leaves any part of the new file
        std::fs::write(trial.profile.join("vault.header.new"), vec![0xa5; length])?;
        ensure!(trial.judge(number, number + 1, &mut found)? == number, "half a header was taken for one");
    }
    let mut coins = ChaCha8Rng::seed_from_u64(seed);
    for _ in 0..kills {
        let child = spawn(program, trial.words("passphrases", [number]))?;
        let said = kill_after(child, Duration::from_micros(coins.next_u64() % LIFE))?;
        let answered = said.last().map_or(Ok(number), |line| line.parse())?;
        found.taken_back += u64::from(answered > number && trial.opens(answered - 1)?);
        number = trial.judge(answered, answered + 1, &mut found)?;
    }
    Ok(found)
}

struct Trial {
    profile: PathBuf,
    address: String,
}

impl Trial {
    fn words<const N: usize>(&self, task: &str, numbers: [u64; N]) -> Vec<OsString> {
        let numbers = numbers.map(|number| OsString::from(number.to_string()));
        [OsString::from(task), self.profile.clone().into()].into_iter().chain(numbers).collect()
    }

    fn opens(&self, passphrase: u64) -> Result<bool> {
        match Strongbox::claim(&self.profile)?.address(&passphrase.to_string()) {
            Ok(address) => {
                ensure!(address == self.address, "another address");
                Ok(true)
            }
            Err(Failure::PassphraseWrong) => Ok(false),
            Err(failure) => Err(failure).context("opening a vault after a change was interrupted"),
        }
    }

    /// The one that opens.
    fn judge(&self, old: u64, new: u64, found: &mut Passphrases) -> Result<u64> {
        found.kills += 1;
        match (self.opens(old)?, self.opens(new)?) {
            (true, false) => found.old += 1,
            (false, true) => {
                found.new += 1;
                return Ok(new);
            }
            _ => found.wrong += 1,
        }
        Ok(old)
    }
}
