//! The invites that nobody has used yet: until when each is good, and the way to take it back.

use crate::clock;
use crate::engine::Answer;
use crate::model::Model;
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{small_action, title, wide_minor, wrong};
use iced::widget::{Column, column, text};
use iced::{Alignment, Element, Task};
use sotto_engine::api::{Contact, Failure, Invite, InviteId, Request, Response};

/// The state.
#[derive(Debug, Default)]
pub(super) struct Invites {
    /// Oldest first.
    open: Vec<Invite>,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The invites that are open.
    Read(Answer),
    /// Take one back.
    Revoke(InviteId),
    /// It is taken back, or not.
    Revoked(InviteId, Answer),
}

impl Invites {
    /// Asks which are open.
    pub(super) fn new(context: &Context<'_>) -> (Self, Task<Message>) {
        (Self::default(), context.engine.ask(Request::Invites).map(Message::Read))
    }

    /// Takes a message in; the invite that is good for nothing any more.
    pub(super) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<InviteId>) {
        match message {
            Message::Read(Ok(Response::Invites(open))) => self.open = open,
            Message::Revoke(invite) => {
                self.wrong = None;
                let asked = context.engine.ask(Request::RevokeInvite { invite });
                return (asked.map(move |answer| Message::Revoked(invite, answer)), None);
            }
            Message::Revoked(invite, Ok(_)) => {
                self.forget(invite);
                return (Task::none(), Some(invite));
            }
            Message::Read(answer) | Message::Revoked(_, answer) => self.wrong = answer.err(),
        }
        (Task::none(), None)
    }

    /// A contact is new or changed: the invite that brought somebody is good for nobody else.
    pub(super) fn hear(&mut self, contact: &Contact) {
        if let Some(invite) = contact.invite {
            self.forget(invite);
        }
    }

    fn forget(&mut self, invite: InviteId) {
        self.open.retain(|open| open.id != invite);
    }

    /// The list; nothing where none is open and nothing has failed.
    pub(super) fn view<'a>(&self, model: &Model) -> Option<Element<'a, Message>> {
        let (words, start) = (model.words, model.words.direction().start());
        let open: Vec<_> = self.open.iter().filter(|invite| invite.expires > model.now).collect();
        if open.is_empty() && self.wrong.is_none() {
            return None;
        }
        let rows = open.into_iter().map(|invite| row(invite, model));
        let all = column![
            title(words.say("own-address-invites")),
            wide_minor(words.say("own-address-invites-mean")),
            Column::with_children(rows).spacing(space::S).align_x(start),
            wrong(self.wrong.map(|failure| words.failure(failure))),
        ];
        Some(all.spacing(space::S).align_x(start).into())
    }
}

fn row<'a>(invite: &Invite, model: &Model) -> Element<'a, Message> {
    let words = model.words;
    let day = words.day(&clock::local(invite.expires), &clock::local(model.now));
    let good = words.say_with("own-address-invite-good", &[("day", day.into())]);
    let revoke = words.say("own-address-invite-revoke");
    let revoke = small_action(revoke, style::secondary, Message::Revoke(invite.id));
    let all = line(words.direction(), vec![text(good).size(size::BODY).into(), revoke.into()]);
    // the button goes below where there is no room beside the day
    all.spacing(space::M).align_y(Alignment::Center).wrap(space::XS)
}
