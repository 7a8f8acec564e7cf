//! How a conversation looks.

mod bubble;
mod composer;
mod find;
mod head;
mod menu;

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use bubble::BUBBLES;
pub(crate) use head::next_try;

use super::{Conversation, HISTORY, Message, Text, check, row_key};
use crate::clock;
use crate::model::Model;
use crate::screen::chats::verify::Outcome;
use crate::theme::{size, space, style};
use crate::widget::keyed::{Press, When, keyed};
use crate::widget::mirror::line;
use crate::widget::pieces::{across, minor, scrolled, slot, small_action, wrong};
use crate::widget::vlist::VList;
use crate::widget::{Icon, focusable, icon};
use iced::keyboard::{Key, key::Named};
use iced::widget::{Space, button, center, column, container, stack, text};
use iced::{Alignment, Element, Fill, Shrink};
use sotto_engine::api::{Contact, MessageId, MessageState};

/// Messages of one side that are closer than this stand together, in milliseconds.
const TOGETHER: u64 = 5 * 60 * 1000;

impl Conversation {
    /// The pane; `outcome` is that of the last check.
    pub(crate) fn view<'a>(
        &'a self,
        known: &'a Contact,
        outcome: Option<Outcome>,
        model: &'a Model,
    ) -> Element<'a, Message> {
        let pane = column![head::head(known, model), across()]
            .push(slot(known.resembles.map(|_| head::resembling(model.words))))
            .push(slot(known.continuity_lost.then(|| head::continuity_lost(model.words))))
            .push(slot(head::unnamed(known, model.words)))
            .push(slot(check::strip(known, outcome, model.words)))
            .push(slot(head::state_line(known, model)))
            .push(slot(self.find.as_ref().map(|find| find::bar(find, model))))
            .push(self.history(known, model))
            .push(container(wrong(self.wrong.map(|failure| model.words.failure(failure)))).padding([0, 16]))
            .push(slot(composer::purpose(&self.writing, known, model)))
            .push(composer::composer(&self.writing, model));
        keyed(pane, When::First, meaning)
    }

    fn history<'a>(&'a self, known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
        if self.held.messages().is_empty() {
            let words = if self.loading { String::new() } else { model.words.say("conversation-empty") };
            return center(minor(words)).into();
        }
        let len = self.held.messages().len() + usize::from(self.held.more());
        let key = move |row| row_key(self.at(row).map(|(message, _)| message.id));
        let roving = self.place.roving(self.held.messages());
        let waiting = self.last_waiting();
        let row = move |row| self.row(row, Marks { roving, waiting }, known, model);
        let list = VList::new(&self.heights, len, key, row)
            .ends(!self.held.newer())
            .on_shift(Message::Shifted)
            .towards(self.place.aim.map(|(id, _)| row_key(Some(id))), Message::Arrived);
        let sides = if model.is_narrow() { space::M } else { space::L };
        let list = container(list).padding([space::M, sides]);
        let scroll = scrolled(list).id(HISTORY).anchor_bottom().height(Shrink).on_scroll(Message::Scrolled);
        // few messages stand at the bottom, where the next one appears
        let all = column![Space::new().height(Fill), scroll].height(Fill);
        let newest = self.place.missed().map(|missed| to_newest(missed, model));
        stack![all].push(newest).height(Fill).into()
    }

    /// The last message that waits: under it stands why.
    fn last_waiting(&self) -> Option<MessageId> {
        let waits = |message: &&Text| message.state == MessageState::Queued && message.deleted.is_none();
        self.held.messages().iter().rev().find(waits).map(|message| message.id)
    }

    fn row<'a>(
        &'a self,
        row: usize,
        marks: Marks,
        known: &'a Contact,
        model: &'a Model,
    ) -> Element<'a, Message> {
        let Some((message, before)) = self.at(row) else {
            let label =
                model.words.say(if self.loading { "conversation-reading" } else { "conversation-older" });
            return container(small_action(label, style::link, Message::ShowOlder)).center_x(Fill).into();
        };
        let (at, now) = (clock::local(message.at), clock::local(model.now));
        let day = model.words.day(&at, &now);
        let new_day = before.is_none_or(|before| clock::local(before.at).date_naive() != at.date_naive());
        let fresh = self.place.fresh == Some(message.id);
        let together = !new_day
            && !fresh
            && before.is_some_and(|before| {
                is_ours(before) == is_ours(message) && message.at.saturating_sub(before.at) < TOGETHER
            });
        let above = if together { 3.0 } else { space::M };
        let menu = self.menu.as_ref().filter(|menu| menu.message == message.id);
        let seen = bubble::Seen {
            roving: marks.roving == Some(message.id),
            chosen: self.place.chosen == Some(message.id),
            marked: self.place.marked(model.now) == Some(message.id)
                || self.find.as_ref().and_then(|find| find.hit()) == Some(message.id),
            sought: self.find.as_ref().map_or("", |find| find.sought()),
        };
        let waits = (marks.waiting == Some(message.id)).then(|| waiting(known, model));
        column![]
            .push(new_day.then(|| chip(day)))
            .push(fresh.then(|| fresh_line(model)))
            .push(Space::new().height(above))
            .push(bubble::bubble(message, &seen, known, model))
            .push(slot(waits))
            .push(slot(menu.map(|menu| menu::strip(message, menu, model))))
            .width(Fill)
            .into()
    }
}

