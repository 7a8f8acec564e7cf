//! Turns what Arti says of its entry, and what it does not say in time, into [`Bootstrap`]. No clock inside.
//!
//! Arti repeats itself, and admits to be stuck only after one to three minutes. Here nothing is told twice, and
//! [`STALL_AFTER`] without progress is a stall.

use crate::network::{Bootstrap, Phase, Stall};
use arti_client::status::{BlockageKind, BootstrapStatus};
use arti_client::{ErrorKind, HasKind};
use std::time::Duration;
use tokio::time::Instant;

/// How long nothing may happen before somebody is told why. An entry from scratch takes 10 to 30 s over Tor, its
/// steps a few seconds each.
pub(super) const STALL_AFTER: Duration = Duration::from_secs(20);

/// When this Arti was released, in seconds since 1970 (2026-10-01). A clock that shows an earlier time is wrong, as one
/// is after its battery died; Arti itself says so only after it has asked many relays.
const RELEASED: u64 = 1_790_812_800;

/// Below this percentage Arti has no working connection to a relay.
const CONNECTED: u8 = 15;

/// What Arti says at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) percent: u8,
    pub(super) ready: bool,
    /// Arti's own reason, in our words for a direct entry.
    pub(super) blocked: Option<Stall>,
    /// The relays say that our clock is wrong.
    pub(super) clock_off: bool,
}

/// How far an entry is, over all its attempts.
pub(super) struct Progress {
    bridged: bool,
    told: Bootstrap,
    /// The most that was reached since the entry began or was lost.
    best: u8,
    /// The clock shows a time before this program was made.
    clock_behind: bool,
    /// The clock is wrong as far as is known: the likeliest reason of any stall.
    clock_off: bool,
    moved: Instant,
}

impl From<&BootstrapStatus> for Seen {
    fn from(status: &BootstrapStatus) -> Self {
        let fraction = f64::from(status.as_frac()).clamp(0.0, 1.0);
        // Between 0 and 100 by the line above.
        let percent = (fraction * 100.0) as u8;
        Self {
            percent,
            ready: status.ready_for_traffic(),
            blocked: status.blocked().and_then(|b| stall_of(&b.kind())),
            // Arti shows its estimate of the clock's error, if it is worth noting, nowhere but in this text.
            clock_off: status.to_string().contains("Clock is "),
        }
    }
}

impl Progress {
    pub(super) fn new(bridged: bool, now: Instant) -> Self {
        let told = Bootstrap { percent: 0, phase: Phase::Starting, stall: None };
        Self { bridged, told, best: 0, clock_behind: false, clock_off: false, moved: now }
    }

    /// The same, with what the wall clock shows in seconds since 1970.
    pub(super) fn at_wall_time(self, seconds: u64) -> Self {
        let behind = seconds < RELEASED;
        Self { clock_behind: behind, clock_off: behind, ..self }
    }

    /// Where it stands.
    pub(super) fn now(&self) -> Bootstrap {
        self.told
    }

    /// Takes what Arti says; returns what is new in it.
    pub(super) fn see(&mut self, seen: Seen, now: Instant) -> Option<Bootstrap> {
        self.clock_off = self.clock_behind || seen.clock_off;
        if self.told.phase == Phase::Ready && !seen.ready {
            (self.best, self.moved) = (seen.percent, now);
        }
        let moved = seen.percent > self.best;
        if moved {
            (self.best, self.moved) = (seen.percent, now);
        }
        let remembered = self.told.stall.filter(|_| !moved);
        let stall = seen.blocked.map(|stall| self.refine(stall, seen.percent)).or(remembered);
        self.tell(match seen {
            Seen { ready: true, .. } => Bootstrap { percent: 100, phase: Phase::Ready, stall: None },
            Seen { percent, .. } if percent < CONNECTED => {
                Bootstrap { percent, phase: Phase::Reaching, stall }
            }
            Seen { percent, .. } => Bootstrap { percent: percent.min(99), phase: Phase::Directory, stall },
        })
    }

    /// An attempt has failed; another will follow.
    pub(super) fn fail(&mut self, stall: Stall) -> Option<Bootstrap> {
        let stall = Some(self.refine(stall, self.told.percent));
        let phase = self.told.phase.min(Phase::Directory);
        self.tell(Bootstrap { percent: self.told.percent.min(99), phase, stall })
    }

    /// Looks at the clock: at [`Self::due`], an entry that does not move has stalled.
    pub(super) fn tick(&mut self, now: Instant) -> Option<Bootstrap> {
        if self.due().is_none_or(|due| now < due) {
            return None;
        }
        let stall = Some(self.refine(Stall::TorUnreachable, self.told.percent));
        self.tell(Bootstrap { stall, ..self.told })
    }

    /// When [`Self::tick`] should look, if it has to.
    pub(super) fn due(&self) -> Option<Instant> {
        let waiting = self.told.phase != Phase::Ready && self.told.stall.is_none();
        waiting.then(|| self.moved + STALL_AFTER)
    }

    /// The most that is known about a stall at `percent`: behind bridges, what cannot be reached is a bridge, and
    /// "anything" neither replaces a reason nor stands for having reached nobody.
    fn refine(&self, stall: Stall, percent: u8) -> Stall {
        if self.clock_off {
            return Stall::Clock;
        }
        let unreachable = if self.bridged { Stall::BridgeUnreachable } else { Stall::TorUnreachable };
        match (stall, self.told.stall) {
            (Stall::Unknown, Some(known)) => known,
            (Stall::Unknown, None) if percent < CONNECTED => unreachable,
            (Stall::TorUnreachable, _) => unreachable,
            (Stall::NoNetwork, _) if self.bridged => unreachable,
            (other, _) => other,
        }
    }

    fn tell(&mut self, news: Bootstrap) -> Option<Bootstrap> {
        let changed = news != self.told;
        self.told = news;
        changed.then_some(news)
    }
}

/// What a failed attempt means.
pub(super) fn stall_of_error(error: &impl HasKind) -> Stall {
    match error.kind() {
        ErrorKind::ClockSkew => Stall::Clock,
        ErrorKind::ExternalToolFailed => Stall::TransportMissing,
        ErrorKind::LocalNetworkError => Stall::NoNetwork,
        ErrorKind::TorAccessFailed | ErrorKind::TorNetworkTimeout | ErrorKind::TorDirectoryError => {
            Stall::TorUnreachable
        }
        ErrorKind::PersistentStateAccessFailed
        | ErrorKind::PersistentStateCorrupted
        | ErrorKind::LocalResourceAlreadyInUse
        | ErrorKind::LocalResourceExhausted
        | ErrorKind::FsPermissions
        | ErrorKind::CacheCorrupted
        | ErrorKind::CacheAccessFailed => Stall::Storage,
        _ => Stall::Unknown,
    }
}

fn stall_of(blockage: &BlockageKind) -> Option<Stall> {
    match blockage {
        // It has not been told to begin: ours to do, not a problem.
        BlockageKind::Disabled => None,
        BlockageKind::Offline => Some(Stall::NoNetwork),
        BlockageKind::Filtering | BlockageKind::CantReachTor => Some(Stall::TorUnreachable),
        BlockageKind::ClockSkewed => Some(Stall::Clock),
        _ => Some(Stall::Unknown),
    }
}

#[cfg(test)]
mod tests;
