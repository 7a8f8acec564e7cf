//! Onion identities: the only module that touches the long-term scalar.
//!
//! An identity is the Ed25519 key of a v3 onion service. It is *encoded* as Ed25519 everywhere and
//! *used* through its Montgomery image (section 2). Nothing here signs.

use crate::{
    dh::SharedSecret,
    error::{BadIdentity, NonContributory},
    keys::opaque,
    locked::Locked,
};
use curve25519_dalek::{
    edwards::{CompressedEdwardsY, EdwardsPoint},
    montgomery::MontgomeryPoint,
    scalar::Scalar,
};
use std::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// A validated onion key: canonical, not of small order, free of torsion. Ordered by its 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicIdentity {
    encoded: [u8; 32],
    /// The u-coordinate of the same point; `encoded` determines it.
    montgomery: [u8; 32],
}

/// The capability to do Diffie-Hellman as one identity; the real key has it, and so has whoever
/// simulates that key (deniability, section 8).
pub trait StaticDh {
    /// The identity whose key this stands for.
    fn public(&self) -> PublicIdentity;

    /// DH with the Montgomery u-coordinate of a peer, with any torsion of that point annihilated.
    ///
    /// # Errors
    /// [`NonContributory`] if the point has small order.
    fn dh(&self, peer_u: &[u8; 32]) -> Result<SharedSecret, NonContributory>;
}

/// The secret of an onion identity. Never clamped, never exported, wiped on drop.
pub struct IdentityKey {
    /// `a / 8 mod l`, so that `(8·P)·(a/8)` is `a·P` without the torsion of `P`.
    eighth: Locked<32>,
    public: PublicIdentity,
}

impl PublicIdentity {
    /// Validates 32 bytes as they stand in an onion address.
    ///
    /// # Errors
    /// [`BadIdentity`] if they are not on the curve, not canonical (RFC 8032, 5.1.3), of small
    /// order, or carry torsion (rend-spec-v3, 2.2.7).
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, BadIdentity> {
        let point = CompressedEdwardsY(*bytes).decompress().ok_or(BadIdentity)?;
        let canonical = point.compress().0 == *bytes;
        if !canonical || point.is_small_order() || !point.is_torsion_free() {
            return Err(BadIdentity);
        }
        Ok(Self { encoded: *bytes, montgomery: point.to_montgomery().0 })
    }

    /// The Ed25519 encoding.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.encoded
    }

    /// The u-coordinate used in DH; it has lost the sign of x, so it never identifies anybody.
    #[must_use]
    pub fn montgomery(&self) -> &[u8; 32] {
        &self.montgomery
    }
}

impl IdentityKey {
    /// Takes Tor's 64-byte expanded secret, `scalar ‖ prefix`. The scalar may be reduced modulo the
    /// group order (Arti) or clamped (C Tor); the prefix, which only a signer needs, is not read.
    ///
    /// # Errors
    /// [`BadIdentity`] if the scalar is a multiple of the group order.
    #[expect(clippy::arithmetic_side_effects, reason = "arithmetic modulo the group order")]
    pub fn from_expanded(expanded: &[u8; 64]) -> Result<Self, BadIdentity> {
        let (half, _prefix) = expanded.split_first_chunk::<32>().ok_or(BadIdentity)?;
        let scalar = Zeroizing::new(Scalar::from_bytes_mod_order(*half));
        let public = PublicIdentity::from_bytes(&EdwardsPoint::mul_base(&scalar).compress().0)?;
        let eighth = Zeroizing::new(*scalar * Scalar::from(8u8).invert());
        let eighth = Locked::copy_of(eighth.as_bytes());
        Ok(Self { eighth, public })
    }
}

impl StaticDh for IdentityKey {
    fn public(&self) -> PublicIdentity {
        self.public
    }

    #[expect(clippy::arithmetic_side_effects, reason = "arithmetic on the curve")]
    fn dh(&self, peer_u: &[u8; 32]) -> Result<SharedSecret, NonContributory> {
        let eighth = Zeroizing::new(Scalar::from_bytes_mod_order(*self.eighth.as_bytes()));
        SharedSecret::contributory((cleared(peer_u) * *eighth).0)
    }
}

impl fmt::Debug for PublicIdentity {
    /// An address is a person: it does not belong in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicIdentity(..)")
    }
}

opaque!(IdentityKey);
impl ZeroizeOnDrop for IdentityKey {}

/// `8·P`: no torsion is left; zero exactly if `P` has small order.
pub(crate) fn cleared(u: &[u8; 32]) -> MontgomeryPoint {
    MontgomeryPoint(*u).mul_bits_be([true, false, false, false].into_iter())
}

