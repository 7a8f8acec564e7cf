//! Text to write in, right in every direction of reading: iced's own fields place caret and highlight from the left.
//!
//! ```text
//!  keys, pointer ─▶ keys.rs ─▶ Action ─▶ Content ─▶ Written   text, caret, undo: no fonts
//!  input method ────────────────────────┘   │        tidy      what may stand in a field
//!                                           └─────▶ Typeset ─▶ Rows   glyphs, and where each letter stands
//! ```
//!
//! What is typed goes into the [`Content`] at once: messages only say that something was written. Selecting never fills
//! the primary selection: every program of the session can read that, and nobody has asked for a copy.

mod action;
mod cells;
mod content;
mod events;
mod focus;
mod history;
mod keys;
mod place;
mod rows;
mod seen;
mod state;
mod tidy;
mod typeset;
mod widget;
mod written;

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use action::Action;
pub(crate) use content::Content;
use written::Outcome;

use iced::advanced::text;
use iced::advanced::widget::Id;
use iced::widget::text_editor::{Status, Style};
use iced::{Padding, Pixels, Theme};

/// See the module.
pub(crate) struct Editor<'a, Message> {
    content: &'a Content,
    id: Option<Id>,
    placeholder: text::Fragment<'a>,
    size: Option<Pixels>,
    padding: Padding,
    min_height: f32,
    max_height: f32,
    rtl: bool,
    still: bool,
    style: fn(&Theme, Status) -> Style,
    on_edit: Message,
    on_submit: Option<Message>,
    on_break: Option<Message>,
    on_page: Option<fn(f32) -> Message>,
    on_too_long: Option<Message>,
    last_status: Option<Status>,
}

/// A field that holds `content` and says `on_edit` whenever the text has changed.
pub(crate) fn editor<Message>(content: &Content, on_edit: Message) -> Editor<'_, Message> {
    Editor {
        content,
        id: None,
        placeholder: text::Fragment::Borrowed(""),
        size: None,
        padding: Padding::new(10.0),
        min_height: 0.0,
        max_height: f32::INFINITY,
        rtl: false,
        still: false,
        style: crate::theme::style::editor,
        on_edit,
        on_submit: None,
        on_break: None,
        on_page: None,
        on_too_long: None,
        last_status: None,
    }
}

impl<'a, Message> Editor<'a, Message> {
    /// The name by which it can be focused.
    pub(crate) fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// What stands there while nothing is written.
    pub(crate) fn placeholder(mut self, words: impl text::IntoFragment<'a>) -> Self {
        self.placeholder = words.into_fragment();
        self
    }

    /// The size of type, in logical pixels.
    pub(crate) fn size(mut self, size: impl Into<Pixels>) -> Self {
        self.size = Some(size.into());
        self
    }

    /// The room around the text.
    pub(crate) fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

    /// The least and the greatest height of the text without its padding, in logical pixels; what is more is scrolled.
    pub(crate) fn heights(mut self, min: f32, max: f32) -> Self {
        (self.min_height, self.max_height) = (min, max);
        self
    }

    /// Whether the language of the window is read from right to left: so is what has no letters yet.
    pub(crate) fn rtl(mut self, rtl: bool) -> Self {
        self.rtl = rtl;
        self
    }

    /// Whether the caret never blinks.
    pub(crate) fn still(mut self, still: bool) -> Self {
        self.still = still;
        self
    }

    /// Enter; with Shift it breaks the line where there are several.
    pub(crate) fn on_submit(mut self, message: Message) -> Self {
        self.on_submit = Some(message);
        self
    }

    /// Enter with Shift, where there is one line only.
    pub(crate) fn on_break(mut self, message: Message) -> Self {
        self.on_break = Some(message);
        self
    }

    /// Page Up is 1, Page Down is -1.
    pub(crate) fn on_page(mut self, message: fn(f32) -> Message) -> Self {
        self.on_page = Some(message);
        self
    }

    /// Something was refused, as a whole, because the text would have been too long.
    pub(crate) fn on_too_long(mut self, message: Message) -> Self {
        self.on_too_long = Some(message);
        self
    }
}
