//! What a seed draws.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use std::ops::RangeInclusive;
use std::time::Duration;

/// A seeded generator in the words of a script.
#[derive(Debug)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The same throws for the same seed.
    #[must_use]
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Any number.
    pub(super) fn any(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number below `bound`; its slight bias is of no interest here.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.any() % bound.max(1)
    }

    /// An index below `bound`.
    pub(super) fn index(&mut self, bound: usize) -> usize {
        usize::try_from(self.below(bound as u64)).unwrap_or(0)
    }

    /// Whether something of that chance happens.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A time within the range, in milliseconds.
    pub(super) fn time(&mut self, range: &RangeInclusive<Duration>) -> Duration {
        let millis = |time: &Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let (from, to) = (millis(range.start()), millis(range.end()));
        Duration::from_millis(from + self.below(to.saturating_sub(from) + 1))
    }

    /// A time within the range, short ones as likely as ten times longer ones.
    pub(super) fn scale(&mut self, range: &RangeInclusive<Duration>) -> Duration {
        let (from, to) = (range.start().as_secs_f64().max(0.001), range.end().as_secs_f64());
        let part = f64::from(u32::try_from(self.below(1_000_001)).unwrap_or(0)) / 1_000_000.0;
        Duration::from_secs_f64(from * (to / from).max(1.0).powf(part))
    }

    /// One of them.
    pub(super) fn pick<T: Clone>(&mut self, among: &[T]) -> Option<T> {
        among.get(self.index(among.len())).cloned()
    }
}
