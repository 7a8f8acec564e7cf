//! Whether the vault has to be locked because nobody has touched the window for as long as was chosen.
//!
//! What a person does is heard beside the messages: it only moves one number, so that neither a moving pointer nor an idle
//! window costs a view. Only who comes back after a minute or more wakes the window up, so that it is looked at once whether
//! that was too long: timers stand still while the computer sleeps.

use crate::clock;
use futures::StreamExt;
use futures::stream::BoxStream;
use iced::advanced::subscription::{self, EventStream, Hasher, Recipe};
use iced::{Event, Subscription, window};
use std::any::TypeId;
use std::future::ready;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Milliseconds of a minute.
const MINUTE: u64 = 60_000;

/// When the window was touched last, and how long it was not. Times are milliseconds since 1970.
#[derive(Clone, Copy, Debug)]
struct Touches {
    last: u64,
    /// The longest time without a touch that was not looked at yet.
    longest: u64,
}

impl Touches {
    /// Somebody is there at `now`; whether nobody had been for a minute.
    fn touch(&mut self, now: u64) -> bool {
        let gap = now.saturating_sub(self.last);
        *self = Self { last: now, longest: self.longest.max(gap) };
        gap >= MINUTE
    }

    /// For how long nobody was there, at most, since it was looked at last. A clock that is set back begins the time anew.
    fn look(&mut self, now: u64) -> u64 {
        let gap = self.longest.max(now.saturating_sub(self.last));
        *self = Self { last: self.last.min(now), longest: 0 };
        gap
    }
}

/// See the module.
#[derive(Debug)]
pub(super) struct IdleLock(Arc<Mutex<Touches>>);

impl IdleLock {
    /// A window that has just been opened, by somebody.
    pub(super) fn new(now: u64) -> Self {
        Self(Arc::new(Mutex::new(Touches { last: now, longest: 0 })))
    }

    /// Somebody opened the vault at `now`; what was before does not count.
    pub(super) fn begin(&self, now: u64) {
        *touches(&self.0) = Touches { last: now, longest: 0 };
    }

    /// Whether it has to be locked at `now`, if it is to be after so many minutes.
    pub(super) fn is_due(&self, now: u64, after: Option<u16>) -> bool {
        let gap = touches(&self.0).look(now);
        after.is_some_and(|minutes| gap >= u64::from(minutes) * MINUTE)
    }

    /// Hears what a person does in the window; says something at most once a minute.
    pub(super) fn watch(&self) -> Subscription<()> {
        subscription::from_recipe(Watch(Arc::clone(&self.0)))
    }
}

fn touches(touches: &Mutex<Touches>) -> MutexGuard<'_, Touches> {
    touches.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes when something was heard.
struct Watch(Arc<Mutex<Touches>>);

impl Recipe for Watch {
    type Output = ();

    fn hash(&self, state: &mut Hasher) {
        TypeId::of::<Self>().hash(state);
    }

    fn stream(self: Box<Self>, input: EventStream) -> BoxStream<'static, ()> {
        let note = move |event| {
            let person = matches!(event, subscription::Event::Interaction { event, .. } if is_person(&event));
            ready((person && touches(&self.0).touch(clock::now())).then_some(()))
        };
        input.filter_map(note).boxed()
    }
}

