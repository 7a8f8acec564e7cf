//! `cargo xtask doctor`: what this machine lacks, and how it gets it.
//!
//! Every other command asks for the parts that it needs, before it begins.
//!
//! ```text
//! probe every need -> nothing missing
//!                  -> a plan (packages, cargo tools) -> said -> agreed -> carried out -> probed again
//! ```

mod need;
mod plan;

pub(crate) use need::Part;

use crate::{process, say};
use anyhow::{Context, Result, bail, ensure};
use need::Need;
use plan::{Plan, Rights};
use std::io::{self, BufRead, IsTerminal};
use std::path::Path;
use std::process::Command;

/// Whether the user is asked before something is installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Consent {
    /// Asked, if there is a terminal to ask on.
    Ask,
    /// Told.
    Tell,
}

/// Everything that any command needs, but for the rivals of the benchmark and the fuzzer.
///
/// # Errors
/// Something is missing and cannot be installed; the error says which command would.
pub(crate) fn command(consent: Consent) -> Result<()> {
    ensure_parts(&Part::ALL, consent)?;
    say::line("Nothing is missing: build, private Tor network, window tests and checks can run.");
    Ok(())
}

/// Sees to it that these parts work, and says nothing if they do.
///
/// # Errors
/// As [`command`].
pub(crate) fn ensure_parts(parts: &[Part], consent: Consent) -> Result<()> {
    let missing = missing(parts);
    if missing.is_empty() {
        return Ok(());
    }
    say::line("Missing here:");
    for need in &missing {
        say::line(format_args!("  {}: {}", need.name, need.purpose));
    }
    let plan = Plan::for_needs(&missing);
    let commands = plan.commands(rights()).map_err(|reason| {
        let by_hand = plan.by_hand().join("\n  ");
        anyhow::anyhow!("{reason}. Run this yourself, then try again:\n  {by_hand}")
    })?;
    say::line("To install it, this will run:");
    for words in &commands {
        say::line(format_args!("  {}", words.join(" ")));
    }
    ensure!(agreed(consent)?, "nothing was installed");
    carry_out(&commands)?;
    still_missing(parts)
}

fn missing(parts: &[Part]) -> Vec<&'static Need> {
    need::NEEDS.iter().filter(|need| parts.contains(&need.part) && !need.is_met()).collect()
}

fn carry_out(commands: &[Vec<String>]) -> Result<()> {
    for words in commands {
        let (program, arguments) = words.split_first().context("an empty command")?;
        let mut command = Command::new(program);
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut command)?;
    }
    Ok(())
}

fn still_missing(parts: &[Part]) -> Result<()> {
    let names: Vec<&str> = missing(parts).iter().map(|need| need.name).collect();
    if !names.is_empty() {
        bail!("still missing after the installation: {}", names.join(", "));
    }
    Ok(())
}

fn rights() -> Rights {
    if !Path::new("/etc/debian_version").exists() || process::find("apt-get").is_none() {
        Rights::NotDebian
    } else if process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        Rights::Root
    } else if process::find("sudo").is_none() {
        Rights::None
    } else if io::stdin().is_terminal() || process::succeeds(Command::new("sudo").args(["-n", "true"])) {
        Rights::Sudo
    } else {
        Rights::None
    }
}

fn agreed(consent: Consent) -> Result<bool> {
    if consent == Consent::Tell || !io::stdin().is_terminal() {
        return Ok(true);
    }
    say::line("Go on? [Y/n]");
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).context("reading the answer")?;
    Ok(matches!(answer.trim(), "" | "y" | "Y" | "yes"))
}
