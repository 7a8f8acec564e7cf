//! `cargo xtask run`: the program for use, on the real Tor network, with a profile in the repository's `out`.

use crate::bundle::{self, Profile};
use crate::doctor::{self, Consent, Part};
use crate::process;
use crate::step::Steps;
use crate::workspace::Workspace;
use anyhow::Result;
use std::process::Command;

/// Builds the program and opens its window; returns when it is closed.
///
/// The bundle is made anew each time; the profile beside it stays.
///
/// # Errors
/// The build fails, or the program ends with an error.
pub(crate) fn command(here: &Workspace) -> Result<()> {
    doctor::ensure_parts(&[Part::Build, Part::Window], Consent::Tell)?;
    let folder = here.root.join("out/run");
    let staged = Steps::plan(1).step("building the program (release; the first time takes long)", || {
        bundle::stage_copies(here, Profile::Release, &folder, &["sotto"])
    })?;
    for bundle in &staged {
        process::run(Command::new(bundle.start()).arg("--data-dir").arg(folder.join("Data")))?;
    }
    Ok(())
}
