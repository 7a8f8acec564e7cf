//! The mark of a verified contact beside the name. Never alone: the word stands near it.

use super::mirror::sides;
use super::{Icon, icon};
use crate::model::is_verified;
use crate::theme::space;
use crate::words::Direction;
use iced::widget::{container, stack};
use iced::{Element, Fill};
use sotto_engine::api::Contact;

/// How large the mark is, in logical pixels.
const SIZE: f32 = 16.0;

/// `name`, and the mark right behind it if `known` is verified; a long name is cut and never the mark.
pub(crate) fn marked<'a, Message: 'a>(
    name: impl Into<Element<'a, Message>>,
    known: &Contact,
    direction: Direction,
) -> Element<'a, Message> {
    let name = container(name).clip(true);
    if !is_verified(known) {
        return name.into();
    }
    // a row would give the name all the room: the mark lies over room that is kept free behind it
    let room = sides(direction, 0.0, SIZE + space::XS);
    let mark = container(icon(Icon::Verified, SIZE, |c| c.good)).align_x(direction.end());
    let mark = mark.width(Fill).center_y(Fill);
    stack![container(name).padding(room), mark].into()
}
