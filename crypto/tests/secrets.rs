//! Secrets do not print, and are wiped when they are dropped.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod common;

use common::{Coins, identity, sessions};
use sotto_crypto::{
    BadIdentity, ConfirmError, Continuity, Exporter, HandshakeError, IdentityKey, InitiatorCoins,
    NonContributory, OpenError, Refused, ResponderCoins, Sas, SealError, SessionId, SharedSecret,
    SimulatedPeer, StaticDh, StepCoins, VerifyCoins, initiator, responder,
    verify::{
        self, Answer, Asked, AwaitShare, AwaitTag, BadAnswer, BadQuestion, Binding, Outcome, Question,
        VerifyError,
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Public types whose `Debug` is derived: none of them holds anything but a reason.
const REASONS: [&str; 11] = [
    "BadAnswer",
    "BadIdentity",
    "BadQuestion",
    "ConfirmError",
    "HandshakeError",
    "NonContributory",
    "OpenError",
    "Outcome",
    "Refused",
    "SealError",
    "VerifyError",
];

/// Private types whose `Debug` is derived: reasons as well.
const PRIVATE_REASONS: [&str; 2] = ["BadKey", "BadShare"];

/// Types that are compared by a derived `==`, beside the reasons: names and public values, in which nobody's guess is
/// ever held against a secret.
const PUBLIC_VALUES: [&str; 4] = ["EpochHeader", "PublicIdentity", "Question", "SessionId"];

/// What each value prints, plainly and at length, by the name of its type.
#[derive(Default)]
struct Printed(BTreeMap<&'static str, [String; 2]>);

impl Printed {
    fn add(&mut self, name: &'static str, value: &impl std::fmt::Debug) {
        self.0.insert(name, [format!("{value:?}"), format!("{value:#?}")]);
    }
}

/// One value of every public type that is not a reason.
fn everything() -> Printed {
    let (a, b, mut coins, mut all) = (identity(1), identity(2), Coins::new("debug"), Printed::default());
    let none = Continuity::first_contact();
    all.add("IdentityKey", &a);
    all.add("PublicIdentity", &a.public());
    all.add("SharedSecret", &a.dh(b.public().montgomery()).unwrap());
    all.add("Continuity", &Continuity::from_bytes([7; 32]));
    all.add("InitiatorCoins", &coins.initiator());
    all.add("ResponderCoins", &coins.responder());
    all.add("StepCoins", &coins.step());
    all.add("VerifyCoins", &coins.verify());
    all.add("SimulatedPeer", &SimulatedPeer::responder(a.public(), &a, &coins.initiator()));
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    all.add("AwaitReply", &await_reply);
    let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
    all.add("AwaitProof", &await_proof);
    let ready = await_reply.read(&m2).unwrap();
    all.add("ReadyToProve", &ready);
    let (m3, mut await_confirm) = ready.prove(&a, &none).unwrap();
    all.add("AwaitConfirm", &await_confirm);
    let first = await_confirm.seal(b"hello", coins.step()).unwrap();
    let identified = await_proof.identify(&b, &m3).unwrap();
    all.add("Identified", &identified);
    let (await_first, _) = identified.accept(&b, &[none]).unwrap();
    all.add("AwaitFirst", &await_first);
    let (session, _) = await_first.confirm(&first).unwrap();
    all.add("Session", &session);
    all.add("SessionId", session.sid());
    all.add("Sas", session.sas());
    all.add("Exporter", session.exporter());
    add_verification(&mut all, coins);
    all
}

fn add_verification(all: &mut Printed, mut coins: Coins) {
    let (a, b) = sessions(&mut coins);
    let [a, b] = [Binding::new(&a, b.peer()), Binding::new(&b, a.peer())];
    let (question, answer) = (Question::new("who?").unwrap(), Answer::new("nobody").unwrap());
    all.add("Binding", &a);
    all.add("Question", &question);
    all.add("Answer", &answer);
    let (verify1, await_share) = verify::ask(&a, &question, &answer, coins.verify()).unwrap();
    all.add("AwaitShare", &await_share);
    let asked = Asked::read(&b, &verify1).unwrap();
    all.add("Asked", &asked);
    all.add("AwaitTag", &asked.answer(&answer, coins.verify()).unwrap().1);
}

/// Files that are compiled for tests and fuzzers only.
const IN_NO_PROGRAM: [&str; 6] =
    ["fuzzing.rs", "mutation.rs", "rogue.rs", "splicing.rs", "tests.rs", "vectors.rs"];

/// The sources of the crate, as far as they are in the program.
fn sources() -> Vec<String> {
    let (mut folders, mut sources) = (vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".rs") && !IN_NO_PROGRAM.contains(&name.as_str()) {
                let text = fs::read_to_string(path).unwrap();
                sources.push(text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned());
            }
        }
    }
    assert!(sources.len() > 20, "the sources are not where this test looks for them");
    sources
}

/// The name behind `struct` or `enum` in a line, if it declares one with this visibility.
fn declared<'a>(line: &'a str, visibility: &str) -> Option<&'a str> {
    let rest = line.trim_start().strip_prefix(visibility)?;
    let rest = rest.strip_prefix("struct ").or(rest.strip_prefix("enum "))?;
    rest.split(|c: char| !c.is_alphanumeric()).next()
}

