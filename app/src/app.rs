//! The window: which screen is shown, what the engine tells, keys, the way out.
//!
//! ```text
//!   start failed ─▶ Failed
//!   Loading ─▶ Welcome ─┐
//!        └───▶ Unlock ──┴─▶ Connect ─▶ Chats ─▶ Ending
//! ```

mod attendance;
mod keys;
mod run;

use crate::engine::{Answer, Engine, Events};
use crate::model::Model;
use crate::places::TorSystem;
use crate::screen::chats::{self, Chats, Place};
use crate::screen::connect::{self, Connect};
use crate::screen::unlock::{self, Unlock};
use crate::screen::welcome::{self, Welcome};
use crate::screen::{Context, centred};
use crate::theme::{self, space, style};
use crate::widget::pieces::{body, head, minor, wide_action};
use crate::words::{self, Language, Words};
use attendance::{Attendance, Focus};
use iced::widget::{center, column, operation};
use iced::{Element, Subscription, Task, Theme, window};
use keys::Shortcut;
pub(crate) use run::run;
use sotto_engine::api::{Event, Failure, NetworkPhase, Preferences, Profile, Request, Response, Status};
use std::time::Duration;

/// How often times that are written relative to now are written anew.
const TICK: Duration = Duration::from_secs(20);
/// How often a countdown that is shown is written anew.
const SECOND: Duration = Duration::from_secs(1);

/// How the window is started.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    /// Begin a session in memory at once.
    pub(crate) amnesic: bool,
    /// A system on which the Tor inside cannot work.
    pub(crate) system: Option<TorSystem>,
    /// What the window speaks until a profile that has chosen is open.
    pub(crate) language: Language,
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

struct Running {
    engine: Engine,
    events: Events,
    model: Model,
    screen: Screen,
    options: Options,
    attendance: Attendance,
    /// Milliseconds since 1970.
    clock: fn() -> u64,
}

enum Screen {
    Loading,
    Welcome(Welcome),
    Unlock(Unlock),
    Connect(Connect),
    Chats(Box<Chats>),
    Ending,
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
    /// Before the connection is made.
    Connect(connect::Message),
    /// On the main screen.
    Chats(chats::Message),
    /// A key that means the same everywhere.
    Key(Shortcut),
    /// The window got the focus or lost it.
    Focus(Focus),
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
        let (engine, events) = match wires {
            Ok(wires) => wires,
            Err(failure) => {
                let stage = Stage::Failed(failure, words::of(options.language));
                return (Self { stage, look: Default::default() }, Task::none());
            }
        };
        let first = if options.amnesic { Request::CreateAmnesic } else { Request::Status };
        let task = engine.ask(first).map(Message::Booted);
        let running = Running {
            engine,
            events,
            model: Model::speaking(words::of(options.language)),
            screen: Screen::Loading,
            options,
            attendance: Attendance::new(),
            clock,
        };
        (Self { stage: Stage::Running(Box::new(running)), look: Default::default() }, task)
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
                    self.stage = Stage::Failed(failure, running.model.words);
                    return Task::none();
                }
                let task = running.update(message);
                let preferences = &running.model.preferences;
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

    /// What the window listens to.
    pub(crate) fn subscription(&self) -> Subscription<Message> {
        let always = [window::close_requests().map(|_| Message::Close), keys::shortcuts().map(Message::Key)];
        let always = Subscription::batch(always);
        match &self.stage {
            Stage::Failed(..) => always,
            Stage::Running(running) => {
                let events = running.events.listen().map(Message::Engine);
                let focus = keys::focus().map(Message::Focus);
                let tick = running.pulse().map(|every| iced::time::every(every).map(|_| Message::Tick));
                Subscription::batch([always, events, focus, tick.unwrap_or_else(Subscription::none)])
            }
        }
    }
}

