//! A vault is there and waits for its passphrase.

use super::{Context, centred};
use crate::engine::Answer;
use crate::theme::{space, style};
use crate::widget::pieces::{body, head, labelled, minor, small_action, wide_action, wrong};
use crate::widget::{Secret, secret_input};
use crate::words::Words;
use iced::widget::column;
use iced::{Element, Task};
use sotto_engine::api::{Failure, Request, Response, Status};

/// The field, which has the focus from the start.
pub(crate) const FIELD: &str = "passphrase";

/// The state.
#[derive(Debug, Default)]
pub(crate) struct Unlock {
    secret: Secret,
    busy: bool,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The field changed; what it holds stays in the screen.
    Edited,
    /// Open the vault.
    Unlock,
    /// Leave the vault shut and start in memory.
    LeaveNoTrace,
    /// Ask whether the profile is to be destroyed.
    Wipe,
    /// The engine has answered.
    Answered(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// A profile is open.
    Opened(Status),
    /// Ask whether the profile is to be destroyed.
    Wipe,
}

impl Unlock {
    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Edited => (Task::none(), None),
            Message::Unlock => {
                let request = Request::Unlock { passphrase: self.secret.take() };
                (self.ask(request, context), None)
            }
            Message::LeaveNoTrace => (self.ask(Request::CreateAmnesic, context), None),
            Message::Wipe => (Task::none(), (!self.busy).then_some(Event::Wipe)),
            Message::Answered(answer) => self.answered(answer),
        }
    }

    fn ask(&mut self, request: Request, context: &Context<'_>) -> Task<Message> {
        if self.busy {
            return Task::none();
        }
        self.busy = true;
        self.wrong = None;
        context.engine.ask(request).map(Message::Answered)
    }

    fn answered(&mut self, answer: Answer) -> (Task<Message>, Option<Event>) {
        self.busy = false;
        match answer {
            Ok(Response::Status(status)) => (Task::none(), Some(Event::Opened(status))),
            Ok(_) => (Task::none(), None),
            Err(failure) => {
                self.wrong = Some(failure);
                (iced::widget::operation::focus(FIELD), None)
            }
        }
    }

    /// The screen.
    pub(crate) fn view(&self, words: &Words) -> Element<'_, Message> {
        let label = words.say(if self.busy { "unlock-unlocking" } else { "unlock-unlock" });
        let ready = !self.busy && !self.secret.is_empty();
        let free = (!self.busy).then_some(Message::LeaveNoTrace);
        let hint = words.say("unlock-passphrase-hint");
        let field = secret_input(hint, &self.secret, Message::Edited, Message::Unlock).id(FIELD);
        let page = column![
            head(words.say("unlock-head")),
            body(words.say("unlock-body")),
            labelled(words.say("common-passphrase"), field),
            wrong(self.wrong.map(|failure| words.failure(failure))),
            wide_action(label, style::primary, ready.then_some(Message::Unlock)),
            column![
                wide_action(words.say("common-leave-no-trace"), style::secondary, free),
                minor(words.say("unlock-no-trace-means")),
            ]
            .spacing(space::S)
            .align_x(words.direction().start()),
            small_action(words.say("lock-wipe"), style::secondary, Message::Wipe).id("unlock-to-wipe"),
        ];
        centred(page.spacing(space::L + space::XS).align_x(words.direction().start()))
    }
}
