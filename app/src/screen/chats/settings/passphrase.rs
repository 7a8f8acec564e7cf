//! Another passphrase: the one until now, the new one twice.

use crate::engine::Answer;
use crate::screen::Context;
use crate::screen::strength::strength_hint;
use crate::theme::{space, style};
use crate::widget::pieces::{action, labelled, wide_minor, wrong};
use crate::widget::{Secret, secret_input};
use crate::words::Words;
use iced::widget::{column, operation, text};
use iced::{Element, Fill, Task};
use sotto_engine::api::{Failure, Request};

/// The passphrase until now.
const OLD: &str = "old-passphrase";
/// The new one.
const NEW: &str = "changed-passphrase";
/// The new one once more.
const AGAIN: &str = "changed-passphrase-again";

/// The state.
#[derive(Debug, Default)]
pub(crate) struct Passphrase {
    old: Secret,
    new: Secret,
    again: Secret,
    busy: bool,
    said: Option<Said>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Differ,
    Failed(Failure),
    Changed,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// A field changed; what it holds stays in the screen.
    Edited,
    /// Enter in a field that is not the last one.
    Next(&'static str),
    /// Change it.
    Change,
    /// Changed, or not.
    Changed(Answer),
}

impl Passphrase {
    /// Takes a message in.
    pub(super) fn update(&mut self, message: Message, context: &Context<'_>) -> Task<Message> {
        match message {
            Message::Edited => self.said = None,
            Message::Next(field) => return operation::focus(field),
            Message::Change => return self.change(context),
            Message::Changed(answer) => {
                self.busy = false;
                self.said = Some(answer.map_or_else(Said::Failed, |_| Said::Changed));
                if answer_is_about_the_old(self.said) {
                    return operation::focus(OLD);
                }
            }
        }
        Task::none()
    }

    fn change(&mut self, context: &Context<'_>) -> Task<Message> {
        if self.busy || self.is_incomplete() {
            return Task::none();
        }
        if !self.new.same(&self.again) {
            self.said = Some(Said::Differ);
            self.again.clear();
            return operation::focus(AGAIN);
        }
        self.busy = true;
        self.said = None;
        self.again.clear();
        let request = Request::ChangePassphrase { old: self.old.take(), new: self.new.take() };
        context.engine.ask(request).map(Message::Changed)
    }

    fn is_incomplete(&self) -> bool {
        [&self.old, &self.new, &self.again].iter().any(|secret| secret.is_empty())
    }

    /// The part of the section.
    pub(super) fn view(&self, words: &Words) -> Element<'_, Message> {
        let ready = !self.busy && !self.is_incomplete();
        let label = words.say(if self.busy { "settings-changing" } else { "settings-change-passphrase" });
        let field = |hint: String, secret, next| secret_input(hint, secret, Message::Edited, next);
        let old = field(words.say("settings-old-hint"), &self.old, Message::Next(NEW)).id(OLD);
        let new = field(words.say("welcome-passphrase-hint"), &self.new, Message::Next(AGAIN)).id(NEW);
        let again = field(words.say("welcome-again-hint"), &self.again, Message::Change).id(AGAIN);
        column![
            labelled(words.say("settings-old"), old),
            labelled(words.say("settings-new"), new),
            strength_hint(&self.new, words),
            labelled(words.say("welcome-again"), again),
            self.view_said(words),
            action(label, style::secondary, ready.then_some(Message::Change)).id("change-passphrase"),
        ]
        .spacing(space::M)
        .align_x(words.direction().start())
        .into()
    }

    fn view_said(&self, words: &Words) -> Element<'_, Message> {
        match self.said {
            Some(Said::Differ) => wrong(Some(words.say("welcome-differ"))),
            Some(Said::Failed(failure)) => wrong(Some(words.failure(failure))),
            Some(Said::Changed) => text(words.say("settings-changed")).width(Fill).style(style::good).into(),
            None => wide_minor(words.say("settings-change-means")).into(),
        }
    }
}

fn answer_is_about_the_old(said: Option<Said>) -> bool {
    said == Some(Said::Failed(Failure::PassphraseWrong))
}
