//! Three parties, eight runs, every message in every place: each is good where it belongs and nowhere
//! else, whole or cut together with another.
//!
//! Covers the cross-splicing, reflection and replay of the protocol's must-survive list: a message out of
//! its turn, twice, of another run, to another party, sent back to whoever sent it. In the crate because
//! it clones states, which callers cannot.

use crate::{
    ConfirmError, Continuity, Refused, StaticDh, initiator, responder,
    testing::{Coins, identity},
};

/// The messages of a run, in the order in which they are made.
const KINDS: [&str; 8] = ["M1", "M2", "M3", "alert", "record 1", "record 2", "record 3", "record 4"];

/// Where a record's fields end: class, epoch, pn, n, ek, ct, and the length under the seal.
const RECORD: &[usize] = &[1, 5, 9, 13, 1229, 2349, 2353, 4080];

/// Where the fields of each kind end.
const FIELDS: [&[usize]; 8] =
    [&[32, 1264, 4080], &[32, 1168, 4080], &[48, 4080], &[1, 4080], RECORD, RECORD, RECORD, RECORD];

/// Whether a message is taken for one of its kind.
type Reader = Box<dyn Fn(&[u8]) -> bool>;

/// One run of two of the three.
struct Run {
    name: String,
    responder: u8,
    /// By kind.
    wire: [Vec<u8>; 8],
    /// By kind: whoever waits for it, in the state in which it does.
    readers: [Reader; 8],
}

fn run(from: u8, to: u8, seed: &str, known: &Continuity) -> Run {
    let name = format!("{seed}: {from} dials {to}");
    let (a, b, mut coins, known) = (identity(from), identity(to), Coins::new(&name), known.clone());
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
    let (m3, mut await_confirm) = await_reply.clone().read(&m2).unwrap().prove(&a, &known).unwrap();
    let identified = await_proof.clone().identify(&b, &m3).unwrap();
    let Err(Refused::NoContinuity { alert }) = identified.clone().accept(&b, &[]) else { panic!("accepted") };
    let first = await_confirm.seal(b"first", coins.step()).unwrap();
    let (await_first, _) = identified.accept(&b, std::slice::from_ref(&known)).unwrap();
    let (mut sb, _) = await_first.clone().confirm(&first).unwrap();
    let second = sb.seal(b"second", coins.step()).unwrap();
    let (mut sa, _) = await_confirm.clone().confirm(&second).unwrap();
    let third = sa.seal(b"third", coins.step()).unwrap();
    let before_third = sb.clone();
    sb.open(&third).unwrap();
    let fourth = sb.seal(b"fourth", coins.step()).unwrap();
    let awaits_alert = await_confirm.clone();
    let readers: [Reader; 8] = [
        Box::new(move |m| responder::reply(&identity(to), m, Coins::new("again").responder()).is_ok()),
        Box::new(move |m| await_reply.clone().read(m).is_ok()),
        Box::new(move |m| {
            let identified = await_proof.clone().identify(&b, m);
            identified.is_ok_and(|who| who.accept(&b, std::slice::from_ref(&known)).is_ok())
        }),
        Box::new(move |m| awaits_alert.clone().confirm(m).err() == Some(ConfirmError::NoContinuity)),
        Box::new(move |m| await_first.clone().confirm(m).is_ok()),
        Box::new(move |m| await_confirm.clone().confirm(m).is_ok()),
        Box::new(move |m| before_third.clone().open(m).is_ok()),
        Box::new(move |m| sa.clone().open(m).is_ok()),
    ];
    Run { name, responder: to, wire: [m1, m2, m3, alert, first, second, third, fourth], readers }
}

/// All six ways of three parties, and A to B twice more: with other coins, and with another secret.
fn runs() -> Vec<Run> {
    let none = Continuity::first_contact();
    let mut runs: Vec<Run> =
        [(1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)].map(|(from, to)| run(from, to, "one", &none)).into();
    runs.push(run(1, 2, "two", &none));
    runs.push(run(1, 2, "one", &Continuity::from_bytes([7; 32])));
    runs
}

#[test]
fn a_message_is_good_in_its_own_place_and_nowhere_else() {
    let (runs, mut tried) = (runs(), 0);
    for here in &runs {
        for (place, reads) in here.readers.iter().enumerate() {
            for there in &runs {
                for (kind, message) in there.wire.iter().enumerate() {
                    // anybody may send a first message, but it is for one responder
                    let first = place == 0 && kind == 0 && here.responder == there.responder;
                    let same = here.wire[place] == *message;
                    assert_eq!(
                        reads(message),
                        first || same,
                        "{} of {} where {} of {} is awaited",
                        KINDS[kind],
                        there.name,
                        KINDS[place],
                        here.name
                    );
                    tried += 1;
                }
            }
        }
    }
    assert_eq!(tried, 8 * 8 * 8 * 8);
}

/// Every message cut together with one of another run, at every border of its fields, both ways round;
/// with the same kind, and with every kind of its own run.
#[test]
fn a_message_cut_together_of_two_is_refused_at_every_border() {
    let (runs, mut tried) = (runs(), 0);
    for here in &runs {
        for (kind, reads) in here.readers.iter().enumerate() {
            let genuine = &here.wire[kind];
            let elsewhere = runs.iter().map(|there| &there.wire[kind]);
            for other in elsewhere.chain(&here.wire).filter(|other| *other != genuine) {
                for at in FIELDS[kind] {
                    for cut in
                        [[&genuine[..*at], &other[*at..]].concat(), [&other[..*at], &genuine[*at..]].concat()]
                    {
                        // where both have the same bytes, nothing was cut
                        if cut != *genuine && cut != *other {
                            assert!(!reads(&cut), "{} of {}, cut at {at}", KINDS[kind], here.name);
                            tried += 1;
                        }
                    }
                }
            }
        }
    }
    println!("{tried} splices, 0 accepted");
    assert!(tried > 5_000, "only {tried} splices");
}
