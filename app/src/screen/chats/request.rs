//! Somebody unknown asks to be a contact.

use super::contact_of;
use super::conversation::RESEMBLES;
use crate::display;
use crate::engine::Answer;
use crate::model::Model;
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::pieces::{action, body, labelled, minor, wrong};
use crate::widget::selectable;
use iced::widget::{column, container, operation, row, text, text_input};
use iced::{Alignment, Element, Fill, Task};
use sotto_engine::api::{Contact, ContactId, Failure, Request, Response};

const NAME: &str = "request-name";
/// Messages of a stranger that are shown: one greeting is all that they may send.
const GREETINGS: u16 = 4;

/// The state.
#[derive(Debug)]
pub(crate) struct RequestPane {
    contact: ContactId,
    name: String,
    greeting: Option<String>,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// A name is typed.
    Name(String),
    /// Accept.
    Accept,
    /// Decline.
    Decline,
    /// Block.
    Block,
    /// What they wrote is here.
    Greeting(Answer),
    /// Accepted, or not.
    Accepted(Answer),
    /// Declined, or not.
    Declined(Answer),
    /// Blocked, or not.
    Blocked(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// They are a contact now.
    Accepted(Contact),
    /// They are blocked now.
    Blocked(Contact),
}

impl RequestPane {
    /// The request of `contact`, with the focus on the name.
    pub(crate) fn new(contact: ContactId, context: &Context<'_>) -> (Self, Task<Message>) {
        let pane = Self { contact, name: String::new(), greeting: None, wrong: None };
        let page = Request::History { contact, before: None, limit: GREETINGS };
        let greeting = context.engine.ask(page).map(Message::Greeting);
        let seen = context.engine.ask(Request::MarkRead { contact }).discard();
        (pane, Task::batch([greeting, seen, operation::focus(NAME)]))
    }

    /// Who asks.
    pub(crate) fn contact(&self) -> ContactId {
        self.contact
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        let contact = self.contact;
        let ask = |request: Request| context.engine.ask(request);
        match message {
            Message::Name(name) => {
                self.name = name;
                self.wrong = None;
            }
            Message::Accept => {
                let request = Request::AcceptRequest { contact, name: self.name.trim().to_owned() };
                return (ask(request).map(Message::Accepted), None);
            }
            Message::Decline => {
                return (ask(Request::DeclineRequest { contact }).map(Message::Declined), None);
            }
            Message::Block => return (ask(Request::Block { contact }).map(Message::Blocked), None),
            Message::Greeting(Ok(Response::History(history))) => {
                let texts: Vec<_> = history.messages.into_iter().map(|message| message.text).collect();
                self.greeting = (!texts.is_empty()).then(|| display::clean(&texts.join("\n")));
            }
            Message::Greeting(Ok(_)) | Message::Declined(Ok(_)) => {}
            Message::Greeting(Err(failure)) | Message::Declined(Err(failure)) => self.wrong = Some(failure),
            Message::Accepted(answer) => return (Task::none(), self.changed(answer, Event::Accepted)),
            Message::Blocked(answer) => return (Task::none(), self.changed(answer, Event::Blocked)),
        }
        (Task::none(), None)
    }

    fn changed(&mut self, answer: Answer, event: fn(Contact) -> Event) -> Option<Event> {
        match contact_of(answer) {
            Ok(contact) => contact.map(event),
            Err(failure) => {
                self.wrong = Some(failure);
                None
            }
        }
    }

    /// The pane.
    pub(crate) fn view<'a>(&'a self, known: &'a Contact, model: &Model) -> Element<'a, Message> {
        let alike = known.resembles.is_some() || model.resembles(&self.name, Some(known.id));
        let address = text(display::grouped(&known.address)).size(size::BODY);
        let who = row![
            avatar(known, 44.0),
            column![minor("This address wants to write to you"), address].spacing(4)
        ]
        .spacing(space::M)
        .align_y(Alignment::Center);
        let name = text_input("What you call them; only you see it", &self.name)
            .id(NAME)
            .on_input(Message::Name)
            .on_submit(Message::Accept)
            .style(style::field)
            .size(size::BODY)
            .padding(12);
        let buttons = row![
            action("Accept", style::primary, Some(Message::Accept)),
            action("Decline", style::secondary, Some(Message::Decline)),
            action("Block", style::secondary, Some(Message::Block)),
        ]
        .spacing(space::S);
        column![
            who,
            self.view_greeting(),
            body(
                "Compare the address with the one that your contact gave you: anybody can claim a name. Until you \
                 accept, they do not learn whether you have seen this."
            ),
            labelled("Name", name),
            wrong(alike.then(|| RESEMBLES.to_owned())),
            wrong(self.wrong.map(|failure| failure.to_string())),
            buttons,
            minor("Decline forgets the request; they may ask again. Block hears no more of them; they are not told."),
        ]
        .spacing(space::L)
        .into()
    }

    fn view_greeting(&self) -> Element<'_, Message> {
        match &self.greeting {
            None => minor("They have not written anything yet.").into(),
            Some(words) => labelled(
                "They write",
                container(selectable(words.as_str()).size(size::BODY))
                    .padding([10, 14])
                    .style(style::theirs)
                    .max_width(space::COLUMN),
            )
            .width(Fill)
            .into(),
        }
    }
}
