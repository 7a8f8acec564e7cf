//! What of ours lies on the clipboard and has to go again: addresses, links, safety words. Every program of the session can
//! read it, and some keep what they have read; those are out of reach.
//!
//! Sixty seconds after it was put there it is looked for, and taken away only if it still lies there: what the person has
//! copied since is theirs.

use futures::stream::{self, BoxStream, StreamExt};
use iced::{Subscription, Task, clipboard};
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use zeroize::{Zeroize, Zeroizing};

/// How long what we put on the clipboard may lie there, in milliseconds.
pub(super) const KEPT: u64 = 60_000;

/// What of ours lies on the clipboard, the last of it.
#[derive(Default)]
pub(super) struct Copied(RefCell<Option<Held>>);

#[derive(Clone)]
struct Held {
    what: Arc<Zeroizing<String>>,
    /// Milliseconds since 1970.
    until: u64,
}

impl Copied {
    /// Puts `what` on the clipboard at `now`, in milliseconds since 1970, for [`KEPT`].
    pub(super) fn put<Message>(&self, what: &str, now: u64) -> Task<Message> {
        self.hold(what, now);
        clipboard::write(what.to_owned())
    }

    fn hold(&self, what: &str, now: u64) {
        let what = Arc::new(Zeroizing::new(what.to_owned()));
        self.0.replace(Some(Held { what, until: now.saturating_add(KEPT) }));
    }

    /// Ends once it has to go, by `clock` in milliseconds since 1970; nothing waits while nothing of ours lies there.
    pub(super) fn wait(&self, clock: fn() -> u64) -> Subscription<()> {
        let until = self.0.borrow().as_ref().map(|held| held.until);
        until.map_or_else(Subscription::none, |until| Subscription::run_with(Until { until, clock }, wait))
    }

    /// Whether it has to go at `now`.
    pub(super) fn is_due(&self, now: u64) -> bool {
        // a clock that was set back must not keep it there for longer
        self.0
            .borrow()
            .as_ref()
            .is_some_and(|held| now >= held.until || now.saturating_add(KEPT) < held.until)
    }

    /// Looks at the clipboard and takes away what of ours still lies there. No message carries what was found.
    pub(super) fn take_back<Message: Send + 'static>(&self) -> Task<Message> {
        let Some(held) = self.0.take() else { return Task::none() };
        clipboard::read().then(move |found| {
            let still = held.is(found.as_deref());
            if let Some(mut found) = found {
                found.zeroize();
            }
            if still { clipboard::write(String::new()) } else { Task::none() }
        })
    }

    /// Leaves it where it is.
    pub(super) fn forget(&self) {
        self.0.take();
    }
}

impl Held {
    /// Whether the clipboard holds what we put there, and nothing else.
    fn is(&self, found: Option<&str>) -> bool {
        found == Some(self.what.as_str())
    }
}

impl fmt::Debug for Copied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Copied").field("any", &self.0.borrow().is_some()).finish()
    }
}

/// Another time is another wait.
#[derive(Clone, Copy)]
struct Until {
    until: u64,
    clock: fn() -> u64,
}

impl std::hash::Hash for Until {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        ("clipboard", self.until).hash(state);
    }
}

fn wait(until: &Until) -> BoxStream<'static, ()> {
    let left = until.until.saturating_sub((until.clock)()).min(KEPT);
    stream::once(tokio::time::sleep(Duration::from_millis(left))).boxed()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_772_625_600_000;
    const ADDRESS: &str = "abcdefgh.onion";

    fn held(copied: &Copied) -> Held {
        copied.0.borrow().clone().unwrap()
    }

    #[test]
    fn it_has_to_go_sixty_seconds_after_it_was_put_there_and_not_before() {
        let copied = Copied::default();
        assert!(!copied.is_due(NOON), "nothing of ours, nothing to do");
        copied.hold(ADDRESS, NOON);
        assert!(!copied.is_due(NOON));
        assert!(!copied.is_due(NOON + KEPT - 1));
        assert!(copied.is_due(NOON + KEPT));
    }

    #[test]
    fn what_is_put_there_later_has_its_own_sixty_seconds() {
        let copied = Copied::default();
        copied.hold(ADDRESS, NOON);
        copied.hold("sotto:abcdefgh", NOON + 50_000);
        assert!(!copied.is_due(NOON + KEPT));
        assert!(copied.is_due(NOON + 50_000 + KEPT));
        assert!(held(&copied).is(Some("sotto:abcdefgh")) && !held(&copied).is(Some(ADDRESS)));
    }

    #[test]
    fn only_what_we_put_there_is_taken_away() {
        let copied = Copied::default();
        copied.hold(ADDRESS, NOON);
        let held = held(&copied);
        assert!(held.is(Some(ADDRESS)));
        for other in [None, Some(""), Some("abcdefgh.onion "), Some("abcdefgh"), Some("a shopping list")] {
            assert!(!held.is(other), "{other:?}");
        }
    }

    #[test]
    fn a_clock_that_is_set_back_keeps_it_there_no_longer() {
        let copied = Copied::default();
        copied.hold(ADDRESS, NOON);
        assert!(copied.is_due(NOON - KEPT));
        copied.hold(ADDRESS, u64::MAX);
        assert!(copied.is_due(NOON), "nor does one that was far ahead");
    }

    #[test]
    fn it_is_looked_for_once() {
        let copied = Copied::default();
        copied.hold(ADDRESS, NOON);
        let _ = copied.take_back::<()>();
        assert!(!copied.is_due(NOON + KEPT));
        copied.hold(ADDRESS, NOON);
        copied.forget();
        assert!(!copied.is_due(NOON + KEPT));
    }

    #[test]
    fn what_lies_there_is_in_no_debug_text() {
        let copied = Copied::default();
        copied.hold(ADDRESS, NOON);
        assert!(!format!("{copied:?}").contains("abcdefgh"));
    }

    #[test]
    fn the_wait_lasts_as_long_as_it_may_lie_there() {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let waited = |until: u64| {
            runtime.block_on(async {
                let begun = tokio::time::Instant::now();
                let ended = wait(&Until { until, clock: || NOON }).count().await;
                assert_eq!(ended, 1);
                begun.elapsed().as_millis() as u64
            })
        };
        assert!((20_000..20_100).contains(&waited(NOON + 20_000)));
        assert_eq!(waited(NOON - 5), 0);
        assert!(waited(u64::MAX) <= KEPT + 100);
    }
}
