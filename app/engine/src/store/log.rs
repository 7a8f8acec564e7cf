//! The write-ahead log, made durable by ourselves (docs/decisions/0011-lazy-receipts.md).
//!
//! SQLite writes the log and, under `synchronous = NORMAL`, leaves it to the system when it reaches the disk. It keeps
//! one file open from the first statement to its end (exclusive locking), so a second handle is of the same file; it
//! locks nothing in it, so a second handle takes no lock away. Of the database itself no second handle is ever opened.

use super::StoreError;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::FileExt;
use std::path::Path;

/// Bytes that are written again at once.
const CHUNK: usize = 64 * 1024;

/// The log of an open database.
#[derive(Debug)]
pub(super) struct Log {
    /// `None` of a database in memory.
    file: Option<File>,
    /// The last sync failed: the system may have forgotten what it could not write, and would call the next one a
    /// success.
    doubtful: bool,
    #[cfg(any(test, feature = "rehearsal"))]
    pub(super) rehearsed: Rehearsed,
}

/// What was seen of a log, and what will go wrong with it.
#[cfg(any(test, feature = "rehearsal"))]
#[derive(Debug, Default)]
pub(super) struct Rehearsed {
    /// Syncs that succeeded.
    pub(super) syncs: u64,
    /// Length in bytes at the last of them.
    pub(super) synced: u64,
    /// Syncs to come that fail.
    pub(super) failures: u32,
}

impl Log {
    /// Of a database without a file.
    pub(super) fn none() -> Self {
        Self::of(None)
    }

    /// The log that SQLite has opened at `path`.
    pub(super) fn at(path: &Path) -> Result<Self, StoreError> {
        let file = OpenOptions::new().read(true).write(true).open(path).map_err(|error| failure(&error))?;
        Ok(Self::of(Some(file)))
    }

    fn of(file: Option<File>) -> Self {
        Self {
            file,
            doubtful: false,
            #[cfg(any(test, feature = "rehearsal"))]
            rehearsed: Rehearsed::default(),
        }
    }

    /// Returns when all that was committed until now survives a power cut.
    ///
    /// # Errors
    /// The disk fails: what was committed may survive it or not. Nothing may be written before [`Self::mend`].
    pub(super) fn sync(&mut self) -> Result<(), StoreError> {
        let Some(file) = &self.file else { return Ok(()) };
        #[cfg(any(test, feature = "rehearsal"))]
        if let Some(left) = self.rehearsed.failures.checked_sub(1) {
            self.rehearsed.failures = left;
            self.doubtful = true;
            return Err(StoreError::Disk);
        }
        if let Err(error) = file.sync_data() {
            self.doubtful = true;
            return Err(failure(&error));
        }
        #[cfg(any(test, feature = "rehearsal"))]
        {
            self.rehearsed.syncs += 1;
            self.rehearsed.synced = file.metadata().map_or(0, |data| data.len());
        }
        Ok(())
    }

    /// After a sync that failed: writes the log over itself, so that the system must write it to the disk once more.
    ///
    /// # Errors
    /// The disk still fails.
    pub(super) fn mend(&mut self) -> Result<(), StoreError> {
        if !self.doubtful {
            return Ok(());
        }
        if let Some(file) = &self.file {
            write_over_itself(file).map_err(|error| failure(&error))?;
        }
        self.sync()?;
        self.doubtful = false;
        Ok(())
    }
}

fn write_over_itself(file: &File) -> io::Result<()> {
    let mut chunk = vec![0; CHUNK];
    let mut at = 0;
    loop {
        let read = match file.read_at(&mut chunk, at) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let bytes = chunk.get(..read).unwrap_or_default();
        file.write_all_at(bytes, at)?;
        at += bytes.len() as u64;
    }
}

fn failure(error: &io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        _ => StoreError::Disk,
    }
}
