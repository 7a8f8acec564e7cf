//! Whether a field has the focus, and when its caret is seen.

use iced::advanced::widget::operation;
use std::time::{Duration, Instant};

/// How long the caret is seen, and how long it is not.
const BLINK: Duration = Duration::from_millis(500);
/// How long after the last thing that was done the caret stands still, and is seen: a window that nobody types in draws
/// nothing.
const RESTS_AFTER: Duration = Duration::from_secs(10);

/// The focus of a field.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Focus(Option<Held>);

#[derive(Clone, Copy, Debug)]
struct Held {
    /// The first frame since something was done, and the last one; none yet, and the caret is seen.
    frames: Option<(Instant, Instant)>,
    window: bool,
}

impl Focus {
    /// Whether keys go to the window.
    pub(super) fn is_awake(self) -> bool {
        self.0.is_some_and(|held| held.window)
    }

    /// Something was done.
    pub(super) fn touch(&mut self) {
        if let Some(held) = &mut self.0 {
            held.frames = None;
        }
    }

    /// The window has got the focus, or lost it.
    pub(super) fn window(&mut self, focused: bool) {
        if let Some(held) = &mut self.0 {
            held.window = focused;
        }
        self.touch();
    }

    /// The time of a frame; when the caret changes next.
    pub(super) fn tick(&mut self, now: Instant) -> Option<Instant> {
        let held = self.0.as_mut().filter(|held| held.window)?;
        let first = held.frames.map_or(now, |(first, _)| first);
        held.frames = Some((first, now));
        let passed = now.saturating_duration_since(first);
        let part =
            Duration::from_millis(u64::try_from(passed.as_millis() % BLINK.as_millis()).unwrap_or_default());
        (passed < RESTS_AFTER).then(|| now + BLINK.saturating_sub(part))
    }

    /// Whether the caret is seen; one that stands `still` always is.
    pub(super) fn shows_caret(self, still: bool) -> bool {
        self.0.is_some_and(|held| {
            let passed =
                held.frames.map_or(Duration::ZERO, |(first, now)| now.saturating_duration_since(first));
            let rests = still || passed >= RESTS_AFTER;
            held.window && (rests || (passed.as_millis() / BLINK.as_millis()).is_multiple_of(2))
        })
    }
}

impl operation::Focusable for Focus {
    fn is_focused(&self) -> bool {
        self.0.is_some()
    }

    fn focus(&mut self) {
        self.0 = Some(Held { frames: None, window: true });
    }

    fn unfocus(&mut self) {
        self.0 = None;
    }
}
