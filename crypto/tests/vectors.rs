//! Known answers: whole sessions with every intermediate value, in `tests/vectors/ods1-*.json`.
//!
//! Each file is checked twice: an independent straight-line implementation (`tests/reference`)
//! must reproduce every value from the inputs, and the crate must emit the same messages and
//! outputs. The files are frozen with wire version 1. To write them anew after a deliberate change
//! of the protocol:
//!
//! ```text
//! SOTTO_REGENERATE_VECTORS=1 cargo test -p sotto-crypto --test vectors
//! ```
//!
//! The run that writes them fails, so that it cannot pass for a check.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod common;
mod reference;

use common::{Coins, expanded};
use data_encoding::HEXLOWER;
use reference::{Inputs, Line, Trace, sha256};
use serde_json::{Value, json};
use sotto_crypto::{
    ConfirmError, Continuity, IdentityKey, InitiatorCoins, PublicIdentity, Refused, ResponderCoins, Session,
    StaticDh, StepCoins, initiator, responder,
};
use std::{collections::BTreeMap, path::PathBuf};

const CASES: [&str; 3] = ["first-contact", "continuity", "invitation"];

/// What the crate made of the inputs.
struct Ours {
    messages: Vec<Vec<u8>>,
    alert: Vec<u8>,
    session: Session,
    continuity: Continuity,
}

fn path(case: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/vectors/ods1-{case}.json"))
}

/// The inputs of a case, as they are written into its file.
fn inputs(case: &str) -> Inputs {
    let (mut a, mut b) = (Coins::new("A"), Coins::new("B"));
    let responder = expanded(&[2; 32]);
    let (initiator_coins, responder_coins) = (a.draw(), b.draw());
    let mut line = |from_initiator: bool, body: &[u8]| Line {
        from_initiator,
        body: body.to_vec(),
        coins: if from_initiator { a.draw() } else { b.draw() },
    };
    let (continuity, script) = match case {
        "first-contact" => ([0; 32], vec![line(true, b"hello"), line(false, b"")]),
        "continuity" => ([7; 32], vec![line(true, b"hello"), line(false, b"hi"), line(true, b"yo")]),
        _ => {
            let script = vec![
                line(true, &[1; 1727]),
                line(false, b"one"),
                line(false, &[2; 1728]),
                line(false, b"three"),
                line(true, b"answer"),
                line(false, &[3; 30_400]),
                line(true, b"one more"),
                line(true, b"and another"),
            ];
            let b = IdentityKey::from_expanded(&responder).unwrap().public();
            (*Continuity::from_invite(&[5; 16], &b).as_bytes(), script)
        }
    };
    let initiator = expanded(&[1; 32]);
    Inputs { initiator, responder, initiator_coins, responder_coins, continuity, script }
}

fn to_json(inputs: &Inputs, trace: &Trace) -> Value {
    let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
    let line = |line: &Line| {
        let from = if line.from_initiator { "initiator" } else { "responder" };
        json!({ "from": from, "body": hex(&line.body), "coins": hex(&line.coins) })
    };
    json!({
        "protocol": "ODS1, wire version 1; see docs/protocol.md",
        "inputs": {
            "initiator_expanded": hex(&inputs.initiator),
            "responder_expanded": hex(&inputs.responder),
            "initiator_coins": hex(&inputs.initiator_coins),
            "responder_coins": hex(&inputs.responder_coins),
            "continuity": hex(&inputs.continuity),
            "script": inputs.script.iter().map(line).collect::<Vec<_>>(),
        },
        "values": trace.values,
    })
}

/// The file of a case: its inputs and its values by name, in order.
fn load(case: &str) -> (Inputs, Vec<(String, String)>) {
    let text = std::fs::read_to_string(path(case)).expect("the vector file is committed");
    let file: Value = serde_json::from_str(&text).unwrap();
    (Inputs::of(&file), serde_json::from_value(file["values"].clone()).unwrap())
}

/// The crate, on the same inputs.
fn ours(inputs: &Inputs) -> Ours {
    let a = IdentityKey::from_expanded(&inputs.initiator).unwrap();
    let b = IdentityKey::from_expanded(&inputs.responder).unwrap();
    let known = Continuity::from_bytes(inputs.continuity);
    let dial = || {
        let coins = InitiatorCoins::from_bytes(inputs.initiator_coins);
        let (m1, await_reply) = initiator::start(&a, b.public(), coins).unwrap();
        let coins = ResponderCoins::from_bytes(inputs.responder_coins);
        let (m2, await_proof) = responder::reply(&b, &m1, coins).unwrap();
        let (m3, await_confirm) = await_reply.read(&m2).unwrap().prove(&a, &known).unwrap();
        let identified = await_proof.identify(&b, &m3).unwrap();
        ([m1, m2, m3], await_confirm, identified)
    };
    let (_, await_confirm, identified) = dial();
    let Err(Refused::NoContinuity { alert }) = identified.accept(&b, &[]) else { panic!("accepted") };
    assert_eq!(await_confirm.confirm(&alert).err(), Some(ConfirmError::NoContinuity));

    let (handshake, mut await_confirm, identified) = dial();
    let mut messages = Vec::from(handshake);
    let (await_first, _) = identified.accept(&b, std::slice::from_ref(&known)).unwrap();
    let continuity = await_first.next_continuity();
    let [first, second, rest @ ..] = inputs.script.as_slice() else { panic!("too short") };
    let coins = |line: &Line| StepCoins::from_bytes(line.coins);
    messages.push(await_confirm.seal(&first.body, coins(first)).unwrap());
    let (mut sb, body) = await_first.confirm(messages.last().unwrap()).unwrap();
    assert_eq!(body, first.body);
    messages.push(sb.seal(&second.body, coins(second)).unwrap());
    let (mut sa, body) = await_confirm.confirm(messages.last().unwrap()).unwrap();
    assert_eq!(body, second.body);
    for line in rest {
        let (from, to) = if line.from_initiator { (&mut sa, &mut sb) } else { (&mut sb, &mut sa) };
        messages.push(from.seal(&line.body, coins(line)).unwrap());
        assert_eq!(to.open(messages.last().unwrap()).unwrap(), line.body);
    }
    Ours { messages, alert, session: sa, continuity }
}

