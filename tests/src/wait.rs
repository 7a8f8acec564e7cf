//! Waiting with a deadline: the one place of this crate that reads the clock and sleeps.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// Time between two looks at something that cannot tell by itself that it changed.
const POLL_INTERVAL: Duration = Duration::from_millis(25);

/// A point in time after which waiting is given up.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// `patience` from now.
    #[must_use]
    pub fn after(patience: Duration) -> Self {
        Self(now() + patience)
    }

    /// What is left of it; zero once it has passed.
    #[must_use]
    pub fn remaining(self) -> Duration {
        self.0.saturating_duration_since(now())
    }

    /// Whether it has passed.
    #[must_use]
    pub fn passed(self) -> bool {
        self.remaining().is_zero()
    }
}

/// Now, by the monotonic clock.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the thin edge that reads the clock")]
pub fn now() -> Instant {
    Instant::now()
}

/// Looks again and again until `probe` finds something.
///
/// # Errors
/// The error of `probe`, or that `what` was waited for in vain.
pub fn poll_until<T>(
    deadline: Deadline,
    what: &str,
    mut probe: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    loop {
        if let Some(found) = probe()? {
            return Ok(found);
        }
        if deadline.passed() {
            bail!("waited in vain for {what}");
        }
        pause();
    }
}

#[expect(clippy::disallowed_methods, reason = "the thin edge that polls; every caller has a deadline")]
fn pause() {
    std::thread::sleep(POLL_INTERVAL);
}
