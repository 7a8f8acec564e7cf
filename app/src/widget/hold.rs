//! A button that acts once it has been held down: what cannot be taken back needs more than a slip of the hand.

mod press;

use super::focusable::draw_ring;
use crate::fonts;
use crate::theme::{Colours, colours, size, space};
use crate::words::Direction;
use iced::advanced::widget::{Id, Operation, Tree, operation, tree};
use iced::advanced::{Clipboard, Layout, Shell, Text, Widget, layout, mouse, renderer, text};
use iced::keyboard::{self, Key, key::Named};
use iced::time::Duration;
use iced::widget::{container, text as words};
use iced::{Color, Element, Event, Fill, Length, Pixels, Point, Rectangle, Renderer, Size, Theme, alignment};
use iced::{border, window};
use press::{By, HOLD, Press};

/// Height of the bar that fills, in logical pixels.
const BAR: f32 = 6.0;
/// Room beside the number that is counted down, in logical pixels.
const SIDE: f32 = 18.0;

/// See the module.
pub(crate) struct Hold<'a, Message> {
    content: Element<'a, Message>,
    id: Option<Id>,
    direction: Direction,
    counts: Option<[String; 3]>,
    on_held: Option<Message>,
}

/// A button as wide as its column; without a message it is disabled.
pub(crate) fn hold<'a, Message: 'a>(
    label: String,
    direction: Direction,
    on_held: Option<Message>,
) -> Hold<'a, Message> {
    let ready = on_held.is_some();
    let label = words(label).size(size::BODY).font(fonts::BOLD).style(move |theme: &Theme| words::Style {
        color: Some(if ready { colours(theme).on_danger } else { colours(theme).muted }),
    });
    let content = container(label).center_x(Fill).padding([14, 40]).into();
    Hold { content, id: None, direction, counts: None, on_held }
}

impl<Message> Hold<'_, Message> {
    /// The name by which it can be focused.
    pub(crate) fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Counts down by these, three, two, one, instead of filling a bar; nothing moves then.
    pub(crate) fn counted(mut self, counts: Option<[String; 3]>) -> Self {
        self.counts = counts;
        self
    }
}

#[derive(Default)]
struct State {
    focused: bool,
    press: Press,
}

impl State {
    /// Takes in what the person does; whether it was meant for this button.
    fn hear(&mut self, event: &Event, over: bool) -> bool {
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) if over => {
                self.press.down(By::Pointer);
                return true;
            }
            Event::Mouse(mouse::Event::ButtonPressed(_)) => self.focused = false,
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => self.up(By::Pointer),
            Event::Mouse(mouse::Event::CursorLeft) => self.up(By::Pointer),
            Event::Mouse(mouse::Event::CursorMoved { .. }) if !over => self.up(By::Pointer),
            Event::Window(window::Event::Unfocused) => self.press = Press::Released,
            Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(key), .. })
                if self.focused && matches!(key, Named::Enter | Named::Space) =>
            {
                self.press.down(By::Key(*key));
                return true;
            }
            Event::Keyboard(keyboard::Event::KeyReleased { key: Key::Named(key), .. }) => {
                self.up(By::Key(*key));
            }
            _ => {}
        }
        false
    }

    fn up(&mut self, by: By) {
        if self.press.by() == Some(by) {
            self.press = Press::Released;
        }
    }
}

impl operation::Focusable for State {
    fn is_focused(&self) -> bool {
        self.focused
    }

    fn focus(&mut self) {
        self.focused = true;
    }

