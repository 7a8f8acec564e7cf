//! `cargo xtask storage --images N --damage N --kills N --seed N`: vaults on disks that fail.

use anyhow::{Context, Result};
use sotto_reliability::options::Options;
use sotto_reliability::{report, storage};
use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<OsString> = env::args_os().skip(1).collect();
    report::exit(match words.split_first() {
        Some((first, task)) if first == storage::CHILD => storage::child(task),
        _ => run(words),
    })
}

fn run(words: Vec<OsString>) -> Result<()> {
    let defaults = [("images", 500), ("damage", 500), ("kills", 20), ("seed", 1)];
    let options = Options::read(words, &defaults)?;
    let plan = storage::Plan {
        program: env::current_exe().context("finding this program")?,
        images: options.number("images"),
        damage: options.number("damage"),
        kills: options.number("kills"),
        seed: options.number("seed"),
    };
    storage::run(&plan)?.conclude()
}
