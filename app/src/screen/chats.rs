//! The main screen: the contact list with the state of the connection, and one pane beside it.

mod add_contact;
mod contact_page;
pub(crate) mod conversation;
mod own_address;
mod request;
mod settings;
mod sidebar;
pub(crate) mod verify;

use super::Context;
use crate::engine::Answer;
use crate::model::{Model, is_unreachable};
use crate::theme::{space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{across, body, down, gap, notice, scrolled, sign, slot, title};
use crate::widget::{Icon, icon};
use crate::words::Words;
use add_contact::AddContact;
use contact_page::ContactPage;
use conversation::Conversation;
use iced::widget::{column, container};
use iced::{Alignment, Element, Fill, Task};
use own_address::OwnAddress;
use request::RequestPane;
use settings::Settings;
use sotto_engine::api::{
    Contact, ContactId, Event as EngineEvent, Failure, Reach, Request, Response, Standing,
};
use std::collections::HashMap;
use verify::{Outcome, Tab, Verify};

/// The state.
#[derive(Debug, Default)]
pub(crate) struct Chats {
    pane: Pane,
    /// What was typed and not sent, by contact.
    drafts: HashMap<ContactId, String>,
    /// How the last check ended, by contact, until it has been read.
    outcomes: HashMap<ContactId, Outcome>,
    failure: Option<Failure>,
}

/// What stands beside the list.
#[derive(Debug, Default)]
enum Pane {
    #[default]
    Nothing,
    Conversation(Box<Conversation>),
    AddContact(AddContact),
    Request(RequestPane),
    Contact(ContactPage),
    Verify(Box<Verify>),
    Settings(Box<Settings>),
    OwnAddress(OwnAddress),
}

/// A pane that does not belong to a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Add somebody.
    AddContact,
    /// Bridges, appearance, about.
    Settings,
    /// Address and QR code.
    OwnAddress,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// Show a contact or a request.
    Open(ContactId),
    /// Show something else.
    Show(Place),
    /// Show how to check that the contact is who they say.
    ShowVerify,
    /// The next entry of the list.
    Next,
    /// The one before.
    Previous,
    /// Leave the pane.
    Back,
    /// Scroll the conversation by pages, up is positive.
    Page(f32),
    /// Go online.
    Connect,
    /// Go offline.
    Disconnect,
    /// What was asked here is answered.
    Answered(Answer),
    /// In the conversation.
    Conversation(conversation::Message),
    /// In the form.
    AddContact(add_contact::Message),
    /// In the request.
    Request(request::Message),
    /// On the contact's page.
    Contact(contact_page::Message),
    /// While the contact is checked.
    Verify(verify::Message),
    /// In the settings.
    Settings(settings::Message),
    /// At the own address.
    OwnAddress(own_address::Message),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// A contact changed.
    Changed(Contact),
    /// A contact is new, or ours again, and should be shown.
    Opened(Contact),
    /// Something else was chosen in the settings.
    Preferences(sotto_engine::api::Preferences),
}

