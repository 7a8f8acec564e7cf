//! Pages of history as they are read, and where one stands in them.

use super::{Conversation, Message, page, scroll_by, snap_to_newest};
use crate::engine::Answer;
use crate::screen::Context;
use iced::Task;
use iced::widget::operation;
use iced::widget::scrollable::Viewport;
use sotto_engine::api::{History, Message as Text, MessageId, PAGE_MAX, Request, Response};

/// Messages that are read at once.
const PAGE: u16 = 60;
/// Messages before the first unread one that are read with it.
const BEFORE_UNREAD: u32 = 20;
/// How near to the oldest or last message that is held the next page is read, in logical pixels.
const NEAR: f32 = 300.0;
/// How far from the newest message one is away from it, in logical pixels.
const AWAY: f32 = 160.0;

/// Which page is asked for.
#[derive(Clone, Copy, Debug)]
enum Which {
    Newest,
    Before(MessageId),
    After(MessageId),
    Around(MessageId),
}

impl Conversation {
    pub(super) fn update_pages(&mut self, message: Message, context: &Context<'_>) -> Task<Message> {
        match message {
            Message::Newest(answer) => self.take_newest(answer),
            Message::Older(answer) => self.take_older(answer),
            Message::Newer(answer) => self.take_newer(answer),
            Message::Around(id, answer) => self.take_around(id, answer, context),
            Message::ShowOlder => return self.load_older(context),
            Message::Scrolled(view) => return self.scrolled(&view, context),
            Message::Shifted(height) => return scroll_by(height),
            Message::Page(pages) => return page(pages),
            Message::Arrived => return self.arrived(),
            Message::Jump(id) => return self.jump(id, context),
            Message::ShowNewest => return self.show_newest(context),
            Message::Choose(towards) => return self.choose(towards, context),
            // everything else was taken before
            _ => {}
        }
        Task::none()
    }

    /// Reads the newest page, with everything that is unread as far as one page goes.
    pub(super) fn open(&mut self, unread: u32, context: &Context<'_>) -> Task<Message> {
        let wanted = unread.saturating_add(BEFORE_UNREAD).clamp(u32::from(PAGE), u32::from(PAGE_MAX));
        let limit = u16::try_from(wanted).unwrap_or(PAGE_MAX);
        context.engine.ask(self.request(Which::Newest, limit)).map(Message::Newest)
    }

    /// Reads the newest page again.
    pub(crate) fn reload(&mut self, context: &Context<'_>) -> Task<Message> {
        context.engine.ask(self.request(Which::Newest, PAGE)).map(Message::Newest)
    }

    pub(super) fn take_newest(&mut self, answer: Answer) {
        if let Some(page) = self.page(answer) {
            self.held.take_newest(page);
            self.place.arrive(self.held.messages());
        }
    }

    pub(super) fn take_older(&mut self, answer: Answer) {
        if let Some(page) = self.page(answer) {
            self.held.take_older(page);
        }
    }

    fn take_newer(&mut self, answer: Answer) {
        if let Some(page) = self.page(answer) {
            self.held.take_newer(page);
        }
    }

    fn take_around(&mut self, id: MessageId, answer: Answer, context: &Context<'_>) {
        if let Some(page) = self.page(answer) {
            self.held.take_around(page);
            self.lead_to(id, context);
        }
    }

    /// The page that was asked for; why there is none is said.
    fn page(&mut self, answer: Answer) -> Option<History> {
        self.loading = false;
        match answer {
            Ok(Response::History(page)) => Some(page),
            Ok(_) => None,
            Err(failure) => {
                self.wrong = Some(failure);
                None
            }
        }
    }

    fn scrolled(&mut self, view: &Viewport, context: &Context<'_>) -> Task<Message> {
        let (above, below) = (view.absolute_offset_reversed().y, view.absolute_offset().y);
        self.place.look(below > AWAY || self.held.newer());
        match () {
            () if above < NEAR => self.load_older(context),
            () if below < NEAR => self.load_newer(context),
            () => Task::none(),
        }
    }

    fn load_older(&mut self, context: &Context<'_>) -> Task<Message> {
        let Some(before) = self.held.first().filter(|_| !self.loading && self.held.more()) else {
            return Task::none();
        };
        self.loading = true;
        context.engine.ask(self.request(Which::Before(before), PAGE)).map(Message::Older)
    }

    fn load_newer(&mut self, context: &Context<'_>) -> Task<Message> {
        let Some(after) = self.held.last().filter(|_| !self.loading && self.held.newer()) else {
            return Task::none();
        };
        self.loading = true;
        context.engine.ask(self.request(Which::After(after), PAGE)).map(Message::Newer)
    }

    fn request(&self, which: Which, limit: u16) -> Request {
        let (before, after, around) = match which {
            Which::Newest => (None, None, None),
            Which::Before(id) => (Some(id), None, None),
            Which::After(id) => (None, Some(id), None),
            Which::Around(id) => (None, None, Some(id)),
        };
        Request::History { contact: self.contact, before, after, around, limit }
    }

    /// Shows a message, which may be far from those that are held, and marks it for a moment.
    pub(crate) fn jump(&mut self, id: MessageId, context: &Context<'_>) -> Task<Message> {
        self.menu = None;
        if self.held.get(id).is_some() {
            self.lead_to(id, context);
            return Task::none();
        }
        self.loading = true;
        let request = self.request(Which::Around(id), PAGE);
        context.engine.ask(request).map(move |answer| Message::Around(id, answer))
    }

    fn lead_to(&mut self, id: MessageId, context: &Context<'_>) {
        self.place.aim = Some((id, false));
        self.place.mark(id, context.model.now);
    }

    fn arrived(&mut self) -> Task<Message> {
        match self.place.aim.take() {
            Some((_, true)) => operation::focus(super::CHOSEN),
            _ => Task::none(),
        }
    }

    fn show_newest(&mut self, context: &Context<'_>) -> Task<Message> {
        self.place.look(false);
        let back = if self.held.newer() { self.reload(context) } else { Task::none() };
        Task::batch([back, snap_to_newest(), operation::focus(super::COMPOSER)])
    }

    fn choose(&mut self, towards: super::Towards, context: &Context<'_>) -> Task<Message> {
        self.menu = None;
        let next = self.place.beside(towards, self.held.messages());
        self.place.chosen = next;
        self.place.aim = next.map(|id| (id, true));
        let older = if self.held.first() == next { self.load_older(context) } else { Task::none() };
        let focus = operation::focus(if next.is_some() { super::CHOSEN } else { super::COMPOSER });
        Task::batch([older, focus])
    }

    pub(super) fn at(&self, row: usize) -> Option<(&Text, Option<&Text>)> {
        let messages = self.held.messages();
        let at = row.checked_sub(usize::from(self.held.more()))?;
        let before = at.checked_sub(1).and_then(|at| messages.get(at));
        messages.get(at).map(|message| (message, before))
    }
}
