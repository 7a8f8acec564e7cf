//! First launch: a passphrase for a vault, or a session that leaves no trace.

use super::{Context, centred};
use crate::engine::Answer;
use crate::theme::{space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{body, head, labelled, minor, wide_action, wrong};
use crate::widget::secret_input::Strength;
use crate::widget::{Icon, Secret, icon, secret_input};
use crate::words::Words;
use iced::widget::column;
use iced::{Alignment, Element, Task};
use sotto_engine::api::{Failure, Request, Response, Status};

/// The first field, which has the focus from the start.
pub(crate) const FIRST: &str = "new-passphrase";
const SECOND: &str = "repeat-passphrase";

/// The state.
#[derive(Debug, Default)]
pub(crate) struct Welcome {
    first: Secret,
    second: Secret,
    busy: bool,
    wrong: Option<Wrong>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Differ,
    Failed(Failure),
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// A field changed; what it holds stays in the screen.
    Edited,
    /// Enter in the first field.
    Next,
    /// Make a vault.
    Create,
    /// Make none.
    LeaveNoTrace,
    /// The engine has answered.
    Answered(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// A profile is open.
    Opened(Status),
}

impl Welcome {
    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Edited => self.wrong = None,
            Message::Next => return (iced::widget::operation::focus(SECOND), None),
            Message::Create => return (self.create(context), None),
            Message::LeaveNoTrace if !self.busy => {
                self.busy = true;
                return (context.engine.ask(Request::CreateAmnesic).map(Message::Answered), None);
            }
            Message::LeaveNoTrace => {}
            Message::Answered(answer) => return (Task::none(), self.answered(answer)),
        }
        (Task::none(), None)
    }

    fn create(&mut self, context: &Context<'_>) -> Task<Message> {
        if self.busy {
            return Task::none();
        }
        if !self.first.same(&self.second) {
            self.wrong = Some(Wrong::Differ);
            self.second.clear();
            return iced::widget::operation::focus(SECOND);
        }
        self.busy = true;
        self.wrong = None;
        self.second.clear();
        let request = Request::Create { passphrase: self.first.take() };
        context.engine.ask(request).map(Message::Answered)
    }

    fn answered(&mut self, answer: Answer) -> Option<Event> {
        self.busy = false;
        match answer {
            Ok(Response::Status(status)) => Some(Event::Opened(status)),
            Ok(_) => None,
            Err(failure) => {
                self.wrong = Some(Wrong::Failed(failure));
                None
            }
        }
    }

    /// The screen.
    pub(crate) fn view(&self, words: &Words) -> Element<'_, Message> {
        let ready = !self.busy && !self.first.is_empty() && !self.second.is_empty();
        let create = words.say(if self.busy { "welcome-creating" } else { "welcome-create" });
        let free = (!self.busy).then_some(Message::LeaveNoTrace);
        let page = column![
            head(words.say("welcome-head")),
            body(words.say("welcome-body")),
            self.fields(words),
            wrong(self.wrong.map(|wrong| wrong.sentence(words))),
            wide_action(create, style::primary, ready.then_some(Message::Create)),
            column![
                wide_action(words.say("common-leave-no-trace"), style::secondary, free),
                minor(words.say("welcome-no-trace-means")),
            ]
            .spacing(space::S)
            .align_x(words.direction().start()),
            nothing_sent(words),
        ];
        centred(page.spacing(space::L + space::XS).align_x(words.direction().start()))
    }

    fn fields(&self, words: &Words) -> Element<'_, Message> {
        let (hint, again) = (words.say("welcome-passphrase-hint"), words.say("welcome-again-hint"));
        let first = secret_input(hint, &self.first, Message::Edited, Message::Next).id(FIRST);
        let second = secret_input(again, &self.second, Message::Edited, Message::Create).id(SECOND);
        column![
            labelled(words.say("common-passphrase"), first),
            self.hint(words),
            labelled(words.say("welcome-again"), second),
        ]
        .spacing(space::M)
        .align_x(words.direction().start())
        .into()
    }

    fn hint(&self, words: &Words) -> Element<'_, Message> {
        if self.first.is_empty() {
            return minor(words.say("welcome-strength-none")).into();
        }
        let strength = self.first.strength();
        let said = words.say(match strength {
            Strength::Weak => "welcome-strength-weak",
            Strength::Fair => "welcome-strength-fair",
            Strength::Strong => "welcome-strength-strong",
        });
        minor(said)
            .style(match strength {
                Strength::Weak => style::wrong,
                Strength::Fair => style::muted,
                Strength::Strong => style::good,
            })
            .into()
    }
}

fn nothing_sent<'a>(words: &Words) -> Element<'a, Message> {
    let sign = icon(Icon::Lock, 16.0, |c| c.muted).into();
    line(words.direction(), vec![sign, minor(words.say("welcome-nothing-sent")).into()])
        .spacing(space::S)
        .align_y(Alignment::Center)
        .into()
}

impl Wrong {
    fn sentence(self, words: &Words) -> String {
        match self {
            Self::Differ => words.say("welcome-differ"),
            Self::Failed(failure) => words.failure(failure),
        }
    }
}
