//! X-Wing (draft-connolly-cfrg-xwing-kem, ML-KEM-768 with X25519) as one black box.
//!
//! The ML-KEM half is libcrux's, whose core is formally verified (FIPS 203); the tests compare the
//! whole with a second implementation. Whose half a key is stands in its type. A peer's point of small
//! order is refused in keys and in ciphertexts alike.

use crate::{
    dh::{EphemeralKey, SharedSecret},
    error::NonContributory,
    identity::cleared,
    keys::{KemShared, Key, opaque},
    locked::Locked,
};
use libcrux_ml_kem::mlkem768::{self, MlKem768Ciphertext, MlKem768PublicKey};
use sha3::{Digest, Sha3_256};
use shake::{
    Shake256,
    digest::{ExtendableOutput, Update, XofReader},
};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// Bytes of an encapsulation key of ML-KEM-768.
const ML_KEM_EK: usize = 1184;

/// Bytes of a ciphertext of ML-KEM-768.
const ML_KEM_CT: usize = 1088;

/// Bytes of a decapsulation key of ML-KEM-768.
const ML_KEM_DK: usize = 2400;

/// Bytes of a public X25519 key.
const X25519: usize = 32;

/// Bytes of an encapsulation key, `ek`.
pub(crate) const EK: usize = ML_KEM_EK + X25519;

/// Bytes of a ciphertext, `ct`.
pub(crate) const CT: usize = ML_KEM_CT + X25519;

/// The last input of the combiner: six bytes of ASCII.
const LABEL: &[u8] = br"\.//^\";

/// Our own key pair: we can open what is encapsulated to it. Wiped on drop. The ML-KEM half is kept as
/// its seed, which has 64 bytes instead of 2400 and expands in a few microseconds.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct OwnKey {
    ml_kem: Locked<64>,
    x25519: EphemeralKey,
    public: Box<[u8; EK]>,
}

/// A key of the peer, validated: we can encapsulate to it.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct PeerKey {
    ml_kem: Box<MlKem768PublicKey>,
    x25519: [u8; X25519],
}

/// Why a peer's key was refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum BadKey {
    /// The ML-KEM half has a coefficient outside the field (FIPS 203, 7.2).
    Malformed,
    /// The X25519 half has small order.
    NonContributory,
}

impl OwnKey {
    /// Expands a seed (`expandDecapsulationKey`).
    pub(crate) fn from_seed(seed: &[u8; 32]) -> Self {
        let mut expanded = Shake256::default().chain(seed).finalize_xof();
        let (mut ml_kem, mut x25519) = (Locked::zero(), Zeroizing::new([0; 32]));
        expanded.read(ml_kem.as_bytes_mut());
        expanded.read(x25519.as_mut_slice());
        let x25519 = EphemeralKey::from_coins(&x25519);
        let public = with_pair(ml_kem.as_bytes(), |_, ek| joined(ek.as_slice(), x25519.public()));
        Self { ml_kem, x25519, public: Box::new(public) }
    }

    /// The half that travels.
    pub(crate) fn public(&self) -> &[u8; EK] {
        &self.public
    }

    /// Opens a ciphertext. A wrong ML-KEM half surfaces later, as a tag that does not verify.
    pub(crate) fn decapsulate(&self, ct: &[u8; CT]) -> Result<Key<KemShared>, NonContributory> {
        let (ct_m, ct_x) = split(ct);
        let shared_x = self.x25519.dh(&ct_x)?;
        let shared_m = with_pair(self.ml_kem.as_bytes(), |dk, _| {
            mlkem768::decapsulate(dk, &MlKem768Ciphertext::from(ct_m))
        });
        Ok(combine(shared_m, &shared_x, &ct_x, self.x25519.public()))
    }
}

