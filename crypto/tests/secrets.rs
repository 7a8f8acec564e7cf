//! Secrets do not print, and are wiped when they are dropped.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod common;

use common::{Coins, identity, run, sessions};
use sotto_crypto::{
    BadIdentity, ConfirmError, Continuity, Exporter, HandshakeError, IdentityKey, InitiatorCoins,
    NonContributory, OpenError, Refused, ResponderCoins, Sas, SealError, SessionId, SharedSecret,
    SimulatedPeer, StaticDh, StepCoins, VerifyCoins, initiator, responder,
    verify::{
        self, Answer, Asked, AwaitShare, AwaitTag, BadAnswer, BadQuestion, Binding, Question, VerifyError,
    },
};
use zeroize::ZeroizeOnDrop;

fn shown(value: &impl std::fmt::Debug) -> [String; 2] {
    [format!("{value:?}"), format!("{value:#?}")]
}

fn prints_only(name: &str, value: &impl std::fmt::Debug) {
    let expected = format!("{name}(..)");
    assert_eq!(shown(value), [expected.clone(), expected]);
}

#[test]
fn debug_of_a_secret_prints_its_type_and_no_byte() {
    let (a, mut coins) = (identity(1), Coins::new("debug"));
    prints_only("IdentityKey", &a);
    prints_only("PublicIdentity", &a.public());
    prints_only("SharedSecret", &a.dh(identity(2).public().montgomery()).unwrap());
    prints_only("Continuity", &Continuity::from_bytes([7; 32]));
    prints_only("InitiatorCoins", &coins.initiator());
    prints_only("ResponderCoins", &coins.responder());
    prints_only("StepCoins", &coins.step());
    prints_only("VerifyCoins", &coins.verify());
    prints_only("SimulatedPeer", &SimulatedPeer::responder(a.public(), &a, &coins.initiator()));
    let run = run(&a, &identity(2), &Continuity::first_contact(), &mut coins);
    prints_only("Session", &run.initiator);
    prints_only("SessionId", run.initiator.sid());
    prints_only("Sas", run.initiator.sas());
    prints_only("Exporter", run.initiator.exporter());
}

#[test]
fn debug_of_a_handshake_state_prints_its_type_and_no_byte() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("states"));
    let none = Continuity::first_contact();
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    prints_only("AwaitReply", &await_reply);
    let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
    prints_only("AwaitProof", &await_proof);
    let ready = await_reply.read(&m2).unwrap();
    prints_only("ReadyToProve", &ready);
    let (m3, await_confirm) = ready.prove(&a, &none).unwrap();
    prints_only("AwaitConfirm", &await_confirm);
    let identified = await_proof.identify(&b, &m3).unwrap();
    prints_only("Identified", &identified);
    prints_only("AwaitFirst", &identified.accept(&b, &[none]).unwrap().0);
}

#[test]
fn debug_of_a_verification_prints_its_type_and_no_byte() {
    let mut coins = Coins::new("verification");
    let (a, b) = sessions(&mut coins);
    let [a, b] = [Binding::new(&a, b.peer()), Binding::new(&b, a.peer())];
    let (question, answer) = (Question::new("who?").unwrap(), Answer::new("nobody").unwrap());
    prints_only("Binding", &a);
    prints_only("Question", &question);
    prints_only("Answer", &answer);
    let (verify1, await_share) = verify::ask(&a, &question, &answer, coins.verify()).unwrap();
    prints_only("AwaitShare", &await_share);
    let asked = Asked::read(&b, &verify1).unwrap();
    prints_only("Asked", &asked);
    prints_only("AwaitTag", &asked.answer(&answer, coins.verify()).unwrap().1);
}

#[test]
fn secrets_are_wiped_on_drop() {
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
    wiped::<chacha20poly1305::ChaCha20Poly1305>();
    wiped::<sha3::Sha3_256>();
    wiped::<shake::Shake256>();
    wiped::<sha2::Sha256>();
    wiped::<sha2::Sha512>();
    wiped::<x25519_dalek::StaticSecret>();
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

#[test]
fn an_error_is_a_sentence_without_data() {
    let texts = [
        BadIdentity.to_string(),
        NonContributory.to_string(),
        HandshakeError::Crypto.to_string(),
        OpenError::Order.to_string(),
        SealError::TooLong.to_string(),
        ConfirmError::NoContinuity.to_string(),
        VerifyError::NonContributory.to_string(),
        BadAnswer::Blank.to_string(),
        BadQuestion::Control.to_string(),
        Refused::NoContinuity { alert: vec![0xab; 4096] }.to_string(),
    ];
    for text in texts {
        assert!(
            !text.is_empty() && text.chars().all(|c| c.is_ascii_alphabetic() || " :'-".contains(c)),
            "{text}"
        );
    }
}
