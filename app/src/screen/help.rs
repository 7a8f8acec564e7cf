//! Help, in front of any screen: every key and what it does, from the table that the keys are read by.

use crate::app::listed;
use crate::fonts;
use crate::theme::{size, space, style};
use crate::widget::Icon;
use crate::widget::mirror::line;
use crate::widget::pieces::{across, gap, minor, scrolled, sign_with, title};
use crate::words::Words;
use iced::widget::{center, column, container, opaque, text};
use iced::{Alignment, Element, FillPortion};

/// What has the focus while help is shown.
pub(crate) const CLOSE: &str = "close-help";

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// Back to what lies beneath.
    Close,
}

/// A card in the middle of the window.
pub(crate) fn view<'a>(words: &Words) -> Element<'a, Message> {
    let direction = words.direction();
    let close = sign_with(Icon::Close, words.say("help-close"), Message::Close, CLOSE);
    let head = line(direction, vec![title(words.say("help-head")).into(), gap(), close]);
    let rows = listed(words).into_iter().map(|(keys, says)| row(keys, says, words));
    let rows = column(rows).spacing(space::S).padding([space::M, space::XL]);
    let card = column![
        container(head.align_y(Alignment::Center)).padding([space::S, space::XL]),
        across(),
        scrolled(rows),
        across(),
        container(minor(words.say("help-reader"))).padding([space::M, space::XL]),
    ];
    let card = container(card).max_width(space::COLUMN).style(style::card);
    opaque(center(card).padding(space::L).style(style::veil))
}

fn row<'a>(keys: String, says: String, words: &Words) -> Element<'a, Message> {
    // several keys are one long word
    let keys = text(keys).size(size::MINOR).font(fonts::BOLD).wrapping(text::Wrapping::WordOrGlyph);
    let keys = container(keys).width(FillPortion(2)).align_x(words.direction().start());
    let says =
        container(text(says).size(size::BODY)).width(FillPortion(3)).align_x(words.direction().start());
    line(words.direction(), vec![keys.into(), says.into()]).spacing(space::M).into()
}
