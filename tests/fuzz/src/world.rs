//! Two people, their coins, and a handshake that is stopped before each message is read. The same in every run.

use sotto_crypto::{
    Continuity, IdentityKey, InitiatorCoins, ResponderCoins, Session, StaticDh, StepCoins, VerifyCoins,
    initiator::{self, AwaitConfirm, AwaitReply},
    responder::{self, AwaitFirst, AwaitProof},
};
use std::sync::LazyLock;

/// What the initiator's first record says.
pub(crate) const HELLO: &[u8] = b"hello";
/// What the responder's first record says.
pub(crate) const WELCOME: &[u8] = b"welcome";

/// Who dials, in every handshake that is not of [`crate::two_parties`].
pub(crate) static ALICE: LazyLock<IdentityKey> = LazyLock::new(|| person(1));
/// Who is dialled.
pub(crate) static BOB: LazyLock<IdentityKey> = LazyLock::new(|| person(2));

/// Coins that are never the same twice, and the same in every run. No secret: nothing here is worth one.
pub(crate) struct Coins(u64);

impl Coins {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn initiator(&mut self) -> InitiatorCoins {
        InitiatorCoins::from_bytes(self.draw())
    }

    pub(crate) fn responder(&mut self) -> ResponderCoins {
        ResponderCoins::from_bytes(self.draw())
    }

    pub(crate) fn step(&mut self) -> StepCoins {
        StepCoins::from_bytes(self.draw())
    }

    pub(crate) fn verify(&mut self) -> VerifyCoins {
        VerifyCoins::from_bytes(self.draw())
    }

    fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for chunk in bytes.chunks_mut(8) {
            chunk.iter_mut().zip(self.next().to_le_bytes()).for_each(|(to, from)| *to = from);
        }
        bytes
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// An identity from a number.
pub(crate) fn person(seed: u8) -> IdentityKey {
    IdentityKey::from_expanded(&[seed; 64]).expect("no multiple of the group order")
}

/// Alice has dialled Bob.
pub(crate) fn before_m1() -> (Vec<u8>, AwaitReply, Coins) {
    let mut coins = Coins::new(1);
    let dialled = initiator::start(&*ALICE, BOB.public(), coins.initiator());
    let (m1, await_reply) = dialled.expect("two people");
    (m1, await_reply, coins)
}

/// Bob has answered.
pub(crate) fn before_m2() -> (Vec<u8>, AwaitReply, AwaitProof, Coins) {
    let (m1, await_reply, mut coins) = before_m1();
    let (m2, await_proof) = responder::reply(&*BOB, &m1, coins.responder()).expect("a genuine M1");
    (m2, await_reply, await_proof, coins)
}

/// Alice has proved herself, as a first contact.
pub(crate) fn before_m3() -> (Vec<u8>, AwaitConfirm, AwaitProof, Coins) {
    let (m2, await_reply, await_proof, coins) = before_m2();
    let ready = await_reply.read(&m2).expect("a genuine M2");
    let (m3, await_confirm) = ready.prove(&*ALICE, &Continuity::first_contact()).expect("good points");
    (m3, await_confirm, await_proof, coins)
}

/// Alice's first record is on its way.
pub(crate) fn before_first_record() -> (Vec<u8>, AwaitConfirm, AwaitFirst, Coins) {
    let (m3, mut await_confirm, await_proof, mut coins) = before_m3();
    let first = await_confirm.seal(HELLO, coins.step()).expect("a short greeting");
    let identified = await_proof.identify(&*BOB, &m3).expect("a genuine M3");
    let accepted = identified.accept(&*BOB, &[Continuity::first_contact()]);
    (first, await_confirm, accepted.expect("a first contact").0, coins)
}

/// Bob's first record is on its way.
pub(crate) fn before_first_answer() -> (Vec<u8>, AwaitConfirm, Session, Coins) {
    let (first, await_confirm, await_first, mut coins) = before_first_record();
    let (mut bob, _) = await_first.confirm(&first).expect("a genuine record");
    let second = bob.seal(WELCOME, coins.step()).expect("a short greeting");
    (second, await_confirm, bob, coins)
}

/// The sessions of Alice and Bob; it is Alice's turn.
pub(crate) fn sessions() -> (Session, Session, Coins) {
    let (second, await_confirm, bob, coins) = before_first_answer();
    let (alice, _) = await_confirm.confirm(&second).expect("a genuine record");
    (alice, bob, coins)
}
