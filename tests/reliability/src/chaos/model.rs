//! What must have arrived: written from `docs/protocol.md`, section 15, without a look at the engine.
//!
//! One [`Way`] is one direction of a pair. What its author's engine *kept* (it answered the request) must be in the reader's
//! history: once, in the order of the requests (15.1, rules 1, 3, 5). What it was asked and never answered, because it died, may
//! be there, once and in its place. What it refused must not. A text that was shown as delivered is in the reader's vault at
//! that moment (rules 3, 4) and is never shown as waiting again. What is done to texts afterwards is in `deeds`.
//! A text is known by its first word, its name, which no edit changes.

mod deeds;
mod register;

pub use deeds::{Deed, Seen, Side};

use deeds::Fate;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// One direction of a pair. Every text is asked for once.
#[derive(Clone, Debug, Default)]
pub struct Way {
    asked: Vec<Asked>,
    places: BTreeMap<String, usize>,
    /// What the reader's engine has shown.
    shown: BTreeSet<String>,
    lies: u64,
    deeds: u64,
}

#[derive(Clone, Debug)]
struct Asked {
    name: String,
    answer: Answer,
    ticked: bool,
    /// Its author does not show it any more.
    buried: bool,
    fate: Fate,
}

/// What became of a request to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The engine died first, or has not answered yet.
    None,
    /// In the author's vault.
    Kept,
    /// Not taken.
    Refused,
}

/// What was wrong, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Kept by the author, not in the reader's history.
    pub lost: u64,
    /// In the history more than once.
    pub duplicated: u64,
    /// Before a text that was asked for earlier.
    pub reordered: u64,
    /// In the history, but refused or never asked for.
    pub invented: u64,
    /// Shown as delivered and not there, or taken back.
    pub lies: u64,
    /// Not shown alike by both, or not as it was changed, felt about or deleted last.
    pub diverged: u64,
}

impl Way {
    /// The author asks its engine to send a text.
    pub fn ask(&mut self, text: &str) {
        let (name, fate) = (name(text).to_owned(), Fate::of(text));
        self.places.insert(name.clone(), self.asked.len());
        self.asked.push(Asked { name, answer: Answer::None, ticked: false, buried: false, fate });
    }

    /// The author's engine has answered.
    pub fn answer(&mut self, text: &str, answer: Answer) {
        if let Some(asked) = self.asked_mut(text) {
            asked.answer = answer;
        }
    }

    /// The reader's engine shows the text.
    pub fn show(&mut self, text: &str) {
        self.shown.insert(name(text).to_owned());
    }

    /// The author's engine shows the text as delivered, or as not delivered. False if that is a lie.
    pub fn tick(&mut self, text: &str, delivered: bool) -> bool {
        let shown = self.shown.contains(name(text));
        let Some(asked) = self.asked_mut(text) else { return true };
        let honest = if delivered { shown } else { !asked.ticked };
        asked.ticked |= delivered;
        self.lies += u64::from(!honest);
        honest
    }

    /// Texts that the author's engine has acknowledged.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.asked.iter().filter(|asked| asked.answer == Answer::Kept).count() as u64
    }

    /// The name of the first text that is kept, was not taken back and is not shown as delivered.
    #[must_use]
    pub fn waiting(&self) -> Option<&str> {
        let waits = |asked: &&Asked| asked.answer == Answer::Kept && !asked.ticked && !asked.buried;
        self.asked.iter().find(waits).map(|asked| asked.name.as_str())
    }

    /// Compares with the histories of both at the end, oldest first, without what is deleted.
    #[must_use]
    pub fn compare(&self, author: &[Seen], reader: &[Seen]) -> Faults {
        let diverged = self.diverged(author, reader);
        let mut faults = Faults { lies: self.lies, diverged, ..Faults::default() };
        let mut seen = BTreeSet::new();
        let mut last = None;
        for text in reader.iter().map(|seen| name(&seen.text)) {
            if !seen.insert(text) {
                faults.duplicated += 1;
                continue;
            }
            match self.places.get(text) {
                Some(place)
                    if self.asked.get(*place).is_some_and(|asked| asked.answer != Answer::Refused) =>
                {
                    faults.reordered += u64::from(last.is_some_and(|last| *place < last));
                    last = last.max(Some(*place));
                }
                _ => faults.invented += 1,
            }
        }
        let missing = |asked: &&Asked| !seen.contains(asked.name.as_str()) && !asked.fate.may_be_deleted();
        let missing: Vec<&Asked> = self.asked.iter().filter(missing).collect();
        faults.lost += missing.iter().filter(|asked| asked.answer == Answer::Kept).count() as u64;
        faults.lies += missing.iter().filter(|asked| asked.ticked).count() as u64;
        faults
    }

    fn asked_mut(&mut self, text: &str) -> Option<&mut Asked> {
        self.places.get(name(text)).and_then(|place| self.asked.get_mut(*place))
    }
}

