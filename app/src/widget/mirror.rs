//! Lines that begin on the right where the language does: iced lays out from left to right only.

use crate::words::Direction;
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::alignment::Vertical;
use iced::widget::Row;
use iced::{Element, Event, Length, Padding, Pixels, Point, Rectangle, Renderer, Size, Theme, Vector};

/// Things side by side, from where the language begins a line. Their order, and with it that of Tab, is the same in every
/// language: only their places are turned.
pub(crate) struct Line<'a, Message> {
    row: Row<'a, Message>,
    direction: Direction,
}

/// A line of things, the first one first.
pub(crate) fn line<'a, Message: 'a>(
    direction: Direction,
    things: Vec<Element<'a, Message>>,
) -> Line<'a, Message> {
    Line { row: Row::with_children(things), direction }
}

impl<'a, Message: 'a> Line<'a, Message> {
    /// Room between two things.
    pub(crate) fn spacing(mut self, amount: impl Into<Pixels>) -> Self {
        self.row = self.row.spacing(amount);
        self
    }

    /// Where a thing stands that is lower than the line.
    pub(crate) fn align_y(mut self, align: impl Into<Vertical>) -> Self {
        self.row = self.row.align_y(align);
        self
    }

    /// What does not fit goes into a line below, `between` logical pixels further down.
    pub(crate) fn wrap(self, between: impl Into<Pixels>) -> Element<'a, Message> {
        mirrored(self.direction, self.row.wrap().vertical_spacing(between))
    }
}

impl<'a, Message: 'a> From<Line<'a, Message>> for Element<'a, Message> {
    fn from(line: Line<'a, Message>) -> Self {
        mirrored(line.direction, line.row)
    }
}

/// Room at the side where a line begins and at the side where it ends, in logical pixels.
pub(crate) fn sides(direction: Direction, start: f32, end: f32) -> Padding {
    match direction {
        Direction::LeftToRight => Padding::ZERO.left(start).right(end),
        Direction::RightToLeft => Padding::ZERO.left(end).right(start),
    }
}

/// An element whose parts change sides where the language begins a line on the right; the parts themselves are not turned.
pub(crate) fn mirrored<'a, Message: 'a>(
    direction: Direction,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    match direction {
        Direction::LeftToRight => content.into(),
        Direction::RightToLeft => Element::new(Mirror(content.into())),
    }
}

/// Lays its content out, then turns the places of what is in it; everything else is the content's own.
struct Mirror<'a, Message>(Element<'a, Message>);

fn turned(node: &layout::Node) -> layout::Node {
    let width = node.size().width;
    let turn = |child: &layout::Node| {
        let bounds = child.bounds();
        child.clone().move_to(Point::new(width - bounds.x - bounds.width, bounds.y))
    };
    let children = node.children().iter().map(turn).collect();
    layout::Node::with_children(node.size(), children).move_to(node.bounds().position())
}

impl<Message> Widget<Message, Theme, Renderer> for Mirror<'_, Message> {
    fn tag(&self) -> tree::Tag {
        self.0.as_widget().tag()
    }

    fn state(&self) -> tree::State {
        self.0.as_widget().state()
    }

    fn children(&self) -> Vec<Tree> {
        self.0.as_widget().children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.0.as_widget().diff(tree);
    }

    fn size(&self) -> Size<Length> {
        self.0.as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.0.as_widget().size_hint()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        turned(&self.0.as_widget_mut().layout(tree, renderer, limits))
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        self.0.as_widget_mut().operate(tree, layout, renderer, operation);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let content = self.0.as_widget_mut();
        content.update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
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
        self.0.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.0.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        self.0.as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::focusable;
    use iced::advanced::widget::operation::{self, Outcome};
    use iced::keyboard::key::Named;
    use iced::widget::{container, text};
    use iced_test::core::Settings;
    use iced_test::runtime::{UserInterface, user_interface::Cache};
    use iced_test::simulator::{Simulator, tap_key};

    /// Where two things of a line begin, in logical pixels from the left of a window that is 400 wide.
    fn places(direction: Direction, wrapped: bool) -> [f32; 2] {
        let thing = |name: &'static str| container(text(name)).width(250).into();
        let both = line::<()>(direction, vec![thing("one"), thing("two")]).spacing(10);
        let view = if wrapped { both.wrap(5) } else { both.into() };
        let view = container(view).width(400).align_x(direction.start());
        let mut ui = Simulator::with_size(Settings::default(), (400.0, 300.0), view);
        ["one", "two"].map(|name| ui.find(name).unwrap().bounds().x)
    }

    #[test]
    fn the_first_thing_of_a_line_stands_where_the_language_begins() {
        let [one, two] = places(Direction::LeftToRight, false);
        assert!(one < two);
        let [one, two] = places(Direction::RightToLeft, false);
        assert!(one > two);
    }

    #[test]
    fn what_goes_into_the_next_line_begins_where_the_first_does() {
        assert_eq!(places(Direction::LeftToRight, true), [0.0, 0.0]);
        assert_eq!(places(Direction::RightToLeft, true), [150.0, 150.0]);
    }

    #[test]
    fn tab_goes_from_the_first_thing_to_the_next_in_every_language() {
        for direction in [Direction::LeftToRight, Direction::RightToLeft] {
            let thing = |name: &'static str, says: u8| focusable(text(name), Some(says)).into();
            let view: Element<'_, u8> = line(direction, vec![thing("one", 1), thing("two", 2)]).into();
            let mut renderer = Renderer::new(crate::fonts::TEXT, 16.into());
            let mut ui = UserInterface::build(view, Size::new(200.0, 200.0), Cache::new(), &mut renderer);
            let mut next: Option<Box<dyn Operation>> = Some(Box::new(operation::focusable::focus_next()));
            while let Some(mut operation) = next.take() {
                ui.operate(&renderer, &mut *operation);
                if let Outcome::Chain(then) = operation.finish() {
                    next = Some(then);
                }
            }
            let (events, mut messages): (Vec<_>, _) = (tap_key(Named::Enter, None).collect(), Vec::new());
            let (cursor, clipboard) = (mouse::Cursor::Unavailable, &mut iced::advanced::clipboard::Null);
            let _ = ui.update(&events, cursor, &mut renderer, clipboard, &mut messages);
            assert_eq!(messages, [1], "{direction:?}");
        }
    }
}
