//! Version 3 onion addresses and the keys behind them: parsed strictly, shown only on request.
//!
//! Arti accepts addresses whose point has a torsion component; several spellings would then mean one service.
//! Here an address has exactly one spelling and one key (rend-spec-v3, 2.2.7 and 6).

use data_encoding::BASE32_NOPAD;
use ed25519_dalek::hazmat::ExpandedSecretKey;
use ed25519_dalek::{SigningKey, VerifyingKey};
use sha3::{Digest, Sha3_256};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;
use zeroize::Zeroizing;

/// Characters of an address without `.onion`.
pub const ADDRESS_CHARS: usize = 56;

const SUFFIX: &str = ".onion";
const LINK_SCHEME: &str = "sotto";
const VERSION: u8 = 3;
/// Key, checksum, version (rend-spec-v3, 6).
const DECODED_BYTES: usize = 32 + 2 + 1;

/// A version 3 onion address: an Ed25519 public key of prime order, in its one spelling.
///
/// `Debug` and `Display` show nothing of it; [`OnionAddress::reveal`] does. The order is that of the key's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OnionAddress([u8; 32]);

/// Why a text is not an onion address, by what the user should do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Not 56 characters of base32, or something around them.
    #[error("this is not an onion address: 56 letters and digits are needed, as they were given")]
    Malformed,
    /// The checksum does not fit.
    #[error("a character of this onion address is wrong; copy it again")]
    Mistyped,
    /// The checksum fits, the key is not one that an honest service can have.
    #[error("this onion address cannot belong to an honest service; do not use it")]
    Unsafe,
    /// A well-formed address of another version.
    #[error("this onion address is of a version that is not known here")]
    Version,
}

/// The secret key of an onion service: a 32-byte seed (RFC 8032, 5.1.5), wiped when dropped.
pub struct ServiceKey(SigningKey);

impl OnionAddress {
    /// Reads 56 characters, with or without `.onion`, in either case, with spaces around them. No subdomains.
    ///
    /// # Errors
    /// Says whether the text is no address at all, mistyped, of another version, or dangerous.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let (key, checksum, version) = decode(strip_suffix(text.trim())?)?;
        if checksum != checksum_of(&key, version) {
            return Err(AddressError::Mistyped);
        }
        if version != VERSION {
            return Err(AddressError::Version);
        }
        Self::from_key_bytes(key)
    }

    /// Reads an address as [`Self::parse`] does, or an invitation `sotto:<address>`, whose parameters after `?`
    /// mean nothing yet.
    ///
    /// # Errors
    /// As [`Self::parse`]; another scheme is [`AddressError::Malformed`].
    pub fn from_link_or_address(text: &str) -> Result<Self, AddressError> {
        let Some((scheme, rest)) = text.trim().split_once(':') else {
            return Self::parse(text);
        };
        if !scheme.eq_ignore_ascii_case(LINK_SCHEME) {
            return Err(AddressError::Malformed);
        }
        Self::parse(rest.split_once('?').map_or(rest, |(address, _parameters)| address))
    }

    /// Takes an Ed25519 public key (RFC 8032, 5.1.2).
    ///
    /// # Errors
    /// [`AddressError::Unsafe`] unless it is the canonical encoding of a point of prime order.
    pub fn from_key_bytes(key: [u8; 32]) -> Result<Self, AddressError> {
        let point = VerifyingKey::from_bytes(&key).map_err(|_| AddressError::Unsafe)?.to_edwards();
        let canonical = point.compress().to_bytes() == key;
        if canonical && !point.is_small_order() && point.is_torsion_free() {
            Ok(Self(key))
        } else {
            Err(AddressError::Unsafe)
        }
    }

    /// The text of a key that was an address's when it was kept: without a look at the point, which takes a tenth of a
    /// millisecond. Who is dialled is looked at.
    #[must_use]
    pub fn reveal_kept(key: [u8; 32]) -> String {
        Self(key).reveal()
    }

    /// The Ed25519 public key.
    #[must_use]
    pub fn as_key_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The address in clear: 56 lower-case characters and `.onion`. Only for its owner's eyes and for the network.
    #[must_use]
    pub fn reveal(&self) -> String {
        self.base32() + SUFFIX
    }

    /// The invitation in clear: `sotto:` and 56 lower-case characters.
    #[must_use]
    pub fn to_link(&self) -> String {
        format!("{LINK_SCHEME}:{}", self.base32())
    }

    fn base32(&self) -> String {
        let mut decoded = [0; DECODED_BYTES];
        let fields = self.0.into_iter().chain(checksum_of(&self.0, VERSION)).chain([VERSION]);
        decoded.iter_mut().zip(fields).for_each(|(to, from)| *to = from);
        BASE32_NOPAD.encode(&decoded).to_ascii_lowercase()
    }
}

impl FromStr for OnionAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        Self::parse(text)
    }
}

impl fmt::Debug for OnionAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(_) = self;
        f.write_str("OnionAddress(..)")
    }
}

impl fmt::Display for OnionAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(_) = self;
        f.write_str("[onion address]")
    }
}

impl ServiceKey {
    /// Derives the key from 32 random bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The expanded form that Tor works with: the scalar, reduced and never clamped again, then the prefix
    /// (RFC 8032, 5.1.6).
    #[must_use]
    pub fn expanded(&self) -> Zeroizing<[u8; 64]> {
        let key = ExpandedSecretKey::from(self.0.as_bytes());
        let scalar = Zeroizing::new(key.scalar.to_bytes());
        let mut expanded = Zeroizing::new([0; 64]);
        expanded.iter_mut().zip(scalar.iter().chain(&key.hash_prefix)).for_each(|(to, from)| *to = *from);
        expanded
    }

    /// The address of the service. A derived key is always canonical and of prime order.
    #[must_use]
    pub fn address(&self) -> OnionAddress {
        OnionAddress(self.0.verifying_key().to_bytes())
    }
}

impl fmt::Debug for ServiceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(_) = self;
        f.write_str("ServiceKey(..)")
    }
}

/// The 56 characters of `text`, which may end in `.onion`; nothing is copied before the length is known.
fn strip_suffix(text: &str) -> Result<&str, AddressError> {
    match text.split_at_checked(ADDRESS_CHARS) {
        Some((address, end)) if end.is_empty() || end.eq_ignore_ascii_case(SUFFIX) => Ok(address),
        _ => Err(AddressError::Malformed),
    }
}

fn decode(address: &str) -> Result<([u8; 32], [u8; 2], u8), AddressError> {
    let bytes =
        BASE32_NOPAD.decode(address.to_ascii_uppercase().as_bytes()).map_err(|_| AddressError::Malformed)?;
    let (key, rest) = bytes.split_first_chunk().ok_or(AddressError::Malformed)?;
    let &[first, second, version] = rest else { return Err(AddressError::Malformed) };
    Ok((*key, [first, second], version))
}

/// The first two bytes of SHA3-256 over constant, key and version (rend-spec-v3, 6).
fn checksum_of(key: &[u8; 32], version: u8) -> [u8; 2] {
    let digest =
        Sha3_256::new().chain_update(b".onion checksum").chain_update(key).chain_update([version]).finalize();
    let [first, second, ..]: [u8; 32] = digest.into();
    [first, second]
}

#[cfg(test)]
mod tests;
