//! A 32-byte secret whose purpose is in its type.

use crate::locked::Locked;
use std::{fmt, marker::PhantomData};
use subtle::{Choice, ConstantTimeEq};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A secret that serves purpose `P` and nothing else; wiped on drop, compared in constant time.
pub(crate) struct Key<P> {
    bytes: Locked<32>,
    purpose: PhantomData<P>,
}

/// Noise `ck`.
pub(crate) enum Chaining {}
/// Noise `k`, and `MK`, the key of one record.
pub(crate) enum Cipher {}
/// The `psk` of Noise, made of static-static DH and a continuity secret.
pub(crate) enum Psk {}
/// `MS`: the end of the handshake.
pub(crate) enum Master {}
/// `RK`: the root of the ratchet.
pub(crate) enum Root {}
/// `CK`: the head of one chain of one direction.
pub(crate) enum ChainHead {}
/// `temp_h` of Noise 9.1.
pub(crate) enum TempHash {}
/// `C`: carried from one session to the next.
pub(crate) enum Continuing {}
/// `ss` of a KEM.
pub(crate) enum KemShared {}
/// What the two people compare.
pub(crate) enum Comparison {}
/// `mk` of the question-and-answer check.
pub(crate) enum Confirming {}
/// `Ta` or `Tb` of the question-and-answer check.
pub(crate) enum Tag {}
/// What layers above derive their own keys from.
pub(crate) enum Exporting {}

impl<P> Key<P> {
    /// Copies `bytes`; the caller wipes its own copy.
    pub(crate) fn copy_of(bytes: &[u8; 32]) -> Self {
        Self { bytes: Locked::copy_of(bytes), purpose: PhantomData }
    }

    /// All zeros.
    pub(crate) fn zero() -> Self {
        Self { bytes: Locked::zero(), purpose: PhantomData }
    }

    /// The secret itself, for [`crate::kdf`] and the ciphers.
    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        self.bytes.as_bytes()
    }
}

impl<P> Clone for Key<P> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), purpose: PhantomData }
    }
}

impl<P> ConstantTimeEq for Key<P> {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.as_bytes().ct_eq(other.as_bytes())
    }
}

impl<P> fmt::Debug for Key<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes: _, purpose: _ } = self;
        f.write_str("Key(..)")
    }
}

impl<P> Zeroize for Key<P> {
    fn zeroize(&mut self) {
        self.bytes.zeroize();
    }
}

impl<P> ZeroizeOnDrop for Key<P> {}

/// `Debug` that can print nothing but the name of the type.
macro_rules! opaque {
    ($($name:ident)+) => { $(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )+ };
}
pub(crate) use opaque;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_prints_no_byte_and_can_be_wiped_before_it_is_dropped() {
        let mut key = Key::<Root>::copy_of(&[7; 32]);
        assert_eq!(format!("{key:?} {key:#?}"), "Key(..) Key(..)");
        key.zeroize();
        assert_eq!(key.as_bytes(), &[0; 32]);
    }
}
