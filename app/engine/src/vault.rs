//! The vault: one folder, one passphrase, one database. It owns the truth; Tor's own files are weather.
//!
//! ```text
//! absent ──create(passphrase)──▶ open        the header is written last, so half a vault is never mistaken for one
//! locked ──unlock(passphrase)──▶ open
//! any    ──amnesic()───────────▶ open, in memory only
//! ```

mod folder;
pub(crate) mod header;
mod ram;
mod wipe;

use crate::api::{Failure, PASSPHRASE_MAX, Passphrase, Profile};
use crate::coins::Coins;
use crate::store::Store;
use folder::{Folder, Others, Replacing};
use header::{Cost, MasterKey};
pub(crate) use ram::RamFolder;
use sotto_transport::Storage;
use std::path::Path;
use std::time::Duration;

pub(crate) const HEADER: &str = "vault.header";
/// How every file of a vault begins.
const VAULT: &str = "vault.";
const DATABASE: &str = "vault.db";
/// The folder of the Tor client.
const TOR: &str = "tor";
/// How long one guess at a new vault's passphrase should take on the machine that made it.
const GUESS_TIME: Duration = Duration::from_millis(800);

/// Destroys the vault in a profile folder for good, whoever has it open; who has, notices within two seconds and closes it
/// (docs/decisions/0014-lock-and-wipe.md).
///
/// # Errors
/// The first part that could not be done; the others were done all the same.
pub fn wipe_folder(folder: &Path) -> Result<Wiped, Failure> {
    wipe::wipe(folder, &mut |_| {})?;
    Ok(if folder::is_in_use(folder) { Wiped::BesideAnother } else { Wiped::Alone })
}

/// Who else had a profile that was destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wiped {
    /// Nobody.
    Alone,
    /// Another Sotto has it open.
    BesideAnother,
}

/// A profile folder before its vault is open.
#[derive(Debug)]
pub(crate) struct Vault {
    folder: Folder,
}

/// What an opened vault gives.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The database.
    pub(crate) store: Store,
    /// Where Tor keeps its files.
    pub(crate) network: Storage,
    /// What front ends are told.
    pub(crate) profile: Profile,
    /// Others may look into the profile folder.
    pub(crate) exposed: bool,
    /// Gone with the session.
    pub(crate) ram: Option<RamFolder>,
}

impl Vault {
    /// Claims the profile folder for this process.
    ///
    /// # Errors
    /// [`Failure::ProfileInUse`], [`Failure::Disk`].
    pub(crate) fn claim(path: &Path) -> Result<Self, Failure> {
        Folder::claim(path).map(|folder| Self { folder })
    }

    /// Whether there is a vault to unlock.
    pub(crate) fn profile(&self) -> Profile {
        if self.folder.file(HEADER).exists() { Profile::Locked } else { Profile::Absent }
    }

    /// Whether others may look into the folder.
    pub(crate) fn is_exposed(&self) -> bool {
        self.folder.others() > Others::Nothing
    }

    /// Whether an open vault was taken away: wiped by another process, or with its disk.
    pub(crate) fn is_gone(&self) -> bool {
        let seen = std::fs::metadata(self.folder.file(DATABASE));
        seen.is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
    }

    /// The first half of a wipe: from then on nothing opens the vault.
    pub(crate) fn destroy_keys(&self) -> Result<(), Failure> {
        wipe::destroy_keys(self.folder.path(), &mut |_| {})
    }

    /// The second half: nothing of it is left in the folder.
    pub(crate) fn remove_files(&self) -> Result<(), Failure> {
        wipe::remove_files(self.folder.path(), &mut |_| {})
    }

    /// Makes a new vault. Slow by intention: about a second.
    pub(crate) fn create(&self, passphrase: &Passphrase, coins: &mut Coins) -> Result<Opened, Failure> {
        check_passphrase(passphrase)?;
        self.create_at(calibrate()?, passphrase, coins)
    }

    /// The same, where a guess costs what is given.
    pub(crate) fn create_at(
        &self,
        cost: Cost,
        passphrase: &Passphrase,
        coins: &mut Coins,
    ) -> Result<Opened, Failure> {
        self.folder.writable()?;
        if self.profile() != Profile::Absent {
            return Err(Failure::VaultExists);
        }
        self.set_aside_headless()?;
        let master = MasterKey::fresh(coins);
        let sealed = header::seal(&master, passphrase.reveal(), cost, coins)?;
        coins.hedge(&master.hedge());
        let store = Store::create(&self.folder.file(DATABASE), &master.database(), coins)?;
        self.folder.replace(HEADER, &sealed)?;
        self.opened(store, coins)
    }