impl PeerKey {
    /// Validates a key that travelled.
    pub(crate) fn from_bytes(bytes: &[u8; EK]) -> Result<Self, BadKey> {
        let (ml_kem, x25519) = split::<EK, ML_KEM_EK>(bytes);
        let ml_kem = Box::new(MlKem768PublicKey::from(ml_kem));
        if !mlkem768::validate_public_key(&ml_kem) {
            return Err(BadKey::Malformed);
        }
        if bool::from(cleared(&x25519).0.ct_eq(&[0; 32])) {
            return Err(BadKey::NonContributory);
        }
        Ok(Self { ml_kem, x25519 })
    }

    /// Encapsulates with the given coins, 32 for each half.
    pub(crate) fn encapsulate(&self, coins: &[u8; 64]) -> ([u8; CT], Key<KemShared>) {
        let (coins_m, mut coins_x) = split::<64, 32>(coins);
        let ephemeral = EphemeralKey::from_coins(&coins_x);
        coins_x.zeroize();
        let shared_x = ephemeral.dh_validated(&self.x25519);
        let (ct_m, shared_m) = mlkem768::encapsulate(&self.ml_kem, coins_m);
        let shared = combine(shared_m, &shared_x, ephemeral.public(), &self.x25519);
        (joined(ct_m.as_slice(), ephemeral.public()), shared)
    }
}

opaque!(OwnKey PeerKey);

/// Expands the ML-KEM pair for one use, and wipes its secret half.
fn with_pair<T>(
    seed: &[u8; 64],
    use_it: impl FnOnce(&mlkem768::MlKem768PrivateKey, &MlKem768PublicKey) -> T,
) -> T {
    let (mut dk, ek) = mlkem768::generate_key_pair(*seed).into_parts();
    let result = use_it(&dk, &ek);
    dk[0..ML_KEM_DK].zeroize();
    result
}

/// `Combiner`: SHA3-256 of both secrets, the X25519 ciphertext and key, and the label.
fn combine(
    mut shared_m: [u8; 32],
    shared_x: &SharedSecret,
    ct_x: &[u8; X25519],
    ek_x: &[u8; X25519],
) -> Key<KemShared> {
    let mut hash = Sha3_256::new();
    for part in [shared_m.as_slice(), shared_x.as_bytes(), ct_x, ek_x, LABEL] {
        Digest::update(&mut hash, part);
    }
    shared_m.zeroize();
    let mut shared: [u8; 32] = hash.finalize().into();
    let key = Key::copy_of(&shared);
    shared.zeroize();
    key
}

/// An ML-KEM part with its X25519 part behind it.
fn joined<const N: usize>(ml_kem: &[u8], x25519: &[u8; X25519]) -> [u8; N] {
    let mut both = [0; N];
    for (to, byte) in both.iter_mut().zip(ml_kem.iter().chain(x25519)) {
        *to = *byte;
    }
    both
}

/// The first `M` bytes, and the 32 behind them.
fn split<const N: usize, const M: usize>(both: &[u8; N]) -> ([u8; M], [u8; X25519]) {
    let halves = both.split_first_chunk::<M>().and_then(|(m, x)| Some((*m, *x.first_chunk()?)));
    halves.expect("callers split N into M and 32")
}

