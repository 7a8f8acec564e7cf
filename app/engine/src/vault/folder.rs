//! The profile folder: made private, locked for one program, and what stands in the way of either.

use crate::api::Failure;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Locked as long as the folder is in use.
const LOCK: &str = "lock";

/// A profile folder that this process alone uses. The lock ends with the process, however it ends.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Ours.
    Writable { _lock: File, others: Others },
    /// Can be read, not written.
    ReadOnly,
}

/// What other people of this computer may do here, although they should not: file systems like FAT know no rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Others {
    Nothing,
    Look,
    Change,
}

/// How far the replacement of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Replacing {
    /// The new file is there, empty.
    Made,
    /// It has its bytes.
    Written,
    /// They survive a power cut.
    Synced,
    /// It has taken the place of the old one.
    Renamed,
    /// For good.
    Done,
}

impl Folder {
    /// Makes the folder if needed, takes its rights from others, and locks it.
    ///
    /// # Errors
    /// [`Failure::ProfileInUse`] if another process holds it; [`Failure::Disk`] if it can be neither made nor read.
    pub(crate) fn claim(path: &Path) -> Result<Self, Failure> {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
        let state = match made.and_then(|()| open_lock(path)) {
            Ok(lock) => {
                match lock.try_lock() {
                    Ok(()) => {}
                    Err(TryLockError::WouldBlock) => return Err(Failure::ProfileInUse),
                    Err(TryLockError::Error(_)) => return Err(Failure::Disk),
                }
                let others = shut_out_others(path, &lock)?;
                State::Writable { _lock: lock, others }
            }
            Err(error) if is_read_only(&error) => State::ReadOnly,
            Err(error) => return Err(failure(&error)),
        };
        Ok(Self { path: path.to_owned(), state })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Whether anything can be kept here.
    pub(crate) fn writable(&self) -> Result<(), Failure> {
        match self.state {
            State::Writable { .. } => Ok(()),
            State::ReadOnly => Err(Failure::ReadOnly),
        }
    }

    /// What others may do here. A folder that cannot be written is as its owner left it.
    pub(crate) fn others(&self) -> Others {
        match self.state {
            State::Writable { others, .. } => others,
            State::ReadOnly => Others::Nothing,
        }
    }

    /// Replaces a file so that after a power cut there is the old one or the new one, whole.
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.replace_watched(name, bytes, &mut |_| {})
    }

    /// The same, with a witness who is told of each step after it.
    pub(crate) fn replace_watched(
        &self,
        name: &str,
        bytes: &[u8],
        after: &mut dyn FnMut(Replacing),
    ) -> Result<(), Failure> {
        let (target, fresh) = (self.file(name), self.fresh(name));
        let mut write = || -> io::Result<()> {
            let mut file =
                OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
            after(Replacing::Made);
            file.write_all(bytes)?;
            after(Replacing::Written);
            file.sync_all()?;
            after(Replacing::Synced);
            std::fs::rename(&fresh, &target)?;
            after(Replacing::Renamed);
            File::open(&self.path)?.sync_all()?;
            after(Replacing::Done);
            Ok(())
        };
        write().map_err(|error| failure(&error))
    }

    /// Removes what a replacement that was interrupted has left.
    pub(crate) fn sweep(&self, name: &str) {
        // mostly there is nothing; what cannot be removed is never read
        let _gone = std::fs::remove_file(self.fresh(name));
    }

    fn fresh(&self, name: &str) -> PathBuf {
        self.file(&format!("{name}.new"))
    }
}

/// Whether another process has claimed the folder. Changes nothing in it.
pub(crate) fn is_in_use(path: &Path) -> bool {
    let lock = File::open(path.join(LOCK));
    lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

/// The failure that a person can act on.
pub(crate) fn failure(error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Failure::DiskFull,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Failure::ReadOnly,
        _ => Failure::Disk,
    }
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

fn open_lock(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path.join(LOCK))
}

/// Takes the folder's rights from everybody else, and looks what the file system made of it, and of the lock's 0600.
fn shut_out_others(path: &Path, lock: &File) -> Result<Others, Failure> {
    // A file system without rights refuses or forgets; the look after it tells.
    let _tried = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700));
    let folder = std::fs::metadata(path).map_err(|error| failure(&error))?;
    let file = lock.metadata().map_err(|error| failure(&error))?;
    Ok(left_to_others(folder.permissions().mode(), file.permissions().mode()))
}

fn left_to_others(folder: u32, file: u32) -> Others {
    match (folder & 0o077, file & 0o022) {
        (0, _) => Others::Nothing,
        (_, 0) => Others::Look,
        _ => Others::Change,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_claim_is_refused_until_the_first_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("Data");
        let first = Folder::claim(&path).unwrap();
        assert_eq!(Folder::claim(&path).unwrap_err(), Failure::ProfileInUse);
        drop(first);
        assert!(Folder::claim(&path).is_ok());
    }

    #[test]
    fn the_folder_is_for_its_owner_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("Data");
        std::fs::create_dir(&path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        let folder = Folder::claim(&path).unwrap();
        assert_eq!(folder.others(), Others::Nothing);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn what_a_file_system_leaves_to_others_is_seen_from_its_modes() {
        assert_eq!(left_to_others(0o040_700, 0o100_600), Others::Nothing);
        assert_eq!(left_to_others(0o040_755, 0o100_755), Others::Look);
        assert_eq!(left_to_others(0o040_777, 0o100_777), Others::Change);
    }

    #[test]
    fn a_replaced_file_is_whole_and_leaves_nothing_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::claim(dir.path()).unwrap();
        folder.replace("header", b"one").unwrap();
        folder.replace("header", b"two").unwrap();
        assert_eq!(std::fs::read(folder.file("header")).unwrap(), b"two");
        assert!(!folder.file("header.new").exists());
    }

    #[test]
    fn a_replacement_that_was_interrupted_leaves_the_old_file_and_is_swept() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::claim(dir.path()).unwrap();
        folder.replace("header", b"one").unwrap();
        std::fs::write(folder.file("header.new"), b"tw").unwrap();
        folder.sweep("header");
        folder.sweep("header");
        assert_eq!(std::fs::read(folder.file("header")).unwrap(), b"one");
        assert!(!folder.file("header.new").exists());
    }
}