    /// Opens the vault. Slow by intention: about a second.
    pub(crate) fn unlock(&self, passphrase: &Passphrase, coins: &mut Coins) -> Result<Opened, Failure> {
        if self.profile() == Profile::Absent {
            return Err(Failure::VaultAbsent);
        }
        let (master, _) = self.master(passphrase)?;
        self.folder.writable()?;
        self.folder.sweep(HEADER);
        if !self.folder.file(DATABASE).exists() {
            return Err(Failure::VaultDamaged);
        }
        coins.hedge(&master.hedge());
        self.opened(Store::open(&self.folder.file(DATABASE), &master.database())?, coins)
    }

    /// Seals the same master key under another passphrase: from then on only that one opens. A guess costs what it cost
    /// before. Slow by intention: about two seconds.
    ///
    /// # Errors
    /// The old passphrase is wrong, or the new one no passphrase: nothing has changed. If the disk fails, exactly one of them
    /// opens.
    pub(crate) fn change_passphrase(
        &self,
        old: &Passphrase,
        new: &Passphrase,
        coins: &mut Coins,
    ) -> Result<(), Failure> {
        self.change_passphrase_watched(old, new, coins, &mut |_| {})
    }

    /// The same, with a witness of each step of the replacement.
    pub(crate) fn change_passphrase_watched(
        &self,
        old: &Passphrase,
        new: &Passphrase,
        coins: &mut Coins,
        after: &mut dyn FnMut(Replacing),
    ) -> Result<(), Failure> {
        check_passphrase(new)?;
        self.folder.writable()?;
        let (master, cost) = self.master(old)?;
        coins.hedge(&master.hedge());
        let sealed = header::seal(&master, new.reveal(), cost, coins)?;
        self.folder.replace_watched(HEADER, &sealed, after)
    }

    /// What the header seals under this passphrase, and what a guess at it costs.
    fn master(&self, passphrase: &Passphrase) -> Result<(MasterKey, Cost), Failure> {
        if passphrase.reveal().len() > PASSPHRASE_MAX {
            return Err(Failure::PassphraseTooLong);
        }
        let sealed = std::fs::read(self.folder.file(HEADER)).map_err(|error| folder::failure(&error))?;
        Ok((header::open(&sealed, passphrase.reveal())?, header::cost(&sealed)?))
    }

    /// Makes or opens the vault under a key that everybody knows, without the second that a passphrase takes.
    #[cfg(feature = "rehearsal")]
    pub(crate) fn rehearse(&self, coins: &mut Coins) -> Result<Opened, Failure> {
        const KEY: [u8; 32] = *b"known to everybody who rehearses";
        let path = self.folder.file(DATABASE);
        let store =
            if path.exists() { Store::open(&path, &KEY)? } else { Store::create(&path, &KEY, coins)? };
        self.opened(store, coins)
    }

    /// A session in memory only: its database has no file, Tor's files lie in a folder of RAM that goes with it.
    pub(crate) fn amnesic(coins: &mut Coins) -> Result<Opened, Failure> {
        let ram = RamFolder::make(coins)?;
        let network = Storage { folder: ram.path().to_owned(), trust_permissions: false };
        Ok(Opened {
            store: Store::in_memory(coins)?,
            network,
            profile: Profile::Amnesic,
            exposed: false,
            ram: Some(ram),
        })
    }

    /// Where others may change files, Arti trusts none of its own: they lie in RAM then, and are fetched anew each time.
    fn opened(&self, store: Store, coins: &mut Coins) -> Result<Opened, Failure> {
        let others = self.folder.others();
        let ram = if others == Others::Change { Some(RamFolder::make(coins)?) } else { None };
        let folder = ram.as_ref().map_or_else(|| self.folder.file(TOR), |ram| ram.path().to_owned());
        let network = Storage { folder, trust_permissions: others == Others::Look };
        Ok(Opened { store, network, profile: Profile::Open, exposed: self.is_exposed(), ram })
    }

