//! How a field takes its place, listens and is drawn.

use super::Editor;
use super::events::{Pointer, State};
use super::keys::Press;
use super::seen::Seen;
use super::state::Picture;
use super::typeset::{Look, room};
use crate::widget::mirror;
use iced::advanced::graphics::text::{Raw, Renderer as _};
use iced::advanced::input_method::{InputMethod, Purpose};
use iced::advanced::text::{self, LineHeight, Renderer as _};
use iced::advanced::widget::operation::Focusable as _;
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, renderer};
use iced::widget::text_editor::{Status, Style};
use iced::{
    Color, Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, alignment, keyboard,
    window,
};

/// The width of a field that may be as wide as it likes, in logical pixels.
const WIDE: f32 = 400.0;
/// The thickness of the line under the words of an input method, in logical pixels.
const UNDERLINE: f32 = 1.5;

impl<Message: Clone> Editor<'_, Message> {
    fn look(&self, renderer: &Renderer, width: f32) -> Look {
        let size = self.size.unwrap_or_else(|| renderer.default_size());
        let row = LineHeight::default().to_absolute(size).0;
        let font = renderer.default_font();
        Look { font, size: size.0, row, width, wraps: true, rtl: self.rtl }
    }

    fn status(&self, state: &State, over: bool) -> Status {
        match (state.focus.is_focused(), over) {
            (true, is_hovered) => Status::Focused { is_hovered },
            (false, true) => Status::Hovered,
            (false, false) => Status::Active,
        }
    }

    /// Where the windows of an input method go, which must not cover the caret.
    fn input_method(&self, state: &State, inner: Rectangle) -> InputMethod<&'static str> {
        if !state.focus.is_awake() {
            return InputMethod::Disabled;
        }
        let cursor = self.content.picture().caret + (inner.position() - Point::ORIGIN);
        InputMethod::Enabled { cursor, purpose: Purpose::Normal, preedit: None }
    }

    fn draw_placeholder(&self, renderer: &mut Renderer, bounds: Rectangle, style: &Style) {
        let words = text::Text {
            content: self.placeholder.clone().into_owned(),
            bounds: bounds.size(),
            size: self.size.unwrap_or_else(|| renderer.default_size()),
            line_height: LineHeight::default(),
            font: renderer.default_font(),
            align_x: text::Alignment::Default,
            align_y: alignment::Vertical::Top,
            shaping: text::Shaping::Advanced,
            wrapping: text::Wrapping::None,
        };
        let free = mirror::before(&words, self.rtl);
        renderer.fill_text(words, Point::new(bounds.x + free, bounds.y), style.placeholder, bounds);
    }

    fn draw_text(
        &self,
        renderer: &mut Renderer,
        picture: &Picture,
        bounds: Rectangle,
        style: &Style,
        caret: bool,
    ) {
        let origin = bounds.position() - Point::ORIGIN;
        // only a layer cuts off what reaches out of the field
        renderer.with_layer(bounds, |renderer| {
            for part in &picture.selected {
                fill(renderer, *part + origin, style.selection);
            }
            for part in &picture.underlined {
                let line = Rectangle { y: part.y + part.height - UNDERLINE, height: UNDERLINE, ..*part };
                fill(renderer, line + origin, style.value);
            }
            renderer.fill_raw(Raw {
                buffer: picture.text.clone(),
                position: bounds.position() + Vector::new(picture.left, 0.0),
                color: style.value,
                clip_bounds: bounds,
            });
            if caret {
                fill(renderer, picture.caret + origin, style.value);
            }
        });
    }
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Editor<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Shrink)
    }

    fn layout(&mut self, _: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let max = limits.width(Length::Fill).max();
        let width = if max.width.is_finite() { max.width } else { WIDE };
        let within = room(Size::new(width, max.height), self.padding);
        let look = self.look(renderer, within.width);
        let (min, most) = (self.min_height, self.max_height.min(within.height));
        let height = |size: Size| size.height.max(min).min(most);
        let size = self.content.lay_out(look, |size| Size::new(within.width, height(size)));
        layout::Node::new(Size::new(width, height(size) + self.padding.y()))
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, _: &Renderer, operation: &mut dyn Operation) {
        let state = tree.state.downcast_mut::<State>();
        operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        let empty = self.content.is_empty();
        let text = if empty { self.placeholder.clone().into_owned() } else { self.content.text() };
        let mut seen = Seen { content: self.content, text };
        operation.text_input(self.id.as_ref(), layout.bounds(), &mut seen);
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
        let (bounds, inner) = (layout.bounds(), layout.bounds().shrink(self.padding));
        let over = cursor.is_over(bounds);
        match event {
            Event::Mouse(event) => {
                let from = Vector::new(inner.x, inner.y);
                let at = cursor.land().position().map(|at| at - from);
                self.point(event, Pointer { at, over }, state, clipboard, shell);
            }
            Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) => state.modifiers = *modifiers,
            Event::Keyboard(event) if state.focus.is_focused() => {
                Press::of(event).iter().for_each(|press| self.press(press, state, clipboard, shell));
            }
            Event::InputMethod(event) if state.focus.is_focused() => self.compose(event, state, shell),
            Event::Window(event) => self.frame(event, inner.height, state, shell),
            _ => {}
        }
        let status = self.status(state, over);
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            self.last_status = Some(status);
            shell.request_input_method(&self.input_method(state, inner));
        } else if self.last_status.is_some_and(|last| last != status) {
            shell.request_redraw();
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
        let bounds = layout.bounds();
        if !bounds.intersects(viewport) {
            return;
        }
        let state = tree.state.downcast_ref::<State>();
        let style = (self.style)(theme, self.last_status.unwrap_or_else(|| self.status(state, false)));
        let quad = renderer::Quad { bounds, border: style.border, ..renderer::Quad::default() };
        renderer.fill_quad(quad, style.background);
        let inner = bounds.shrink(self.padding);
        if self.content.is_empty() && !self.content.is_composing() {
            self.draw_placeholder(renderer, inner, &style);
        }
        let caret = state.focus.shows_caret(self.still);
        self.draw_text(renderer, &self.content.picture(), inner, &style, caret);
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

impl<'a, Message: Clone + 'a> From<Editor<'a, Message>> for Element<'a, Message> {
    fn from(editor: Editor<'a, Message>) -> Self {
        Self::new(editor)
    }
}

fn fill(renderer: &mut Renderer, bounds: Rectangle, colour: Color) {
    renderer.fill_quad(renderer::Quad { bounds, ..renderer::Quad::default() }, colour);
}
