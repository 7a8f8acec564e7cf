//! The own address: in groups, to copy, as a QR code; and the invites that are open.

mod invites;

use crate::display;
use crate::model::{Model, is_unreachable, reach_words};
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{action, body, labelled, minor, slot, wrong};
use crate::words::Words;
use iced::widget::{Space, center_x, column, container, operation, qr_code, text};
use iced::{Element, Fill, Task};
use invites::Invites;
use sotto_engine::api::{Contact, InviteId, Profile};
use std::fmt;

const COPY: &str = "copy-address";

/// The state.
pub(crate) struct OwnAddress {
    address: Option<String>,
    link: Option<String>,
    code: Option<qr_code::Data>,
    copied: Option<Copied>,
    invites: Invites,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copied {
    Address,
    Link,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The address goes to the clipboard.
    CopyAddress,
    /// The link goes to the clipboard.
    CopyLink,
    /// At the invites.
    Invites(invites::Message),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// This should be on the clipboard.
    Copied(String),
    /// An invite is good for nothing any more.
    Revoked(InviteId),
}

impl OwnAddress {
    /// The address that the engine has told; the button that copies it has the focus from the start.
    pub(crate) fn new(context: &Context<'_>) -> (Self, Task<Message>) {
        let status = &context.model.status;
        let (address, link) = (status.address.clone(), status.link.clone());
        let code = link.as_ref().and_then(|link| qr_code::Data::new(link).ok());
        let (invites, task) = Invites::new(context);
        let task = Task::batch([task.map(Message::Invites), operation::focus(COPY)]);
        (Self { address, link, code, copied: None, invites }, task)
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        let (what, copied) = match message {
            Message::CopyAddress => (&self.address, Copied::Address),
            Message::CopyLink => (&self.link, Copied::Link),
            Message::Invites(message) => {
                let (task, revoked) = self.invites.update(message, context);
                return (task.map(Message::Invites), revoked.map(Event::Revoked));
            }
        };
        self.copied = what.is_some().then_some(copied);
        (Task::none(), what.clone().map(Event::Copied))
    }

    /// A contact is new or changed.
    pub(crate) fn hear(&mut self, contact: &Contact) {
        self.invites.hear(contact);
    }

    /// The pane.
    pub(crate) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let words = model.words;
        let Some(address) = &self.address else { return minor(words.say("own-address-none")).into() };
        let card = container(text(display::grouped(address)).size(size::TITLE)).padding(space::L).width(Fill);
        let lasts = words.say(match model.status.profile {
            Profile::Amnesic => "own-address-amnesic",
            _ => "own-address-kept",
        });
        column![
            body(words.say("own-address-body")),
            labelled(words.say("common-your-address"), card.style(style::card)),
            view_reach(model),
            self.view_buttons(words),
            minor(words.say("own-address-clipboard")),
            self.view_code(),
            minor(lasts),
            slot(self.invites.view(model).map(|invites| invites.map(Message::Invites))),
        ]
        .spacing(space::L)
        .align_x(words.direction().start())
        .into()
    }

    fn view_buttons(&self, words: &Words) -> Element<'_, Message> {
        let address = words.say(match self.copied {
            Some(Copied::Address) => "own-address-copied",
            _ => "own-address-copy",
        });
        let link = words.say(match self.copied {
            Some(Copied::Link) => "own-address-link-copied",
            _ => "own-address-copy-link",
        });
        let address = action(address, style::primary, Some(Message::CopyAddress)).id(COPY);
        let link = action(link, style::secondary, Some(Message::CopyLink));
        line(words.direction(), vec![address.into(), link.into()]).spacing(space::S).into()
    }

    fn view_code(&self) -> Element<'_, Message> {
        let Some(code) = &self.code else { return Space::new().into() };
        let code = qr_code(code).cell_size(5).style(style::qr);
        center_x(container(code).padding(space::L).style(style::sheet)).into()
    }
}

/// Whether others can reach this address, as far as we have seen ourselves.
fn view_reach<'a>(model: &Model) -> Element<'a, Message> {
    let network = &model.status.network;
    match reach_words(network, model.now, model.words) {
        Some(words) if is_unreachable(network) => wrong(Some(words)),
        words => slot(words.map(minor)),
    }
}

impl fmt::Debug for OwnAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnAddress").field("copied", &self.copied).finish_non_exhaustive()
    }
}
