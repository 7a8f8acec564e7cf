//! Every byte of every message, every length: rejected, and the receiver unharmed.
//!
//! Lives in the crate because it clones states, which callers cannot: a failed handshake step
//! consumes its state, so each try starts from a copy, and the genuine message is read at the end.

use crate::{
    BLOCK, Continuity, Session, StaticDh,
    initiator::{self, AwaitConfirm, AwaitReply},
    record::HEADER,
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

/// Bytes at each end of a message in which all 255 changes are tried; between them, three a byte.
const EDGE: usize = 16;

/// Added to the end of a message, in zeros.
const LONGER: [usize; 4] = [1, 16, BLOCK, 3 * BLOCK];

/// What [`all_changes`] tries of a message that has one block.
const OF_A_BLOCK: usize = 2 * EDGE * 255 + (BLOCK - 2 * EDGE) * 3 + BLOCK + LONGER.len();

/// Bytes of a record of the largest class.
const LARGE: usize = BLOCK << 4;

/// What is promised of all sweeps together (issue: over 100,000 cases, none accepted, no panic).
const PROMISED: usize = 100_000;

/// Every byte changed, every shorter length, and some longer ones; how many there were.
fn all_changes(message: &[u8], mut accepts: impl FnMut(&[u8]) -> bool) -> usize {
    let (mut changed, mut tried) = (message.to_vec(), 0);
    let mut refused = |case: &[u8], what: &dyn std::fmt::Display| {
        assert!(!accepts(case), "accepted: {what}");
        tried += 1;
    };
    let all: Vec<u8> = (1..=255).collect();
    for at in 0..message.len() {
        let edge = at < EDGE || at >= message.len() - EDGE;
        for pattern in if edge { &all[..] } else { &[1, 128, 255] } {
            changed[at] ^= pattern;
            refused(&changed, &format_args!("byte {at} changed by {pattern}"));
            changed[at] ^= pattern;
        }
    }
    for len in 0..message.len() {
        refused(&message[..len], &format_args!("the first {len} bytes"));
    }
    for more in LONGER {
        refused(&[message, &vec![0; more]].concat(), &format_args!("{more} bytes more"));
    }
    assert!(accepts(message), "the genuine message");
    tried
}

/// A test a sweep, so that they run side by side; each says how many cases it tried, and their sum is held
/// to what is promised.
macro_rules! sweeps {
    ($($name:ident, $sweep:ident, $cases:expr;)+) => {
        $(
            #[test]
            fn $name() {
                let cases = $sweep();
                println!("{cases} cases, 0 accepted");
                assert_eq!(cases, $cases);
            }
        )+

        #[test]
        fn the_sweeps_try_more_cases_than_are_promised() {
            let cases = [$($cases),+].iter().sum::<usize>();
            println!("{cases} cases in all sweeps");
            assert!(cases > PROMISED);
        }
    };
}

sweeps! {
    no_change_of_m1_is_accepted, m1, OF_A_BLOCK;
    no_change_of_m2_is_accepted, m2, OF_A_BLOCK;
    no_change_of_m3_is_accepted, m3, OF_A_BLOCK;
    no_change_of_the_initiators_first_record_is_accepted, first, OF_A_BLOCK;
    no_change_of_the_responders_first_record_is_accepted, second, OF_A_BLOCK;
    no_change_of_an_alert_is_accepted, alert, OF_A_BLOCK;
    no_change_of_a_record_that_steps_is_accepted, step, OF_A_BLOCK;
    no_change_of_a_record_within_an_epoch_is_accepted, link, OF_A_BLOCK;
    no_change_of_a_large_record_is_accepted, large, positions_of_a_large_record().count() + LARGE + LONGER.len();
}

fn m1() -> usize {
    let (s, b) = (stopped(), identity(2));
    all_changes(&s.m1, |m1| responder::reply(&b, m1, Coins::new("m1").responder()).is_ok())
}

fn m2() -> usize {
    let s = stopped();
    all_changes(&s.m2, |m2| s.await_reply.clone().read(m2).is_ok())
}

fn m3() -> usize {
    let (s, b) = (stopped(), identity(2));
    all_changes(&s.m3, |m3| {
        let identified = s.await_proof.clone().identify(&b, m3);
        identified.is_ok_and(|identified| identified.accept(&b, &[Continuity::first_contact()]).is_ok())
    })
}

fn first() -> usize {
    let s = stopped();
    all_changes(&s.first, |record| s.await_first.clone().confirm(record).is_ok())
}

fn second() -> usize {
    let s = stopped();
    all_changes(&s.second, |record| s.await_confirm.clone().confirm(record).is_ok())
}

fn alert() -> usize {
    let (s, b) = (stopped(), identity(2));
    let refused = s.await_proof.clone().identify(&b, &s.m3).unwrap().accept(&b, &[]);
    let crate::Refused::NoContinuity { alert } = refused.unwrap_err() else { panic!("not an alert") };
    all_changes(&alert, |block| {
        let outcome = s.await_confirm.clone().confirm(block);
        assert!(outcome.is_err());
        outcome.err() == Some(crate::ConfirmError::NoContinuity)
    })
}

/// Both sessions, the initiator's turn.
fn open() -> (Session, Session) {
    let s = stopped();
    (s.await_confirm.confirm(&s.second).unwrap().0, s.responder)
}

/// The session that refused every change opens the genuine record, and goes on exactly as one that never
/// saw a change.
fn unharmed(
    a: &mut Session,
    mut b: Session,
    record: &[u8],
    sweep: fn(&[u8], &mut Session) -> usize,
) -> usize {
    let mut twin = b.clone();
    let cases = sweep(record, &mut b);
    twin.open(record).unwrap();
    let coins = || Coins::new("answer").step();
    let answer = b.seal(b"answer", coins()).unwrap();
    assert_eq!(answer, twin.seal(b"answer", coins()).unwrap());
    assert_eq!(a.open(&answer).unwrap(), b"answer");
    cases
}

fn step() -> usize {
    let (mut a, b) = open();
    let record = a.seal(b"a step", Coins::new("mid").step()).unwrap();
    unharmed(&mut a, b, &record, |record, b| all_changes(record, |record| b.open(record).is_ok()))
}

fn link() -> usize {
    let (mut a, mut b) = open();
    let mut coins = Coins::new("mid");
    b.open(&a.seal(b"a step", coins.step()).unwrap()).unwrap();
    let record = a.seal(b"a link", coins.step()).unwrap();
    unharmed(&mut a, b, &record, |record, b| all_changes(record, |record| b.open(record).is_ok()))
}

/// The header and the ends of the sealed part byte by byte, its middle in steps.
fn positions_of_a_large_record() -> impl Iterator<Item = usize> {
    (0..LARGE).filter(|at| *at < HEADER + EDGE || *at >= LARGE - EDGE || at % 7 == 0)
}

fn large() -> usize {
    let (mut a, mut b) = open();
    let mut coins = Coins::new("large");
    b.open(&a.seal(b"a step", coins.step()).unwrap()).unwrap();
    let record = a.seal(&[7; 60_000], coins.step()).unwrap();
    unharmed(&mut a, b, &record, |record, b| {
        let (mut changed, mut tried) = (record.to_vec(), 0);
        for at in positions_of_a_large_record() {
            changed[at] ^= 0x10;
            assert!(b.open(&changed).is_err(), "byte {at}");
            changed[at] ^= 0x10;
            tried += 1;
        }
        for len in 0..record.len() {
            assert!(b.open(&record[..len]).is_err(), "the first {len} bytes");
            tried += 1;
        }
        for more in LONGER {
            assert!(b.open(&[record, &vec![0; more]].concat()).is_err(), "{more} bytes more");
            tried += 1;
        }
        assert_eq!(b.open(record).unwrap(), [7; 60_000]);
        tried
    })
}
