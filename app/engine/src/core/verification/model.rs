//! Every way in which two honest people can ask, answer, end and lose the line, up to a bound: no message is a breach, none
//! is taken for a part of another check, every check ends, and only equal answers are the same.
//!
//! The states are the real ones; in place of the cryptography a run's number and whether the answers agree.

use super::run::{Checks, Ended, Heard};
use crate::api::Check;
use crate::payload::Quitter;
use std::collections::{HashSet, VecDeque};

/// Questions that each side may ask.
const ASKS: u8 = 3;
/// Ends of the line.
const CUTS: u8 = 2;

type Side = usize;

/// A check: its number, and whether its answerer gave the asker's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Run {
    number: u8,
    same: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Message {
    Verify1(u8),
    Verify2(Run),
    Verify3(Run),
    End(Quitter),
}

#[derive(Clone, Copy, Debug)]
enum Action {
    Ask(Side),
    Answer(Side, bool),
    End(Side),
    Deliver(Side),
    /// The link ends, as this side sees it. What was on its way to the other one still arrives there.
    Lose(Side),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Person {
    checks: Checks<u8, u8, Run>,
    /// What is on its way here.
    inbox: VecDeque<Message>,
    lost: bool,
    asked: u8,
    /// The check that is open here.
    open: Option<u8>,
    /// Checks that were open here and are over, in bits.
    over: u8,
}

/// Side 0 has the smaller identity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Pair {
    sides: [Person; 2],
    runs: u8,
    cuts: u8,
}

impl Pair {
    fn actions(&self) -> Vec<Action> {
        let mut actions = Vec::new();
        for (side, person) in self.sides.iter().enumerate().filter(|(_, person)| !person.lost) {
            if person.asked < ASKS && person.checks.may_ask() {
                actions.push(Action::Ask(side));
            }
            if person.checks.is_asked() {
                actions.extend([Action::Answer(side, true), Action::Answer(side, false)]);
            }
            if person.checks.view().is_some() {
                actions.push(Action::End(side));
            }
            if !person.inbox.is_empty() {
                actions.push(Action::Deliver(side));
            }
            if self.cuts < CUTS || self.sides[1 - side].lost {
                actions.push(Action::Lose(side));
            }
        }
        actions
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Ask(side) => {
                let number = self.runs;
                self.runs += 1;
                let person = &mut self.sides[side];
                person.asked += 1;
                person.checks.ask(number, String::new());
                person.open(number);
                self.send(side, Message::Verify1(number));
            }
            Action::Answer(side, same) => {
                let person = &mut self.sides[side];
                let number = person.checks.take_asked().unwrap();
                person.checks.confirming(Run { number, same });
                self.send(side, Message::Verify2(Run { number, same }));
            }
            Action::End(side) => {
                let ended = self.sides[side].checks.end().unwrap();
                self.ended(side, ended);
            }
            Action::Deliver(side) => {
                let message = self.sides[side].inbox.pop_front().unwrap();
                self.deliver(side, message);
            }
            Action::Lose(side) => self.lose(side),
        }
    }

    fn deliver(&mut self, side: Side, message: Message) {
        let person = &mut self.sides[side];
        match message {
            Message::Verify1(number) => {
                match person.checks.on_ask(number, String::new(), side == 0).expect("an honest question") {
                    Heard::Open => person.open(number),
                    Heard::OpenInstead => {
                        person.close();
                        person.open(number);
                    }
                    Heard::PassedOver => {}
                }
            }
            Message::Verify2(run) => {
                if let Some(number) = person.checks.on_answer().expect("an honest answer") {
                    assert_eq!(number, run.number, "an answer to another question");
                    person.close();
                    self.send(side, Message::Verify3(run));
                }
            }
            Message::Verify3(run) => {
                if let Some(state) = person.checks.on_confirm().expect("an honest word") {
                    assert_eq!(state, run, "a word on another answer");
                    person.close();
                }
            }
            Message::End(by) => {
                if let Some(ended) = person.checks.on_end(by) {
                    self.ended(side, ended);
                }
            }
        }
    }

    fn ended(&mut self, side: Side, ended: Ended) {
        self.sides[side].close();
        if let Some(by) = ended.tell {
            self.send(side, Message::End(by));
        }
    }

    fn lose(&mut self, side: Side) {
        self.cuts += u8::from(!self.sides[1 - side].lost);
        let person = &mut self.sides[side];
        if person.checks.asked_by_us().is_some() {
            person.close();
        }
        person.checks = Checks::default();
        person.inbox.clear();
        person.lost = true;
        if self.sides.iter().all(|person| person.lost) {
            self.sides.iter_mut().for_each(|person| person.lost = false);
        }
    }

    fn send(&mut self, from: Side, message: Message) {
        let [one, other] = &mut self.sides;
        let (from, to) = if from == 0 { (one, other) } else { (other, one) };
        if !from.lost && !to.lost {
            to.inbox.push_back(message);
        }
    }

    /// What must hold whenever nothing is on its way and both are there.
    fn check_rest(&self) {
        if self.sides.iter().any(|person| person.lost || !person.inbox.is_empty()) {
            return;
        }
        let [one, other] = &self.sides;
        let fresh = Checks::default();
        match (one.checks.view(), other.checks.view()) {
            (None, None) => {
                assert!(one.checks == fresh && other.checks == fresh, "something is still due: {self:?}")
            }
            (Some(Check::Waiting { .. }), Some(Check::Asked { .. }))
            | (Some(Check::Asked { .. }), Some(Check::Waiting { .. })) => {
                assert_eq!(one.open, other.open, "two different checks: {self:?}");
            }
            other => panic!("{other:?} hangs: {self:?}"),
        }
    }
}

impl Person {
    fn open(&mut self, number: u8) {
        assert_eq!(self.open.replace(number), None, "two checks at once: {self:?}");
    }

    /// The one that is open is over, for the first and last time.
    fn close(&mut self) {
        let number = self.open.take().expect("an outcome without a check");
        assert_eq!(self.over & 1 << number, 0, "two outcomes: {self:?}");
        self.over |= 1 << number;
    }
}

#[test]
fn no_order_of_asking_answering_ending_and_cuts_breaks_a_link_or_hangs() {
    let mut seen = HashSet::from([Pair::default()]);
    let mut reached = vec![Pair::default()];
    let mut quiet = 0;
    while let Some(pair) = reached.pop() {
        pair.check_rest();
        for person in &pair.sides {
            assert_eq!(person.checks.view().is_some(), person.open.is_some(), "a view that lies: {pair:?}");
        }
        quiet += usize::from(pair.sides.iter().all(|person| person.inbox.is_empty()));
        for action in pair.actions() {
            let mut next = pair.clone();
            next.act(action);
            if seen.insert(next.clone()) {
                reached.push(next);
            }
        }
    }
    println!("{} states, {quiet} of them quiet", seen.len());
    assert!(seen.len() > 200_000, "the model is too small: {}", seen.len());
}
