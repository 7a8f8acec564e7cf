//! Invites: a `sotto:` link that carries an address, and a token that is good for one person (docs/protocol.md, 15.2).
//!
//! ```text
//! sotto: ‖ base32( version[1] ‖ key[32] ‖ token[16] ‖ checksum[6] )      88 characters
//! ```
//! One run of letters and digits: whatever is cut off it, what is left is neither an invite nor an address. Pure: what is open
//! and what is spent stands in the store.

use crate::api::{Failure, InviteLink};
use crate::coins::Coins;
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use sotto_transport::address::ADDRESS_CHARS;
use sotto_transport::{AddressError, OnionAddress};
use std::fmt;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Bytes of a token.
pub(crate) const TOKEN_BYTES: usize = 16;
/// Bytes of what is kept of a token by the one who gave it away.
pub(crate) const HASH_BYTES: usize = 32;

const SCHEME: &str = "sotto:";
const VERSION: u8 = 1;
/// Version, key, token, checksum.
const LINK_BYTES: usize = 1 + 32 + TOKEN_BYTES + CHECKSUM_BYTES;
/// Of them in base32, without a bit to spare.
const LINK_CHARS: usize = LINK_BYTES / 5 * 8;
/// One wrong letter in 2^48 goes unnoticed.
const CHECKSUM_BYTES: usize = 6;

/// What somebody shows in order to be let in: wiped when dropped, compared in constant time, never printed.
#[derive(Clone)]
pub(crate) struct Token(Zeroizing<[u8; TOKEN_BYTES]>);

/// What was pasted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// An address, as text or link. It stays good, and who comes by it has to be accepted.
    Address(OnionAddress),
    /// An invite.
    Invite(OnionAddress, Token),
}

impl Token {
    /// A new one, which nobody can guess.
    pub(crate) fn fresh(coins: &mut Coins) -> Self {
        Self(Zeroizing::new(coins.draw()))
    }

    /// Takes over the bytes of one.
    pub(crate) fn from_bytes(bytes: Zeroizing<[u8; TOKEN_BYTES]>) -> Self {
        Self(bytes)
    }

    /// The bytes, for the wire and for the vault of whoever was given it.
    pub(crate) fn reveal(&self) -> &[u8; TOKEN_BYTES] {
        &self.0
    }

    /// What is kept of it by the one who gave it away. No salt: there are 2^128 tokens.
    pub(crate) fn hash(&self) -> [u8; HASH_BYTES] {
        Sha256::new().chain_update(b"sotto invite token").chain_update(*self.0).finalize().into()
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&*other.0).into()
    }
}

impl Eq for Token {}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(_) = self;
        f.write_str("Token(..)")
    }
}

impl Link {
    /// Reads what somebody pasted, with white space around it, in either case. A link without its `sotto:`, as a double
    /// click selects it, is read too.
    ///
    /// # Errors
    /// Says what to do about it.
    pub(crate) fn read(text: &str) -> Result<Self, Failure> {
        let text = text.trim();
        let (linked, body) = match text.split_at_checked(SCHEME.len()) {
            Some((scheme, body)) if scheme.eq_ignore_ascii_case(SCHEME) => (true, body),
            _ => (false, text),
        };
        let plain = body.len() <= LINK_CHARS && body.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match body.len() {
            LINK_CHARS if linked || plain => Self::decode(body),
            ADDRESS_CHARS => Self::address(text),
            length if plain && (linked || length > ADDRESS_CHARS) => Err(Failure::LinkIncomplete),
            _ => Self::address(text),
        }
    }

    fn address(text: &str) -> Result<Self, Failure> {
        OnionAddress::from_link_or_address(text).map(Self::Address).map_err(mistake)
    }

    fn decode(body: &str) -> Result<Self, Failure> {
        let capitals = Zeroizing::new(body.to_ascii_uppercase());
        let bytes = BASE32_NOPAD.decode(capitals.as_bytes()).map_err(|_| Failure::InviteMistyped)?;
        let bytes = Zeroizing::new(bytes);
        let parts = || {
            let (&[version], rest) = bytes.split_first_chunk()?;
            let (key, rest) = rest.split_first_chunk()?;
            let (token, checksum) = rest.split_first_chunk()?;
            Some((version, *key, Token(Zeroizing::new(*token)), checksum))
        };
        let (version, key, token, checksum) = parts().ok_or(Failure::InviteMistyped)?;
        if checksum != checksum_of(version, &key, &token) {
            return Err(Failure::InviteMistyped);
        }
        if version != VERSION {
            return Err(Failure::InviteTooNew);
        }
        Ok(Self::Invite(OnionAddress::from_key_bytes(key).map_err(mistake)?, token))
    }
}

/// The link of an invite: `sotto:` and 88 lower-case characters.
pub(crate) fn link(address: &OnionAddress, token: &Token) -> InviteLink {
    spell(VERSION, address.as_key_bytes(), token)
}

fn spell(version: u8, key: &[u8; 32], token: &Token) -> InviteLink {
    let checksum = checksum_of(version, key, token);
    let fields = [version].into_iter().chain(*key).chain(*token.0).chain(checksum);
    let mut bytes = Zeroizing::new([0; LINK_BYTES]);
    bytes.iter_mut().zip(fields).for_each(|(to, from)| *to = from);
    let mut letters = Zeroizing::new(BASE32_NOPAD.encode(&*bytes));
    letters.make_ascii_lowercase();
    InviteLink::new([SCHEME, letters.as_str()].concat())
}

/// Of everything before it, so that no part of a link can be taken for another's.
fn checksum_of(version: u8, key: &[u8; 32], token: &Token) -> [u8; CHECKSUM_BYTES] {
    let hashed = Sha256::new().chain_update(b"sotto invite link").chain_update([version]);
    let digest: [u8; 32] = hashed.chain_update(key).chain_update(*token.0).finalize().into();
    let mut checksum = [0; CHECKSUM_BYTES];
    checksum.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    checksum
}

fn mistake(error: AddressError) -> Failure {
    match error {
        AddressError::Mistyped => Failure::AddressMistyped,
        AddressError::Unsafe => Failure::AddressUnsafe,
        _ => Failure::AddressMalformed,
    }
}

#[cfg(test)]
mod tests;
