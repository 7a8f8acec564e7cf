//! Damage: flipped bytes, cut files, foreign files, and a log that somebody has tampered with.

use super::recording::Recording;
use super::scratch::{Image, folder, log_of};
use super::script::fingerprint_of;
use super::wal::{FRAME, HEADER, PAGE, forge, start_of};
use anyhow::{Context, Result, ensure};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sotto_engine::api::Failure;
use sotto_engine::rehearsal::storage::{Ledger, Strongbox, mark_as_newer};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Transactions before the damage.
const TRANSACTIONS: u64 = 150;
/// The passphrase of the vault whose header is damaged.
const PASSPHRASE: &str = "right";

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// Files that were damaged and looked at.
    pub damaged: u64,
    /// Of them, refused.
    pub refused: u64,
    /// Opened, and showed a line that was never true.
    pub wrong_text: u64,
    /// Opened, with true lines, but not as any moment of its past.
    pub mixed: u64,
    /// Refused, and changed by the look.
    pub touched: u64,
    /// The look panicked.
    pub panics: u64,
    /// Refused with another sentence than the one that helps.
    pub wrong_sentence: u64,
}

/// What may become of a damaged file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Duty {
    /// Nothing may open it.
    Refuse(Failure),
    /// Nothing may open it; there are several right sentences.
    RefuseAnyhow,
    /// Refused, or opened as a moment of its past.
    Honest,
    /// Refused, or opened with true lines only: who can write the file can put an old page in a new one's place.
    Authentic,
}

/// Damages `count` vaults by a flipped byte each, and as many as there are in the other ways.
///
/// # Errors
/// The scratch folder fails, or the store without damage.
pub fn run(seed: u64, count: u64) -> Result<Damage> {
    let mut bench = Bench::new(seed)?;
    let mut coins = ChaCha8Rng::seed_from_u64(seed);
    for number in 0..count {
        let (at, mask) = (coins.next_u64(), 1_u8 << (coins.next_u32() % 8));
        match number % 20 {
            0..8 => bench.flip_database(at, mask, false)?,
            8..13 => bench.flip_database(at, mask, true)?,
            13..18 => bench.flip_log(at, mask)?,
            _ => bench.flip_header(at, mask)?,
        }
        if number % 16 == 0 {
            bench.tamper(at, mask)?;
            bench.put_back_a_page(at)?;
        }
    }
    bench.cut_short(count)?;
    bench.replace()?;
    Ok(bench.found)
}

/// Vaults to damage.
struct Bench {
    folder: tempfile::TempDir,
    /// Ended in order.
    clean: Image,
    /// Killed.
    dirty: Image,
    header: Vec<u8>,
    past: BTreeSet<u64>,
    lines: BTreeSet<String>,
    found: Damage,
}

impl Bench {
    fn new(seed: u64) -> Result<Self> {
        let recording = Recording::make(seed, TRANSACTIONS)?;
        let folder = folder()?;
        let path = folder.path().join("db");
        recording.end.write(&path)?;
        drop(Ledger::open(&path)?);
        let clean = Image::read(&path)?;
        ensure!(clean.log.is_none() && recording.end.log.is_some(), "one vault with a log and one without");
        let strongbox = folder.path().join("strongbox");
        Strongbox::claim(&strongbox)?.make(PASSPHRASE)?;
        let header = std::fs::read(strongbox.join("vault.header"))?;
        let past = recording.states.iter().copied().collect();
        let (dirty, lines) = (recording.end, recording.lines);
        Ok(Self { folder, clean, dirty, header, past, lines, found: Damage::default() })
    }

    fn flip_database(&mut self, at: u64, mask: u8, with_log: bool) -> Result<()> {
        let (mut image, duty) = if with_log {
            (self.dirty.clone(), Duty::Honest)
        } else {
            (self.clean.clone(), Duty::Refuse(Failure::VaultDamaged))
        };
        flip(&mut image.database, at, mask);
        self.look(&image, duty)
    }

    fn flip_log(&mut self, at: u64, mask: u8) -> Result<()> {
        let mut image = self.dirty.clone();
        flip(image.log.get_or_insert_default(), at, mask);
        self.look(&image, Duty::Honest)
    }

    /// The log has no key of its own: here its checksums are right, and only the page's tag is wrong.
    fn tamper(&mut self, at: u64, mask: u8) -> Result<()> {
        let mut image = self.dirty.clone();
        let log = image.log.get_or_insert_default();
        let frames = log.len().saturating_sub(HEADER) as u64 / FRAME as u64;
        let frame = usize::try_from(at % frames.max(1))?;
        let into = 24 + usize::try_from((at >> 32) % PAGE as u64)?;
        if let Some(byte) = log.get_mut(start_of(frame) + into) {
            *byte ^= mask;
        }
        forge(log);
        self.look(&image, Duty::Honest)
    }

    /// A page of an earlier frame, with its authentic tag, in the place of a later one.
    fn put_back_a_page(&mut self, at: u64) -> Result<()> {
        let mut image = self.dirty.clone();
        let log = image.log.get_or_insert_default();
        let frames = log.len().saturating_sub(HEADER) / FRAME;
        let later = usize::try_from(at % frames.max(1) as u64)?;
        let number = |frame: usize| log.get(start_of(frame)..start_of(frame) + 4);
        if let Some(earlier) = (0..later).rev().find(|frame| number(*frame) == number(later)) {
            let from = start_of(earlier) + 24;
            log.copy_within(from..from + PAGE, start_of(later) + 24);
        }
        forge(log);
        self.look(&image, Duty::Authentic)
    }

