//! Whether others can reach us, as we find out ourselves: Tor's word is not enough (a service that "runs" may not answer).
//!
//! ```text
//!            published             quiet for long            it fails twice
//!  Unknown ────────────▶ waiting ───────────────▶ probing ──────────────────▶ published anew, with growing pauses
//!                           ▲        (a dial to ourselves)│ it works                      │
//!                           └── somebody came in ◀────────┴───────────────────────────────┘
//! ```
//! A probe is a dial to the own address through circuits that nothing else uses. It is made only when nobody came in for a
//! while: whoever comes in is the better proof.

use super::Core;
use super::step::{DialId, Effect, Step};
use crate::api::Reach;
use crate::clock::Now;
use crate::coins::Coins;
use sotto_transport::{DialError, Isolation, Reachability};
use std::time::Duration;

/// Quiet time after the publication, until the first probe.
const FIRST: Duration = Duration::from_secs(2 * 60);
/// Quiet time after which it is looked at again, less up to a quarter.
const QUIET: Duration = Duration::from_secs(10 * 60);
/// Pause after a first probe that failed: one may fail by bad luck.
const AGAIN: Duration = Duration::from_secs(30);
/// Longest time that Tor may take to publish before it is begun anew.
const PUBLISHING_MAX: Duration = Duration::from_secs(5 * 60);
/// Pause between a publication and the look whether it has helped; doubles each time.
const PAUSE_FIRST: Duration = Duration::from_secs(60);
/// The longest such pause.
const PAUSE_TOP: Duration = Duration::from_secs(30 * 60);

/// What we know of our own reachability, and what is done next.
#[derive(Debug, Default)]
pub(super) struct OwnReach {
    state: State,
    /// Probes in a row that did not come in.
    failures: u32,
    /// How often the address was published anew since somebody last came in.
    republished: u8,
    /// Wall time of the last proof.
    confirmed: Option<u64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Not in the network.
    #[default]
    Away,
    /// Tor publishes; it is given up then.
    Publishing { until: Duration },
    /// Published; looked at then.
    Waiting { until: Duration },
    /// A dial to ourselves is under way.
    Probing { dial: DialId },
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    Probe,
    Republish,
}

impl OwnReach {
    /// The network was left, or entered anew.
    fn away(&mut self) -> Option<DialId> {
        let dial = self.probe();
        *self = Self::default();
        dial
    }

    /// What Tor says of the service.
    fn on_service(&mut self, service: Reachability, now: Duration) {
        let published = matches!(service, Reachability::Reachable | Reachability::Degraded);
        self.state = match (self.state, published) {
            (State::Away | State::Publishing { .. }, true) => {
                State::Waiting { until: now + self.first_look() }
            }
            (State::Away | State::Waiting { .. } | State::Probing { .. }, false) => {
                State::Publishing { until: now + PUBLISHING_MAX }
            }
            (state, _) => state,
        };
    }

    /// Somebody came in.
    fn confirm(&mut self, now: Now, coins: &mut Coins) -> Option<DialId> {
        let dial = self.probe();
        let quarter = u64::try_from(QUIET.as_millis() / 4).unwrap_or(0);
        let until = now.steady + QUIET.saturating_sub(Duration::from_millis(coins.below(quarter)));
        *self = Self { state: State::Waiting { until }, confirmed: Some(now.wall), ..Self::default() };
        dial
    }

    /// A probe did not come in.
    fn refute(&mut self, error: DialError, now: Duration) {
        let ours = matches!(error, DialError::NotConnected | DialError::Network);
        // Our own way out failed: that says nothing about the way in.
        self.failures = if ours { self.failures } else { self.failures.saturating_add(1) };
        self.state = State::Waiting { until: if self.failures > 1 { now } else { now + AGAIN } };
    }

    /// The computer slept: what was known is old, and the service is published anew at once.
    fn doubt(&mut self, now: Duration) -> Option<DialId> {
        let dial = self.probe();
        if self.state != State::Away {
            self.state = State::Waiting { until: now + PAUSE_FIRST };
        }
        dial
    }

    fn due(&self, now: Duration) -> Option<Due> {
        match self.state {
            State::Publishing { until } if until <= now => Some(Due::Republish),
            State::Waiting { until } if until <= now && self.failures > 1 => Some(Due::Republish),
            State::Waiting { until } if until <= now => Some(Due::Probe),
            _ => None,
        }
    }

