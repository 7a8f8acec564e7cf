//! How the page looks.

use super::{ContactPage, KEEP, Message, NAME};
use crate::display;
use crate::model::{Model, presence_word};
use crate::screen::chats::settings::switch;
use crate::screen::chats::verify::standing;
use crate::theme::{size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::editor::editor;
use crate::widget::mark::marked;
use crate::widget::mirror::line;
use crate::widget::pieces::{
    across, action, labelled, minor, slot, small_action, wide_body, wide_minor, wrong,
};
use crate::words::{Direction, Words};
use iced::widget::{column, container, text};
use iced::{Alignment, Element, Fill};
use sotto_engine::api::{Contact, Standing};

impl ContactPage {
    /// The pane.
    pub(crate) fn view<'a>(&'a self, known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
        let words = model.words;
        column![
            view_head(known, words),
            wrong(known.resembles.map(|_| words.say("common-resembles"))),
            wrong(known.same_invite.map(|_| words.say("contact-page-same-invite"))),
            self.view_name(known, model),
            self.view_address(known, words),
            view_verified(known, model),
            wrong(self.wrong.map(|failure| words.failure(failure))),
            slot(view_switches(known, words)),
            slot(view_draft(known, words)),
            across(),
            view_standing(known, words),
            across(),
            self.view_delete(words),
        ]
        .spacing(space::L)
        .into()
    }

    fn view_name<'a>(&'a self, known: &Contact, model: &Model) -> Element<'a, Message> {
        let (words, direction) = (model.words, model.words.direction());
        let name = editor(&self.name, Message::Named)
            .id(NAME)
            .placeholder(words.say("contact-page-no-name"))
            .on_submit(Message::Rename)
            .on_too_long(Message::TooLong)
            .size(size::BODY)
            .padding(12)
            .rtl(direction == Direction::RightToLeft)
            .still(model.preferences.reduced_motion);
        let changed = self.name.text().trim() != known.name;
        let save = words.say("contact-page-save-name");
        let save = action(save, style::primary, changed.then_some(Message::Rename));
        let name =
            line(direction, vec![name.into(), save.into()]).spacing(space::S).align_y(Alignment::Center);
        let saved = self.saved && !changed;
        let said = words.say(if saved { "contact-page-saved" } else { "contact-page-only-you" });
        labelled(words.say("common-name"), name).push(wide_minor(said)).into()
    }

    fn view_address<'a>(&self, known: &Contact, words: &Words) -> Element<'a, Message> {
        let address = text(display::grouped(&known.address)).size(size::BODY);
        let card = container(address).padding(space::M).width(Fill).style(style::card);
        let copy =
            words.say(if self.copied { "contact-page-address-copied" } else { "contact-page-copy-address" });
        labelled(words.say("common-address"), card)
            .push(wide_minor(words.say("contact-page-compare")))
            .push(small_action(copy, style::secondary, Message::CopyAddress).id("page-copy-address"))
            .into()
    }

    fn view_delete<'a>(&self, words: &Words) -> Element<'a, Message> {
        if !self.asks_to_delete {
            let delete =
                action(words.say("contact-page-delete"), style::secondary, Some(Message::AskToDelete));
            return explained(words.say("contact-page-deleting"), delete.id("page-delete"), words);
        }
        let keep = action(words.say("contact-page-keep"), style::secondary, Some(Message::Keep)).id(KEEP);
        let delete = action(words.say("contact-page-delete-for-good"), style::danger, Some(Message::Delete));
        let both = vec![keep.into(), delete.id("page-delete-for-good").into()];
        let both = line(words.direction(), both).spacing(space::S).wrap(space::S);
        explained(words.say("contact-page-really"), both, words)
    }
}

fn view_head<'a>(known: &Contact, words: &Words) -> Element<'a, Message> {
    let direction = words.direction();
    let name = text(display::name(known)).size(size::TITLE).font(crate::fonts::BOLD);
    let who = column![marked(name, known, direction), minor(presence_word(known, words))];
    let who = who.spacing(space::XS).width(Fill).align_x(direction.start());
    let head = line(direction, vec![avatar(known, 56.0), who.into()]);
    head.spacing(space::L).align_y(Alignment::Center).into()
}

/// How and since when they are verified, and the way to check them.
fn view_verified<'a>(known: &Contact, model: &Model) -> Element<'a, Message> {
    let words = model.words;
    let check = (known.standing == Standing::Accepted).then(|| {
        small_action(words.say("contact-page-compare-words"), style::secondary, Message::Verify)
            .id("page-verify")
    });
    column![wide_body(standing(known, model))]
        .push(check)
        .spacing(space::S)
        .align_x(words.direction().start())
        .into()
}

fn view_switches<'a>(known: &Contact, words: &Words) -> Option<Element<'a, Message>> {
    let switches = column![
        switch(words.say("contact-page-pin"), known.pinned, Message::Pin, words),
        switch(words.say("contact-page-mute"), known.muted, Message::Mute, words),
    ];
    (known.standing == Standing::Accepted).then(|| switches.spacing(space::M).into())
}

fn view_draft<'a>(known: &Contact, words: &Words) -> Option<Element<'a, Message>> {
    known.draft.as_ref()?;
    let clear = action(words.say("contact-page-clear-draft"), style::secondary, Some(Message::ClearDraft));
    Some(explained(words.say("contact-page-draft"), clear.id("page-clear-draft"), words))
}

fn view_standing<'a>(known: &Contact, words: &Words) -> Element<'a, Message> {
    if known.standing == Standing::Blocked {
        let unblock = action(words.say("contact-page-unblock"), style::secondary, Some(Message::Unblock));
        return explained(words.say("contact-page-is-blocked"), unblock.id("page-unblock"), words);
    }
    let block = action(words.say("contact-page-block"), style::secondary, Some(Message::Block));
    explained(words.say("contact-page-blocking"), block.id("page-block"), words)
}

/// What a button does, over the button.
fn explained<'a>(
    says: String,
    doing: impl Into<Element<'a, Message>>,
    words: &Words,
) -> Element<'a, Message> {
    column![wide_body(says), doing.into()].spacing(space::M).align_x(words.direction().start()).into()
}