#[test]
fn the_reference_reproduces_every_value_of_every_file() {
    if std::env::var_os("SOTTO_REGENERATE_VECTORS").is_some() {
        for case in CASES {
            let inputs = inputs(case);
            let text = serde_json::to_string_pretty(&to_json(&inputs, &reference::run(&inputs))).unwrap();
            std::fs::write(path(case), text + "\n").unwrap();
        }
        std::fs::write(example_path(), example()).unwrap();
        panic!("the vectors were written anew: read the difference, then run without the variable");
    }
    for case in CASES {
        let (inputs, values) = load(case);
        let trace = reference::run(&inputs);
        assert_eq!(trace.values.len(), values.len());
        for (computed, stored) in trace.values.iter().zip(&values) {
            assert_eq!(computed, stored, "in {case}");
        }
    }
}

#[test]
fn the_crate_emits_the_messages_and_outputs_of_every_file() {
    for case in CASES {
        let (inputs, values) = load(case);
        let values: BTreeMap<_, _> = values.into_iter().collect();
        let ours = ours(&inputs);
        let check =
            |name: &str, value: &[u8]| assert_eq!(values[name], HEXLOWER.encode(value), "{case}: {name}");
        for (at, message) in ours.messages.iter().enumerate() {
            let name = if at < 3 { format!("M{}", at + 1) } else { format!("record {}", at - 2) };
            check(&format!("SHA-256({name})"), &sha256(&[message]));
        }
        assert_eq!(ours.messages, reference::run(&inputs).messages);
        check("SHA-256(alert block)", &sha256(&[&ours.alert]));
        check("session id", ours.session.sid().as_bytes());
        check("sas", ours.session.sas().as_bytes());
        check("exporter", ours.session.exporter().as_bytes());
        check("continuity", ours.continuity.as_bytes());
        let a = IdentityKey::from_expanded(&inputs.initiator).unwrap().public();
        check("A", a.as_bytes());
    }
}

#[test]
fn the_files_hold_the_inputs_that_this_test_would_write() {
    for case in CASES {
        let (stored, values) = load(case);
        let fresh = inputs(case);
        let trace = Trace { values, ..Trace::default() };
        assert_eq!(to_json(&stored, &trace), to_json(&fresh, &trace), "in {case}");
    }
}

/// `docs/worked-example.md`: the continuity case for people, one value a line in order of appearance.
fn example() -> String {
    let (inputs, values) = load("continuity");
    let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
    let mut text = EXAMPLE_HEAD.to_owned();
    let mut line = |name: &str, value: &str| text.push_str(&format!("{name:<28} {value}\n"));
    line("initiator: scalar ‖ prefix", &hex(&inputs.initiator));
    line("responder: scalar ‖ prefix", &hex(&inputs.responder));
    line("InitiatorCoins", &hex(&inputs.initiator_coins));
    line("ResponderCoins", &hex(&inputs.responder_coins));
    line("C", &hex(&inputs.continuity));
    for (at, record) in inputs.script.iter().enumerate() {
        let from = if record.from_initiator { "initiator" } else { "responder" };
        line(&format!("record {}: body, {from}", at + 1), &hex(&record.body));
        line(&format!("record {}: StepCoins", at + 1), &hex(&record.coins));
    }
    text.push_str("```\n\n## What follows from it\n\n```\n");
    for (name, value) in values {
        text.push_str(&format!("{name:<28} {value}\n"));
    }
    text + "```\n"
}

fn example_path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/worked-example.md")
}

const EXAMPLE_HEAD: &str = "\
# A whole session, value by value

The example of [protocol.md](protocol.md), section 13: the vector `crypto/tests/vectors/ods1-continuity.json`, from which this page is made
(a test compares them). Names are those of the specification; all values are hexadecimal, in order of appearance; messages are
given by their SHA-256. `after X: ck, k, h` is the state of Noise once `X` is mixed in. The identities are the expanded keys (RFC 8032,
5.1.5) of the seeds 01 × 32 and 02 × 32; `C` stands for an entry of the continuity ring.

## What goes in

```
";

#[test]
fn the_worked_example_of_the_documents_is_the_vector() {
    assert_eq!(std::fs::read_to_string(example_path()).unwrap(), example());
}

#[test]
fn the_continuity_case_is_the_one_of_the_design() {
    // The design's own known answer, computed by another program before this crate existed.
    let (inputs, _) = load("continuity");
    let ours = ours(&inputs);
    let sid = HEXLOWER.encode(ours.session.sid().as_bytes());
    assert!(sid.starts_with("c24d2188") && sid.ends_with("016ae8a"), "{sid}");
}

#[test]
fn an_invitation_is_the_hkdf_that_the_document_says() {
    let b = PublicIdentity::from_bytes(
        IdentityKey::from_expanded(&expanded(&[2; 32])).unwrap().public().as_bytes(),
    );
    let b = b.unwrap();
    let expected = reference::hkdf(&[0; 32], &[5; 16], &[&b"ODS1 invite"[..], b.as_bytes()].concat(), 32);
    assert_eq!(Continuity::from_invite(&[5; 16], &b).as_bytes().as_slice(), expected);
}