#[test]
fn debug_of_a_secret_prints_its_type_and_no_byte() {
    for (name, printed) in everything().0 {
        let expected = format!("{name}(..)");
        assert_eq!(printed, [expected.clone(), expected]);
    }
}

#[test]
fn no_public_type_is_left_out() {
    let sources = sources();
    let public: BTreeSet<&str> =
        sources.iter().flat_map(|text| text.lines()).filter_map(|line| declared(line, "pub ")).collect();
    let known: BTreeSet<&str> = everything().0.into_keys().chain(REASONS).collect();
    let left_out: Vec<_> = public.difference(&known).collect();
    assert!(left_out.is_empty(), "print these in `everything`: {left_out:?}");
    assert!(public.len() >= 35, "only {} public types were found", public.len());
}

/// The types that derive `what`.
fn deriving(what: &str) -> BTreeSet<String> {
    let mut deriving = BTreeSet::new();
    for text in sources() {
        let mut derives = false;
        for line in text.lines().map(str::trim_start) {
            let visible = ["pub ", "pub(crate) ", "pub(super) ", ""];
            if line.contains("derive(") {
                derives |= line.contains(what);
            } else if let Some(name) = visible.iter().find_map(|visibility| declared(line, visibility)) {
                if derives {
                    deriving.insert(name.to_owned());
                }
                derives = false;
            }
        }
    }
    deriving
}

fn names<'a>(names: impl IntoIterator<Item = &'a &'a str>) -> BTreeSet<String> {
    names.into_iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn only_reasons_derive_debug() {
    assert_eq!(deriving("Debug"), names(REASONS.iter().chain(&PRIVATE_REASONS)));
}

/// Lesson L12 (docs/lessons.md): a derived `==` stops at the first byte that differs, and tells by its time which one.
#[test]
fn no_secret_is_compared_in_a_time_that_depends_on_it() {
    let reasons = names(REASONS.iter().chain(&PRIVATE_REASONS).chain(&PUBLIC_VALUES));
    let careless: Vec<_> = deriving("PartialEq").difference(&reasons).cloned().collect();
    assert!(careless.is_empty(), "compare these with `subtle`: {careless:?}");
    for text in sources() {
        for body in text.split("impl PartialEq for ").skip(1) {
            let body = body.split("\n}\n").next().unwrap();
            assert!(body.contains("ct_eq"), "{body}");
        }
    }
}

#[test]
fn our_secrets_are_wiped_on_drop() {
    fn wiped<T: ZeroizeOnDrop>() {}
    wiped::<IdentityKey>();
    wiped::<SharedSecret>();
    wiped::<Continuity>();
    wiped::<InitiatorCoins>();
    wiped::<ResponderCoins>();
    wiped::<StepCoins>();
    wiped::<VerifyCoins>();
    wiped::<Answer>();
    wiped::<SessionId>();
    wiped::<Sas>();
    wiped::<Exporter>();
}

