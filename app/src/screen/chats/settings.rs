//! Settings: bridges, light or dark, what this program is.

use crate::engine::Answer;
use crate::model::Model;
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::pieces::{across, action, body, minor, title, wrong};
use iced::widget::{column, row, text, text_editor, toggler};
use iced::{Element, Fill, Task};
use sotto_engine::api::{Appearance, Bridges, Failure, Request, Response};

const LINES: &str = "bridge-lines";

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
    /// The look is kept, or not.
    Looked(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// Another look was chosen.
    Appearance(Appearance),
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
                return (
                    context.engine.ask(Request::SetAppearance { appearance }).map(Message::Looked),
                    None,
                );
            }
            Message::Looked(Ok(Response::Appearance(look))) => {
                return (Task::none(), Some(Event::Appearance(look)));
            }
            Message::Looked(answer) => self.wrong = answer.err(),
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
        column![self.view_bridges(), across(), view_look(model.appearance), across(), view_about(model)]
            .spacing(space::XL)
            .into()
    }

    fn view_bridges(&self) -> Element<'_, Message> {
        let editor = text_editor(&self.lines)
            .id(LINES)
            .placeholder("obfs4 192.0.2.1:443 0123… cert=… iat-mode=0")
            .on_action(Message::Edit)
            .style(style::editor)
            .size(size::MINOR)
            .padding(12)
            .height(140);
        let switch = toggler(self.enabled)
            .label("Use only these bridges to reach Tor")
            .text_size(size::BODY)
            .size(22)
            .spacing(space::M)
            .on_toggle(Message::Enable)
            .style(style::switch);
        let switch = crate::widget::focusable(switch, Some(Message::Enable(!self.enabled)));
        let said: Element<'_, Message> = match (self.wrong, self.saved) {
            (Some(failure), _) => wrong(Some(failure.to_string())),
            (None, true) => text("Saved.").size(size::BODY).style(style::good).into(),
            (None, false) => {
                minor("One bridge a line, as it was given to you. A change takes effect at once.").into()
            }
        };
        column![
            title("Bridges"),
            body("Where Tor is blocked or watched, a bridge is a way in that is not on any list. Get lines from \
                  somebody you trust, or from bridges.torproject.org."),
            editor,
            switch,
            said,
            action("Save bridges", style::primary, Some(Message::Save)),
        ]
        .spacing(space::M)
        .into()
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("enabled", &self.enabled).finish_non_exhaustive()
    }
}

fn view_look<'a>(chosen: Appearance) -> Element<'a, Message> {
    let choice = |look, label| {
        let face = if chosen == look { style::primary } else { style::secondary };
        action(label, face, Some(Message::Look(look)))
    };
    column![
        title("Appearance"),
        row![choice(Appearance::Light, "Light"), choice(Appearance::Dark, "Dark")].spacing(space::S)
    ]
    .spacing(space::M)
    .into()
}

fn view_about(model: &Model) -> Element<'_, Message> {
    let line = |words: &'static str| body(words).width(Fill);
    column![
        title("About"),
        row![body("Sotto"), body(model.status.version.as_str())].spacing(space::S),
        line("Sotto has not been audited. Do not trust your life to it alone."),
        line("Sotto: MIT or Apache-2.0. Fonts: Noto Sans, SIL Open Font License 1.1. Tor by Arti, from the Tor Project; \
              Sotto is not made or endorsed by it."),
        minor("Keys: Ctrl+N add a contact · Ctrl+L your address · Ctrl+I verify a contact · Ctrl+, settings · Ctrl+Tab next conversation · \
               Page Up and Page Down older and newer messages · Esc close · Ctrl+Q quit"),
    ]
    .spacing(space::S)
    .into()
}
