//! The bar of what is looked for.

use super::super::find::{Find, Progress};
use super::super::{FIND, Message, Towards};
use crate::model::Model;
use crate::theme::{size, space, style};
use crate::widget::Icon;
use crate::widget::editor::editor;
use crate::widget::mirror::line;
use crate::widget::pieces::{across, minor, sign};
use crate::words::{Direction, Words};
use iced::widget::{column, container};
use iced::{Alignment, Element, Fill};

/// The field, how many there are, and the way through them.
pub(super) fn bar<'a>(find: &'a Find, model: &'a Model) -> Element<'a, Message> {
    let (words, direction) = (model.words, model.words.direction());
    let field = editor(find.field(), Message::FindTyped)
        .id(FIND)
        .placeholder(words.say("conversation-find"))
        .on_submit(Message::Step(Towards::Older))
        .on_break(Message::Step(Towards::Newer))
        .size(size::BODY)
        .padding([6, 12])
        .rtl(direction == Direction::RightToLeft)
        .still(model.preferences.reduced_motion);
    let older = sign(Icon::ChevronUp, words.say("conversation-find-older"), Message::Step(Towards::Older));
    let newer = sign(Icon::ChevronDown, words.say("conversation-find-newer"), Message::Step(Towards::Newer));
    let close = sign(Icon::Close, words.say("conversation-find-close"), Message::CloseFind);
    let steps = line(direction, vec![minor(progress(find, words)).into(), older, newer, close]);
    let steps = steps.spacing(space::XS).align_y(Alignment::Center);
    let field = container(field).width(Fill);
    let bar: Element<'_, Message> = if model.is_narrow() {
        column![field, steps].spacing(space::XS).align_x(direction.end()).into()
    } else {
        line(direction, vec![field.into(), steps.into()]).spacing(space::M).align_y(Alignment::Center).into()
    };
    column![container(bar).padding([space::XS, space::L]).width(Fill).style(style::panel), across()].into()
}

fn progress(find: &Find, words: &Words) -> String {
    match find.progress() {
        Progress::Idle => String::new(),
        Progress::Looking => words.say("conversation-find-looking"),
        Progress::Nothing => words.say("conversation-find-nothing"),
        Progress::Hit { at, of, all: true } => {
            words.say_with("conversation-find-hit", &[("at", at.into()), ("of", of.into())])
        }
        Progress::Hit { at, of, all: false } => {
            words.say_with("conversation-find-hit-so-far", &[("at", at.into()), ("of", of.into())])
        }
    }
}
