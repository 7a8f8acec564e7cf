//! Settings: a list of sections at the start side, one section beside it; in a narrow window the list stands on top.

mod about;
mod appearance;
mod change;
mod keyboard;
mod language;
mod network;
mod notifications;
mod passphrase;
mod privacy;

use super::Place;
use crate::engine::Answer;
use crate::fonts;
use crate::model::Model;
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{action, down, scrolled, small_action, title, wrong};
use crate::widget::{Icon, focusable, icon};
use crate::words::Words;
pub(crate) use change::Change;
use iced::widget::{Column, button, column, container, mouse_area, text, toggler};
use iced::{Alignment, Element, Fill, Task};
use network::Network;
use passphrase::Passphrase;
use sotto_engine::api::{Failure, Preferences, Request, Response};

/// The list of sections, in logical pixels.
const LIST: f32 = 184.0;
/// A pane that is less wide has the list on top, in logical pixels.
const NARROW: f32 = 560.0;

/// The state.
#[derive(Debug)]
pub(crate) struct Settings {
    section: Section,
    network: Network,
    passphrase: Passphrase,
    /// Whether the licences are shown.
    licences: bool,
    /// What was asked for and not answered yet: the next change adds to it.
    asked: Option<Preferences>,
    wrong: Option<Failure>,
}

/// A part of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Section {
    /// Light or dark, size, contrast, motion.
    #[default]
    Appearance,
    /// What the window speaks.
    Language,
    /// The way to Tor, bridges.
    Network,
    /// Lock, passphrase, clipboard, the end of it all.
    Privacy,
    /// What is announced.
    Notifications,
    /// What the keys mean.
    Keyboard,
    /// What this program is.
    About,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// Another section.
    Show(Section),
    /// Something is chosen.
    Choose(Change),
    /// The choice is kept, or not.
    Chosen(Answer),
    /// In the section of the network.
    Network(network::Message),
    /// At the passphrase.
    Passphrase(passphrase::Message),
    /// Show the licences, or no more.
    Licences(bool),
    /// Lock the vault.
    Lock,
    /// End a session in memory.
    EndSession,
    /// Ask whether the profile is to be destroyed.
    Wipe,
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// Something else was chosen.
    Preferences(Preferences),
    /// Lock the vault.
    Lock,
    /// End a session in memory.
    EndSession,
    /// Ask whether the profile is to be destroyed.
    Wipe,
}

impl Settings {
    /// The settings, at a section; the bridges come with the engine's answer.
    pub(crate) fn new(section: Section, context: &Context<'_>) -> (Self, Task<Message>) {
        let (network, task) = Network::new(context);
        let settings = Self {
            section,
            network,
            passphrase: Passphrase::default(),
            licences: false,
            asked: None,
            wrong: None,
        };
        (settings, task.map(Message::Network))
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Show(section) => {
                self.section = section;
                self.wrong = None;
                self.passphrase = Passphrase::default();
            }
            Message::Choose(change) => return (self.choose(change, context), None),
            Message::Chosen(answer) => return (Task::none(), self.chosen(answer)),
            Message::Network(message) => {
                return (self.network.update(message, context).map(Message::Network), None);
            }
            Message::Passphrase(message) => {
                return (self.passphrase.update(message, context).map(Message::Passphrase), None);
            }
            Message::Licences(shown) => self.licences = shown,
            Message::Lock => return (Task::none(), Some(Event::Lock)),
            Message::EndSession => return (Task::none(), Some(Event::EndSession)),
            Message::Wipe => return (Task::none(), Some(Event::Wipe)),
        }
        (Task::none(), None)
    }

    /// Asks the engine to keep one more choice, beside those that it has not answered yet.
    fn choose(&mut self, change: Change, context: &Context<'_>) -> Task<Message> {
        let mut preferences = self.asked.clone().unwrap_or_else(|| context.model.preferences.clone());
        change.apply(&mut preferences);
        self.asked = Some(preferences.clone());
        self.wrong = None;
        context.engine.ask(Request::SetPreferences { preferences }).map(Message::Chosen)
    }

    fn chosen(&mut self, answer: Answer) -> Option<Event> {
        match answer {
            Ok(Response::Preferences(chosen)) => {
                if self.asked.as_ref() == Some(&chosen) {
                    self.asked = None;
                }
                Some(Event::Preferences(chosen))
            }
            answer => {
                self.asked = None;
                self.wrong = answer.err();
                None
            }
        }
    }

    /// The pane below its bar; it scrolls by itself.
    pub(crate) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let section = container(self.view_section(model)).max_width(space::COLUMN).width(Fill);
        let beside = if model.is_narrow() { 0.0 } else { space::SIDEBAR };
        if model.window.width - beside < NARROW {
            let both = column![self.view_chips(model.words), section].spacing(space::XL);
            return scrolled(container(both).padding(space::L)).height(Fill).into();
        }
        let list = container(scrolled(self.view_list(model.words))).width(LIST).height(Fill);
        let section = container(section).padding(space::XL).center_x(Fill);
        line(model.words.direction(), vec![list.into(), down(), scrolled(section).height(Fill).into()]).into()
    }

    fn view_section<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let section = match self.section {
            Section::Appearance => appearance::view(model),
            Section::Language => language::view(model),
            Section::Network => self.network.view(model).map(Message::Network),
            Section::Privacy => privacy::view(&self.passphrase, model),
            Section::Notifications => notifications::view(model),
            Section::Keyboard => keyboard::view(model.words),
            Section::About => about::view(self.licences, model),
        };
        let failed = wrong(self.wrong.map(|failure| model.words.failure(failure)));
        let start = model.words.direction().start();
        column![title(self.section.name(model.words)), failed, section]
            .spacing(space::L)
            .align_x(start)
            .into()
    }

    fn view_list(&self, words: &Words) -> Element<'_, Message> {
        let entry = |section: Section| {
            let sign = icon(section.sign(), 18.0, |c| c.text).into();
            let label = text(section.name(words)).size(size::BODY).font(fonts::BOLD);
            let both = line(words.direction(), vec![sign, label.into()]).spacing(space::M);
            let face = container(both.align_y(Alignment::Center)).width(Fill);
            let face = button(face.align_x(words.direction().start())).padding([9, 12]).width(Fill);
            let show = Message::Show(section);
            let face = face.style(style::entry(self.section == section)).on_press(show.clone());
            focusable(face, Some(show)).id(section.id()).into()
        };
        let entries = Section::ALL.into_iter().map(entry);
        Column::with_children(entries).spacing(2).padding(space::S).into()
    }

    fn view_chips(&self, words: &Words) -> Element<'_, Message> {
        let chip = |section: Section| {
            let look = if self.section == section { style::primary } else { style::secondary };
            small_action(section.name(words), look, Message::Show(section)).id(section.id()).into()
        };
        let chips = Section::ALL.into_iter().map(chip).collect();
        line(words.direction(), chips).spacing(space::S).wrap(space::S)
    }
}

