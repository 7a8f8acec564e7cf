//! A private folder in RAM for a session that leaves no trace; removed when it is dropped, and what a session that was
//! killed could not remove, when the next one begins.

use crate::api::Failure;
use crate::coins::Coins;
use data_encoding::HEXLOWER;
use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// The file system in memory that every Linux has, where no session folder is.
const SHARED_MEMORY: &str = "/dev/shm";
/// How our folders are called.
const PREFIX: &str = "sotto-";
/// Locked as long as the folder is in use; the lock ends with the process, however it ends.
const LOCK: &str = "in-use";

#[derive(Debug)]
pub(crate) struct RamFolder {
    path: PathBuf,
    _lock: File,
}

impl RamFolder {
    pub(crate) fn make(coins: &mut Coins) -> Result<Self, Failure> {
        let name = format!("{PREFIX}{}", HEXLOWER.encode(&coins.draw::<8>()));
        parents()
            .inspect(|parent| sweep(parent))
            .find_map(|parent| Self::at(parent.join(&name)).ok())
            .ok_or(Failure::Disk)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn at(path: PathBuf) -> io::Result<Self> {
        DirBuilder::new().mode(0o700).create(&path)?;
        let lock = File::create(path.join(LOCK))?;
        lock.lock()?;
        Ok(Self { path, _lock: lock })
    }
}

impl Drop for RamFolder {
    fn drop(&mut self) {
        // Nothing can be done if it fails; the folder goes with the computer's memory.
        let _gone = std::fs::remove_dir_all(&self.path);
    }
}

/// Where our folders may lie.
fn parents() -> impl Iterator<Item = PathBuf> {
    let session = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| path.is_absolute());
    session.into_iter().chain([PathBuf::from(SHARED_MEMORY)])
}

/// Removes every folder of ours that nobody uses any more.
pub(super) fn sweep_everywhere() {
    parents().for_each(|parent| sweep(&parent));
}

/// Removes folders of ours that nobody uses any more. Those of other people cannot be opened, and stay.
fn sweep(parent: &Path) {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
    for folder in ours.map(|entry| entry.path()) {
        let unused = File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if unused {
            // Somebody else may be faster; then there is nothing left to do.
            let _gone = std::fs::remove_dir_all(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_session_left_is_swept_and_what_is_in_use_is_not() {
        let parent = tempfile::tempdir().unwrap();
        let used = RamFolder::at(parent.path().join("sotto-used")).unwrap();
        let left = parent.path().join("sotto-left");
        std::fs::create_dir(&left).unwrap();
        std::fs::write(left.join(LOCK), b"").unwrap();
        let foreign = parent.path().join("somebody-else");
        std::fs::create_dir(&foreign).unwrap();
        sweep(parent.path());
        assert!(!left.exists() && used.path().exists() && foreign.exists());
        let path = used.path().to_owned();
        drop(used);
        assert!(!path.exists());
    }
}
