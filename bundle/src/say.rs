//! What is said and where: progress on standard error, the one result line on standard output.

use std::fmt::Display;
use std::io::{self, Write};

/// A line of progress.
pub(crate) fn line(text: impl Display) {
    // nobody is left to tell if standard error is gone
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A line that a script reads; the last one of a command that measures.
///
/// # Errors
/// Standard output is closed.
pub(crate) fn result(text: impl Display) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}
