//! Named steps at which a rehearsal takes the life of its own process.
//!
//! Without the feature `rehearsal` a step is nothing at all: it holds no byte, does nothing, and nobody can arm it.

#[cfg(feature = "rehearsal")]
use std::sync::{Mutex, PoisonError};

/// A step; usually a `static` beside the code that takes it.
#[derive(Debug)]
pub struct Failpoint {
    #[cfg(feature = "rehearsal")]
    state: Mutex<State>,
}

#[cfg(feature = "rehearsal")]
#[derive(Debug)]
struct State {
    armed: Option<Armed>,
    promised: bool,
}

#[cfg(feature = "rehearsal")]
#[derive(Clone, Copy, Debug)]
struct Armed {
    left: u64,
    act: fn(),
}

impl Failpoint {
    /// A step that is only walked past.
    #[must_use]
    pub const fn unarmed() -> Self {
        Self {
            #[cfg(feature = "rehearsal")]
            state: Mutex::new(State { armed: None, promised: false }),
        }
    }
}

#[cfg(not(feature = "rehearsal"))]
impl Failpoint {
    /// The step is taken.
    #[inline]
    pub const fn reach(&self) {}

    /// The step is to be taken once its transaction is durable.
    #[inline]
    pub const fn promise(&self) {}

    /// The step is taken, if it was promised.
    #[inline]
    pub const fn reach_if_promised(&self) {}
}

#[cfg(feature = "rehearsal")]
impl Failpoint {
    /// From now on the `passing`-th time that somebody comes by here (1 is the next), `act` is called, once.
    pub fn arm(&self, passing: u64, act: fn()) {
        self.with(|state| state.armed = Some(Armed { left: passing, act }));
    }

    /// The step is taken.
    pub fn reach(&self) {
        if let Some(act) = self.with(State::pass) {
            act();
        }
    }

    /// The step is to be taken once its transaction is durable.
    pub fn promise(&self) {
        self.with(|state| state.promised = true);
    }

    /// The step is taken, if it was promised.
    pub fn reach_if_promised(&self) {
        if self.with(|state| std::mem::take(&mut state.promised)) {
            self.reach();
        }
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(feature = "rehearsal")]
impl State {
    fn pass(&mut self) -> Option<fn()> {
        let armed = self.armed.as_mut()?;
        armed.left = armed.left.saturating_sub(1);
        if armed.left > 0 {
            return None;
        }
        self.armed.take().map(|armed| armed.act)
    }
}

#[cfg(all(test, feature = "rehearsal"))]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn an_armed_step_acts_once_at_its_passing() {
        static ACTED: AtomicU32 = AtomicU32::new(0);
        let step = Failpoint::unarmed();
        step.reach();
        step.arm(3, || _ = ACTED.fetch_add(1, Ordering::Relaxed));
        let seen: Vec<u32> = std::iter::repeat_with(|| {
            step.reach();
            ACTED.load(Ordering::Relaxed)
        })
        .take(5)
        .collect();
        assert_eq!(seen, [0, 0, 1, 1, 1]);
    }

    #[test]
    fn a_promised_step_is_taken_once() {
        static ACTED: AtomicU32 = AtomicU32::new(0);
        let step = Failpoint::unarmed();
        step.arm(2, || _ = ACTED.fetch_add(1, Ordering::Relaxed));
        step.reach_if_promised();
        step.reach();
        assert_eq!(ACTED.load(Ordering::Relaxed), 0);
        step.promise();
        step.reach_if_promised();
        step.reach_if_promised();
        assert_eq!(ACTED.load(Ordering::Relaxed), 1);
    }
}

#[cfg(all(test, not(feature = "rehearsal")))]
mod tests {
    use super::*;

    #[test]
    fn without_a_rehearsal_a_step_holds_nothing_that_could_be_armed() {
        assert_eq!(size_of::<Failpoint>(), 0);
    }
}
