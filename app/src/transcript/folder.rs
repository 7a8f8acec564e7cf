//! Files for and from a person: bounded when read, never overwritten, for their owner only.

use sotto_engine::transcript::{Files, Part};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use zeroize::Zeroizing;

/// Refuses what is there already, before anybody has typed a passphrase.
pub(super) fn must_be_new(path: &Path) -> Result<(), String> {
    if path.symlink_metadata().is_ok() { Err(THERE.to_owned()) } else { Ok(()) }
}

const THERE: &str = "What --out names is there already. Choose another name.";

/// A file, and at most one byte more than `limit` of it; `None` if it cannot be read.
pub(super) fn read(path: &Path, limit: usize) -> Option<Zeroizing<Vec<u8>>> {
    let file = File::open(path).ok()?;
    let most = u64::try_from(limit).ok()?.saturating_add(1);
    let expected = file.metadata().ok()?.len().min(most);
    // Room from the start: growing would leave copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(expected).ok()?.saturating_add(1)));
    file.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A recorded session from its folder.
pub(super) fn gather(folder: &Path) -> Result<Files, String> {
    if !folder.is_dir() {
        return Err(
            "There is no folder of this name. Give the one that holds the recorded session.".to_owned()
        );
    }
    Files::gather(|part| {
        let missing = || format!("{part} is missing in the folder of the session, or cannot be read.");
        read(&folder.join(part.name()), part.limit()).ok_or_else(missing)
    })
}

/// A recorded session into a new folder: all of it, or nothing.
pub(super) fn write(folder: &Path, files: &Files) -> Result<(), String> {
    DirBuilder::new().mode(0o700).create(folder).map_err(|error| sentence(&error))?;
    let written = Part::ALL.into_iter().try_for_each(|part| {
        let name = folder.join(part.name());
        write_new(&name, files.part(part))
    });
    if written.is_err() {
        // The folder is ours and new; what cannot be removed either is said by the error that follows.
        let _gone = std::fs::remove_dir_all(folder);
    }
    written
}

/// A new file.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    file.and_then(|mut file| file.write_all(bytes)).map_err(|error| sentence(&error))
}

fn sentence(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => THERE,
        io::ErrorKind::NotFound => "The folder in which --out should be is not there. Make it first.",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "The disk is full. Free some space.",
        _ => "What --out names cannot be written. Choose another place.",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_session_is_written_for_its_owner_only_and_never_over_something() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let files = Files::gather(|part| Ok::<_, ()>(Zeroizing::new(part.name().into()))).unwrap();
        write(&out, &files).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&out), 0o700);
        for part in Part::ALL {
            assert_eq!(mode(&out.join(part.name())), 0o600);
            assert_eq!(gather(&out).unwrap().part(part), part.name().as_bytes());
        }
        assert_eq!(write(&out, &files), Err(THERE.to_owned()));
        assert_eq!(must_be_new(&out), Err(THERE.to_owned()));
        assert!(out.exists(), "what was there is still there");
        assert!(write(&dir.path().join("none/out"), &files).unwrap_err().contains("Make it first"));
    }

    #[test]
    fn what_is_too_large_is_read_no_further_than_shows_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("large");
        std::fs::write(&path, [7; 100]).unwrap();
        assert_eq!(read(&path, 10).unwrap().len(), 11);
        assert_eq!(read(&path, 100).unwrap().len(), 100);
        assert!(read(&dir.path().join("none"), 10).is_none());
        assert!(gather(dir.path()).unwrap_err().starts_with("session.json is missing"));
    }
}
