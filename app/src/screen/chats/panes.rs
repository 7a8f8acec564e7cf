//! What happens in the parts of the main screen: each takes its message in, and what it tells is acted on here.

use super::contact_page::ContactPage;
use super::undo::Declined;
use super::verify::Tab;
use super::{
    Chats, Context, Event, Message, Pane, add_contact, contact_of, contact_page, conversation, home, late,
    own_address, request, settings, sidebar, undo, verify,
};
use iced::Task;
use iced::widget::operation;
use sotto_engine::api::ContactId;

impl Chats {
    pub(super) fn update_sidebar(
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
                    Pane::Conversation(open) => late(contact, open.jump(message, context)),
                    _ => Task::none(),
                };
                (Task::batch([task, opened, led]), None)
            }
        }
    }

    pub(super) fn update_home(
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

    pub(super) fn update_undo(
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

    /// An answer for the conversation with `contact`. If that was left, what was refused is a draft again, before what was written
    /// since; it must neither be lost nor come into a conversation with somebody else.
    pub(super) fn update_late(
        &mut self,
        contact: ContactId,
        message: conversation::Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        if matches!(&self.pane, Pane::Conversation(open) if open.contact() == contact) {
            return self.update_pane(Message::Conversation(message), context);
        }
        if let Some((text, failure)) = message.refused() {
            let vault = || context.model.contact(contact).and_then(|known| known.draft.clone());
            let since = self.drafts.remove(&contact).or_else(vault).unwrap_or_default();
            self.drafts.insert(contact, conversation::joined(&text, &since));
            self.unkept = true;
            self.failure = Some(failure);
        }
        (Task::none(), None)
    }

    pub(super) fn update_pane(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match (message, &mut self.pane) {
            (Message::Conversation(message), Pane::Conversation(open)) => {
                let (task, event) = open.update(message, context);
                let task = late(open.contact(), task);
                let (more, event) = self.heard_conversation(event, context);
                (Task::batch([task, more]), event)
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
                (task.map(Message::Settings), event.map(Event::from))
            }
            (Message::OwnAddress(message), Pane::OwnAddress(pane)) => {
                let (task, event) = pane.update(message, context);
                (task.map(Message::OwnAddress), self.heard_own_address(event))
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
                self.show_page(context);
                (Task::none(), None)
            }
            Some(conversation::Event::Name) => {
                self.show_page(context);
                (operation::focus(contact_page::NAME), None)
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

    fn heard_own_address(&mut self, event: Option<own_address::Event>) -> Option<Event> {
        match event? {
            own_address::Event::Copied(text) => Some(Event::Copied(text)),
            own_address::Event::Revoked(invite) => {
                self.home.revoked(invite);
                None
            }
        }
    }

    fn show_page(&mut self, context: &Context<'_>) {
        if let Some(known) = self.shown().and_then(|shown| context.model.contact(shown)) {
            self.leave();
            self.pane = Pane::Contact(ContactPage::new(known));
        }
    }
}

impl From<settings::Event> for Event {
    fn from(event: settings::Event) -> Self {
        match event {
            settings::Event::Preferences(chosen) => Self::Preferences(chosen),
            settings::Event::Lock => Self::Lock,
            settings::Event::EndSession => Self::EndSession,
            settings::Event::Wipe => Self::Wipe,
        }
    }
}
