//! M1, M2 and M3, as they travel and as a peer seals them who knows every key.
//!
//! As they travel, only the genuine message is accepted. Sealed anew, a message is accepted if and only if section 5
//! of the specification says so.

use crate::{
    edits::{edited, overwritten},
    input::Input,
    world::{self, ALICE, BOB},
};
use sotto_crypto::{
    BLOCK, Continuity, Refused, StaticDh,
    fuzzing::{self, Initiator},
    responder::{self, AwaitProof},
};

/// Bytes of an encapsulation key.
const EK: usize = 1216;

/// A field and a payload before a peer seals them, and what it makes of them.
struct Crafted<'a> {
    field: Input<'a>,
    payload: Input<'a>,
}

impl<'a> Crafted<'a> {
    /// One length for the field's edits, all others are the payload's.
    fn new(mut input: Input<'a>) -> Self {
        let len = input.pair();
        Self { field: Input::new(input.take(len)), payload: input }
    }

    fn craft(&self, field: &mut [u8], payload: &mut [u8]) {
        overwritten(field, self.field);
        overwritten(payload, self.payload);
    }

    /// Whether the field stays what it is.
    fn keeps(&self, field: &[u8]) -> bool {
        let mut changed = field.to_vec();
        overwritten(&mut changed, self.field);
        changed == field
    }
}

/// Whether a payload without a key is acceptable: version, any flags, zeros.
fn acceptable(payload: &[u8]) -> bool {
    matches!(payload, [(1..), _flags, padding @ ..] if padding.iter().all(|byte| *byte == 0))
}

/// M1 at the responder.
pub(crate) fn m1(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    if input.flag() {
        return sealed_m1(input);
    }
    let (m1, _, mut coins) = world::before_m1();
    let read = edited(&m1, input);
    assert_eq!(responder::reply(&*BOB, &read, coins.responder()).is_ok(), read == m1);
}

fn sealed_m1(input: Input<'_>) {
    let mut coins = world::Coins::new(7);
    let crafted = Crafted::new(input);
    let said = std::cell::RefCell::new((Vec::new(), false));
    let craft = |field: &mut [u8], payload: &mut [u8]| {
        let genuine = crafted.keeps(field);
        crafted.craft(field, payload);
        *said.borrow_mut() = (payload.to_vec(), genuine);
    };
    let made = Initiator::m1(&BOB.public(), coins.initiator(), &craft);
    let (m1, _) = made.expect("good points");
    let reply = responder::reply(&*BOB, &m1, coins.responder());
    let (payload, genuine) = said.into_inner();
    if !acceptable(&payload) {
        assert!(reply.is_err(), "a payload that section 5.2 does not allow");
    } else if genuine {
        assert!(reply.is_ok(), "only flags and version differ");
    }
}

/// M2 at the initiator. What an accepted one holds is used at once: the proof, and the first record to its key.
pub(crate) fn m2(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let sealed = input.flag();
    let (m2, await_reply, _, mut coins) = world::before_m2();
    let (read, expected) = if sealed {
        sealed_m2(input)
    } else {
        let read = edited(&m2, input);
        let genuine = read == m2;
        (read, Some(genuine))
    };
    let ready = await_reply.read(&read);
    if let Some(expected) = expected {
        assert_eq!(ready.is_ok(), expected);
    }
    if let Ok(ready) = ready {
        let proved = ready.prove(&*ALICE, &Continuity::first_contact());
        let (m3, mut await_confirm) = proved.expect("good points");
        assert_eq!(m3.len(), BLOCK);
        let first = await_confirm.seal(world::HELLO, coins.step()).expect("a short greeting");
        assert_eq!(first.len(), BLOCK);
    }
}

/// A crafted M2, and whether it must be accepted, if that can be told from outside.
fn sealed_m2(input: Input<'_>) -> (Vec<u8>, Option<bool>) {
    let (m1, _, mut coins) = world::before_m1();
    let crafted = Crafted::new(input);
    let said = std::cell::Cell::new(None);
    let craft = |field: &mut [u8], payload: &mut [u8]| {
        let genuine = crafted.keeps(field);
        let key = payload.get(1..=EK).unwrap_or_default().to_vec();
        crafted.craft(field, payload);
        let (version, rest) = payload.split_first().expect("a payload");
        let (new_key, rest) = rest.split_at(EK);
        let form = acceptable(&[&[*version][..], rest].concat());
        // whether another key is valid is not for us to say
        said.set(match (genuine && form, new_key == key) {
            (true, true) => Some(true),
            (true, false) => None,
            (false, _) => Some(false),
        });
    };
    let m1 = m1.as_slice().try_into().expect("a block");
    let m2 = fuzzing::m2(&*BOB, m1, &coins.responder(), &craft);
    (m2.expect("a genuine M1"), said.get())
}

/// M3 at the responder.
pub(crate) fn m3(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    if input.flag() {
        return sealed_m3(input);
    }
    let (m3, _, await_proof, _) = world::before_m3();
    let read = edited(&m3, input);
    assert_eq!(accepted(await_proof, &read), read == m3);
}

fn sealed_m3(input: Input<'_>) {
    let mut coins = world::Coins::new(7);
    let nothing = |_: &mut [u8], _: &mut [u8]| ();
    let (m1, rogue) = Initiator::m1(&BOB.public(), coins.initiator(), &nothing).expect("good points");
    let (m2, await_proof) = responder::reply(&*BOB, &m1, coins.responder()).expect("a genuine M1");
    let crafted = Crafted::new(input);
    let said = std::cell::Cell::new(false);
    let craft = |field: &mut [u8], payload: &mut [u8]| {
        let genuine = crafted.keeps(field);
        crafted.craft(field, payload);
        said.set(genuine && acceptable(payload));
    };
    let m2 = m2.as_slice().try_into().expect("a block");
    let m3 = rogue.m3(&*ALICE, &BOB.public(), m2, &craft).expect("a genuine M2");
    assert_eq!(accepted(await_proof, &m3), said.get());
}

/// Whether Bob accepts an M3 as Alice's first contact. What he may send instead of a record is one block.
fn accepted(await_proof: AwaitProof, m3: &[u8]) -> bool {
    let Ok(identified) = await_proof.identify(&*BOB, m3) else { return false };
    match identified.accept(&*BOB, &[Continuity::first_contact()]) {
        Ok((_, candidate)) => candidate == 0,
        Err(Refused::NoContinuity { alert }) => {
            assert_eq!(alert.len(), BLOCK);
            false
        }
        Err(Refused::Handshake(_)) => false,
    }
}
