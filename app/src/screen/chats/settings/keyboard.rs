//! What the keys mean, as help says it.

use crate::app::listed;
use crate::theme::{space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{body, minor};
use crate::words::Words;
use iced::widget::{Column, container};
use iced::{Alignment, Element, Fill, FillPortion};

/// The section.
pub(super) fn view<'a, Message: 'a>(words: &Words) -> Element<'a, Message> {
    let row = |(keys, means): (String, String)| {
        let keys = container(minor(keys)).padding([3, 8]).style(style::chip);
        let keys = container(keys).width(FillPortion(2)).align_x(words.direction().start());
        let means = container(body(means)).width(FillPortion(3)).align_x(words.direction().start());
        line(words.direction(), vec![keys.into(), means.into()])
            .spacing(space::M)
            .align_y(Alignment::Center)
            .into()
    };
    Column::with_children(listed(words).into_iter().map(row)).spacing(space::S).width(Fill).into()
}
