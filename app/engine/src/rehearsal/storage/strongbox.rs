//! A vault under a passphrase, at a cost that a test can bear hundreds of times.

use crate::api::{Failure, Passphrase, Profile};
use crate::coins::Coins;
use crate::vault::header::Cost;
use crate::vault::{Opened, Vault};
use sotto_transport::ServiceKey;
use std::path::Path;

/// The least that a header may ask for.
const CHEAP: Cost = Cost { memory: 32, passes: 1, lanes: 1 };

/// A profile folder, claimed by this process.
#[derive(Debug)]
pub struct Strongbox(Vault);

impl Strongbox {
    /// Claims the folder; made if it is not there.
    ///
    /// # Errors
    /// [`Failure::ProfileInUse`], or as the disk tells them.
    pub fn claim(folder: &Path) -> Result<Self, Failure> {
        Vault::claim(folder).map(Self)
    }

    /// Whether there is a vault that this process can see.
    #[must_use]
    pub fn is_made(&self) -> bool {
        self.0.profile() != Profile::Absent
    }

    /// Makes the vault and gives its onion address.
    ///
    /// # Errors
    /// As the vault tells them.
    pub fn make(&self, passphrase: &str) -> Result<String, Failure> {
        let passphrase = Passphrase::new(passphrase.to_owned());
        address(&self.0.create_at(CHEAP, &passphrase, &mut Coins::from_system()?)?)
    }

    /// Opens the vault, gives its onion address, and closes it.
    ///
    /// # Errors
    /// As the vault tells them.
    pub fn address(&self, passphrase: &str) -> Result<String, Failure> {
        let passphrase = Passphrase::new(passphrase.to_owned());
        address(&self.0.unlock(&passphrase, &mut Coins::from_system()?)?)
    }

    /// Changes the passphrase; `after` is told of each of the five steps of the header's replacement (made, written,
    /// synced, renamed, done), counted from 1, when it is done.
    ///
    /// # Errors
    /// As the vault tells them.
    pub fn change(&self, old: &str, new: &str, after: &mut dyn FnMut(usize)) -> Result<(), Failure> {
        let (old, new) = (Passphrase::new(old.to_owned()), Passphrase::new(new.to_owned()));
        let mut count = 0;
        self.0.change_passphrase_watched(&old, &new, &mut Coins::from_system()?, &mut |_| {
            count += 1;
            after(count);
        })
    }
}

fn address(opened: &Opened) -> Result<String, Failure> {
    Ok(ServiceKey::from_seed(&*opened.store.identity_seed()?).address().reveal())
}
