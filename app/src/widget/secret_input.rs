//! A field for a passphrase or an answer that never puts what is typed into a message, the renderer or the
//! clipboard: the screen owns one buffer that never grows, so no copy is left behind, and that is wiped.

use super::mirror;
use crate::theme::{colours, size, style};
use crate::words::Direction;
use iced::advanced::widget::{Id, Operation, Tree, operation, tree};
use iced::advanced::{Clipboard, Layout, Shell, Text, Widget, clipboard, layout, mouse, renderer, text};
use iced::keyboard::{self, key::Named};
use iced::{Element, Event, Length, Pixels, Point, Rectangle, Renderer, Size, Theme, alignment};
use sotto_engine::api::{Answer, PASSPHRASE_MAX, Passphrase};
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// Height of the field, in logical pixels.
const HEIGHT: f32 = 44.0;
/// Room beside the text within the field, in logical pixels.
const SIDE: f32 = 12.0;
/// Most dots that are drawn; the length of a long passphrase is nobody's business.
const DOTS_MAX: usize = 48;

/// The passphrase while it is typed.
pub(crate) struct Secret(RefCell<Zeroizing<String>>);

impl Default for Secret {
    fn default() -> Self {
        Self(RefCell::new(empty()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(_) = self;
        f.write_str("Secret(..)")
    }
}

impl Secret {
    /// Whether nothing is typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Whether both hold the same, in constant time for equal lengths.
    pub(crate) fn same(&self, other: &Self) -> bool {
        self.0.borrow().as_bytes().ct_eq(other.0.borrow().as_bytes()).into()
    }

    /// How hard the passphrase is to guess.
    pub(crate) fn strength(&self) -> Strength {
        Strength::of(&self.0.borrow())
    }

    /// Hands the passphrase over without a copy and leaves an empty buffer.
    pub(crate) fn take(&self) -> Passphrase {
        Passphrase::new(std::mem::take(&mut *self.0.replace(empty())))
    }

    /// A copy that is wiped too; what is typed stays, so that a refusal costs nothing.
    pub(crate) fn answer(&self) -> Answer {
        Answer::new(self.0.borrow().as_str().to_owned())
    }

    /// Wipes what is typed.
    pub(crate) fn clear(&self) {
        self.0.replace(empty());
    }

    fn push(&self, typed: &str) {
        let mut buffer = self.0.borrow_mut();
        if buffer.len() + typed.len() <= PASSPHRASE_MAX {
            buffer.push_str(typed);
        }
    }

    fn erase(&self, all: bool) {
        let mut buffer = self.0.borrow_mut();
        if all {
            buffer.zeroize();
        } else {
            buffer.pop();
        }
    }
}

/// A rough guess at what a passphrase withstands; only a hint, never a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Guessed in no time by somebody who has the folder.
    Weak,
    /// Holds against the curious.
    Fair,
    /// Holds against somebody with many computers.
    Strong,
}

impl Strength {
    fn of(text: &str) -> Self {
        let letters = text.chars().count();
        let words =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).count();
        let kinds = [char::is_lowercase, char::is_uppercase, char::is_numeric]
            .iter()
            .filter(|kind| text.chars().any(kind))
            .count();
        match () {
            () if words >= 5 && letters >= 20 || letters >= 16 && kinds >= 3 => Self::Strong,
            () if words >= 4 || letters >= 12 && kinds >= 2 => Self::Fair,
            () => Self::Weak,
        }
    }
}

/// The widget; its messages say only that something changed or was confirmed.
pub(crate) struct SecretInput<'a, Message> {
    id: Option<Id>,
    placeholder: Cow<'a, str>,
    secret: &'a Secret,
    on_edit: Message,
    on_submit: Message,
}

/// A field over `secret`.
pub(crate) fn secret_input<'a, Message>(
    placeholder: impl Into<Cow<'a, str>>,
    secret: &'a Secret,
    on_edit: Message,
    on_submit: Message,
) -> SecretInput<'a, Message> {
    SecretInput { id: None, placeholder: placeholder.into(), secret, on_edit, on_submit }
}

impl<Message: Clone> SecretInput<'_, Message> {
    /// The name by which it can be focused.
    pub(crate) fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    fn press(&self, key: &Press<'_>, clipboard: &mut dyn Clipboard, shell: &mut Shell<'_, Message>) {
        match key.key {
            keyboard::Key::Named(Named::Tab | Named::Escape) => return,
            keyboard::Key::Named(Named::Enter) => return publish(shell, &self.on_submit),
            keyboard::Key::Named(Named::Backspace) => self.secret.erase(key.modifiers.command()),
            _ if key.modifiers.command() && key.key.to_latin(*key.physical) == Some('v') => {
                self.paste(clipboard)
            }
            _ if key.modifiers.command() || key.modifiers.alt() => return,
            _ => match key.text {
                Some(text) if !text.chars().any(char::is_control) => self.secret.push(text),
                _ => return,
            },
        }
        publish(shell, &self.on_edit);
    }

    fn paste(&self, clipboard: &dyn Clipboard) {
        if let Some(mut pasted) = clipboard.read(clipboard::Kind::Standard) {
            self.secret.push(pasted.trim_end_matches(['\r', '\n']));
            pasted.zeroize();
        }
    }
}

#[derive(Default)]
struct State {
    focused: bool,
}

impl operation::Focusable for State {
    fn is_focused(&self) -> bool {
        self.focused
    }

    fn focus(&mut self) {
        self.focused = true;
    }

    fn unfocus(&mut self) {
        self.focused = false;
    }
}

