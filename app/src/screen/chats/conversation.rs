//! One conversation: pages of history, what is being written, how far each message is.

mod check;
mod stretch;
mod view;

#[cfg(test)]
pub(crate) use view::BUBBLES;
pub(crate) use view::next_try;

use crate::display;
use crate::engine::Answer;
use crate::screen::Context;
use crate::screen::chats::verify::Tab;
use crate::widget::editor::Content;
use crate::widget::vlist::Heights;
use iced::Task;
use iced::widget::scrollable::{AbsoluteOffset, RelativeOffset, Viewport};
use iced::widget::operation;
use sotto_engine::api::{
    Contact, ContactId, Failure, History, Message as Text, MessageId, MessageState, Request, Response,
    TEXT_MAX,
};
use std::fmt;
use stretch::Stretch;

/// The field that one writes in; it has the focus from the start.
pub(crate) const COMPOSER: &str = "composer";
/// The list of messages.
const HISTORY: &str = "history";
/// Messages that are read at once.
const PAGE: u16 = 60;
/// How near to the oldest message the next page is read, in logical pixels.
const NEAR_TOP: f32 = 300.0;
/// How near to the last message that is held the next page is read, in logical pixels.
const NEAR_END: f32 = 300.0;
/// What Page Up moves, in logical pixels.
const PAGE_SCROLL: f32 = 420.0;

/// The state.
pub(crate) struct Conversation {
    contact: ContactId,
    held: Stretch,
    loading: bool,
    composer: Content,
    heights: Heights,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// Something was written.
    Edited,
    /// Something was pasted or typed that would be more than one message holds; what was written stays.
    TooLong,
    /// Send what is written.
    Send,
    /// Queued, or not; with the text, which must not be lost.
    Sent(String, Answer),
    /// The newest page.
    Newest(Answer),
    /// The page before the oldest.
    Older(Answer),
    /// The page after the last that is held.
    Newer(Answer),
    /// Read the page before the oldest.
    ShowOlder,
    /// The list was scrolled.
    Scrolled(Viewport),
    /// The list has grown by so much below what is read, or shrunk.
    Shifted(f32),
    /// Scroll by pages, up is positive.
    Page(f32),
    /// Call now.
    TryNow,
    /// Go on after the other device changed.
    TrustAgain,
    /// Show how to check that they are who they say.
    Verify(Tab),
    /// Withdraw our question, or decline theirs.
    EndCheck,
    /// The outcome of a check has been read.
    Understood,
    /// A contact has changed, or not.
    Changed(Answer),
    /// Something was asked of which only the failure matters.
    Answered(Answer),
    /// To the contact's page.
    ShowPage,
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// The contact changed.
    Changed(Contact),
    /// Show the contact's page.
    Page,
    /// Show how to check them.
    Verify(Tab),
    /// The outcome of a check has been read.
    Understood,
}

impl Conversation {
    /// The conversation with `known`, with `draft` in the composer; its newest page is being read.
    pub(crate) fn new(known: &Contact, draft: &str, context: &Context<'_>) -> (Self, Task<Message>) {
        let mut conversation = Self {
            contact: known.id,
            held: Stretch::default(),
            loading: true,
            composer: composer(draft),
            heights: Heights::default(),
            wrong: None,
        };
        let tasks = [
            conversation.reload(context),
            conversation.mark_read(context),
            operation::snap_to(HISTORY, RelativeOffset::START),
            operation::focus(COMPOSER),
        ];
        (conversation, Task::batch(tasks))
    }

    /// With whom.
    pub(crate) fn contact(&self) -> ContactId {
        self.contact
    }

    /// What is written and not sent.
    pub(crate) fn draft(&self) -> Option<String> {
        let text = self.composer.text();
        (!text.trim().is_empty()).then(|| text.trim_end_matches('\n').to_owned())
    }

    /// Reads the newest page again.
    pub(crate) fn reload(&mut self, context: &Context<'_>) -> Task<Message> {
        context.engine.ask(self.request(None, None)).map(Message::Newest)
    }

