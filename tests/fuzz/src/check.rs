//! The question-and-answer check: VERIFY1 to VERIFY3, what may be asked, and the form of answers.

use crate::{edits::edited, input::Input, world};
use sotto_crypto::verify::{
    self, ANSWER_MAX, Answer, Asked, AwaitShare, AwaitTag, BadAnswer, Binding, Outcome, QUESTION_MAX,
    Question, VERIFY1_MAX, VERIFY3_LEN,
};
use std::sync::LazyLock;

/// Bytes of a share.
const SHARE: usize = 32;

/// Alice's end of one session and Bob's.
static ENDS: LazyLock<(Binding, Binding)> = LazyLock::new(|| {
    let (alice, bob, _) = world::sessions();
    (Binding::new(&alice, bob.peer()), Binding::new(&bob, alice.peer()))
});

/// Alice asks.
fn asked(answer: &Answer) -> (Vec<u8>, AwaitShare) {
    let question = Question::new("Where did we meet?").expect("a question");
    let asked = verify::ask(&ENDS.0, &question, answer, world::Coins::new(3).verify());
    asked.expect("coins that are not zero")
}

/// Bob answers.
fn answered(verify1: &[u8], answer: &Answer) -> (Vec<u8>, AwaitTag) {
    let asked = Asked::read(&ENDS.1, verify1).expect("a genuine VERIFY1");
    asked.answer(answer, world::Coins::new(4).verify()).expect("a genuine share")
}

fn prague() -> Answer {
    Answer::new("Prague").expect("an answer")
}

/// VERIFY1 at the answerer, who knows the answer.
pub(crate) fn verify1(bytes: &[u8]) {
    let (verify1, await_share) = asked(&prague());
    let read = edited(&verify1, Input::new(bytes));
    let Ok(asked) = Asked::read(&ENDS.1, &read) else {
        assert!(read != verify1);
        return;
    };
    assert!(read.len() <= VERIFY1_MAX);
    assert_eq!(Some(asked.question().as_str().as_bytes()), read.get(SHARE..));
    let same = read.get(..SHARE) == verify1.get(..SHARE);
    let Ok((verify2, await_tag)) = asked.answer(&prague(), world::Coins::new(4).verify()) else {
        assert!(!same);
        return;
    };
    let (verify3, outcome) = await_share.read(&verify2).expect("a genuine VERIFY2");
    assert_eq!(outcome == Outcome::Verified, same);
    assert_eq!(await_tag.read(&verify3), Ok(outcome));
}

/// VERIFY2 at the asker. An outcome other than "verified" shows nothing.
pub(crate) fn verify2(bytes: &[u8]) {
    let (verify1, await_share) = asked(&prague());
    let (verify2, _) = answered(&verify1, &prague());
    let read = edited(&verify2, Input::new(bytes));
    match await_share.read(&read) {
        Ok((_, Outcome::Verified)) => assert!(read == verify2),
        Ok((verify3, Outcome::Differs)) => assert!(read != verify2 && verify3 == [0; VERIFY3_LEN]),
        Err(_) => assert!(read != verify2),
    }
}

/// VERIFY3 at the answerer.
pub(crate) fn verify3(bytes: &[u8]) {
    let (verify1, await_share) = asked(&prague());
    let (verify2, await_tag) = answered(&verify1, &prague());
    let (verify3, outcome) = await_share.read(&verify2).expect("a genuine VERIFY2");
    assert_eq!(outcome, Outcome::Verified);
    let read = edited(&verify3, Input::new(bytes));
    match await_tag.read(&read) {
        Ok(Outcome::Verified) => assert!(read == verify3),
        Ok(Outcome::Differs) => assert!(read != verify3 && read.len() == VERIFY3_LEN),
        Err(_) => assert!(read.len() != VERIFY3_LEN),
    }
}

/// What a person types, or a peer sends, as a question.
pub(crate) fn question(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(question) = Question::new(text) else { return };
    assert!(question.as_str() == text && (1..=QUESTION_MAX).contains(&text.len()));
    assert!(!text.chars().any(|c| c.is_control() || ('\u{2028}'..='\u{202e}').contains(&c)), "not one line");
    assert!(!text.chars().all(char::is_whitespace), "nothing to see");
    let (verify1, _) = verify::ask(&ENDS.0, &question, &prague(), world::Coins::new(3).verify())
        .expect("coins that are not zero");
    let asked = Asked::read(&ENDS.1, &verify1).expect("what may be asked may be sent");
    assert!(asked.question() == &question);
}

/// What a person types as an answer: case and white space around it do not count.
pub(crate) fn answer(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let answer = match Answer::new(text) {
        Ok(answer) => answer,
        Err(BadAnswer::TooLong) => return assert!(text.len() > ANSWER_MAX),
        Err(BadAnswer::Blank) => return assert!(!text.chars().any(char::is_alphanumeric)),
    };
    assert!(text.len() <= ANSWER_MAX);
    let other: String = text.chars().map(swapped).collect();
    let other = format!(" {other}\n");
    if other.len() <= ANSWER_MAX {
        assert!(agree(&answer, &Answer::new(&other).expect("an answer")), "the same answer");
    }
    if text.len() < ANSWER_MAX {
        assert!(!agree(&answer, &Answer::new(&format!("{text}.")).expect("an answer")), "another answer");
    }
}

/// The other case of an ASCII letter.
fn swapped(c: char) -> char {
    if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
}

/// Whether two people who give these answers learn that they are the same.
fn agree(one: &Answer, other: &Answer) -> bool {
    let (verify1, await_share) = asked(one);
    let (verify2, _) = answered(&verify1, other);
    let (_, outcome) = await_share.read(&verify2).expect("a genuine VERIFY2");
    outcome == Outcome::Verified
}
