//! Vaults on disks that fail: power cuts, damage, full and refusing disks, kills in the middle of a change.
//!
//! Each part makes a vault, does to its files what a disk or a stranger could do, and opens it as the engine does. The
//! database is the engine's own (`sotto_engine::rehearsal::storage`); nothing here knows SQL.

mod address;
mod child;
mod damage;
mod deletion;
mod disks;
mod fill;
mod full;
mod images;
mod migrations;
mod passphrase;
mod processes;
mod recording;
mod scratch;
mod script;
mod second;
mod traced;
mod wal;

pub use address::run as address;
pub use child::{CHILD, child};
pub use damage::{Damage, run as damage};
pub use deletion::{Deletion, run as deletion};
pub use disks::{Disks, run as disks, small as small_disks};
pub use full::{Full, run as full};
pub use images::{Images, run as images};
pub use migrations::{Migrations, run as migrations};
pub use passphrase::{Passphrases, run as passphrases};
pub use second::{Second, run as second};
pub use traced::{Syncs, run as syncs};

use crate::report::{Report, tell};
use anyhow::Result;
use serde_json::json;
use std::path::PathBuf;
use tokio::time::Instant;

/// Transactions whose log is cut.
const TRANSACTIONS: u64 = 2000;
/// Pages by which a database may grow before its disk is full: none, one, and so on below this.
const SIZES: u32 = 500;
/// Runs on real full disks, and on ones that fail in the middle of a file.
const DISKS: u64 = 20;
/// Openings after damage to the Tor client's files.
const OPENINGS: u64 = 100;
/// Texts and names that are deleted.
const CANARIES: u64 = 1000;
/// Tries of a second process on one profile.
const SECONDS: u64 = 20;

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The program whose first word [`CHILD`] makes it a child: `sotto-storage` itself.
    pub program: PathBuf,
    /// Images of a power cut.
    pub images: u64,
    /// Flipped bytes; the other kinds of damage come on top.
    pub damage: u64,
    /// Kills at random moments, of migrations and of changes of the passphrase; those at each step come on top.
    pub kills: u64,
    /// Of everything that is drawn.
    pub seed: u64,
}

/// Everything that a run found.
struct Found {
    images: Images,
    damage: Damage,
    full: Full,
    disks: Disks,
    migrations: Migrations,
    passphrases: Passphrases,
    address: u64,
    deletion: Deletion,
    second: Second,
    syncs: Option<Syncs>,
}

/// Carries the plan out.
///
/// # Errors
/// The harness itself fails, or an engine does not recover.
pub fn run(plan: &Plan) -> Result<Report> {
    let begun = Instant::now();
    let step = |name: &str| tell(format_args!("{:5.0} s  {name}", begun.elapsed().as_secs_f64()));
    step("power cuts");
    let images = images(plan.seed, TRANSACTIONS, plan.images)?;
    step("damage");
    let damage = damage(plan.seed, plan.damage)?;
    step("full databases");
    let full = full(plan.seed, SIZES)?;
    step("full and refusing disks");
    let disks = disks(&plan.program, DISKS)?;
    step("migrations");
    let migrations = migrations(&plan.program, plan.kills, plan.seed)?;
    step("changes of the passphrase");
    let passphrases = passphrases(&plan.program, plan.kills, plan.seed)?;
    step("addresses, deletions, two processes");
    let address = address(OPENINGS, plan.seed)?;
    let deletion = deletion(CANARIES)?;
    let second = second(&plan.program, SECONDS)?;
    let syncs = syncs(&plan.program)?;
    let found =
        Found { syncs, images, damage, full, disks, migrations, passphrases, address, deletion, second };
    Ok(Report { missed: found.missed(), figures: found.figures(plan.seed, begun.elapsed().as_secs_f64()) })
}

impl Found {
    fn figures(&self, seed: u64, seconds: f64) -> serde_json::Value {
        json!({
            "images": self.images.images, "images_wrong": self.images.wrong,
            "transactions": self.images.transactions, "frames": self.images.frames,
            "missing_syncs": self.images.missing_syncs, "needless_syncs": self.images.needless_syncs,
            "damaged": self.damage.damaged, "refused": self.damage.refused, "wrong_text": self.damage.wrong_text,
            "mixed": self.damage.mixed, "touched": self.damage.touched,
            "panics": self.images.panics + self.damage.panics,
            "full_sizes": self.full.sizes, "full_disks": self.disks.full, "failing_disks": self.disks.failing,
            "full_disk_acknowledged": self.full.acknowledged + self.disks.acknowledged,
            "full_disk_losses": self.full.losses + self.disks.losses,
            "full_disk_stuck": self.full.stuck, "full_disk_untold": self.disks.silent,
            "refusals": self.disks.refusals,
            "wrong_sentences": self.damage.wrong_sentence + self.disks.wrong_sentence,
            "migration_kills": self.migrations.kills, "migration_images": self.migrations.images,
            "migrations_between": self.migrations.wrong,
            "passphrase_kills": self.passphrases.kills, "passphrases_wrong": self.passphrases.wrong,
            "passphrases_taken_back": self.passphrases.taken_back,
            "canaries": self.deletion.canaries,
            "canaries_found": self.deletion.found + self.deletion.found_after_opening,
            "address_kept": format!("{}/{OPENINGS}", self.address),
            "second_processes": self.second.tries, "second_admitted": self.second.admitted,
            "locked_out": self.second.locked_out, "refusal_ms_max": self.second.slowest.as_millis(),
            "syncs_of_texts": self.syncs.map(|syncs| format!("{}/{}", syncs.of_texts, syncs.texts)),
            "syncs_of_receipts": self.syncs.map(|syncs| syncs.of_receipts),
            "skipped": self.disks.skipped, "seed": seed, "seconds": seconds.round(),
        })
    }

    fn missed(&self) -> Vec<String> {
        let (damage, disks, passphrases) = (&self.damage, &self.disks, &self.passphrases);
        let texts = self.deletion.found + self.deletion.found_after_opening + self.deletion.missing;
        let needless = self.syncs.map_or(0, |syncs| syncs.of_receipts + syncs.of_texts.abs_diff(syncs.texts));
        [
            (needless, "not one sync for each text and none for a receipt"),
            (self.images.wrong, "an image does not open as the committed work that is whole in it"),
            (self.images.missing_syncs + self.images.needless_syncs, "not one sync for each promised commit"),
            (damage.wrong_text + damage.mixed, "a damaged vault shows what was never so"),
            (damage.touched, "a damaged vault is changed by the look at it"),
            (self.images.panics + damage.panics, "a panic"),
            (self.full.losses + disks.losses, "a full disk costs acknowledged texts"),
            (self.full.stuck + disks.silent, "a full disk is not told, or its end not noticed"),
            (damage.wrong_sentence + disks.wrong_sentence, "a refusal with the wrong sentence"),
            (self.migrations.wrong, "a migration stops between two schemas"),
            (passphrases.wrong + passphrases.taken_back, "not exactly one passphrase opens"),
            (OPENINGS - self.address, "another address"),
            (texts, "deleted text is left, or kept text is gone"),
            (self.second.admitted + self.second.locked_out, "two processes on a profile, or none"),
            (u64::from(self.second.slowest.as_secs() >= 1), "a second process is refused too late"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} times: {what}"))
        .collect()
    }
}