    fn next_due(&self) -> Option<Duration> {
        match self.state {
            State::Publishing { until } | State::Waiting { until } => Some(until),
            State::Away | State::Probing { .. } => None,
        }
    }

    fn probing(&mut self, dial: DialId) {
        self.state = State::Probing { dial };
    }

    /// Published anew: looked at after a pause, and one failure is enough to do it again.
    fn republishing(&mut self, now: Duration) {
        self.republished = self.republished.saturating_add(1);
        self.failures = self.failures.min(1);
        self.state = match self.state {
            State::Publishing { .. } => State::Publishing { until: now + PUBLISHING_MAX.max(self.pause()) },
            _ => State::Waiting { until: now + self.pause() },
        };
    }

    fn probe(&self) -> Option<DialId> {
        if let State::Probing { dial } = self.state { Some(dial) } else { None }
    }

    fn first_look(&self) -> Duration {
        if self.republished == 0 { FIRST } else { self.pause() }
    }

    fn pause(&self) -> Duration {
        let doublings = u32::from(self.republished.saturating_sub(1)).min(6);
        PAUSE_FIRST.saturating_mul(1 << doublings).min(PAUSE_TOP)
    }

    fn view(&self, now: Now) -> Reach {
        let wait = |until: Duration| until.saturating_sub(now.steady).as_millis();
        let at = |until: Duration| now.wall.saturating_add(u64::try_from(wait(until)).unwrap_or(0));
        match (self.republished, self.confirmed) {
            (0, None) => Reach::Unknown,
            (0, Some(at)) => Reach::Confirmed { at },
            (republished, _) => Reach::Unreachable { republished, next_try: self.next_due().map(at) },
        }
    }
}

impl Core {
    pub(super) fn reach_view(&self, now: Now) -> Reach {
        self.reach.view(now)
    }

    /// When the own reachability is to be looked at. Not before a dial is free.
    pub(super) fn reach_due(&self) -> Option<Duration> {
        self.reach.next_due().filter(|_| self.network.is_ready() && !self.calls.is_full(0))
    }

    /// Dials that are under way beside the calls to contacts.
    pub(super) fn probes(&self) -> usize {
        usize::from(self.reach.probe().is_some())
    }

    pub(super) fn service_is(&mut self, service: Reachability, step: &mut Step<'_>) {
        self.reach.on_service(service, step.now.steady);
        step.status_changed();
    }

    /// Somebody came in: others can reach us.
    pub(super) fn reached(&mut self, step: &mut Step<'_>) {
        let news = !matches!(self.reach.view(step.now), Reach::Confirmed { .. });
        if let Some(dial) = self.reach.confirm(step.now, &mut self.coins) {
            step.effect(Effect::AbortDial(dial));
        }
        if news {
            step.status_changed();
        }
    }

    pub(super) fn forget_reach(&mut self, step: &mut Step<'_>) {
        if let Some(dial) = self.reach.away() {
            step.effect(Effect::AbortDial(dial));
        }
    }

    /// Whether `dial` is the one to ourselves.
    pub(super) fn is_probe(&self, dial: DialId) -> bool {
        self.reach.probe() == Some(dial)
    }

    /// The dial to ourselves ended.
    pub(super) fn on_probed(&mut self, result: Result<super::LinkId, DialError>, step: &mut Step<'_>) {
        match result {
            Ok(link) => {
                step.effect(Effect::Close(link));
                self.reached(step);
            }
            Err(error) => self.reach.refute(error, step.now.steady),
        }
    }

    /// The computer slept: circuits and introduction points have died, although nobody says so.
    pub(super) fn doubt_reach(&mut self, step: &mut Step<'_>) {
        if let Some(dial) = self.reach.doubt(step.now.steady) {
            step.effect(Effect::AbortDial(dial));
        }
        step.effect(Effect::Refresh);
        step.effect(Effect::Republish);
    }

