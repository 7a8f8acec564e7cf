//! Power cuts: the log cut at every frame and inside of each, and checkpoints that were interrupted.

use super::recording::{Generation, Recording};
use super::scratch::{Image, folder};
use super::script::fingerprint;
use super::wal::{FRAME, HEADER, PAGE, start_of};
use anyhow::Result;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sotto_engine::rehearsal::storage::Ledger;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Where a frame is torn: in its own header, in its page, before its last byte.
const TORN: [usize; 3] = [12, FRAME / 2, FRAME - 1];
/// Interrupted checkpoints of each generation.
const CHECKPOINTS: usize = 40;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Images {
    /// Images that were opened.
    pub images: u64,
    /// Those that did not open as exactly the transactions that were whole in them.
    pub wrong: u64,
    /// Of them, those that panicked.
    pub panics: u64,
    /// Frames of all logs.
    pub frames: u64,
    /// Transactions.
    pub transactions: u64,
    /// Promised transactions that were answered without a sync.
    pub missing_syncs: u64,
    /// Syncs beyond one for each promised transaction.
    pub needless_syncs: u64,
}

/// One image to be.
#[derive(Clone, Copy, Debug)]
enum Cut {
    /// The log of this generation up to a byte; `true`: and then what was in its place before.
    Log { generation: usize, at: usize, stale: bool },
    /// The whole log of this generation, over a database in which the next checkpoint was under way.
    Checkpoint { generation: usize, seed: u64 },
}

/// Opens `count` images of `transactions` transactions, evenly chosen of all there are.
///
/// # Errors
/// The scratch folder fails, or the store without a power cut.
pub fn run(seed: u64, transactions: u64, count: u64) -> Result<Images> {
    let recording = Recording::make(seed, transactions)?;
    let cuts = cuts(&recording);
    let folder = folder()?;
    let path = folder.path().join("db");
    let step = (cuts.len() as u64).div_ceil(count.max(1)).max(1);
    let mut found = Images {
        frames: recording.generations.iter().map(|generation| generation.frames as u64).sum(),
        transactions,
        missing_syncs: recording.missing_syncs,
        needless_syncs: recording.needless_syncs,
        ..Images::default()
    };
    for cut in cuts.into_iter().step_by(usize::try_from(step)?) {
        let (image, state) = lay(&recording, cut);
        image.write(&path)?;
        let opened = catch_unwind(AssertUnwindSafe(|| open(&path)));
        found.images += 1;
        found.panics += u64::from(opened.is_err());
        found.wrong += u64::from(opened.ok().flatten() != recording.states.get(state).copied());
    }
    Ok(found)
}

fn open(path: &Path) -> Option<u64> {
    fingerprint(&mut Ledger::open(path).ok()?).ok()
}

fn cuts(recording: &Recording) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for (generation, kept) in recording.generations.iter().enumerate() {
        let mut points = vec![0, HEADER / 2];
        for frame in 0..=kept.frames {
            points.push(start_of(frame));
            let torn = TORN.map(|into| start_of(frame) + into);
            points.extend(torn.iter().filter(|_| frame < kept.frames));
        }
        for (number, at) in points.into_iter().filter(|at| *at <= kept.log.len()).enumerate() {
            cuts.push(Cut::Log { generation, at, stale: number % 2 == 1 });
        }
        if kept.restarted {
            let seeds = (generation * CHECKPOINTS) as u64..((generation + 1) * CHECKPOINTS) as u64;
            cuts.extend(seeds.map(|seed| Cut::Checkpoint { generation, seed }));
        }
    }
    cuts
}

/// The image, and the number of the state that it holds.
fn lay(recording: &Recording, cut: Cut) -> (Image, usize) {
    match cut {
        Cut::Log { generation, at, stale } => {
            let kept = &recording.generations[generation];
            let rest = if stale { kept.before.get(at..).unwrap_or_default() } else { &[] };
            let log = [&kept.log[..at], rest].concat();
            // What was there before may be the very byte that was cut off: then the frame is whole after all.
            let same = log.iter().zip(&kept.log).take_while(|(laid, kept)| laid == kept).count();
            let whole = same.saturating_sub(HEADER) / FRAME;
            (Image { database: kept.database.clone(), log: Some(log) }, kept.state_at(whole))
        }
        Cut::Checkpoint { generation, seed } => {
            let kept = &recording.generations[generation];
            let next = &recording.generations[generation + 1];
            let database = half_written(kept, next, seed);
            (Image { database, log: Some(kept.log.clone()) }, kept.state_at(kept.frames))
        }
    }
}

/// A database some pages of which the checkpoint has written, and one of them torn.
fn half_written(old: &Generation, new: &Generation, seed: u64) -> Vec<u8> {
    let mut coins = ChaCha8Rng::seed_from_u64(seed);
    let mut bytes = old.database.clone();
    let pages = new.database.len() / PAGE;
    let torn = usize::try_from(coins.next_u32()).unwrap_or(0) % pages.max(1);
    for page in 0..pages {
        let written = if page == torn { PAGE / 2 } else { PAGE * usize::from(coins.next_u32() % 2 == 0) };
        let range = page * PAGE..page * PAGE + written;
        if bytes.len() < range.end {
            bytes.resize(range.end, 0);
        }
        bytes[range.clone()].copy_from_slice(&new.database[range]);
    }
    bytes
}
