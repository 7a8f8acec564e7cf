//! ODS1: deniable, forward-secret, post-quantum sessions between two onion identities.
//!
//! ```text
//!   identity   onion key  ->  DH capability (`StaticDh`), never a signature
//!   handshake  M1, M2, M3 ->  one consuming type per state
//!   session    record in, body out; a KEM ratchet under it; RAM only
//!   verify     question and answer inside a session; twelve words outside of it (`safety`)
//! ```
//!
//! This crate must not know networks, clocks, stores, async or a source of randomness: bytes and
//! coins are arguments. The protocol is specified in `docs/protocol.md`; section numbers in this
//! crate refer to it.
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)
)]

#[cfg(test)]
extern crate self as sotto_crypto; // so that unit and integration tests share one harness

mod aead;
mod alert;
mod chain;
mod coins;
mod continuity;
mod dh;
mod error;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod handshake;
mod identity;
mod kdf;
mod kem;
mod keys;
mod locked;
mod noise;
mod ratchet;
mod record;
pub mod safety;
mod schedule;
mod session;
mod simulator;
pub mod verify;

#[cfg(test)]
mod mutation;
#[cfg(test)]
mod splicing;
#[cfg(test)]
#[path = "../tests/common/mod.rs"]
mod testing;

pub use coins::{InitiatorCoins, ResponderCoins, StepCoins, VerifyCoins};
pub use continuity::Continuity;
pub use dh::SharedSecret;
pub use error::{BadIdentity, ConfirmError, HandshakeError, NonContributory, OpenError, Refused, SealError};
pub use handshake::{BLOCK, VERSION, initiator, responder};
pub use identity::{IdentityKey, PublicIdentity, StaticDh};
pub use locked::memory_is_locked;
pub use record::{
    CAPACITY, CLASSES, RECORDS_PER_DIRECTION, RECORDS_PER_EPOCH, RECORDS_PER_SESSION, record_len,
};
pub use schedule::{Exporter, Sas, SessionId};
pub use session::Session;
pub use simulator::SimulatedPeer;
