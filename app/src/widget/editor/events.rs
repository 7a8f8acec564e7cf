//! What keys, the pointer, input methods and the window do to a field.

use super::action::{Action, Extend};
use super::focus::Focus;
use super::keys::{Command, Press};
use super::{Editor, Outcome};
use iced::advanced::text::LineHeight;
use iced::advanced::widget::operation::Focusable as _;
use iced::advanced::{Clipboard, Shell, clipboard, input_method, mouse};
use iced::keyboard::Modifiers;
use iced::{Pixels, Point, window};
use std::time::Duration;

/// Rows that one step of a wheel scrolls.
const WHEEL_ROWS: f32 = 3.0;
/// How often a text is scrolled while the pointer is dragged outside of it.
const DRAG: Duration = Duration::from_millis(60);

/// What the field remembers between two events, apart from its text.
#[derive(Default)]
pub(super) struct State {
    pub(super) focus: Focus,
    pub(super) modifiers: Modifiers,
    last_click: Option<mouse::Click>,
    /// Whether the pointer selects, and where it was last: from the corner of the visible text.
    dragged: Option<Point>,
}

impl<Message: Clone> Editor<'_, Message> {
    /// Does something to the text and says what came of it.
    fn perform(&self, action: Action, state: &mut State, shell: &mut Shell<'_, Message>) {
        let outcome = self.content.perform(action);
        state.focus.touch();
        shell.capture_event();
        match outcome {
            Outcome::Edited => {
                shell.publish(self.on_edit.clone());
                shell.invalidate_layout();
            }
            Outcome::TooLong => self.on_too_long.iter().for_each(|message| shell.publish(message.clone())),
            Outcome::Moved | Outcome::Same => {}
        }
        shell.request_redraw();
    }

    pub(super) fn press(
        &self,
        press: &Press<'_>,
        state: &mut State,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
    ) {
        let Some(command) = press.command() else { return };
        match command {
            Command::Do(action) => self.perform(action, state, shell),
            Command::Copy | Command::Cut => {
                if let Some(selected) = self.content.selected() {
                    clipboard.write(clipboard::Kind::Standard, selected);
                    if command == Command::Cut {
                        self.perform(Action::Delete { word: false }, state, shell);
                    }
                }
                shell.capture_event();
            }
            Command::Paste => self.paste(clipboard::Kind::Standard, state, clipboard, shell),
            Command::Submit => match &self.on_submit {
                Some(message) => say(shell, message.clone()),
                None => self.break_line(state, shell),
            },
            Command::Break => self.break_line(state, shell),
            Command::Page(pages) => {
                if let Some(message) = self.on_page {
                    say(shell, message(pages));
                }
            }
        }
    }

    fn break_line(&self, state: &mut State, shell: &mut Shell<'_, Message>) {
        if !self.content.is_one_line() {
            self.perform(Action::Type("\n".to_owned()), state, shell);
        } else if let Some(message) = &self.on_break {
            say(shell, message.clone());
        }
    }

    fn paste(
        &self,
        kind: clipboard::Kind,
        state: &mut State,
        clipboard: &dyn Clipboard,
        shell: &mut Shell<'_, Message>,
    ) {
        if let Some(pasted) = clipboard.read(kind) {
            self.perform(Action::Paste(pasted), state, shell);
        }
        shell.capture_event();
    }

    pub(super) fn point(
        &self,
        event: &mouse::Event,
        pointer: Pointer,
        state: &mut State,
        clipboard: &dyn Clipboard,
        shell: &mut Shell<'_, Message>,
    ) {
        match event {
            mouse::Event::ButtonPressed(mouse::Button::Left) => self.click(pointer, state, shell),
            mouse::Event::ButtonPressed(mouse::Button::Middle) if pointer.over => {
                if let Some(at) = pointer.at {
                    state.focus.focus();
                    self.perform(Action::Point(at, Extend::No), state, shell);
                    self.paste(clipboard::Kind::Primary, state, clipboard, shell);
                }
            }
            mouse::Event::ButtonReleased(mouse::Button::Left) => state.dragged = None,
            mouse::Event::CursorMoved { .. } if state.dragged.is_some() => {
                state.dragged = pointer.at.or(state.dragged);
                self.drag(state, shell);
            }
            mouse::Event::WheelScrolled { delta } if pointer.over && self.content.overflows() => {
                let row = LineHeight::default().to_absolute(self.size.unwrap_or(Pixels(16.0))).0;
                let pixels = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => -y * WHEEL_ROWS * row,
                    mouse::ScrollDelta::Pixels { y, .. } => -y,
                };
                if self.content.scroll(pixels) {
                    shell.request_redraw();
                }
                shell.capture_event();
            }
            _ => {}
        }
    }

    fn click(&self, pointer: Pointer, state: &mut State, shell: &mut Shell<'_, Message>) {
        let Some(at) = pointer.at.filter(|_| pointer.over) else {
            if state.focus.is_focused() {
                state.focus.unfocus();
                self.content.compose("", None);
                shell.request_redraw();
            }
            return;
        };
        if !state.focus.is_focused() {
            state.focus.focus();
        }
        let click = mouse::Click::new(at, mouse::Button::Left, state.last_click);
        state.last_click = Some(click);
        let action = match click.kind() {
            mouse::click::Kind::Single => {
                state.dragged = Some(at);
                Action::Point(at, if state.modifiers.shift() { Extend::Yes } else { Extend::No })
            }
            mouse::click::Kind::Double => Action::PointWord(at),
            mouse::click::Kind::Triple => Action::PointParagraph(at),
        };
        self.perform(action, state, shell);
    }

    fn drag(&self, state: &mut State, shell: &mut Shell<'_, Message>) {
        if let Some(at) = state.dragged {
            self.perform(Action::Point(at, Extend::Yes), state, shell);
        }
    }

    pub(super) fn compose(
        &self,
        event: &input_method::Event,
        state: &mut State,
        shell: &mut Shell<'_, Message>,
    ) {
        match event {
            input_method::Event::Opened | input_method::Event::Closed => self.content.compose("", None),
            input_method::Event::Preedit(words, caret) => {
                self.content.compose(words, caret.as_ref().map(|caret| caret.end));
            }
            input_method::Event::Commit(words) => self.perform(Action::Type(words.clone()), state, shell),
        }
        state.focus.touch();
        shell.invalidate_layout();
        shell.request_redraw();
    }

    /// What the window itself does to the focus and to the caret.
    pub(super) fn frame(
        &self,
        event: &window::Event,
        height: f32,
        state: &mut State,
        shell: &mut Shell<'_, Message>,
    ) {
        match event {
            window::Event::Focused | window::Event::Unfocused if state.focus.is_focused() => {
                state.focus.window(*event == window::Event::Focused);
                shell.request_redraw();
            }
            window::Event::RedrawRequested(now) => {
                let next = state.focus.tick(*now).filter(|_| !self.still);
                next.into_iter().for_each(|next| shell.request_redraw_at(next));
                if state.dragged.is_some_and(|at| at.y < 0.0 || at.y > height) {
                    self.drag(state, shell);
                    shell.request_redraw_at(*now + DRAG);
                }
            }
            _ => {}
        }
    }
}

/// The pointer over a field.
#[derive(Clone, Copy)]
pub(super) struct Pointer {
    /// From the corner of the visible text, also outside of it.
    pub(super) at: Option<Point>,
    /// Whether it is over it.
    pub(super) over: bool,
}

fn say<Message>(shell: &mut Shell<'_, Message>, message: Message) {
    shell.publish(message);
    shell.capture_event();
}
