//! Deniability as equality: with equal coins, the transcript that honest H produces is, byte for
//! byte, the one that M produces alone, from its own secrets and H's *public* key.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod common;

use common::{Coins, identity};
use proptest::prelude::*;
use sotto_crypto::{
    Continuity, IdentityKey, InitiatorCoins, Refused, ResponderCoins, Session, SimulatedPeer, StaticDh,
    initiator, responder,
};

/// Who says how much: `true` is the initiator.
type Script = Vec<(bool, Vec<u8>)>;

/// The coins of one conversation, both sides.
#[derive(Clone)]
struct Tosses {
    initiator: Coins,
    responder: Coins,
}

/// Every byte on the wire, and the secrets that a judge may be shown.
#[derive(Debug, PartialEq)]
struct Transcript {
    wire: Vec<Vec<u8>>,
    continuity: [u8; 32],
    sas: [u8; 32],
    exporter: [u8; 32],
}

impl Tosses {
    fn new(seed: &[u8]) -> Self {
        let of = |side: &[u8]| Coins::from_seed(&[seed, side].concat());
        Self { initiator: of(b"initiator"), responder: of(b"responder") }
    }

    fn initiator(&self) -> InitiatorCoins {
        self.initiator.clone().initiator()
    }

    fn responder(&self) -> ResponderCoins {
        self.responder.clone().responder()
    }
}

/// A whole conversation; either side may be real or simulated.
fn converse(
    a: &dyn StaticDh,
    b: &dyn StaticDh,
    continuity: &Continuity,
    mut tosses: Tosses,
    script: &Script,
) -> Transcript {
    let (m1, await_reply) = initiator::start(a, b.public(), tosses.initiator.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(b, &m1, tosses.responder.responder()).unwrap();
    let (m3, mut await_confirm) = await_reply.read(&m2).unwrap().prove(a, continuity).unwrap();
    let first = await_confirm.seal(b"hello", tosses.initiator.step()).unwrap();
    let candidates = [Continuity::from_bytes([9; 32]), continuity.clone()];
    let (await_first, _) = await_proof.identify(b, &m3).unwrap().accept(b, &candidates).unwrap();
    let continuity = *await_first.next_continuity().as_bytes();
    let (mut sb, _) = await_first.confirm(&first).unwrap();
    let second = sb.seal(b"welcome", tosses.responder.step()).unwrap();
    let (mut sa, _) = await_confirm.confirm(&second).unwrap();
    let mut wire = vec![m1, m2, m3, first, second];
    talk(&mut sa, &mut sb, &mut tosses, script, &mut wire);
    Transcript { wire, continuity, sas: *sa.sas().as_bytes(), exporter: *sb.exporter().as_bytes() }
}

fn talk(a: &mut Session, b: &mut Session, tosses: &mut Tosses, script: &Script, wire: &mut Vec<Vec<u8>>) {
    for (from_a, body) in script {
        let (from, to, coins) = if *from_a {
            (&mut *a, &mut *b, &mut tosses.initiator)
        } else {
            (&mut *b, &mut *a, &mut tosses.responder)
        };
        let record = from.seal(body, coins.step()).unwrap();
        assert_eq!(&to.open(&record).unwrap(), body);
        wire.push(record);
    }
}

/// A dial that the responder refuses for want of continuity, down to the alert.
fn refused(a: &dyn StaticDh, b: &dyn StaticDh, mut tosses: Tosses) -> Vec<Vec<u8>> {
    let (m1, await_reply) = initiator::start(a, b.public(), tosses.initiator.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(b, &m1, tosses.responder.responder()).unwrap();
    let known = Continuity::from_bytes([1; 32]);
    let (m3, _) = await_reply.read(&m2).unwrap().prove(a, &known).unwrap();
    match await_proof.identify(b, &m3).unwrap().accept(b, &[]) {
        Err(Refused::NoContinuity { alert }) => vec![m1, m2, m3, alert],
        other => panic!("not refused: {other:?}"),
    }
}

fn script() -> impl Strategy<Value = Script> {
    proptest::collection::vec((any::<bool>(), proptest::collection::vec(any::<u8>(), 0..2500)), 0..8)
}

fn pair(m: u8, h: u8) -> (IdentityKey, IdentityKey) {
    (identity(m), identity(h))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn equal_coins_deniability_of_an_initiator(
        seed: [u8; 16], m: u8, h: u8, continuity: [u8; 32], script in script(),
    ) {
        prop_assume!(m != h);
        let ((mk, hk), tosses) = (pair(m, h), Tosses::new(&seed));
        let continuity = Continuity::from_bytes(continuity);
        let simulated = SimulatedPeer::initiator(hk.public(), &mk, &tosses.responder());
        prop_assert_eq!(
            converse(&hk, &mk, &continuity, tosses.clone(), &script),
            converse(&simulated, &mk, &continuity, tosses.clone(), &script)
        );
        prop_assert_eq!(refused(&hk, &mk, tosses.clone()), refused(&simulated, &mk, tosses));
    }

    #[test]
    fn equal_coins_deniability_of_a_responder(
        seed: [u8; 16], m: u8, h: u8, continuity: [u8; 32], script in script(),
    ) {
        prop_assume!(m != h);
        let ((mk, hk), tosses) = (pair(m, h), Tosses::new(&seed));
        let continuity = Continuity::from_bytes(continuity);
        let simulated = SimulatedPeer::responder(hk.public(), &mk, &tosses.initiator());
        prop_assert_eq!(
            converse(&mk, &hk, &continuity, tosses.clone(), &script),
            converse(&mk, &simulated, &continuity, tosses.clone(), &script)
        );
        prop_assert_eq!(refused(&mk, &hk, tosses.clone()), refused(&mk, &simulated, tosses));
    }
}

#[test]
fn a_simulator_without_the_ephemeral_of_m_fails() {
    // The control: the equality above is not there for any simulator.
    let ((mk, hk), tosses) = (pair(1, 2), Tosses::new(b"control"));
    let blind = SimulatedPeer::responder(hk.public(), &mk, &Coins::new("something else").initiator());
    let (m1, _) = initiator::start(&mk, hk.public(), tosses.initiator()).unwrap();
    assert!(responder::reply(&blind, &m1, tosses.responder()).is_err());
    assert!(responder::reply(&hk, &m1, tosses.responder()).is_ok());
}