    fn flip_header(&mut self, at: u64, mask: u8) -> Result<()> {
        let mut header = self.header.clone();
        flip(&mut header, at, mask);
        self.look_at_header(&header, Duty::RefuseAnyhow)
    }

    /// Every file at every 512 bytes, at most `count` of each.
    fn cut_short(&mut self, count: u64) -> Result<()> {
        let points = |length: usize| {
            let all = length.div_ceil(512);
            let step = all.div_ceil(usize::try_from(count).unwrap_or(usize::MAX).max(1)).max(1);
            (0..length).step_by(512).step_by(step)
        };
        for at in points(self.clean.database.len()) {
            let database = self.clean.database[..at].to_vec();
            self.look(&Image { database, log: None }, Duty::Refuse(Failure::VaultDamaged))?;
        }
        let log = self.dirty.log.clone().unwrap_or_default();
        for at in points(log.len()) {
            let log = Some(log[..at].to_vec());
            self.look(&Image { database: self.dirty.database.clone(), log }, Duty::Honest)?;
        }
        for at in points(self.dirty.database.len()) {
            let database = self.dirty.database[..at].to_vec();
            self.look(&Image { database, log: self.dirty.log.clone() }, Duty::Honest)?;
        }
        for at in 0..self.header.len() {
            let header = self.header[..at].to_vec();
            self.look_at_header(&header, Duty::Refuse(Failure::VaultDamaged))?;
        }
        Ok(())
    }

    /// Something else in the vault's place.
    fn replace(&mut self) -> Result<()> {
        let plain = self.folder.path().join("plain");
        drop(Ledger::unencrypted(&plain)?);
        let strangers = [
            Vec::new(),
            vec![0; 64 * 1024],
            b"\x89PNG\r\n\x1a\n".repeat(1024),
            "a letter ".repeat(4096).into_bytes(),
            std::fs::read(&plain)?,
        ];
        for database in strangers {
            for log in [None, self.dirty.log.clone()] {
                let image = Image { database: database.clone(), log };
                self.look(&image, Duty::Refuse(Failure::VaultDamaged))?;
            }
            self.look_at_header(&database, Duty::Refuse(Failure::VaultDamaged))?;
        }
        let newer = self.folder.path().join("newer");
        self.clean.write(&newer)?;
        mark_as_newer(&newer)?;
        let mut newer = Image::read(&newer)?;
        self.look(&newer, Duty::Refuse(Failure::VaultTooNew))?;
        newer.log = Some(Vec::new());
        self.look(&newer, Duty::Refuse(Failure::VaultTooNew))?;
        let mut header = self.header.clone();
        header[8] += 1;
        self.look_at_header(&header, Duty::Refuse(Failure::VaultTooNew))
    }

    fn look(&mut self, image: &Image, duty: Duty) -> Result<()> {
        let path = self.folder.path().join("db");
        image.write(&path)?;
        let shown = catch_unwind(AssertUnwindSafe(|| show(&path)));
        let same = Image::read(&path)? == *image;
        let shm = std::fs::remove_file(self.folder.path().join("db-shm")).is_ok();
        self.judge(shown, duty, same && !shm);
        let _gone = std::fs::remove_file(log_of(&path));
        Ok(())
    }

    fn look_at_header(&mut self, header: &[u8], duty: Duty) -> Result<()> {
        let folder = self.folder.path().join("strongbox");
        let path = folder.join("vault.header");
        std::fs::write(&path, header)?;
        let opened = catch_unwind(|| Strongbox::claim(&folder).and_then(|vault| vault.address(PASSPHRASE)));
        let same = std::fs::read(&path).context("a header is gone")? == header;
        self.judge(opened.map(|opened| opened.map(|address| vec![address])), duty, same);
        Ok(())
    }

    fn judge(&mut self, shown: std::thread::Result<Result<Vec<String>, Failure>>, duty: Duty, same: bool) {
        let found = &mut self.found;
        found.damaged += 1;
        match shown {
            Err(_) => found.panics += 1,
            Ok(Err(failure)) => {
                found.refused += 1;
                found.touched += u64::from(!same);
                found.wrong_sentence += u64::from(matches!(duty, Duty::Refuse(right) if right != failure));
            }
            Ok(Ok(lines)) => {
                let unknown = lines.iter().any(|line| !self.lines.contains(line));
                let must_not = matches!(duty, Duty::Refuse(_) | Duty::RefuseAnyhow);
                found.wrong_text += u64::from(unknown || must_not);
                found.mixed +=
                    u64::from(duty == Duty::Honest && !self.past.contains(&fingerprint_of(&lines)));
            }
        }
    }
}

fn show(path: &Path) -> Result<Vec<String>, Failure> {
    Ledger::open(path)?.state()
}

fn flip(bytes: &mut [u8], at: u64, mask: u8) {
    let at = usize::try_from(at % bytes.len().max(1) as u64).unwrap_or(0);
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= mask;
    }
}
