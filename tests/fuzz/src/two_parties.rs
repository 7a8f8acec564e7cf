//! Two parties and the stream between them, driven by the input and held against a model.
//!
//! ```text
//!   input ──▶ dial, send, deliver, cut, restart, ask, corrupt, inject ──▶ two real parties
//!                                                                    └──▶ Model: who must hear what, every header
//! ```
//! What is refused on an open link by way of `inject` must leave no trace: the genuine record opens afterwards. What
//! is refused by way of `corrupt` ends the link at that side; the other side still reads what was on its way to it.

mod model;
mod party;
mod reading;

use crate::{input::Input, world::Coins};
use model::Model;
use party::{Party, Run, State};
use sotto_crypto::{
    CAPACITY, Continuity, SealError, StaticDh, initiator,
    verify::{self, Answer, Binding, Question},
};
use std::collections::VecDeque;

/// Operations of one input: a bound on time.
const OPERATIONS_MAX: u32 = 400;
/// Messages on their way to one side, of those that nobody asked for: a bound on memory.
const WIRE_MAX: usize = 16;
/// Records of one burst.
const BURST_MAX: u8 = 8;
/// Bytes of M3 that hold the identity; a change behind them is answered by an alert.
const SEALED_IDENTITY: usize = 48;
/// The first byte of a body.
const TEXT: u8 = 0;
const VERIFY1: u8 = 1;
const VERIFY2: u8 = 2;
const VERIFY3: u8 = 3;
/// What each says first on a link.
const HELLO: &[u8] = b"\0hello";

/// Two parties and the stream between them.
struct World {
    parties: [Party; 2],
    /// What is on its way to each.
    wires: [VecDeque<Vec<u8>>; 2],
    /// The last record that each opened, and the last that each sealed, whatever the link.
    opened: [Vec<u8>; 2],
    sealed: [Vec<u8>; 2],
    model: Model,
    /// What the dial rests on.
    shown: Continuity,
    /// Whether both give the same answer, while a check is under way.
    same: Option<bool>,
    said: u64,
    coins: Coins,
}

/// Drives two parties through the operations of an input, then lets everything arrive.
pub(crate) fn two_parties(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let mut world = World::new();
    for _ in 0..OPERATIONS_MAX {
        if input.is_empty() {
            break;
        }
        world.operate(&mut input);
    }
    world.drain();
}

impl World {
    fn new() -> Self {
        Self {
            parties: [Party::new(1), Party::new(2)],
            wires: Default::default(),
            opened: Default::default(),
            sealed: Default::default(),
            model: Model::dialled_by(0),
            shown: Continuity::first_contact(),
            same: None,
            said: 0,
            coins: Coins::new(11),
        }
    }

    fn operate(&mut self, input: &mut Input<'_>) {
        let choice = input.byte();
        let side = usize::from(choice & 1);
        match choice >> 1 & 0xf {
            0 | 1 => self.dial(side),
            2..=4 => self.deliver(side),
            5 => self.drain(),
            6 | 7 => self.send(side, input),
            8 => self.ask(side, input.flag()),
            9 => self.corrupt(side, input),
            10..=12 => self.inject(side, input),
            13 => self.cut(),
            14 => self.restart(side, input.flag()),
            _ => self.send_too_much(side),
        }
    }

    fn dial(&mut self, side: usize) {
        if !self.parties.iter().all(Party::is_closed) {
            return;
        }
        let (me, peer) = (&self.parties[side].me, self.parties[1 - side].me.public());
        let (m1, state) = initiator::start(me, peer, self.coins.initiator()).expect("another one");
        self.parties[side].state = State::AwaitReply(state);
        self.parties[1 - side].state = State::Listening;
        (self.model, self.same) = (Model::dialled_by(side), None);
        self.wires[1 - side].push_back(m1);
    }

    /// The stream breaks: what was on its way is lost.
    fn cut(&mut self) {
        self.close(0);
        self.close(1);
        self.wires = Default::default();
    }

    /// A side is killed and starts again, with its vault or without.
    fn restart(&mut self, side: usize, without: bool) {
        self.close(side);
        if without {
            self.parties[side].forget_all();
        }
    }

    /// A side ends the link. What it had sent still arrives.
    fn close(&mut self, side: usize) {
        (self.parties[side].state, self.parties[side].run) = (State::Closed, Run::Idle);
        self.wires[side].clear();
    }

    /// Lets everything arrive that is on its way, and looks whether it has.
    fn drain(&mut self) {
        while self.wires.iter().any(|wire| !wire.is_empty()) {
            for side in [0, 1] {
                self.deliver(side);
            }
        }
        for (side, party) in self.parties.iter().enumerate() {
            assert!(!party.is_open() || self.model.all_heard(side), "something was lost");
        }
    }

