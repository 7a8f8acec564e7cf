//! What is done with one message, and what is looked for.

use super::find::{Ask, FOUND_PAGE, Find};
use super::menu::{self, Act, Deletion, Menu};
use super::{COMPOSER, Conversation, FIND, MENU, Message, Towards};
use crate::display;
use crate::engine::Answer;
use crate::screen::Context;
use iced::widget::operation;
use iced::{Task, clipboard};
use sotto_engine::api::{Message as Text, MessageId, MessageState, Request, Response, Who};

impl Conversation {
    /// Opens the menu of a message; closes it if it is open.
    pub(super) fn open_menu(&mut self, id: MessageId) -> Task<Message> {
        if self.menu.take().is_some_and(|menu| menu.message == id) || self.held.get(id).is_none() {
            return operation::focus(super::CHOSEN);
        }
        self.menu = Some(Menu { message: id, asks: None });
        self.place.chosen = Some(id);
        self.place.aim = Some((id, false));
        operation::focus(MENU)
    }

    pub(super) fn act(&mut self, id: MessageId, act: Act, context: &Context<'_>) -> Task<Message> {
        let Some(message) = self.held.get(id).cloned() else { return Task::none() };
        let ask = |request| context.engine.ask(request).map(Message::Acted);
        self.menu = None;
        match act {
            Act::Reply => {
                self.writing.answer(&message, writer(&message));
                self.write()
            }
            Act::Edit => {
                self.writing.change(&message);
                self.write()
            }
            Act::Copy => self.copied(clipboard::write(display::clean(&message.text))),
            Act::CopyLink(link) => self.copied(clipboard::write(link)),
            Act::React(reaction) => {
                let same = menu::ours_of(&message) == Some(reaction);
                let reaction = (!same).then(|| reaction.to_owned());
                Task::batch([ask(Request::React { message: id, reaction }), operation::focus(super::CHOSEN)])
            }
            Act::Unreact => ask(Request::React { message: id, reaction: None }),
            Act::ShowQuoted => match message.reply.and_then(|quote| quote.message) {
                Some(quoted) => self.jump(quoted, context),
                None => Task::none(),
            },
            Act::Delete(deletion) => {
                self.menu = Some(Menu { message: id, asks: Some(deletion) });
                self.place.chosen = Some(id);
                self.place.aim = Some((id, false));
                operation::focus(MENU)
            }
            Act::Confirm(deletion) => {
                self.place.chosen = None;
                let for_both = deletion == Deletion::ForBoth;
                let gone = ask(Request::DeleteMessage { message: id, for_both });
                Task::batch([gone, operation::focus(COMPOSER)])
            }
            Act::Keep => operation::focus(super::CHOSEN),
        }
    }

    pub(super) fn acted(&mut self, answer: Answer) -> Task<Message> {
        match answer {
            Ok(Response::Message(message)) => self.put(message),
            Ok(_) => {}
            Err(failure) => self.wrong = Some(failure),
        }
        Task::none()
    }

    /// The last message of ours gets other words.
    pub(super) fn edit_last(&mut self) -> Task<Message> {
        let ours = |message: &&Text| message.state != MessageState::Received && message.deleted.is_none();
        let last = self.held.messages().iter().rev().find(ours);
        let Some(last) = last.filter(|_| self.writing.edited().is_none()).cloned() else {
            return Task::none();
        };
        self.place.aim = Some((last.id, false));
        self.writing.change(&last);
        self.write()
    }

    fn write(&mut self) -> Task<Message> {
        self.place.chosen = None;
        self.wrong = None;
        operation::focus(COMPOSER)
    }

    fn copied(&self, copied: Task<Message>) -> Task<Message> {
        Task::batch([copied, operation::focus(super::CHOSEN)])
    }

    pub(super) fn open_find(&mut self) -> Task<Message> {
        self.menu = None;
        self.find.get_or_insert_with(Find::new);
        operation::focus(FIND)
    }

    pub(super) fn close_find(&mut self) -> Task<Message> {
        self.find = None;
        operation::focus(COMPOSER)
    }

    pub(super) fn find_typed(&mut self, context: &Context<'_>) -> Task<Message> {
        self.wrong = None;
        let ask = self.find.as_mut().and_then(Find::typed);
        self.look_for(ask, context)
    }

    pub(super) fn found(&mut self, text: &str, answer: Answer, context: &Context<'_>) -> Task<Message> {
        let Some(find) = &mut self.find else { return Task::none() };
        let before = find.hit();
        let ask = match answer {
            Ok(Response::Found(found)) => find.take(text, found),
            Ok(_) => None,
            Err(failure) => {
                find.fail();
                self.wrong = Some(failure);
                None
            }
        };
        let first = find.hit().filter(|hit| Some(*hit) != before);
        let shown = first.map_or_else(Task::none, |hit| self.jump(hit, context));
        Task::batch([shown, self.look_for(ask, context)])
    }

    pub(super) fn step(&mut self, towards: Towards, context: &Context<'_>) -> Task<Message> {
        let hit = self.find.as_mut().and_then(|find| find.step(towards == Towards::Older));
        hit.map_or_else(Task::none, |hit| self.jump(hit, context))
    }

    fn look_for(&self, ask: Option<Ask>, context: &Context<'_>) -> Task<Message> {
        let Some(Ask { text, before }) = ask else { return Task::none() };
        let sought = text.clone();
        let request = Request::Find { contact: Some(self.contact), text, before, limit: FOUND_PAGE };
        context.engine.ask(request).map(move |answer| Message::Found(sought.clone(), answer))
    }
}

/// Who wrote a message.
pub(super) fn writer(message: &Text) -> Who {
    if message.state == MessageState::Received { Who::Them } else { Who::Us }
}
