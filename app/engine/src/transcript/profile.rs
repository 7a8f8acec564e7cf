//! One's own profile, opened to look into it: the thin edge between a vault and the pure core.

use super::check::{self, Accepted, CheckError};
use super::exchange::Tosses;
use super::export;
use super::forge::{self, ForgeError, Setting};
use super::record::{Files, Recorded};
use super::script::Script;
use super::{Moment, Side};
use crate::api::{Failure, Passphrase};
use crate::coins::Coins;
use crate::vault::{HEADER, Opened, Vault};
use sotto_crypto::IdentityKey;
use sotto_transport::{AddressError, OnionAddress, ServiceKey};
use std::fmt;
use std::path::Path;

/// A profile that this process alone has open, and changes nothing in.
pub struct OwnProfile {
    identity: IdentityKey,
    coins: Coins,
    opened: Opened,
    /// Holds the lock.
    _vault: Vault,
}

/// A session to be made up.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The onion address of the other, or a `sotto:` link.
    pub peer: &'a str,
    /// What is to have been said, as text.
    pub script: &'a [u8],
    /// Who is to have dialled.
    pub dialled_by: Side,
    /// Whether it is to rest on a secret of an earlier session.
    pub met_before: bool,
    /// When the first message is to have been written, if the script does not say.
    pub begin: Moment,
}

impl OwnProfile {
    /// Opens the vault in `folder`. Slow by intention: about a second. Makes nothing where no profile is.
    ///
    /// # Errors
    /// [`Failure::VaultAbsent`], [`Failure::ProfileInUse`], [`Failure::PassphraseWrong`], and whatever the disk says.
    pub fn open(folder: &Path, passphrase: &Passphrase) -> Result<Self, Failure> {
        if !folder.join(HEADER).is_file() {
            return Err(Failure::VaultAbsent);
        }
        let mut coins = Coins::from_system()?;
        let vault = Vault::claim(folder)?;
        let opened = vault.unlock(passphrase, &mut coins)?;
        let key = ServiceKey::from_seed(&*opened.store.identity_seed()?);
        let identity = IdentityKey::from_expanded(&key.expanded()).map_err(|_| Failure::VaultDamaged)?;
        Ok(Self { identity, coins, opened, _vault: vault })
    }

    /// Makes up a session with anybody.
    ///
    /// # Errors
    /// [`ForgeError`].
    pub fn forge(&mut self, wish: Wish<'_>) -> Result<Files, ForgeError> {
        let peer = address(wish.peer)?;
        let script = Script::parse(wish.script, wish.begin)?;
        let setting = Setting { dialled_by: wish.dialled_by, met_before: wish.met_before };
        let mut theirs = Coins::from_system()?;
        let tosses = Tosses { own: &mut self.coins, theirs: &mut theirs };
        forge::forge(&self.identity, &peer, &script, setting, tosses).map(|record| record.encode())
    }

    /// Checks a recorded session of this profile.
    ///
    /// # Errors
    /// [`CheckError`]: the first thing that does not fit.
    pub fn check(&self, files: &Files) -> Result<Accepted, CheckError> {
        check::check(&self.identity, &Recorded::decode(files)?)
    }

    /// The conversation with a contact as text, delivered or not.
    ///
    /// # Errors
    /// [`Failure::NoSuchContact`], an address that is none, and whatever the disk says.
    pub fn export(&mut self, peer: &str) -> Result<String, Failure> {
        let peer = address(peer)?;
        let txn = self.opened.store.begin()?;
        let contact = txn.contact_at(peer.as_key_bytes())?.ok_or(Failure::NoSuchContact)?;
        Ok(export::export(&txn, contact.id)?)
    }
}

impl fmt::Debug for OwnProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { identity: _, coins: _, opened: _, _vault: _ } = self;
        f.write_str("OwnProfile(..)")
    }
}

fn address(text: &str) -> Result<OnionAddress, Failure> {
    OnionAddress::from_link_or_address(text).map_err(|error| match error {
        AddressError::Mistyped => Failure::AddressMistyped,
        AddressError::Unsafe => Failure::AddressUnsafe,
        AddressError::Malformed | AddressError::Version => Failure::AddressMalformed,
    })
}