    /// Takes in a message that the engine tells of.
    pub(crate) fn hear(&mut self, message: &Text, context: &Context<'_>) -> Task<Message> {
        if message.contact != self.contact {
            return Task::none();
        }
        self.held.put(message.clone());
        if message.state == MessageState::Received { self.mark_read(context) } else { Task::none() }
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
            Message::Edited => self.wrong = None,
            Message::TooLong => self.wrong = Some(Failure::TextTooLong),
            Message::Send => return (self.send(context), None),
            Message::Sent(text, answer) => return (self.sent(&text, answer, context), None),
            Message::Newest(answer) => self.take_newest(answer),
            Message::Older(answer) => self.take_older(answer),
            Message::Newer(answer) => self.take_newer(answer),
            Message::ShowOlder => return (self.load_older(context), None),
            Message::Scrolled(view) if view.absolute_offset_reversed().y < NEAR_TOP => {
                return (self.load_older(context), None);
            }
            Message::Scrolled(view) if view.absolute_offset().y < NEAR_END => {
                return (self.load_newer(context), None);
            }
            Message::Scrolled(_) => {}
            Message::Shifted(height) => {
                return (operation::scroll_by(HISTORY, AbsoluteOffset { x: 0.0, y: height }), None);
            }
            Message::Page(pages) => return (page(pages), None),
            Message::TryNow => return (ask(Request::TryNow { contact }).map(Message::Answered), None),
            Message::TrustAgain => return (ask(Request::TrustAgain { contact }).map(Message::Changed), None),
            Message::Changed(Ok(Response::Contact(contact))) => {
                return (Task::none(), Some(Event::Changed(contact)));
            }
            Message::Changed(answer) | Message::Answered(answer) => self.wrong = answer.err(),
            Message::ShowPage => return (Task::none(), Some(Event::Page)),
            Message::EndCheck => return (ask(Request::EndCheck { contact }).map(Message::Changed), None),
            Message::Verify(tab) => return (Task::none(), Some(Event::Verify(tab))),
            Message::Understood => return (Task::none(), Some(Event::Understood)),
        }
        (Task::none(), None)
    }

    /// The composer empties at once, so that the next message can be written; the text travels with the answer
    /// and comes back if it was refused.
    fn send(&mut self, context: &Context<'_>) -> Task<Message> {
        let Some(text) = self.draft() else { return Task::none() };
        self.composer = composer("");
        self.wrong = None;
        let request = Request::Send { contact: self.contact, text: text.clone(), reply_to: None };
        let sent = context.engine.ask(request).map(move |answer| Message::Sent(text.clone(), answer));
        Task::batch([sent, operation::snap_to(HISTORY, RelativeOffset::START)])
    }

    fn sent(&mut self, text: &str, answer: Answer, context: &Context<'_>) -> Task<Message> {
        match answer {
            Ok(Response::Message(message)) => {
                // whoever reads old ones comes back to the newest
                let back = if self.held.newer() { self.reload(context) } else { Task::none() };
                self.held.put(message);
                Task::batch([back, operation::snap_to(HISTORY, RelativeOffset::START)])
            }
            Ok(_) => Task::none(),
            Err(failure) => {
                let both = self.draft().map_or_else(|| text.to_owned(), |later| format!("{text}\n{later}"));
                self.composer = composer(&both);
                self.wrong = Some(failure);
                Task::none()
            }
        }
    }

    fn take_newest(&mut self, answer: Answer) {
        if let Some(page) = self.page(answer) {
            self.held.take_newest(page);
        }
    }

    fn take_older(&mut self, answer: Answer) {
        if let Some(page) = self.page(answer) {
            self.held.take_older(page);
        }
    }

    fn take_newer(&mut self, answer: Answer) {
        if let Some(page) = self.page(answer) {
            self.held.take_newer(page);
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

    fn load_older(&mut self, context: &Context<'_>) -> Task<Message> {
        let Some(before) = self.held.first().filter(|_| !self.loading && self.held.more()) else {
            return Task::none();
        };
        self.loading = true;
        context.engine.ask(self.request(Some(before), None)).map(Message::Older)
    }

    fn load_newer(&mut self, context: &Context<'_>) -> Task<Message> {
        let Some(after) = self.held.last().filter(|_| !self.loading && self.held.newer()) else {
            return Task::none();
        };
        self.loading = true;
        context.engine.ask(self.request(None, Some(after))).map(Message::Newer)
    }

    fn request(&self, before: Option<MessageId>, after: Option<MessageId>) -> Request {
        Request::History { contact: self.contact, before, after, around: None, limit: PAGE }
    }

    fn mark_read(&self, context: &Context<'_>) -> Task<Message> {
        context.engine.ask(Request::MarkRead { contact: self.contact }).map(Message::Changed)
    }

    fn at(&self, row: usize) -> Option<(&Text, Option<&Text>)> {
        let messages = self.held.messages();
        let at = row.checked_sub(usize::from(self.held.more()))?;
        let before = at.checked_sub(1).and_then(|at| messages.get(at));
        messages.get(at).map(|message| (message, before))
    }
}

/// The field with `text` in it, which stays whole even where it is more than one message holds.
fn composer(text: &str) -> Content {
    let text = display::clean(text);
    Content::lines(TEXT_MAX.max(text.len())).with(&text)
}

/// Scrolls the list by pages, up is positive: the offset counts from the newest message.
pub(crate) fn page<M: Send + 'static>(pages: f32) -> Task<M> {
    operation::scroll_by(HISTORY, AbsoluteOffset { x: 0.0, y: pages * PAGE_SCROLL })
}

