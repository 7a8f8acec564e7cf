//! From an open profile back to a shut one: locked, destroyed, or gone; and what is said of it over the next screen.
//!
//! ```text
//!  lock ──▶ drafts kept ──▶ Request::Lock ──┐
//!  wipe ──▶ page ──▶ held ──▶ Request::Wipe ├──▶ Loading ──▶ what the engine says: Unlock or Welcome
//!  the engine says that it is shut ─────────┘
//! ```
//! What was shown is forgotten at once, before the engine has answered.

use super::Message;
use super::running::{Running, Screen};
use crate::engine::Answer;
use crate::screen::Context;
use crate::screen::wipe::{self, Wipe};
use crate::theme::space;
use crate::widget::Icon;
use crate::widget::pieces::{notice, remark, small_action};
use crate::words::Words;
use iced::widget::{column, container};
use iced::{Element, Fill, Task};
use sotto_engine::api::{Failure, Profile, Request};

/// Why the profile is shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// Nobody touched the window for so many minutes.
    Idle(u16),
    /// It was destroyed.
    Destroyed,
    /// It was to be destroyed, and a part of it failed.
    Failed(Failure),
    /// It is locked, and what was being written could not be kept.
    DraftLost(Failure),
}

impl Running {
    /// Locks the vault if nobody has touched the window for as long as was chosen.
    pub(super) fn lock_if_idle(&mut self) -> Task<Message> {
        let after = self.model.preferences.lock_after_minutes;
        if !self.is_lockable() || !self.idle.is_due(self.model.now, after) {
            return Task::none();
        }
        let task = self.lock();
        self.closed = after.map(Closed::Idle);
        task
    }

    /// Locks the vault; a session in memory has nothing to come back to and goes on.
    pub(super) fn lock(&mut self) -> Task<Message> {
        if !self.is_lockable() {
            return Task::none();
        }
        let drafts = self.drafts().into_iter().map(|draft| self.engine.ask(draft).map(Message::Parted));
        let kept = Task::batch(drafts);
        let taken = self.take_back();
        self.leave();
        // one after the other: a draft that came behind the lock would be refused
        Task::batch([kept.chain(self.engine.ask(Request::Lock).map(Message::Locked)), taken])
    }

    fn is_lockable(&self) -> bool {
        let inside = matches!(self.screen, Screen::Chats(_));
        inside && self.model.status.profile == Profile::Open && !self.is_wiping()
    }

    /// Takes away from the clipboard what has lain there for too long, if that is wished.
    pub(super) fn clear_clipboard(&self) -> Task<Message> {
        if self.copied.is_due(self.model.now) { self.take_back() } else { Task::none() }
    }

    /// The same at once.
    pub(super) fn take_back(&self) -> Task<Message> {
        if self.model.preferences.clear_clipboard {
            return self.copied.take_back();
        }
        self.copied.forget();
        Task::none()
    }

    /// Leaves what is open; what was typed and not sent, for the vault to keep.
    pub(super) fn drafts(&mut self) -> Vec<Request> {
        match &mut self.screen {
            Screen::Chats(chats) => chats.part(),
            _ => Vec::new(),
        }
    }

    /// What was being written is kept before the lock, or not: the lock comes all the same, but what it has cost is said.
    pub(super) fn parted(&mut self, answer: Answer) -> Task<Message> {
        if let Err(failure) = answer {
            self.closed = Some(Closed::DraftLost(failure));
        }
        Task::none()
    }

    /// Forgets what is shown; what comes next is what the engine says.
    fn leave(&mut self) {
        self.screen = Screen::Loading;
        self.wipe = None;
        self.model.forget();
    }

    /// The engine has locked the vault, or has not.
    pub(super) fn locked(&mut self, answer: Answer) -> Task<Message> {
        match answer {
            Ok(response) => self.booted(response),
            Err(_) => self.engine.ask(Request::Status).map(Message::Booted),
        }
    }

    /// The engine said how it stands: a profile that was shut by somebody else is not shown any longer.
    pub(super) fn follow(&mut self) -> Task<Message> {
        let inside = matches!(self.screen, Screen::Chats(_));
        if !inside || self.model.status.profile.is_open() || self.is_wiping() {
            return Task::none();
        }
        self.leave();
        self.engine.ask(Request::Status).map(Message::Booted)
    }

    /// Shows what destroying the profile means; where there is none, nothing.
    pub(super) fn ask_to_wipe(&mut self) -> Task<Message> {
        let nothing = self.model.status.profile == Profile::Absent;
        if nothing || self.wipe.is_some() || matches!(self.screen, Screen::Loading | Screen::Ending) {
            return Task::none();
        }
        self.wipe = Some(Wipe::default());
        Wipe::focus()
    }

    /// What is said of a profile that was shut is of no use in one that is open: but that a wipe has failed which has not even shut
    /// it is said on its page, and a text that is lost stays so.
    pub(super) fn reopened(&mut self) -> Task<Message> {
        match self.closed {
            Some(Closed::Failed(failure)) => {
                self.closed = None;
                self.wipe = Some(Wipe::failed(failure));
                Wipe::focus()
            }
            _ => Task::none(),
        }
    }

    /// Whether the page stands over everything else.
    pub(super) fn is_wiping(&self) -> bool {
        self.wipe.is_some()
    }

    /// On that page.
    pub(super) fn update_wipe(&mut self, message: wipe::Message) -> Task<Message> {
        let Some(page) = &mut self.wipe else { return Task::none() };
        let context = Context { engine: &self.engine, model: &self.model };
        let (task, event) = page.update(message, &context);
        let next = match event {
            None => Task::none(),
            Some(wipe::Event::Left) => {
                self.wipe = None;
                Task::none()
            }
            Some(wipe::Event::Ended(ended)) => {
                self.closed = Some(ended.map_or_else(Closed::Failed, |_| Closed::Destroyed));
                self.leave();
                let taken = self.take_back();
                Task::batch([taken, self.engine.ask(Request::Status).map(Message::Booted)])
            }
        };
        Task::batch([task.map(Message::Wipe), next])
    }

    /// `screen` under what is said of the profile that was shut.
    pub(super) fn under_closed<'a>(&self, screen: Element<'a, Message>) -> Element<'a, Message> {
        let Some(closed) = self.closed else { return screen };
        let words = self.model.words;
        let understood =
            small_action(words.say("lock-understood"), crate::theme::style::secondary, Message::Understood);
        let says = closed.sentence(words);
        let says = match closed {
            Closed::Failed(_) | Closed::DraftLost(_) => notice(says, Some(understood.into())),
            Closed::Idle(_) => remark(Icon::Lock, says, Some(understood.into())),
            Closed::Destroyed => remark(Icon::Check, says, Some(understood.into())),
        };
        let says = container(says).padding(space::S).width(Fill).style(crate::theme::style::canvas);
        column![says, screen].into()
    }
}

impl Closed {
    fn sentence(self, words: &Words) -> String {
        match self {
            Self::Idle(minutes) => words.say_with("lock-idle", &[("minutes", minutes.into())]),
            Self::Destroyed => words.say("lock-wiped"),
            Self::Failed(failure) => words.failure(failure),
            Self::DraftLost(failure) => {
                words.together([Some(words.say("lock-draft-lost")), Some(words.failure(failure))])
            }
        }
    }
}
