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
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { start: tokio::time::Instant::now() }
    }

    pub(crate) fn now(self) -> Now {
        Now { wall: wall_millis(), steady: self.start.elapsed() }
    }

    /// The moment of tokio's clock at which `steady` will be reached.
    pub(crate) fn instant(self, steady: Duration) -> tokio::time::Instant {
        self.start + steady
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the wall clock is read")]
fn wall_millis() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
