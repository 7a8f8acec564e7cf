//! A folder for what must be gone afterwards, however the command ends.

use anyhow::{Context, Result, bail};
use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

/// Fresh names that are tried before giving up.
const NAMES_MAX: u32 = 1000;
/// Waits for the end of its input, which comes even if we are killed, then sweeps.
const SWEEP: &str = "trap '' INT TERM HUP; read -r _; rm -rf -- \"$1\"";

/// A fresh folder for its owner only. A sweeper removes it when this is dropped or the process ends.
#[derive(Debug)]
pub(crate) struct Scratch {
    path: PathBuf,
    sweeper: Child,
    // closed at our end, whatever end that is
    leash: Option<ChildStdin>,
}

impl Scratch {
    /// A folder in the system's place for temporary files; `purpose` is part of its name.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub(crate) fn make(purpose: &str) -> Result<Self> {
        let path = fresh(purpose)?;
        let mut sweeper = Command::new("/bin/sh")
            .args(["-c", SWEEP, "sweeper"])
            .arg(&path)
            .current_dir("/")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start /bin/sh")?;
        let leash = sweeper.stdin.take();
        Ok(Self { path, sweeper, leash })
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(self.leash.take());
        // the sweeper's only failure is a folder that stays behind
        let _ = self.sweeper.wait();
    }
}

fn fresh(purpose: &str) -> Result<PathBuf> {
    let parent = fs::canonicalize(std::env::temp_dir()).context("the folder for temporary files")?;
    for n in 0..NAMES_MAX {
        let path = parent.join(format!("sotto-{purpose}-{}-{n}", std::process::id()));
        // not recursive: a folder that is already there may be somebody else's
        match DirBuilder::new().mode(0o700).create(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).context("making a folder for temporary files"),
        }
    }
    bail!("the folder for temporary files is full of old folders of ours; clear it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_scratch_folder_is_private_and_gone_with_everything_in_it() {
        let scratch = Scratch::make("test é").unwrap();
        let path = scratch.path().to_owned();
        fs::create_dir(path.join("within")).unwrap();
        fs::write(path.join("within/file"), b"x").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
        drop(scratch);
        assert!(!path.exists());
    }

    #[test]
    fn two_scratch_folders_are_different() {
        let (one, other) = (Scratch::make("twice").unwrap(), Scratch::make("twice").unwrap());
        assert_ne!(one.path(), other.path());
    }
}