/// The features `zeroize` of every crate whose states hold a secret of ours: without one of them, this does
/// not compile.
#[test]
fn the_states_of_the_primitives_are_wiped_on_drop() {
    fn wiped<T: ZeroizeOnDrop>() {}
    wiped::<chacha20poly1305::ChaCha20Poly1305>(); // the key of a record
    wiped::<sha2::Sha256>(); // HMAC and HKDF are made of it, see below
    wiped::<sha2::Sha512>(); // CPace
    wiped::<sha3::Sha3_256>(); // the combiner of X-Wing
    wiped::<shake::Shake256>(); // the seed of X-Wing
    wiped::<x25519_dalek::StaticSecret>();
    wiped::<x25519_dalek::SharedSecret>();
    wiped::<zeroize::Zeroizing<[u8; 32]>>();
}

/// What the crate wipes by hand must be able to be wiped.
#[test]
fn scalars_and_points_can_be_wiped() {
    fn can_be<T: Zeroize>() {}
    can_be::<curve25519_dalek::Scalar>();
    can_be::<curve25519_dalek::RistrettoPoint>();
    can_be::<zeroize::Zeroizing<curve25519_dalek::Scalar>>();
}

#[test]
fn states_can_be_handed_to_another_thread() {
    fn sendable<T: Send + Sync + 'static>() {}
    sendable::<IdentityKey>();
    sendable::<initiator::AwaitReply>();
    sendable::<initiator::ReadyToProve>();
    sendable::<initiator::AwaitConfirm>();
    sendable::<responder::AwaitProof>();
    sendable::<responder::Identified>();
    sendable::<responder::AwaitFirst>();
    sendable::<sotto_crypto::Session>();
    sendable::<AwaitShare>();
    sendable::<Asked>();
    sendable::<AwaitTag>();
}

/// Every variant of every error of the crate, as a person and as a log would see it.
fn reasons() -> Vec<[String; 2]> {
    fn texts<T: std::error::Error>(errors: &[T]) -> Vec<[String; 2]> {
        errors.iter().map(|error| [error.to_string(), format!("{error:?}")]).collect()
    }
    let handshake = [
        HandshakeError::BadIdentity,
        HandshakeError::Crypto,
        HandshakeError::Malformed,
        HandshakeError::NonContributory,
        HandshakeError::Policy,
        HandshakeError::Version,
    ];
    let open = [
        OpenError::Crypto,
        OpenError::Exhausted,
        OpenError::Malformed,
        OpenError::NonContributory,
        OpenError::Order,
    ];
    [
        texts(&[BadIdentity]),
        texts(&[NonContributory]),
        texts(&handshake),
        texts(&open),
        texts(&[SealError::Exhausted, SealError::Order, SealError::TooLong]),
        texts(&[ConfirmError::NoContinuity, ConfirmError::Rejected]),
        texts(&[VerifyError::Malformed, VerifyError::NonContributory]),
        texts(&[BadAnswer::Blank, BadAnswer::TooLong]),
        texts(&[BadQuestion::Blank, BadQuestion::Control, BadQuestion::TooLong]),
        texts(&handshake.map(Refused::Handshake)),
    ]
    .concat()
}

#[test]
fn an_error_is_a_sentence_without_data() {
    let reasons = reasons();
    assert_eq!(reasons.len(), 31);
    let alert = Refused::NoContinuity { alert: vec![0xab; 4096] };
    for text in reasons.iter().map(|[text, _]| text).chain([&alert.to_string()]) {
        let plain = text.chars().all(|c| c.is_ascii_alphabetic() || " :'-".contains(c));
        assert!(!text.is_empty() && plain, "{text}");
    }
    for [_, name] in &reasons {
        assert!(name.chars().all(|c| c.is_ascii_alphabetic() || "()".contains(c)), "{name}");
    }
    for outcome in [Outcome::Verified, Outcome::Differs] {
        assert!(["Verified", "Differs"].contains(&format!("{outcome:?}").as_str()));
    }
}

#[test]
fn only_the_two_ends_of_a_session_have_the_same_name_for_it() {
    let (a, b) = sessions(&mut Coins::new("one"));
    let (c, _) = sessions(&mut Coins::new("other"));
    assert_eq!(a.sid(), b.sid());
    assert_ne!(a.sid(), c.sid());
    let _: &SessionId = a.sid();
}
