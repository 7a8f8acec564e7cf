//! `cargo xtask fuzz`: every target of `tests/fuzz` under libFuzzer, guided by coverage, on the toolchain of this
//! repository.
//!
//! ```text
//! build (our packages instrumented) -> one worker a core: target after target, each its share of the time -> the sum
//! ```
//! Finds stay in the target folder, so that the next run goes on from them; nothing is written into the tree.

mod log;

use crate::doctor::{self, Consent, Part};
use crate::process;
use crate::say;
use crate::step::Steps;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use log::Log;
use serde_json::json;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;

/// Build, run.
const STEPS: u32 = 2;
/// What compiles our own packages.
const INSTRUMENT: &str = "tests/fuzz/instrument";
/// Its folders name the targets; a test sees to it.
const CORPUS: &str = "tests/fuzz/corpus";
/// Most memory of one target, in MiB, beside the tighter bound that it sets itself for its heap.
const MEMORY_MAX: u32 = 1024;
/// Longest that one input may take, in seconds. The slowest drive two parties through hundreds of steps.
const INPUT_PATIENCE: u32 = 20;

/// How it is fuzzed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// How long, in all: the targets share the time, each core runs one of them.
    pub(crate) seconds: u32,
    /// Only this one.
    pub(crate) target: Option<String>,
}

/// What became of one target.
struct Outcome {
    name: String,
    log: Log,
    well: bool,
}

/// Fuzzes; the last line is JSON.
///
/// # Errors
/// The build fails, there is no such target, or an input was found that a target does not bear.
pub(crate) fn command(here: &Workspace, options: &Options) -> Result<()> {
    doctor::ensure_parts(&[Part::Build, Part::Fuzzing], Consent::Tell)?;
    let targets = targets(here, options.target.as_deref())?;
    let mut steps = Steps::plan(STEPS);
    let program = steps.step("building with libFuzzer", || build(here))?;
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(targets.len());
    let share = share(options.seconds, targets.len(), cores);
    let title = format!("{} targets, {share} s each, {cores} at a time", targets.len());
    let outcomes = steps.step(&title, || {
        let fuzz = |name: &str| fuzz(here, &program, name, share);
        run(&targets, cores, &fuzz)
    })?;
    let executions: u64 = outcomes.iter().map(|outcome| outcome.log.executions).sum();
    let crashes: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.well).collect();
    crashes.iter().for_each(|crash| tell(crash, &program));
    say::result(json!({
        "targets": outcomes.len(),
        "seconds": steps.seconds(),
        "executions": executions,
        "crashes": crashes.len(),
    }))?;
    ensure!(crashes.is_empty(), "{} targets do not bear every input", crashes.len());
    Ok(())
}

/// The targets that there are, or the one that was asked for.
fn targets(here: &Workspace, only: Option<&str>) -> Result<Vec<String>> {
    let folders = fs::read_dir(here.root.join(CORPUS)).context("reading the corpus")?;
    let mut names = Vec::new();
    for folder in folders {
        names.extend(folder?.file_name().into_string());
    }
    names.sort_unstable();
    match only {
        None => Ok(names),
        Some(name) if names.iter().any(|known| known == name) => Ok(vec![name.to_owned()]),
        Some(_) => bail!("there is no such target; there are: {}", names.join(", ")),
    }
}

/// Seconds for each target.
fn share(seconds: u32, targets: usize, cores: usize) -> u32 {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).max(1);
    (seconds.saturating_mul(number(cores)) / number(targets)).max(1)
}

/// Our own packages anew, with counters; what they depend on is the same as in the tests, and compiled once. They are
/// optimised a little, so that more is tried, and overflows are still noticed.
fn build(here: &Workspace) -> Result<PathBuf> {
    let mut cargo = process::cargo(&here.root);
    cargo.args(["build", "--locked", "--workspace", "--example", "sotto-fuzz"]);
    cargo.args(["--features", "sotto-fuzz/libfuzzer"]);
    cargo.env("RUSTC_WORKSPACE_WRAPPER", here.root.join(INSTRUMENT)).env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    process::run(&mut cargo)?;
    let program = here.target.join("debug/examples/sotto-fuzz");
    ensure!(program.is_file(), "the build has not left the fuzzer in the target folder");
    Ok(program)
}

