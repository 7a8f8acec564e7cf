//! Every way in which two honest parties can dial, be cut off and crash, up to a bound: none raises an alarm, and from
//! every state one undisturbed call from either side ends in a session.
//!
//! A handshake is cut down to what touches a ring: the proof (the dialler keeps the new secret, unconfirmed, and lets
//! proof and first record go), the answer (the listener matches, keeps, and lets its record or its alert go), the end (the
//! dialler confirms and pings, or notes the refusal), and the ping, by which the listener confirms. What is on its way
//! still arrives after its sender crashed. One act after the other, as inputs of a core have their turns: no clock.

use super::tests::{ring, row};
use super::{Choice, Memory, Turn};
use crate::api::ContactId;
use crate::store::{RingEntry, Tie};
use std::collections::HashSet;

/// How far a model goes.
#[derive(Clone, Copy)]
struct Bounds {
    /// Dials, of both parties together.
    dials: u8,
    /// Crashes, of both parties together.
    crashes: u8,
    /// Entries of a ring. A shorter one than the real one forgets earlier, within fewer dials.
    ring: usize,
}

type Secret = u8;
type Entry = (Secret, Tie);
type Party = usize;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct State {
    /// Oldest first.
    rings: [Vec<Entry>; 2],
    /// What the other side said it does not have: RAM only.
    refused: [Vec<Secret>; 2],
    /// The newest dial that came through: RAM of the listener only.
    came_through: [u8; 2],
    handshakes: Vec<Handshake>,
    secrets: Secret,
    dials: u8,
    crashes: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Handshake {
    /// Counted over all dials.
    number: u8,
    dialler: Party,
    /// Neither side has crashed since the stream was opened; by dialler, listener.
    alive: [bool; 2],
    /// When the stream was opened, the listener had no mutual secret.
    before_the_first: bool,
    stage: Stage,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Stage {
    /// The stream is open.
    Open,
    /// Proof and first record are on their way.
    Proved { rests_on: Option<Secret>, adds: Secret },
    /// The listener's record is on its way.
    Answered { rests_on: Option<Secret>, adds: Secret },
    /// The dialler's ping is on its way.
    Pinged { adds: Secret },
    /// The listener's alert is on its way.
    Refused { rests_on: Option<Secret>, adds: Secret },
}

#[derive(Clone, Copy, Debug)]
enum Act {
    Dial(Party),
    /// What a handshake waits for happens.
    Advance(usize),
    Cut(usize),
    Crash(Party),
}

#[derive(Debug, PartialEq, Eq)]
struct Alarm;

impl State {
    fn acts(&self, bounds: Bounds) -> Vec<Act> {
        let both = [0, 1];
        let mut acts = Vec::new();
        if self.dials < bounds.dials {
            acts.extend(both.map(Act::Dial));
        }
        if self.crashes < bounds.crashes {
            acts.extend(both.map(Act::Crash));
        }
        let each = 0..self.handshakes.len();
        acts.extend(each.clone().map(Act::Advance).chain(each.map(Act::Cut)));
        acts
    }

    fn after(&self, act: Act, ring: usize) -> Result<Self, Alarm> {
        let mut next = self.clone();
        match act {
            Act::Dial(dialler) => {
                next.dials += 1;
                next.open(dialler, next.dials);
            }
            Act::Advance(at) => next.advance(at, ring)?,
            Act::Cut(at) => drop(next.handshakes.remove(at)),
            Act::Crash(party) => {
                next.crashes += 1;
                next.crash(party);
            }
        }
        Ok(next)
    }

    /// A party dials only after it has given up its last dial; what that had sent may still arrive.
    fn open(&mut self, dialler: Party, number: u8) {
        for handshake in self.handshakes.iter_mut().filter(|handshake| handshake.dialler == dialler) {
            handshake.alive[0] = false;
        }
        self.forget_ended();
        let before_the_first = !mutual(&self.rings[1 - dialler]);
        self.handshakes.push(Handshake {
            number,
            dialler,
            alive: [true; 2],
            before_the_first,
            stage: Stage::Open,
        });
    }

    fn crash(&mut self, party: Party) {
        self.refused[party].clear();
        self.came_through[party] = 0;
        for handshake in &mut self.handshakes {
            handshake.alive[usize::from(handshake.dialler != party)] = false;
        }
        self.forget_ended();
    }

    /// Where nobody is left to act, nothing will happen.
    fn forget_ended(&mut self) {
        self.handshakes.retain(|handshake| handshake.alive[handshake.stage.actor()]);
    }

    fn advance(&mut self, at: usize, limit: usize) -> Result<(), Alarm> {
        let mut handshake = self.handshakes.remove(at);
        let (dialler, listener) = (handshake.dialler, 1 - handshake.dialler);
        match handshake.stage {
            Stage::Open => {
                let rests_on = self.choose(dialler)?;
                self.secrets += 1;
                let adds = self.secrets;
                push(&mut self.rings[dialler], (adds, Tie::Ours), rests_on, limit);
                handshake.stage = Stage::Proved { rests_on, adds };
            }
            // Whoever dials anew has given up the dial before: what it had sent there is stale.
            Stage::Proved { .. } if handshake.number < self.came_through[listener] => return Ok(()),
            Stage::Proved { rests_on, adds } => {
                handshake.stage = self.answer(&handshake, rests_on, adds, limit)?;
            }
            // Its own secret is gone from the ring: the session is given up.
            Stage::Answered { adds, .. } if !self.rings[dialler].iter().any(|entry| entry.0 == adds) => {
                return Ok(());
            }
            Stage::Answered { adds, .. } => {
                let ring = &mut self.rings[dialler];
                ring.iter_mut().filter(|entry| entry.0 == adds).for_each(|entry| entry.1 = Tie::Mutual);
                self.refused[dialler].clear();
                handshake.stage = Stage::Pinged { adds };
            }
            Stage::Pinged { adds } => {
                let ring = &mut self.rings[listener];
                ring.iter_mut().filter(|entry| entry.0 == adds).for_each(|entry| entry.1 = Tie::Mutual);
                return Ok(());
            }
            Stage::Refused { rests_on, adds } => {
                self.rings[dialler].retain(|entry| entry.0 != adds);
                self.refused[dialler].extend(rests_on);
                return Ok(());
            }
        }
        if handshake.alive[handshake.stage.actor()] {
            self.handshakes.push(handshake);
            self.handshakes.sort_by_key(|handshake| format!("{handshake:?}"));
        }
        Ok(())
    }

    /// The real rule, on this ring.
    fn choose(&self, party: Party) -> Result<Option<Secret>, Alarm> {
        let mut memory = Memory::default();
        self.refused[party].iter().for_each(|secret| memory.refuse(ContactId(1), i64::from(*secret)));
        let Choice { entry, .. } = memory.choose(&row(false), &self.ring(party)).ok_or(Alarm)?;
        Ok(entry.map(|id| Secret::try_from(id).unwrap()))
    }

    /// The real rule, on the listener's ring.
    fn is_lost(&self, handshake: &Handshake) -> bool {
        let (opened, before, after) = (Turn(2), Turn(1), Turn(3));
        let mut memory = Memory::default();
        memory.tied(ContactId(1), &[], if handshake.before_the_first { after } else { before });
        memory.is_lost(&row(false), &self.ring(1 - handshake.dialler), opened)
    }

    /// Newest first.
    fn ring(&self, party: Party) -> Vec<RingEntry> {
        let entries = self.rings[party].iter().rev().map(|entry| (i64::from(entry.0), entry.1));
        ring(&entries.collect::<Vec<_>>())
    }

    fn answer(
        &mut self,
        handshake: &Handshake,
        rests_on: Option<Secret>,
        adds: Secret,
        limit: usize,
    ) -> Result<Stage, Alarm> {
        let listener = 1 - handshake.dialler;
        if let Some(secret) = rests_on
            && !self.rings[listener].iter().any(|entry| entry.0 == secret)
        {
            return Ok(Stage::Refused { rests_on, adds });
        }
        if rests_on.is_none() && self.is_lost(handshake) {
            return Err(Alarm);
        }
        let ring = &mut self.rings[listener];
        push(ring, (adds, Tie::Shared), rests_on, limit);
        self.refused[listener].clear();
        self.came_through[listener] = handshake.number;
        Ok(Stage::Answered { rests_on, adds })
    }

    /// One call from `dialler` with nothing in its way: a refusal leads to the next dial.
    fn heals(&self, dialler: Party, limit: usize) -> Result<bool, Alarm> {
        let mut calm = self.clone();
        calm.handshakes.clear();
        for _ in 0..=limit {
            calm.open(dialler, u8::MAX);
            while let Some(handshake) = calm.handshakes.first() {
                let answered = matches!(handshake.stage, Stage::Pinged { .. });
                calm.advance(0, limit)?;
                if answered {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

impl Stage {
    /// Who acts next: 0 the dialler, 1 the listener.
    fn actor(&self) -> usize {
        usize::from(matches!(self, Self::Proved { .. } | Self::Pinged { .. }))
    }
}

fn mutual(ring: &[Entry]) -> bool {
    ring.iter().any(|entry| entry.1 == Tie::Mutual)
}

/// As `Txn::push_ring`.
fn push(ring: &mut Vec<Entry>, entry: Entry, keep: Option<Secret>, limit: usize) {
    ring.push(entry);
    let kept = [Some(entry.0), keep];
    for ours in [true, false] {
        let of_kind = |other: &Entry| (other.1 == Tie::Ours) == ours;
        while ring.iter().filter(|entry| of_kind(entry)).count() > limit {
            let droppable = |other: &Entry| of_kind(other) && !kept.contains(&Some(other.0));
            let candidates = ring.iter().enumerate().filter(|(_, entry)| droppable(entry));
            let (weakest, _) = candidates.min_by_key(|(age, entry)| (entry.1, *age)).unwrap();
            ring.remove(weakest);
        }
    }
}

/// Visits every state within `bounds`; gives their number.
fn explore(bounds: Bounds) -> usize {
    let mut seen = HashSet::new();
    let mut ahead = vec![State::default()];
    while let Some(state) = ahead.pop() {
        if !seen.insert(state.clone()) {
            continue;
        }
        for dialler in [0, 1] {
            assert_eq!(state.heals(dialler, bounds.ring), Ok(true), "{state:?}");
        }
        for act in state.acts(bounds) {
            match state.after(act, bounds.ring) {
                Ok(next) => ahead.push(next),
                Err(Alarm) => panic!("an alarm by {act:?} in {state:?}"),
            }
        }
    }
    seen.len()
}

#[test]
fn crashes_anywhere_raise_no_alarm_and_lead_into_no_dead_end() {
    let states = explore(Bounds { dials: 3, crashes: 2, ring: 4 });
    assert!(states > 10_000, "only {states} states: the model does not move");
}

#[test]
fn dials_across_each_other_raise_no_alarm_and_lead_into_no_dead_end() {
    let states = explore(Bounds { dials: 4, crashes: 0, ring: 4 });
    assert!(states > 10_000, "only {states} states: the model does not move");
}

#[test]
fn a_ring_that_overflows_forgets_nothing_that_is_needed() {
    let states = explore(Bounds { dials: 4, crashes: 0, ring: 3 });
    assert!(states > 10_000, "only {states} states: the model does not move");
}
