//! `cargo xtask crash`, `chaos`, `storage`, `floods` and `bench delivery`: what `tests/reliability` puts Sotto through.
//!
//! Each harness measures, prints and judges by itself; here it is built and started.

use crate::bundle::Profile;
use crate::doctor::{self, Consent, Part};
use crate::process;
use crate::say;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

/// One of the harnesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Harness {
    /// Two engines, killed at any moment.
    Crash,
    /// Engines on a simulated network that fails.
    Chaos,
    /// Vaults on disks that fail.
    Storage,
    /// Strangers and floods.
    Floods,
    /// A message's way, beside a bare onion stream.
    Delivery,
    /// No harness of its own: fills profiles for [`crate::window`].
    Fill,
}

impl Harness {
    /// The harness of that command.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "crash" => Some(Self::Crash),
            "chaos" => Some(Self::Chaos),
            "storage" => Some(Self::Storage),
            "floods" => Some(Self::Floods),
            _ => None,
        }
    }

    fn binary(self) -> &'static str {
        match self {
            Self::Crash => "sotto-crash",
            Self::Chaos => "sotto-chaos",
            Self::Storage => "sotto-storage",
            Self::Floods => "sotto-floods",
            Self::Delivery => "sotto-delivery",
            Self::Fill => "sotto-fill",
        }
    }

    fn parts(self) -> &'static [Part] {
        match self {
            Self::Delivery => &[Part::Build, Part::Network],
            _ => &[Part::Build],
        }
    }
}

/// Builds the harness as users get their program, and runs it with `words`; its output, whose last line is JSON, is ours.
///
/// # Errors
/// The build fails, or the harness: its output says why.
pub(crate) fn command(here: &Workspace, harness: Harness, words: &[OsString]) -> Result<()> {
    doctor::ensure_parts(harness.parts(), Consent::Tell)?;
    say::line("building the harness (optimised; the first time takes minutes) ...");
    let program = build(here, harness, Profile::Release)?;
    let status = Command::new(&program).args(words).status().context("starting the harness")?;
    ensure!(status.success(), "a goal was missed, or the harness failed ({status})");
    Ok(())
}

/// Builds a harness and returns where it lies.
///
/// # Errors
/// The build fails.
pub(crate) fn build(here: &Workspace, harness: Harness, profile: Profile) -> Result<PathBuf> {
    let mut cargo = process::cargo(&here.root);
    cargo.args(["build", "--locked", "--package", "sotto-reliability", "--bin", harness.binary()]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    if harness == Harness::Delivery {
        cargo.args(["--features", "tor"]);
    }
    process::run(&mut cargo)?;
    let folder = if profile == Profile::Release { "release" } else { "debug" };
    let program = here.target.join(folder).join(harness.binary());
    ensure!(program.is_file(), "the build has not left the harness in the target folder");
    Ok(program)
}
