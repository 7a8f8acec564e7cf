//! `cargo xtask reconnect`: two real programs lose each other, again and again, on a private Tor network.

use crate::doctor::{self, Consent, Part};
use crate::optimised;
use crate::say;
use crate::scratch::Scratch;
use crate::tornet;
use crate::workspace::Workspace;
use anyhow::{Result, ensure};
use sotto_tests::reconnect::{Pair, Together};
use std::time::Duration;

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// One side is killed and restarted, the sides in turn.
    pub(crate) restarts: u32,
    /// Both sides dial at once: after a sleep and after restarts, in turn.
    pub(crate) dials: u32,
}

/// Builds the program and runs it; the last line is JSON.
///
/// # Errors
/// A step fails, or a goal is missed.
pub(crate) fn command(here: &Workspace, options: Options) -> Result<()> {
    doctor::ensure_parts(&[Part::Build, Part::Network], Consent::Tell)?;
    let program = optimised::program(here)?;
    let scratch = Scratch::make("reconnect")?;
    let network = tornet::start(&scratch.path().join("network"), false)?;
    let mut pair = Pair::meet(&program, scratch.path(), &network)?;
    for n in 0..options.restarts {
        let found = pair.restart(usize::from(n % 2 == 1))?;
        say::line(format_args!("  restart {} of {}: {}", n + 1, options.restarts, took(found)));
    }
    for n in 0..options.dials {
        let how = if n % 2 == 0 { Together::Resumed } else { Together::Restarted };
        let found = pair.dial_together(how)?;
        say::line(format_args!("  both dial, {} of {} ({how:?}): {}", n + 1, options.dials, took(found)));
    }
    let account = pair.conclude()?;
    say::result(account.to_json())?;
    let missed = account.missed();
    ensure!(missed.is_empty(), "{}", missed.join("; "));
    Ok(())
}

fn took(found: Option<Duration>) -> String {
    found.map_or("not found again".to_owned(), |time| format!("{:.1} s", time.as_secs_f64()))
}
