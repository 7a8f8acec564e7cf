//! CPace-Ristretto255-SHA512 in its initiator-responder form (draft-irtf-cfrg-cpace-21, sections 6, 7
//! and 8.3): a password turned into a generator, two shares, one key.
//!
//! This layer knows no question, no session and no tag. Every part that it hashes has fewer than 128
//! bytes, so that the length in front of it (LEB128) is one byte.

use curve25519_dalek::{
    ristretto::{CompressedRistretto, RistrettoPoint},
    scalar::Scalar,
    traits::IsIdentity,
};
use sha2::{Digest, Sha512};
use zeroize::{Zeroize, Zeroizing};

/// Bytes of a share.
pub(super) const SHARE: usize = 32;

/// An encoded group element that travels.
pub(super) type Share = [u8; SHARE];

/// `ISK`: the intermediate session key.
pub(super) type SessionKey = Box<Zeroizing<[u8; 64]>>;

const DSI: &[u8] = b"CPaceRistretto255";
const DSI_ISK: &[u8] = b"CPaceRistretto255_ISK";

/// Bytes of one block of SHA-512, which the password fills alone.
const BLOCK: usize = 128;

/// A share that must not be used: not canonical, not in the group, the neutral element, or made of
/// coins that are zero.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadShare;

/// The generator that the password determines. Whoever sees it can try passwords, so it is wiped.
pub(super) struct Generator(Box<Zeroizing<RistrettoPoint>>);

/// Our secret scalar and its share. Wiped on drop.
#[cfg_attr(test, derive(Clone))]
pub(super) struct OwnShare {
    scalar: Box<Zeroizing<Scalar>>,
    share: Share,
}

/// What one side contributes to the key: its share and its associated data.
pub(super) struct Contribution<'a> {
    pub(super) share: &'a Share,
    pub(super) data: &'a [u8],
}

/// `K`: the common group element, encoded.
pub(super) struct Agreed(Box<Zeroizing<[u8; 32]>>);

impl Generator {
    /// `calculate_generator(H, PRS, CI, sid)`.
    pub(super) fn new(prs: &[u8], ci: &[u8], sid: &[u8]) -> Self {
        let filled = lv_cat(&[DSI]).len().saturating_add(prs.len()).saturating_add(2); // two more lengths
        let padding = [0; BLOCK];
        let padding = padding.get(..BLOCK.saturating_sub(filled)).unwrap_or_default();
        let mut hash = Sha512::new();
        for part in [DSI, prs, padding, ci, sid] {
            hash.update(length(part));
            hash.update(part);
        }
        let mut uniform: [u8; 64] = hash.finalize().into();
        let generator = Self(Box::new(Zeroizing::new(RistrettoPoint::from_uniform_bytes(&uniform))));
        uniform.zeroize();
        generator
    }

    /// `sample_scalar` and `scalar_mult`, with uniform coins.
    pub(super) fn share(&self, coins: &[u8; 64]) -> Result<OwnShare, BadShare> {
        self.share_of(Scalar::from_bytes_mod_order_wide(coins))
    }

    #[expect(clippy::arithmetic_side_effects, reason = "arithmetic in the group")]
    fn share_of(&self, scalar: Scalar) -> Result<OwnShare, BadShare> {
        let scalar = Box::new(Zeroizing::new(scalar));
        let point = **self.0 * **scalar;
        if point.is_identity() {
            return Err(BadShare);
        }
        Ok(OwnShare { scalar, share: point.compress().0 })
    }
}

impl OwnShare {
    /// The half that travels.
    pub(super) fn share(&self) -> &Share {
        &self.share
    }

    /// `scalar_mult_vfy` with the peer's share.
    #[expect(clippy::arithmetic_side_effects, reason = "arithmetic in the group")]
    pub(super) fn agree(&self, peer: &Share) -> Result<Agreed, BadShare> {
        let peer = CompressedRistretto(*peer).decompress().ok_or(BadShare)?;
        let common = Zeroizing::new(peer * **self.scalar);
        if common.is_identity() {
            return Err(BadShare);
        }
        Ok(Agreed(Box::new(Zeroizing::new(common.compress().0))))
    }
}

impl Agreed {
    /// `ISK`, over the transcript in the order of the roles.
    pub(super) fn session_key(self, sid: &[u8], a: &Contribution<'_>, b: &Contribution<'_>) -> SessionKey {
        let mut hash = Sha512::new();
        for part in [DSI_ISK, sid, self.0.as_slice(), a.share, a.data, b.share, b.data] {
            hash.update(length(part));
            hash.update(part);
        }
        let mut key = Box::new(Zeroizing::new([0; 64]));
        hash.finalize_into((&mut **key).into());
        key
    }
}

