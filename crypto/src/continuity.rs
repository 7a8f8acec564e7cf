//! The secret that links one session of a pair to the next (sections 4.2 and 10).

use crate::{
    identity::PublicIdentity,
    kdf,
    keys::{Continuing, Key, opaque},
};
use subtle::{Choice, ConstantTimeEq};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Bytes of the secret in an invitation.
pub(crate) const INVITE_LEN: usize = 16;

/// `C`: 32 bytes that both ends of a pair share, or zeros before they do. It decrypts nothing.
#[derive(Clone)]
pub struct Continuity(Key<Continuing>);

impl Continuity {
    /// The two have never met and hold no invitation: 32 zero bytes.
    #[must_use]
    pub fn first_contact() -> Self {
        Self(Key::zero())
    }

    /// The two meet through the invitation that `responder` issued.
    #[must_use]
    pub fn from_invite(invite: &[u8; INVITE_LEN], responder: &PublicIdentity) -> Self {
        Self(kdf::invite(invite, responder))
    }

    /// A secret from the vault; wipes the argument.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; 32]) -> Self {
        let continuity = Self(Key::copy_of(&bytes));
        bytes.zeroize();
        continuity
    }

    /// The bytes for the vault. They must not go anywhere else.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// A derived secret.
    pub(crate) fn new(key: Key<Continuing>) -> Self {
        Self(key)
    }
}

impl ConstantTimeEq for Continuity {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}

/// In constant time.
impl PartialEq for Continuity {
    fn eq(&self, other: &Self) -> bool {
        self.ct_eq(other).into()
    }
}

impl Eq for Continuity {}

opaque!(Continuity);
impl ZeroizeOnDrop for Continuity {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_equal_only_if_every_byte_is() {
        let one = Continuity::from_bytes([7; 32]);
        assert_eq!(one, Continuity::from_bytes([7; 32]));
        for at in 0..32 {
            let mut bytes = [7; 32];
            bytes[at] ^= 1;
            assert_ne!(one, Continuity::from_bytes(bytes));
        }
        assert_eq!(one.as_bytes(), &[7; 32]);
    }
}
