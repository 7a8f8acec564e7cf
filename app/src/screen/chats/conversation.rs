//! One conversation: pages of history, what is being written, how far each message is, what is done with one.

mod acts;
mod check;
mod find;
mod links;
mod menu;
mod pages;
mod place;
mod stretch;
mod view;
mod writing;

#[cfg(test)]
mod tests;

pub(crate) use menu::{Act, Deletion};
pub(crate) use place::Towards;
#[cfg(test)]
pub(crate) use view::BUBBLES;
pub(crate) use view::next_try;
pub(super) use writing::joined;

use crate::engine::Answer;
use crate::model::Model;
use crate::screen::Context;
use crate::screen::chats::verify::Tab;
use crate::widget::vlist::Heights;
use find::Find;
use iced::Task;
use iced::widget::operation;
use iced::widget::scrollable::{AbsoluteOffset, RelativeOffset, Viewport};
use menu::Menu;
use place::Place;
use sotto_engine::api::{
    Contact, ContactId, Deleted, Failure, Message as Text, MessageId, MessageState, Request, Response,
};
use std::fmt;
use stretch::Stretch;
use writing::{Answers, Outgoing, Writing};

/// The field that one writes in; it has the focus from the start.
pub(crate) const COMPOSER: &str = "composer";
/// The field of what is looked for.
pub(crate) const FIND: &str = "conversation-find";
/// The message to which Tab leads.
pub(crate) const CHOSEN: &str = "chosen-message";
/// What comes first in the menu of a message.
pub(crate) const MENU: &str = "message-menu";
/// The list of messages.
const HISTORY: &str = "history";
/// What Page Up moves, in logical pixels.
const PAGE_SCROLL: f32 = 420.0;

/// The state.
pub(crate) struct Conversation {
    contact: ContactId,
    held: Stretch,
    loading: bool,
    writing: Writing,
    heights: Heights,
    place: Place,
    menu: Option<Menu>,
    find: Option<Find>,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// Something was written.
    Edited,
    /// Something was pasted or typed that would be more than one message holds; what was written stays.
    TooLong,
    /// Send what is written, or save it.
    Send,
    /// Queued, or not; with the text, which must not be lost, and the message that it answers, with its beginning.
    Sent(String, Option<(MessageId, String)>, Answer),
    /// Other words for a message were saved, or not; with the words.
    Saved(MessageId, String, Answer),
    /// Other words for the last message of ours.
    EditLast,
    /// Go back from an edit or an answer.
    Leave,
    /// The newest page.
    Newest(Answer),
    /// The page before the oldest.
    Older(Answer),
    /// The page after the last that is held.
    Newer(Answer),
    /// The page around a message.
    Around(MessageId, Answer),
    /// Read the page before the oldest.
    ShowOlder,
    /// The list was scrolled.
    Scrolled(Viewport),
    /// The list has grown by so much below what is read, or shrunk.
    Shifted(f32),
    /// The message that had to come into sight has.
    Arrived,
    /// Show a message.
    Jump(MessageId),
    /// Show the newest.
    ShowNewest,
    /// Scroll by pages, up is positive.
    Page(f32),
    /// The focus goes to the next message.
    Choose(Towards),
    /// Open the menu of a message, or close it.
    Menu(MessageId),
    /// Do something with a message.
    Act(MessageId, Act),
    /// It is done, or not.
    Acted(Answer),
    /// Look for something.
    OpenFind,
    /// No more.
    CloseFind,
    /// Something else is looked for.
    FindTyped,
    /// What was found of a text.
    Found(String, Answer),
    /// Show the next hit.
    Step(Towards),
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
    /// To the field of the contact's name.
    Name,
}

