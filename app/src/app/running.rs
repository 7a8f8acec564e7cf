//! The window while the engine runs.

use super::attendance::Attendance;
use super::clipboard::Copied;
use super::closing::Closed;
use super::idle_lock::IdleLock;
use super::keys::{self, Shortcut};
use super::{Message, Options, focus};
use crate::engine::{Engine, Events};
use crate::model::Model;
use crate::screen::chats::settings::Change;
use crate::screen::chats::{self, Chats, Place};
use crate::screen::unlock::{self, Unlock};
use crate::screen::welcome::{self, Welcome};
use crate::screen::wipe::{self, Wipe};
use crate::screen::{Context, help};
use crate::theme::style;
use crate::widget::beneath;
use crate::widget::pieces::minor;
use crate::words::{self, Language};
use iced::widget::{center, operation, stack};
use iced::{Element, Subscription, Task, window};
use sotto_engine::api::{Event, Notifications, Preferences, Profile, Request, Response, Standing, Status};
use std::time::Duration;

/// How often times that are written relative to now are written anew.
pub(super) const TICK: Duration = Duration::from_secs(20);
/// How often it is looked whether the way to Tor makes progress.
const STALL_TICK: Duration = Duration::from_secs(5);
/// How often a countdown that is shown is written anew.
pub(super) const SECOND: Duration = Duration::from_secs(1);

/// The state.
pub(super) struct Running {
    pub(super) engine: Engine,
    events: Events,
    pub(super) model: Model,
    pub(super) screen: Screen,
    /// Help lies over the screen.
    help: bool,
    options: Options,
    attendance: Attendance,
    pub(super) idle: IdleLock,
    /// What of ours lies on the clipboard.
    pub(super) copied: Copied,
    /// Stands instead of the screen while it is asked whether the profile is to be destroyed.
    pub(super) wipe: Option<Wipe>,
    /// Why the profile is shut, until that has been read.
    pub(super) closed: Option<Closed>,
    /// Milliseconds since 1970.
    clock: fn() -> u64,
}

/// Which screen is shown.
pub(super) enum Screen {
    Loading,
    Welcome(Welcome),
    Unlock(Unlock),
    Chats(Box<Chats>),
    Ending,
}

impl Running {
    /// Waits for the engine's first word.
    pub(super) fn new((engine, events): (Engine, Events), options: Options, clock: fn() -> u64) -> Self {
        let mut model = Model::speaking(words::of(options.language));
        model.system = options.system;
        model.machine = options.machine.clone();
        Self {
            engine,
            events,
            model,
            screen: Screen::Loading,
            help: false,
            options,
            attendance: Attendance::new(),
            idle: IdleLock::new(clock()),
            copied: Copied::default(),
            wipe: None,
            closed: None,
            clock,
        }
    }

    /// What the window knows.
    pub(super) fn model(&self) -> &Model {
        &self.model
    }

    /// What is listened to while the engine runs.
    pub(super) fn subscription(&self) -> Subscription<Message> {
        let events = self.events.listen().map(Message::Engine);
        let focus = keys::focus().map(Message::Focus);
        let sizes = keys::sizes().map(Message::Sized);
        let tick = self.pulse().map(|every| iced::time::every(every).map(|_| Message::Tick));
        let woken = self.idle.watch().map(|()| Message::Tick);
        let copied = self.copied.wait(self.clock).map(|()| Message::Tick);
        Subscription::batch([events, focus, sizes, tick.unwrap_or_else(Subscription::none), woken, copied])
    }

