//! One contact: name, whole address, whether they have shown who they are, pinned, muted, draft, block, delete.

mod view;

use super::contact_of;
use crate::engine::Answer;
use crate::screen::Context;
use crate::widget::editor::Content;
use iced::Task;
use iced::widget::operation;
use sotto_engine::api::{Contact, ContactId, Failure, Request};
use std::fmt;

/// The field of the name.
pub(super) const NAME: &str = "page-name";
/// What has the focus when it is asked whether to delete.
const KEEP: &str = "page-keep";
/// What a name of 64 characters takes at most, in bytes; the engine counts the characters.
const NAME_BYTES: usize = 1024;

/// The state.
pub(crate) struct ContactPage {
    contact: ContactId,
    name: Content,
    saved: bool,
    copied: bool,
    asks_to_delete: bool,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The name is typed.
    Named,
    /// Something was pasted that is no name.
    TooLong,
    /// Keep the name.
    Rename,
    /// Their address goes to the clipboard.
    CopyAddress,
    /// Show how to check that they are who they say.
    Verify,
    /// Put them above the others, or no more.
    Pin(bool),
    /// Announce nothing of theirs, or no more.
    Mute(bool),
    /// Erase what was written to them and not sent.
    ClearDraft,
    /// Hear no more of them.
    Block,
    /// Lift the block.
    Unblock,
    /// Ask before deleting.
    AskToDelete,
    /// Not after all.
    Keep,
    /// Delete.
    Delete,
    /// Anything about them is changed, or not.
    Changed(Answer),
    /// The draft is erased, or not.
    Cleared(Answer),
    /// Unblocked, or not.
    Unblocked(Answer),
    /// Deleted, or not; if so the engine says that they are gone.
    Deleted(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// Anything about them is changed.
    Changed(Box<Contact>),
    /// The draft is erased.
    Cleared(Box<Contact>),
    /// A contact again.
    Unblocked(Box<Contact>),
    /// This should be on the clipboard.
    Copied(String),
    /// Show how to check them.
    Verify,
}

impl ContactPage {
    /// The page of `known`.
    pub(crate) fn new(known: &Contact) -> Self {
        Self {
            contact: known.id,
            name: Content::line(NAME_BYTES).with(&known.name),
            saved: false,
            copied: false,
            asks_to_delete: false,
            wrong: None,
        }
    }

    /// Whose page it is.
    pub(crate) fn contact(&self) -> ContactId {
        self.contact
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Named => {
                self.saved = false;
                self.wrong = None;
            }
            Message::TooLong => self.wrong = Some(Failure::NameTooLong),
            Message::CopyAddress => return (Task::none(), self.copy(context)),
            Message::Verify => return (Task::none(), Some(Event::Verify)),
            Message::AskToDelete => {
                self.asks_to_delete = true;
                return (operation::focus(KEEP), None);
            }
            Message::Keep => self.asks_to_delete = false,
            Message::Changed(answer) => return (Task::none(), self.changed(answer, Event::Changed)),
            Message::Cleared(answer) => return (Task::none(), self.changed(answer, Event::Cleared)),
            Message::Unblocked(answer) => return (Task::none(), self.changed(answer, Event::Unblocked)),
            Message::Deleted(answer) => self.wrong = answer.err(),
            asked => return (self.ask(&asked, context), None),
        }
        (Task::none(), None)
    }

    /// Asks the engine for what can be done with a contact.
    fn ask(&mut self, message: &Message, context: &Context<'_>) -> Task<Message> {
        let contact = self.contact;
        let (request, answered): (_, fn(Answer) -> Message) = match *message {
            Message::Rename => {
                self.saved = true;
                let name = self.name.text().trim().to_owned();
                (Request::Rename { contact, name }, Message::Changed)
            }
            Message::Pin(pinned) => (Request::Pin { contact, pinned }, Message::Changed),
            Message::Mute(muted) => (Request::Mute { contact, muted }, Message::Changed),
            Message::ClearDraft => (Request::SetDraft { contact, text: String::new() }, Message::Cleared),
            Message::Block => (Request::Block { contact }, Message::Changed),
            Message::Unblock => (Request::Unblock { contact }, Message::Unblocked),
            Message::Delete => (Request::DeleteContact { contact }, Message::Deleted),
            _ => return Task::none(),
        };
        self.wrong = None;
        context.engine.ask(request).map(answered)
    }

    fn copy(&mut self, context: &Context<'_>) -> Option<Event> {
        let address = context.model.contact(self.contact)?.address.clone();
        self.copied = true;
        Some(Event::Copied(address))
    }

    fn changed(&mut self, answer: Answer, event: fn(Box<Contact>) -> Event) -> Option<Event> {
        match contact_of(answer) {
            Ok(contact) => contact.map(|contact| event(Box::new(contact))),
            Err(failure) => {
                self.saved = false;
                self.wrong = Some(failure);
                None
            }
        }
    }
}

impl fmt::Debug for ContactPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContactPage").field("contact", &self.contact).finish_non_exhaustive()
    }
}
