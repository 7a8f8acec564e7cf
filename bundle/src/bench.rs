//! `cargo xtask bench sessions`: what a session costs, beside vodozemac and libotr (`docs/benchmarks.md`).
//!
//! The benchmark itself measures, prints and judges; here it is built and started.

use crate::doctor::{self, Consent, Part};
use crate::process;
use crate::say;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::process::Command;

/// What is measured beside the ratios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Criterion's distributions too.
    pub(crate) distributions: bool,
}

/// Builds the benchmark and runs it; its output, whose last line is JSON, is ours.
///
/// # Errors
/// The build fails, or a goal is missed: the output names it.
pub(crate) fn command(here: &Workspace, options: Options) -> Result<()> {
    doctor::ensure_parts(&[Part::Build], Consent::Tell)?;
    if let Err(reason) = doctor::ensure_parts(&[Part::Rivals], Consent::Tell) {
        say::line(format_args!("libotr will not be measured: {reason:#}"));
    }
    say::line("building the benchmark (optimised; the first time takes minutes) ...");
    process::run(benchmark(here).arg("--no-run"))?;
    let mut measure = benchmark(here);
    measure.arg("--quiet");
    if !options.distributions {
        measure.args(["--", "--ratios"]);
    }
    let status = measure.status().context("starting the benchmark")?;
    ensure!(status.success(), "a goal was missed, or the benchmark failed ({status})");
    Ok(())
}

fn benchmark(here: &Workspace) -> Command {
    let mut cargo = process::cargo(&here.root);
    cargo.args(["bench", "--locked", "--package", "sotto-crypto", "--bench", "sessions"]);
    cargo
}
