//! Checks between engines: both outcomes, their limits, and every way in which one can break off.

mod breaks;
mod order;
mod strangers;
mod tries;

use super::world::{NodeId, World};
use crate::api::{
    Answer, Check, CheckOutcome, Contact, Event, Failure, MessageState, OfflineReason, Presence, Request,
    Response, Standing, VerifiedBy,
};
use std::time::Duration;

const QUESTION: &str = "Where did we meet?";
const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;

/// An outcome with whether it was of an own question.
type Told = (CheckOutcome, bool);

const SAME_OURS: Told = (CheckOutcome::Same, true);
const SAME_THEIRS: Told = (CheckOutcome::Same, false);
const DIFFERENT_OURS: Told = (CheckOutcome::Different, true);
const DIFFERENT_THEIRS: Told = (CheckOutcome::Different, false);
const ENDED_OURS: Told = (CheckOutcome::Ended, true);
const ENDED_THEIRS: Told = (CheckOutcome::Ended, false);

fn friends(seed: u64) -> World {
    let mut world = World::new(2, seed);
    world.befriend(0, 1);
    world
}

impl World {
    fn check_asks(&mut self, from: NodeId, answer: &str) -> Result<Response, Failure> {
        let contact = self.contact(from, 1 - from).id;
        let (question, answer) = (QUESTION.into(), Answer::new(answer.into()));
        self.ask(from, Request::AskQuestion { contact, question, answer })
    }

    fn check_answers(&mut self, from: NodeId, answer: &str) -> Result<Response, Failure> {
        let contact = self.contact(from, 1 - from).id;
        self.ask(from, Request::AnswerQuestion { contact, answer: Answer::new(answer.into()) })
    }

    fn check_ends(&mut self, from: NodeId) -> Result<Response, Failure> {
        let contact = self.contact(from, 1 - from).id;
        self.ask(from, Request::EndCheck { contact })
    }

    /// A whole check: `from` asks, the other one answers.
    fn check(&mut self, from: NodeId, asked: &str, answered: &str) {
        self.check_asks(from, asked).unwrap();
        self.settle();
        self.check_answers(1 - from, answered).unwrap();
        self.settle();
    }

    /// The outcomes that a node was told since the last look.
    fn told(&mut self, id: NodeId) -> Vec<Told> {
        let events = std::mem::take(&mut self.nodes[id].events);
        let outcome = |event: Event| match event {
            Event::Checked { outcome, asked_by_us, .. } => Some((outcome, asked_by_us)),
            _ => None,
        };
        events.into_iter().filter_map(outcome).collect()
    }

    fn tries(&mut self) -> [u8; 2] {
        [0, 1].map(|id| self.contact(id, 1 - id).tries_left)
    }

    /// The side with the smaller identity, whose question goes on.
    fn smaller(&self) -> NodeId {
        usize::from(self.address(1).as_key_bytes() < self.address(0).as_key_bytes())
    }
}

fn verified(contact: &Contact) -> Option<VerifiedBy> {
    contact.verified.map(|verified| verified.by)
}

#[test]
fn the_same_answer_verifies_who_was_asked_and_nobody_else() {
    let mut world = friends(1);
    world.check_asks(0, "Prague").unwrap();
    assert_eq!(world.contact(0, 1).check, Some(Check::Waiting { question: QUESTION.into() }));
    world.settle();
    assert_eq!(world.contact(1, 0).check, Some(Check::Asked { question: QUESTION.into() }));
    world.check_answers(1, "prague").unwrap();
    assert_eq!(world.contact(1, 0).check, Some(Check::Confirming));
    world.settle();
    assert_eq!((world.told(0), world.told(1)), (vec![SAME_OURS], vec![SAME_THEIRS]));
    let (at_asker, at_answerer) = (world.contact(0, 1), world.contact(1, 0));
    assert_eq!((verified(&at_asker), at_asker.check), (Some(VerifiedBy::Question), None));
    assert_eq!((verified(&at_answerer), at_answerer.check), (None, None));
    assert_eq!(world.tries(), [3, 3]);
}

#[test]
fn different_answers_verify_nobody_and_cost_both_a_try() {
    let mut world = friends(2);
    world.check(1, "Prague", "Vienna");
    assert_eq!((world.told(0), world.told(1)), (vec![DIFFERENT_THEIRS], vec![DIFFERENT_OURS]));
    for (one, other) in [(0, 1), (1, 0)] {
        let contact = world.contact(one, other);
        assert_eq!((contact.verified, contact.check), (None, None));
    }
    assert_eq!(world.tries(), [2, 2]);
}

#[test]
fn a_wrong_answer_takes_nothing_from_whoever_is_verified_already() {
    let mut world = friends(3);
    world.check(0, "Prague", "Prague");
    world.check(0, "Prague", "Vienna");
    assert_eq!(verified(&world.contact(0, 1)), Some(VerifiedBy::Question));
}

#[test]
fn answers_are_compared_in_their_form() {
    for (asked, answered) in [(" Prague ", "prague"), ("Straße", "STRASSE"), ("caf\u{e9}", "cafe\u{301}")] {
        let mut world = friends(4);
        world.check(0, asked, answered);
        assert_eq!(world.told(0), [SAME_OURS], "{asked} {answered}");
    }
}

