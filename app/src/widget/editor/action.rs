//! What can be done to a field.

use super::history::Deed;
use super::place::{self, Caret};
use super::state::State;
use super::written::Outcome;
use iced::Point;

/// Where the caret goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Motion {
    /// One place to the left as it is seen.
    Left,
    /// One place to the right as it is seen.
    Right,
    /// One word to the left.
    WordLeft,
    /// One word to the right.
    WordRight,
    /// One row up, in the same column.
    Up,
    /// One row down, in the same column.
    Down,
    /// To the start of the row.
    Home,
    /// To the end of the row.
    End,
    /// To the start of the text.
    Start,
    /// To the end of the text.
    Finish,
}

/// What is done to a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    /// A letter is typed, or an input method has finished a word.
    Type(String),
    /// Something comes in from outside.
    Paste(String),
    /// The letter before the caret goes, or the word.
    Backspace {
        /// The word.
        word: bool,
    },
    /// The letter behind the caret goes, or the word.
    Delete {
        /// The word.
        word: bool,
    },
    /// The caret goes.
    Move(Motion, Extend),
    /// The pointer is pressed, or dragged if it extends; from the corner of the visible text.
    Point(Point, Extend),
    /// The word under the pointer is selected.
    PointWord(Point),
    /// The paragraph under the pointer is selected.
    PointParagraph(Point),
    /// Everything is selected.
    SelectAll,
    /// One step back.
    Undo,
    /// One step forth again.
    Redo,
}

/// Whether what lies between is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extend {
    /// It is.
    Yes,
    /// It is not.
    No,
}

impl State {
    /// Does what is asked.
    pub(super) fn perform(&mut self, action: Action) -> Outcome {
        if self.preedit.take().is_some() {
            self.set.forget();
        }
        let column = self.column.take();
        let at = self.written.caret().at;
        let text = self.written.text();
        let outcome = match action {
            Action::Type(typed) => {
                let is_word = typed.chars().all(|c| !c.is_whitespace());
                self.written.insert(&typed, if is_word { Deed::Typed } else { Deed::Whole })
            }
            Action::Paste(pasted) => self.written.insert(&pasted, Deed::Whole),
            Action::Backspace { word: false } => {
                let from = place::erased_from(text, at);
                self.written.erase(from..at, Deed::Erased)
            }
            Action::Backspace { word: true } => {
                let from = place::word_before(text, at);
                self.written.erase(from..at, Deed::Whole)
            }
            Action::Delete { word } => {
                let to = if word { place::word_after(text, at) } else { place::next(text, at) };
                self.written.erase(at..to, Deed::Whole)
            }
            Action::Move(motion, extend) => self.go(motion, extend, column),
            Action::Point(point, extend) => {
                let caret = self.hit(point);
                self.written.go(caret, extend == Extend::Yes)
            }
            Action::PointWord(point) => {
                let at = self.hit(point).at;
                let word = place::word_at(self.written.text(), at);
                self.written.select(word)
            }
            Action::PointParagraph(point) => {
                let at = self.hit(point).at;
                let paragraph = place::paragraph_at(self.written.text(), at);
                self.written.select(paragraph)
            }
            Action::SelectAll => {
                let all = 0..text.len();
                self.written.select(all)
            }
            Action::Undo => self.written.undo(),
            Action::Redo => self.written.redo(),
        };
        self.took(outcome)
    }

    /// Remembers what came of something.
    pub(super) fn took(&mut self, outcome: Outcome) -> Outcome {
        if outcome == Outcome::Edited {
            self.set.forget();
        }
        self.follows |= matches!(outcome, Outcome::Edited | Outcome::Moved);
        outcome
    }

    fn hit(&mut self, point: Point) -> Caret {
        let point = point + self.scroll;
        self.rows().hit(point)
    }

    fn go(&mut self, motion: Motion, extend: Extend, column: Option<f32>) -> Outcome {
        let (caret, selection) = (self.written.caret(), self.written.selection());
        let length = self.written.text().len();
        let rtl = self.rows().rtl;
        let forwards = matches!(motion, Motion::Right | Motion::WordRight) != rtl;
        let goal = match (motion, selection) {
            (Motion::Left | Motion::Right, Some(selected)) if extend == Extend::No => {
                if forwards {
                    Caret::behind(selected.end)
                } else {
                    Caret::before(selected.start)
                }
            }
            (Motion::Left | Motion::Right, _) => self.rows().beside(caret, motion == Motion::Right),
            (Motion::WordLeft | Motion::WordRight, _) if forwards => {
                Caret::behind(place::word_after(self.written.text(), caret.at))
            }
            (Motion::WordLeft | Motion::WordRight, _) => {
                Caret::before(place::word_before(self.written.text(), caret.at))
            }
            (Motion::Up | Motion::Down, _) => {
                let x = column.unwrap_or_else(|| self.rows().caret(caret).x);
                self.column = Some(x);
                self.rows().below(caret, if motion == Motion::Up { -1 } else { 1 }, x)
            }
            (Motion::Home | Motion::End, _) => self.rows().row_edge(caret, motion == Motion::End),
            (Motion::Start, _) => Caret::before(0),
            (Motion::Finish, _) => Caret::behind(length),
        };
        self.written.go(goal, extend == Extend::Yes)
    }
}
