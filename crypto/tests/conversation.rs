//! Arbitrary conversations: whatever the two send, in whatever rhythm, arrives once and in order.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod common;

use common::{Coins, sessions};
use proptest::prelude::*;
use sotto_crypto::{CAPACITY, Session};
use std::collections::VecDeque;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Act {
    /// A side seals a body of this many bytes.
    Send { a: bool, len: usize },
    /// A side reads up to this many of the records on the way to it.
    Read { a: bool, most: usize },
    /// A side is handed damaged copies of the record it would read next, or of an old one.
    Disturb { a: bool, at: prop::sample::Index, bit: u8 },
}

/// A session with its way in: records sent to it and not read, and the bodies they must open to.
struct End {
    session: Session,
    inbound: VecDeque<(Vec<u8>, Vec<u8>)>,
    last_read: Option<Vec<u8>>,
}

impl End {
    fn new(session: Session) -> Self {
        Self { session, inbound: VecDeque::new(), last_read: None }
    }

    fn read(&mut self, most: usize) -> Result<(), TestCaseError> {
        for _ in 0..most {
            let Some((record, body)) = self.inbound.pop_front() else { break };
            prop_assert_eq!(self.session.open(&record), Ok(body));
            self.last_read = Some(record);
        }
        Ok(())
    }

    fn disturb(&mut self, at: prop::sample::Index, bit: u8) -> Result<(), TestCaseError> {
        if let Some((record, _)) = self.inbound.front() {
            let mut damaged = record.clone();
            damaged[at.index(record.len())] ^= 1 << bit;
            prop_assert!(self.session.open(&damaged).is_err());
        }
        if let Some((ahead, _)) = self.inbound.get(1) {
            prop_assert!(self.session.open(ahead).is_err());
        }
        if let Some(old) = &self.last_read {
            prop_assert!(self.session.open(old).is_err());
        }
        Ok(())
    }
}

fn body_len() -> impl Strategy<Value = usize> {
    let border = (prop::sample::select(CAPACITY.to_vec()), 0usize..3).prop_map(|(at, off)| at + off - 1);
    prop_oneof![4 => 0usize..300, 2 => border.prop_map(|len| len.min(CAPACITY[4])), 1 => 0usize..20_000]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => (any::<bool>(), body_len()).prop_map(|(a, len)| Act::Send { a, len }),
        4 => (any::<bool>(), 1usize..4).prop_map(|(a, most)| Act::Read { a, most }),
        2 => (any::<bool>(), any::<prop::sample::Index>(), 0u8..8)
            .prop_map(|(a, at, bit)| Act::Disturb { a, at, bit }),
    ]
}

fn play(seed: [u8; 16], acts: Vec<Act>) -> Result<(), TestCaseError> {
    let mut coins = Coins::from_seed(&seed);
    let (a, b) = sessions(&mut coins);
    let mut ends = [End::new(a), End::new(b)];
    for act in acts {
        match act {
            Act::Send { a, len } => {
                let body = vec![coins.draw::<1>()[0]; len];
                let record = ends[usize::from(!a)].session.seal(&body, coins.step());
                ends[usize::from(a)].inbound.push_back((record.unwrap(), body));
            }
            Act::Read { a, most } => ends[usize::from(!a)].read(most)?,
            Act::Disturb { a, at, bit } => ends[usize::from(!a)].disturb(at, bit)?,
        }
    }
    for end in &mut ends {
        end.read(usize::MAX)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn everything_sent_arrives_once_and_in_order(
        seed: [u8; 16],
        acts in proptest::collection::vec(act(), 0..40),
    ) {
        play(seed, acts)?;
    }

    #[test]
    fn a_ping_pong_of_any_length_arrives(seed: [u8; 16], turns in 1usize..40, len in body_len()) {
        let turn = |a| [Act::Send { a, len }, Act::Read { a: !a, most: 1 }];
        play(seed, (0..turns).flat_map(|n| turn(n % 2 == 0)).collect())?;
    }

    #[test]
    fn bursts_of_any_length_arrive(seed: [u8; 16], bursts in proptest::collection::vec((any::<bool>(), 1usize..60), 1..6)) {
        let burst = |(a, n): (bool, usize)| {
            let sends = std::iter::repeat_n(Act::Send { a, len: n }, n);
            sends.chain([Act::Read { a: !a, most: n }])
        };
        play(seed, bursts.into_iter().flat_map(burst).collect())?;
    }
}