    fn unfocus(&mut self) {
        *self = Self::default();
    }
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Hold<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let Tree { state, children, .. } = tree;
        let state = state.downcast_mut::<State>();
        if self.on_held.is_some() {
            operation.focusable(self.id.as_ref(), layout.bounds(), state);
        } else {
            *state = State::default();
        }
        operation.traverse(&mut |operation| {
            self.content.as_widget_mut().operate(&mut children[0], layout, renderer, operation);
        });
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let Some(message) = &self.on_held else { return };
        if let Event::Window(window::Event::RedrawRequested(now)) = event {
            if state.press.frame(*now) {
                shell.publish(message.clone());
            }
            if let Some(next) = state.press.next_frame(self.counts.is_some()) {
                shell.request_redraw_at(next);
            }
            return;
        }
        let before = (state.press, state.focused);
        if state.hear(event, cursor.is_over(layout.bounds())) {
            shell.capture_event();
        }
        if before != (state.press, state.focused) {
            shell.request_redraw();
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let (c, bounds) = (colours(theme), layout.bounds());
        let ground = if self.on_held.is_some() { c.danger } else { c.hover };
        fill(renderer, bounds, space::ROUND, ground);
        let held = state.press.held();
        match &self.counts {
            None if !held.is_zero() => draw_bar(renderer, bounds, self.direction, part(held), c),
            Some(counts) if state.press.by().is_some() => {
                draw_count(renderer, bounds, self.direction, count(counts, held), c, *viewport);
            }
            _ => {}
        }
        self.content.as_widget().draw(&tree.children[0], renderer, theme, style, layout, cursor, viewport);
        if state.focused {
            draw_ring(renderer, theme, bounds);
        }
    }

    fn mouse_interaction(
        &self,
        _: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Rectangle,
        _: &Renderer,
    ) -> mouse::Interaction {
        let ready = self.on_held.is_some() && cursor.is_over(layout.bounds());
        if ready { mouse::Interaction::Pointer } else { mouse::Interaction::default() }
    }
}

impl<'a, Message: Clone + 'a> From<Hold<'a, Message>> for Element<'a, Message> {
    fn from(widget: Hold<'a, Message>) -> Self {
        Self::new(widget)
    }
}

/// How much of [`HOLD`] is over, 0 to 1.
fn part(held: Duration) -> f32 {
    held.as_secs_f32() / HOLD.as_secs_f32()
}

/// The number that stands while so much of [`HOLD`] is over.
fn count(counts: &[String; 3], held: Duration) -> &str {
    let over = usize::try_from(held.as_secs()).unwrap_or(usize::MAX);
    &counts[over.min(counts.len() - 1)]
}

fn fill(renderer: &mut Renderer, bounds: Rectangle, round: f32, colour: Color) {
    use iced::advanced::Renderer as _;
    let border = border::rounded(round);
    renderer.fill_quad(renderer::Quad { bounds, border, ..renderer::Quad::default() }, colour);
}

fn draw_bar(renderer: &mut Renderer, bounds: Rectangle, direction: Direction, part: f32, c: &Colours) {
    let room = Rectangle {
        x: bounds.x + space::ROUND,
        y: bounds.y + bounds.height - BAR - space::XS / 2.0,
        width: bounds.width - 2.0 * space::ROUND,
        height: BAR,
    };
    let width = room.width * part;
    let x = match direction {
        Direction::LeftToRight => room.x,
        Direction::RightToLeft => room.x + room.width - width,
    };
    fill(renderer, Rectangle { x, width, ..room }, BAR / 2.0, c.on_danger);
}

fn draw_count(
    renderer: &mut Renderer,
    bounds: Rectangle,
    direction: Direction,
    count: &str,
    c: &Colours,
    clip: Rectangle,
) {
    use iced::advanced::text::Renderer as _;
    let line_height = text::LineHeight::default();
    let height = line_height.to_absolute(Pixels(size::TITLE)).0;
    let number = Text {
        content: count.to_owned(),
        bounds: Size::new(2.0 * SIDE, height),
        size: Pixels(size::TITLE),
        line_height,
        font: fonts::BOLD,
        align_x: text::Alignment::Left,
        align_y: alignment::Vertical::Top,
        shaping: text::Shaping::Advanced,
        wrapping: text::Wrapping::None,
    };
    let x = match direction {
        Direction::LeftToRight => bounds.x + bounds.width - 1.5 * SIDE,
        Direction::RightToLeft => bounds.x + SIDE,
    };
    renderer.fill_text(number, Point::new(x, bounds.center_y() - height / 2.0), c.on_danger, clip);
}

#[cfg(test)]
mod tests;
