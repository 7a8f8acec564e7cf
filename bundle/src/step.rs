//! Steps of a long command: what is being done, and how long it took.

use crate::say;
use anyhow::{Context, Result};
use sotto_tests::wait;
use std::time::{Duration, Instant};

/// The steps of one command, counted and timed.
#[derive(Debug)]
pub(crate) struct Steps {
    began: Instant,
    planned: u32,
    passed: u32,
    failed: u32,
}

impl Steps {
    /// A command of `planned` steps, which begins now.
    pub(crate) fn plan(planned: u32) -> Self {
        Self { began: wait::now(), planned, passed: 0, failed: 0 }
    }

    /// Says `title`, does `work`, says how long it took.
    ///
    /// # Errors
    /// Those of `work`, with the title before them.
    pub(crate) fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let place = format!("[{}/{}]", self.passed + self.failed + 1, self.planned);
        say::line(format_args!("{place} {title} ..."));
        let began = wait::now();
        let outcome = work();
        let time = seconds(began.elapsed());
        match &outcome {
            Ok(_) => self.passed += 1,
            Err(_) => self.failed += 1,
        }
        let word = if outcome.is_ok() { "done" } else { "FAILED" };
        say::line(format_args!("{place} {title}: {word} in {time} s"));
        outcome.with_context(|| title.to_owned())
    }

    /// Steps that there are in all.
    pub(crate) fn planned(&self) -> u32 {
        self.planned
    }

    /// Steps that went well.
    pub(crate) fn passed(&self) -> u32 {
        self.passed
    }

    /// Steps that did not.
    pub(crate) fn failed(&self) -> u32 {
        self.failed
    }

    /// Seconds since the command began, to one place.
    pub(crate) fn seconds(&self) -> f64 {
        seconds(self.began.elapsed())
    }
}

fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_is_counted_and_named() {
        let mut steps = Steps::plan(3);
        steps.step("first", || Ok(())).unwrap();
        let error = steps.step("second", || -> Result<()> { anyhow::bail!("no disk") }).unwrap_err();
        assert_eq!(format!("{error:#}"), "second: no disk");
        assert_eq!((steps.planned(), steps.passed(), steps.failed()), (3, 1, 1));
    }

    #[test]
    fn times_are_told_to_a_tenth_of_a_second() {
        assert_eq!(seconds(Duration::from_millis(1249)).to_string(), "1.2");
    }
}
