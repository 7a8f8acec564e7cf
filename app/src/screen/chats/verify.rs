//! Whether a contact is who they say: twelve words to compare, a question that only they can answer.

mod outcome;
mod question;
mod view;
mod words;

use super::contact_of;
use crate::engine::Answer;
use crate::screen::Context;
use crate::widget::Secret;
use iced::Task;
use iced::widget::{operation, qr_code};
pub(crate) use outcome::Outcome;
use sotto_engine::api::{Check, Contact, ContactId, Failure, Request, Response};
use std::fmt;
pub(super) use view::standing;

/// The button of the twelve words.
pub(crate) const WORDS: &str = "verify-words";
/// What we ask.
pub(crate) const QUESTION: &str = "verify-question";
/// The answer that we expect.
pub(crate) const EXPECTED: &str = "verify-expected";
/// Our answer to what they ask.
pub(crate) const REPLY: &str = "verify-reply";

/// The state.
pub(crate) struct Verify {
    contact: ContactId,
    tab: Tab,
    words: Vec<String>,
    code: Option<qr_code::Data>,
    question: String,
    expected: Secret,
    reply: Secret,
    /// What `reply` answers: what is typed for one question must not go out for another.
    asked: Option<String>,
    busy: bool,
    wrong: Option<Failure>,
}

/// The two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    /// Compare twelve words.
    Words,
    /// Ask, or answer, a question.
    Question,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The other way.
    Show(Tab),
    /// The twelve words are here.
    Words(Answer),
    /// All twelve were the same.
    Compared,
    /// They are not verified any more.
    Withdraw,
    /// The question is typed.
    Question(String),
    /// Enter after the question.
    ToExpected,
    /// A wiped field changed; what it holds stays in the screen.
    Edited,
    /// Ask.
    Ask,
    /// Asked, or not.
    Asked(Answer),
    /// Answer.
    Reply,
    /// Answered, or not.
    Replied(Answer),
    /// Withdraw our question, or decline theirs.
    End,
    /// The contact has changed, or not.
    Changed(Answer),
    /// The outcome has been read.
    Understood,
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// The contact changed.
    Changed(Contact),
    /// The last outcome need not be shown any more.
    Understood,
}

impl Verify {
    /// The pane of `known`; its words are being read. The focus is never on what would change something.
    pub(crate) fn new(known: &Contact, tab: Tab, context: &Context<'_>) -> (Self, Task<Message>) {
        let contact = known.id;
        let verify = Self {
            contact,
            tab,
            words: Vec::new(),
            code: None,
            question: String::new(),
            expected: Secret::default(),
            reply: Secret::default(),
            asked: asked(known),
            busy: false,
            wrong: None,
        };
        let words = context.engine.ask(Request::SafetyWords { contact }).map(Message::Words);
        let focus = verify.focus(known);
        (verify, Task::batch([words, focus]))
    }

    /// Whose pane it is.
    pub(crate) fn contact(&self) -> ContactId {
        self.contact
    }

    /// Follows what the engine tells of the contact.
    pub(crate) fn follow(&mut self, known: &Contact) {
        let asked = asked(known);
        if self.contact == known.id && self.asked != asked {
            self.reply.clear();
            self.asked = asked;
        }
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        let contact = self.contact;
        let known = context.model.contact(contact);
        match message {
            Message::Show(tab) => {
                self.tab = tab;
                self.wrong = None;
                return (known.map_or_else(Task::none, |known| self.focus(known)), None);
            }
            Message::Words(answer) => self.take_words(answer),
            Message::Compared => return (self.change(Request::MarkCompared { contact }, context), None),
            Message::Withdraw => {
                let task = self.change(Request::WithdrawVerification { contact }, context);
                return (task, Some(Event::Understood));
            }
            Message::Question(question) => {
                self.question = question;
                self.wrong = None;
            }
            Message::ToExpected => return (operation::focus(EXPECTED), None),
            Message::Edited => self.wrong = None,
            Message::Ask => return (self.ask(known, context), None),
            Message::Reply => return (self.reply(known, context), None),
            Message::End => return (self.change(Request::EndCheck { contact }, context), None),
            Message::Asked(answer) => return (Task::none(), self.asked(answer)),
            Message::Replied(answer) => return (Task::none(), self.replied(answer)),
            Message::Changed(answer) => return (Task::none(), self.changed(answer)),
            Message::Understood => return (Task::none(), Some(Event::Understood)),
        }
        (Task::none(), None)
    }

