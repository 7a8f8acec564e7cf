//! A form: an address or a link, and a name.

use super::contact_of;
use crate::engine::Answer;
use crate::model::Model;
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::pieces::{action, body, labelled, minor, wrong};
use iced::widget::{column, operation, text_input};
use iced::{Element, Task};
use sotto_engine::api::{Contact, Failure, Request};

const ADDRESS: &str = "contact-address";
const NAME: &str = "contact-name";

/// The state.
#[derive(Debug, Default)]
pub(crate) struct AddContact {
    address: String,
    name: String,
    busy: bool,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The address is typed or pasted.
    Address(String),
    /// The name is typed.
    Name(String),
    /// Enter in the first field.
    ToName,
    /// Add.
    Add,
    /// The engine has answered.
    Answered(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// Somebody new.
    Added(Contact),
}

impl AddContact {
    /// An empty form with the focus on the address.
    pub(crate) fn new() -> (Self, Task<Message>) {
        (Self::default(), operation::focus(ADDRESS))
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Address(address) => {
                self.address = address;
                self.wrong = None;
            }
            Message::Name(name) => {
                self.name = name;
                self.wrong = None;
            }
            Message::ToName => return (operation::focus(NAME), None),
            Message::Add => return (self.add(context), None),
            Message::Answered(answer) => return self.answered(answer),
        }
        (Task::none(), None)
    }

    fn add(&mut self, context: &Context<'_>) -> Task<Message> {
        if self.busy {
            return Task::none();
        }
        self.busy = true;
        let request = Request::AddContact {
            address: self.address.trim().to_owned(),
            name: self.name.trim().to_owned(),
        };
        context.engine.ask(request).map(Message::Answered)
    }

    fn answered(&mut self, answer: Answer) -> (Task<Message>, Option<Event>) {
        self.busy = false;
        match contact_of(answer) {
            Ok(contact) => (Task::none(), contact.map(Event::Added)),
            Err(failure) => {
                self.wrong = Some(failure);
                let field = if failure == Failure::NameTooLong { NAME } else { ADDRESS };
                (operation::focus(field), None)
            }
        }
    }

    /// The pane.
    pub(crate) fn view(&self, model: &Model) -> Element<'_, Message> {
        let words = model.words;
        let alike = model.resembles(&self.name, None);
        let about_name = self.wrong == Some(Failure::NameTooLong);
        let said = |here: bool| wrong(self.wrong.filter(|_| here).map(|failure| words.failure(failure)));
        let address = text_input(&words.say("add-contact-hint"), &self.address)
            .id(ADDRESS)
            .on_input(Message::Address)
            .on_submit(Message::ToName)
            .style(style::field)
            .size(size::BODY)
            .padding(12);
        let name = text_input(&words.say("common-name-hint"), &self.name)
            .id(NAME)
            .on_input(Message::Name)
            .on_submit(Message::Add)
            .style(style::field)
            .size(size::BODY)
            .padding(12);
        let ready = !self.busy && !self.address.trim().is_empty();
        column![
            body(words.say("add-contact-body")),
            labelled(words.say("common-address"), address),
            said(!about_name),
            labelled(words.say("common-name"), name),
            said(about_name),
            wrong(alike.then(|| words.say("common-resembles"))),
            action(words.say("add-contact-add"), style::primary, ready.then_some(Message::Add)),
            minor(words.say("add-contact-after")),
        ]
        .spacing(space::L)
        .align_x(words.direction().start())
        .into()
    }
}