#[cfg(test)]
mod vectors;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{LOW_ORDER_U, identity};
    use curve25519_dalek::constants::EIGHT_TORSION;

    fn reduced(clamped: &[u8; 64]) -> [u8; 64] {
        let mut bytes = *clamped;
        let scalar = Scalar::from_bytes_mod_order(clamped[..32].try_into().unwrap());
        bytes[..32].copy_from_slice(scalar.as_bytes());
        bytes
    }

    #[test]
    fn an_expanded_key_has_the_public_key_of_its_ed25519_seed_in_either_stored_form() {
        for seed in 0..32u8 {
            let signer = ed25519_dalek::SigningKey::from_bytes(&[seed; 32]);
            let clamped = crate::testing::expanded(&[seed; 32]);
            let public = signer.verifying_key().to_bytes();
            for stored in [clamped, reduced(&clamped)] {
                assert_eq!(IdentityKey::from_expanded(&stored).unwrap().public().as_bytes(), &public);
            }
        }
    }

    #[test]
    fn clamping_the_reduced_form_would_be_another_key() {
        // The obvious conversion (X25519 secret from Arti's bytes) is wrong; ours must differ from it.
        let key = reduced(&crate::testing::expanded(&[1; 32]));
        let naive = MontgomeryPoint::mul_base_clamped(key[..32].try_into().unwrap());
        assert_ne!(&naive.0, IdentityKey::from_expanded(&key).unwrap().public().montgomery());
    }

    #[test]
    fn both_sides_of_a_static_dh_agree() {
        let (a, b) = (identity(1), identity(2));
        let ab = a.dh(b.public().montgomery()).unwrap();
        assert_eq!(ab.as_bytes(), b.dh(a.public().montgomery()).unwrap().as_bytes());
    }

    #[test]
    fn torsion_in_a_peers_point_changes_nothing_so_it_reads_nothing() {
        let key = identity(5);
        let point = EdwardsPoint::mul_base(&Scalar::from(7u8));
        let clean = key.dh(&point.to_montgomery().0).unwrap();
        for torsion in EIGHT_TORSION {
            let u = (point + torsion).to_montgomery().0;
            assert_eq!(key.dh(&u).unwrap().as_bytes(), clean.as_bytes());
        }
    }

    #[test]
    fn a_point_of_small_order_is_refused() {
        for u in LOW_ORDER_U {
            assert_eq!(identity(5).dh(&u).err(), Some(NonContributory));
        }
    }

    #[test]
    fn bad_points_are_not_identities() {
        let point = EdwardsPoint::mul_base(&Scalar::from(7u8));
        assert!(PublicIdentity::from_bytes(&point.compress().0).is_ok());
        for torsion in EIGHT_TORSION {
            assert_eq!(PublicIdentity::from_bytes(&torsion.compress().0), Err(BadIdentity));
        }
        for torsion in &EIGHT_TORSION[1..] {
            assert_eq!(PublicIdentity::from_bytes(&(point + torsion).compress().0), Err(BadIdentity));
        }
    }

    #[test]
    fn non_canonical_encodings_are_not_identities() {
        assert_eq!(PublicIdentity::from_bytes(&[0xff; 32]), Err(BadIdentity));
        for low in 0xed..=0xff {
            // y = p .. p + 18: second encodings of y = 0 .. 18
            let mut bytes = [0xff; 32];
            bytes[0] = low;
            for top in [0x7f, 0xff] {
                bytes[31] = top;
                assert_eq!(PublicIdentity::from_bytes(&bytes), Err(BadIdentity));
            }
        }
        let mut minus_zero = [0; 32]; // x = 0 with the sign bit set
        minus_zero[0] = 1;
        minus_zero[31] = 0x80;
        assert_eq!(PublicIdentity::from_bytes(&minus_zero), Err(BadIdentity));
    }

    #[test]
    fn a_key_and_its_negative_are_two_identities_with_one_montgomery_image() {
        let point = EdwardsPoint::mul_base(&Scalar::from(7u8));
        let plus = PublicIdentity::from_bytes(&point.compress().0).unwrap();
        let minus = PublicIdentity::from_bytes(&(-point).compress().0).unwrap();
        assert_ne!(plus, minus);
        assert_eq!(plus.montgomery(), minus.montgomery());
    }

    #[test]
    fn identities_are_ordered_by_their_bytes() {
        let mut keys: Vec<_> = (0..16).map(|seed| identity(seed).public()).collect();
        keys.sort();
        assert!(keys.windows(2).all(|pair| pair[0].as_bytes() < pair[1].as_bytes()));
    }

    #[test]
    fn a_zero_scalar_is_refused() {
        assert_eq!(IdentityKey::from_expanded(&[0; 64]).err(), Some(BadIdentity));
    }
}
