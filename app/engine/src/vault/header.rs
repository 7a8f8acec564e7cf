//! The vault's header: the master key, sealed under the passphrase (docs/decisions/0003-vault.md).
//!
//! ```text
//! magic[8] ‖ version[1] ‖ kdf[1] ‖ m_kib[4] ‖ passes[4] ‖ lanes[4] ‖ salt[16] ‖ nonce[24] ‖ sealed master key[32+16]
//! ```
//! The key under the passphrase is Argon2id v0x13 (RFC 9106); the seal is XChaCha20-Poly1305 with everything before it as
//! associated data. The cost is bounded before it is spent, so that a forged header cannot exhaust the machine.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

use crate::api::Failure;
use crate::coins::Coins;
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hkdf::Hkdf;
use sha2::Sha256;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const MAGIC: &[u8; 8] = b"SOTTOVLT";
const VERSION: u8 = 1;
const ARGON2ID: u8 = 1;
const OPEN_LEN: usize = 8 + 1 + 1 + 12 + 16 + 24;
/// Length of a header in bytes.
pub(crate) const HEADER_LEN: usize = OPEN_LEN + 32 + 16;

/// What a guess at the passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    /// Memory in KiB.
    pub(crate) memory: u32,
    /// Passes over it.
    pub(crate) passes: u32,
    /// Lanes.
    pub(crate) lanes: u32,
}

impl Cost {
    /// The least that a new vault gets: the second recommendation of RFC 9106, section 4.
    pub(crate) const FLOOR: Self = Self { memory: 64 * 1024, passes: 3, lanes: 4 };
    /// The most memory that a new vault gets, in KiB: still opens on an old laptop.
    pub(crate) const MEMORY_TOP: u32 = 512 * 1024;

    /// A header may ask for this much and no more.
    fn bearable(self) -> bool {
        (8 * 4..=4 * 1024 * 1024).contains(&self.memory)
            && (1..=10).contains(&self.passes)
            && (1..=16).contains(&self.lanes)
    }
}

/// The key from which every key of the vault is derived.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct MasterKey([u8; 32]);

impl MasterKey {
    pub(crate) fn fresh(coins: &mut Coins) -> Self {
        Self(coins.draw())
    }

    /// The key of the database.
    pub(crate) fn database(&self) -> Zeroizing<[u8; 32]> {
        self.derive(b"sotto vault db")
    }

    /// The secret that hedges the system's random generator.
    pub(crate) fn hedge(&self) -> Zeroizing<[u8; 32]> {
        self.derive(b"sotto vault hedge")
    }

    fn derive(&self, label: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        #[expect(clippy::expect_used, reason = "one block of output is within HKDF's bound")]
        Hkdf::<Sha256>::new(None, &self.0).expand(label, &mut *key).expect("one block");
        key
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(_) = self;
        f.write_str("MasterKey(..)")
    }
}

/// Seals `master` under `passphrase`.
pub(crate) fn seal(
    master: &MasterKey,
    passphrase: &str,
    cost: Cost,
    coins: &mut Coins,
) -> Result<Vec<u8>, Failure> {
    let salt: [u8; 16] = coins.draw();
    let nonce: [u8; 24] = coins.draw();
    let mut header = Vec::with_capacity(HEADER_LEN);
    header.extend(MAGIC);
    header.extend([VERSION, ARGON2ID]);
    for number in [cost.memory, cost.passes, cost.lanes] {
        header.extend(number.to_be_bytes());
    }
    header.extend(salt);
    header.extend(nonce);
    let key = stretch(passphrase, &salt, cost)?;
    let sealed = XChaCha20Poly1305::new((&*key).into())
        .encrypt(&nonce.into(), Payload { msg: &master.0, aad: &header })
        .map_err(|_| Failure::VaultDamaged)?;
    header.extend(sealed);
    Ok(header)
}

/// A header taken apart, of a version and a cost that can be borne.
struct Parts<'a> {
    cost: Cost,
    salt: &'a [u8],
    nonce: [u8; 24],
    /// Everything before the seal.
    open: &'a [u8],
    sealed: &'a [u8],
}