/// `lv_cat`: every part with its length in front.
pub(super) fn lv_cat(parts: &[&[u8]]) -> Vec<u8> {
    parts.iter().flat_map(|part| length(part).into_iter().chain(part.iter().copied())).collect()
}

/// The length of a part, LEB128.
fn length(part: &[u8]) -> [u8; 1] {
    let length = u8::try_from(part.len()).ok().filter(|length| *length < 0x80);
    [length.expect("names, hashes, shares and identities have fewer than 128 bytes")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Vector, cpace};
    use curve25519_dalek::constants::RISTRETTO_BASEPOINT_POINT;

    fn scalar(v: &Vector, name: &str) -> Scalar {
        Scalar::from_canonical_bytes(v.array(name)).unwrap()
    }

    #[test]
    fn every_step_agrees_with_the_draft() {
        let v = cpace();
        let generator = Generator::new(&v.bytes("prs"), &v.bytes("ci"), &v.bytes("sid"));
        assert_eq!(generator.0.compress().0, v.array("g"));
        let a = generator.share_of(scalar(&v, "ya_scalar")).unwrap();
        let b = generator.share_of(scalar(&v, "yb_scalar")).unwrap();
        assert_eq!((a.share(), b.share()), (&v.array("ya_point"), &v.array("yb_point")));
        let (ab, ba) = (a.agree(b.share()).unwrap(), b.agree(a.share()).unwrap());
        assert_eq!(ab.0[..], v.bytes("k"));
        assert_eq!(ba.0[..], v.bytes("k"));
        let (ada, adb) = (v.bytes("ada"), v.bytes("adb"));
        let ours = Contribution { share: a.share(), data: &ada };
        let theirs = Contribution { share: b.share(), data: &adb };
        assert_eq!(ab.session_key(&v.bytes("sid"), &ours, &theirs)[..], v.bytes("isk_ir"));
        assert_ne!(ba.session_key(&v.bytes("sid"), &theirs, &ours)[..], v.bytes("isk_ir"));
    }

    #[test]
    fn the_generator_string_has_lengths_in_front_of_its_parts() {
        assert_eq!(lv_cat(&[b"1234", b"5", b"", b"678"]), b"\x041234\x015\0\x03678");
        let v = cpace();
        assert_eq!(lv_cat(&[b"A_initiator", b"B_responder"]), v.bytes("ci"));
    }

    #[test]
    fn multiplication_agrees_with_the_draft_on_a_good_point_and_refuses_its_bad_ones() {
        let v = cpace();
        let mut own = Generator::new(b"", b"", b"").share(&[1; 64]).unwrap();
        *own.scalar = Zeroizing::new(scalar(&v, "mult_scalar"));
        assert_eq!(own.agree(&v.array("mult_point")).unwrap().0[..], v.bytes("mult_result"));
        for name in ["invalid_y1", "invalid_y2"] {
            assert_eq!(own.agree(&v.array(name)).err(), Some(BadShare), "{name}");
        }
    }

    #[test]
    fn the_multiples_of_the_generator_are_those_of_rfc_9496_appendix_a_1() {
        let v = crate::testing::rfc("ristretto_multiples");
        let base = Generator(Box::new(Zeroizing::new(RISTRETTO_BASEPOINT_POINT)));
        assert_eq!(base.share_of(Scalar::ZERO).err(), Some(BadShare));
        let one = base.share_of(Scalar::ONE).unwrap();
        for multiple in 1..16u8 {
            let share: Share = v.array(&multiple.to_string());
            assert_eq!(base.share_of(Scalar::from(multiple)).unwrap().share(), &share);
            assert_eq!(one.agree(&share).unwrap().0[..], share);
        }
        assert_eq!(one.agree(&v.array("0")).err(), Some(BadShare));
    }

    #[test]
    fn a_part_of_127_bytes_has_a_length_of_one_byte() {
        assert_eq!(length(&[0; 127]), [127]);
    }

    #[test]
    #[should_panic(expected = "fewer than 128 bytes")]
    fn a_part_whose_length_would_not_fit_one_byte_is_never_hashed() {
        length(&[0; 128]);
    }

    #[test]
    fn encodings_that_rfc_9496_calls_bad_are_refused() {
        let own = Generator::new(b"password", b"", b"").share(&[1; 64]).unwrap();
        for bad in crate::testing::bad_ristretto() {
            assert_eq!(own.agree(&bad).err(), Some(BadShare));
        }
    }

    #[test]
    fn coins_that_are_zero_modulo_the_order_are_refused() {
        let generator = Generator::new(b"password", b"", b"");
        assert_eq!(generator.share(&[0; 64]).err(), Some(BadShare));
    }
}
