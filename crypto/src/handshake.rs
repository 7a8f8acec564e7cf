//! The ODS1 handshake: `Noise_XKhfs+psk3_25519+XWing_ChaChaPoly_SHA256` (section 5).
//!
//! ```text
//!   initiator                                             responder
//!   start ---------- M1: e, es, e1 -------------------->  reply
//!   AwaitReply                                            AwaitProof
//!   read  <--------- M2: e, ee, ekem1 ------------------
//!   ReadyToProve
//!   prove ---------- M3: s, se, psk ------------------->  identify
//!   AwaitConfirm                                          Identified
//!   seal  ---------- first record (epoch 1) ----------->  accept --> Refused: one alert block
//!                                                         AwaitFirst
//!   confirm <------- first record (epoch 2) or alert ---  confirm
//!   Session                                               Session
//! ```
//!
//! Every arrow consumes its state; on an error nothing is left to retry with. Every message is one
//! [`BLOCK`]. This layer knows no stream, no timer and no contact list.

pub mod initiator;
pub mod responder;
#[cfg(feature = "fuzzing")]
pub(crate) mod rogue;

use crate::{
    aead::{self, Forged, TAG},
    error::HandshakeError,
    identity::PublicIdentity,
    kem::{BadKey, CT, EK},
    noise::SymmetricState,
};

/// Bytes of every handshake message, of an alert and of the smallest record.
pub const BLOCK: usize = 4096;

/// The wire version that this crate speaks, pinned by the prologue.
pub const VERSION: u8 = 1;

/// The highest version that this crate speaks.
const VER_MAX: u8 = 1;

/// No flag is defined yet; unknown ones of a peer are ignored.
const FLAGS: u8 = 0;

const PROTOCOL: &[u8] = b"Noise_XKhfs+psk3_25519+XWing_ChaChaPoly_SHA256";
const PROLOGUE: &[u8] = b"ODS1\x01";

/// Bytes of a public key in clear.
const KEY: usize = 32;
const PAYLOAD_1: usize = BLOCK - KEY - (EK + TAG) - TAG;
const PAYLOAD_2: usize = BLOCK - KEY - (CT + TAG) - TAG;
const PAYLOAD_3: usize = BLOCK - (KEY + TAG) - TAG;

/// The state of both sides before M1: `<- s`.
fn begin(responder: &PublicIdentity) -> SymmetricState {
    let mut state = SymmetricState::new(PROTOCOL, PROLOGUE);
    state.mix_hash(responder.as_bytes());
    state
}

/// A message has one length.
fn block(message: &[u8]) -> Result<&[u8; BLOCK], HandshakeError> {
    message.try_into().map_err(|_| HandshakeError::Malformed)
}

/// M1 or M2 taken apart.
struct Parts<'a> {
    /// In clear.
    ephemeral: &'a [u8; KEY],
    sealed_kem: &'a [u8],
    sealed_payload: &'a [u8],
}

impl<'a> Parts<'a> {
    /// `kem_len` is the length of the KEM field before it was sealed.
    fn of(message: &'a [u8; BLOCK], kem_len: usize) -> Result<Self, HandshakeError> {
        let (ephemeral, rest) = message.split_first_chunk().ok_or(HandshakeError::Malformed)?;
        let kem = rest.split_at_checked(kem_len.saturating_add(TAG));
        let (sealed_kem, sealed_payload) = kem.ok_or(HandshakeError::Malformed)?;
        Ok(Self { ephemeral, sealed_kem, sealed_payload })
    }
}

/// `ver_max ‖ flags ‖ zeros`: the payload of M1 and M3.
fn payload(len: usize) -> Vec<u8> {
    filled(len, [VER_MAX, FLAGS].iter())
}

/// `ver_max ‖ ek_B0 ‖ flags ‖ zeros`: the payload of M2.
fn payload_with_key(key: &[u8; EK]) -> Vec<u8> {
    filled(PAYLOAD_2, [VER_MAX].iter().chain(key).chain(&[FLAGS]))
}

fn filled<'a>(len: usize, content: impl Iterator<Item = &'a u8>) -> Vec<u8> {
    let mut text = aead::plaintext(len);
    for (to, byte) in text.iter_mut().zip(content) {
        *to = *byte;
    }
    text
}

/// The peer's `ver_max` in an opened payload of M1 or M3.
fn read_payload(text: &[u8]) -> Result<u8, HandshakeError> {
    let [ver_max, _flags, padding @ ..] = text else { return Err(HandshakeError::Malformed) };
    checked(*ver_max, padding)
}

/// The peer's `ver_max` and `ek_B0` in an opened payload of M2.
fn read_payload_with_key(text: &[u8]) -> Result<(u8, &[u8; EK]), HandshakeError> {
    let (ver_max, rest) = text.split_first().ok_or(HandshakeError::Malformed)?;
    let (key, rest) = rest.split_first_chunk().ok_or(HandshakeError::Malformed)?;
    let (_flags, padding) = rest.split_first().ok_or(HandshakeError::Malformed)?;
    Ok((checked(*ver_max, padding)?, key))
}

/// Padding is zeros, and the versions agree.
fn checked(ver_max: u8, padding: &[u8]) -> Result<u8, HandshakeError> {
    if padding.iter().fold(0, |any, byte| any | byte) != 0 {
        return Err(HandshakeError::Malformed);
    }
    agreed(VERSION, VER_MAX, ver_max)
}

/// The peer must speak the version in `use`, and not both ends a higher one: that would be a
/// downgrade (section 5.4).
fn agreed(used: u8, ours: u8, theirs: u8) -> Result<u8, HandshakeError> {
    if ours.min(theirs) == used { Ok(theirs) } else { Err(HandshakeError::Version) }
}

impl From<Forged> for HandshakeError {
    fn from(_: Forged) -> Self {
        Self::Crypto
    }
}

impl From<BadKey> for HandshakeError {
    fn from(bad: BadKey) -> Self {
        match bad {
            BadKey::Malformed => Self::Malformed,
            BadKey::NonContributory => Self::NonContributory,
        }
    }
}

#[cfg(test)]
mod tests;
