//! A field as operations look at it: focus by name, tests.

use super::action::{Action, Extend, Motion};
use super::content::Content;
use iced::advanced::widget::operation::TextInput;

/// See the module.
pub(super) struct Seen<'a> {
    pub(super) content: &'a Content,
    /// What is visible: the text, or what stands for it.
    pub(super) text: String,
}

impl TextInput for Seen<'_> {
    fn text(&self) -> &str {
        &self.text
    }

    fn move_cursor_to_front(&mut self) {
        let _ = self.content.perform(Action::Move(Motion::Start, Extend::No));
    }

    fn move_cursor_to_end(&mut self) {
        let _ = self.content.perform(Action::Move(Motion::Finish, Extend::No));
    }

    fn move_cursor_to(&mut self, position: usize) {
        self.content.select(position..position);
    }

    fn select_all(&mut self) {
        let _ = self.content.perform(Action::SelectAll);
    }

    fn select_range(&mut self, start: usize, end: usize) {
        self.content.select(start..end);
    }
}
