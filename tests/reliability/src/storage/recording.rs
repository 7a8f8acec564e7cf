//! The life of a database, with all that was on its disk.

use super::scratch::{Image, folder};
use super::script::{Script, fingerprint};
use super::wal::Walk;
use anyhow::{Context, Result};
use sotto_engine::rehearsal::storage::Ledger;
use std::collections::BTreeSet;

/// A database from its first transaction to its last, without the orderly end.
#[derive(Debug, Default)]
pub(super) struct Recording {
    pub(super) generations: Vec<Generation>,
    /// Fingerprints after each transaction; the first is of the beginning.
    pub(super) states: Vec<u64>,
    /// Every line that was ever true.
    pub(super) lines: BTreeSet<String>,
    /// Promised transactions without a sync.
    pub(super) missing_syncs: u64,
    /// Syncs beyond one for each promised transaction.
    pub(super) needless_syncs: u64,
    /// The files at the end.
    pub(super) end: Image,
}

/// The log from one of its beginnings to the next.
#[derive(Debug)]
pub(super) struct Generation {
    /// The database under it: it does not change as long as this log grows.
    pub(super) database: Vec<u8>,
    /// What the log's place on the disk held before: frames of an earlier generation.
    pub(super) before: Vec<u8>,
    pub(super) log: Vec<u8>,
    pub(super) frames: usize,
    /// Frames at the end of each transaction, and the number of its state.
    pub(super) commits: Vec<(usize, usize)>,
    /// The log was begun anew in place: all of it is in the next generation's database.
    pub(super) restarted: bool,
}

impl Generation {
    /// The state that so many frames make.
    pub(super) fn state_at(&self, frames: usize) -> usize {
        let done = self.commits.iter().take_while(|(end, _)| *end <= frames);
        done.last().map_or(0, |(_, state)| *state)
    }
}

impl Recording {
    pub(super) fn make(seed: u64, transactions: u64) -> Result<Self> {
        let folder = folder()?;
        let path = folder.path().join("db");
        drop(Ledger::make(&path)?); // an orderly end: the making is not what is rehearsed here
        let (mut script, mut ledger, mut this) = (Script::new(seed), Ledger::open(&path)?, Self::default());
        this.states.push(fingerprint(&mut ledger)?);
        let mut walk = None;
        this.begin_generation(Image::read(&path)?, Vec::new(), 0, 0);
        for _ in 0..transactions {
            let (act, before) = (script.act(), ledger.synced().0);
            ledger.carry_out(&act).with_context(|| format!("{act:?}"))?;
            let syncs = ledger.synced().0 - before;
            this.missing_syncs += u64::from(act.is_promised() && syncs == 0);
            this.needless_syncs += syncs.saturating_sub(u64::from(act.is_promised()));
            this.note_state(&mut ledger)?;
            this.note_log(Image::read(&path)?, &mut walk);
        }
        this.end = Image::read(&path)?;
        Ok(this)
    }

    fn note_state(&mut self, ledger: &mut Ledger) -> Result<()> {
        let state = fingerprint(ledger)?;
        if self.states.last() != Some(&state) {
            self.lines.extend(ledger.state()?);
        }
        self.states.push(state);
        Ok(())
    }

    fn note_log(&mut self, image: Image, walk: &mut Option<Walk>) {
        let log = image.log.clone().unwrap_or_default();
        if let Some(walk) = walk.as_mut().filter(|walk| walk.is_of(&log)) {
            walk.go_on(&log);
            return self.extend_generation(log, walk.frames);
        }
        let restarted = walk.is_some() && !log.is_empty();
        let before = self.end_generation(restarted);
        *walk = Walk::begin(&log);
        match walk {
            Some(walk) => {
                walk.go_on(&log);
                self.begin_generation(image, if restarted { before } else { Vec::new() }, walk.frames, 1);
            }
            // a deletion has emptied the log; the next transaction begins it
            None => self.begin_generation(image, Vec::new(), 0, 0),
        }
    }

    /// `behind`: how many states were made since the database was written.
    fn begin_generation(&mut self, image: Image, before: Vec<u8>, frames: usize, behind: usize) {
        let now = self.states.len() - 1;
        let commits = vec![(0, now - behind), (frames, now)];
        let (database, log) = (image.database, image.log.unwrap_or_default());
        self.generations.push(Generation { database, before, log, frames, commits, restarted: false });
    }

    fn extend_generation(&mut self, log: Vec<u8>, frames: usize) {
        let now = self.states.len() - 1;
        if let Some(last) = self.generations.last_mut() {
            last.log = log;
            last.frames = frames;
            last.commits.push((frames, now));
        }
    }

    fn end_generation(&mut self, restarted: bool) -> Vec<u8> {
        let Some(last) = self.generations.last_mut() else { return Vec::new() };
        last.restarted = restarted;
        last.log.clone()
    }
}
