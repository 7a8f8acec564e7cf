//! A vault destroyed: its key first, then whatever else can be reached.
//!
//! ```text
//! headers overwritten ─▶ synced ─▶ vault.* unlinked ─▶ synced ─▶ Tor's folder removed
//!                          └── from here on nothing opens, whatever happens
//! ```
//! Takes no lock: another process that has the profile open must not keep it from being destroyed
//! (docs/decisions/0014-lock-and-wipe.md).

use super::{HEADER, TOR, VAULT, ram};
use crate::api::Failure;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Bytes of a header that are overwritten at most; it has far fewer.
const HEADER_ROOM: u64 = 64 * 1024;
/// Attempts at removing Tor's folder: a client that is just ending may put a file there meanwhile.
const ATTEMPTS: u32 = 8;

/// How far a wipe is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wiping {
    /// Nothing of a key is in the headers.
    Overwritten,
    /// Nor will it be after a power cut.
    Synced,
    /// A file of the vault is gone.
    Unlinked,
    /// All of them are, for good.
    Cleared,
    /// So are Tor's files.
    Done,
}

/// Wipes the vault in `folder`, with a witness of each step.
///
/// # Errors
/// [`Failure::WipeIncompleteKey`], [`Failure::WipeIncompleteDatabase`] or [`Failure::WipeIncompleteTor`]: the first part that could
/// not be done. The others were done all the same.
pub(crate) fn wipe(folder: &Path, after: &mut dyn FnMut(Wiping)) -> Result<(), Failure> {
    let key = destroy_keys(folder, after);
    key.and(remove_files(folder, after))
}

/// Overwrites every sealed key: that of the vault, and that of a change of the passphrase that was interrupted.
pub(crate) fn destroy_keys(folder: &Path, after: &mut dyn FnMut(Wiping)) -> Result<(), Failure> {
    let mut overwrite = || -> io::Result<()> {
        // what fails at one is tried at the others all the same
        let headers: Vec<_> = files(folder, HEADER)?.iter().map(|path| overwritten(path)).collect();
        after(Wiping::Overwritten);
        let synced: Vec<_> = headers.into_iter().map(|header| header?.sync_all()).collect();
        after(Wiping::Synced);
        synced.into_iter().collect()
    };
    overwrite().map_err(|_| Failure::WipeIncompleteKey)
}

/// Removes the vault's files and Tor's. An open database goes on in a file without a name until it is closed.
pub(crate) fn remove_files(folder: &Path, after: &mut dyn FnMut(Wiping)) -> Result<(), Failure> {
    let vault = unlink(folder, after).map_err(|_| Failure::WipeIncompleteDatabase);
    let tor = remove_tor(&folder.join(TOR)).map_err(|_| Failure::WipeIncompleteTor);
    ram::sweep_everywhere();
    after(Wiping::Done);
    vault.and(tor)
}

/// Keys before everything else.
fn unlink(folder: &Path, after: &mut dyn FnMut(Wiping)) -> io::Result<()> {
    let mut paths = files(folder, HEADER)?;
    paths.extend(files(folder, VAULT)?);
    let mut result = Ok(());
    for path in paths {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => result = Err(error),
            _ => after(Wiping::Unlinked),
        }
    }
    if folder.exists() {
        File::open(folder)?.sync_all()?;
    }
    after(Wiping::Cleared);
    result
}

/// Our files whose names begin like this; none where no folder is.
fn files(folder: &Path, prefix: &str) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn overwritten(path: &Path) -> io::Result<File> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let length = file.metadata()?.len().min(HEADER_ROOM);
    let nothing = vec![0; usize::try_from(length).unwrap_or(0)];
    file.write_all(&nothing)?;
    Ok(file)
}

