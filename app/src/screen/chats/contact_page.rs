//! One contact: name, whole address, block, delete.

use super::contact_of;
use crate::display;
use crate::engine::Answer;
use crate::model::{Model, presence_word};
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::mark::marked;
use crate::widget::mirror::line;
use crate::widget::pieces::{across, action, body, labelled, minor, small_action, wrong};
use crate::words::Words;
use iced::widget::{column, container, operation, text, text_input};
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
    pub(crate) fn view<'a>(&'a self, known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
        let (words, direction) = (model.words, model.words.direction());
        let who = column![marked(title_of(known), known, direction), minor(presence_word(known, words))];
        let who = who.spacing(space::XS).width(Fill).align_x(direction.start());
        let head = line(direction, vec![avatar(known, 56.0), who.into()]);
        let name = text_input(&words.say("contact-page-no-name"), &self.name)
            .id(NAME)
            .on_input(Message::Name)
            .on_submit(Message::Rename)
            .style(style::field)
            .size(size::BODY)
            .padding(12);
        let changed = self.name.trim() != known.name;
        let save = words.say("contact-page-save-name");
        let save = action(save, style::primary, changed.then_some(Message::Rename));
        let name =
            line(direction, vec![name.into(), save.into()]).spacing(space::S).align_y(Alignment::Center);
        let saved = self.saved && !changed;
        let saved = words.say(if saved { "contact-page-saved" } else { "contact-page-only-you" });
        column![
            head.spacing(space::L).align_y(Alignment::Center),
            wrong(known.resembles.map(|_| words.say("common-resembles"))),
            labelled(words.say("common-name"), name).push(minor(saved).width(Fill)),
            labelled(words.say("common-address"), address_card(known)),
            self.view_compare(known, words),
            wrong(self.wrong.map(|failure| words.failure(failure))),
            across(),
            self.view_standing(known, words),
            across(),
            self.view_delete(words),
        ]
        .spacing(space::L)
        .into()
    }

    fn view_compare(&self, known: &Contact, words: &Words) -> Element<'_, Message> {
        let instead = (known.standing == Standing::Accepted).then(|| {
            small_action(words.say("contact-page-compare-words"), style::secondary, Message::Verify)
        });
        column![minor(words.say("contact-page-compare")).width(Fill)]
            .push(instead)
            .spacing(space::S)
            .align_x(words.direction().start())
            .into()
    }

    fn view_standing(&self, known: &Contact, words: &Words) -> Element<'_, Message> {
        if known.standing == Standing::Blocked {
            let unblock = action(words.say("contact-page-unblock"), style::secondary, Some(Message::Unblock));
            return explained(words.say("contact-page-is-blocked"), unblock, words);
        }
        let block = action(words.say("contact-page-block"), style::secondary, Some(Message::Block));
        explained(words.say("contact-page-blocking"), block, words)
    }

    fn view_delete(&self, words: &Words) -> Element<'_, Message> {
        if !self.asks_to_delete {
            let delete =
                action(words.say("contact-page-delete"), style::secondary, Some(Message::AskToDelete));
            return explained(words.say("contact-page-deleting"), delete, words);
        }
        let keep = action(words.say("contact-page-keep"), style::secondary, Some(Message::Keep)).id(KEEP);
        let delete = action(words.say("contact-page-delete-for-good"), style::danger, Some(Message::Delete));
        let both = line(words.direction(), vec![keep.into(), delete.into()]).spacing(space::S);
        explained(words.say("contact-page-really"), both, words)
    }
}

/// What a button does, over the button.
fn explained<'a>(
    says: String,
    doing: impl Into<Element<'a, Message>>,
    words: &Words,
) -> Element<'a, Message> {
    column![body(says).width(Fill), doing.into()].spacing(space::M).align_x(words.direction().start()).into()
}

fn title_of<'a>(known: &Contact) -> Element<'a, Message> {
    text(display::name(known)).size(size::TITLE).font(crate::fonts::BOLD).into()
}

fn address_card<'a>(known: &Contact) -> Element<'a, Message> {
    let address = text(display::grouped(&known.address)).size(size::BODY);
    container(address).padding(space::M).width(Fill).style(style::card).into()
}
