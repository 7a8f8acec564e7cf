//! The small pieces that every screen is made of: buttons that can be focused, lines of text, fields.

use super::mirror::line;
use super::{Focusable, Icon, focusable, icon};
use crate::fonts;
use crate::theme::{Colours, size, space, style};
use crate::words::Direction;
use iced::widget::{
    Column, Container, Scrollable, Space, Text, button, column, container, scrollable, text, tooltip,
};
use iced::{Alignment, Color, Element, Fill, Theme};

/// How a button looks.
pub(crate) type Look = fn(&Theme, button::Status) -> button::Style;

/// A button that can be reached with Tab; without a message it is disabled.
pub(crate) fn action<'a, Message: Clone + 'a>(
    label: impl text::IntoFragment<'a>,
    look: Look,
    message: Option<Message>,
) -> Focusable<'a, Message> {
    focusable(button(face(label)).padding([10, 18]).style(look).on_press_maybe(message.clone()), message)
}

/// The same as [`action`], as wide as its column.
pub(crate) fn wide_action<'a, Message: Clone + 'a>(
    label: impl text::IntoFragment<'a>,
    look: Look,
    message: Option<Message>,
) -> Focusable<'a, Message> {
    let label = container(face(label)).center_x(Fill);
    focusable(
        button(label).padding([12, 18]).width(Fill).style(look).on_press_maybe(message.clone()),
        message,
    )
}

/// The words of a button. iced misplaces one line from right to left that is to be centred; it is as wide as its words, and
/// what it stands in centres it.
fn face<'a>(label: impl text::IntoFragment<'a>) -> Text<'a> {
    let label = label.into_fragment();
    let align = match Direction::of_text(&label) {
        Direction::LeftToRight => text::Alignment::Center,
        Direction::RightToLeft => text::Alignment::Default,
    };
    text(label).size(size::BODY).font(fonts::BOLD).align_x(align)
}

/// A small button within a line of text.
pub(crate) fn small_action<'a, Message: Clone + 'a>(
    label: impl text::IntoFragment<'a>,
    look: Look,
    message: Message,
) -> Focusable<'a, Message> {
    let label = text(label).size(size::MINOR).font(fonts::BOLD);
    focusable(button(label).padding([5, 10]).style(look).on_press(message.clone()), Some(message))
}

/// A sign that can be pressed, and says what it does when pointed at.
pub(crate) fn sign<'a, Message: Clone + 'a>(
    what: Icon,
    says: impl text::IntoFragment<'a>,
    message: Message,
) -> Element<'a, Message> {
    hinted(pressable(what, message), says)
}

/// The same as [`sign`], with a name by which it can be focused.
pub(crate) fn sign_with<'a, Message: Clone + 'a>(
    what: Icon,
    says: impl text::IntoFragment<'a>,
    message: Message,
    id: &'static str,
) -> Element<'a, Message> {
    hinted(pressable(what, message).id(id), says)
}

fn pressable<'a, Message: Clone + 'a>(what: Icon, message: Message) -> Focusable<'a, Message> {
    let face = button(icon(what, 20.0, |c| c.text)).padding(8).style(style::quiet).on_press(message.clone());
    focusable(face, Some(message))
}

/// Something that says more about itself when pointed at.
pub(crate) fn hinted<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    says: impl text::IntoFragment<'a>,
) -> Element<'a, Message> {
    let hint = container(text(says).size(size::SMALL)).padding([4, 8]).style(style::card);
    tooltip(content, hint, tooltip::Position::Bottom).gap(4).into()
}

/// The head of a screen.
pub(crate) fn head<'a>(words: impl text::IntoFragment<'a>) -> Text<'a> {
    text(words).size(size::HEAD).font(fonts::BOLD)
}

/// The name of a part.
pub(crate) fn title<'a>(words: impl text::IntoFragment<'a>) -> Text<'a> {
    text(words).size(size::TITLE).font(fonts::BOLD)
}

/// What is read.
pub(crate) fn body<'a>(words: impl text::IntoFragment<'a>) -> Text<'a> {
    text(words).size(size::BODY)
}

/// What may be read.
pub(crate) fn minor<'a>(words: impl text::IntoFragment<'a>) -> Text<'a> {
    text(words).size(size::MINOR).style(style::muted)
}