    /// A database without a header is what an interrupted creation leaves, or what is left of a vault whose header was
    /// lost: it is put aside, since somebody may find the header again.
    fn set_aside_headless(&self) -> Result<(), Failure> {
        for suffix in ["", "-wal"] {
            let path = self.folder.file(&format!("{DATABASE}{suffix}"));
            let aside = self.folder.file(&format!("vault.aside{suffix}"));
            match std::fs::rename(path, aside) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(folder::failure(&error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn check_passphrase(passphrase: &Passphrase) -> Result<(), Failure> {
    match passphrase.reveal() {
        "" => Err(Failure::PassphraseEmpty),
        long if long.len() > PASSPHRASE_MAX => Err(Failure::PassphraseTooLong),
        _ => Ok(()),
    }
}

/// As much memory as makes a guess take [`GUESS_TIME`] here, never below the floor.
fn calibrate() -> Result<Cost, Failure> {
    let took = time(|| header::stretch("calibration", &[0; 16], Cost::FLOOR))?;
    let factor = GUESS_TIME.as_millis() / took.as_millis().max(1);
    let factor = u32::try_from(factor).unwrap_or(u32::MAX).max(1);
    let memory = Cost::FLOOR.memory.saturating_mul(factor).min(Cost::MEMORY_TOP);
    Ok(Cost { memory, ..Cost::FLOOR })
}

#[expect(clippy::disallowed_methods, reason = "measures this machine once, when a vault is made")]
fn time<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<Duration, Failure> {
    let start = std::time::Instant::now();
    work()?;
    Ok(start.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(text.to_owned())
    }

    #[test]
    fn a_vault_is_made_locked_and_opened_again_with_the_same_identity() {
        let dir = tempfile::tempdir().unwrap();
        let mut coins = Coins::seeded(1);
        let seed = {
            let vault = Vault::claim(dir.path()).unwrap();
            assert_eq!(vault.profile(), Profile::Absent);
            assert_eq!(vault.unlock(&passphrase("x"), &mut coins).unwrap_err(), Failure::VaultAbsent);
            assert_eq!(vault.create(&passphrase(""), &mut coins).unwrap_err(), Failure::PassphraseEmpty);
            let opened = vault.create(&passphrase("x"), &mut coins).unwrap();
            assert_eq!(vault.create(&passphrase("x"), &mut coins).unwrap_err(), Failure::VaultExists);
            opened.store.identity_seed().unwrap()
        };
        let vault = Vault::claim(dir.path()).unwrap();
        assert_eq!(vault.profile(), Profile::Locked);
        assert_eq!(vault.unlock(&passphrase("y"), &mut coins).unwrap_err(), Failure::PassphraseWrong);
        let opened = vault.unlock(&passphrase("x"), &mut coins).unwrap();
        assert_eq!(*opened.store.identity_seed().unwrap(), *seed);
    }

    const CHEAP: Cost = Cost { memory: 64, passes: 1, lanes: 1 };

    #[test]
    fn after_a_change_of_the_passphrase_only_the_new_one_opens_the_same_identity() {
        let dir = tempfile::tempdir().unwrap();
        let mut coins = Coins::seeded(1);
        let vault = Vault::claim(dir.path()).unwrap();
        let opened = vault.create_at(CHEAP, &passphrase("x"), &mut coins).unwrap();
        let seed = opened.store.identity_seed().unwrap();
        let mut change =
            |old: &str, new: &str| vault.change_passphrase(&passphrase(old), &passphrase(new), &mut coins);
        assert_eq!(change("w", "y"), Err(Failure::PassphraseWrong));
        assert_eq!(change("x", ""), Err(Failure::PassphraseEmpty));
        let long = "y".repeat(PASSPHRASE_MAX + 1);
        assert_eq!(change("x", &long), Err(Failure::PassphraseTooLong));
        assert_eq!(change("x", "y"), Ok(()));
        drop(opened);
        assert_eq!(vault.unlock(&passphrase("x"), &mut coins).unwrap_err(), Failure::PassphraseWrong);
        let opened = vault.unlock(&passphrase("y"), &mut coins).unwrap();
        assert_eq!(*opened.store.identity_seed().unwrap(), *seed);
        let sealed = std::fs::read(dir.path().join(HEADER)).unwrap();
        assert_eq!(header::cost(&sealed), Ok(CHEAP));
    }

    #[test]
    fn a_damaged_database_is_told_and_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let mut coins = Coins::seeded(1);
        let vault = Vault::claim(dir.path()).unwrap();
        drop(vault.create(&passphrase("x"), &mut coins).unwrap());
        let path = dir.path().join(DATABASE);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[100] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(vault.unlock(&passphrase("x"), &mut coins).unwrap_err(), Failure::VaultDamaged);
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(vault.unlock(&passphrase("x"), &mut coins).unwrap_err(), Failure::VaultDamaged);
        assert!(!path.exists());
    }

    #[test]
    fn half_a_vault_is_not_mistaken_for_one() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(DATABASE), b"half").unwrap();
        let vault = Vault::claim(dir.path()).unwrap();
        assert_eq!(vault.profile(), Profile::Absent);
        assert!(vault.create(&passphrase("x"), &mut Coins::seeded(1)).is_ok());
        assert_eq!(std::fs::read(dir.path().join("vault.aside")).unwrap(), b"half");
    }

    #[test]
    fn a_session_in_memory_leaves_nothing() {
        let opened = Vault::amnesic(&mut Coins::seeded(1)).unwrap();
        let folder = opened.network.folder.clone();
        assert!(folder.exists());
        drop(opened);
        assert!(!folder.exists());
    }
}
