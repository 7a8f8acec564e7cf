//! Every byte of every message, every length: rejected, and the receiver unharmed.
//!
//! Lives in the crate because it clones states, which callers cannot: a failed handshake step
//! consumes its state, so each try starts from a copy, and the genuine message is read at the end.

use crate::{
    BLOCK, Continuity, Session, StaticDh,
    initiator::{self, AwaitConfirm, AwaitReply},
    record_len,
    responder::{self, AwaitFirst, AwaitProof},
    testing::{Coins, identity},
};

/// A handshake stopped before each message is read.
struct Stopped {
    m1: Vec<u8>,
    m2: Vec<u8>,
    m3: Vec<u8>,
    first: Vec<u8>,
    second: Vec<u8>,
    await_reply: AwaitReply,
    await_proof: AwaitProof,
    await_first: AwaitFirst,
    await_confirm: AwaitConfirm,
    responder: Session,
}

fn stopped() -> Stopped {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("mutation"));
    let none = Continuity::first_contact();
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
    let ready = await_reply.clone().read(&m2).unwrap();
    let (m3, mut await_confirm) = ready.prove(&a, &none).unwrap();
    let first = await_confirm.seal(b"hello", coins.step()).unwrap();
    let (await_first, _) = await_proof.clone().identify(&b, &m3).unwrap().accept(&b, &[none]).unwrap();
    let (mut responder, _) = await_first.clone().confirm(&first).unwrap();
    let second = responder.seal(b"welcome", coins.step()).unwrap();
    Stopped { m1, m2, m3, first, second, await_reply, await_proof, await_first, await_confirm, responder }
}

/// Bytes at each end of a message in which every single bit is tried; between them, three patterns
/// a byte.
const EDGE: usize = 64;

/// Every byte changed, every shorter length, and some longer ones.
fn all_changes(message: &[u8], mut accepts: impl FnMut(&[u8]) -> bool) {
    let mut changed = message.to_vec();
    for at in 0..message.len() {
        let edge = at < EDGE || at >= message.len() - EDGE;
        let patterns: &[u8] = if edge { &[1, 2, 4, 8, 16, 32, 64, 128, 0xff] } else { &[1, 128, 0xff] };
        for pattern in patterns {
            changed[at] ^= pattern;
            assert!(!accepts(&changed), "byte {at} changed by {pattern}");
            changed[at] ^= pattern;
        }
    }
    for len in 0..message.len() {
        assert!(!accepts(&message[..len]), "the first {len} bytes");
    }
    for more in [1, 16, BLOCK, 3 * BLOCK] {
        assert!(!accepts(&[message, &vec![0; more]].concat()), "{more} bytes more");
    }
    assert!(accepts(message), "the genuine message");
}

#[test]
fn no_change_of_m1_is_accepted() {
    let (s, b) = (stopped(), identity(2));
    all_changes(&s.m1, |m1| responder::reply(&b, m1, Coins::new("m1").responder()).is_ok());
}

#[test]
fn no_change_of_m2_is_accepted() {
    let s = stopped();
    all_changes(&s.m2, |m2| s.await_reply.clone().read(m2).is_ok());
}

#[test]
fn no_change_of_m3_is_accepted() {
    let (s, b) = (stopped(), identity(2));
    all_changes(&s.m3, |m3| {
        let identified = s.await_proof.clone().identify(&b, m3);
        identified.is_ok_and(|identified| identified.accept(&b, &[Continuity::first_contact()]).is_ok())
    });
}

#[test]
fn no_change_of_the_initiators_first_record_is_accepted() {
    let s = stopped();
    all_changes(&s.first, |record| s.await_first.clone().confirm(record).is_ok());
}

#[test]
fn no_change_of_the_responders_first_record_is_accepted() {
    let s = stopped();
    all_changes(&s.second, |record| s.await_confirm.clone().confirm(record).is_ok());
}

#[test]
fn no_change_of_an_alert_is_accepted() {
    let (s, b) = (stopped(), identity(2));
    let refused = s.await_proof.clone().identify(&b, &s.m3).unwrap().accept(&b, &[]);
    let crate::Refused::NoContinuity { alert } = refused.unwrap_err() else { panic!("not an alert") };
    all_changes(&alert, |block| {
        let outcome = s.await_confirm.clone().confirm(block);
        assert!(outcome.is_err());
        outcome.err() == Some(crate::ConfirmError::NoContinuity)
    });
}

#[test]
fn no_change_of_a_record_in_mid_session_is_accepted_and_the_session_goes_on() {
    let (s, mut coins) = (stopped(), Coins::new("mid"));
    let (mut b, (mut a, _)) = (s.responder, s.await_confirm.confirm(&s.second).unwrap());
    for body in [b"a step", b"a link"] {
        // the first of an epoch, then one within it: the very session that refused the changes opens it
        let record = a.seal(body, coins.step()).unwrap();
        all_changes(&record, |record| b.open(record).is_ok());
    }
    let answer = b.seal(b"answer", coins.step()).unwrap();
    assert_eq!(a.open(&answer).unwrap(), b"answer");
}

#[test]
fn no_change_of_a_large_record_is_accepted() {
    let (s, mut coins) = (stopped(), Coins::new("large"));
    let (mut b, (mut a, _)) = (s.responder, s.await_confirm.confirm(&s.second).unwrap());
    let step = a.seal(b"step", coins.step()).unwrap();
    b.open(&step).unwrap();
    let record = a.seal(&[7; 60_000], coins.step()).unwrap();
    assert_eq!(record.len(), record_len(4).unwrap());
    let mut changed = record.clone();
    for at in (0..record.len()).step_by(97) {
        changed[at] ^= 0x10;
        assert!(b.open(&changed).is_err(), "byte {at}");
        changed[at] ^= 0x10;
    }
    for len in [0, 1, 4096, 8192, 16_384, 32_768, 65_535] {
        assert!(b.open(&record[..len]).is_err());
    }
    assert_eq!(b.open(&record).unwrap(), [7; 60_000]);
}
