//! Two processes on one profile.

use super::processes::{command, last_line, next_line, spawn};
use super::scratch::folder;
use anyhow::{Result, ensure};
use std::path::Path;
use std::time::Duration;
use tokio::time::Instant;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Second {
    /// Tries.
    pub tries: u64,
    /// A second process that was not refused with the right sentence.
    pub admitted: u64,
    /// A process that was refused although the one before had been killed.
    pub locked_out: u64,
    /// The longest that a refusal took, the start of the process included.
    pub slowest: Duration,
}

/// A process holds the profile, a second one tries, the first is killed, a third one tries; `tries` times.
///
/// # Errors
/// The harness fails.
pub fn run(program: &Path, tries: u64) -> Result<Second> {
    let (mut found, folder) = (Second { tries, ..Second::default() }, folder()?);
    let profile = folder.path().join("profile");
    for _ in 0..tries {
        let mut holder = spawn(program, ["hold".as_ref(), profile.as_os_str()])?;
        ensure!(next_line(&mut holder)? == "held", "the first process does not get its profile");
        let claim = || last_line(&mut command(program, ["claim".as_ref(), profile.as_os_str()]));
        let begun = Instant::now();
        let refused = claim()?;
        found.slowest = found.slowest.max(begun.elapsed());
        found.admitted += u64::from(refused.as_deref() != Some("\"profile_in_use\""));
        holder.kill()?;
        holder.wait()?;
        found.locked_out += u64::from(claim()?.as_deref() != Some("done"));
    }
    Ok(found)
}
