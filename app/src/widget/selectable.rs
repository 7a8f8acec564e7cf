//! Text that can be selected and copied, right in both reading directions (a bubble's body).
//!
//! The selection is a pair of cosmic-text cursors (line, byte); the highlight is computed glyph by glyph, so
//! that it follows right-to-left and mixed lines.

use crate::theme::HIGHLIGHT;
use iced::advanced::graphics::text::Paragraph;
use iced::advanced::graphics::text::cosmic_text::Cursor;
use iced::advanced::text::{self, Paragraph as _, Renderer as _};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, clipboard, layout, mouse, renderer};
use iced::{
    Color, Element, Event, Length, Pixels, Point, Rectangle, Renderer, Size, Theme, Vector, alignment,
    keyboard,
};
use std::ops::Range;

/// Text that can be selected with the pointer and copied with Ctrl+C.
pub(crate) struct Selectable<'a> {
    content: text::Fragment<'a>,
    size: Option<Pixels>,
    marked: Vec<Range<usize>>,
}

/// Shows `content`, which must have gone through `display` if it came from a peer.
pub(crate) fn selectable<'a>(content: impl text::IntoFragment<'a>) -> Selectable<'a> {
    Selectable { content: content.into_fragment(), size: None, marked: Vec::new() }
}

impl Selectable<'_> {
    /// The size of type, in logical pixels.
    pub(crate) fn size(mut self, size: impl Into<Pixels>) -> Self {
        self.size = Some(size.into());
        self
    }

    /// Marks parts of the text, in bytes of it.
    pub(crate) fn marked(mut self, parts: Vec<Range<usize>>) -> Self {
        self.marked = parts;
        self
    }
}

#[derive(Default)]
struct State {
    content: String,
    paragraph: Paragraph,
    anchor: Option<Cursor>,
    head: Option<Cursor>,
    dragging: bool,
    last_click: Option<mouse::Click>,
    modifiers: keyboard::Modifiers,
}

impl State {
    fn range(&self) -> Option<(Cursor, Cursor)> {
        let (a, b) = (self.anchor?, self.head?);
        let key = |c: &Cursor| (c.line, c.index);
        match key(&a).cmp(&key(&b)) {
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Less => Some((a, b)),
            std::cmp::Ordering::Greater => Some((b, a)),
        }
    }

    fn hit(&self, position: Point) -> Option<Cursor> {
        // `hit` treats points outside of the text as before / after it
        self.paragraph.buffer().hit(position.x, position.y.max(0.0))
    }

    fn selected(&self) -> Option<String> {
        let (a, b) = self.range()?;
        let lines = &self.paragraph.buffer().lines;
        let mut out = String::new();
        for i in a.line..=b.line {
            let line = lines.get(i)?.text();
            let from = if i == a.line { a.index } else { 0 };
            let to = if i == b.line { b.index } else { line.len() };
            out.push_str(line.get(from..to)?);
            if i != b.line {
                out.push('\n');
            }
        }
        Some(out)
    }

    /// Where a byte of the content stands.
    fn place(&self, byte: usize) -> Option<Cursor> {
        let before = self.content.get(..byte)?;
        let line = before.rsplit('\n').next().unwrap_or_default();
        Some(Cursor::new(before.matches('\n').count(), line.len()))
    }

    /// Rectangles of the glyphs between two places, adjacent ones merged.
    fn rectangles(&self, range: Option<(Cursor, Cursor)>) -> Vec<Rectangle> {
        let Some((a, b)) = range else { return vec![] };
        let mut out: Vec<Rectangle> = vec![];
        for run in self.paragraph.buffer().layout_runs() {
            for glyph in run.glyphs {
                let inside = (run.line_i, glyph.start) >= (a.line, a.index)
                    && (run.line_i, glyph.end) <= (b.line, b.index);
                if !inside {
                    continue;
                }
                let r = Rectangle { x: glyph.x, y: run.line_top, width: glyph.w, height: run.line_height };
                match out.last_mut() {
                    Some(last) if last.y == r.y && (last.x + last.width - r.x).abs() < 1.0 => {
                        last.width = r.x + r.width - last.x;
                    }
                    _ => out.push(r),
                }
            }
        }
        out
    }

    /// What the pointer does to the selection; true if it was meant for this text.
    fn point(&mut self, event: &mouse::Event, cursor: mouse::Cursor, bounds: Rectangle) -> bool {
        match event {
            mouse::Event::ButtonPressed(mouse::Button::Left) => return self.press(cursor, bounds),
            mouse::Event::ButtonReleased(mouse::Button::Left) => self.dragging = false,
            mouse::Event::CursorMoved { .. } if self.dragging => {
                let at = cursor.land().position().map(|at| at - Vector::new(bounds.x, bounds.y));
                self.head = at.and_then(|at| self.hit(at)).or(self.head);
            }
            _ => {}
        }
        false
    }