    /// Looks at the own reachability if it is time, and does what helps.
    pub(super) fn look_after_reach(&mut self, step: &mut Step<'_>) {
        if !self.network.is_ready() || self.calls.is_full(0) {
            return;
        }
        match self.reach.due(step.now.steady) {
            Some(Due::Probe) => {
                let dial = self.calls.number_dial();
                self.reach.probing(dial);
                step.effect(Effect::Dial(dial, self.me.address, Isolation::FRESH));
            }
            Some(Due::Republish) => {
                tracing::info!("the own service is published anew");
                self.reach.republishing(step.now.steady);
                step.effect(Effect::Republish);
                step.status_changed();
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn now(steady: Duration) -> Now {
        Now { wall: 1_000_000, steady }
    }

    fn published() -> OwnReach {
        let mut reach = OwnReach::default();
        reach.on_service(Reachability::Publishing, Duration::ZERO);
        reach.on_service(Reachability::Reachable, Duration::ZERO);
        reach
    }

    /// The next thing that is due, carried out as the core does; a probe fails.
    fn fail_next(reach: &mut OwnReach) -> (Duration, Due) {
        let at = reach.next_due().unwrap();
        let due = reach.due(at).unwrap();
        match due {
            Due::Probe => {
                reach.probing(DialId(1));
                reach.refute(DialError::NotFound, at);
            }
            Due::Republish => reach.republishing(at),
        }
        (at, due)
    }

    #[test]
    fn two_failed_probes_publish_anew_and_the_pauses_grow_to_half_an_hour() {
        let mut reach = published();
        let course: Vec<(Duration, Due)> = (0..16).map(|_| fail_next(&mut reach)).collect();
        let publications: Vec<Duration> =
            course.iter().filter(|(_, due)| *due == Due::Republish).map(|(at, _)| *at).collect();
        assert_eq!(publications[0], FIRST + AGAIN);
        let pauses: Vec<Duration> = publications.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30].map(|minutes| minutes * MINUTE));
        assert_eq!(reach.republished, 7);
    }

    #[test]
    fn an_unreachable_service_is_found_out_within_ten_minutes_and_a_half_after_the_last_visit() {
        let mut reach = published();
        assert_eq!(reach.confirm(now(MINUTE), &mut Coins::seeded(1)), None);
        let (first, _) = fail_next(&mut reach);
        let (second, _) = fail_next(&mut reach);
        assert!(first <= MINUTE + QUIET && second <= MINUTE + QUIET + AGAIN);
        assert_eq!(reach.due(second), Some(Due::Republish));
    }

    #[test]
    fn our_own_broken_way_out_says_nothing_about_the_way_in() {
        let mut reach = published();
        for _ in 0..9 {
            let at = reach.next_due().unwrap();
            assert_eq!(reach.due(at), Some(Due::Probe));
            reach.probing(DialId(1));
            reach.refute(DialError::Network, at);
        }
        assert_eq!(reach.view(now(Duration::ZERO)), Reach::Unknown);
    }

    #[test]
    fn whoever_comes_in_ends_all_doubts() {
        let mut reach = published();
        for _ in 0..5 {
            let _course = fail_next(&mut reach);
        }
        assert!(matches!(reach.view(now(Duration::ZERO)), Reach::Unreachable { republished: 2, .. }));
        reach.probing(DialId(7));
        assert_eq!(reach.confirm(now(9 * MINUTE), &mut Coins::seeded(1)), Some(DialId(7)));
        assert_eq!(reach.view(now(9 * MINUTE)), Reach::Confirmed { at: 1_000_000 });
        assert!(reach.next_due().unwrap() > 16 * MINUTE);
    }

    #[test]
    fn a_publication_that_does_not_end_is_begun_anew() {
        let mut reach = OwnReach::default();
        reach.on_service(Reachability::Publishing, Duration::ZERO);
        reach.on_service(Reachability::Broken, MINUTE);
        assert_eq!(reach.due(PUBLISHING_MAX), Some(Due::Republish));
        reach.republishing(PUBLISHING_MAX);
        assert_eq!(reach.due(PUBLISHING_MAX), None);
        reach.on_service(Reachability::Reachable, PUBLISHING_MAX + MINUTE);
        assert_eq!(reach.next_due(), Some(PUBLISHING_MAX + 2 * MINUTE));
    }

    #[test]
    fn offline_nothing_is_due() {
        let mut reach = published();
        reach.probing(DialId(3));
        assert_eq!(reach.away(), Some(DialId(3)));
        assert_eq!((reach.next_due(), reach.view(now(MINUTE))), (None, Reach::Unknown));
    }
}
