//! The window: which screen is shown, what the engine tells, keys, the way out.
//!
//! ```text
//!   start failed ─▶ Failed
//!   Loading ─▶ Welcome ─┐
//!        └───▶ Unlock ──┴─▶ Chats ─▶ Ending
//! ```

mod attendance;
mod clipboard;
mod closing;
mod idle_lock;
mod keys;
mod run;
mod running;

use crate::engine::{Answer, Engine, Events};
use crate::machine::Machine;
use crate::places::TorSystem;
use crate::screen::{centred, chats, help, unlock, welcome, wipe};
use crate::theme::{self, space, style};
use crate::widget::pieces::{body, head, wide_action};
use crate::words::{self, Language, Words};
use attendance::Focus;
use iced::widget::{column, operation};
use iced::{Element, Size, Subscription, Task, Theme, window};
use keys::Shortcut;
pub(crate) use keys::listed;
pub(crate) use run::run;
use running::Running;
use sotto_engine::api::{Event, Failure, Request};

/// How the window is started.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// Begin a session in memory at once.
    pub(crate) amnesic: bool,
    /// A system on which the Tor inside cannot work.
    pub(crate) system: Option<TorSystem>,
    /// What the window speaks until a profile that has chosen is open.
    pub(crate) language: Language,
    /// What the settings say of this machine.
    pub(crate) machine: Machine,
}

/// The state.
pub(crate) struct App {
    stage: Stage,
    look: theme::Look,
}

enum Stage {
    Failed(Failure, &'static Words),
    Running(Box<Running>),
}

/// Everything that can happen.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The engine tells.
    Engine(Vec<Event>),
    /// The first status, or a session in memory.
    Booted(Answer),
    /// The whole list.
    Contacts(Answer),
    /// How the window should look and speak.
    Preferences(Answer),
    /// On the first launch.
    Welcome(welcome::Message),
    /// Before the vault is open.
    Unlock(unlock::Message),
    /// On the main screen.
    Chats(chats::Message),
    /// In front of any screen.
    Help(help::Message),
    /// A key that means the same everywhere.
    Key(Shortcut),
    /// The window got the focus or lost it.
    Focus(Focus),
    /// The window has this size now.
    Sized(Size),
    /// What was being written is kept before the vault is locked, or not.
    Parted(Answer),
    /// The vault is locked, or not.
    Locked(Answer),
    /// Where it is asked whether the profile is to be destroyed.
    Wipe(wipe::Message),
    /// What was said of the profile that was shut has been read.
    Understood,
    /// Time has passed.
    Tick,
    /// The engine knows whether somebody is there.
    Told,
    /// The window should close.
    Close,
    /// The engine has ended.
    Ended,
}

impl App {
    /// The first screen; the engine's status decides on the next.
    pub(crate) fn boot(
        wires: Result<(Engine, Events), Failure>,
        options: Options,
        clock: fn() -> u64,
    ) -> (Self, Task<Message>) {
        let (stage, task) = match wires {
            Ok(wires) => {
                let first = if options.amnesic { Request::CreateAmnesic } else { Request::Status };
                let task = wires.0.ask(first).map(Message::Booted);
                (Stage::Running(Box::new(Running::new(wires, options, clock))), task)
            }
            Err(failure) => (Stage::Failed(failure, words::of(options.language)), Task::none()),
        };
        (Self { stage, look: theme::Look::default() }, task)
    }

    /// Takes a message in.
    pub(crate) fn update(&mut self, message: Message) -> Task<Message> {
        match &mut self.stage {
            Stage::Failed(..) => match message {
                Message::Close | Message::Key(Shortcut::Quit) => iced::exit(),
                Message::Key(shortcut) => focus(shortcut),
                _ => Task::none(),
            },
            Stage::Running(running) => {
                if let Message::Booted(Err(failure)) = message {
                    self.stage = Stage::Failed(failure, running.model().words);
                    return Task::none();
                }
                let task = running.update(message);
                let preferences = &running.model().preferences;
                self.look =
                    theme::Look { appearance: preferences.appearance, contrast: preferences.contrast };
                task
            }
        }
    }

    /// What is shown.
    pub(crate) fn view(&self) -> Element<'_, Message> {
        match &self.stage {
            Stage::Failed(failure, words) => view_failed(*failure, words),
            Stage::Running(running) => running.view(),
        }
    }

    /// Light or dark.
    pub(crate) fn theme(&self) -> Theme {
        theme::of(self.look)
    }

    /// How much larger than usual everything is, 0.8 to 2: as chosen, as far as the window has room for it.
    pub(crate) fn scale(&self) -> f32 {
        match &self.stage {
            Stage::Failed(..) => 1.0,
            Stage::Running(running) => running.model().scale(),
        }
    }

    /// What the window listens to.
    pub(crate) fn subscription(&self) -> Subscription<Message> {
        let always = [window::close_requests().map(|_| Message::Close), keys::shortcuts().map(Message::Key)];
        let always = Subscription::batch(always);
        match &self.stage {
            Stage::Failed(..) => always,
            Stage::Running(running) => Subscription::batch([always, running.subscription()]),
        }
    }
}

fn focus(shortcut: Shortcut) -> Task<Message> {
    match shortcut {
        Shortcut::FocusNext => operation::focus_next(),
        Shortcut::FocusPrevious => operation::focus_previous(),
        _ => Task::none(),
    }
}

fn view_failed<'a>(failure: Failure, words: &Words) -> Element<'a, Message> {
    let page = column![
        head(words.say("app-failed")),
        body(words.failure(failure)),
        wide_action(words.say("app-close"), style::primary, Some(Message::Close))
    ];
    centred(page.spacing(space::XL).align_x(words.direction().start()))
}

#[cfg(test)]
mod tests;
