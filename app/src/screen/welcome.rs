//! First launch: a passphrase for a vault, or a session that leaves no trace.

use super::strength::strength_hint;
use super::{Context, centred};
use crate::engine::Answer;
use crate::theme::{space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{body, head, labelled, minor, wide_action, wrong};
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
    /// What is being waited for.
    busy: Option<Start>,
    wrong: Option<Wrong>,
}

/// How it is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Online,
    Offline,
    NoTrace,
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
    /// Make a vault and go online.
    Start,
    /// Make a vault and stay offline.
    StartOffline,
    /// Make none, and go online.
    LeaveNoTrace,
    /// The engine has answered.
    Answered(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// A profile is open.
    Opened {
        /// The engine's word.
        status: Status,
        /// It was wished to go online.
        connect: bool,
    },
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
            Message::Start => return (self.create(Start::Online, context), None),
            Message::StartOffline => return (self.create(Start::Offline, context), None),
            Message::LeaveNoTrace if self.busy.is_none() => {
                self.busy = Some(Start::NoTrace);
                return (context.engine.ask(Request::CreateAmnesic).map(Message::Answered), None);
            }
            Message::LeaveNoTrace => {}
            Message::Answered(answer) => return (Task::none(), self.answered(answer)),
        }
        (Task::none(), None)
    }

    fn create(&mut self, how: Start, context: &Context<'_>) -> Task<Message> {
        if self.busy.is_some() {
            return Task::none();
        }
        if !self.first.same(&self.second) {
            self.wrong = Some(Wrong::Differ);
            self.second.clear();
            return iced::widget::operation::focus(SECOND);
        }
        self.busy = Some(how);
        self.wrong = None;
        self.second.clear();
        let request = Request::Create { passphrase: self.first.take() };
        context.engine.ask(request).map(Message::Answered)
    }

    fn answered(&mut self, answer: Answer) -> Option<Event> {
        let how = self.busy.take();
        match answer {
            Ok(Response::Status(status)) => {
                Some(Event::Opened { status, connect: how != Some(Start::Offline) })
            }
            Ok(_) => None,
            Err(failure) => {
                self.wrong = Some(Wrong::Failed(failure));
                None
            }
        }
    }

    /// The screen.
    pub(crate) fn view(&self, words: &Words) -> Element<'_, Message> {
        let free = self.busy.is_none();
        let ready = free && !self.first.is_empty() && !self.second.is_empty();
        let waits = |how| self.busy == Some(how);
        let start = words.say(if waits(Start::Online) { "welcome-creating" } else { "welcome-start" });
        let offline =
            words.say(if waits(Start::Offline) { "welcome-creating" } else { "welcome-start-offline" });
        let page = column![
            head(words.say("welcome-head")),
            body(words.say("welcome-body")),
            self.fields(words),
            wrong(self.wrong.map(|wrong| wrong.sentence(words))),
            column![
                wide_action(start, style::primary, ready.then_some(Message::Start)),
                wide_action(offline, style::quiet, ready.then_some(Message::StartOffline)),
            ]
            .spacing(space::XS),
            column![
                wide_action(
                    words.say("welcome-no-trace"),
                    style::secondary,
                    free.then_some(Message::LeaveNoTrace)
                ),
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
        let second = secret_input(again, &self.second, Message::Edited, Message::Start).id(SECOND);
        column![
            labelled(words.say("common-passphrase"), first),
            strength_hint(&self.first, words),
            labelled(words.say("welcome-again"), second),
        ]
        .spacing(space::M)
        .align_x(words.direction().start())
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
