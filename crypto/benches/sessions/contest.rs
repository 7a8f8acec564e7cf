//! Two ways to do the same, in turns.

use crate::clock;
use std::time::Duration;

/// Rounds of each contestant.
const ROUNDS: usize = 30;

/// Time that a round should take.
const ROUND: Duration = Duration::from_millis(15);

/// What a contestant does once.
pub(crate) type Act = Box<dyn FnMut()>;

/// The same task for us and for them.
pub(crate) struct Contest {
    pub(crate) name: String,
    /// Bytes of one message, if the task is to carry one.
    pub(crate) bytes: Option<usize>,
    pub(crate) ours: Act,
    pub(crate) theirs: Act,
}

/// Time of one act, best of all rounds.
pub(crate) struct Outcome {
    pub(crate) ours: Duration,
    pub(crate) theirs: Duration,
}

impl Contest {
    pub(crate) fn new(name: &str, bytes: Option<usize>, ours: Act, theirs: Act) -> Self {
        Self { name: name.to_owned(), bytes, ours, theirs }
    }

    /// Lets them take turns.
    pub(crate) fn run(&mut self) -> Outcome {
        let lengths = [length(&mut self.ours), length(&mut self.theirs)];
        let mut best = [Duration::MAX; 2];
        for _ in 0..ROUNDS {
            let times = [round(&mut self.ours, lengths[0]), round(&mut self.theirs, lengths[1])];
            best = [best[0].min(times[0]), best[1].min(times[1])];
        }
        Outcome { ours: best[0], theirs: best[1] }
    }
}

impl Outcome {
    /// Our time as a multiple of theirs; lower is better.
    pub(crate) fn cost(&self) -> f64 {
        self.ours.as_secs_f64() / self.theirs.as_secs_f64()
    }

    /// Our rate as a multiple of theirs; higher is better.
    pub(crate) fn rate(&self) -> f64 {
        self.cost().recip()
    }
}

/// Acts of a round.
fn length(act: &mut Act) -> u32 {
    let one = round(act, 8).max(Duration::from_nanos(100));
    u32::try_from(ROUND.as_nanos() / one.as_nanos()).unwrap_or(u32::MAX).max(4)
}

/// Time of one act in a round of `length`.
fn round(act: &mut Act, length: u32) -> Duration {
    let start = clock::now();
    (0..length).for_each(|_| act());
    (clock::now() - start) / length
}