impl Running {
    fn update(&mut self, message: Message) -> Task<Message> {
        self.model.now = (self.clock)();
        if let Message::Focus(focus) = &message {
            self.attendance.focus(*focus, self.model.now);
        }
        let task = self.react(message);
        Task::batch([task, self.attend()])
    }

    /// How often what is shown has to be written anew though nothing happens.
    fn pulse(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Chats(chats) if chats.is_counting(&self.model) => Some(SECOND),
            Screen::Chats(_) => Some(TICK),
            _ => None,
        }
    }

    /// Tells the engine whether somebody is there, once there is a profile whose contacts are called.
    fn attend(&mut self) -> Task<Message> {
        if !matches!(self.screen, Screen::Connect(_) | Screen::Chats(_)) {
            return Task::none();
        }
        let news = self.attendance.news(self.model.now);
        news.map_or_else(Task::none, |present| {
            self.engine.ask(Request::Attend { present }).map(|_| Message::Told)
        })
    }

    fn react(&mut self, message: Message) -> Task<Message> {
        let context = Context { engine: &self.engine, model: &self.model };
        match (message, &mut self.screen) {
            (Message::Engine(events), _) => self.hear(&events),
            (Message::Booted(Ok(response)), _) => self.booted(response),
            (Message::Contacts(Ok(Response::Contacts(contacts))), _) => {
                self.model.replace(contacts);
                Task::none()
            }
            (Message::Preferences(Ok(Response::Preferences(preferences))), _) => {
                self.prefer(preferences);
                Task::none()
            }
            (Message::Close | Message::Key(Shortcut::Quit), _) => self.close(),
            (Message::Ended, _) => iced::exit(),
            (Message::Key(shortcut), _) => self.key(shortcut),
            (Message::Welcome(message), Screen::Welcome(screen)) => {
                let (task, event) = screen.update(message, &context);
                let opened = event.map(|welcome::Event::Opened(status)| self.opened(status));
                Task::batch([task.map(Message::Welcome), opened.unwrap_or_else(Task::none)])
            }
            (Message::Unlock(message), Screen::Unlock(screen)) => {
                let (task, event) = screen.update(message, &context);
                let opened = event.map(|unlock::Event::Opened(status)| self.opened(status));
                Task::batch([task.map(Message::Unlock), opened.unwrap_or_else(Task::none)])
            }
            (Message::Connect(message), Screen::Connect(screen)) => {
                let (task, event) = screen.update(message, &context);
                let next = event.map(|event| self.connected(&event));
                Task::batch([task.map(Message::Connect), next.unwrap_or_else(Task::none)])
            }
            (Message::Chats(message), Screen::Chats(_)) => self.chats(message),
            // a tick, or an answer for a screen that is no longer there
            _ => Task::none(),
        }
    }

    /// Takes in what the engine tells.
    fn hear(&mut self, events: &[Event]) -> Task<Message> {
        let mut tasks = Vec::new();
        for event in events {
            let whole = self.model.apply(event);
            let context = Context { engine: &self.engine, model: &self.model };
            if let Screen::Chats(chats) = &mut self.screen {
                tasks.push(chats.hear(event, &context).map(Message::Chats));
                if !whole {
                    tasks.push(chats.reload(&context).map(Message::Chats));
                }
            }
            if !whole {
                tasks.push(self.engine.ask(Request::Status).map(Message::Booted));
                tasks.push(self.engine.ask(Request::Contacts).map(Message::Contacts));
            }
        }
        // Tor works: the conversations are of more use than a bar
        if matches!(self.screen, Screen::Connect(_))
            && self.model.status.network.phase >= NetworkPhase::Publishing
        {
            self.screen = Screen::Chats(Box::default());
        }
        Task::batch(tasks)
    }

    fn booted(&mut self, response: Response) -> Task<Message> {
        let Response::Status(status) = response else { return Task::none() };
        if !matches!(self.screen, Screen::Loading) {
            self.model.status = status;
            return Task::none();
        }
        match status.profile {
            Profile::Open | Profile::Amnesic => self.opened(status),
            Profile::Absent => {
                self.model.status = status;
                self.screen = Screen::Welcome(Welcome::default());
                operation::focus(welcome::FIRST)
            }
            Profile::Locked => {
                self.model.status = status;
                self.screen = Screen::Unlock(Unlock::default());
                operation::focus(unlock::FIELD)
            }
        }
    }

    fn opened(&mut self, status: Status) -> Task<Message> {
        self.model.status = status;
        self.screen = Screen::Connect(Connect::new(self.options.system));
        Task::batch([
            self.engine.ask(Request::Contacts).map(Message::Contacts),
            self.engine.ask(Request::Preferences).map(Message::Preferences),
            operation::focus(connect::CONNECT),
        ])
    }

    fn connected(&mut self, event: &connect::Event) -> Task<Message> {
        let mut chats = Chats::default();
        let context = Context { engine: &self.engine, model: &self.model };
        let task = match event {
            connect::Event::Continue => Task::none(),
            connect::Event::Bridges => chats.show(Place::Settings, &context).map(Message::Chats),
        };
        self.screen = Screen::Chats(Box::new(chats));
        task
    }

    fn chats(&mut self, message: chats::Message) -> Task<Message> {
        let Screen::Chats(chats) = &mut self.screen else { return Task::none() };
        let context = Context { engine: &self.engine, model: &self.model };
        let (task, event) = chats.update(message, &context);
        let more = match event {
            None => Task::none(),
            Some(chats::Event::Changed(contact)) => {
                self.model.put(contact);
                Task::none()
            }
            Some(chats::Event::Opened(contact)) => {
                let id = contact.id;
                self.model.put(contact);
                self.chats(chats::Message::Open(id))
            }
            Some(chats::Event::Preferences(preferences)) => {
                self.prefer(preferences);
                Task::none()
            }
        };
        Task::batch([task.map(Message::Chats), more])
    }

    /// Looks and speaks as it is wished; in the system's language as long as none is chosen.
    fn prefer(&mut self, preferences: Preferences) {
        let chosen = preferences.language.as_deref().map(Language::of_system);
        self.model.words = words::of(chosen.unwrap_or(self.options.language));
        self.model.preferences = preferences;
    }

    fn key(&mut self, shortcut: Shortcut) -> Task<Message> {
        let message = match shortcut {
            Shortcut::AddContact => chats::Message::Show(Place::AddContact),
            Shortcut::Settings => chats::Message::Show(Place::Settings),
            Shortcut::OwnAddress => chats::Message::Show(Place::OwnAddress),
            Shortcut::Verify => chats::Message::ShowVerify,
            Shortcut::Next => chats::Message::Next,
            Shortcut::Previous => chats::Message::Previous,
            Shortcut::Back => chats::Message::Back,
            Shortcut::PageUp => chats::Message::Page(1.0),
            Shortcut::PageDown => chats::Message::Page(-1.0),
            Shortcut::FocusNext | Shortcut::FocusPrevious | Shortcut::Quit => return focus(shortcut),
        };
        self.chats(message)
    }

    fn close(&mut self) -> Task<Message> {
        if matches!(self.screen, Screen::Ending) {
            return Task::none();
        }
        self.screen = Screen::Ending;
        self.engine.shut_down().map(|()| Message::Ended)
    }

    fn view(&self) -> Element<'_, Message> {
        let words = self.model.words;
        match &self.screen {
            Screen::Loading => center(minor(words.say("app-opening"))).style(style::canvas).into(),
            Screen::Welcome(screen) => screen.view(words).map(Message::Welcome),
            Screen::Unlock(screen) => screen.view(words).map(Message::Unlock),
            Screen::Connect(screen) => screen.view(&self.model).map(Message::Connect),
            Screen::Chats(screen) => screen.view(&self.model).map(Message::Chats),
            Screen::Ending => center(minor(words.say("app-ending"))).style(style::canvas).into(),
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
