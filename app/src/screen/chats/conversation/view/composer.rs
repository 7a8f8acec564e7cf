//! The field that one writes in, and over it what it is for.

use super::super::writing::Writing;
use super::super::{COMPOSER, Message};
use super::bubble::name_of;
use crate::fonts;
use crate::model::Model;
use crate::theme::{size, space, style};
use crate::widget::editor::editor;
use crate::widget::keyed::{When, keyed};
use crate::widget::mirror::line;
use crate::widget::pieces::{across, minor, sign};
use crate::widget::{Icon, focusable, icon};
use crate::words::Direction;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{button, column, container, text};
use iced::{Alignment, Element, Fill};
use sotto_engine::api::Contact;

/// What is answered or changed, with the way back.
pub(super) fn purpose<'a>(
    writing: &'a Writing,
    known: &'a Contact,
    model: &'a Model,
) -> Option<Element<'a, Message>> {
    let (words, direction) = (model.words, model.words.direction());
    let (what, head, says) = match (writing.edited(), writing.answers()) {
        (Some(_), _) => {
            (Icon::Edit, words.say("conversation-editing"), words.say("conversation-editing-how"))
        }
        (None, Some(answers)) => (Icon::Reply, name_of(answers.by, known, model), answers.line.clone()),
        (None, None) => return None,
    };
    let head = text(head).size(size::SMALL).font(fonts::BOLD);
    let says = minor(says).wrapping(text::Wrapping::None);
    let both = column![head, says].spacing(1).width(Fill).clip(true).align_x(direction.start());
    let leave = sign(Icon::Close, words.say("conversation-leave"), Message::Leave);
    let line = line(direction, vec![icon(what, 18.0, |c| c.muted).into(), both.into(), leave]);
    let line = line.spacing(space::M).align_y(Alignment::Center);
    Some(column![across(), container(line).padding([space::XS, space::L]).style(style::panel)].into())
}

/// The field and the button.
pub(super) fn composer<'a>(writing: &'a Writing, model: &'a Model) -> Element<'a, Message> {
    let (words, direction) = (model.words, model.words.direction());
    let content = writing.content();
    let editor = editor(content, Message::Edited)
        .id(COMPOSER)
        .placeholder(words.say("conversation-write"))
        .on_submit(Message::Send)
        .on_page(Message::Page)
        .on_too_long(Message::TooLong)
        .size(size::BODY)
        .padding([10, 14])
        .heights(24.0, 160.0)
        .rtl(direction == Direction::RightToLeft)
        .still(model.preferences.reduced_motion);
    let editor = keyed(editor, When::Taken, |press| {
        let up = *press.key == Key::Named(Named::ArrowUp) && press.modifiers == Modifiers::empty();
        (up && content.is_empty()).then_some(Message::EditLast)
    });
    let ready = (!content.is_blank()).then_some(Message::Send);
    let what = if writing.edited().is_some() { Icon::Check } else { Icon::Send };
    let face = icon(what, 22.0, if ready.is_some() { |c| c.on_accent } else { |c| c.muted });
    let send = button(face).padding(11).style(style::primary).on_press_maybe(ready.clone());
    let both = vec![editor, focusable(send, ready).into()];
    let line = line(direction, both).spacing(space::S).align_y(Alignment::End);
    container(line).padding([space::M, space::L]).width(Fill).into()
}
