//! Everything that a program said, in order, with the time of its arrival; readers wait on it.

use crate::wait::{Deadline, now};
use anyhow::{Result, bail};
use serde_json::Value;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Lines that are kept. A chat of a thousand messages makes some ten thousand; more is a runaway.
const ENTRIES_MAX: usize = 1_000_000;
/// Lines that are shown when a wait was in vain.
const TAIL: usize = 6;

/// A line that the program wrote.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When it arrived.
    pub at: Instant,
    /// What it says.
    pub value: Value,
}

/// A place between two lines of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(usize);

#[derive(Debug, Default)]
pub(super) struct Journal {
    pages: Mutex<Pages>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Pages {
    entries: Vec<Entry>,
    birth: usize,
    ended: bool,
    fault: Option<String>,
}

impl Journal {
    /// Takes down a line. One that is not a JSON object breaks the interface and fails every wait from now on.
    pub(super) fn write(&self, line: &str) {
        let mut pages = self.pages();
        match serde_json::from_str::<Value>(line) {
            _ if pages.entries.len() >= ENTRIES_MAX => {
                pages.fault = Some("it does not stop talking".to_owned())
            }
            Ok(value @ Value::Object(_)) => pages.entries.push(Entry { at: now(), value }),
            _ => pages.fault = Some(format!("it wrote a line that is no JSON object: {line:?}")),
        }
        self.changed.notify_all();
    }

    /// The program will say nothing more.
    pub(super) fn close(&self) {
        self.pages().ended = true;
        self.changed.notify_all();
    }

    pub(super) fn new_life(&self) {
        let mut pages = self.pages();
        pages.birth = pages.entries.len();
        pages.ended = false;
    }

    /// Where the present life begins.
    pub(super) fn begin(&self) -> Mark {
        Mark(self.pages().birth)
    }

    pub(super) fn end(&self) -> Mark {
        Mark(self.pages().entries.len())
    }

    pub(super) fn entries(&self, Mark(since): Mark) -> Vec<Entry> {
        self.pages().entries.iter().skip(since).cloned().collect()
    }

    /// Waits for the first entry after `since` that is `wanted`.
    pub(super) fn wait(
        &self,
        Mark(since): Mark,
        deadline: Deadline,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Result<Entry> {
        let mut pages = self.pages();
        let mut seen = since;
        loop {
            if let Some(fault) = &pages.fault {
                bail!("{fault}");
            }
            if let Some(entry) = pages.entries.iter().skip(seen).find(|entry| wanted(entry)) {
                return Ok(entry.clone());
            }
            seen = pages.entries.len().max(since);
            if pages.ended {
                bail!("the program ended");
            }
            if deadline.passed() {
                bail!("waited in vain");
            }
            pages = self.rest(pages, deadline);
        }
    }

    /// The last lines, for people.
    pub(super) fn tail(&self) -> String {
        let pages = self.pages();
        let skipped = pages.entries.len().saturating_sub(TAIL);
        let lines: Vec<String> =
            pages.entries.iter().skip(skipped).map(|entry| entry.value.to_string()).collect();
        if lines.is_empty() { "nothing".to_owned() } else { lines.join(" ") }
    }

    fn rest<'a>(&self, pages: MutexGuard<'a, Pages>, deadline: Deadline) -> MutexGuard<'a, Pages> {
        match self.changed.wait_timeout(pages, deadline.remaining()) {
            Ok((pages, _)) => pages,
            Err(poisoned) => poisoned.into_inner().0,
        }
    }

    /// A writer that panicked has written whole entries or none.
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn soon() -> Deadline {
        Deadline::after(Duration::from_millis(50))
    }

    #[test]
    fn a_wait_sees_what_came_before_it_but_not_before_its_mark() {
        let journal = Journal::default();
        journal.write(r#"{"id":1}"#);
        let mark = journal.end();
        assert!(journal.wait(journal.begin(), soon(), |entry| entry.value["id"] == 1).is_ok());
        assert!(journal.wait(mark, soon(), |entry| entry.value["id"] == 1).is_err());
    }

    #[test]
    fn a_wait_is_woken_by_a_line_and_by_the_end() {
        let journal = Journal::default();
        let late = Deadline::after(Duration::from_secs(20));
        std::thread::scope(|scope| {
            let first = scope.spawn(|| journal.wait(Mark(0), late, |entry| entry.value["id"] == 7));
            let never = scope.spawn(|| journal.wait(Mark(0), late, |entry| entry.value["id"] == 8));
            journal.write(r#"{"id":7}"#);
            assert_eq!(first.join().unwrap().unwrap().value["id"], 7);
            journal.close();
            assert!(never.join().unwrap().unwrap_err().to_string().contains("ended"));
        });
    }

    #[test]
    fn anything_but_json_objects_fails_the_waits() {
        for line in ["hello", "[1]", "3", ""] {
            let journal = Journal::default();
            journal.write(line);
            assert!(journal.wait(Mark(0), soon(), |_| true).is_err(), "{line:?}");
        }
    }
}
