//! How fast a link may bring in frames: a token bucket, so that no contact can keep everybody else waiting.
//!
//! Nothing is dropped. A frame that comes too early waits, its link is not read meanwhile, Tor's windows fill, and the peer
//! waits: back-pressure.

use std::time::Duration;

/// Bytes a second, for long: 32 texts of ordinary size.
pub(super) const RATE: u32 = 128 * 1024;
/// Bytes at once: what has gathered while somebody was away.
pub(super) const BURST: u32 = 512 * 1024;

/// A link's bucket, in the time that its bytes take at [`RATE`]: it is empty when that lies `BURST / RATE` ahead.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    /// When all that came in would have come in at the rate.
    paid_until: Duration,
}

impl Pace {
    /// How long the frame of so many bytes that came `now` waits.
    pub(super) fn wait(&mut self, bytes: usize, now: Duration) -> Duration {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        self.paid_until = self.paid_until.max(now) + taken(bytes);
        self.paid_until.saturating_sub(now + taken(BURST))
    }
}

/// The time that so many bytes take at [`RATE`].
fn taken(bytes: u32) -> Duration {
    Duration::from_secs(u64::from(bytes)) / RATE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lets frames come as fast as they may for `span`, and counts their bytes.
    fn bytes_within(span: Duration, frame: usize) -> usize {
        let (mut pace, mut now, mut bytes) = (Pace::default(), Duration::from_secs(100), 0);
        let end = now + span;
        while now <= end {
            now += pace.wait(frame, now);
            bytes += frame;
        }
        bytes
    }

    #[test]
    fn a_burst_passes_at_once_and_then_the_rate_holds() {
        for frame in [4096, 65_536] {
            let bytes = bytes_within(Duration::from_secs(60), frame);
            let allowed = usize::try_from(BURST + 60 * RATE).unwrap();
            assert!(bytes >= allowed && bytes <= allowed + 2 * frame, "{bytes}");
        }
    }

    #[test]
    fn who_was_quiet_may_burst_again_but_saves_no_more_than_a_burst() {
        let mut pace = Pace::default();
        let burst = usize::try_from(BURST).unwrap();
        assert_eq!(pace.wait(burst, Duration::from_secs(10)), Duration::ZERO);
        assert_eq!(pace.wait(4096, Duration::from_secs(10)), taken(4096));
        assert_eq!(pace.wait(burst, Duration::from_secs(1000)), Duration::ZERO);
        assert_eq!(pace.wait(4096, Duration::from_secs(1000)), taken(4096));
    }
}