impl fmt::Debug for Conversation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conversation")
            .field("messages", &self.held.messages().len())
            .field("more", &self.held.more())
            .finish_non_exhaustive()
    }
}

/// The name of a row for the list's memory of heights.
fn row_key(message: Option<MessageId>) -> u64 {
    message.map_or(u64::MAX, |id| id.0.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;
    use crate::widget::editor::Action;
    use crate::model::Model;

    fn open(script: fake::Script) -> (Conversation, fake::Script, Model) {
        let model = Model::default();
        let engine = script.engine();
        let (open, _) =
            Conversation::new(&fake::contact(1, "Ada"), "", &Context { engine: &engine, model: &model });
        (open, script, model)
    }

    fn page_of(ids: std::ops::RangeInclusive<i64>, more: bool) -> Answer {
        let messages = ids.map(|id| fake::message(id, 1, MessageState::Received, 1000, "x")).collect();
        Ok(Response::History(History { messages, more, newer: false }))
    }

    fn ids(open: &Conversation) -> Vec<i64> {
        open.held.messages().iter().map(|message| message.id.0).collect()
    }

    #[test]
    fn a_message_heard_before_its_page_is_shown_once() {
        let (mut open, script, model) = open(fake::Script::default());
        let engine = script.engine();
        let context = Context { engine: &engine, model: &model };
        let _ = open.hear(&fake::message(5, 1, MessageState::Received, 1000, "x"), &context);
        let _ = open.hear(&fake::message(9, 2, MessageState::Received, 1000, "of somebody else"), &context);
        open.take_newest(page_of(3..=5, true));
        open.take_older(page_of(1..=2, false));
        assert_eq!(ids(&open), [1, 2, 3, 4, 5]);
        assert!(!open.held.more());
    }

    #[test]
    fn a_newest_page_that_does_not_touch_leaves_no_gap() {
        let (mut open, ..) = open(fake::Script::default());
        open.take_newest(page_of(1..=3, false));
        open.take_newest(page_of(50..=52, true));
        assert_eq!(ids(&open), [50, 51, 52]);
        assert!(open.held.more());
    }

    #[test]
    fn a_newer_state_takes_the_place_of_the_older() {
        let (mut open, script, model) = open(fake::Script::default());
        let engine = script.engine();
        let context = Context { engine: &engine, model: &model };
        for state in [MessageState::Queued, MessageState::Sent, MessageState::Delivered] {
            let _ = open.hear(&fake::message(7, 1, state, 1000, "x"), &context);
        }
        assert_eq!(open.held.messages().len(), 1);
        assert_eq!(open.held.messages()[0].state, MessageState::Delivered);
    }

    #[test]
    fn what_is_pasted_is_clean_before_it_is_drawn() {
        let (mut open, script, model) = open(fake::Script::default());
        let engine = script.engine();
        let context = Context { engine: &engine, model: &model };
        let hostile = format!("a\u{202e}b{}", "क्".repeat(300));
        let _ = open.composer.perform(Action::Paste(hostile.clone()));
        let _ = open.update(Message::Edited, &context);
        assert_eq!(open.draft().unwrap(), display::clean(&hostile));
    }

    #[test]
    fn a_refused_text_comes_back_into_the_composer_before_what_was_written_since() {
        let (mut open, script, model) = open(fake::Script::default());
        let engine = script.engine();
        let context = Context { engine: &engine, model: &model };
        open.composer = composer("first");
        let _ = open.update(Message::Send, &context);
        assert_eq!(open.draft(), None, "the composer is free at once");
        open.composer = composer("second");
        let _ = open.update(Message::Sent("first".to_owned(), Err(Failure::DiskFull)), &context);
        assert_eq!(open.draft().as_deref(), Some("first\nsecond"));
        assert_eq!(open.wrong, Some(Failure::DiskFull));
        let long = "x".repeat(TEXT_MAX);
        let _ = open.update(Message::Sent(long.clone(), Err(Failure::DiskFull)), &context);
        assert_eq!(open.draft(), Some(format!("{long}\nfirst\nsecond")), "however long it is");
    }
}
