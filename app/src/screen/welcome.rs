//! First launch: a passphrase for a vault, or a session that leaves no trace.

use super::{Context, centred};
use crate::engine::Answer;
use crate::theme::{space, style};
use crate::widget::pieces::{body, head, labelled, minor, wide_action, wrong};
use crate::widget::secret_input::Strength;
use crate::widget::{Icon, Secret, icon, secret_input};
use iced::widget::{column, row, text};
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
    pub(crate) fn view(&self) -> Element<'_, Message> {
        let fields = column![
            labelled(
                "Passphrase",
                secret_input("For example five random words", &self.first, Message::Edited, Message::Next)
                    .id(FIRST)
            ),
            self.hint(),
            labelled(
                "Passphrase again",
                secret_input("The same once more", &self.second, Message::Edited, Message::Create).id(SECOND)
            ),
        ]
        .spacing(space::M);
        let ready = !self.busy && !self.first.is_empty() && !self.second.is_empty();
        let create = if self.busy { "Making your profile…" } else { "Create profile" };
        centred(
            column![
                head("Welcome to Sotto"),
                body(
                    "Sotto carries messages between two people through Tor, without a server, a phone number or a \
                     name. Your address and your messages are kept in one encrypted file that only your passphrase \
                     opens; nobody can reset it."
                ),
                fields,
                wrong(self.wrong.map(Wrong::sentence)),
                wide_action(create, style::primary, ready.then_some(Message::Create)),
                column![
                    wide_action(
                        "Start a session that leaves no trace",
                        style::secondary,
                        (!self.busy).then_some(Message::LeaveNoTrace)
                    ),
                    minor("Everything is kept in memory only. Address, contacts and messages are gone when you close Sotto."),
                ]
                .spacing(space::S),
                row![icon(Icon::Lock, 16.0, |c| c.muted), minor("Nothing is sent before you press Connect.")]
                    .spacing(space::S)
                    .align_y(Alignment::Center),
            ]
            .spacing(space::L + space::XS),
        )
    }

    fn hint(&self) -> Element<'_, Message> {
        if self.first.is_empty() {
            return minor("Somebody who takes this folder can try passphrases at leisure: take a long one.")
                .into();
        }
        let (words, look): (_, fn(&iced::Theme) -> text::Style) = match self.first.strength() {
            Strength::Weak => {
                ("Weak: easy to guess for somebody who has the folder. Add words.", style::wrong)
            }
            Strength::Fair => {
                ("Fair: holds against the curious. One or two more words make it strong.", style::muted)
            }
            Strength::Strong => ("Strong: hard to guess even with many computers.", style::good),
        };
        minor(words).style(look).into()
    }
}

impl Wrong {
    fn sentence(self) -> String {
        match self {
            Self::Differ => "The two passphrases are not the same. Type the second one again.".to_owned(),
            Self::Failed(failure) => failure.to_string(),
        }
    }
}
