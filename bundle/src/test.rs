//! `cargo xtask test`: everything that CI runs, cheap checks first; the first failure ends it.
//!
//! Few builds: all tests are compiled at once, with the features of the whole workspace, and chosen by filter.
//! Only the program is built apart, with the features that users get, since tests switch on more in shared crates.

use crate::bundle::{self, Made, Profile};
use crate::doctor::{self, Consent, Part};
use crate::house;
use crate::idle;
use crate::process;
use crate::say;
use crate::step::Steps;
use crate::window;
use crate::workspace::{TARGET, Workspace};
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

/// As many as [`all`] makes.
const STEPS: u32 = 14;
/// The tests that need the finished program: they run one at a time (`.config/nextest.toml`).
const END_TO_END: &str = "package(sotto-tests) & kind(test)";
/// Where nextest leaves its numbers, whatever the target folder (`.config/nextest.toml`).
const REPORT: &str = "target/nextest/default/junit.xml";

/// Runs everything; the last line is JSON.
///
/// # Errors
/// The first step that fails.
pub(crate) fn command(here: &Workspace) -> Result<()> {
    doctor::ensure_parts(&Part::ALL, Consent::Tell)?;
    let mut steps = Steps::plan(STEPS);
    let mut tests = Tests::default();
    let outcome = all(here, &mut steps, &mut tests);
    say::result(json!({
        "steps": steps.planned(),
        "passed": steps.passed(),
        "failed": steps.failed(),
        "tests_passed": tests.passed,
        "tests_failed": tests.failed,
        "seconds": steps.seconds(),
    }))?;
    outcome
}

/// Tests, over all runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tests {
    passed: u32,
    failed: u32,
}

fn all(here: &Workspace, steps: &mut Steps, tests: &mut Tests) -> Result<()> {
    let cargo = |line: &str| cargo(here, line);
    steps.step("form of the source", || process::run(&mut cargo("fmt --all --check")))?;
    steps.step("fetching crates", || process::run(cargo("fetch --locked --target").arg(TARGET)))?;
    steps.step("rules of the house", || house::check(here))?;
    steps.step("licences, bans, sources (advisories need the net and are not read)", || {
        process::run(&mut cargo("deny --locked --config .deny.toml check licenses bans sources"))
    })?;
    steps.step("lints", || {
        process::run(&mut cargo(
            "clippy --locked --workspace --features sotto-reliability/tor --all-targets -- --deny warnings",
        ))
    })?;
    // with examples (there are none), or documentation would resolve other features and compile everything again
    let documents =
        "doc --locked --workspace --features sotto-reliability/tor --no-deps --lib --bins --examples";
    steps.step("documentation", || process::run(cargo(documents).env("RUSTDOCFLAGS", "--deny warnings")))?;
    let mut nextest = |steps: &mut Steps, title: &str, filter: &str, program: Option<&Path>| {
        steps.step(title, || tests.run(here, filter, program))
    };
    nextest(steps, "tests of the sessions", "package(sotto-crypto)", None)?;
    nextest(steps, "tests of the engine, without Tor", "package(sotto-engine)", None)?;
    let rest = format!("not (package(sotto-crypto) | package(sotto-engine) | ({END_TO_END}))");
    nextest(steps, "tests of everything else that needs no program", &rest, None)?;
    steps.step("examples in the documentation", || {
        process::run(&mut cargo("test --locked --workspace --features sotto-reliability/tor --doc --quiet"))
    })?;
    let made = steps.step("the bundle", || bundled(here))?;
    let program = made.bundle.program();
    nextest(
        steps,
        "end to end, with the bundle's program, on a private Tor network",
        END_TO_END,
        Some(&program),
    )?;
    steps.step("the cost of an idle program, a small run", || idle::rehearse(&program))?;
    steps.step("the cost of the window, a small run", || window::rehearse(here, &program))
}

fn cargo(here: &Workspace, line: &str) -> Command {
    let mut cargo = process::cargo(&here.root);
    cargo.args(line.split(' '));
    cargo
}

fn bundled(here: &Workspace) -> Result<Made> {
    let made = bundle::make(here, &bundle::Options { profile: Profile::Dev, out: None })?;
    ensure!(made.failed() == 0, "a check of the bundle failed");
    Ok(made)
}

impl Tests {
    fn run(&mut self, here: &Workspace, filter: &str, program: Option<&Path>) -> Result<()> {
        let report = here.root.join(REPORT);
        if report.exists() {
            fs::remove_file(&report).context("removing the report of an earlier run")?;
        }
        let mut nextest = cargo(
            here,
            "nextest run --locked --workspace --features sotto-reliability/tor --no-fail-fast --filterset",
        );
        nextest.arg(filter);
        if let Some(program) = program {
            nextest.env(sotto_tests::program::BINARY_VARIABLE, program);
        }
        let outcome = process::run(&mut nextest);
        if let Ok(report) = fs::read_to_string(&report) {
            self.count(&report);
        }
        outcome
    }

    /// Adds the numbers of a report in JUnit's form.
    fn count(&mut self, report: &str) {
        let number = |name: &str| {
            let rest = report.split_once("<testsuites ")?.1.split_once(&format!("{name}=\""))?.1;
            rest.split_once('"')?.0.parse::<u32>().ok()
        };
        let failed = number("failures").unwrap_or_default() + number("errors").unwrap_or_default();
        self.failed += failed;
        self.passed += number("tests").unwrap_or_default().saturating_sub(failed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_over_all_reports() {
        let mut tests = Tests::default();
        tests.count(r#"<?xml?><testsuites name="nextest-run" tests="25" failures="1" errors="2" uuid="x">"#);
        tests.count(
            r#"<testsuites name="nextest-run" tests="3" failures="0" errors="0"><testsuite tests="9">"#,
        );
        tests.count("not a report");
        assert_eq!(tests, Tests { passed: 25, failed: 3 });
    }
}
