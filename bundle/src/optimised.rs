//! The program as users get it, for what is measured from outside.

use crate::process;
use crate::say;
use crate::workspace::Workspace;
use anyhow::{Result, ensure};
use std::path::PathBuf;

/// Builds the program, optimised, and returns where it lies. The next build overwrites it.
///
/// # Errors
/// The build fails.
pub(crate) fn program(here: &Workspace) -> Result<PathBuf> {
    say::line("building the program (optimised; the first time takes long) ...");
    let mut cargo = process::cargo(&here.root);
    cargo.args(["build", "--locked", "--release", "--package", "sotto", "--bin", "sotto"]);
    process::run(&mut cargo)?;
    let program = here.target.join("release/sotto");
    ensure!(program.is_file(), "the build has not left a program in the target folder");
    Ok(program)
}
