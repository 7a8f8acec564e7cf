//! The text of a field with its caret and its selection, apart from how it looks: no fonts, no events.

use super::history::{Deed, History};
use super::place::{self, Caret};
use super::tidy::tidied;
use std::ops::Range;

/// How much longer than the field's bound something may be before it is refused unseen; what is cut while it is tidied
/// makes no more of a difference in honest texts.
const SLACK: usize = 4;

/// What became of something that was asked of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing was changed.
    Same,
    /// The caret or the selection is elsewhere.
    Moved,
    /// The text is another.
    Edited,
    /// The text would be longer than the field may hold: it is as it was.
    TooLong,
}

/// See the module.
pub(crate) struct Written {
    text: String,
    caret: Caret,
    /// The other end of the selection.
    anchor: Option<usize>,
    /// In bytes.
    limit: usize,
    one_line: bool,
    history: History,
}

impl Written {
    /// An empty text of at most `limit` bytes.
    pub(crate) fn new(limit: usize, one_line: bool) -> Self {
        let (text, caret) = (String::new(), Caret::behind(0));
        Self { text, caret, anchor: None, limit, one_line, history: History::default() }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where the next letter goes.
    pub(crate) fn caret(&self) -> Caret {
        self.caret
    }

    /// Whether line breaks become spaces.
    pub(crate) fn is_one_line(&self) -> bool {
        self.one_line
    }

    /// The selection, if it holds anything.
    pub(crate) fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|anchor| *anchor != self.caret.at)?;
        Some(anchor.min(self.caret.at)..anchor.max(self.caret.at))
    }

    /// What is selected.
    pub(crate) fn selected(&self) -> Option<&str> {
        self.text.get(self.selection()?)
    }

    /// Another text in place of this one; there is no way back to it.
    pub(crate) fn replace(&mut self, text: &str) -> Outcome {
        if text.len() > self.limit.saturating_mul(SLACK) {
            return Outcome::TooLong;
        }
        let (tidy, _) = tidied(text.to_owned(), text.len(), self.one_line);
        if tidy.len() > self.limit {
            return Outcome::TooLong;
        }
        *self = Self { caret: Caret::behind(tidy.len()), text: tidy, ..Self::new(self.limit, self.one_line) };
        Outcome::Edited
    }

    /// Puts `text` in place of the selection.
    pub(crate) fn insert(&mut self, text: &str, deed: Deed) -> Outcome {
        let range = self.selection().unwrap_or(self.caret.at..self.caret.at);
        if text.is_empty() || text.len() > self.limit.saturating_mul(SLACK) {
            return if text.is_empty() { Outcome::Same } else { Outcome::TooLong };
        }
        self.splice(range, text, deed)
    }

    /// Takes `range` out, or the selection if there is one.
    pub(crate) fn erase(&mut self, range: Range<usize>, deed: Deed) -> Outcome {
        match self.selection() {
            Some(selected) => self.splice(selected, "", Deed::Whole),
            None if range.is_empty() => Outcome::Same,
            None => self.splice(range, "", deed),
        }
    }

    fn splice(&mut self, range: Range<usize>, with: &str, deed: Deed) -> Outcome {
        let (Some(head), Some(tail)) = (self.text.get(..range.start), self.text.get(range.end..)) else {
            return Outcome::Same;
        };
        let (text, at) = tidied([head, with, tail].concat(), head.len() + with.len(), self.one_line);
        if text.len() > self.limit && text.len() > self.text.len() {
            return Outcome::TooLong;
        }
        let caret = Caret::behind(place::snapped(&text, at));
        if text == self.text {
            return self.go(caret, false);
        }
        self.history.keep(deed, (&self.text, self.caret), (&text, caret));
        (self.text, self.caret, self.anchor) = (text, caret, None);
        Outcome::Edited
    }

    /// Moves the caret; what lies between is selected if it `extends`.
    pub(crate) fn go(&mut self, caret: Caret, extends: bool) -> Outcome {
        self.history.close();
        let before = (self.caret, self.selection());
        self.anchor = if extends { self.anchor.or(Some(self.caret.at)) } else { None };
        self.caret = Caret { at: place::snapped(&self.text, caret.at), ..caret };
        if before == (self.caret, self.selection()) { Outcome::Same } else { Outcome::Moved }
    }

    /// Selects `range`, with the caret at its end.
    pub(crate) fn select(&mut self, range: Range<usize>) -> Outcome {
        let anchor = place::snapped(&self.text, range.start);
        let _ = self.go(Caret::behind(range.end), false);
        self.anchor = Some(anchor);
        Outcome::Moved
    }

    /// One step back.
    pub(crate) fn undo(&mut self) -> Outcome {
        let back = self.history.undo(&self.text);
        self.take(back)
    }

    /// One step forth again.
    pub(crate) fn redo(&mut self) -> Outcome {
        let forth = self.history.redo(&self.text);
        self.take(forth)
    }

    fn take(&mut self, step: Option<(String, Caret)>) -> Outcome {
        let Some((text, caret)) = step else { return Outcome::Same };
        (self.text, self.anchor) = (text, None);
        self.caret = Caret { at: place::snapped(&self.text, caret.at), ..caret };
        Outcome::Edited
    }

    /// How many steps can be undone.
    #[cfg(test)]
    pub(crate) fn steps(&self) -> usize {
        self.history.len()
    }
}
