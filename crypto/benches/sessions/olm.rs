//! Olm as vodozemac does it: classical, with X25519 steps.

use crate::contest::Act;
use std::hint::black_box;
use vodozemac::olm::{Account, OlmMessage, Session, SessionConfig};

/// Two accounts that make sessions with each other.
struct Pair {
    alice: Account,
    bob: Account,
}

impl Pair {
    fn new() -> Self {
        Self { alice: Account::new(), bob: Account::new() }
    }

    /// A one-time key, a session of each side, and the first message, opened.
    fn meet(&mut self) -> (Session, Session) {
        self.bob.generate_one_time_keys(1);
        let one_time = *self.bob.one_time_keys().values().next().unwrap();
        self.bob.mark_keys_as_published();
        let config = SessionConfig::version_1();
        let mut out =
            self.alice.create_outbound_session(config, self.bob.curve25519_key(), one_time).unwrap();
        let OlmMessage::PreKey(first) = out.encrypt([7; 64]).unwrap() else { unreachable!() };
        let from = self.alice.curve25519_key();
        let met = self.bob.create_inbound_session(SessionConfig::version_1(), from, &first).unwrap();
        assert_eq!(met.plaintext.len(), 64);
        (out, met.session)
    }
}

/// Makes pairs of sessions that have carried a message each way.
pub(crate) fn open() -> impl FnMut() -> (Session, Session) {
    let mut pair = Pair::new();
    move || {
        let (mut a, mut b) = pair.meet();
        carry(&mut b, &mut a, &[7; 64]);
        (a, b)
    }
}

fn carry(from: &mut Session, to: &mut Session, body: &[u8]) {
    let message = from.encrypt(body).unwrap();
    assert_eq!(to.decrypt(&message).unwrap().len(), body.len());
}

pub(crate) fn set_up() -> Act {
    let mut pair = Pair::new();
    Box::new(move || {
        black_box(pair.meet());
    })
}

pub(crate) fn set_up_answered() -> Act {
    let mut open = open();
    Box::new(move || {
        black_box(open());
    })
}

pub(crate) fn one_way(size: usize) -> Act {
    let (mut a, mut b) = open()();
    let body = vec![7; size];
    Box::new(move || carry(&mut a, &mut b, &body))
}

pub(crate) fn ping_pong(size: usize) -> Act {
    let (mut a, mut b) = Pair::new().meet();
    let body = vec![7; size];
    Box::new(move || {
        carry(&mut b, &mut a, &body);
        std::mem::swap(&mut a, &mut b);
    })
}
