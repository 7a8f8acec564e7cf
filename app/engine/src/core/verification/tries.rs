//! How many checks with a contact may fail. Whoever sits at the other end has one guess a check, so their number is what
//! keeps an answer from being guessed.

use crate::api::TRIES_MAX;
use crate::store::Tries;

/// How long a failed check counts, in milliseconds, from the oldest one that counts.
const PERIOD: u64 = 24 * 60 * 60 * 1000;

impl Tries {
    /// Checks that may still fail.
    pub(in crate::core) fn left(self, wall: u64) -> u8 {
        TRIES_MAX.saturating_sub(self.standing(wall).failed)
    }

    /// One more has failed, or will have if nothing takes it back.
    pub(super) fn count(self, wall: u64) -> Self {
        let Self { failed, since, seen } = self.standing(wall);
        let since = if failed == 0 { seen } else { since };
        Self { failed: failed.saturating_add(1).min(TRIES_MAX), since, seen }
    }

    /// The last one that was counted did not fail.
    pub(super) fn take_back(self) -> Self {
        Self { failed: self.failed.saturating_sub(1), ..self }
    }

    /// What counts now: all of them, or none once the oldest is a day old. A clock that was set back stands still.
    fn standing(self, wall: u64) -> Self {
        let seen = self.seen.max(wall);
        let over = seen.saturating_sub(self.since) >= PERIOD;
        Self { failed: if over { 0 } else { self.failed }, since: self.since, seen }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOON: u64 = 1_700_000_000_000;
    const HOUR: u64 = PERIOD / 24;

    fn after(times: &[u64]) -> Tries {
        times.iter().fold(Tries::default(), |tries, at| tries.count(*at))
    }

    #[test]
    fn three_may_fail_until_the_oldest_is_a_day_old() {
        let tries = after(&[NOON, NOON + HOUR, NOON + 2 * HOUR]);
        assert_eq!(Tries::default().left(NOON), 3);
        assert_eq!(after(&[NOON]).left(NOON), 2);
        assert_eq!(tries.left(NOON + PERIOD - 1), 0);
        assert_eq!(tries.left(NOON + PERIOD), 3);
        assert_eq!(tries.count(NOON + PERIOD).left(NOON + 2 * PERIOD - 1), 2);
    }

    #[test]
    fn one_that_did_not_fail_is_taken_back() {
        let tries = after(&[NOON, NOON + HOUR]).take_back();
        assert_eq!((tries.left(NOON + HOUR), tries.since), (2, NOON));
        let none = tries.take_back();
        assert_eq!(none.take_back().left(NOON), 3);
        // an oldest one that was taken back does not shorten the day of the next
        assert_eq!(none.count(NOON + 3 * HOUR).since, NOON + 3 * HOUR);
    }

    #[test]
    fn a_clock_that_was_set_back_gives_no_more_of_them() {
        let tries = after(&[NOON, NOON, NOON]);
        for back in [1, HOUR, PERIOD, NOON] {
            assert_eq!(tries.left(NOON - back), 0);
        }
        // nor does setting it on, using what that gives, and setting it back
        let set_on = tries.count(NOON + PERIOD).count(NOON).count(NOON);
        assert_eq!((set_on.left(NOON), set_on.left(NOON + PERIOD)), (0, 0));
    }

    proptest! {
        #[test]
        fn no_order_of_clocks_lets_more_than_three_fail_in_a_day_that_begins_with_the_first(
            checks in prop::collection::vec((0..4 * PERIOD, any::<bool>()), 1..60)
        ) {
            let mut tries = Tries::default();
            let mut counted: Vec<u64> = Vec::new();
            let mut latest = 0;
            for (clock, same) in checks {
                if tries.left(clock) > 0 {
                    latest = latest.max(clock);
                    tries = tries.count(clock);
                    if same {
                        tries = tries.take_back();
                    } else {
                        counted.push(latest);
                    }
                }
            }
            // by the latest time at which one was counted
            let mut rest = counted.as_slice();
            while let Some(first) = rest.first() {
                let day = rest.iter().take_while(|at| **at - first < PERIOD).count();
                prop_assert!(day <= usize::from(TRIES_MAX));
                rest = &rest[day..];
            }
        }
    }
}
