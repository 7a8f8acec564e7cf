//! The main screen: the contact list with the state of the connection, and one pane beside it.

mod add_contact;
mod connection;
mod contact_page;
pub(crate) mod conversation;
mod home;
mod own_address;
mod request;
pub(crate) mod settings;
mod sidebar;
mod undo;
pub(crate) mod verify;

use super::Context;
use crate::engine::Answer;
use crate::model::{Model, is_unreachable};
use crate::theme::{space, style};
use crate::widget::Icon;
use crate::widget::mirror::line;
use crate::widget::pieces::{across, down, gap, notice, scrolled, sign, slot, small_action, title};
use crate::words::{Direction, Words};
use add_contact::AddContact;
use contact_page::ContactPage;
use conversation::Conversation;
use home::Home;
use iced::widget::operation;
use iced::widget::{column, container};
use iced::{Alignment, Element, Fill, Task};
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
                self.home.hear(contact);
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
            Pane::Conversation(open) => open.reload(context).map(Message::Conversation),
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
            return task.map(Message::Conversation);
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

    fn update_sidebar(
        &mut self,
        message: sidebar::Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        let (task, event) = self.sidebar.update(message, context);
        let task = task.map(Message::Sidebar);
        match event {
            None => (task, None),
            Some(sidebar::Event::Changed(contact)) => (task, Some(Event::Changed(contact))),
            Some(sidebar::Event::Failed(failure)) => {
                self.failure = Some(failure);
                (task, None)
            }
            Some(sidebar::Event::Found(contact, message)) => {
                let opened = self.open(contact, context);
                let led = match &mut self.pane {
                    Pane::Conversation(open) => open.jump(message, context).map(Message::Conversation),
                    _ => Task::none(),
                };
                (Task::batch([task, opened, led]), None)
            }
        }
    }

    fn update_home(
        &mut self,
        message: home::Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        let (task, event) = self.home.update(message, context);
        let task = task.map(Message::Home);
        match event {
            None => (task, None),
            Some(home::Event::Added(contact)) => (task, Some(Event::Opened(contact))),
            Some(home::Event::Copied(text)) => (task, Some(Event::Copied(text))),
            Some(home::Event::Out(home::Out::Connect)) => (Task::batch([task, self.connect(context)]), None),
            Some(home::Event::Out(home::Out::Show(place))) => {
                (Task::batch([task, self.show(place, context)]), None)
            }
        }
    }

    fn update_undo(
        &mut self,
        message: undo::Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            undo::Message::Undo => {
                let Some(declined) = self.declined.take() else { return (Task::none(), None) };
                (declined.take_back(context).map(Message::Undo), None)
            }
            undo::Message::Close => {
                self.declined = None;
                (Task::none(), None)
            }
            undo::Message::Undone(answer) => match contact_of(answer) {
                Ok(contact) => (Task::none(), contact.map(|contact| Event::Opened(Box::new(contact)))),
                Err(failure) => {
                    self.failure = Some(failure);
                    (Task::none(), None)
                }
            },
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
                let event = event.map(|add_contact::Event::Added(contact)| Event::Opened(Box::new(contact)));
                (task.map(Message::AddContact), event)
            }
            (Message::Request(message), Pane::Request(pane)) => {
                let (task, event) = pane.update(message, context);
                let event = event.and_then(|event| match event {
                    request::Event::Accepted(contact) => Some(Event::Opened(Box::new(contact))),
                    request::Event::Blocked(contact) => {
                        self.pane = Pane::Contact(ContactPage::new(&contact));
                        Some(Event::Changed(Box::new(contact)))
                    }
                    request::Event::Declined(contact) => {
                        self.declined = Some(Declined::new(contact, context.model));
                        self.pane = Pane::Nothing;
                        None
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
                    Some(contact_page::Event::Cleared(contact)) => {
                        self.drafts.remove(&contact.id);
                        (task, Some(Event::Changed(contact)))
                    }
                    Some(contact_page::Event::Unblocked(contact)) => (task, Some(Event::Opened(contact))),
                    Some(contact_page::Event::Copied(address)) => (task, Some(Event::Copied(address))),
                    Some(contact_page::Event::Verify) => (self.verify(Tab::Words, context), None),
                }
            }
            (Message::Verify(message), Pane::Verify(pane)) => {
                let (task, event) = pane.update(message, context);
                let contact = pane.contact();
                let event = event.and_then(|event| match event {
                    verify::Event::Changed(contact) => Some(Event::Changed(Box::new(contact))),
                    verify::Event::Understood => {
                        self.outcomes.remove(&contact);
                        None
                    }
                });
                (task.map(Message::Verify), event)
            }
            (Message::Settings(message), Pane::Settings(settings)) => {
                let (task, event) = settings.update(message, context);
                let event = event.map(|event| match event {
                    settings::Event::Preferences(chosen) => Event::Preferences(chosen),
                    settings::Event::Lock => Event::Lock,
                    settings::Event::EndSession => Event::EndSession,
                    settings::Event::Wipe => Event::Wipe,
                });
                (task.map(Message::Settings), event)
            }
            (Message::OwnAddress(message), Pane::OwnAddress(pane)) => {
                (Task::none(), pane.update(message).map(Event::Copied))
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
            Some(conversation::Event::Changed(contact)) => {
                (Task::none(), Some(Event::Changed(Box::new(contact))))
            }
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

    /// The screen: list and pane side by side, or in a narrow window the one in front.
    pub(crate) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let list = self.sidebar.view(model, self.shown(), self.place());
        let both = if model.is_narrow() {
            let pane = matches!(self.pane, Pane::Nothing).then_some(());
            match pane {
                Some(()) if model.contacts().is_empty() => {
                    column![self.sidebar.view_head(model), self.view_pane(model)].into()
                }
                Some(()) => container(list).width(Fill).height(Fill).style(style::panel).into(),
                None => self.view_beside(model),
            }
        } else {
            let list = container(list).width(space::SIDEBAR).height(Fill).style(style::panel);
            line(model.words.direction(), vec![list.into(), down(), self.view_beside(model)]).into()
        };
        let undo = self.declined.as_ref().map(|declined| declined.view(model.words).map(Message::Undo));
        column![container(both).height(Fill), slot(self.view_failure(model)), slot(undo)].into()
    }

    fn view_beside<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        container(self.view_pane(model)).width(Fill).height(Fill).style(style::canvas).into()
    }

    /// What the vault's disk, or whatever else was asked here, has failed at.
    fn view_failure(&self, model: &Model) -> Option<Element<'_, Message>> {
        let failure = self.failure?;
        let dismiss = small_action(model.words.say("chats-dismiss"), style::on_notice, Message::Dismiss);
        let says = notice(model.words.failure(failure), Some(dismiss.into()));
        Some(container(says).padding(space::S).width(Fill).style(style::canvas).into())
    }

    fn place(&self) -> Option<Place> {
        match &self.pane {
            Pane::Home => Some(Place::Home),
            Pane::AddContact(_) => Some(Place::AddContact),
            Pane::Settings(_) => Some(Place::Settings),
            Pane::OwnAddress(_) => Some(Place::OwnAddress),
            _ => None,
        }
    }

    fn view_pane<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let known = self.shown().and_then(|shown| model.contact(shown));
        let words = model.words;
        let framed = |name, content| framed(name, content, model);
        match (&self.pane, known) {
            (Pane::Conversation(open), Some(known)) => {
                let open = open.view(known, self.outcome(known), model).map(Message::Conversation);
                if model.is_narrow() { column![back_bar(model), open].into() } else { open }
            }
            (Pane::Request(pane), Some(known)) => {
                framed(words.say("chats-request"), pane.view(known, model).map(Message::Request))
            }
            (Pane::Verify(pane), Some(known)) => {
                let view = pane.view(known, self.outcome(known), model);
                framed(words.say("chats-check"), view.map(Message::Verify))
            }
            (Pane::Contact(page), Some(known)) => {
                framed(words.say("chats-contact"), page.view(known, model).map(Message::Contact))
            }
            (Pane::AddContact(form), _) => {
                framed(words.say("chats-add-contact"), form.view(model).map(Message::AddContact))
            }
            (Pane::Settings(settings), _) => {
                topped(words.say("chats-settings"), settings.view(model).map(Message::Settings), model)
            }
            (Pane::OwnAddress(pane), _) => {
                framed(words.say("common-your-address"), pane.view(model).map(Message::OwnAddress))
            }
            (Pane::Home, _) if model.is_narrow() => {
                column![back_bar(model), self.home.view(model).map(Message::Home)].into()
            }
            _ => self.home.view(model).map(Message::Home),
        }
    }
}

