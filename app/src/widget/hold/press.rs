//! How far a button is that has to be held.
//!
//! ```text
//!  Released ──down──▶ Begun ──first frame──▶ Running ──HOLD is over: says so──▶ Spent ──up──▶ Released
//!                       └────────── up, away, without the focus ──────────▶ Released: nothing happened
//! ```
//! Time is that of the frames: nothing here reads a clock.

use iced::keyboard::key::Named;
use iced::time::{Duration, Instant};
use iced::window;

/// How long the button has to be held.
pub(super) const HOLD: Duration = Duration::from_secs(3);
/// How often the countdown changes where nothing moves.
pub(super) const STEP: Duration = Duration::from_secs(1);

/// What holds the button down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The left button of the mouse.
    Pointer,
    /// A key.
    Key(Named),
}

/// How far it is; see the module.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Press {
    /// Nothing holds it.
    #[default]
    Released,
    /// Something does, since before the next frame.
    Begun(By),
    /// It is held.
    Running {
        /// What holds it.
        by: By,
        /// The first frame that saw it.
        since: Instant,
        /// The last one.
        now: Instant,
    },
    /// It has acted, and is held still.
    Spent(By),
}

impl Press {
    /// Something holds it down; what holds it already goes on.
    pub(super) fn down(&mut self, by: By) {
        if *self == Self::Released {
            *self = Self::Begun(by);
        }
    }

    /// What holds it.
    pub(super) fn by(self) -> Option<By> {
        match self {
            Self::Released => None,
            Self::Begun(by) | Self::Running { by, .. } | Self::Spent(by) => Some(by),
        }
    }

    /// Takes in the time of a frame; true once, when it has been held for long enough.
    pub(super) fn frame(&mut self, now: Instant) -> bool {
        match *self {
            Self::Begun(by) => *self = Self::Running { by, since: now, now },
            Self::Running { by, since, .. } if now.saturating_duration_since(since) >= HOLD => {
                *self = Self::Spent(by);
                return true;
            }
            Self::Running { by, since, .. } => *self = Self::Running { by, since, now },
            Self::Released | Self::Spent(_) => {}
        }
        false
    }

    /// How long it has been held, at most [`HOLD`].
    pub(super) fn held(self) -> Duration {
        match self {
            Self::Running { since, now, .. } => now.saturating_duration_since(since).min(HOLD),
            Self::Spent(_) => HOLD,
            Self::Released | Self::Begun(_) => Duration::ZERO,
        }
    }

    /// When the next frame is needed.
    pub(super) fn next_frame(self, counted: bool) -> Option<window::RedrawRequest> {
        match self {
            Self::Begun(_) => Some(window::RedrawRequest::NextFrame),
            Self::Running { since, .. } if counted => {
                let whole = u32::try_from(self.held().as_secs()).unwrap_or(u32::MAX);
                Some(window::RedrawRequest::At(since + STEP * whole.saturating_add(1)))
            }
            Self::Running { .. } => Some(window::RedrawRequest::NextFrame),
            Self::Released | Self::Spent(_) => None,
        }
    }
}
