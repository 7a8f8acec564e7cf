//! The question-and-answer check through the public interface, inside real sessions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod common;
#[allow(dead_code, reason = "this test needs a part of it")]
mod reference;

use common::{Coins, sessions};
use data_encoding::HEXLOWER;
use proptest::prelude::*;
use sotto_crypto::{
    Session,
    verify::{
        self, ANSWER_MAX, Answer, Asked, Binding, Outcome, QUESTION_MAX, Question, VERIFY1_MAX, VERIFY2_LEN,
        VERIFY3_LEN, VerifyError,
    },
};

/// A whole run in records of the two sessions; what each end concludes.
fn check(a: &mut Session, b: &mut Session, coins: &mut Coins, answers: [&str; 2]) -> (Outcome, Outcome) {
    let [ours, theirs] = answers.map(|text| Answer::new(text).unwrap());
    let [for_a, for_b] = [Binding::new(a, b.peer()), Binding::new(b, a.peer())];
    let question = Question::new("Where did we meet?").unwrap();
    let (verify1, await_share) = verify::ask(&for_a, &question, &ours, coins.verify()).unwrap();
    let asked = Asked::read(&for_b, &carry(a, b, coins, &verify1)).unwrap();
    assert_eq!(asked.question().as_str(), "Where did we meet?");
    let (verify2, await_tag) = asked.answer(&theirs, coins.verify()).unwrap();
    let (verify3, for_asker) = await_share.read(&carry(b, a, coins, &verify2)).unwrap();
    let for_answerer = await_tag.read(&carry(a, b, coins, &verify3)).unwrap();
    assert_eq!((VERIFY1_MAX, verify1.len()), (232, 32 + 18));
    assert_eq!((verify2.len(), verify3.len()), (VERIFY2_LEN, VERIFY3_LEN));
    (for_asker, for_answerer)
}

fn carry(from: &mut Session, to: &mut Session, coins: &mut Coins, body: &[u8]) -> Vec<u8> {
    let record = from.seal(body, coins.step()).unwrap();
    to.open(&record).unwrap()
}

#[test]
fn two_who_share_a_secret_verify_each_other_whoever_asks() {
    let mut coins = Coins::new("both");
    let (mut a, mut b) = sessions(&mut coins);
    let verified = (Outcome::Verified, Outcome::Verified);
    assert_eq!(check(&mut a, &mut b, &mut coins, ["Prague", " prague "]), verified);
    assert_eq!(check(&mut b, &mut a, &mut coins, ["Straße 5", "STRASSE 5"]), verified);
}

#[test]
fn a_wrong_answer_differs_on_both_sides_and_the_session_goes_on() {
    let mut coins = Coins::new("wrong");
    let (mut a, mut b) = sessions(&mut coins);
    let differs = (Outcome::Differs, Outcome::Differs);
    for wrong in ["vienna", "pragu", "prague!", "prag ue"] {
        assert_eq!(check(&mut a, &mut b, &mut coins, ["prague", wrong]), differs);
    }
    let verified = (Outcome::Verified, Outcome::Verified);
    assert_eq!(check(&mut a, &mut b, &mut coins, ["prague", "prague"]), verified);
}

#[test]
fn somebody_between_two_sessions_who_passes_everything_on_is_found_out() {
    // Mallory has a session with each; both of them know the answer, and Mallory carries the messages.
    let (mut left, mut right) = (Coins::new("left"), Coins::new("right"));
    let (a, _) = sessions(&mut left);
    let (_, b) = sessions(&mut right);
    let answer = Answer::new("prague").unwrap();
    let [for_a, for_b] = [Binding::new(&a, b.peer()), Binding::new(&b, a.peer())];
    let question = Question::new("Where?").unwrap();
    let (verify1, await_share) = verify::ask(&for_a, &question, &answer, left.verify()).unwrap();
    let asked = Asked::read(&for_b, &verify1).unwrap();
    let (verify2, await_tag) = asked.answer(&answer, right.verify()).unwrap();
    let (verify3, outcome) = await_share.read(&verify2).unwrap();
    assert_eq!((outcome, await_tag.read(&verify3)), (Outcome::Differs, Ok(Outcome::Differs)));
}