/// A pane that is not a conversation: a bar with its name and the way out, and one column.
fn framed<'a>(name: String, content: Element<'a, Message>, model: &Model) -> Element<'a, Message> {
    let around = if model.is_narrow() { space::L } else { space::XL };
    let column = container(content).max_width(space::COLUMN).padding(around).width(Fill);
    topped(name, scrolled(container(column).center_x(Fill)).height(Fill).into(), model)
}

/// A bar with the name of a pane and the way out, over what fills the rest.
fn topped<'a>(name: String, body: Element<'a, Message>, model: &Model) -> Element<'a, Message> {
    let (words, narrow) = (model.words, model.is_narrow());
    let head = if narrow {
        vec![back_sign(words), title(name).into()]
    } else {
        vec![title(name).into(), gap(), sign(Icon::Close, words.say("chats-close"), Message::Back)]
    };
    let line = line(words.direction(), head).spacing(space::S).align_y(Alignment::Center);
    let sides = if narrow { space::S } else { space::L };
    column![container(line).padding([0.0, sides]).center_y(sidebar::HEAD).width(Fill), across(), body].into()
}

/// The way back to the list where there is room for one of the two only.
fn back_bar<'a>(model: &Model) -> Element<'a, Message> {
    let all = vec![back_sign(model.words), gap()];
    column![container(line(model.words.direction(), all)).padding([0.0, space::S]), across()].into()
}

fn back_sign<'a>(words: &Words) -> Element<'a, Message> {
    let arrow = match words.direction() {
        Direction::LeftToRight => Icon::Back,
        Direction::RightToLeft => Icon::ArrowRight,
    };
    sign(arrow, words.say("chats-back"), Message::Back)
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
