//! What a field holds, kept by its screen. The widget writes into it at once, so that no message carries what was typed.

use super::action::Action;
use super::place;
#[cfg(test)]
use super::place::Caret;
#[cfg(test)]
use super::rows::Rows;
use super::state::{Picture, Preedit, State};
use super::typeset::Look;
use super::written::{Outcome, Written};
use iced::Size;
use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

/// See the module.
pub(crate) struct Content(RefCell<State>);

impl Content {
    /// Several lines of at most `limit` bytes.
    pub(crate) fn lines(limit: usize) -> Self {
        Self::new(Written::new(limit, false))
    }

    /// One line of at most `limit` bytes.
    pub(crate) fn line(limit: usize) -> Self {
        Self::new(Written::new(limit, true))
    }

    fn new(written: Written) -> Self {
        let look = Look { wraps: !written.is_one_line(), ..Look::default() };
        Self(RefCell::new(State::new(written, look)))
    }

    /// With `text`, cleaned, if it fits; the caret is behind it.
    pub(crate) fn with(self, text: &str) -> Self {
        let _ = self.set(text);
        self
    }

    /// Another text, to which nothing leads back; the caret is behind it.
    pub(crate) fn set(&self, text: &str) -> Outcome {
        let mut state = self.0.borrow_mut();
        let outcome = state.written.replace(text);
        state.took(outcome)
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        self.0.borrow().written.text().to_owned()
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().written.text().is_empty()
    }

    /// Whether there is nothing but white space.
    pub(crate) fn is_blank(&self) -> bool {
        self.0.borrow().written.text().trim().is_empty()
    }

    /// What is selected.
    pub(crate) fn selected(&self) -> Option<String> {
        self.0.borrow().written.selected().map(str::to_owned)
    }

    /// Whether it holds one line only.
    pub(super) fn is_one_line(&self) -> bool {
        self.0.borrow().written.is_one_line()
    }

    /// Selects from one grapheme to another, counted from the start.
    pub(super) fn select(&self, graphemes: Range<usize>) {
        let mut state = self.0.borrow_mut();
        let at = |count| place::nth(state.written.text(), count);
        let (start, end) = (at(graphemes.start), at(graphemes.end));
        let outcome = state.written.select(start..end);
        let _ = state.took(outcome);
    }

    /// Does what is asked.
    pub(crate) fn perform(&self, action: Action) -> Outcome {
        self.0.borrow_mut().perform(action)
    }

    /// Shows the words of an input method at the caret, with its own caret at a byte of them.
    pub(super) fn compose(&self, words: &str, caret: Option<usize>) {
        let mut state = self.0.borrow_mut();
        state.preedit = Preedit::new(words, caret);
        state.set.forget();
        state.follows = true;
    }

    /// Whether an input method shows words.
    pub(super) fn is_composing(&self) -> bool {
        self.0.borrow().preedit.is_some()
    }

    /// Takes in how the text is set and how much of it can be seen; gives the size of all of it.
    pub(super) fn lay_out(&self, look: Look, view: impl FnOnce(Size) -> Size) -> Size {
        let mut state = self.0.borrow_mut();
        state.look = Look { wraps: !state.written.is_one_line(), ..look };
        let size = state.rows().size();
        state.view = view(size);
        state.settle();
        size
    }

    /// Scrolls down by `pixels`; whether anything moved.
    pub(super) fn scroll(&self, pixels: f32) -> bool {
        let mut state = self.0.borrow_mut();
        let before = state.scroll;
        state.scroll.y += pixels;
        state.settle();
        state.scroll != before
    }

    /// Whether the end of the text is out of sight, below or above.
    pub(super) fn overflows(&self) -> bool {
        let mut state = self.0.borrow_mut();
        state.rows().size().height > state.view.height + 0.5
    }

    /// All that is drawn.
    pub(super) fn picture(&self) -> Picture {
        self.0.borrow_mut().picture()
    }

    /// How many steps can be undone.
    #[cfg(test)]
    pub(super) fn steps(&self) -> usize {
        self.0.borrow().written.steps()
    }

    /// The rows and the caret, as tests look at them.
    #[cfg(test)]
    pub(super) fn look(&self) -> (Rows, Caret) {
        let mut state = self.0.borrow_mut();
        (state.rows().clone(), state.written.caret())
    }

    /// Puts the caret somewhere.
    #[cfg(test)]
    pub(super) fn go(&self, caret: Caret) {
        let _ = self.0.borrow_mut().written.go(caret, false);
    }

    /// What is selected, in bytes.
    #[cfg(test)]
    pub(super) fn selection(&self) -> Option<Range<usize>> {
        self.0.borrow().written.selection()
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").finish_non_exhaustive()
    }
}