#[cfg(test)]
mod vectors;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{LOW_ORDER_U, xwing};
    use proptest::prelude::*;
    use x_wing::{
        DecapsulationKeyRejectNonContrib, Decapsulator, EncapsulationKey, KeyExport, TryDecapsulate,
    };

    #[test]
    fn x_wing_agrees_with_the_vectors_of_the_draft() {
        for v in xwing() {
            let own = OwnKey::from_seed(&v.array("seed"));
            assert_eq!(own.public().as_slice(), v.bytes("pk"));
            let peer = PeerKey::from_bytes(own.public()).unwrap();
            let (ct, shared) = peer.encapsulate(&v.array("eseed"));
            assert_eq!(ct.as_slice(), v.bytes("ct"));
            assert_eq!(shared.as_bytes(), &v.array("ss"));
            assert_eq!(own.decapsulate(&ct).unwrap().as_bytes(), &v.array("ss"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        /// The ML-KEM of libcrux with our X-Wing against that of RustCrypto with theirs.
        #[test]
        fn a_second_implementation_agrees_in_everything(seed: [u8; 32], coins: [u8; 32], more: [u8; 32], at in 0..CT) {
            let coins: [u8; 64] = [coins, more].concat().try_into().unwrap();
            let (own, theirs) = (OwnKey::from_seed(&seed), DecapsulationKeyRejectNonContrib::from(seed));
            let their_key = theirs.encapsulation_key().to_bytes();
            prop_assert_eq!(own.public().as_slice(), their_key.as_slice());
            let (mut ct, shared) = PeerKey::from_bytes(own.public()).unwrap().encapsulate(&coins);
            let (their_ct, their_shared) = theirs.encapsulation_key().encapsulate_deterministic(&coins.into());
            prop_assert_eq!(ct.as_slice(), their_ct.as_slice());
            prop_assert_eq!(shared.as_bytes().as_slice(), their_shared.as_slice());
            let opened = own.decapsulate(&ct).unwrap();
            prop_assert_eq!(opened.as_bytes(), shared.as_bytes());
            ct[at] ^= 1; // implicit rejection must agree as well
            let (ours, theirs) = (own.decapsulate(&ct).unwrap(), theirs.try_decapsulate(&ct.into()).unwrap());
            prop_assert_eq!(ours.as_bytes().as_slice(), theirs.as_slice());
        }

        /// Both take and refuse the same keys (FIPS 203, 7.2).
        #[test]
        fn a_second_implementation_refuses_the_same_keys(seed: [u8; 32], at in 0..ML_KEM_EK, value: u8) {
            let mut key = *OwnKey::from_seed(&seed).public();
            key[at] = value;
            let theirs = EncapsulationKey::try_from(key.as_slice()).is_ok();
            prop_assert_eq!(PeerKey::from_bytes(&key).is_ok(), theirs);
        }
    }

    #[test]
    fn a_key_with_a_point_of_small_order_is_refused() {
        let mut key = *OwnKey::from_seed(&[1; 32]).public();
        for u in LOW_ORDER_U {
            key[EK - 32..].copy_from_slice(&u);
            assert_eq!(PeerKey::from_bytes(&key).err(), Some(BadKey::NonContributory));
        }
    }

    #[test]
    fn a_key_with_a_coefficient_outside_the_field_is_refused() {
        let good = *OwnKey::from_seed(&[1; 32]).public();
        for (at, value) in [(0, 0xff), (1151, 0xff)] {
            let mut key = good;
            key[at] = value;
            key[at - at % 3 + 1] |= 0x0f; // 12 bits of ones: 4095, and q is 3329
            key[at - at % 3 + 1] |= 0xf0;
            assert_eq!(PeerKey::from_bytes(&key).err(), Some(BadKey::Malformed));
        }
    }

    #[test]
    fn a_ciphertext_with_a_point_of_small_order_is_refused() {
        let own = OwnKey::from_seed(&[1; 32]);
        let (mut ct, _) = PeerKey::from_bytes(own.public()).unwrap().encapsulate(&[2; 64]);
        for u in LOW_ORDER_U {
            ct[CT - 32..].copy_from_slice(&u);
            assert_eq!(own.decapsulate(&ct).err(), Some(NonContributory));
        }
    }

    #[test]
    fn a_changed_ciphertext_gives_another_secret() {
        let own = OwnKey::from_seed(&[1; 32]);
        let (ct, shared) = PeerKey::from_bytes(own.public()).unwrap().encapsulate(&[2; 64]);
        for at in [0, 500, CT - 33, CT - 32, CT - 2] {
            let mut changed = ct;
            changed[at] ^= 1;
            assert_ne!(own.decapsulate(&changed).unwrap().as_bytes(), shared.as_bytes());
        }
    }
}