impl Chats {
    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Open(contact) => (self.open(contact, context), None),
            Message::Show(place) => (self.show(place, context), None),
            Message::ShowVerify => (self.verify(Tab::Words, context), None),
            Message::Next => (self.step(1, context), None),
            Message::Previous => (self.step(-1, context), None),
            Message::Back => (self.back(context), None),
            Message::Page(pages) => (conversation::page(pages), None),
            Message::Connect => (context.engine.ask(Request::Connect).map(Message::Answered), None),
            Message::Disconnect => (context.engine.ask(Request::Disconnect).map(Message::Answered), None),
            Message::Answered(answer) => {
                self.failure = answer.err();
                (Task::none(), None)
            }
            message => self.update_pane(message, context),
        }
    }

    /// Takes in what the engine tells, after the model has.
    pub(crate) fn hear(&mut self, event: &EngineEvent, context: &Context<'_>) -> Task<Message> {
        match (event, &mut self.pane) {
            (EngineEvent::Message(message), Pane::Conversation(open)) => {
                open.hear(message, context).map(Message::Conversation)
            }
            (EngineEvent::Contact(contact), pane) => {
                if contact.check.is_some() {
                    self.outcomes.remove(&contact.id);
                }
                if let Pane::Verify(pane) = pane {
                    pane.follow(contact);
                }
                Task::none()
            }
            (EngineEvent::Checked { contact, outcome, asked_by_us }, _) => {
                let outcome = Outcome { what: *outcome, asked_by_us: *asked_by_us };
                self.outcomes.insert(*contact, outcome);
                Task::none()
            }
            (EngineEvent::ContactRemoved { contact }, _) => {
                self.drafts.remove(contact);
                self.outcomes.remove(contact);
                if self.shown() == Some(*contact) {
                    self.pane = Pane::Nothing;
                }
                Task::none()
            }
            (EngineEvent::Storage { failure }, _) => {
                self.failure = Some(*failure);
                Task::none()
            }
            _ => Task::none(),
        }
    }

    /// Whether something is shown that has to be counted down by the second.
    pub(crate) fn is_counting(&self, model: &Model) -> bool {
        let ahead = |at: Option<u64>| at.is_some_and(|at| at > model.now);
        let known = match &self.pane {
            Pane::Conversation(open) => model.contact(open.contact()),
            _ => None,
        };
        let reach = match model.status.network.reach {
            Reach::Unreachable { next_try, .. } if is_unreachable(&model.status.network) => next_try,
            _ => None,
        };
        ahead(reach) || ahead(known.and_then(|known| conversation::next_try(known, model)))
    }

    /// Reads the open conversation again, after events were lost.
    pub(crate) fn reload(&mut self, context: &Context<'_>) -> Task<Message> {
        match &mut self.pane {
            Pane::Conversation(open) => open.reload(context).map(Message::Conversation),
            _ => Task::none(),
        }
    }

    /// Opens the pane of `place`.
    pub(crate) fn show(&mut self, place: Place, context: &Context<'_>) -> Task<Message> {
        self.leave();
        match place {
            Place::AddContact => {
                let (form, task) = AddContact::new();
                self.pane = Pane::AddContact(form);
                task.map(Message::AddContact)
            }
            Place::Settings => {
                let (settings, task) = Settings::new(context);
                self.pane = Pane::Settings(Box::new(settings));
                task.map(Message::Settings)
            }
            Place::OwnAddress => {
                self.pane = Pane::OwnAddress(OwnAddress::new(context.model));
                OwnAddress::focus()
            }
        }
    }

    /// The contact that is shown, if it is one.
    pub(crate) fn shown(&self) -> Option<ContactId> {
        match &self.pane {
            Pane::Conversation(open) => Some(open.contact()),
            Pane::Request(pane) => Some(pane.contact()),
            Pane::Contact(page) => Some(page.contact()),
            Pane::Verify(pane) => Some(pane.contact()),
            Pane::Nothing | Pane::AddContact(_) | Pane::Settings(_) | Pane::OwnAddress(_) => None,
        }
    }

    fn open(&mut self, contact: ContactId, context: &Context<'_>) -> Task<Message> {
        let Some(known) = context.model.contact(contact) else { return Task::none() };
        self.leave();
        match known.standing {
            Standing::Requesting => {
                let (pane, task) = RequestPane::new(contact, context);
                self.pane = Pane::Request(pane);
                task.map(Message::Request)
            }
            Standing::Blocked => {
                self.pane = Pane::Contact(ContactPage::new(known));
                Task::none()
            }
            Standing::Accepted => {
                let draft = self.drafts.remove(&contact).unwrap_or_default();
                let (open, task) = Conversation::new(known, &draft, context);
                self.pane = Pane::Conversation(Box::new(open));
                task.map(Message::Conversation)
            }
        }
    }

    /// Shows how to check the contact that is shown, if it is an accepted one.
    fn verify(&mut self, tab: Tab, context: &Context<'_>) -> Task<Message> {
        let known = self.shown().and_then(|shown| context.model.contact(shown));
        let Some(known) = known.filter(|known| known.standing == Standing::Accepted) else {
            return Task::none();
        };
        self.leave();
        let (pane, task) = Verify::new(known, tab, context);
        self.pane = Pane::Verify(Box::new(pane));
        task.map(Message::Verify)
    }

    /// The outcome of the last check with `known`, as long as it is true.
    fn outcome(&self, known: &Contact) -> Option<Outcome> {
        self.outcomes.get(&known.id).copied().filter(|outcome| outcome.holds(known))
    }

    /// Keeps what was typed when a conversation is left.
    fn leave(&mut self) {
        if let Pane::Conversation(open) = std::mem::take(&mut self.pane)
            && let Some(draft) = open.draft()
        {
            self.drafts.insert(open.contact(), draft);
        }
    }

    fn step(&mut self, by: isize, context: &Context<'_>) -> Task<Message> {
        let contacts = context.model.contacts();
        if contacts.is_empty() {
            return Task::none();
        }
        let at = self.shown().and_then(|shown| contacts.iter().position(|contact| contact.id == shown));
        let next = match at {
            Some(at) => (at as isize + by).rem_euclid(contacts.len() as isize) as usize,
            None if by > 0 => 0,
            None => contacts.len() - 1,
        };
        self.open(contacts[next].id, context)
    }

    fn back(&mut self, context: &Context<'_>) -> Task<Message> {
        match (&self.pane, self.shown()) {
            (Pane::Contact(_) | Pane::Verify(_), Some(contact)) => {
                self.pane = Pane::Nothing;
                let accepted =
                    context.model.contact(contact).is_some_and(|c| c.standing == Standing::Accepted);
                if accepted { self.open(contact, context) } else { Task::none() }
            }
            _ => {
                self.leave();
                Task::none()
            }
        }
    }

    fn update_pane(&mut self, message: Message, context: &Context<'_>) -> (Task<Message>, Option<Event>) {
        match (message, &mut self.pane) {
            (Message::Conversation(message), Pane::Conversation(open)) => {
                let (task, event) = open.update(message, context);
                let (more, event) = self.heard_conversation(event, context);
                (Task::batch([task.map(Message::Conversation), more]), event)
            }
            (Message::AddContact(message), Pane::AddContact(form)) => {
                let (task, event) = form.update(message, context);
                let event = event.map(|add_contact::Event::Added(contact)| Event::Opened(contact));
                (task.map(Message::AddContact), event)
            }
            (Message::Request(message), Pane::Request(pane)) => {
                let (task, event) = pane.update(message, context);
                let event = event.map(|event| match event {
                    request::Event::Accepted(contact) => Event::Opened(contact),
                    request::Event::Blocked(contact) => {
                        self.pane = Pane::Contact(ContactPage::new(&contact));
                        Event::Changed(contact)
                    }
                });
                (task.map(Message::Request), event)
            }
            (Message::Contact(message), Pane::Contact(page)) => {
                let (task, event) = page.update(message, context);
                let task = task.map(Message::Contact);
                match event {
                    None => (task, None),
                    Some(contact_page::Event::Changed(contact)) => (task, Some(Event::Changed(contact))),
                    Some(contact_page::Event::Unblocked(contact)) => (task, Some(Event::Opened(contact))),
                    Some(contact_page::Event::Verify) => (self.verify(Tab::Words, context), None),
                }
            }
            (Message::Verify(message), Pane::Verify(pane)) => {
                let (task, event) = pane.update(message, context);
                let contact = pane.contact();
                let event = event.and_then(|event| match event {
                    verify::Event::Changed(contact) => Some(Event::Changed(contact)),
                    verify::Event::Understood => {
                        self.outcomes.remove(&contact);
                        None
                    }
                });
                (task.map(Message::Verify), event)
            }
            (Message::Settings(message), Pane::Settings(settings)) => {
                let (task, event) = settings.update(message, context);
                let event = event.map(|settings::Event::Preferences(chosen)| Event::Preferences(chosen));
                (task.map(Message::Settings), event)
            }
            (Message::OwnAddress(message), Pane::OwnAddress(pane)) => {
                (pane.update(message).map(Message::OwnAddress), None)
            }
            // an answer for a pane that is no longer there
            _ => (Task::none(), None),
        }
    }

    fn heard_conversation(
        &mut self,
        event: Option<conversation::Event>,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match event {
            None => (Task::none(), None),
            Some(conversation::Event::Changed(contact)) => (Task::none(), Some(Event::Changed(contact))),
            Some(conversation::Event::Page) => {
                if let Some(known) = self.shown().and_then(|shown| context.model.contact(shown)) {
                    self.leave();
                    self.pane = Pane::Contact(ContactPage::new(known));
                }
                (Task::none(), None)
            }
            Some(conversation::Event::Verify(tab)) => (self.verify(tab, context), None),
            Some(conversation::Event::Understood) => {
                if let Some(shown) = self.shown() {
                    self.outcomes.remove(&shown);
                }
                (Task::none(), None)
            }
        }
    }

    /// The screen.
    pub(crate) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let beside = column![]
            .push(slot(
                self.failure
                    .map(|failure| container(notice(model.words.failure(failure), None)).padding(space::S)),
            ))
            .push(self.view_pane(model));
        let list = container(sidebar::view(model, self.shown(), self.place()))
            .width(space::SIDEBAR)
            .height(Fill)
            .style(style::panel);
        let beside = container(beside).width(Fill).height(Fill).style(style::canvas);
        line(model.words.direction(), vec![list.into(), down(), beside.into()]).into()
    }

    fn place(&self) -> Option<Place> {
        match &self.pane {
            Pane::AddContact(_) => Some(Place::AddContact),
            Pane::Settings(_) => Some(Place::Settings),
            Pane::OwnAddress(_) => Some(Place::OwnAddress),
            _ => None,
        }
    }

    fn view_pane<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let known = self.shown().and_then(|shown| model.contact(shown));
        let words = model.words;
        match (&self.pane, known) {
            (Pane::Conversation(open), Some(known)) => {
                open.view(known, self.outcome(known), model).map(Message::Conversation)
            }
            (Pane::Request(pane), Some(known)) => {
                framed(words.say("chats-request"), pane.view(known, model).map(Message::Request), words)
            }
            (Pane::Verify(pane), Some(known)) => {
                let view = pane.view(known, self.outcome(known), model);
                framed(words.say("chats-check"), view.map(Message::Verify), words)
            }
            (Pane::Contact(page), Some(known)) => {
                framed(words.say("chats-contact"), page.view(known, model).map(Message::Contact), words)
            }
            (Pane::AddContact(form), _) => {
                framed(words.say("chats-add-contact"), form.view(model).map(Message::AddContact), words)
            }
            (Pane::Settings(settings), _) => {
                framed(words.say("chats-settings"), settings.view(model).map(Message::Settings), words)
            }
            (Pane::OwnAddress(pane), _) => {
                framed(words.say("common-your-address"), pane.view(model).map(Message::OwnAddress), words)
            }
            _ => nothing(model),
        }
    }
}