impl Message {
    /// The words that were refused, and why, if this says so.
    pub(super) fn refused(self) -> Option<(String, Failure)> {
        match self {
            Self::Sent(text, _, Err(failure)) | Self::Saved(_, text, Err(failure)) => Some((text, failure)),
            _ => None,
        }
    }
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// The contact changed.
    Changed(Contact),
    /// Show the contact's page.
    Page,
    /// The same, at the field of the name.
    Name,
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
            writing: Writing::new(draft, known.draft.as_deref().unwrap_or_default()),
            heights: Heights::default(),
            place: Place::new(known.unread),
            menu: None,
            find: None,
            wrong: None,
        };
        let tasks = [
            conversation.open(known.unread, context),
            conversation.mark_read(context),
            snap_to_newest(),
            operation::focus(COMPOSER),
        ];
        (conversation, Task::batch(tasks))
    }

    /// With whom.
    pub(crate) fn contact(&self) -> ContactId {
        self.contact
    }

    /// The draft, if the vault has another one; it counts as kept from now on.
    pub(crate) fn unkept(&mut self) -> Option<String> {
        self.writing.keep()
    }

    /// Whether nobody has typed for some seconds, and there is a draft to keep.
    pub(crate) fn is_due(&self, now: u64) -> bool {
        self.writing.is_due(now)
    }

    /// Whether something changes within seconds though nothing happens: a draft is kept, a mark goes.
    pub(crate) fn is_counting(&self, model: &Model) -> bool {
        self.writing.is_unsaved() || self.place.marked(model.now).is_some()
    }

    /// Leaves what is in front: a menu, the search, an edit, an answer, a message that has the focus. Nothing if there is
    /// nothing in front.
    pub(crate) fn retreat(&mut self) -> Option<Task<Message>> {
        if let Some(menu) = self.menu.take() {
            self.place.chosen = Some(menu.message);
            return Some(operation::focus(CHOSEN));
        }
        let chosen = self.place.chosen.take();
        let left = self.find.take().is_some() || chosen.is_some() || self.writing.leave();
        left.then(|| operation::focus(COMPOSER))
    }

    /// Takes in a message that the engine tells of.
    pub(crate) fn hear(&mut self, message: &Text, context: &Context<'_>) -> Task<Message> {
        if message.contact != self.contact {
            return Task::none();
        }
        self.put(message.clone());
        if message.state == MessageState::Received { self.mark_read(context) } else { Task::none() }
    }

    /// Takes in a message, new or changed. One that was erased here is shown nowhere.
    fn put(&mut self, message: Text) {
        self.place.hear(&message);
        if message.deleted == Some(Deleted::Here) {
            self.held.remove(message.id);
            self.place.forget(message.id);
            self.menu = self.menu.take().filter(|menu| menu.message != message.id);
        } else {
            self.held.put(message);
        }
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        let contact = self.contact;
        let ask = |request: Request| context.engine.ask(request);
        let event = match message {
            Message::Changed(Ok(Response::Contact(contact))) => Event::Changed(contact),
            Message::ShowPage => Event::Page,
            Message::Name => Event::Name,
            Message::Verify(tab) => Event::Verify(tab),
            Message::Understood => Event::Understood,
            Message::TryNow => return (ask(Request::TryNow { contact }).map(Message::Answered), None),
            Message::TrustAgain => return (ask(Request::TrustAgain { contact }).map(Message::Changed), None),
            Message::EndCheck => return (ask(Request::EndCheck { contact }).map(Message::Changed), None),
            Message::Changed(answer) | Message::Answered(answer) => {
                self.wrong = answer.err();
                return (Task::none(), None);
            }
            message => return (self.update_messages(message, context), None),
        };
        (Task::none(), Some(event))
    }

    /// What is written, read and done with messages.
    fn update_messages(&mut self, message: Message, context: &Context<'_>) -> Task<Message> {
        match message {
            Message::Edited => {
                self.wrong = None;
                self.place.chosen = None;
                self.writing.touch(context.model.now);
                Task::none()
            }
            Message::TooLong => {
                self.wrong = Some(Failure::TextTooLong);
                Task::none()
            }
            Message::Send => self.send(context),
            Message::Sent(text, answers, answer) => self.sent(&text, answers, answer, context),
            Message::Saved(id, text, answer) => self.saved(id, &text, answer),
            Message::EditLast => self.edit_last(),
            Message::Leave => self.retreat().unwrap_or_else(Task::none),
            Message::Menu(id) => self.open_menu(id),
            Message::Act(id, act) => self.act(id, act, context),
            Message::Acted(answer) => self.acted(answer),
            Message::OpenFind => self.open_find(),
            Message::CloseFind => self.close_find(),
            Message::FindTyped => self.find_typed(context),
            Message::Found(text, answer) => self.found(&text, answer, context),
            Message::Step(towards) => self.step(towards, context),
            message => self.update_pages(message, context),
        }
    }

    /// The composer empties at once, so that the next message can be written; the text travels with the answer
    /// and comes back if it was refused.
    fn send(&mut self, context: &Context<'_>) -> Task<Message> {
        let Some(outgoing) = self.writing.take() else { return Task::none() };
        self.wrong = None;
        self.writing.touch(context.model.now);
        match outgoing {
            Outgoing::Same => Task::none(),
            Outgoing::Changed(message, text) => {
                let request = Request::Edit { message, text: text.clone() };
                context.engine.ask(request).map(move |answer| Message::Saved(message, text.clone(), answer))
            }
            Outgoing::New(text, answers) => {
                self.place.fresh = None;
                let reply_to = answers.as_ref().map(|answers| answers.message);
                let answers = answers.map(|answers| (answers.message, answers.line));
                let request = Request::Send { contact: self.contact, text: text.clone(), reply_to };
                let sent = context.engine.ask(request);
                let sent = sent.map(move |answer| Message::Sent(text.clone(), answers.clone(), answer));
                Task::batch([sent, snap_to_newest()])
            }
        }
    }

    fn sent(
        &mut self,
        text: &str,
        answers: Option<(MessageId, String)>,
        answer: Answer,
        context: &Context<'_>,
    ) -> Task<Message> {
        match answer {
            Ok(Response::Message(message)) => {
                // whoever reads old ones comes back to the newest
                let back = if self.held.newer() { self.reload(context) } else { Task::none() };
                self.put(message);
                // what was sent must not come back as a draft, to be sent again
                let kept = self.writing.keep().map_or_else(Task::none, |text| {
                    context
                        .engine
                        .ask(Request::SetDraft { contact: self.contact, text })
                        .map(Message::Changed)
                });
                Task::batch([back, kept, snap_to_newest()])
            }
            Ok(_) => Task::none(),
            Err(failure) => {
                let by = answers.as_ref().and_then(|(id, _)| self.held.get(*id)).map(acts::writer);
                let answers = answers.zip(by);
                let answers = answers.map(|((message, line), by)| Answers { message, by, line });
                self.writing.give_back(text, answers);
                self.wrong = Some(failure);
                Task::none()
            }
        }
    }

    fn saved(&mut self, id: MessageId, text: &str, answer: Answer) -> Task<Message> {
        match answer {
            Ok(Response::Message(message)) => self.put(message),
            Ok(_) => {}
            Err(failure) => {
                let original = self.held.get(id).map(|message| crate::display::clean(&message.text));
                self.writing.give_back_change(id, text, original);
                self.wrong = Some(failure);
            }
        }
        Task::none()
    }

    fn mark_read(&self, context: &Context<'_>) -> Task<Message> {
        context.engine.ask(Request::MarkRead { contact: self.contact }).map(Message::Changed)
    }
}

/// Scrolls the list by pages, up is positive: the offset counts from the newest message.
pub(crate) fn page<M: Send + 'static>(pages: f32) -> Task<M> {
    scroll_by(pages * PAGE_SCROLL)
}

fn scroll_by<M: Send + 'static>(height: f32) -> Task<M> {
    operation::scroll_by(HISTORY, AbsoluteOffset { x: 0.0, y: height })
}

fn snap_to_newest<M: Send + 'static>() -> Task<M> {
    operation::snap_to(HISTORY, RelativeOffset::START)
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
