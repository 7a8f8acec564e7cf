//! Time as an argument: the only file of the engine that reads a clock.

use std::time::Duration;

/// A moment: wall time for what people see, a steady time for what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Now {
    /// Milliseconds since 1970.
    pub(crate) wall: u64,
    /// Since the engine's start; never goes back.
    pub(crate) steady: Duration,
}

/// Reads both clocks. Under tokio's paused clock the steady one follows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    start: tokio::time::Instant,
    /// Milliseconds since 1970 at the start, where the system's clock is not to be asked.
    epoch: Option<u64>,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { start: tokio::time::Instant::now(), epoch: None }
    }

    /// A wall clock that shows `epoch` now and goes with tokio's: for simulations.
    #[cfg(feature = "rehearsal")]
    pub(crate) fn simulated(epoch: u64) -> Self {
        Self { start: tokio::time::Instant::now(), epoch: Some(epoch) }
    }

    pub(crate) fn now(self) -> Now {
        let steady = self.start.elapsed();
        let simulated = |epoch: u64| epoch.saturating_add(u64::try_from(steady.as_millis()).unwrap_or(0));
        Now { wall: self.epoch.map_or_else(wall_millis, simulated), steady }
    }

    /// For how long the computer has slept since it was started. It grows only by sleep; always zero where the system does
    /// not tell, and in simulations.
    pub(crate) fn asleep(self) -> Duration {
        if self.epoch.is_none() { asleep() } else { Duration::ZERO }
    }

    /// The moment of tokio's clock at which `steady` will be reached.
    pub(crate) fn instant(self, steady: Duration) -> tokio::time::Instant {
        self.start + steady
    }
}

/// The clock that goes on during sleep, less the one that does not (clock_gettime(2)). Two calls apart they may differ by
/// the time between them, which is nothing beside a sleep.
#[cfg(target_os = "linux")]
fn asleep() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let since_boot = |clock| Duration::try_from(clock_gettime(clock)).unwrap_or_default();
    since_boot(ClockId::Boottime).saturating_sub(since_boot(ClockId::Monotonic))
}

#[cfg(not(target_os = "linux"))]
fn asleep() -> Duration {
    Duration::ZERO
}

#[expect(clippy::disallowed_methods, reason = "the one place where the wall clock is read")]
fn wall_millis() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
