//! Frames, as a test of the application measures them without a screen.

use crate::process;
use crate::say;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fmt;

/// The test, by its whole name.
const TEST: &str = "app::tests::frames::scrolling_a_hundred_thousand_messages";

/// What frames took, in milliseconds: on a processor, and one of them by the clock on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub(super) struct Frames {
    pub(super) frames: u32,
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
    pub(super) max_ms: f64,
    pub(super) wall_p99_ms: f64,
    pub(super) messages_passed: u32,
}

/// Builds the test as users get their program, and runs it.
///
/// # Errors
/// The build or the test fails, or it says nothing.
pub(super) fn measure(here: &Workspace) -> Result<Frames> {
    say::line("building the measurement of frames (optimised; the first time takes minutes) ...");
    let mut cargo = process::cargo(&here.root);
    cargo.args(["test", "--locked", "--release", "--package", "sotto", "--bin", "sotto", "--"]);
    cargo.args(["--ignored", "--exact", "--nocapture", TEST]);
    read(&process::output(&mut cargo)?)
}

fn read(output: &str) -> Result<Frames> {
    // the harness writes the name of the test in front of what it says first
    let line = output.lines().filter_map(|line| line.find('{').and_then(|at| line.get(at..))).next_back();
    serde_json::from_str(line.context("the test has measured nothing")?).context("what the test has measured")
}

impl fmt::Display for Frames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { frames, p50_ms, p99_ms, max_ms, wall_p99_ms, messages_passed } = self;
        write!(
            f,
            "{frames} frames past {messages_passed} messages: half within {p50_ms} ms, 99 % within {p99_ms} ms ({wall_p99_ms} ms by the clock), all within {max_ms} ms"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_found_in_what_the_harness_says() {
        let output = "running 1 test\ntest x ... {\"frames\": 2, \"p50_ms\": 1.5, \"p99_ms\": 3, \"max_ms\": 4.25, \"wall_p99_ms\": 5.5, \"messages_passed\": 9}\nok\n";
        let found = Frames {
            frames: 2,
            p50_ms: 1.5,
            p99_ms: 3.0,
            max_ms: 4.25,
            wall_p99_ms: 5.5,
            messages_passed: 9,
        };
        assert_eq!(read(output).unwrap(), found);
        assert!(read("running 0 tests\n").is_err());
    }
}
