//! `cargo xtask crash --kills N --points N --seed N`: two engines, killed at any moment and at every named step.

use anyhow::{Context, Result};
use sotto_reliability::options::Options;
use sotto_reliability::{crash, report};
use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<OsString> = env::args_os().skip(1).collect();
    report::exit(match words.as_slice() {
        [live, profile, sockets] if live == crash::LIVE => {
            crash::live(Path::new(profile), Path::new(sockets))
        }
        _ => run(words),
    })
}

fn run(words: Vec<OsString>) -> Result<()> {
    let defaults = [("kills", 1000), ("points", 0), ("per-kill", 20), ("seed", 1)];
    let options = Options::read(words, &defaults)?;
    let plan = crash::Plan {
        program: env::current_exe().context("finding this program")?,
        kills: options.number("kills"),
        points: options.number("points"),
        per_kill: options.number("per-kill"),
        seed: options.number("seed"),
    };
    crash::run(&plan)?.conclude()
}