impl Section {
    /// In the order of the list.
    pub(crate) const ALL: [Self; 7] = [
        Self::Appearance,
        Self::Language,
        Self::Network,
        Self::Privacy,
        Self::Notifications,
        Self::Keyboard,
        Self::About,
    ];

    /// The section that a place leads to, if it is one of the settings.
    pub(crate) fn of(place: Place) -> Option<Self> {
        match place {
            Place::Settings => Some(Self::default()),
            Place::Bridges => Some(Self::Network),
            _ => None,
        }
    }

    fn name(self, words: &Words) -> String {
        words.say(match self {
            Self::Appearance => "settings-appearance",
            Self::Language => "settings-language",
            Self::Network => "settings-network",
            Self::Privacy => "settings-privacy",
            Self::Notifications => "settings-notifications",
            Self::Keyboard => "settings-keyboard",
            Self::About => "settings-about",
        })
    }

    fn sign(self) -> Icon {
        match self {
            Self::Appearance => Icon::Sun,
            Self::Language => Icon::Globe,
            Self::Network => Icon::Network,
            Self::Privacy => Icon::Shield,
            Self::Notifications => Icon::Bell,
            Self::Keyboard => Icon::Keyboard,
            Self::About => Icon::Info,
        }
    }

    /// The name by which its entry can be focused.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Appearance => "section-appearance",
            Self::Language => "section-language",
            Self::Network => "section-network",
            Self::Privacy => "section-privacy",
            Self::Notifications => "section-notifications",
            Self::Keyboard => "section-keyboard",
            Self::About => "section-about",
        }
    }
}

/// A button that is chosen, or can be.
fn choice<'a, M: Clone + 'a>(label: String, chosen: bool, message: M) -> Element<'a, M> {
    action(label, if chosen { style::primary } else { style::secondary }, Some(message)).into()
}

/// Choices side by side; those that do not fit go below.
fn choices<'a, M: 'a>(words: &Words, choices: Vec<Element<'a, M>>) -> Element<'a, M> {
    line(words.direction(), choices).spacing(space::S).wrap(space::S)
}

/// A switch with what it does beside it; the words turn it too.
pub(super) fn switch<'a, M: Clone + 'a>(
    label: String,
    on: bool,
    turn: fn(bool) -> M,
    words: &Words,
) -> Element<'a, M> {
    let face = toggler(on).size(22).on_toggle(turn).style(style::switch);
    let label = container(text(label).size(size::BODY)).width(Fill).align_x(words.direction().start());
    let both = line(words.direction(), vec![face.into(), label.into()]);
    let both = both.spacing(space::M).align_y(Alignment::Center);
    focusable(mouse_area(both).on_press(turn(!on)), Some(turn(!on))).into()
}
