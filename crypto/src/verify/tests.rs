//! What an impostor may try, with copies of states that callers cannot make.

use super::*;
use crate::testing::{Coins, bad_ristretto, sessions};

/// Both ends of one run, stopped before each message is read.
struct Stopped {
    a: Binding,
    b: Binding,
    verify1: Vec<u8>,
    verify2: Vec<u8>,
    await_share: AwaitShare,
    asked: Asked,
    await_tag: AwaitTag,
}

fn answer(text: &str) -> Answer {
    Answer::new(text).unwrap()
}

fn question() -> Question {
    Question::new("Where did we meet?").unwrap()
}

fn bindings(seed: &str) -> (Binding, Binding) {
    let (a, b) = sessions(&mut Coins::new(seed));
    (Binding::new(&a, b.peer()), Binding::new(&b, a.peer()))
}

fn stopped(ours: &str, theirs: &str) -> Stopped {
    let (a, b) = bindings("verify");
    let mut coins = Coins::new("shares");
    let (verify1, await_share) = ask(&a, &question(), &answer(ours), coins.verify()).unwrap();
    let asked = Asked::read(&b, &verify1).unwrap();
    let (verify2, await_tag) = asked.clone().answer(&answer(theirs), coins.verify()).unwrap();
    Stopped { a, b, verify1, verify2, await_share, asked, await_tag }
}

/// A byte changed in every position in turn, in every way.
fn changes(message: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..message.len()).flat_map(move |at| {
        (1..=255u8).map(move |bits| {
            let mut changed = message.to_vec();
            changed[at] ^= bits;
            changed
        })
    })
}

#[test]
fn no_change_of_verify2_is_verified() {
    let s = stopped("prague", "prague");
    assert_eq!(changes(&s.verify2).count(), VERIFY2_LEN * 255);
    for changed in changes(&s.verify2) {
        let outcome = s.await_share.clone().read(&changed);
        let refused = match outcome {
            Ok((verify3, outcome)) => outcome == Outcome::Differs && verify3 == [0; VERIFY3_LEN],
            Err(error) => error == VerifyError::NonContributory,
        };
        assert!(refused);
    }
    for len in (0..VERIFY2_LEN).chain([VERIFY2_LEN + 1, 4096]) {
        let changed: Vec<u8> = s.verify2.iter().copied().chain(std::iter::repeat(0)).take(len).collect();
        assert_eq!(s.await_share.clone().read(&changed).err(), Some(VerifyError::Malformed));
    }
    assert_eq!(s.await_share.read(&s.verify2).unwrap().1, Outcome::Verified);
}

#[test]
fn no_change_of_verify3_is_verified() {
    let s = stopped("prague", "prague");
    let (verify3, _) = s.await_share.read(&s.verify2).unwrap();
    assert_eq!(changes(&verify3).count(), VERIFY3_LEN * 255);
    for changed in changes(&verify3) {
        assert_eq!(s.await_tag.clone().read(&changed), Ok(Outcome::Differs));
    }
    for len in (0..VERIFY3_LEN).chain([VERIFY3_LEN + 1, 4096]) {
        assert_eq!(s.await_tag.clone().read(&vec![0; len]), Err(VerifyError::Malformed));
    }
    assert_eq!(s.await_tag.read(&verify3), Ok(Outcome::Verified));
}

#[test]
fn no_change_of_the_share_in_verify1_is_verified() {
    let s = stopped("prague", "prague");
    for changed in changes(&s.verify1[..SHARE]) {
        let verify1 = [&changed, &s.verify1[SHARE..]].concat();
        let answered =
            Asked::read(&s.b, &verify1).unwrap().answer(&answer("prague"), Coins::new("b").verify());
        let refused = match answered {
            Ok((verify2, _)) => s.await_share.clone().read(&verify2).unwrap().1 == Outcome::Differs,
            Err(error) => error == VerifyError::NonContributory,
        };
        assert!(refused);
    }
}

#[test]
fn a_share_that_is_no_element_or_the_neutral_one_is_refused_on_either_side() {
    let s = stopped("prague", "prague");
    for bad in bad_ristretto().into_iter().chain([[0; SHARE]]) {
        let verify1 = [&bad[..], b"who?"].concat();
        let asked = Asked::read(&s.b, &verify1).unwrap();
        let answered = asked.answer(&answer("prague"), Coins::new("b").verify());
        assert_eq!(answered.err(), Some(VerifyError::NonContributory));
        let verify2 = [bad, [0; TAG]].concat();
        assert_eq!(s.await_share.clone().read(&verify2).err(), Some(VerifyError::NonContributory));
    }
}

