//! A request that was declined, which can be taken back for a moment.

use crate::display;
use crate::engine::Answer;
use crate::model::Model;
use crate::screen::Context;
use crate::theme::{space, style};
use crate::widget::Icon;
use crate::widget::mirror::line;
use crate::widget::pieces::{remark, small_action};
use crate::words::Words;
use iced::widget::container;
use iced::{Element, Fill, Task};
use sotto_engine::api::{ContactId, Request};

/// How long it can be taken back, in milliseconds; as long as the engine keeps what they wrote.
const KEPT: u64 = 10_000;

/// Whose request was declined.
#[derive(Debug)]
pub(super) struct Declined {
    contact: ContactId,
    name: String,
    until: u64,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// Take it back.
    Undo,
    /// Leave it so.
    Close,
    /// It is taken back, or not.
    Undone(Answer),
}

impl Declined {
    /// The request of `contact`, now.
    pub(super) fn new(contact: ContactId, model: &Model) -> Self {
        let name = model.contact(contact).map(display::name).unwrap_or_default();
        Self { contact, name, until: model.now.saturating_add(KEPT) }
    }

    /// Whether it can still be taken back; a clock that was set back does not make it last longer.
    pub(super) fn is_there(&self, now: u64) -> bool {
        now < self.until && self.until - now <= KEPT
    }

    /// Takes it back.
    pub(super) fn take_back(self, context: &Context<'_>) -> Task<Message> {
        context.engine.ask(Request::UndoDecline { contact: self.contact }).map(Message::Undone)
    }

    /// A strip at the foot of the window.
    pub(super) fn view<'a>(&self, words: &Words) -> Element<'a, Message> {
        let says = words.say_with("undo-declined", &[("name", self.name.as_str().into())]);
        let buttons = vec![
            small_action(words.say("undo-undo"), style::secondary, Message::Undo).into(),
            small_action(words.say("undo-close"), style::quiet, Message::Close).into(),
        ];
        let buttons = line(words.direction(), buttons).spacing(space::S);
        let strip = remark(Icon::Undo, says, Some(buttons.into()));
        container(strip).padding(space::S).width(Fill).style(style::canvas).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_can_be_taken_back_for_ten_seconds_whatever_the_clock_does() {
        let mut model = Model::default();
        model.now = 50_000;
        let declined = Declined::new(ContactId(1), &model);
        assert!(declined.is_there(50_000) && declined.is_there(59_999));
        assert!(!declined.is_there(60_000) && !declined.is_there(49_999));
    }
}
