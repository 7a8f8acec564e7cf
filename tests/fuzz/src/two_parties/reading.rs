//! What a party does with a message, by the state it is in. `None`: it is refused.

use super::{HELLO, VERIFY1, VERIFY2, VERIFY3, World, answer, party::Run, party::State};
use sotto_crypto::{
    ConfirmError, Refused, Session, StaticDh,
    initiator::{AwaitConfirm, AwaitReply},
    responder::{self, AwaitFirst, AwaitProof},
    verify::{Asked, Outcome},
};

impl World {
    /// Reads one message, and says whether it was accepted. Whoever refuses one has left the link.
    pub(super) fn read(&mut self, to: usize, message: &[u8]) -> bool {
        let accepted = match std::mem::replace(&mut self.parties[to].state, State::Closed) {
            State::Closed => None,
            State::Listening => self.reply(to, message),
            State::AwaitReply(state) => self.prove(to, state, message),
            State::AwaitProof(state) => self.accept(to, state, message),
            State::AwaitFirst(state) => self.begin(to, state, message),
            State::AwaitConfirm(state) => self.confirm(to, state, message),
            State::Open(session) => self.open(to, session, message),
        };
        if accepted.is_none() {
            self.close(to);
        }
        accepted.is_some()
    }

    fn reply(&mut self, to: usize, m1: &[u8]) -> Option<()> {
        let (m2, state) = responder::reply(&self.parties[to].me, m1, self.coins.responder()).ok()?;
        self.parties[to].state = State::AwaitProof(state);
        self.post(1 - to, m2);
        Some(())
    }

    fn prove(&mut self, to: usize, state: AwaitReply, m2: &[u8]) -> Option<()> {
        let ready = state.read(m2).ok()?;
        self.shown = self.parties[to].newest();
        let (m3, mut state) = ready.prove(&self.parties[to].me, &self.shown).ok()?;
        self.post(1 - to, m3);
        let first = state.seal(HELLO, self.coins.step()).expect("a short greeting");
        self.parties[to].state = State::AwaitConfirm(state);
        self.sent(to, HELLO, first);
        Some(())
    }

    fn accept(&mut self, to: usize, state: AwaitProof, m3: &[u8]) -> Option<()> {
        let party = &mut self.parties[to];
        let identified = state.identify(&party.me, m3).ok()?;
        let candidates = party.candidates();
        let known = candidates.iter().position(|candidate| *candidate == self.shown);
        match identified.accept(&party.me, &candidates) {
            Ok((state, at)) => {
                assert_eq!(Some(at), known, "another secret than the one that was shown");
                party.state = State::AwaitFirst(state);
                Some(())
            }
            Err(Refused::NoContinuity { alert }) => {
                self.post(1 - to, alert);
                // what was not changed on its way is refused only for a secret that is not known here
                if known.is_none() { self.leave(to) } else { None }
            }
            Err(Refused::Handshake(_)) => None,
        }
    }

    /// An honest end of a link.
    fn leave(&mut self, side: usize) -> Option<()> {
        self.close(side);
        Some(())
    }

    fn begin(&mut self, to: usize, state: AwaitFirst, record: &[u8]) -> Option<()> {
        let next = state.next_continuity();
        let (session, body) = state.confirm(record).ok()?;
        self.parties[to].keep(next);
        self.heard(to, session, record, &body);
        self.say(to, HELLO);
        Some(())
    }

    fn confirm(&mut self, to: usize, state: AwaitConfirm, block: &[u8]) -> Option<()> {
        let next = state.next_continuity();
        match state.confirm(block) {
            Ok((session, body)) => {
                self.parties[to].keep(next);
                self.heard(to, session, block, &body);
                Some(())
            }
            Err(ConfirmError::NoContinuity) => {
                self.parties[to].forget_newest();
                self.leave(to)
            }
            Err(ConfirmError::Rejected) => None,
        }
    }

    fn open(&mut self, to: usize, mut session: Box<Session>, record: &[u8]) -> Option<()> {
        let body = session.open(record).ok()?;
        self.heard(to, *session, record, &body);
        Some(())
    }

    /// A record has opened.
    fn heard(&mut self, to: usize, session: Session, record: &[u8], body: &[u8]) {
        assert!(session.peer() == self.parties[1 - to].me.public());
        self.model.opened(to, record, body);
        self.opened[to] = record.to_vec();
        self.parties[to].state = State::Open(Box::new(session));
        match body {
            [VERIFY1, verify1 @ ..] => self.answer(to, verify1),
            [VERIFY2, verify2 @ ..] => self.conclude(to, verify2),
            [VERIFY3, verify3 @ ..] => {
                let run = std::mem::replace(&mut self.parties[to].run, Run::Idle);
                let Run::Answering(state) = run else { unreachable!("nobody has answered") };
                self.agree(state.read(verify3).expect("a genuine VERIFY3"));
                self.same = None;
            }
            _ => {}
        }
    }

    fn answer(&mut self, to: usize, verify1: &[u8]) {
        let (binding, same) = (self.binding(to).expect("an open link"), self.same == Some(true));
        let asked = Asked::read(&binding, verify1).expect("a genuine VERIFY1");
        let answered = asked.answer(&answer(same), self.coins.verify());
        let (verify2, state) = answered.expect("a genuine share");
        self.parties[to].run = Run::Answering(state);
        self.say(to, &[&[VERIFY2], &verify2[..]].concat());
    }

    fn conclude(&mut self, to: usize, verify2: &[u8]) {
        let run = std::mem::replace(&mut self.parties[to].run, Run::Idle);
        let Run::Asking(state) = run else { unreachable!("nobody has asked") };
        let (verify3, outcome) = state.read(verify2).expect("a genuine VERIFY2");
        self.agree(outcome);
        self.say(to, &[&[VERIFY3], &verify3[..]].concat());
    }

    fn agree(&self, outcome: Outcome) {
        assert_eq!(Some(outcome == Outcome::Verified), self.same, "an outcome that lies");
    }
}