#[test]
fn a_verify1_without_an_acceptable_question_is_malformed() {
    let (a, b) = sessions(&mut Coins::new("malformed"));
    let binding = Binding::new(&b, a.peer());
    let share = [7; 32];
    let long = [b'a'; QUESTION_MAX + 1];
    for question in [&b""[..], b"  ", b"a\nb", b"\x1b[2J", b"\xff", "\u{202e}a".as_bytes(), &long] {
        let verify1 = [&share[..], question].concat();
        assert_eq!(Asked::read(&binding, &verify1).err(), Some(VerifyError::Malformed));
    }
    for len in 0..=share.len() {
        assert_eq!(Asked::read(&binding, &share[..len]).err(), Some(VerifyError::Malformed));
    }
    assert!(Asked::read(&binding, &[&share[..], &long[1..]].concat()).is_ok());
}

#[test]
fn the_vector_is_what_the_document_computes_and_what_the_crate_sends() {
    let (a, b) = sessions(&mut Coins::new("example"));
    let [for_a, for_b] = [Binding::new(&a, b.peer()), Binding::new(&b, a.peer())];
    let answer = Answer::new(" Prague ").unwrap();
    let question = Question::new("Where did we meet?").unwrap();
    let coins = |byte| sotto_crypto::VerifyCoins::from_bytes([byte; 64]);
    let (verify1, await_share) = verify::ask(&for_a, &question, &answer, coins(1)).unwrap();
    let (verify2, _) = Asked::read(&for_b, &verify1).unwrap().answer(&answer, coins(2)).unwrap();
    let (verify3, _) = await_share.read(&verify2).unwrap();
    let inputs = reference::verify::Inputs {
        asker: *b.peer().as_bytes(),
        answerer: *a.peer().as_bytes(),
        sid: *a.sid().as_bytes(),
        question: question.as_str(),
        form: "prague",
        asker_coins: [1; 64],
        answerer_coins: [2; 64],
    };
    let stored: serde_json::Value = serde_json::from_str(include_str!("vectors/ods1-verify.json")).unwrap();
    let mut made = serde_json::json!({
        "asker": HEXLOWER.encode(&inputs.asker),
        "answerer": HEXLOWER.encode(&inputs.answerer),
        "sid": HEXLOWER.encode(&inputs.sid),
        "question": inputs.question,
        "answer": " Prague ",
        "asker_coins": HEXLOWER.encode(&inputs.asker_coins),
        "answerer_coins": HEXLOWER.encode(&inputs.answerer_coins),
    });
    for (name, value) in reference::verify::run(&inputs) {
        made[name] = HEXLOWER.encode(&value).into();
    }
    assert_eq!(stored, made, "{made:#}");
    for (name, message) in [("VERIFY1", verify1), ("VERIFY2", verify2), ("VERIFY3", verify3)] {
        assert_eq!(made[name], HEXLOWER.encode(&message), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_verify1_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let (a, b) = sessions(&mut Coins::new("any"));
        if let Ok(asked) = Asked::read(&Binding::new(&b, a.peer()), &bytes) {
            prop_assert_eq!(asked.question().as_str().as_bytes(), &bytes[32..]);
        }
    }

    #[test]
    fn answers_are_the_same_exactly_if_their_letters_are(one in "[a-zé ]{1,12}", other in "[a-zé ]{1,12}") {
        prop_assume!(!one.trim().is_empty() && !other.trim().is_empty());
        let mut coins = Coins::new("letters");
        let (mut a, mut b) = sessions(&mut coins);
        let expected = if one.trim() == other.trim() { Outcome::Verified } else { Outcome::Differs };
        let upper = one.to_uppercase();
        prop_assert_eq!(check(&mut a, &mut b, &mut coins, [&upper, &other]), (expected, expected));
        prop_assert_eq!(check(&mut a, &mut b, &mut coins, [&upper, &one]), (Outcome::Verified, Outcome::Verified));
        prop_assert!(upper.len() <= ANSWER_MAX);
    }
}
