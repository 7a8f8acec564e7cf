//! How a harness ends: one line of JSON on standard output, and an exit code that says whether its goals are reached.

use anyhow::{Result, ensure};
use serde_json::Value;
use std::io::{self, Write};
use std::process::ExitCode;

/// Figures, and the goals that they miss.
#[derive(Debug)]
pub struct Report {
    /// The line.
    pub figures: Value,
    /// A sentence for each goal that was missed.
    pub missed: Vec<String>,
}

impl Report {
    /// Writes the line.
    ///
    /// # Errors
    /// It cannot be written, or a goal is missed.
    pub fn conclude(self) -> Result<()> {
        writeln!(io::stdout(), "{}", self.figures)?;
        ensure!(self.missed.is_empty(), "{}", self.missed.join("; "));
        Ok(())
    }
}

/// Tells how it goes, beside the result.
pub fn tell(line: impl std::fmt::Display) {
    // whoever does not listen wants the result only
    let _unheard = writeln!(io::stderr(), "{line}");
}

/// What `main` returns.
#[must_use]
pub fn exit(outcome: Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(format_args!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
