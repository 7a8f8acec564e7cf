//! The main screen: the contact list with the state of the connection, and one pane beside it.

mod add_contact;
mod connection;
mod contact_page;
pub(crate) mod conversation;
mod home;
mod own_address;
mod panes;
mod request;
pub(crate) mod settings;
mod sidebar;
mod undo;
pub(crate) mod verify;
mod view;

use super::Context;
use crate::engine::Answer;
use crate::model::{Model, is_unreachable};
use add_contact::AddContact;
use contact_page::ContactPage;
use conversation::Conversation;
use home::Home;
use iced::Task;
use iced::widget::operation;
use own_address::OwnAddress;
use request::RequestPane;
use settings::{Section, Settings};
use sidebar::Sidebar;
use sotto_engine::api::{
    Contact, ContactId, Event as EngineEvent, Failure, Reach, Request, Response, Standing,
};
use std::collections::HashMap;
use undo::Declined;
use verify::{Outcome, Tab, Verify};

/// The state.
#[derive(Debug, Default)]
pub(crate) struct Chats {
    pane: Pane,
    sidebar: Sidebar,
    home: Home,
    /// Whose request was declined, as long as that can be taken back.
    declined: Option<Declined>,
    /// What was typed and not sent, by contact, until the vault has it.
    drafts: HashMap<ContactId, String>,
    /// The vault has not been asked to keep all of them.
    unkept: bool,
    /// How the last check ended, by contact, until it has been read.
    outcomes: HashMap<ContactId, Outcome>,
    failure: Option<Failure>,
}

/// What stands beside the list.
#[derive(Debug, Default)]
enum Pane {
    /// Nobody is chosen: beside the list stands what one begins with.
    #[default]
    Nothing,
    /// The same, chosen: in a narrow window it stands before the list.
    Home,
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
    /// An invite, and a field for a link.
    Home,
    /// Add somebody.
    AddContact,
    /// Appearance, privacy, about.
    Settings,
    /// The settings at the bridges.
    Bridges,
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
    /// Leave what is in front.
    Back,
    /// Look for contacts and messages.
    Search,
    /// What is on the clipboard is a contact's link.
    Paste,
    /// The notice about what failed has been read.
    Dismiss,
    /// In the list.
    Sidebar(sidebar::Message),
    /// Beside the list while nobody is chosen.
    Home(home::Message),
    /// Under everything else, for a moment.
    Undo(undo::Message),
    /// Scroll the conversation by pages, up is positive.
    Page(f32),
    /// Go online.
    Connect,
    /// Go offline.
    Disconnect,
    /// What was asked here is answered.
    Answered(Answer),
    /// The vault has kept a draft, or not.
    Kept(ContactId, String, Answer),
    /// In the conversation.
    Conversation(conversation::Message),
    /// What came of something that was asked in the conversation with this contact, which may have been left since.
    Late(ContactId, conversation::Message),
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
    Changed(Box<Contact>),
    /// A contact is new, or ours again, and should be shown.
    Opened(Box<Contact>),
    /// This should be on the clipboard.
    Copied(String),
    /// Something else was chosen in the settings.
    Preferences(sotto_engine::api::Preferences),
    /// Lock the vault.
    Lock,
    /// End a session in memory.
    EndSession,
    /// Ask whether the profile is to be destroyed.
    Wipe,
}

impl Chats {
    /// Nothing leaves before it is wished: the focus is on what goes online.
    pub(crate) fn arrive(&mut self, _: &Context<'_>) -> Task<Message> {
        operation::focus(home::CONNECT)
    }

    /// Goes online, with the focus on the invite.
    pub(crate) fn connect(&mut self, context: &Context<'_>) -> Task<Message> {
        let connect = context.engine.ask(Request::Connect).map(Message::Answered);
        Task::batch([connect, operation::focus(home::COPY)])
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        let (task, event) = self.react(message, context);
        let kept = if self.unkept { self.keep_drafts(context) } else { Task::none() };
        (Task::batch([task, kept]), event)
    }