    /// How often what is shown has to be written anew though nothing happens.
    pub(super) fn pulse(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Chats(chats) if chats.is_counting(&self.model) => Some(SECOND),
            Screen::Chats(_) if self.model.is_on_the_way() => Some(STALL_TICK),
            Screen::Chats(_) => Some(TICK),
            _ => None,
        }
    }

    /// Takes a message in.
    pub(super) fn update(&mut self, message: Message) -> Task<Message> {
        self.model.now = (self.clock)();
        if let Message::Focus(focus) = &message {
            self.attendance.focus(*focus, self.model.now);
        }
        let task = self.react(message);
        Task::batch([task, self.attend(), self.lock_if_idle(), self.clear_clipboard()])
    }

    /// Tells the engine whether somebody is there, once there is a profile whose contacts are called.
    fn attend(&mut self) -> Task<Message> {
        if !matches!(self.screen, Screen::Chats(_)) {
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
            (Message::Parted(answer), _) => self.parted(answer),
            (Message::Locked(answer), _) => self.locked(answer),
            (Message::Wipe(message), _) => self.update_wipe(message),
            (Message::Understood, _) => {
                self.closed = None;
                Task::none()
            }
            (Message::Close | Message::Key(Shortcut::Quit), _) => self.close(),
            (Message::Ended, _) => iced::exit(),
            (Message::Key(shortcut), _) => self.key(shortcut),
            (Message::Help(help::Message::Close), _) => {
                self.help = false;
                Task::none()
            }
            (Message::Sized(size), _) => {
                self.model.resize(size);
                Task::none()
            }
            (Message::Tick, Screen::Chats(chats)) => chats.tick(&context).map(Message::Chats),
            (Message::Welcome(message), Screen::Welcome(screen)) => {
                let (task, event) = screen.update(message, &context);
                let opened =
                    event.map(|welcome::Event::Opened { status, connect }| self.opened(&status, connect));
                Task::batch([task.map(Message::Welcome), opened.unwrap_or_else(Task::none)])
            }
            (Message::Unlock(message), Screen::Unlock(screen)) => {
                let (task, event) = screen.update(message, &context);
                let next = event.map(|event| match event {
                    unlock::Event::Opened(status) => self.opened(&status, false),
                    unlock::Event::Wipe => self.ask_to_wipe(),
                });
                Task::batch([task.map(Message::Unlock), next.unwrap_or_else(Task::none)])
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
            tasks.push(self.call_for_attention(event));
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
        tasks.push(self.follow());
        Task::batch(tasks)
    }

    /// Lets the window's entry in the taskbar stand out, and nothing else, if that is wished and nobody looks.
    fn call_for_attention(&self, event: &Event) -> Task<Message> {
        let Event::Contact(contact) = event else { return Task::none() };
        let before = self.model.contact(contact.id).map_or(0, |known| known.unread);
        let news = contact.unread > before && !contact.muted && contact.standing != Standing::Blocked;
        if !news
            || !self.attendance.is_away()
            || self.model.preferences.notifications != Notifications::Discreet
        {
            return Task::none();
        }
        let how = Some(window::UserAttention::Informational);
        window::oldest().and_then(move |window| window::request_user_attention(window, how))
    }

    pub(super) fn booted(&mut self, response: Response) -> Task<Message> {
        let Response::Status(status) = response else { return Task::none() };
        if !matches!(self.screen, Screen::Loading) {
            self.model.learn(&status);
            return Task::none();
        }
        match status.profile {
            Profile::Open | Profile::Amnesic => {
                // the focus of what stands in front comes last
                let front = self.reopened();
                self.opened(&status, false).chain(front)
            }
            Profile::Absent => {
                self.model.learn(&status);
                self.screen = Screen::Welcome(Welcome::default());
                operation::focus(welcome::FIRST)
            }
            Profile::Locked => {
                self.model.learn(&status);
                self.screen = Screen::Unlock(Unlock::default());
                operation::focus(unlock::FIELD)
            }
        }
    }

    /// The main screen at once: the own address is known before there is a way to Tor.
    fn opened(&mut self, status: &Status, connect: bool) -> Task<Message> {
        self.model.learn(status);
        self.idle.begin(self.model.now);
        self.closed = self.closed.filter(|closed| matches!(closed, Closed::DraftLost(_)));
        let mut chats = Chats::default();
        let context = Context { engine: &self.engine, model: &self.model };
        let task = if connect { chats.connect(&context) } else { chats.arrive(&context) };
        self.screen = Screen::Chats(Box::new(chats));
        Task::batch([
            self.engine.ask(Request::Contacts).map(Message::Contacts),
            self.engine.ask(Request::Preferences).map(Message::Preferences),
            task.map(Message::Chats),
        ])
    }

    fn chats(&mut self, message: chats::Message) -> Task<Message> {
        let Screen::Chats(chats) = &mut self.screen else { return Task::none() };
        let context = Context { engine: &self.engine, model: &self.model };
        let (task, event) = chats.update(message, &context);
        let more = match event {
            None => Task::none(),
            Some(chats::Event::Changed(contact)) => {
                self.model.put(*contact);
                Task::none()
            }
            Some(chats::Event::Opened(contact)) => {
                let id = contact.id;
                self.model.put(*contact);
                self.chats(chats::Message::Open(id))
            }
            Some(chats::Event::Preferences(preferences)) => {
                self.prefer(preferences);
                Task::none()
            }
            Some(chats::Event::Copied(text)) => self.copied.put(&text, self.model.now),
            Some(chats::Event::Lock) => self.lock(),
            Some(chats::Event::EndSession) => self.close(),
            Some(chats::Event::Wipe) => self.ask_to_wipe(),
        };
        Task::batch([task.map(Message::Chats), more])
    }

    /// Looks and speaks as it is wished; in the system's language as long as none is chosen.
    fn prefer(&mut self, preferences: Preferences) {
        let chosen = preferences.language.as_deref().map(Language::of_system);
        self.model.words = words::of(chosen.unwrap_or(self.options.language));
        self.model.prefer(preferences);
    }

    /// Another size of text, at once, and kept where there is a profile to keep it in.
    fn resize(&mut self, change: Option<Change>) -> Task<Message> {
        let mut preferences = self.model.preferences.clone();
        if let Some(change) = change {
            change.apply(&mut preferences);
        }
        if preferences == self.model.preferences {
            return Task::none();
        }
        self.prefer(preferences.clone());
        match self.screen {
            Screen::Chats(_) => {
                self.engine.ask(Request::SetPreferences { preferences }).map(Message::Preferences)
            }
            _ => Task::none(),
        }
    }

    fn key(&mut self, shortcut: Shortcut) -> Task<Message> {
        let percent = self.model.preferences.scale_percent;
        let message = match shortcut {
            Shortcut::Help => {
                self.help = true;
                return operation::focus(help::CLOSE);
            }
            Shortcut::Back if self.help => {
                self.help = false;
                return Task::none();
            }
            Shortcut::Back if self.is_wiping() => return self.update_wipe(wipe::Message::Leave),
            Shortcut::FocusNext | Shortcut::FocusPrevious | Shortcut::Quit => return focus(shortcut),
            Shortcut::Larger => return self.resize(Change::larger(percent)),
            Shortcut::Smaller => return self.resize(Change::smaller(percent)),
            Shortcut::UsualSize => return self.resize(Some(Change::usual_scale())),
            // what lies beneath stays as it is
            _ if self.help || self.is_wiping() => return Task::none(),
            Shortcut::Lock => return self.lock(),
            Shortcut::Wipe => return self.ask_to_wipe(),
            Shortcut::AddContact => chats::Message::Show(Place::AddContact),
            Shortcut::Settings => chats::Message::Show(Place::Settings),
            Shortcut::OwnAddress => chats::Message::Show(Place::OwnAddress),
            Shortcut::Verify => chats::Message::ShowVerify,
            Shortcut::Search => chats::Message::Search,
            Shortcut::Paste => chats::Message::Paste,
            Shortcut::Next => chats::Message::Next,
            Shortcut::Previous => chats::Message::Previous,
            Shortcut::Back => chats::Message::Back,
            Shortcut::PageUp => chats::Message::Page(1.0),
            Shortcut::PageDown => chats::Message::Page(-1.0),
        };
        self.chats(message)
    }

    fn close(&mut self) -> Task<Message> {
        if matches!(self.screen, Screen::Ending) {
            return Task::none();
        }
        let kept = self.drafts();
        let taken = self.take_back();
        self.screen = Screen::Ending;
        self.wipe = None;
        // first what lies there: nobody takes it away once the window is gone
        taken.chain(self.engine.shut_down(kept).map(|()| Message::Ended))
    }

    /// What is shown.
    pub(super) fn view(&self) -> Element<'_, Message> {
        let words = self.model.words;
        let screen = match (&self.wipe, &self.screen) {
            (Some(page), _) => page.view(&self.model).map(Message::Wipe),
            (None, screen) => self.under_closed(self.view_screen(screen)),
        };
        let front = self.help.then(|| help::view(words).map(Message::Help));
        stack![beneath(screen, self.help)].push(front).into()
    }

    fn view_screen<'a>(&'a self, screen: &'a Screen) -> Element<'a, Message> {
        let words = self.model.words;
        let waiting = |says| center(minor(says)).style(style::canvas).into();
        match screen {
            Screen::Loading => waiting(words.say("app-opening")),
            Screen::Welcome(screen) => screen.view(words).map(Message::Welcome),
            Screen::Unlock(screen) => screen.view(words).map(Message::Unlock),
            Screen::Chats(screen) => screen.view(&self.model).map(Message::Chats),
            Screen::Ending => waiting(words.say("app-ending")),
        }
    }
}