impl Faults {
    /// Whether there is none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Faults {
    fn add_assign(&mut self, other: Self) {
        self.lost += other.lost;
        self.duplicated += other.duplicated;
        self.reordered += other.reordered;
        self.invented += other.invented;
        self.lies += other.lies;
        self.diverged += other.diverged;
    }
}

/// The first word of a text.
#[must_use]
pub fn name(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five texts: the third was never answered, the fourth refused.
    fn way() -> Way {
        let mut way = Way::default();
        for (text, answer) in [
            ("1", Answer::Kept),
            ("2", Answer::Kept),
            ("3", Answer::None),
            ("4", Answer::Refused),
            ("5", Answer::Kept),
        ] {
            way.ask(text);
            way.answer(text, answer);
        }
        way
    }

    /// Texts to which nothing was done.
    pub(super) fn seen(texts: &[&str]) -> Vec<Seen> {
        let seen = |text: &&str| Seen { text: (*text).to_owned(), edited: false, reactions: [None, None] };
        texts.iter().map(seen).collect()
    }

    /// Both show the same.
    fn compare(history: &str) -> Faults {
        let history = seen(&history.split_whitespace().collect::<Vec<_>>());
        way().compare(&history, &history)
    }

    #[test]
    fn what_was_kept_arrives_and_what_was_not_answered_may() {
        assert!(compare("1 2 5").is_none());
        assert!(compare("1 2 3 5").is_none());
        assert_eq!(way().kept(), 3);
    }

    #[test]
    fn a_lost_text_is_noticed() {
        assert_eq!(compare("1 5"), Faults { lost: 1, ..Faults::default() });
        assert_eq!(compare("").lost, 3);
    }

    #[test]
    fn a_doubled_text_is_noticed() {
        assert_eq!(compare("1 2 2 5"), Faults { duplicated: 1, ..Faults::default() });
        assert_eq!(compare("1 2 3 5 3"), Faults { duplicated: 1, ..Faults::default() });
    }

    #[test]
    fn a_text_out_of_order_is_noticed_answered_or_not() {
        assert_eq!(compare("2 1 5"), Faults { reordered: 1, ..Faults::default() });
        assert_eq!(compare("1 2 5 3"), Faults { reordered: 1, ..Faults::default() });
    }

    #[test]
    fn a_text_that_was_refused_or_never_said_is_noticed() {
        assert_eq!(compare("1 2 4 5"), Faults { invented: 1, ..Faults::default() });
        assert_eq!(compare("1 2 5 6"), Faults { invented: 1, ..Faults::default() });
    }

    #[test]
    fn a_tick_before_the_text_is_there_is_a_lie() {
        let mut way = way();
        way.show("1");
        assert!(way.tick("1", true) && !way.tick("2", true));
        way.show("2");
        assert_eq!(way.compare(&seen(&["1", "2", "5"]), &seen(&["1", "2", "5"])).lies, 1);
    }

    #[test]
    fn a_tick_that_is_taken_back_is_a_lie() {
        let mut way = way();
        way.show("1");
        assert!(way.tick("1", false) && way.tick("1", true) && !way.tick("1", false));
    }

    #[test]
    fn a_tick_on_a_text_that_is_gone_at_the_end_is_a_lie() {
        let mut way = way();
        way.show("1");
        assert!(way.tick("1", true));
        let faults = way.compare(&seen(&["2", "5"]), &seen(&["2", "5"]));
        assert_eq!((faults.lost, faults.lies), (1, 1));
    }

    #[test]
    fn what_has_no_tick_waits() {
        let mut way = way();
        assert_eq!(way.waiting(), Some("1"));
        for text in ["1", "2", "5"] {
            way.show(text);
            way.tick(text, true);
        }
        assert_eq!(way.waiting(), None);
    }
}
