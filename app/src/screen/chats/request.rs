//! Somebody unknown asks to be a contact.

use super::contact_of;
use crate::display;
use crate::engine::Answer;
use crate::model::Model;
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::editor::{Content, editor};
use crate::widget::mirror::line;
use crate::widget::pieces::{action, body, labelled, minor, wrong};
use crate::widget::selectable;
use crate::words::{Direction, Words};
use iced::widget::{column, container, operation, text};
use iced::{Alignment, Element, Fill, Task};
use sotto_engine::api::{Contact, ContactId, Failure, Request, Response};

const NAME: &str = "request-name";
/// What a name of 64 characters takes at most, in bytes; the engine counts the characters.
const NAME_BYTES: usize = 1024;
/// Messages of a stranger that are shown: one greeting is all that they may send.
const GREETINGS: u16 = 4;

/// The state.
#[derive(Debug)]
pub(crate) struct RequestPane {
    contact: ContactId,
    name: Content,
    greeting: Option<String>,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// A name is typed.
    Named,
    /// Something was pasted that is no name.
    TooLong,
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
    /// Their request is forgotten.
    Declined(ContactId),
}

impl RequestPane {
    /// The request of `contact`, with the focus on the name.
    pub(crate) fn new(contact: ContactId, context: &Context<'_>) -> (Self, Task<Message>) {
        let pane = Self { contact, name: Content::line(NAME_BYTES), greeting: None, wrong: None };
        let page = Request::History { contact, before: None, after: None, around: None, limit: GREETINGS };
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
            Message::Named => self.wrong = None,
            Message::TooLong => self.wrong = Some(Failure::NameTooLong),
            Message::Accept => {
                let request = Request::AcceptRequest { contact, name: self.name.text().trim().to_owned() };
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
            Message::Greeting(Ok(_)) => {}
            Message::Declined(Ok(_)) => return (Task::none(), Some(Event::Declined(contact))),
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
        let alike = known.resembles.is_some() || model.resembles(&self.name.text(), Some(known.id));
        let words = model.words;
        let name = editor(&self.name, Message::Named)
            .id(NAME)
            .placeholder(words.say("common-name-hint"))
            .on_submit(Message::Accept)
            .on_too_long(Message::TooLong)
            .size(size::BODY)
            .padding(12)
            .rtl(words.direction() == Direction::RightToLeft)
            .still(model.preferences.reduced_motion);
        column![
            who(known, words),
            self.view_greeting(words),
            body(words.say("request-body")),
            labelled(words.say("common-name"), name),
            wrong(alike.then(|| words.say("common-resembles"))),
            wrong(self.wrong.map(|failure| words.failure(failure))),
            buttons(words),
            minor(words.say("request-means")),
        ]
        .spacing(space::L)
        .align_x(words.direction().start())
        .into()
    }

    fn view_greeting(&self, words: &Words) -> Element<'_, Message> {
        let Some(greeting) = &self.greeting else { return minor(words.say("request-silent")).into() };
        let bubble = container(selectable(greeting.as_str()).size(size::BODY))
            .padding([10, 14])
            .style(style::theirs)
            .max_width(space::COLUMN);
        labelled(words.say("request-they-write"), bubble).width(Fill).into()
    }
}

fn who<'a>(known: &'a Contact, words: &Words) -> Element<'a, Message> {
    let address = text(display::grouped(&known.address)).size(size::BODY);
    let says = column![minor(words.say("request-head")), address].spacing(4);
    let says = says.align_x(words.direction().start());
    line(words.direction(), vec![avatar(known, 44.0), says.into()])
        .spacing(space::M)
        .align_y(Alignment::Center)
        .into()
}

fn buttons<'a>(words: &Words) -> Element<'a, Message> {
    let button = |label, look, message| action(label, look, Some(message)).into();
    let all = vec![
        button(words.say("request-accept"), style::primary, Message::Accept),
        button(words.say("request-decline"), style::secondary, Message::Decline),
        button(words.say("request-block"), style::secondary, Message::Block),
    ];
    line(words.direction(), all).spacing(space::S).wrap(space::S)
}