    fn change(&mut self, request: Request, context: &Context<'_>) -> Task<Message> {
        if self.begin() { context.engine.ask(request).map(Message::Changed) } else { Task::none() }
    }

    fn ask(&mut self, known: Option<&Contact>, context: &Context<'_>) -> Task<Message> {
        if !known.is_some_and(|known| self.can_ask(known)) || !self.begin() {
            return Task::none();
        }
        let (contact, question) = (self.contact, self.question.trim().to_owned());
        let request = Request::AskQuestion { contact, question, answer: self.expected.answer() };
        context.engine.ask(request).map(Message::Asked)
    }

    fn reply(&mut self, known: Option<&Contact>, context: &Context<'_>) -> Task<Message> {
        if !known.is_some_and(|known| self.can_reply(known)) || !self.begin() {
            return Task::none();
        }
        let request = Request::AnswerQuestion { contact: self.contact, answer: self.reply.answer() };
        context.engine.ask(request).map(Message::Replied)
    }

    /// Whether a request may leave now; one at a time.
    fn begin(&mut self) -> bool {
        self.wrong = None;
        !std::mem::replace(&mut self.busy, true)
    }

    fn can_ask(&self, known: &Contact) -> bool {
        let typed = !self.question.trim().is_empty() && !self.expected.is_empty();
        !self.busy && typed && known.check.is_none() && question::hindrance(known).is_none()
    }

    fn can_reply(&self, known: &Contact) -> bool {
        !self.busy && !self.reply.is_empty() && self.asked.is_some() && self.asked == asked(known)
    }

    fn take_words(&mut self, answer: Answer) {
        match answer {
            Ok(Response::Safety(safety)) => {
                self.code = qr_code::Data::new(safety.words.join(" ")).ok();
                self.words = safety.words;
            }
            Ok(_) => {}
            Err(failure) => self.wrong = Some(failure),
        }
    }

    /// What was typed is wiped once it was taken, and stays if it was refused.
    fn asked(&mut self, answer: Answer) -> Option<Event> {
        if answer.is_ok() {
            self.question.clear();
            self.expected.clear();
        }
        self.changed(answer)
    }

    fn replied(&mut self, answer: Answer) -> Option<Event> {
        if answer.is_ok() {
            self.reply.clear();
        }
        self.changed(answer)
    }

    fn changed(&mut self, answer: Answer) -> Option<Event> {
        self.busy = false;
        match contact_of(answer) {
            Ok(Some(contact)) => {
                self.follow(&contact);
                Some(Event::Changed(contact))
            }
            Ok(None) => None,
            Err(failure) => {
                self.wrong = Some(failure);
                None
            }
        }
    }

    fn focus(&self, known: &Contact) -> Task<Message> {
        match (self.tab, &known.check) {
            (Tab::Words, _) => operation::focus(WORDS),
            (Tab::Question, None) => operation::focus(QUESTION),
            (Tab::Question, Some(Check::Asked { .. })) => operation::focus(REPLY),
            (Tab::Question, Some(Check::Waiting { .. } | Check::Confirming)) => Task::none(),
        }
    }
}

/// What they ask, if they do.
fn asked(known: &Contact) -> Option<String> {
    match &known.check {
        Some(Check::Asked { question }) => Some(question.clone()),
        _ => None,
    }
}

impl fmt::Debug for Verify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verify").field("tab", &self.tab).field("busy", &self.busy).finish_non_exhaustive()
    }
}
