//! The network's folder: fresh, for its owner only, gone at the end.

use super::Options;
use anyhow::{Context, Result};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Fresh names that are tried before giving up.
const NAMES_MAX: u32 = 1000;

/// A folder that is removed with everything in it when it is dropped, unless it is to be kept.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    keep: bool,
}

impl Folder {
    pub(super) fn make(options: &Options) -> Result<Self> {
        let path = match &options.folder {
            Some(path) => {
                private(path)?;
                path.clone()
            }
            None => fresh()?,
        };
        Ok(Self { path, keep: options.keep })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.keep {
            // nothing can be done about what stays behind
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Makes a folder, and its parents, for its owner only.
pub(super) fn private(path: &Path) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).context("making a folder of the Tor network")
}

/// Writes a file for its owner only.
pub(super) fn write(path: &Path, text: &str) -> Result<()> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .context("writing a file of the Tor network")
}

/// Copies a folder with everything in it.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    private(to)?;
    for entry in fs::read_dir(from).context("reading a folder of keys")? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target).context("copying a key")?;
        }
    }
    Ok(())
}

fn fresh() -> Result<PathBuf> {
    let parent = std::env::temp_dir();
    for n in 0..NAMES_MAX {
        let path = parent.join(format!("sotto-tornet-{}-{n}", std::process::id()));
        // not recursive: a folder that is already there may be somebody else's
        match DirBuilder::new().mode(0o700).create(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).context("making the folder of the Tor network"),
        }
    }
    anyhow::bail!("the folder for temporary files is full of old Tor networks; clear it")
}
