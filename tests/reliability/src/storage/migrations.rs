//! Migrations, killed after every statement and at random moments: the old schema or the new one, nothing between.

use super::processes::{End, kill_after, run as run_child, spawn};
use super::scratch::{Image, folder};
use anyhow::{Context, Result, ensure};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sotto_engine::rehearsal::storage::{Ledger, NEWEST, make_of_version, migrate, schema};
use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

/// Longest life of a child that is killed at a random moment, in microseconds.
const LIFE: u64 = 12_000;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Migrations {
    /// Children that were killed.
    pub kills: u64,
    /// Of them, before the migration was done.
    pub old: u64,
    /// Afterwards.
    pub new: u64,
    /// Neither the old schema nor the new one, or something lost.
    pub wrong: u64,
    /// Files as they lay on the disk after a statement, opened like after a power cut.
    pub images: u64,
}

/// Kills a migration from each earlier version after each of its statements, and `kills` times at random moments.
///
/// # Errors
/// The harness fails.
pub fn run(program: &Path, kills: u64, seed: u64) -> Result<Migrations> {
    let (mut found, folder) = (Migrations::default(), folder()?);
    let (path, fresh) = (folder.path().join("db"), folder.path().join("fresh"));
    make_of_version(&fresh, 0)?;
    migrate(&fresh, &mut |_| {})?;
    let newest = schema(&fresh)?;
    let mut coins = ChaCha8Rng::seed_from_u64(seed);
    for version in 0..NEWEST {
        let trial = Trial::begin(&path, version, newest.clone())?;
        let statements = trial.photograph(&path, &mut found)?;
        for stop in 1..=statements {
            trial.old.write(&path)?;
            let end =
                run_child(program, ["migrate".as_ref(), path.as_os_str(), OsStr::new(&stop.to_string())])?;
            ensure!(end == End::Killed, "a child that should die at statement {stop} {end:?}");
            found.kills += 1;
            trial.judge(&path, &mut found)?;
        }
        for _ in 0..kills.div_ceil(NEWEST as u64) {
            trial.old.write(&path)?;
            let child = spawn(program, ["migrate".as_ref(), path.as_os_str(), "0".as_ref()])?;
            kill_after(child, Duration::from_micros(coins.next_u64() % LIFE))?;
            found.kills += 1;
            trial.judge(&path, &mut found)?;
        }
    }
    Ok(found)
}

/// A database of an earlier version.
struct Trial {
    version: usize,
    old: Image,
    schemas: [(usize, Vec<String>); 2],
}

impl Trial {
    fn begin(path: &Path, version: usize, newest: (usize, Vec<String>)) -> Result<Self> {
        Image::default().write(path)?;
        std::fs::remove_file(path)?;
        make_of_version(path, version)?;
        let before = schema(path)?;
        Ok(Self { version, old: Image::read(path)?, schemas: [before, newest] })
    }

    /// The files after each statement, as a power cut would leave them; the number of statements.
    fn photograph(&self, path: &Path, found: &mut Migrations) -> Result<usize> {
        self.old.write(path)?;
        let mut pictures = Vec::new();
        migrate(path, &mut |_| pictures.push(Image::read(path)))?;
        let statements = pictures.len();
        for picture in pictures {
            picture?.write(path)?;
            found.images += 1;
            self.judge(path, found)?;
        }
        Ok(statements)
    }

    fn judge(&self, path: &Path, found: &mut Migrations) -> Result<()> {
        let left = schema(path).context("a database that cannot be read any more")?;
        match self.schemas.iter().position(|schema| *schema == left) {
            Some(0) => found.old += 1,
            Some(_) => found.new += 1,
            None => found.wrong += 1,
        }
        if self.version > 0 {
            let lines = Ledger::open(path)?.state()?;
            let kept = lines.len() == 2 && lines[0].ends_with(" Ann") && lines[1].ends_with(" kept");
            found.wrong += u64::from(!kept);
        }
        Ok(())
    }
}