#[test]
fn a_question_can_be_withdrawn_and_declined_and_both_are_told() {
    let mut world = friends(9);
    world.check_asks(0, "Prague").unwrap();
    world.settle();
    world.check_ends(0).unwrap();
    world.settle();
    assert_eq!((world.told(0), world.told(1)), (vec![ENDED_OURS], vec![ENDED_THEIRS]));
    assert_eq!((world.contact(0, 1).check, world.contact(1, 0).check), (None, None));
    world.check_asks(0, "Prague").unwrap();
    world.settle();
    world.check_ends(1).unwrap();
    world.settle();
    assert_eq!((world.told(0), world.told(1)), (vec![ENDED_OURS], vec![ENDED_THEIRS]));
    assert_eq!(world.tries(), [3, 3]);
    for node in [0, 1] {
        assert_eq!(world.check_ends(node).unwrap_err(), Failure::NoCheck);
        assert_eq!(world.check_answers(node, "Prague").unwrap_err(), Failure::NoCheck);
    }
}

#[test]
fn a_removed_contact_takes_the_check_along_without_a_word() {
    let mut world = friends(11);
    world.check_asks(0, "Prague").unwrap();
    world.settle();
    let contact = world.contact(0, 1).id;
    world.ask(0, Request::DeleteContact { contact }).unwrap();
    world.settle();
    assert_eq!((world.told(0), world.told(1)), (vec![], vec![ENDED_THEIRS]));
}

#[test]
fn what_cannot_be_asked_or_answered_is_refused_with_a_reason() {
    let mut world = friends(12);
    let contact = world.contact(0, 1).id;
    let ask = |question: &str, answer: &str| Request::AskQuestion {
        contact,
        question: question.into(),
        answer: Answer::new(answer.into()),
    };
    for question in ["", "  ", "two\nlines", "\u{202e}turned", &"q".repeat(201)] {
        assert_eq!(world.ask(0, ask(question, "Prague")).unwrap_err(), Failure::QuestionMalformed);
    }
    assert_eq!(world.ask(0, ask(QUESTION, " ")).unwrap_err(), Failure::AnswerEmpty);
    assert_eq!(world.ask(0, ask(QUESTION, &"a".repeat(201))).unwrap_err(), Failure::AnswerTooLong);
    world.check_asks(0, "Prague").unwrap();
    world.settle();
    assert_eq!(world.check_asks(0, "Prague").unwrap_err(), Failure::CheckRunning);
    assert_eq!(world.check_asks(1, "Prague").unwrap_err(), Failure::CheckRunning);
    assert_eq!(world.check_answers(0, "Prague").unwrap_err(), Failure::NoCheck);
    assert_eq!(world.check_answers(1, "\t").unwrap_err(), Failure::AnswerEmpty);
    // What was typed wrongly costs nothing and may be typed again.
    assert_eq!(world.tries(), [3, 3]);
    world.check_answers(1, "Prague").unwrap();
    world.settle();
    world.crash(1);
    world.settle();
    assert_eq!(world.check_asks(0, "Prague").unwrap_err(), Failure::ContactOffline);
}

#[test]
fn words_are_the_same_on_both_sides_and_mark_whoever_compared_them() {
    let mut world = friends(17);
    let [at_0, at_1] = [0, 1].map(|id| world.contact(id, 1 - id).id);
    let words = |world: &mut World, id, contact| match world.ask(id, Request::SafetyWords { contact }) {
        Ok(Response::Safety(safety)) => safety.words,
        other => panic!("{other:?}"),
    };
    assert_eq!(words(&mut world, 0, at_0), words(&mut world, 1, at_1));
    assert_eq!(words(&mut world, 0, at_0).len(), 12);
    world.ask(0, Request::MarkCompared { contact: at_0 }).unwrap();
    assert_eq!(verified(&world.contact(0, 1)), Some(VerifiedBy::Words));
    assert_eq!(world.contact(1, 0).verified, None);
    // It outlives the link and the program, until it is withdrawn.
    world.crash(0);
    world.start(0);
    world.pass(Duration::from_secs(70));
    assert_eq!(verified(&world.contact(0, 1)), Some(VerifiedBy::Words));
    world.ask(0, Request::WithdrawVerification { contact: at_0 }).unwrap();
    assert_eq!(world.contact(0, 1).verified, None);
}

#[test]
fn a_peer_that_speaks_less_than_it_did_is_refused_and_what_it_spoke_is_remembered() {
    let mut world = friends(41);
    let remember = |world: &mut World, ver_max: Option<u8>| {
        let contact = world.contact(1, 0).id;
        let txn = world.store(1).begin().unwrap();
        let mut row = txn.contact(contact).unwrap().unwrap();
        let before = row.ver_max;
        row.ver_max = ver_max.unwrap_or(before);
        txn.update_contact(&row).unwrap();
        txn.commit(before).unwrap().release()
    };
    assert_eq!(remember(&mut world, Some(2)), 1);
    world.cut_everything();
    world.pass(Duration::from_secs(300));
    let seen = world.contact(1, 0);
    let refused = |presence| {
        let reason = OfflineReason::Handshake;
        matches!(presence, Presence::Dialing)
            || matches!(presence, Presence::Offline { reason: Some(why), .. } if why == reason)
    };
    assert!(refused(seen.presence), "{:?}", seen.presence);
    assert!(!seen.continuity_lost);
    assert_eq!(remember(&mut world, Some(1)), 2);
    world.pass(Duration::from_secs(120));
    assert_eq!(world.contact(1, 0).presence, Presence::Online);
    assert_eq!(remember(&mut world, None), 1);
}
