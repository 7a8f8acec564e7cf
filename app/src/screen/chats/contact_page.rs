//! One contact: name, whole address, block, delete.

use super::contact_of;
use super::conversation::RESEMBLES;
use crate::display;
use crate::engine::Answer;
use crate::model::presence_word;
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::mark::marked;
use crate::widget::pieces::{across, action, body, labelled, minor, small_action, wrong};
use iced::widget::{column, container, operation, row, text, text_input};
use iced::{Alignment, Element, Fill, Task};
use sotto_engine::api::{Contact, ContactId, Failure, Request, Standing};

const NAME: &str = "page-name";
const KEEP: &str = "page-keep";

/// The state.
#[derive(Debug)]
pub(crate) struct ContactPage {
    contact: ContactId,
    name: String,
    saved: bool,
    asks_to_delete: bool,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The name is typed.
    Name(String),
    /// Keep the name.
    Rename,
    /// Show how to check that they are who they say.
    Verify,
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
    /// Renamed or blocked, or not.
    Changed(Answer),
    /// Unblocked, or not.
    Unblocked(Answer),
    /// Deleted, or not; if so the engine says that they are gone.
    Deleted(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// Another name, or blocked.
    Changed(Contact),
    /// A contact again.
    Unblocked(Contact),
    /// Show how to check them.
    Verify,
}

impl ContactPage {
    /// The page of `known`.
    pub(crate) fn new(known: &Contact) -> Self {
        Self { contact: known.id, name: known.name.clone(), saved: false, asks_to_delete: false, wrong: None }
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
        let contact = self.contact;
        let ask = |request: Request| context.engine.ask(request);
        match message {
            Message::Name(name) => {
                self.name = name;
                self.saved = false;
                self.wrong = None;
            }
            Message::Rename => {
                let request = Request::Rename { contact, name: self.name.trim().to_owned() };
                self.saved = true;
                return (ask(request).map(Message::Changed), None);
            }
            Message::Verify => return (Task::none(), Some(Event::Verify)),
            Message::Block => return (ask(Request::Block { contact }).map(Message::Changed), None),
            Message::Unblock => return (ask(Request::Unblock { contact }).map(Message::Unblocked), None),
            Message::AskToDelete => {
                self.asks_to_delete = true;
                return (operation::focus(KEEP), None);
            }
            Message::Keep => self.asks_to_delete = false,
            Message::Delete => return (ask(Request::DeleteContact { contact }).map(Message::Deleted), None),
            Message::Changed(answer) => return (Task::none(), self.changed(answer, Event::Changed)),
            Message::Unblocked(answer) => return (Task::none(), self.changed(answer, Event::Unblocked)),
            Message::Deleted(answer) => self.wrong = answer.err(),
        }
        (Task::none(), None)
    }

    fn changed(&mut self, answer: Answer, event: fn(Contact) -> Event) -> Option<Event> {
        match contact_of(answer) {
            Ok(contact) => contact.map(event),
            Err(failure) => {
                self.saved = false;
                self.wrong = Some(failure);
                None
            }
        }
    }

    /// The pane.
    pub(crate) fn view<'a>(&'a self, known: &'a Contact) -> Element<'a, Message> {
        let head = row![
            avatar(known, 56.0),
            column![marked(title_of(known), known), minor(presence_word(known))].spacing(space::XS)
        ]
        .spacing(space::L)
        .align_y(Alignment::Center);
        let name = text_input("No name", &self.name)
            .id(NAME)
            .on_input(Message::Name)
            .on_submit(Message::Rename)
            .style(style::field)
            .size(size::BODY)
            .padding(12);
        let changed = self.name.trim() != known.name;
        let save = action("Save name", style::primary, changed.then_some(Message::Rename));
        let saved = if self.saved && !changed { "Saved." } else { "Only you see this name." };
        column![
            head,
            wrong(known.resembles.map(|_| RESEMBLES.to_owned())),
            labelled("Name", row![name, save].spacing(space::S).align_y(Alignment::Center))
                .push(minor(saved)),
            labelled("Address", address_card(known)),
            self.view_compare(known),
            wrong(self.wrong.map(|failure| failure.to_string())),
            across(),
            self.view_standing(known),
            across(),
            self.view_delete(),
        ]
        .spacing(space::L)
        .into()
    }

    fn view_compare(&self, known: &Contact) -> Element<'_, Message> {
        let words = (known.standing == Standing::Accepted)
            .then(|| small_action("Compare twelve words instead", style::secondary, Message::Verify));
        let how = "Compare it with what your contact reads out to you. It is theirs only if every group is the same.";
        column![minor(how)].push(words).spacing(space::S).into()
    }

    fn view_standing(&self, known: &Contact) -> Element<'_, Message> {
        if known.standing == Standing::Blocked {
            return column![
                body("You have blocked this contact. Nothing of theirs arrives, and they are not told."),
                action("Unblock", style::secondary, Some(Message::Unblock))
            ]
            .spacing(space::M)
            .into();
        }
        column![
            body("Blocking ends the connection. Nothing of theirs arrives any more, and they are not told."),
            action("Block", style::secondary, Some(Message::Block))
        ]
        .spacing(space::M)
        .into()
    }

    fn view_delete(&self) -> Element<'_, Message> {
        if !self.asks_to_delete {
            return column![
                body("Deleting removes the contact and every message from your vault, for good."),
                action("Delete contact…", style::secondary, Some(Message::AskToDelete))
            ]
            .spacing(space::M)
            .into();
        }
        column![
            body(
                "Delete this contact and all messages? This cannot be undone. Their own copy stays with them."
            ),
            row![
                action("Keep", style::secondary, Some(Message::Keep)).id(KEEP),
                action("Delete for good", style::danger, Some(Message::Delete))
            ]
            .spacing(space::S)
        ]
        .spacing(space::M)
        .into()
    }
}

fn title_of<'a>(known: &Contact) -> Element<'a, Message> {
    text(display::name(known)).size(size::TITLE).font(crate::fonts::BOLD).into()
}

fn address_card<'a>(known: &Contact) -> Element<'a, Message> {
    let address = text(display::grouped(&known.address)).size(size::BODY);
    container(address).padding(space::M).width(Fill).style(style::card).into()
}
