//! Settings: bridges, light or dark, the language, what this program is.

use crate::engine::Answer;
use crate::model::Model;
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::focusable;
use crate::widget::mirror::line;
use crate::widget::pieces::{across, action, body, minor, title, wrong};
use crate::words::{Language, Words};
use iced::widget::{column, mouse_area, text, text_editor, toggler};
use iced::{Alignment, Element, Fill, Task};
use sotto_engine::api::{Appearance, Bridges, Failure, Preferences, Request, Response};

const LINES: &str = "bridge-lines";
/// What a bridge line looks like; the same in every language.
const EXAMPLE: &str = "obfs4 192.0.2.1:443 0123… cert=… iat-mode=0";

/// The state.
pub(crate) struct Settings {
    lines: text_editor::Content,
    enabled: bool,
    saved: bool,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The lines are edited.
    Edit(text_editor::Action),
    /// Use bridges, or not.
    Enable(bool),
    /// Keep the bridges.
    Save,
    /// The bridges that are kept.
    Loaded(Answer),
    /// Kept, or not.
    Saved(Answer),
    /// Light or dark.
    Look(Appearance),
    /// The language, or that of the system.
    Speak(Option<Language>),
    /// The choice is kept, or not.
    Chosen(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// Something else was chosen.
    Preferences(Preferences),
}

impl Settings {
    /// The settings; the bridges come with the engine's answer.
    pub(crate) fn new(context: &Context<'_>) -> (Self, Task<Message>) {
        let settings = Self { lines: text_editor::Content::new(), enabled: false, saved: false, wrong: None };
        (settings, context.engine.ask(Request::Bridges).map(Message::Loaded))
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Edit(action) => {
                self.touch(action.is_edit());
                self.lines.perform(action);
            }
            Message::Enable(enabled) => {
                self.touch(true);
                self.enabled = enabled;
            }
            Message::Save => {
                let request = Request::SetBridges { lines: self.lines.text(), enabled: self.enabled };
                return (context.engine.ask(request).map(Message::Saved), None);
            }
            Message::Loaded(answer) => self.take(answer, false),
            Message::Saved(answer) => self.take(answer, true),
            Message::Look(appearance) => {
                return (choose(context, |preferences| preferences.appearance = appearance), None);
            }
            Message::Speak(language) => {
                let tag = language.map(|language| language.tag().to_owned());
                return (choose(context, |preferences| preferences.language = tag), None);
            }
            Message::Chosen(Ok(Response::Preferences(chosen))) => {
                return (Task::none(), Some(Event::Preferences(chosen)));
            }
            Message::Chosen(answer) => self.wrong = answer.err(),
        }
        (Task::none(), None)
    }

    fn touch(&mut self, edited: bool) {
        if edited {
            self.saved = false;
            self.wrong = None;
        }
    }

    fn take(&mut self, answer: Answer, saved: bool) {
        match answer {
            Ok(Response::Bridges(Bridges { enabled, lines })) => {
                self.enabled = enabled;
                self.lines = text_editor::Content::with_text(&lines.join("\n"));
                self.saved = saved;
                self.wrong = None;
            }
            Ok(_) => {}
            Err(failure) => self.wrong = Some(failure),
        }
    }

    /// The pane.
    pub(crate) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let parts = column![
            self.view_bridges(model.words),
            across(),
            view_look(model),
            across(),
            view_language(model),
            across(),
            view_about(model),
        ];
        parts.spacing(space::XL).align_x(model.words.direction().start()).into()
    }

    fn view_bridges(&self, words: &Words) -> Element<'_, Message> {
        let editor = text_editor(&self.lines)
            .id(LINES)
            .placeholder(EXAMPLE)
            .on_action(Message::Edit)
            .style(style::editor)
            .size(size::MINOR)
            .padding(12)
            .height(140);
        let said: Element<'_, Message> = match (self.wrong, self.saved) {
            (Some(failure), _) => wrong(Some(words.failure(failure))),
            (None, true) => text(words.say("settings-saved")).size(size::BODY).style(style::good).into(),
            (None, false) => minor(words.say("settings-bridges-hint")).into(),
        };
        column![
            title(words.say("settings-bridges")),
            body(words.say("settings-bridges-body")),
            editor,
            self.view_switch(words),
            said,
            action(words.say("settings-save-bridges"), style::primary, Some(Message::Save)),
        ]
        .spacing(space::M)
        .align_x(words.direction().start())
        .into()
    }

    fn view_switch(&self, words: &Words) -> Element<'_, Message> {
        let turn = Message::Enable(!self.enabled);
        let switch = toggler(self.enabled).size(22).on_toggle(Message::Enable).style(style::switch);
        let label = text(words.say("settings-use-bridges")).size(size::BODY);
        let both = line(words.direction(), vec![switch.into(), label.into()]);
        let both = both.spacing(space::M).align_y(Alignment::Center);
        focusable(mouse_area(both).on_press(turn.clone()), Some(turn)).into()
    }
}

/// Asks the engine to keep one more choice.
fn choose(context: &Context<'_>, change: impl FnOnce(&mut Preferences)) -> Task<Message> {
    let mut preferences = context.model.preferences.clone();
    change(&mut preferences);
    context.engine.ask(Request::SetPreferences { preferences }).map(Message::Chosen)
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("enabled", &self.enabled).finish_non_exhaustive()
    }
}

fn view_look(model: &Model) -> Element<'_, Message> {
    let words = model.words;
    let choice = |look, label| choice(label, model.preferences.appearance == look, Message::Look(look));
    let choices = vec![
        choice(Appearance::Light, words.say("settings-light")),
        choice(Appearance::Dark, words.say("settings-dark")),
    ];
    part(words, words.say("settings-appearance"), choices)
}

/// Every language by its own name, so that whoever came into a foreign one finds back.
fn view_language(model: &Model) -> Element<'_, Message> {
    let words = model.words;
    let chosen = model.preferences.language.as_deref().map(Language::of_system);
    let choice = |language, label| choice(label, chosen == language, Message::Speak(language));
    let named = Language::ALL.into_iter().map(|language| choice(Some(language), language.name().to_owned()));
    let system = choice(None, words.say("settings-language-system"));
    part(words, words.say("settings-language"), [system].into_iter().chain(named).collect())
}

fn choice<'a>(label: String, chosen: bool, message: Message) -> Element<'a, Message> {
    action(label, if chosen { style::primary } else { style::secondary }, Some(message)).into()
}

fn part<'a>(words: &Words, name: String, choices: Vec<Element<'a, Message>>) -> Element<'a, Message> {
    let start = words.direction().start();
    let choices = line(words.direction(), choices).spacing(space::S).wrap(space::S);
    column![title(name), choices].spacing(space::M).align_x(start).width(Fill).into()
}

fn view_about(model: &Model) -> Element<'_, Message> {
    let words = model.words;
    let version = vec![body("Sotto").into(), body(model.status.version.as_str()).into()];
    column![
        title(words.say("settings-about")),
        line(words.direction(), version).spacing(space::S),
        body(words.say("settings-not-audited")),
        body(words.say("settings-licences")),
        minor(words.say("settings-keys")),
    ]
    .spacing(space::S)
    .align_x(words.direction().start())
    .into()
}
