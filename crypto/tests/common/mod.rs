//! What the tests share: seeded coins, identities, whole handshakes, vector files.
#![allow(dead_code, reason = "every test binary uses a part of it")]

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256, Sha512};
use sotto_crypto::{
    Continuity, IdentityKey, InitiatorCoins, ResponderCoins, Session, StaticDh, StepCoins, VerifyCoins,
    initiator, responder,
};

/// Every u-coordinate of small order, canonical and not; bit 255 clear.
pub(crate) const LOW_ORDER_U: [[u8; 32]; 7] = [
    [0; 32],
    top(1, 0, 0),
    [
        0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda,
        0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
    ],
    [
        0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b, 0x04,
        0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57,
    ],
    top(0xec, 0xff, 0x7f), // p - 1
    top(0xed, 0xff, 0x7f), // p
    top(0xee, 0xff, 0x7f), // p + 1
];

/// A seeded source of coins.
#[derive(Clone)]
pub(crate) struct Coins {
    seed: [u8; 32],
    drawn: u64,
}

/// Every message of a handshake with its first two records, and the sessions after it.
pub(crate) struct Run {
    pub(crate) m1: Vec<u8>,
    pub(crate) m2: Vec<u8>,
    pub(crate) m3: Vec<u8>,
    /// The initiator's first record.
    pub(crate) first: Vec<u8>,
    /// The responder's first record.
    pub(crate) second: Vec<u8>,
    pub(crate) initiator: Session,
    pub(crate) responder: Session,
}

/// An object of a vector file: names and hex.
pub(crate) struct Vector(serde_json::Value);

impl Coins {
    pub(crate) fn new(label: &str) -> Self {
        Self::from_seed(label.as_bytes())
    }

    pub(crate) fn from_seed(seed: &[u8]) -> Self {
        Self { seed: Sha256::digest(seed).into(), drawn: 0 }
    }

    pub(crate) fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for chunk in bytes.chunks_mut(32) {
            let block = Sha256::new().chain_update(self.seed).chain_update(self.drawn.to_le_bytes());
            chunk.copy_from_slice(&block.finalize()[..chunk.len()]);
            self.drawn += 1;
        }
        bytes
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
}

impl Vector {
    pub(crate) fn new(value: serde_json::Value) -> Self {
        Self(value)
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        let hex = self.0[name].as_str().expect("a field of the vector");
        HEXLOWER.decode(hex.as_bytes()).expect("lower-case hex")
    }

    pub(crate) fn array<const N: usize>(&self, name: &str) -> [u8; N] {
        self.bytes(name).try_into().expect("the length of the array")
    }
}

/// One vector of `tests/vectors/rfc.json`.
pub(crate) fn rfc(name: &str) -> Vector {
    let file: serde_json::Value = serde_json::from_str(include_str!("../vectors/rfc.json")).expect("JSON");
    Vector::new(file[name].clone())
}

/// The vectors of the CPace draft.
pub(crate) fn cpace() -> Vector {
    Vector::new(cpace_file()["cpace"].clone())
}

/// Encodings that are not elements of Ristretto255 (RFC 9496, A.2).
pub(crate) fn bad_ristretto() -> Vec<[u8; 32]> {
    let list = cpace_file()["bad_encodings"].as_array().expect("a list").clone();
    let bytes =
        |hex: &serde_json::Value| HEXLOWER.decode(hex.as_str().expect("text").as_bytes()).expect("hex");
    list.iter().map(|hex| bytes(hex).try_into().expect("32 bytes")).collect()
}

fn cpace_file() -> serde_json::Value {
    serde_json::from_str(include_str!("../vectors/cpace.json")).expect("JSON")
}

/// The vectors of the X-Wing draft.
pub(crate) fn xwing() -> Vec<Vector> {
    let file: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../vectors/xwing.json")).expect("JSON");
    assert_eq!(file.len(), 3);
    file.into_iter().map(Vector::new).collect()
}

/// Tor's 64-byte expanded secret of an Ed25519 seed (RFC 8032, 5.1.5), clamped as C Tor stores it.
pub(crate) fn expanded(seed: &[u8; 32]) -> [u8; 64] {
    let mut bytes: [u8; 64] = Sha512::digest(seed).into();
    bytes[0] &= 248;
    bytes[31] &= 127;
    bytes[31] |= 64;
    bytes
}

pub(crate) fn identity(seed: u8) -> IdentityKey {
    IdentityKey::from_expanded(&expanded(&[seed; 32])).expect("a good key")
}

/// A handshake of two identities who share `continuity`.
pub(crate) fn run(a: &dyn StaticDh, b: &dyn StaticDh, continuity: &Continuity, coins: &mut Coins) -> Run {
    let (m1, await_reply) = initiator::start(a, b.public(), coins.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(b, &m1, coins.responder()).unwrap();
    let (m3, mut await_confirm) = await_reply.read(&m2).unwrap().prove(a, continuity).unwrap();
    let first = await_confirm.seal(b"hello", coins.step()).unwrap();
    let identified = await_proof.identify(b, &m3).unwrap();
    assert_eq!(identified.peer(), a.public());
    let (await_first, _) = identified.accept(b, std::slice::from_ref(continuity)).unwrap();
    assert_eq!(await_first.next_continuity(), await_confirm.next_continuity());
    let (mut responder, hello) = await_first.confirm(&first).unwrap();
    assert_eq!(hello, b"hello");
    let second = responder.seal(b"welcome", coins.step()).unwrap();
    let (initiator, welcome) = await_confirm.confirm(&second).unwrap();
    assert_eq!(welcome, b"welcome");
    Run { m1, m2, m3, first, second, initiator, responder }
}

/// The sessions of identities 1 and 2 after a first contact, each having sent one record; the
/// initiator's turn.
pub(crate) fn sessions(coins: &mut Coins) -> (Session, Session) {
    let run = run(&identity(1), &identity(2), &Continuity::first_contact(), coins);
    (run.initiator, run.responder)
}

/// The sessions of identities 1 and 2 right after the initiator's first record, which the responder
/// has not answered. The initiator's end is confirmed by that answer, so it has no session yet.
pub(crate) fn unanswered(coins: &mut Coins) -> (initiator::AwaitConfirm, Session) {
    let (a, b) = (identity(1), identity(2));
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
    let none = Continuity::first_contact();
    let (m3, mut await_confirm) = await_reply.read(&m2).unwrap().prove(&a, &none).unwrap();
    let first = await_confirm.seal(b"hello", coins.step()).unwrap();
    let (await_first, _) = await_proof.identify(&b, &m3).unwrap().accept(&b, &[none]).unwrap();
    (await_confirm, await_first.confirm(&first).unwrap().0)
}

const fn top(low: u8, middle: u8, high: u8) -> [u8; 32] {
    let mut u = [middle; 32];
    u[0] = low;
    u[31] = high;
    u
}