#[test]
fn a_reflected_share_and_tag_do_not_verify() {
    let s = stopped("prague", "prague");
    let (verify3, _) = s.await_share.clone().read(&s.verify2).unwrap();
    for tag in [&verify3[..], &s.verify2[SHARE..], &[0; TAG]] {
        let reflected = [&s.verify1[..SHARE], tag].concat();
        assert_eq!(s.await_share.clone().read(&reflected).unwrap().1, Outcome::Differs);
    }
    // the answerer's own tag sent back to it
    assert_eq!(s.await_tag.read(&s.verify2[SHARE..]), Ok(Outcome::Differs));
}

#[test]
fn the_roles_cannot_be_swapped() {
    // both ends believe that they ask: neither gets a tag that it takes
    let (a, b) = bindings("verify");
    let mut coins = Coins::new("swap");
    let (from_a, await_a) = ask(&a, &question(), &answer("prague"), coins.verify()).unwrap();
    let (from_b, await_b) = ask(&b, &question(), &answer("prague"), coins.verify()).unwrap();
    let (to_a, _) = Asked::read(&b, &from_a).unwrap().answer(&answer("prague"), coins.verify()).unwrap();
    let (to_b, _) = Asked::read(&a, &from_b).unwrap().answer(&answer("prague"), coins.verify()).unwrap();
    assert_eq!(await_a.clone().read(&to_b).unwrap().1, Outcome::Differs);
    assert_eq!(await_b.clone().read(&to_a).unwrap().1, Outcome::Differs);
    // two questions that cross are two runs, and each of them is good
    assert_eq!(await_a.read(&to_a).unwrap().1, Outcome::Verified);
    assert_eq!(await_b.read(&to_b).unwrap().1, Outcome::Verified);
}

#[test]
fn a_run_holds_for_one_session_and_two_identities() {
    let (a, b) = bindings("verify");
    let (_, elsewhere) = bindings("another session");
    let third = Binding { peer: crate::StaticDh::public(&crate::testing::identity(3)), ..b.clone() };
    let backwards = Binding { me: b.peer, peer: b.me, ..b.clone() };
    for (binding, expected) in [
        (&b, Outcome::Verified),
        (&elsewhere, Outcome::Differs),
        (&third, Outcome::Differs),
        (&backwards, Outcome::Differs),
    ] {
        let mut coins = Coins::new("bound");
        let (verify1, await_share) = ask(&a, &question(), &answer("prague"), coins.verify()).unwrap();
        let asked = Asked::read(binding, &verify1).unwrap();
        let (verify2, _) = asked.answer(&answer("prague"), coins.verify()).unwrap();
        assert_eq!(await_share.read(&verify2).unwrap().1, expected);
    }
}

#[test]
fn messages_of_an_earlier_run_do_not_verify() {
    let (first, mut coins) = (stopped("prague", "prague"), Coins::new("later"));
    let (verify3, _) = first.await_share.clone().read(&first.verify2).unwrap();
    let (verify1, later) = ask(&first.a, &question(), &answer("prague"), coins.verify()).unwrap();
    assert_eq!(later.read(&first.verify2).unwrap().1, Outcome::Differs);
    let asked = Asked::read(&first.b, &verify1).unwrap();
    let (_, await_tag) = asked.answer(&answer("prague"), coins.verify()).unwrap();
    assert_eq!(await_tag.read(&verify3), Ok(Outcome::Differs));
    // not even if the asker repeats its share
    let (_, await_tag) = first.asked.answer(&answer("prague"), coins.verify()).unwrap();
    assert_eq!(await_tag.read(&verify3), Ok(Outcome::Differs));
}

#[test]
fn a_wrong_answer_shows_nothing_of_the_right_one() {
    // with equal coins, what an impostor sees after a wrong guess depends on the true answer only by a
    // share and a tag that a guess cannot be checked against: VERIFY3 is the same zeros
    let (one, other) = (stopped("prague", "guess"), stopped("vienna", "guess"));
    let (from_one, outcome) = one.await_share.read(&one.verify2).unwrap();
    assert_eq!(outcome, Outcome::Differs);
    assert_eq!((from_one, Outcome::Differs), other.await_share.read(&other.verify2).unwrap());
    assert_eq!(one.await_tag.read(&[0; VERIFY3_LEN]), Ok(Outcome::Differs));
}