/// Whether only a person does this.
fn is_person(event: &Event) -> bool {
    match event {
        Event::Keyboard(_) | Event::Mouse(_) | Event::Touch(_) | Event::InputMethod(_) => true,
        Event::Window(event) => matches!(event, window::Event::Focused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced::{keyboard, mouse};

    const NOON: u64 = 1_772_625_600_000;

    fn touch(idle: &IdleLock, at: u64) -> bool {
        touches(&idle.0).touch(at)
    }

    #[test]
    fn an_untouched_window_locks_to_the_millisecond_after_the_chosen_minutes() {
        for minutes in [1, 5, 15, 240] {
            let idle = IdleLock::new(NOON);
            let due = NOON + u64::from(minutes) * MINUTE;
            assert!(!idle.is_due(NOON, Some(minutes)));
            assert!(!idle.is_due(due - 1, Some(minutes)), "{minutes}");
            assert!(idle.is_due(due, Some(minutes)), "{minutes}");
            assert!(idle.is_due(due + 1, Some(minutes)), "and goes on to be due until it is locked");
        }
    }

    #[test]
    fn never_is_never() {
        assert!(!IdleLock::new(NOON).is_due(NOON + 1000 * 24 * 60 * MINUTE, None));
    }

    #[test]
    fn whoever_touches_the_window_has_the_whole_time_again() {
        let idle = IdleLock::new(NOON);
        touch(&idle, NOON + 4 * MINUTE);
        assert!(!idle.is_due(NOON + 9 * MINUTE - 1, Some(5)));
        assert!(idle.is_due(NOON + 9 * MINUTE, Some(5)));
    }

    #[test]
    fn a_touch_that_comes_too_late_does_not_keep_it_open() {
        let idle = IdleLock::new(NOON);
        assert!(touch(&idle, NOON + 8 * 60 * MINUTE), "the computer slept: the window is woken up");
        assert!(!touch(&idle, NOON + 8 * 60 * MINUTE + 5), "once");
        assert!(idle.is_due(NOON + 8 * 60 * MINUTE + 10, Some(15)));
    }

    #[test]
    fn whoever_moves_all_the_time_says_nothing_and_who_pauses_says_it_once_a_minute_at_most() {
        let idle = IdleLock::new(NOON);
        assert!((1..10_000).all(|step| !touch(&idle, NOON + step * 100)));
        let later = NOON + 1_000_000;
        assert!((1..10).all(|pause| touch(&idle, later + pause * MINUTE)));
        assert!(!touch(&idle, later + 10 * MINUTE - 1));
    }

    #[test]
    fn once_the_vault_is_open_again_the_time_before_does_not_count() {
        let idle = IdleLock::new(NOON);
        touch(&idle, NOON + 60 * MINUTE);
        idle.begin(NOON + 61 * MINUTE);
        assert!(!idle.is_due(NOON + 61 * MINUTE, Some(1)));
    }

    #[test]
    fn a_shorter_time_that_is_chosen_counts_from_the_last_touch() {
        let idle = IdleLock::new(NOON);
        assert!(!idle.is_due(NOON + 6 * MINUTE, Some(15)));
        assert!(idle.is_due(NOON + 6 * MINUTE, Some(5)));
    }

    #[test]
    fn a_clock_that_is_set_back_begins_anew_and_one_that_jumps_ahead_locks() {
        let idle = IdleLock::new(NOON);
        assert!(!idle.is_due(NOON - 600 * MINUTE, Some(5)));
        assert!(!idle.is_due(NOON - 596 * MINUTE, Some(5)));
        assert!(idle.is_due(NOON - 595 * MINUTE, Some(5)), "not only once the old time has come again");
        let idle = IdleLock::new(NOON);
        assert!(idle.is_due(NOON + 600 * MINUTE, Some(5)), "as after a sleep of the computer");
    }

    #[test]
    fn keys_pointer_and_focus_are_a_person_and_what_the_window_does_is_none() {
        let person = [
            Event::Keyboard(keyboard::Event::ModifiersChanged(keyboard::Modifiers::CTRL)),
            Event::Mouse(mouse::Event::CursorEntered),
            Event::Window(window::Event::Focused),
        ];
        let none = [
            Event::Window(window::Event::Unfocused),
            Event::Window(window::Event::RedrawRequested(tokio::time::Instant::now().into_std())),
            Event::Window(window::Event::Resized(iced::Size::new(1.0, 1.0))),
        ];
        assert!(person.iter().all(is_person));
        assert!(!none.iter().any(is_person));
    }

    #[test]
    fn what_a_person_does_is_heard_and_wakes_the_window_up_after_a_pause_only() {
        let idle = IdleLock::new(NOON);
        let listen = |event: Event| {
            let (window, status) = (window::Id::unique(), iced::event::Status::Ignored);
            let heard = subscription::Event::Interaction { window, event, status };
            let watch = Box::new(Watch(Arc::clone(&idle.0)));
            let input = futures::stream::iter([heard]).boxed();
            futures::executor::block_on(watch.stream(input).count())
        };
        assert_eq!(listen(Event::Window(window::Event::Unfocused)), 0);
        assert_eq!(touches(&idle.0).last, NOON);
        assert_eq!(listen(Event::Mouse(mouse::Event::CursorEntered)), 1, "long after noon of that day");
        assert!(touches(&idle.0).last > NOON);
        assert_eq!(listen(Event::Mouse(mouse::Event::CursorLeft)), 0);
    }
}
