//! First records, the alert, and records of an open session. Only the genuine bytes open; a session that has refused
//! something still opens the next good record.

use crate::{
    edits::{edited, overwritten},
    input::Input,
    world::{self, ALICE, BOB},
};
use sotto_crypto::{
    CAPACITY, ConfirmError, Continuity, Refused, Session, StaticDh,
    fuzzing::{self, RECORD_HEADER},
};

/// Bytes of the length field.
const LENGTH: usize = 4;
/// Of the coins that a record and its crafted twin share, if they open an epoch.
const STEP: u64 = 9;

/// The initiator's first record, at the responder.
pub(crate) fn first_record(bytes: &[u8]) {
    let (first, _, await_first, _) = world::before_first_record();
    let read = edited(&first, Input::new(bytes));
    match await_first.confirm(&read) {
        Ok((session, body)) => {
            assert!(read == first && body == world::HELLO);
            assert!(session.peer() == ALICE.public());
        }
        Err(_) => assert!(read != first, "the genuine record"),
    }
}

/// The responder's first block, at the initiator: a record or an alert.
pub(crate) fn first_answer(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    if input.flag() {
        return alert(input);
    }
    let (second, await_confirm, _, _) = world::before_first_answer();
    let read = edited(&second, input);
    match await_confirm.confirm(&read) {
        Ok((session, body)) => {
            assert!(read == second && body == world::WELCOME);
            assert!(session.peer() == BOB.public());
        }
        Err(error) => assert!(read != second && error == ConfirmError::Rejected),
    }
}

fn alert(input: Input<'_>) {
    let (m3, await_confirm, await_proof, _) = world::before_m3();
    let identified = await_proof.identify(&*BOB, &m3).expect("a genuine M3");
    let other = Continuity::from_bytes([7; 32]);
    let Err(Refused::NoContinuity { alert }) = identified.accept(&*BOB, &[other]) else {
        unreachable!("Alice does not know that secret")
    };
    let read = edited(&alert, input);
    let expected = if read == alert { ConfirmError::NoContinuity } else { ConfirmError::Rejected };
    assert_eq!(await_confirm.confirm(&read).err(), Some(expected));
}

/// A record in mid-session: the first of an epoch or one within it, of any class.
pub(crate) fn record(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let (mut alice, mut bob, mut coins) = world::sessions();
    if input.flag() {
        let step = alice.seal(b"step", coins.step()).expect("a session");
        assert_eq!(bob.open(&step).as_deref(), Ok(&b"step"[..]));
    }
    let class = usize::from(input.below(8)).saturating_sub(3); // class 0 in half of all cases
    let body = vec![input.byte(); CAPACITY.get(class).copied().unwrap_or_default()];
    let crafted = input.flag().then(|| crafted(&alice, &body, input));
    let genuine = alice.seal(&body, world::Coins::new(STEP).step()).expect("a session");
    let (read, expected) = crafted.unwrap_or_else(|| {
        let read = edited(&genuine, input);
        let expected = (read == genuine).then(|| body.clone());
        (read, expected)
    });
    let opened = bob.open(&read).ok();
    assert_eq!(opened, expected);
    if opened.is_none() {
        assert_eq!(bob.open(&genuine).as_ref(), Ok(&body), "refusing has changed the session");
    }
    let back = bob.seal(b"and back", coins.step()).expect("a session");
    assert_eq!(alice.open(&back).as_deref(), Ok(&b"and back"[..]));
}

/// A record that is changed before it is sealed, and the body that must come out of it. A header that differs from
/// the one that the keys were made for opens nothing; behind it, section 6.2 decides.
fn crafted(alice: &Session, body: &[u8], input: Input<'_>) -> (Vec<u8>, Option<Vec<u8>>) {
    let mut expected = None;
    let coins = world::Coins::new(STEP).step();
    let record = fuzzing::record(alice, body, &coins, |framed| {
        let header = framed.get(..RECORD_HEADER).unwrap_or_default().to_vec();
        overwritten(framed, input);
        if framed.starts_with(&header) {
            expected = framed.get(RECORD_HEADER..).and_then(unpadded);
        }
    });
    (record.expect("a session"), expected)
}

/// The body of a text whose length fits and whose padding is zeros.
fn unpadded(text: &[u8]) -> Option<Vec<u8>> {
    let (len, rest) = text.split_first_chunk::<LENGTH>()?;
    let (body, padding) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*len)).ok()?)?;
    padding.iter().all(|byte| *byte == 0).then(|| body.to_vec())
}
