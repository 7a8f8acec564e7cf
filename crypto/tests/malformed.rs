//! Bad input as files: every case of `tests/malformed` is refused with the error that it names, and
//! harms nothing.
//!
//! A case names a vector of `tests/vectors` and one of its messages, says how that message is changed,
//! and what the reader must answer:
//!
//! ```text
//! { "what": why anybody would send this,
//!   "vector": "continuity", "message": "M1" | "M2" | "M3" | "record 1" ..,
//!   "changes": [ {"xor": hex, "at": n} | {"put": hex, "at": n} | {"cut": bytes kept} | {"add": zeros}
//!              | {"instead": message, "of": vector} | {"from": message, "of": vector, "at": n, "len": n} ],
//!   "error": the variant of the reader's error }
//! ```
//!
//! With the message "identity" the first change puts the 32 bytes of an address, and with "VERIFY1" to
//! "VERIFY3" the vector is "verify".
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod common;
#[allow(dead_code, reason = "this test needs a part of it")]
mod reference;

use common::{Coins, Vector, sessions};
use data_encoding::HEXLOWER;
use reference::{Inputs, Line};
use serde_json::Value;
use sotto_crypto::{
    Continuity, IdentityKey, InitiatorCoins, PublicIdentity, Refused, ResponderCoins, StaticDh, StepCoins,
    VerifyCoins, initiator,
    responder::{self, Identified},
    verify::{self, Answer, Asked, Binding, Outcome, Question},
};
use std::{collections::BTreeSet, fmt::Debug, fs, path::PathBuf};

/// Fewer cases than these, and somebody has lost some.
const CASES: usize = 130;

/// What a reader said: nothing, or the variant of its error.
type Said = Result<(), String>;

fn vectors() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

fn inputs(vector: &str) -> Inputs {
    let text = fs::read_to_string(vectors().join(format!("ods1-{vector}.json"))).expect("a vector");
    let file: Value = serde_json::from_str(&text).unwrap();
    Inputs::of(&file)
}

/// The genuine bytes of a message.
fn genuine(vector: &str, message: &str) -> Vec<u8> {
    if message == "identity" {
        return vec![0; 32];
    }
    if vector == "verify" {
        let file = fs::read_to_string(vectors().join("ods1-verify.json")).expect("a vector");
        return Vector::new(serde_json::from_str(&file).unwrap()).bytes(message);
    }
    let at = match message.split_at(message.len() - 1) {
        ("M", number) => number.parse::<usize>().unwrap() - 1,
        ("record ", number) => number.parse::<usize>().unwrap() + 2,
        _ => panic!("no message {message}"),
    };
    reference::run(&inputs(vector)).messages[at].clone()
}

fn changed(case: &Value, mut bytes: Vec<u8>) -> Vec<u8> {
    let number = |change: &Value, name: &str| usize::try_from(change[name].as_u64().unwrap()).unwrap();
    let hex =
        |change: &Value, name: &str| HEXLOWER.decode(change[name].as_str().unwrap().as_bytes()).unwrap();
    let other = |change: &Value, name: &str| {
        let of = change["of"].as_str().or(case["vector"].as_str()).unwrap();
        genuine(of, change[name].as_str().unwrap())
    };
    for change in case["changes"].as_array().unwrap() {
        match change {
            _ if change.get("xor").is_some() => {
                let at = number(change, "at");
                bytes[at..].iter_mut().zip(hex(change, "xor")).for_each(|(byte, bits)| *byte ^= bits);
            }
            _ if change.get("put").is_some() => {
                let (at, put) = (number(change, "at"), hex(change, "put"));
                bytes[at..at + put.len()].copy_from_slice(&put);
            }
            _ if change.get("cut").is_some() => bytes.truncate(number(change, "cut")),
            _ if change.get("add").is_some() => bytes.resize(bytes.len() + number(change, "add"), 0),
            _ if change.get("instead").is_some() => bytes = other(change, "instead"),
            _ if change.get("from").is_some() => {
                let (at, len) = (number(change, "at"), number(change, "len"));
                bytes[at..at + len].copy_from_slice(&other(change, "from")[at..at + len]);
            }
            _ => panic!("no such change: {change}"),
        }
    }
    bytes
}

fn said<T>(result: Result<T, impl Debug>) -> Said {
    result.map(drop).map_err(|error| format!("{error:?}"))
}

fn accept(identified: Identified, me: &dyn StaticDh, known: &Continuity) -> Said {
    match identified.accept(me, std::slice::from_ref(known)) {
        Ok(_) => Ok(()),
        Err(Refused::NoContinuity { alert }) => {
            assert_eq!(alert.len(), 4096);
            Err("NoContinuity".to_owned())
        }
        Err(Refused::Handshake(error)) => said::<()>(Err(error)),
    }
}