    fn react(&mut self, message: Message, context: &Context<'_>) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Open(contact) => (self.open(contact, context), None),
            Message::Show(place) => (self.show(place, context), None),
            Message::ShowVerify => (self.verify(Tab::Words, context), None),
            Message::Next => (self.step(1, context), None),
            Message::Previous => (self.step(-1, context), None),
            Message::Back => (self.back(context), None),
            Message::Page(pages) => (conversation::page(pages), None),
            Message::Search => (self.search(context), None),
            Message::Paste => self.paste(context),
            Message::Dismiss => {
                self.failure = None;
                (Task::none(), None)
            }
            Message::Sidebar(message) => self.update_sidebar(message, context),
            Message::Home(message) => self.update_home(message, context),
            Message::Undo(message) => self.update_undo(message, context),
            Message::Connect => (context.engine.ask(Request::Connect).map(Message::Answered), None),
            Message::Disconnect => (context.engine.ask(Request::Disconnect).map(Message::Answered), None),
            Message::Answered(answer) => {
                self.failure = answer.err();
                (Task::none(), None)
            }
            Message::Kept(contact, text, answer) => (Task::none(), self.kept(contact, &text, answer)),
            Message::Late(contact, message) => self.update_late(contact, message, context),
            message => self.update_pane(message, context),
        }
    }

    /// Takes in what the engine tells, after the model has.
    pub(crate) fn hear(&mut self, event: &EngineEvent, context: &Context<'_>) -> Task<Message> {
        match (event, &mut self.pane) {
            (EngineEvent::Message(message), Pane::Conversation(open)) => {
                late(open.contact(), open.hear(message, context))
            }
            (EngineEvent::Contact(contact), pane) => {
                if contact.check.is_some() {
                    self.outcomes.remove(&contact.id);
                }
                self.home.hear(contact);
                match pane {
                    Pane::Verify(pane) => pane.follow(contact),
                    Pane::OwnAddress(pane) => pane.hear(contact),
                    _ => {}
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

    /// Time has passed.
    pub(crate) fn tick(&mut self, context: &Context<'_>) -> Task<Message> {
        let model = context.model;
        self.home.tick(model);
        self.declined = self.declined.take().filter(|declined| declined.is_there(model.now));
        match &mut self.pane {
            Pane::Conversation(open) if open.is_due(model.now) => {
                let draft = open.unkept();
                let contact = open.contact();
                draft.map_or_else(Task::none, |text| keep(contact, text, context))
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
        let moving = matches!(&self.pane, Pane::Conversation(open) if open.is_counting(model));
        moving
            || self.declined.is_some()
            || ahead(reach)
            || ahead(known.and_then(|known| conversation::next_try(known, model)))
    }

    /// Reads the open conversation again, after events were lost.
    pub(crate) fn reload(&mut self, context: &Context<'_>) -> Task<Message> {
        match &mut self.pane {
            Pane::Conversation(open) => late(open.contact(), open.reload(context)),
            _ => Task::none(),
        }
    }

    /// Opens the pane of `place`.
    pub(crate) fn show(&mut self, place: Place, context: &Context<'_>) -> Task<Message> {
        self.leave();
        match place {
            Place::Home => {
                self.pane = Pane::Home;
                operation::focus(home::COPY)
            }
            Place::AddContact => {
                let (form, task) = AddContact::new();
                self.pane = Pane::AddContact(form);
                task.map(Message::AddContact)
            }
            Place::Settings | Place::Bridges => {
                let section = Section::of(place).unwrap_or_default();
                let (settings, task) = Settings::new(section, context);
                self.pane = Pane::Settings(Box::new(settings));
                task.map(Message::Settings)
            }
            Place::OwnAddress => {
                let (pane, task) = OwnAddress::new(context);
                self.pane = Pane::OwnAddress(pane);
                task.map(Message::OwnAddress)
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
            Pane::Nothing | Pane::Home | Pane::AddContact(_) | Pane::Settings(_) | Pane::OwnAddress(_) => {
                None
            }
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
                let draft = self.drafts.remove(&contact).or_else(|| known.draft.clone()).unwrap_or_default();
                let (open, task) = Conversation::new(known, &draft, context);
                self.pane = Pane::Conversation(Box::new(open));
                late(contact, task)
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
        if let Pane::Conversation(mut open) = std::mem::take(&mut self.pane)
            && let Some(draft) = open.unkept()
        {
            self.drafts.insert(open.contact(), draft);
            self.unkept = true;
        }
    }

    /// Leaves what is open, and says what the vault has to keep of what was typed and not sent.
    pub(crate) fn part(&mut self) -> Vec<Request> {
        self.leave();
        let drafts = self.drafts.iter();
        drafts.map(|(contact, text)| Request::SetDraft { contact: *contact, text: text.clone() }).collect()
    }

    /// Writes down in the vault what was typed and not sent in conversations that were left.
    fn keep_drafts(&mut self, context: &Context<'_>) -> Task<Message> {
        self.unkept = false;
        Task::batch(self.drafts.iter().map(|(contact, text)| keep(*contact, text.clone(), context)))
    }

    /// What the vault does not keep stays here, and why is said.
    fn kept(&mut self, contact: ContactId, text: &str, answer: Answer) -> Option<Event> {
        match contact_of(answer) {
            Ok(known) => {
                let has =
                    known.as_ref().is_some_and(|known| known.draft.as_deref().unwrap_or_default() == text);
                if has && self.drafts.get(&contact).is_some_and(|draft| draft == text) {
                    self.drafts.remove(&contact);
                }
                known.map(|known| Event::Changed(Box::new(known)))
            }
            Err(failure) => {
                self.failure = Some(failure);
                None
            }
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

    fn search(&mut self, context: &Context<'_>) -> Task<Message> {
        if context.model.is_narrow() {
            self.leave();
        }
        operation::focus(sidebar::SEARCH)
    }

    /// Only where the pane can be seen that takes a link: nothing reads the clipboard behind somebody's back.
    fn paste(&mut self, context: &Context<'_>) -> (Task<Message>, Option<Event>) {
        match self.pane {
            Pane::Home => self.update_home(home::Message::Paste, context),
            Pane::Nothing if self.shows_home(context.model) => {
                self.update_home(home::Message::Paste, context)
            }
            _ => (Task::none(), None),
        }
    }

    /// Whether what one begins with can be seen while nobody is chosen.
    fn shows_home(&self, model: &Model) -> bool {
        !model.is_narrow() || model.contacts().is_empty()
    }

    fn back(&mut self, context: &Context<'_>) -> Task<Message> {
        if self.sidebar.back() {
            return Task::none();
        }
        if let Pane::Conversation(open) = &mut self.pane
            && let Some(task) = open.retreat()
        {
            return late(open.contact(), task);
        }
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
}

/// Whatever comes of `task` is for the conversation with `contact`, and for no other.
fn late(contact: ContactId, task: Task<conversation::Message>) -> Task<Message> {
    task.map(move |message| Message::Late(contact, message))
}

/// Asks the vault to keep a draft.
fn keep(contact: ContactId, text: String, context: &Context<'_>) -> Task<Message> {
    let asked = context.engine.ask(Request::SetDraft { contact, text: text.clone() });
    asked.map(move |answer| Message::Kept(contact, text.clone(), answer))
}

/// What a form needs of an answer: the contact, or the failure.
fn contact_of(answer: Answer) -> Result<Option<Contact>, Failure> {
    answer.map(|response| match response {
        Response::Contact(contact) => Some(contact),
        _ => None,
    })
}