/// A key press, as far as the field looks at it.
struct Press<'a> {
    key: &'a keyboard::Key,
    physical: &'a keyboard::key::Physical,
    modifiers: keyboard::Modifiers,
    text: Option<&'a str>,
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for SecretInput<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fixed(HEIGHT))
    }

    fn layout(&mut self, _: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        layout::atomic(limits, Length::Fill, HEIGHT)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, _: &Renderer, operation: &mut dyn Operation) {
        operation.focusable(self.id.as_ref(), layout.bounds(), tree.state.downcast_mut::<State>());
        operation.text(self.id.as_ref(), layout.bounds(), &self.placeholder);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let over = cursor.is_over(layout.bounds());
                if over != state.focused {
                    state.focused = over;
                    shell.request_redraw();
                }
                if over {
                    shell.capture_event();
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, text, physical_key, .. })
                if state.focused =>
            {
                let text = text.as_deref();
                let press = Press { key, physical: physical_key, modifiers: *modifiers, text };
                self.press(&press, clipboard, shell);
            }
            _ => {}
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        use iced::advanced::Renderer as _;
        let focused = tree.state.downcast_ref::<State>().focused;
        let c = colours(theme);
        let bounds = layout.bounds();
        let border = style::field_border(c, focused);
        renderer.fill_quad(renderer::Quad { bounds, border, ..renderer::Quad::default() }, c.raised);
        let typed = self.secret.0.borrow().chars().count();
        let colour = if typed == 0 { c.muted } else { c.text };
        let content = shown(typed, focused, &self.placeholder);
        let direction = Direction::of_text(&self.placeholder);
        draw_line(renderer, content, direction, bounds, colour, *viewport);
    }

    fn mouse_interaction(
        &self,
        _: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Rectangle,
        _: &Renderer,
    ) -> mouse::Interaction {
        if cursor.is_over(layout.bounds()) { mouse::Interaction::Text } else { mouse::Interaction::default() }
    }
}

impl<'a, Message: Clone + 'a> From<SecretInput<'a, Message>> for Element<'a, Message> {
    fn from(input: SecretInput<'a, Message>) -> Self {
        Self::new(input)
    }
}

fn empty() -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(PASSPHRASE_MAX))
}

fn publish<Message: Clone>(shell: &mut Shell<'_, Message>, message: &Message) {
    shell.publish(message.clone());
    shell.capture_event();
}

fn shown(typed: usize, focused: bool, placeholder: &str) -> String {
    // dots have no direction of their own: with a mark that cannot be seen the caret comes after the last one
    let mark = match Direction::of_text(placeholder) {
        Direction::LeftToRight => "",
        Direction::RightToLeft => "\u{200f}",
    };
    let dots = "•".repeat(typed.min(DOTS_MAX));
    match (typed, focused) {
        (0, false) => placeholder.to_owned(),
        (_, true) => format!("{mark}{dots}|"),
        (_, false) => dots,
    }
}

fn draw_line(
    renderer: &mut Renderer,
    content: String,
    direction: Direction,
    bounds: Rectangle,
    colour: iced::Color,
    clip: Rectangle,
) {
    use iced::advanced::text::Renderer as _;
    // placed by its top: iced paints anew only what lies below and right of the point that a text is drawn at
    let line_height = text::LineHeight::default();
    let height = line_height.to_absolute(Pixels(size::BODY)).0;
    let text = Text {
        content,
        bounds: Size::new(bounds.width - 2.0 * SIDE, height),
        size: Pixels(size::BODY),
        line_height,
        font: renderer.default_font(),
        align_x: text::Alignment::Default,
        align_y: alignment::Vertical::Top,
        shaping: text::Shaping::Advanced,
        wrapping: text::Wrapping::None,
    };
    let free = mirror::before(&text, direction == Direction::RightToLeft);
    let place = Point::new(bounds.x + SIDE + free, bounds.center_y() - height / 2.0);
    renderer.fill_text(text, place, colour, clip);
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced_test::Simulator;
    use iced_test::core::Settings;

    #[derive(Clone, Debug, PartialEq)]
    enum Message {
        Edited,
        Submitted,
    }

    #[test]
    fn a_passphrase_never_travels_in_messages() {
        let secret = Secret::default();
        let field = secret_input("Passphrase", &secret, Message::Edited, Message::Submitted);
        let mut ui = Simulator::with_size(Settings::default(), (400.0, 100.0), field);
        ui.click("Passphrase").unwrap();
        ui.typewrite("correct horse!");
        assert!(ui.find("correct horse!").is_err());
        ui.tap_key(Named::Backspace);
        ui.tap_key(Named::Enter);
        let messages: Vec<_> = ui.into_messages().collect();
        assert!(!format!("{messages:?}{secret:?}").contains("horse"));
        assert_eq!(messages.last(), Some(&Message::Submitted));
        assert_eq!(secret.take().reveal(), "correct horse");
        assert!(secret.is_empty());
    }

    #[test]
    fn the_buffer_never_grows_so_no_copy_is_left_behind() {
        let secret = Secret::default();
        let capacity = secret.0.borrow().capacity();
        for _ in 0..PASSPHRASE_MAX * 2 {
            secret.push("é");
        }
        assert_eq!(secret.0.borrow().capacity(), capacity);
        assert!(secret.0.borrow().len() <= PASSPHRASE_MAX);
    }

    #[test]
    fn strength_follows_words_and_kinds() {
        assert_eq!(Strength::of("hunter2"), Strength::Weak);
        assert_eq!(Strength::of("aaaaaaaaaaaaaaaaaaaa"), Strength::Weak);
        assert_eq!(Strength::of("tractor lamp quiet seven"), Strength::Fair);
        assert_eq!(Strength::of("tractor lamp quiet seven moon"), Strength::Strong);
        assert_eq!(Strength::of("kD93jfFs0a2Lq8Zx"), Strength::Strong);
    }
}