/// The same as [`body`], as wide as its column, and from where its language begins a line.
pub(crate) fn wide_body<'a, Message: 'a>(words: impl text::IntoFragment<'a>) -> Container<'a, Message> {
    let words = words.into_fragment();
    let start = Direction::of_text(&words).start();
    container(body(words)).width(Fill).align_x(start)
}

/// The same as [`minor`], as wide as its column, and from where its language begins a line.
pub(crate) fn wide_minor<'a, Message: 'a>(words: impl text::IntoFragment<'a>) -> Container<'a, Message> {
    let words = words.into_fragment();
    let start = Direction::of_text(&words).start();
    container(minor(words)).width(Fill).align_x(start)
}

/// What went wrong, as a sentence with a sign.
pub(crate) fn wrong<'a, Message: 'a>(words: Option<String>) -> Element<'a, Message> {
    slot(words.map(|words| {
        let direction = Direction::of_text(&words);
        let words = text(words).size(size::BODY).style(style::wrong);
        let sign = icon(Icon::Warning, 18.0, |c| c.danger);
        let both = line(direction, vec![sign.into(), words.into()]).spacing(space::S);
        container(both.align_y(Alignment::Center)).width(Fill).align_x(direction.start())
    }))
}

/// A place that stays when there is nothing in it: a column drops what takes no space, what follows moves up in
/// the tree of states, and a field there would lose its focus in the middle of a word.
pub(crate) fn slot<'a, Message: 'a>(
    content: Option<impl Into<Element<'a, Message>>>,
) -> Element<'a, Message> {
    container(column![].push(content.map(Into::into))).width(Fill).into()
}

/// A strip that says something which matters now, with what can be done about it.
pub(crate) fn notice<'a, Message: 'a>(
    words: String,
    doing: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    strip(icon(Icon::Warning, 18.0, |c| c.on_notice).into(), words, doing).style(style::notice).into()
}

/// A strip that says something which can wait, with what can be done about it.
pub(crate) fn remark<'a, Message: 'a>(
    what: Icon,
    words: String,
    doing: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    strip(icon(what, 18.0, |c| c.text).into(), words, doing).style(style::remark).into()
}

fn strip<'a, Message: 'a>(
    sign: Element<'a, Message>,
    words: String,
    doing: Option<Element<'a, Message>>,
) -> Container<'a, Message> {
    let direction = Direction::of_text(&words);
    let says = line(direction, vec![sign, text(words).size(size::MINOR).into()]);
    let says = says.spacing(space::M).align_y(Alignment::Center);
    let both = line(direction, [Some(says.into()), doing].into_iter().flatten().collect());
    let both = both.spacing(space::L).align_y(Alignment::Center);
    // long words push what can be done below them, so that both can be read in a narrow window
    container(both.wrap(space::S)).padding([10, 14]).align_x(direction.start()).width(Fill)
}

/// A label over a field.
pub(crate) fn labelled<'a, Message: 'a>(
    label: impl text::IntoFragment<'a>,
    field: impl Into<Element<'a, Message>>,
) -> Column<'a, Message> {
    let label = label.into_fragment();
    let start = Direction::of_text(&label).start();
    let label = text(label).size(size::MINOR).font(fonts::BOLD);
    column![label, field.into()].spacing(space::XS + 2.0).align_x(start)
}

/// Content that scrolls under a thin scroller.
pub(crate) fn scrolled<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Scrollable<'a, Message> {
    let bar = scrollable::Scrollbar::new().width(6).scroller_width(6).margin(2);
    scrollable(content).direction(scrollable::Direction::Vertical(bar)).width(Fill).style(style::scroll)
}

/// A hairline across.
pub(crate) fn across<'a, Message: 'a>() -> Element<'a, Message> {
    container(Space::new()).width(Fill).height(1).style(style::hairline).into()
}

/// A hairline down.
pub(crate) fn down<'a, Message: 'a>() -> Element<'a, Message> {
    container(Space::new()).width(1).height(Fill).style(style::hairline).into()
}

/// A disc that stands beside a word, never alone.
pub(crate) fn dot<'a, Message: 'a>(colour: fn(&Colours) -> Color) -> Element<'a, Message> {
    container(Space::new())
        .width(9)
        .height(9)
        .style(move |theme: &Theme| style::disc(colour(crate::theme::colours(theme)))(theme))
        .into()
}

/// Pushes what follows to the far side.
pub(crate) fn gap<'a, Message: 'a>() -> Element<'a, Message> {
    Space::new().width(Fill).into()
}
