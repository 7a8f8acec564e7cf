//! How the pane looks: three cards in a column.

use super::{CONNECT, COPY, Copied, FIELD, Home, Message, Out, Wanted, Wrong};
use crate::clock;
use crate::display;
use crate::model::Model;
use crate::places::TorSystem;
use crate::screen::chats::Place;
use crate::theme::{size, space, style};
use crate::widget::editor::editor;
use crate::widget::mirror::line;
use crate::widget::pieces::{action, body, head, minor, notice, scrolled, slot, small_action, title, wrong};
use crate::words::{Direction, Words};
use iced::widget::{Space, center_x, column, container, qr_code, text};
use iced::{Alignment, Element, Fill};
use sotto_engine::api::{Failure, NetworkPhase, Profile};

impl Home {
    /// The pane.
    pub(in crate::screen::chats) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let words = model.words;
        let nobody = model.contacts().is_empty();
        let before = column![].push(warning(model)).push(offline(model)).spacing(space::L);
        let page = column![
            head(words.say(if nobody { "home-head-first" } else { "home-head" })),
            slot(Some(before)),
            self.view_invite(model),
            self.view_link(model),
            self.view_address(model),
        ];
        let page = page.spacing(space::L).align_x(words.direction().start());
        let around = if model.is_narrow() { space::L } else { space::XXL };
        let page = container(page).max_width(space::COLUMN + around * 2.0).padding(around).width(Fill);
        scrolled(container(page).center_x(Fill)).height(Fill).into()
    }

    fn view_invite<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let words = model.words;
        let copied = self.copied == Some(Copied::Invite);
        let label = words.say(match self.wanted {
            Some(Wanted::Copy) => "home-making",
            _ if copied => "home-invite-copied",
            _ => "home-copy-invite",
        });
        let code = words.say(if self.code.is_some() { "home-hide-code" } else { "home-show-code" });
        let buttons = vec![
            action(label, style::primary, Some(Message::CopyInvite)).id(COPY).into(),
            action(code, style::secondary, Some(Message::ShowCode)).into(),
        ];
        let good = self.invite.as_ref().map(|invite| {
            let until = words.day(&clock::local(invite.expires), &clock::local(model.now));
            minor(words.say_with("home-invite-good", &[("day", until.into())]))
        });
        let failed = match self.wrong {
            Some(Wrong::Invite(failure)) => Some(words.failure(failure)),
            _ => None,
        };
        card(
            words,
            words.say("home-invite"),
            column![
                body(words.say("home-invite-body")),
                line(words.direction(), buttons).spacing(space::S).wrap(space::S),
            ]
            .push(good)
            .push(self.view_code())
            .push(failed.map(|failed| wrong(Some(failed)))),
        )
    }

    fn view_code(&self) -> Option<Element<'_, Message>> {
        let code = qr_code(self.code.as_ref()?).cell_size(5).style(style::qr);
        Some(center_x(container(code).padding(space::L).style(style::sheet)).into())
    }

    fn view_link<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let words = model.words;
        let field = editor(&self.link, Message::Edited)
            .id(FIELD)
            .placeholder(words.say("add-contact-hint"))
            .on_submit(Message::Add)
            .on_too_long(Message::TooLong)
            .size(size::BODY)
            .padding(12)
            .rtl(words.direction() == Direction::RightToLeft)
            .still(model.preferences.reduced_motion);
        let ready = !self.busy && !self.link.text().trim().is_empty();
        let buttons = vec![
            action(words.say("home-paste"), style::secondary, (!self.busy).then_some(Message::Paste)).into(),
            action(words.say("home-add"), style::secondary, ready.then_some(Message::Add)).into(),
            action(
                words.say("home-with-name"),
                style::quiet,
                Some(Message::Out(Out::Show(Place::AddContact))),
            )
            .into(),
        ];
        let failed = match self.wrong {
            Some(Wrong::Link(failure)) => Some(words.failure(failure)),
            Some(Wrong::NothingCopied) => Some(words.say("home-nothing-copied")),
            Some(Wrong::NoLink) => Some(words.say("home-no-link")),
            Some(Wrong::Invite(_)) | None => None,
        };
        card(
            words,
            words.say("home-link"),
            column![
                body(words.say("home-link-body")),
                field,
                line(words.direction(), buttons).spacing(space::S).wrap(space::S),
            ]
            .push(failed.map(|failed| wrong(Some(failed)))),
        )
    }

    fn view_address<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let words = model.words;
        let Some(address) = &model.status.address else { return Space::new().into() };
        let copied = self.copied == Some(Copied::Address);
        let label = words.say(if copied { "own-address-copied" } else { "own-address-copy" });
        let lasts = words.say(match model.status.profile {
            Profile::Amnesic => "own-address-amnesic",
            _ => "own-address-kept",
        });
        card(
            words,
            words.say("common-your-address"),
            column![
                text(display::grouped(address).replace('\n', " ")).size(size::BODY),
                minor(words.together([Some(lasts), Some(words.say("home-address-means"))])),
                small_action(label, style::secondary, Message::CopyAddress),
            ],
        )
    }
}

fn card<'a>(words: &Words, name: String, content: iced::widget::Column<'a, Message>) -> Element<'a, Message> {
    let start = words.direction().start();
    let content = column![title(name), content.spacing(space::M).align_x(start)]
        .spacing(space::S)
        .align_x(start)
        .width(Fill);
    container(content).padding(space::L).width(Fill).style(style::card).into()
}

/// What to know before going online.
fn warning(model: &Model) -> Option<Element<'_, Message>> {
    let words = model.words;
    let system = model.system.map(|system| {
        words.say(match system {
            TorSystem::Tails => "connection-on-tails",
            TorSystem::Whonix => "connection-on-whonix",
        })
    });
    let exposed = model.status.exposed.then(|| words.failure(Failure::FolderOpenToOthers));
    let all: Vec<_> = [system, exposed].into_iter().flatten().map(|says| notice(says, None)).collect();
    (!all.is_empty()).then(|| column(all).spacing(space::S).into())
}

/// The way online, while there is none.
fn offline(model: &Model) -> Option<Element<'_, Message>> {
    let words = model.words;
    if model.status.network.phase != NetworkPhase::Offline {
        return None;
    }
    let buttons = vec![
        action(words.say("home-connect"), style::primary, Some(Message::Out(Out::Connect)))
            .id(CONNECT)
            .into(),
        action(
            words.say("connection-bridges"),
            style::secondary,
            Some(Message::Out(Out::Show(Place::Bridges))),
        )
        .into(),
    ];
    let content = column![
        body(words.say("home-offline-body")),
        line(words.direction(), buttons).spacing(space::S).align_y(Alignment::Center).wrap(space::S),
    ];
    Some(card(words, words.say("home-offline"), content))
}