/// Opens a header. A wrong passphrase and a damaged seal look the same; other damage is told apart.
pub(crate) fn open(header: &[u8], passphrase: &str) -> Result<MasterKey, Failure> {
    let Parts { cost, salt, nonce, open, sealed } = parse(header)?;
    let key = stretch(passphrase, salt, cost)?;
    let master = XChaCha20Poly1305::new((&*key).into())
        .decrypt(&nonce.into(), Payload { msg: sealed, aad: open })
        .map(Zeroizing::new)
        .map_err(|_| Failure::PassphraseWrong)?;
    master.as_slice().try_into().map(MasterKey).map_err(|_| Failure::VaultDamaged)
}

/// What it costs to try a passphrase on a header.
pub(crate) fn cost(header: &[u8]) -> Result<Cost, Failure> {
    parse(header).map(|parts| parts.cost)
}

fn parse(header: &[u8]) -> Result<Parts<'_>, Failure> {
    let header: &[u8; HEADER_LEN] = header.try_into().map_err(|_| Failure::VaultDamaged)?;
    let (open, sealed) = header.split_at(OPEN_LEN);
    let (magic, rest) = open.split_at(8);
    let [version, kdf, rest @ ..] = rest else { return Err(Failure::VaultDamaged) };
    if magic != MAGIC {
        return Err(Failure::VaultDamaged);
    }
    if *version > VERSION {
        return Err(Failure::VaultTooNew);
    }
    let (numbers, rest) = rest.split_at(12);
    let (salt, nonce) = rest.split_at(16);
    let cost = read_cost(numbers)?;
    if *version != VERSION || *kdf != ARGON2ID || !cost.bearable() {
        return Err(Failure::VaultDamaged);
    }
    let nonce = nonce.try_into().map_err(|_| Failure::VaultDamaged)?;
    Ok(Parts { cost, salt, nonce, open, sealed })
}

fn read_cost(numbers: &[u8]) -> Result<Cost, Failure> {
    let (words, _) = numbers.as_chunks::<4>();
    let [memory, passes, lanes] = words else { return Err(Failure::VaultDamaged) };
    Ok(Cost {
        memory: u32::from_be_bytes(*memory),
        passes: u32::from_be_bytes(*passes),
        lanes: u32::from_be_bytes(*lanes),
    })
}

/// Argon2id of the passphrase: deliberately slow.
pub(crate) fn stretch(passphrase: &str, salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; 32]>, Failure> {
    let params =
        Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(|_| Failure::VaultDamaged)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|_| Failure::VaultDamaged)?;
    Ok(key)
}

#[cfg(test)]
mod vectors;

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost { memory: 64, passes: 1, lanes: 1 };

    fn sealed() -> (MasterKey, Vec<u8>) {
        let mut coins = Coins::seeded(1);
        let master = MasterKey::fresh(&mut coins);
        let header = seal(&master, "correct horse", CHEAP, &mut coins).unwrap();
        (master, header)
    }

    #[test]
    fn the_right_passphrase_opens_and_a_wrong_one_does_not() {
        let (master, header) = sealed();
        assert_eq!(header.len(), HEADER_LEN);
        assert_eq!(open(&header, "correct horse").unwrap().0, master.0);
        assert_eq!(open(&header, "correct horsf").unwrap_err(), Failure::PassphraseWrong);
        assert_eq!(open(&header, "").unwrap_err(), Failure::PassphraseWrong);
    }

    #[test]
    fn no_changed_byte_opens() {
        let (_, header) = sealed();
        for at in 0..header.len() {
            let mut changed = header.clone();
            changed[at] ^= 0x10;
            assert!(open(&changed, "correct horse").is_err(), "byte {at}");
        }
        for len in 0..header.len() {
            assert_eq!(open(&header[..len], "correct horse").unwrap_err(), Failure::VaultDamaged);
        }
    }

    #[test]
    fn a_header_that_asks_for_too_much_is_refused_before_it_is_paid_for() {
        let (_, header) = sealed();
        for (at, number) in [(10, u32::MAX), (14, 11), (18, 17), (10, 0), (14, 0), (18, 0)] {
            let mut greedy = header.clone();
            greedy[at..at + 4].copy_from_slice(&number.to_be_bytes());
            assert_eq!(open(&greedy, "correct horse").unwrap_err(), Failure::VaultDamaged);
        }
    }

    #[test]
    fn a_header_of_a_later_version_says_so() {
        let (_, mut header) = sealed();
        header[8] = 2;
        assert_eq!(open(&header, "correct horse").unwrap_err(), Failure::VaultTooNew);
    }

    #[test]
    fn derived_keys_differ_by_label() {
        let (master, _) = sealed();
        assert_ne!(*master.database(), *master.hedge());
    }
}