    fn press(&mut self, cursor: mouse::Cursor, bounds: Rectangle) -> bool {
        self.dragging = false;
        let Some(position) = cursor.position_in(bounds) else {
            (self.anchor, self.head) = (None, None);
            return false;
        };
        let click = mouse::Click::new(position, mouse::Button::Left, self.last_click);
        self.last_click = Some(click);
        let Some(at) = self.hit(position) else { return true };
        match click.kind() {
            mouse::click::Kind::Single => {
                if !(self.modifiers.shift() && self.anchor.is_some()) {
                    self.anchor = Some(at);
                }
                self.head = Some(at);
                self.dragging = true;
            }
            mouse::click::Kind::Double => self.select_word(at),
            mouse::click::Kind::Triple => self.select_all(),
        }
        true
    }

    fn select_word(&mut self, at: Cursor) {
        let Some(line) = self.paragraph.buffer().lines.get(at.line) else { return };
        let text = line.text();
        let word = |c: char| c.is_alphanumeric() || c == '\u{200c}' || c == '_';
        let Some((before, after)) = text.split_at_checked(at.index) else { return };
        let start =
            before.char_indices().rev().take_while(|(_, c)| word(*c)).last().map_or(at.index, |(i, _)| i);
        let end = after.char_indices().find(|(_, c)| !word(*c)).map_or(text.len(), |(i, _)| at.index + i);
        self.anchor = Some(Cursor::new(at.line, start));
        self.head = Some(Cursor::new(at.line, end));
    }

    fn select_all(&mut self) {
        let lines = &self.paragraph.buffer().lines;
        self.anchor = Some(Cursor::new(0, 0));
        self.head = lines.last().map(|l| Cursor::new(lines.len() - 1, l.text().len()));
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Selectable<'_> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }
    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }
    fn size(&self) -> Size<Length> {
        Size::new(Length::Shrink, Length::Shrink)
    }
    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        layout::sized(limits, Length::Shrink, Length::Shrink, |limits| {
            let text = text::Text {
                content: self.content.as_ref(),
                bounds: limits.max(),
                size: self.size.unwrap_or_else(|| renderer.default_size()),
                line_height: text::LineHeight::default(),
                font: renderer.default_font(),
                align_x: text::Alignment::Default,
                align_y: alignment::Vertical::Top,
                shaping: text::Shaping::Advanced,
                wrapping: text::Wrapping::WordOrGlyph,
            };
            if state.content != *self.content {
                self.content.as_ref().clone_into(&mut state.content);
                state.paragraph = Paragraph::with_text(text);
                state.anchor = None;
                state.head = None;
            } else {
                match state.paragraph.compare(text.with_content(())) {
                    text::Difference::None => {}
                    text::Difference::Bounds => state.paragraph.resize(text.bounds),
                    text::Difference::Shape => state.paragraph = Paragraph::with_text(text),
                }
            }
            state.paragraph.min_bounds()
        })
    }
    fn operate(&mut self, _: &mut Tree, layout: Layout<'_>, _: &Renderer, operation: &mut dyn Operation) {
        operation.text(None, layout.bounds(), &self.content);
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
        let before = (state.anchor, state.head);
        match event {
            Event::Mouse(event) if state.point(event, cursor, layout.bounds()) => shell.capture_event(),
            Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) => state.modifiers = *modifiers,
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, physical_key, .. })
                if modifiers.command() && state.range().is_some() =>
            {
                // by the Latin letter: works with a Persian or Russian layout too
                match key.to_latin(*physical_key) {
                    Some('c') => {
                        if let Some(text) = state.selected() {
                            clipboard.write(clipboard::Kind::Standard, text);
                        }
                        shell.capture_event();
                    }
                    Some('a') => {
                        state.select_all();
                        shell.capture_event();
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        if before != (state.anchor, state.head) {
            shell.request_redraw();
        }
    }
    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        _: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        if !bounds.intersects(viewport) {
            return;
        }
        let state = tree.state.downcast_ref::<State>();
        let origin =
            bounds.anchor(state.paragraph.min_bounds(), state.paragraph.align_x(), state.paragraph.align_y());
        let marked = self.marked.iter().map(|part| state.place(part.start).zip(state.place(part.end)));
        for r in marked.chain([state.range()]).flat_map(|range| state.rectangles(range)) {
            let quad =
                renderer::Quad { bounds: r + Vector::new(bounds.x, bounds.y), ..renderer::Quad::default() };
            renderer.fill_quad(quad, Color { a: HIGHLIGHT, ..style.text_color });
        }
        renderer.fill_paragraph(&state.paragraph, origin, style.text_color, *viewport);
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

impl<'a, Message: 'a> From<Selectable<'a>> for Element<'a, Message> {
    fn from(text: Selectable<'a>) -> Self {
        Self::new(text)
    }
}