/// Runs every target once, `cores` at a time, and says how each went.
fn run(
    targets: &[String],
    cores: usize,
    fuzz: &(impl Fn(&str) -> Result<Outcome> + Sync),
) -> Result<Vec<Outcome>> {
    let left = Mutex::new(targets.iter());
    let next = || left.lock().ok().and_then(|mut left| left.next());
    let work = || {
        let mut outcomes = Vec::new();
        while let Some(name) = next() {
            let outcome = fuzz(name)?;
            let word = if outcome.well { "well" } else { "CRASHED" };
            say::line(format_args!("  {name}: {word} after {} executions", outcome.log.executions));
            outcomes.push(outcome);
        }
        Ok(outcomes)
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let mut outcomes = Vec::new();
        for worker in workers {
            let done: Result<Vec<Outcome>> = worker.join().map_err(|_| anyhow::anyhow!("a worker died"))?;
            outcomes.extend(done?);
        }
        Ok(outcomes)
    })
}

fn fuzz(here: &Workspace, program: &Path, name: &str, seconds: u32) -> Result<Outcome> {
    let scratch = here.target.join("fuzz").join(name);
    let (finds, crashes) = (scratch.join("finds"), scratch.join("crashes"));
    for folder in [&finds, &crashes] {
        fs::create_dir_all(folder).context("making a folder for finds")?;
    }
    let mut fuzzer = Command::new(program);
    fuzzer.env("SOTTO_FUZZ_TARGET", name).current_dir(&scratch).stdin(Stdio::null());
    fuzzer.arg(format!("-max_total_time={seconds}"));
    fuzzer.arg(format!("-rss_limit_mb={MEMORY_MAX}"));
    fuzzer.arg(format!("-timeout={INPUT_PATIENCE}"));
    fuzzer.arg(format!("-artifact_prefix={}/", crashes.display()));
    fuzzer.args(["-print_final_stats=1"]).arg(&finds).arg(here.root.join(CORPUS).join(name));
    let output = fuzzer.output().with_context(|| format!("cannot start `{}`", process::shown(&fuzzer)))?;
    let log = Log::read(&String::from_utf8_lossy(&output.stderr));
    Ok(Outcome { name: name.to_owned(), log, well: output.status.success() })
}

/// What was found, and what to do with it.
fn tell(crash: &Outcome, program: &Path) {
    let Outcome { name, log, .. } = crash;
    say::line(format_args!("{name}:"));
    log.last_words.iter().for_each(|words| say::line(format_args!("  {words}")));
    let Some(input) = &log.input else { return };
    say::line(format_args!("  The input:   {}", input.display()));
    say::line(format_args!(
        "  Once more:   SOTTO_FUZZ_TARGET={name} {} {}",
        program.display(),
        input.display()
    ));
    say::line(format_args!("  When mended: copy it to {CORPUS}/{name}, where every test run replays it"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_share_the_time_of_all_cores() {
        assert_eq!(share(60, 21, 2), 5);
        assert_eq!(share(60, 1, 1), 60);
        assert_eq!(share(1, 21, 2), 1);
    }

    #[test]
    fn a_target_is_one_that_has_a_corpus() {
        let here = Workspace::here().unwrap();
        assert!(targets(&here, None).unwrap().len() > 20);
        assert_eq!(targets(&here, Some("record")).unwrap(), ["record"]);
        assert!(targets(&here, Some("no-such")).unwrap_err().to_string().contains("record"));
    }

    #[test]
    fn every_target_runs_once_and_a_crash_is_an_outcome() {
        let names: Vec<String> = (0..9).map(|n| n.to_string()).collect();
        let fuzz = |name: &str| {
            let log = Log { executions: 2, input: None, last_words: Vec::new() };
            Ok(Outcome { name: name.to_owned(), log, well: name != "4" })
        };
        let mut outcomes = run(&names, 3, &fuzz).unwrap();
        outcomes.sort_by(|one, other| one.name.cmp(&other.name));
        assert_eq!(outcomes.iter().map(|outcome| outcome.name.as_str()).collect::<Vec<_>>(), names);
        assert_eq!(outcomes.iter().filter(|outcome| !outcome.well).count(), 1);
    }
}
