//! One error type per operation; each says what the caller should do.
//!
//! None carries a byte of the peer, and none is ever told to the peer: on the wire every failure is
//! the same closed stream (section 9). The single exception is the block in [`Refused::NoContinuity`].

use thiserror::Error;

/// Thirty-two bytes are not a usable onion key: do not store or dial them.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("not a valid onion identity")]
pub struct BadIdentity;

/// A Diffie-Hellman result was zero: the peer sent a point of small order. Drop the operation.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("the peer's point contributes nothing")]
pub struct NonContributory;

/// A handshake step failed and its state is gone: close the stream and say nothing.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum HandshakeError {
    /// The initiator's identity is not a valid onion key.
    #[error("handshake: the peer's identity is invalid")]
    BadIdentity,
    /// A tag did not verify: wrong key, wrong peer, damaged or foreign message.
    #[error("handshake: the message does not authenticate")]
    Crypto,
    /// Wrong length, invalid KEM key, or padding that is not zero.
    #[error("handshake: the message is malformed")]
    Malformed,
    /// A point of small order.
    #[error("handshake: the peer's point contributes nothing")]
    NonContributory,
    /// Both ends have the same identity: one's own address was dialled, or a message was reflected.
    #[error("handshake: the peer has our own identity")]
    Policy,
    /// The peer does not speak this version, or both could have used a higher one (downgrade).
    #[error("handshake: the versions do not agree")]
    Version,
}

/// Why [`crate::responder::Identified::accept`] did not accept.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refused {
    /// No candidate opened the proof. `alert` may be sent as the last block before closing; only
    /// the holder of the claimed identity can read it.
    #[error("no continuity secret matches")]
    NoContinuity {
        /// One block of [`crate::BLOCK`] bytes.
        alert: Vec<u8>,
    },
    /// The proof opened but is not acceptable: close and say nothing.
    #[error(transparent)]
    Handshake(#[from] HandshakeError),
}

/// Why [`crate::initiator::AwaitConfirm::confirm`] did not confirm; the state is gone either way.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum ConfirmError {
    /// The authenticated peer knows no such continuity secret: redial with another one.
    #[error("the peer does not know this continuity secret")]
    NoContinuity,
    /// Neither a record nor an alert of this session: close the stream.
    #[error("the peer's first block does not authenticate")]
    Rejected,
}

/// A record could not be opened. The session is unharmed, but on a stream every case is fatal:
/// close, drop the session, dial anew.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum OpenError {
    /// The tag did not verify.
    #[error("record: does not authenticate")]
    Crypto,
    /// A bound on records is reached ([`crate::RECORDS_PER_EPOCH`], [`crate::RECORDS_PER_SESSION`]).
    #[error("record: the session is used up")]
    Exhausted,
    /// Wrong length or class, invalid KEM key, length field or padding.
    #[error("record: malformed")]
    Malformed,
    /// The KEM ciphertext or key holds a point of small order.
    #[error("record: the peer's point contributes nothing")]
    NonContributory,
    /// Gap, repeat, wrong epoch, or a header that changed inside its epoch.
    #[error("record: out of order")]
    Order,
}

/// A body was not sealed; the session is unchanged.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum SealError {
    /// A bound on records is reached: close and dial anew.
    #[error("seal: the session is used up")]
    Exhausted,
    /// The initiator's one record before confirmation is already sealed: wait for the peer.
    #[error("seal: the peer has not confirmed yet")]
    Order,
    /// The body is longer than the largest class holds, or the first body of a direction longer
    /// than class 0 holds: split it.
    #[error("seal: the body is too long")]
    TooLong,
}

impl From<BadIdentity> for HandshakeError {
    fn from(_: BadIdentity) -> Self {
        Self::BadIdentity
    }
}

impl From<NonContributory> for HandshakeError {
    fn from(_: NonContributory) -> Self {
        Self::NonContributory
    }
}

impl From<NonContributory> for OpenError {
    fn from(_: NonContributory) -> Self {
        Self::NonContributory
    }
}
