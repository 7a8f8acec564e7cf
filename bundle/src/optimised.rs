//! The program as users get it, for what is measured from outside.

use crate::process;
use crate::say;
use crate::workspace::Workspace;
use anyhow::{Result, ensure};
use sotto_tests::program::{self, BINARY_VARIABLE};
use std::env;
use std::path::PathBuf;

/// Builds the program, optimised, and returns where it lies. The next build overwrites it. Another one, such as a bundle's,
/// can be named by [`BINARY_VARIABLE`].
///
/// # Errors
/// The build fails, or there is no such program.
pub(crate) fn program(here: &Workspace) -> Result<PathBuf> {
    if env::var_os(BINARY_VARIABLE).is_some() {
        return program::sotto();
    }
    say::line("building the program (optimised; the first time takes long) ...");
    let mut cargo = process::cargo(&here.root);
    cargo.args(["build", "--locked", "--release", "--package", "sotto", "--bin", "sotto"]);
    process::run(&mut cargo)?;
    let program = here.target.join("release/sotto");
    ensure!(program.is_file(), "the build has not left a program in the target folder");
    Ok(program)
}
