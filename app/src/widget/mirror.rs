//! Lines that begin on the right where the language does: iced lays out from left to right only.

use super::wrapped::{Otherwise, wrapped};
use crate::words::Direction;
use iced::advanced::text::Paragraph as _;
use iced::advanced::{layout, text};
use iced::alignment::Vertical;
use iced::widget::Row;
use iced::{Element, Padding, Pixels, Point, Renderer};

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

/// The room that one line leaves before it in its bounds, in logical pixels, where lines begin on the right if `rtl`. Such a line is placed
/// by its left after that room: iced misplaces it when it is placed by its right.
pub(super) fn before(text: &text::Text<String>, rtl: bool) -> f32 {
    if !rtl {
        return 0.0;
    }
    let width = <Renderer as text::Renderer>::Paragraph::with_text(text.as_ref()).min_width();
    (text.bounds.width - width).max(0.0)
}

/// An element whose parts change sides where the language begins a line on the right; the parts themselves are not turned.
pub(crate) fn mirrored<'a, Message: 'a>(
    direction: Direction,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    match direction {
        Direction::LeftToRight => content.into(),
        Direction::RightToLeft => wrapped(content.into(), Mirror),
    }
}

/// Turns the places of what is in its content; the parts themselves are not turned.
struct Mirror;

impl<Message> Otherwise<Message> for Mirror {
    fn placed(&self, node: layout::Node) -> layout::Node {
        let width = node.size().width;
        let turn = |child: &layout::Node| {
            let bounds = child.bounds();
            child.clone().move_to(Point::new(width - bounds.x - bounds.width, bounds.y))
        };
        let children = node.children().iter().map(turn).collect();
        layout::Node::with_children(node.size(), children).move_to(node.bounds().position())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::focusable;
    use iced::Size;
    use iced::advanced::mouse;
    use iced::advanced::widget::Operation;
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