fn nothing(model: &Model) -> Element<'_, Message> {
    let nobody = model.contacts().is_empty();
    let words = model.words.say(if nobody { "chats-nobody" } else { "chats-choose" });
    let page = column![icon(Icon::Lock, 40.0, |c| c.muted), title("Sotto"), body(words).style(style::muted)]
        .spacing(space::M)
        .align_x(Alignment::Center);
    container(page).center(Fill).padding(space::XL).into()
}

/// A pane that is not a conversation: a bar with its name and the way out, and one column.
fn framed<'a>(name: String, content: Element<'a, Message>, words: &Words) -> Element<'a, Message> {
    let close = sign(Icon::Close, words.say("chats-close"), Message::Back);
    let line = line(words.direction(), vec![title(name).into(), gap(), close]).align_y(Alignment::Center);
    let column = container(content).max_width(space::COLUMN).padding(space::XL).width(Fill);
    let body = scrolled(container(column).center_x(Fill)).height(Fill);
    column![container(line).padding([0, 16]).center_y(sidebar::HEAD).width(Fill), across(), body].into()
}

/// What a form needs of an answer: the contact, or the failure.
fn contact_of(answer: Answer) -> Result<Option<Contact>, Failure> {
    answer.map(|response| match response {
        Response::Contact(contact) => Some(contact),
        _ => None,
    })
}