/// What single messages have that others have not.
#[derive(Clone, Copy)]
struct Marks {
    roving: Option<MessageId>,
    waiting: Option<MessageId>,
}

/// What keys mean wherever in the pane the focus is.
fn meaning(press: Press<'_>) -> Option<Message> {
    let (command, shift, alt) = (press.modifiers.command(), press.modifiers.shift(), press.modifiers.alt());
    if !command || shift || alt {
        return None;
    }
    match press.key {
        Key::Named(Named::ArrowUp) => Some(Message::Choose(super::Towards::Older)),
        Key::Named(Named::ArrowDown) => Some(Message::Choose(super::Towards::Newer)),
        Key::Character(_) if press.letter == Some('f') => Some(Message::OpenFind),
        _ => None,
    }
}

fn chip<'a>(words: String) -> Element<'a, Message> {
    let words = text(words).size(size::SMALL);
    container(container(words).padding([3, 12]).style(style::chip))
        .center_x(Fill)
        .padding([space::M, 0.0])
        .into()
}

/// Above the first message that was unread.
fn fresh_line<'a>(model: &Model) -> Element<'a, Message> {
    let words = text(model.words.say("conversation-new-messages")).size(size::SMALL).style(style::muted);
    let all = vec![across(), words.into(), across()];
    let line = line(model.words.direction(), all).spacing(space::M).align_y(Alignment::Center);
    container(line).padding([space::S, 0.0]).into()
}

/// Back to the newest message, with what came in meanwhile.
fn to_newest<'a>(missed: usize, model: &Model) -> Element<'a, Message> {
    let (words, direction) = (model.words, model.words.direction());
    let label = match missed {
        0 => words.say("conversation-newest"),
        missed => words.say_with("conversation-missed", &[("count", missed.into())]),
    };
    let face = vec![icon(Icon::ChevronDown, 16.0, |c| c.text).into(), text(label).size(size::MINOR).into()];
    let face = line(direction, face).spacing(6).align_y(Alignment::Center);
    let face = button(face).padding([6, 12]).style(style::secondary).on_press(Message::ShowNewest);
    container(focusable(face, Some(Message::ShowNewest)))
        .padding([space::S, space::XL])
        .width(Fill)
        .height(Fill)
        .align_x(direction.end())
        .align_y(Alignment::End)
        .into()
}

/// Why the last message that waits does so, and when it is tried again; in words, for whoever has no pointer.
fn waiting<'a>(known: &Contact, model: &Model) -> Element<'a, Message> {
    let (words, direction) = (model.words, model.words.direction());
    let reason = crate::model::waiting_reason(known, &model.status.network, words);
    let next = next_try(known, model).map(|at| head::next_words(at, model));
    let says = minor(words.together([Some(reason), next])).size(size::SMALL);
    container(says).padding([2, 4]).width(Fill).align_x(direction.end()).into()
}

fn is_ours(message: &Text) -> bool {
    message.state != MessageState::Received
}
