//! The same task for everybody, in turns.

use crate::clock;
use std::{array, time::Duration};

/// Rounds of each contestant.
const ROUNDS: usize = 30;

/// Time that a round should take.
const ROUND: Duration = Duration::from_millis(15);

/// Fewest acts of a round.
const ROUND_MIN: u32 = 4;

/// What a contestant of this process does once.
pub(crate) type Act = Box<dyn FnMut()>;

/// Does its task so many times and tells the CPU time of all of them.
pub(crate) type Contestant = Box<dyn FnMut(u32) -> Duration>;

/// Something of us and of each of the others.
pub(crate) struct Field<T> {
    pub(crate) sotto: T,
    pub(crate) vodozemac: T,
    /// If it is here.
    pub(crate) libotr: Option<T>,
}

/// A task, and those who do it.
pub(crate) struct Contest {
    pub(crate) name: String,
    /// Bytes of one message, if the task is to carry one.
    pub(crate) bytes: Option<usize>,
    pub(crate) contestants: Field<Contestant>,
}

/// Times an act in this thread.
pub(crate) fn timed(mut act: Act) -> Contestant {
    Box::new(move |count| {
        let start = clock::now();
        (0..count).for_each(|_| act());
        clock::now() - start
    })
}

impl<T> Field<T> {
    /// Those who take part, with their names, in the order of their turns.
    pub(crate) fn each(&mut self) -> impl Iterator<Item = (&'static str, &mut T)> {
        let others = self.libotr.as_mut().map(|libotr| ("libotr", libotr));
        [("sotto", &mut self.sotto), ("vodozemac", &mut self.vodozemac)].into_iter().chain(others)
    }
}

impl Field<f64> {
    /// What ours costs, as a multiple of vodozemac's.
    pub(crate) fn cost_vs_vodozemac(&self) -> f64 {
        self.sotto / self.vodozemac
    }

    /// What ours costs, as a multiple of libotr's.
    pub(crate) fn cost_vs_libotr(&self) -> Option<f64> {
        self.libotr.map(|libotr| self.sotto / libotr)
    }

    /// Ours done in the time of one of vodozemac's.
    pub(crate) fn rate_vs_vodozemac(&self) -> f64 {
        self.cost_vs_vodozemac().recip()
    }

    /// Ours done in the time of one of libotr's.
    pub(crate) fn rate_vs_libotr(&self) -> Option<f64> {
        self.cost_vs_libotr().map(f64::recip)
    }
}

impl Contest {
    /// Lets them take turns; microseconds of one act, in the best round of each.
    ///
    /// Noise only ever lengthens a round, and turns that are short let it strike all alike.
    pub(crate) fn run(&mut self) -> Field<f64> {
        let mut all: Vec<_> = self.contestants.each().map(|(_, contestant)| contestant).collect();
        let lengths: Vec<u32> = all.iter_mut().map(|contestant| length(contestant)).collect();
        let mut best: [f64; 3] = array::from_fn(|_| f64::INFINITY);
        for _ in 0..ROUNDS {
            for ((contestant, length), best) in all.iter_mut().zip(&lengths).zip(&mut best) {
                *best = best.min(contestant(*length).as_secs_f64() * 1e6 / f64::from(*length));
            }
        }
        let [sotto, vodozemac, libotr] = best;
        Field { sotto, vodozemac, libotr: libotr.is_finite().then_some(libotr) }
    }
}

/// Acts of a round.
fn length(contestant: &mut Contestant) -> u32 {
    let some = 2 * ROUND_MIN; // also warms up
    let one = (contestant(some) / some).max(Duration::from_nanos(100));
    u32::try_from(ROUND.as_nanos() / one.as_nanos()).unwrap_or(u32::MAX).max(ROUND_MIN)
}