    /// One message arrives, or the end of the stream behind the last one.
    fn deliver(&mut self, to: usize) {
        match self.wires[to].pop_front() {
            Some(message) => assert!(self.read(to, &message), "a genuine message was refused"),
            None if self.parties[1 - to].is_closed() => self.close(to),
            None => {}
        }
    }

    /// A changed message arrives. Nobody accepts it, and the reader ends the link.
    fn corrupt(&mut self, to: usize, input: &mut Input<'_>) {
        let Some(mut message) = self.wires[to].pop_front() else { return };
        let at = change(&mut message, input);
        // a changed proof is answered, a changed identity is not
        let proof = matches!(self.parties[to].state, State::AwaitProof(_)) && at >= SEALED_IDENTITY;
        let told = proof && !self.parties[1 - to].is_closed();
        let before = self.wires[1 - to].len();
        assert!(!self.read(to, &message) || proof, "a changed message was accepted");
        assert!(self.parties[to].is_closed());
        assert_eq!(self.wires[1 - to].len() - before, usize::from(told));
    }

    /// Something arrives that is not next. An open session refuses it and is as it was.
    fn inject(&mut self, to: usize, input: &mut Input<'_>) {
        let wrong = match input.below(4) {
            0 => self.wires[to].front().cloned().map(|mut record| {
                change(&mut record, input);
                record
            }),
            1 => self.wires[to].get(1).cloned(),
            2 => Some(self.opened[to].clone()),
            _ => Some(self.sealed[to].clone()),
        };
        if let (Some(wrong), State::Open(session)) = (wrong, &mut self.parties[to].state) {
            let left = session.seals_left();
            assert!(session.open(&wrong).is_err(), "changed, early, replayed or reflected");
            assert_eq!(session.needs_step(), self.model.needs_step(to));
            assert_eq!(session.seals_left(), left);
        }
    }

    /// A burst of texts of any class.
    fn send(&mut self, from: usize, input: &mut Input<'_>) {
        let (burst, class) = (1 + input.below(BURST_MAX), usize::from(input.below(8)).saturating_sub(3));
        for _ in 0..burst {
            if self.wires[1 - from].len() >= WIRE_MAX {
                return;
            }
            self.said += 1;
            let mut body = [&[TEXT][..], &self.said.to_be_bytes()].concat();
            body.resize(CAPACITY[class] - usize::from(input.byte()), input.byte());
            self.say(from, &body);
        }
    }

    fn send_too_much(&mut self, from: usize) {
        if let State::Open(session) = &mut self.parties[from].state {
            let body = vec![0; CAPACITY[4] + 1];
            assert_eq!(session.seal(&body, self.coins.step()), Err(SealError::TooLong));
        }
    }

    /// Seals a body on an open link.
    fn say(&mut self, from: usize, body: &[u8]) {
        let State::Open(session) = &mut self.parties[from].state else { return };
        assert_eq!(session.needs_step(), self.model.needs_step(from));
        let record = session.seal(body, self.coins.step()).expect("far from the bound");
        self.sent(from, body, record);
    }

    fn sent(&mut self, from: usize, body: &[u8], record: Vec<u8>) {
        self.model.sealed(from, body, &record);
        self.sealed[from].clone_from(&record);
        self.post(1 - from, record);
    }

    /// Puts a message on its way, unless nobody reads there any more.
    fn post(&mut self, to: usize, message: Vec<u8>) {
        if !self.parties[to].is_closed() {
            self.wires[to].push_back(message);
        }
    }

    /// Asks whether both give the same answer, if nobody asks already.
    fn ask(&mut self, asker: usize, same: bool) {
        let Some(binding) = self.binding(asker).filter(|_| self.same.is_none()) else { return };
        let question = Question::new("Where did we meet?").expect("a question");
        let asked = verify::ask(&binding, &question, &answer(true), self.coins.verify());
        let (verify1, state) = asked.expect("coins that are not zero");
        self.parties[asker].run = Run::Asking(state);
        self.same = Some(same);
        self.say(asker, &[&[VERIFY1], &verify1[..]].concat());
    }

    fn binding(&self, side: usize) -> Option<Binding> {
        let State::Open(session) = &self.parties[side].state else { return None };
        Some(Binding::new(session, self.parties[side].me.public()))
    }
}

/// The right answer, or another one.
fn answer(right: bool) -> Answer {
    Answer::new(if right { "Prague" } else { "Plzeň" }).expect("an answer")
}

/// Changes one byte, and says where.
fn change(message: &mut [u8], input: &mut Input<'_>) -> usize {
    let at = input.pair() % message.len().max(1);
    let bits = input.byte().max(1);
    message.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= bits);
    at
}
