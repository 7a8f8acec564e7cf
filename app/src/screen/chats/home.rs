//! The pane while nobody is chosen: an invite to give away, a link that was given to us, the own address.

mod link;
mod view;

use crate::engine::Answer;
use crate::model::Model;
use crate::screen::Context;
use crate::screen::chats::{Place, contact_of};
use crate::widget::editor::Content;
use iced::widget::{operation, qr_code};
use iced::{Task, clipboard};
use link::{LINK_MAX, Pasted};
use sotto_engine::api::{Contact, Failure, INVITE_DAYS, InviteId, NewInvite, Request, Response};
use std::fmt;

/// The button that has the focus once there is a connection.
pub(super) const COPY: &str = "copy-invite";
/// The button that has the focus while there is none.
pub(super) const CONNECT: &str = "connect";
/// Where a link is typed.
const FIELD: &str = "their-link";

/// The state.
pub(super) struct Home {
    /// Nobody has come with it yet.
    invite: Option<NewInvite>,
    code: Option<qr_code::Data>,
    /// What is done with the invite once there is one.
    wanted: Option<Wanted>,
    copied: Option<Copied>,
    link: Content,
    busy: bool,
    wrong: Option<Wrong>,
}

/// What an invite is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Copy,
    Code,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copied {
    Invite,
    Address,
}

/// What went wrong, and at which card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Invite(Failure),
    Link(Failure),
    /// The clipboard holds no text.
    NothingCopied,
    /// The clipboard holds something else.
    NoLink,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The invite goes to the clipboard; one is made if there is none.
    CopyInvite,
    /// The invite is shown as a QR code, or no more.
    ShowCode,
    /// An invite is made, or not.
    Made(Answer),
    /// The own address goes to the clipboard.
    CopyAddress,
    /// Read the clipboard, once.
    Paste,
    /// What was on it.
    Pasted(Option<String>),
    /// A link is typed.
    Edited,
    /// Something was pasted that is no link.
    TooLong,
    /// Add whose link it is.
    Add,
    /// They are in the list, or not.
    Added(Answer),
    /// Something that every pane knows.
    Out(Out),
}

/// What the pane asks the screen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Out {
    /// Go online.
    Connect,
    /// Show another pane.
    Show(Place),
}

/// What the parent has to know.
#[derive(Debug)]
pub(super) enum Event {
    /// Somebody new.
    Added(Box<Contact>),
    /// This should be on the clipboard.
    Copied(String),
    /// Something that every pane knows.
    Out(Out),
}

impl Default for Home {
    fn default() -> Self {
        Self {
            invite: None,
            code: None,
            wanted: None,
            copied: None,
            link: Content::line(LINK_MAX),
            busy: false,
            wrong: None,
        }
    }
}

impl Home {
    /// Takes a message in.
    pub(super) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::CopyInvite => return self.want(Wanted::Copy, context),
            Message::ShowCode if self.code.is_some() => self.code = None,
            Message::ShowCode => return self.want(Wanted::Code, context),
            Message::Made(answer) => return (Task::none(), self.made(answer)),
            Message::CopyAddress => {
                let address = context.model.status.address.clone();
                self.copied = address.is_some().then_some(Copied::Address);
                return (Task::none(), address.map(Event::Copied));
            }
            Message::Paste => return (clipboard::read().map(Message::Pasted), None),
            Message::Pasted(text) => return (self.paste(text, context), None),
            Message::Edited => self.wrong = None,
            Message::TooLong => self.wrong = Some(Wrong::NoLink),
            Message::Add => return (self.add(context), None),
            Message::Added(answer) => return self.added(answer),
            Message::Out(out) => return (Task::none(), Some(Event::Out(out))),
        }
        (Task::none(), None)
    }

    /// A contact is new or changed: an invite that brought somebody is good for nobody else.
    pub(super) fn hear(&mut self, contact: &Contact) {
        if contact.invite.is_some() && contact.invite == self.invite.as_ref().map(|invite| invite.id) {
            self.forget_invite();
        }
    }

    /// An invite is good for nothing any more.
    pub(super) fn revoked(&mut self, invite: InviteId) {
        if self.invite.as_ref().is_some_and(|held| held.id == invite) {
            self.forget_invite();
        }
    }

    /// Time has passed.
    pub(super) fn tick(&mut self, model: &Model) {
        if self.invite.as_ref().is_some_and(|invite| invite.expires <= model.now) {
            self.forget_invite();
        }
    }

    fn forget_invite(&mut self) {
        (self.invite, self.code) = (None, None);
        self.copied = self.copied.filter(|copied| *copied != Copied::Invite);
    }

    /// One invite serves until somebody comes with it: asking for another would use up what may be open at a time.
    fn want(&mut self, wanted: Wanted, context: &Context<'_>) -> (Task<Message>, Option<Event>) {
        self.tick(context.model);
        if self.invite.is_some() {
            return (Task::none(), self.show(wanted));
        }
        if self.wanted.replace(wanted).is_some() {
            return (Task::none(), None);
        }
        let request = Request::MakeInvite { days: INVITE_DAYS };
        (context.engine.ask(request).map(Message::Made), None)
    }

    fn made(&mut self, answer: Answer) -> Option<Event> {
        let wanted = self.wanted.take();
        match answer {
            Ok(Response::Invite(invite)) => {
                self.invite = Some(invite);
                self.wrong = None;
                wanted.and_then(|wanted| self.show(wanted))
            }
            Ok(_) => None,
            Err(failure) => {
                self.wrong = Some(Wrong::Invite(failure));
                None
            }
        }
    }

    fn show(&mut self, wanted: Wanted) -> Option<Event> {
        let link = self.invite.as_ref()?.link.reveal();
        match wanted {
            Wanted::Copy => {
                self.copied = Some(Copied::Invite);
                Some(Event::Copied(link.to_owned()))
            }
            Wanted::Code => {
                self.code = qr_code::Data::new(link).ok();
                None
            }
        }
    }

    /// What has the form of a link is added at once; anything else is a sentence, and stays where it is.
    fn paste(&mut self, text: Option<String>, context: &Context<'_>) -> Task<Message> {
        match link::of(text.as_deref()) {
            Pasted::Link(link) => {
                self.link = Content::line(LINK_MAX).with(&link);
                self.add(context)
            }
            Pasted::Nothing => {
                self.wrong = Some(Wrong::NothingCopied);
                Task::none()
            }
            Pasted::Else => {
                self.wrong = Some(Wrong::NoLink);
                Task::none()
            }
        }
    }

    fn add(&mut self, context: &Context<'_>) -> Task<Message> {
        let address = self.link.text().trim().to_owned();
        if self.busy || address.is_empty() {
            return Task::none();
        }
        self.busy = true;
        self.wrong = None;
        let request = Request::AddContact { address, name: String::new() };
        context.engine.ask(request).map(Message::Added)
    }

    fn added(&mut self, answer: Answer) -> (Task<Message>, Option<Event>) {
        self.busy = false;
        match contact_of(answer) {
            Ok(contact) => {
                self.link = Content::line(LINK_MAX);
                (Task::none(), contact.map(|contact| Event::Added(Box::new(contact))))
            }
            Err(failure) => {
                self.wrong = Some(Wrong::Link(failure));
                (operation::focus(FIELD), None)
            }
        }
    }
}

impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Home").field("copied", &self.copied).finish_non_exhaustive()
    }
}
