//! Where disks are rehearsed: in memory where there is some, since nothing of it need survive this computer.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The file system in memory that every Linux has.
const SHARED_MEMORY: &str = "/dev/shm";

/// A folder that goes when it is dropped.
pub(super) fn folder() -> Result<TempDir> {
    let memory = tempfile::Builder::new().prefix("sotto-rehearsal-").tempdir_in(SHARED_MEMORY);
    memory.or_else(|_| tempfile::tempdir()).context("making a folder")
}

/// The log beside a database.
pub(super) fn log_of(database: &Path) -> PathBuf {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    PathBuf::from(log)
}

/// A database with its log, as they lie on a disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Image {
    pub(super) database: Vec<u8>,
    /// `None`: no such file.
    pub(super) log: Option<Vec<u8>>,
}

impl Image {
    pub(super) fn read(database: &Path) -> Result<Self> {
        let log = std::fs::read(log_of(database)).ok();
        Ok(Self { database: std::fs::read(database).context("reading a database")?, log })
    }

    /// Lays it down in the place of whatever is there.
    pub(super) fn write(&self, database: &Path) -> Result<()> {
        std::fs::write(database, &self.database).context("writing a database")?;
        match &self.log {
            Some(log) => std::fs::write(log_of(database), log).context("writing a log"),
            None => match std::fs::remove_file(log_of(database)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
                _ => Ok(()),
            },
        }
    }
}