/// Plays a vector up to `message`, and reads `bytes` in its place. A session that has refused them must
/// then read the genuine message.
fn read(inputs: &Inputs, message: &str, bytes: &[u8]) -> Said {
    let a = IdentityKey::from_expanded(&inputs.initiator).unwrap();
    let b = IdentityKey::from_expanded(&inputs.responder).unwrap();
    let known = Continuity::from_bytes(inputs.continuity);
    let coins = || ResponderCoins::from_bytes(inputs.responder_coins);
    let start = InitiatorCoins::from_bytes(inputs.initiator_coins);
    let (m1, await_reply) = initiator::start(&a, b.public(), start).unwrap();
    if message == "M1" {
        return said(responder::reply(&b, bytes, coins()));
    }
    let (m2, await_proof) = responder::reply(&b, &m1, coins()).unwrap();
    if message == "M2" {
        return said(await_reply.read(bytes));
    }
    let (m3, mut await_confirm) = await_reply.read(&m2).unwrap().prove(&a, &known).unwrap();
    if message == "M3" {
        return match await_proof.identify(&b, bytes) {
            Ok(identified) => accept(identified, &b, &known),
            Err(error) => said::<()>(Err(error)),
        };
    }
    let identified = await_proof.identify(&b, &m3).unwrap();
    let (await_first, _) = identified.accept(&b, std::slice::from_ref(&known)).unwrap();
    let mut lines = inputs.script.iter().zip(1..);
    let step = |line: &Line| StepCoins::from_bytes(line.coins);
    let (first, _) = lines.next().unwrap();
    let record = await_confirm.seal(&first.body, step(first)).unwrap();
    if message == "record 1" {
        return said(await_first.confirm(bytes));
    }
    let (mut sb, _) = await_first.confirm(&record).unwrap();
    let (second, _) = lines.next().unwrap();
    let record = sb.seal(&second.body, step(second)).unwrap();
    if message == "record 2" {
        return said(await_confirm.confirm(bytes));
    }
    let (mut sa, _) = await_confirm.confirm(&record).unwrap();
    for (line, number) in lines {
        let (from, to) = if line.from_initiator { (&mut sa, &mut sb) } else { (&mut sb, &mut sa) };
        let record = from.seal(&line.body, step(line)).unwrap();
        if message == format!("record {number}") {
            let outcome = said(to.open(bytes));
            assert!(outcome.is_ok() || to.open(&record).as_ref() == Ok(&line.body), "the session was harmed");
            return outcome;
        }
        to.open(&record).unwrap();
    }
    panic!("no {message}")
}

/// Reads `bytes` in a run of the question-and-answer check.
fn check(message: &str, bytes: &[u8]) -> Said {
    let (a, b) = sessions(&mut Coins::new("example"));
    let [for_a, for_b] = [Binding::new(&a, b.peer()), Binding::new(&b, a.peer())];
    let answer = Answer::new(" Prague ").unwrap();
    let question = Question::new("Where did we meet?").unwrap();
    let coins = |byte| VerifyCoins::from_bytes([byte; 64]);
    let conclude = |outcome: Outcome| match outcome {
        Outcome::Verified => Ok(()),
        Outcome::Differs => Err("Differs".to_owned()),
    };
    let (verify1, await_share) = verify::ask(&for_a, &question, &answer, coins(1)).unwrap();
    let answered = |bytes: &[u8]| Asked::read(&for_b, bytes)?.answer(&answer, coins(2));
    let (verify2, await_tag) = answered(&verify1).unwrap();
    let outcome = match message {
        "VERIFY1" => match answered(bytes) {
            Ok((verify2, _)) => await_share.read(&verify2).map(|(_, outcome)| outcome),
            Err(error) => Err(error),
        },
        "VERIFY2" => await_share.read(bytes).map(|(_, outcome)| outcome),
        _ => {
            let _ = await_share.read(&verify2).unwrap();
            await_tag.read(bytes)
        }
    };
    outcome.map_err(|error| format!("{error:?}")).and_then(conclude)
}

fn answer(vector: &str, message: &str, bytes: &[u8]) -> Said {
    match message {
        "identity" => said(PublicIdentity::from_bytes(bytes.try_into().unwrap())),
        _ if vector == "verify" => check(message, bytes),
        _ => read(&inputs(vector), message, bytes),
    }
}

#[test]
fn every_case_is_refused_with_the_error_that_it_names() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/malformed");
    let (mut cases, mut readers, mut wrong) = (0, BTreeSet::new(), Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).expect(&name);
        let fields: Vec<&str> = case.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["changes", "error", "message", "vector", "what"], "{name}");
        let text = |field: &str| case[field].as_str().expect(&name).to_owned();
        let (vector, message) = (text("vector"), text("message"));
        let bytes = genuine(&vector, &message);
        let bad = changed(&case, bytes.clone());
        assert_ne!(bad, bytes, "{name} changes nothing");
        let outcome = answer(&vector, &message, &bad);
        if outcome != Err(text("error")) {
            wrong.push(format!("{name}: {outcome:?}"));
        }
        if message != "identity" {
            assert_eq!(answer(&vector, &message, &bytes), Ok(()), "{name}: the genuine message");
        }
        readers.insert(message);
        cases += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(cases >= CASES, "only {cases} cases");
    for reader in ["M1", "M2", "M3", "record 1", "record 2", "VERIFY1", "VERIFY2", "VERIFY3", "identity"] {
        assert!(readers.contains(reader), "no case for {reader}");
    }
}
