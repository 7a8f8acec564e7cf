//! Diffie-Hellman results and ephemeral X25519 keys (RFC 7748).

use crate::{error::NonContributory, keys::opaque, locked::Locked};
use subtle::ConstantTimeEq;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A Diffie-Hellman result that is not zero. It never leaves the crate: only hashes of it do.
pub struct SharedSecret(Locked<32>);

/// One of our X25519 keys: `e_A`, `e_B`, or the half of a KEM.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct EphemeralKey {
    secret: Locked<32>,
    public: [u8; 32],
}

impl SharedSecret {
    /// Takes a u-coordinate; wipes the argument.
    ///
    /// # Errors
    /// [`NonContributory`] if it is zero: the peer's point has small order (RFC 7748, 6.1).
    pub fn contributory(mut u: [u8; 32]) -> Result<Self, NonContributory> {
        let zero = bool::from(u.ct_eq(&[0; 32]));
        let secret = Self(Locked::copy_of(&u));
        u.zeroize();
        if zero { Err(NonContributory) } else { Ok(secret) }
    }

    /// The u-coordinate, for [`crate::kdf`] only.
    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

impl EphemeralKey {
    /// Any 32 bytes are a key: they are clamped on use.
    pub(crate) fn from_coins(coins: &[u8; 32]) -> Self {
        let public = PublicKey::from(&StaticSecret::from(*coins)).to_bytes();
        Self { secret: Locked::copy_of(coins), public }
    }

    /// The u-coordinate that travels.
    pub(crate) fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// X25519 with the u-coordinate of a peer.
    pub(crate) fn dh(&self, peer_u: &[u8; 32]) -> Result<SharedSecret, NonContributory> {
        let secret = StaticSecret::from(*self.secret.as_bytes());
        SharedSecret::contributory(secret.diffie_hellman(&PublicKey::from(*peer_u)).to_bytes())
    }

    /// The same with a point that is known not to have small order, so that the result is not zero.
    pub(crate) fn dh_validated(&self, peer_u: &[u8; 32]) -> SharedSecret {
        self.dh(peer_u).expect("a clamped scalar takes no point above small order to zero")
    }
}

opaque!(SharedSecret EphemeralKey);
impl ZeroizeOnDrop for SharedSecret {}

#[cfg(test)]
mod vectors;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{LOW_ORDER_U, rfc};

    #[test]
    fn x25519_agrees_with_rfc_7748_section_6_1() {
        let v = rfc("x25519");
        let alice = EphemeralKey::from_coins(&v.array("alice_secret"));
        let bob = EphemeralKey::from_coins(&v.array("bob_secret"));
        assert_eq!(*alice.public(), v.array::<32>("alice_public"));
        assert_eq!(*bob.public(), v.array::<32>("bob_public"));
        assert_eq!(alice.dh(bob.public()).unwrap().as_bytes(), &v.array("shared"));
        assert_eq!(bob.dh(alice.public()).unwrap().as_bytes(), &v.array("shared"));
    }

    #[test]
    fn a_point_of_small_order_is_refused_in_every_encoding() {
        let key = EphemeralKey::from_coins(&[7; 32]);
        for u in LOW_ORDER_U {
            assert_eq!(key.dh(&u).err(), Some(NonContributory));
            let mut masked = u;
            masked[31] |= 0x80; // RFC 7748 ignores bit 255
            assert_eq!(key.dh(&masked).err(), Some(NonContributory));
        }
    }
}
