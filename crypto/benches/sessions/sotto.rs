//! ODS1. Coins come from a counter: drawing them is the caller's cost, as in vodozemac it is that of
//! the operating system.

use crate::contest::Act;
use sha2::{Digest, Sha512};
use sotto_crypto::{
    Continuity, IdentityKey, InitiatorCoins, RECORDS_PER_EPOCH, ResponderCoins, Session, StaticDh, StepCoins,
    initiator, responder,
};
use std::hint::black_box;

/// Two identities that make sessions with each other.
struct Pair {
    a: IdentityKey,
    b: IdentityKey,
    coins: Coins,
}

/// Bytes that differ every time; cheap, and not random.
struct Coins(u64);

/// Two ends that turn round, or meet anew, before a bound is reached.
struct Ends {
    pair: Pair,
    from: Session,
    to: Session,
    sent: u32,
}

impl Coins {
    fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0x5a; N];
        self.0 += 1;
        bytes[..8].copy_from_slice(&self.0.to_le_bytes());
        bytes[N - 8..].copy_from_slice(&self.0.to_be_bytes());
        bytes
    }

    fn step(&mut self) -> StepCoins {
        StepCoins::from_bytes(self.draw())
    }
}

impl Pair {
    fn new() -> Self {
        let identity = |seed: u8| IdentityKey::from_expanded(&Sha512::digest([seed; 32]).into()).unwrap();
        Self { a: identity(1), b: identity(2), coins: Coins(0) }
    }

    /// Three messages and the initiator's first record, opened: the initiator awaits the answer.
    fn meet(&mut self) -> (initiator::AwaitConfirm, Session) {
        let Self { a, b, coins } = self;
        let none = Continuity::first_contact();
        let (m1, await_reply) =
            initiator::start(a, b.public(), InitiatorCoins::from_bytes(coins.draw())).unwrap();
        let (m2, await_proof) = responder::reply(b, &m1, ResponderCoins::from_bytes(coins.draw())).unwrap();
        let (m3, mut await_confirm) = await_reply.read(&m2).unwrap().prove(a, &none).unwrap();
        let first = await_confirm.seal(&[7; 64], coins.step()).unwrap();
        let (await_first, _) = await_proof.identify(b, &m3).unwrap().accept(b, &[none]).unwrap();
        (await_confirm, await_first.confirm(&first).unwrap().0)
    }

    /// The same, and the answer opened.
    fn sessions(&mut self) -> (Session, Session) {
        let (await_confirm, mut b) = self.meet();
        let second = b.seal(&[7; 64], self.coins.step()).unwrap();
        (await_confirm.confirm(&second).unwrap().0, b)
    }
}

impl Ends {
    fn new() -> Self {
        let mut pair = Pair::new();
        let (from, to) = pair.sessions();
        Self { pair, from, to, sent: 0 }
    }

    fn carry(&mut self, body: &[u8]) {
        let record = self.from.seal(body, self.pair.coins.step()).unwrap();
        assert_eq!(self.to.open(&record).unwrap().len(), body.len());
        self.sent += 1;
        if self.from.seals_left() < 2 || self.to.seals_left() < 2 {
            *self = Self::new();
        }
    }

    fn turn(&mut self) {
        std::mem::swap(&mut self.from, &mut self.to);
        self.sent = 0;
    }
}

pub(crate) fn set_up() -> Act {
    let mut pair = Pair::new();
    Box::new(move || {
        black_box(pair.meet());
    })
}

pub(crate) fn set_up_confirmed() -> Act {
    let mut pair = Pair::new();
    Box::new(move || {
        black_box(pair.sessions());
    })
}

pub(crate) fn one_way(size: usize) -> Act {
    let (mut ends, body) = (Ends::new(), vec![7; size]);
    Box::new(move || {
        ends.carry(&body);
        if ends.sent >= RECORDS_PER_EPOCH {
            ends.turn();
        }
    })
}

pub(crate) fn ping_pong(size: usize) -> Act {
    let (mut ends, body) = (Ends::new(), vec![7; size]);
    Box::new(move || {
        ends.carry(&body);
        ends.turn();
    })
}

/// Makes pairs of open sessions.
pub(crate) fn open() -> impl FnMut() -> (Session, Session) {
    let mut pair = Pair::new();
    move || pair.sessions()
}