fn remove_tor(folder: &Path) -> io::Result<()> {
    let mut result = Ok(());
    for _ in 0..ATTEMPTS {
        result = match std::fs::remove_dir_all(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            result => result,
        };
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Passphrase, Profile};
    use crate::coins::Coins;
    use crate::vault::header::{Cost, HEADER_LEN};
    use crate::vault::{DATABASE, Vault};
    use std::os::unix::fs::PermissionsExt;
    use tempfile::TempDir;

    const CHEAP: Cost = Cost { memory: 64, passes: 1, lanes: 1 };

    fn word() -> Passphrase {
        Passphrase::new("x".to_owned())
    }

    /// A vault with everything that can lie beside it, and what its header sealed.
    fn profile() -> (TempDir, Vec<u8>) {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::claim(dir.path()).unwrap();
        drop(vault.create_at(CHEAP, &word(), &mut Coins::seeded(1)).unwrap());
        let file = |name: &str| dir.path().join(name);
        let header = std::fs::read(file(HEADER)).unwrap();
        std::fs::write(file("vault.header.new"), &header).unwrap();
        for name in ["vault.db-wal", "vault.db-shm", "vault.aside", "vault.aside-wal"] {
            std::fs::write(file(name), b"encrypted").unwrap();
        }
        std::fs::create_dir_all(file("tor/state/keystore")).unwrap();
        std::fs::write(file("tor/state/guards.json"), b"{}").unwrap();
        std::fs::write(file("mine.txt"), b"not Sotto's").unwrap();
        (dir, header)
    }

    /// A copy of a folder of files, as a crash leaves it.
    fn image(from: &Path) -> TempDir {
        let to = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                std::fs::copy(entry.path(), to.path().join(entry.file_name())).unwrap();
            }
        }
        to
    }

    fn names(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<std::fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(name).collect();
        names.sort();
        names
    }

    fn holds(folder: &Path, needle: &[u8]) -> bool {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files
            .filter(|path| path.is_file())
            .any(|path| std::fs::read(path).unwrap().windows(needle.len()).any(|window| window == needle))
    }

    #[test]
    fn after_a_wipe_the_folder_has_only_what_is_not_ours() {
        let (dir, _) = profile();
        assert_eq!(wipe(dir.path(), &mut |_| {}), Ok(()));
        assert_eq!(names(dir.path()), ["lock", "mine.txt"]);
        assert_eq!(Vault::claim(dir.path()).unwrap().profile(), Profile::Absent);
        assert_eq!(wipe(dir.path(), &mut |_| {}), Ok(()), "once more does no harm");
        assert_eq!(wipe(&dir.path().join("none"), &mut |_| {}), Ok(()));
    }

    #[test]
    fn wherever_a_wipe_is_cut_short_nothing_opens_and_nothing_of_the_key_is_left() {
        let (dir, header) = profile();
        let (salt, sealed) = (&header[22..38], &header[HEADER_LEN - 48..]);
        assert!(holds(dir.path(), salt) && holds(dir.path(), sealed), "the canaries are there");
        let mut images = Vec::new();
        let take = &mut |step| images.push((step, image(dir.path())));
        wipe(dir.path(), take).unwrap();
        assert!(images.len() >= 8, "one for each step, and for each file");
        for (step, image) in images {
            assert!(!holds(image.path(), salt) && !holds(image.path(), sealed), "{step:?}");
            let vault = Vault::claim(image.path()).unwrap();
            assert!(vault.unlock(&word(), &mut Coins::seeded(2)).is_err(), "{step:?}");
            drop(vault);
            assert_eq!(wipe(image.path(), &mut |_| {}), Ok(()), "the rest can be done later");
            assert_eq!(names(image.path()), ["lock", "mine.txt"], "{step:?}");
        }
    }

    #[test]
    fn keys_are_overwritten_and_synced_before_anything_is_removed() {
        let (dir, _) = profile();
        let mut steps = Vec::new();
        wipe(dir.path(), &mut |step| steps.push((step, dir.path().join(DATABASE).exists()))).unwrap();
        assert_eq!(steps[..2], [(Wiping::Overwritten, true), (Wiping::Synced, true)]);
        assert_eq!(steps.last(), Some(&(Wiping::Done, false)));
    }

    /// Whether this process is stopped by access rights at all; root is not.
    fn is_stopped(folder: &Path) -> bool {
        std::fs::write(folder.join("probe"), b"").is_err()
    }

    #[test]
    fn a_wipe_that_half_fails_says_which_part_and_does_the_others() {
        let (dir, header) = profile();
        let rights = |mode| std::fs::set_permissions(dir.path(), PermissionsExt::from_mode(mode)).unwrap();
        rights(0o500);
        if is_stopped(dir.path()) {
            let expected = Failure::WipeIncompleteDatabase;
            assert_eq!(wipe(dir.path(), &mut |_| {}), Err(expected));
            assert!(!holds(dir.path(), &header[22..38]), "the key is destroyed all the same");
        }
        rights(0o700);
        std::fs::remove_file(dir.path().join("vault.header.new")).unwrap();
        std::fs::create_dir(dir.path().join("vault.header.new")).unwrap();
        let expected = Failure::WipeIncompleteKey;
        assert_eq!(wipe(dir.path(), &mut |_| {}), Err(expected));
        assert!(!dir.path().join(DATABASE).exists() && !dir.path().join("tor").exists());
    }
}
