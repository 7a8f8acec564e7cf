//! The way to Tor: how it stands, and the bridges.

use super::switch;
use crate::engine::Answer;
use crate::model::{Model, is_unreachable, phase_words, reach_words};
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::editor::{Content, editor};
use crate::widget::pieces::{across, action, body, slot, title, wide_body, wide_minor, wrong};
use crate::words::Words;
use iced::widget::{column, text};
use iced::{Element, Task};
use sotto_engine::api::{BRIDGES_MAX, Bridges, Failure, NetworkPhase, Request, Response};

const LINES: &str = "bridge-lines";
/// What a bridge line looks like; the same in every language.
const EXAMPLE: &str = "obfs4 192.0.2.1:443 0123… cert=… iat-mode=0";
/// What may be written: every bridge with a long line, in bytes.
const LINES_BYTES: usize = BRIDGES_MAX * 1024;

/// The state.
pub(crate) struct Network {
    lines: Content,
    enabled: bool,
    saved: bool,
    wrong: Option<Failure>,
    /// Why it did not connect or disconnect.
    refused: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// Go online.
    Connect,
    /// Go offline.
    Disconnect,
    /// It does, or not.
    Answered(Answer),
    /// The lines were edited.
    Edited,
    /// Something was pasted that is more than there can be.
    TooLong,
    /// Use bridges, or not.
    Enable(bool),
    /// Keep the bridges.
    Save,
    /// The bridges that are kept.
    Loaded(Answer),
    /// Kept, or not.
    Saved(Answer),
}

impl Network {
    /// The bridges come with the engine's answer.
    pub(super) fn new(context: &Context<'_>) -> (Self, Task<Message>) {
        let lines = Content::lines(LINES_BYTES);
        let network = Self { lines, enabled: false, saved: false, wrong: None, refused: None };
        (network, context.engine.ask(Request::Bridges).map(Message::Loaded))
    }

    /// Takes a message in.
    pub(super) fn update(&mut self, message: Message, context: &Context<'_>) -> Task<Message> {
        match message {
            Message::Connect => return context.engine.ask(Request::Connect).map(Message::Answered),
            Message::Disconnect => return context.engine.ask(Request::Disconnect).map(Message::Answered),
            Message::Answered(answer) => self.refused = answer.err(),
            Message::Edited => self.touch(),
            Message::TooLong => self.wrong = Some(Failure::BridgesTooMany),
            Message::Enable(enabled) => {
                self.touch();
                self.enabled = enabled;
            }
            Message::Save => {
                let request = Request::SetBridges { lines: self.lines.text(), enabled: self.enabled };
                return context.engine.ask(request).map(Message::Saved);
            }
            Message::Loaded(answer) => self.take(answer, false),
            Message::Saved(answer) => self.take(answer, true),
        }
        Task::none()
    }

    fn touch(&mut self) {
        self.saved = false;
        self.wrong = None;
    }

    fn take(&mut self, answer: Answer, saved: bool) {
        match answer {
            Ok(Response::Bridges(Bridges { enabled, lines })) => {
                self.enabled = enabled;
                self.lines = Content::lines(LINES_BYTES).with(&lines.join("\n"));
                self.saved = saved;
                self.wrong = None;
            }
            Ok(_) => {}
            Err(failure) => self.wrong = Some(failure),
        }
    }

    /// The section.
    pub(super) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        column![self.view_state(model), across(), self.view_bridges(model)]
            .spacing(space::XL)
            .align_x(model.words.direction().start())
            .into()
    }

    fn view_state(&self, model: &Model) -> Element<'_, Message> {
        let (words, network) = (model.words, &model.status.network);
        let reach = reach_words(network, model.now, words);
        let (reached, unreached) = if is_unreachable(network) { (None, reach) } else { (reach, None) };
        let (label, look, turn): (_, crate::widget::pieces::Look, _) =
            if network.phase != NetworkPhase::Offline {
                (words.say("settings-disconnect"), style::secondary, Message::Disconnect)
            } else {
                (words.say("settings-connect"), style::primary, Message::Connect)
            };
        let troubled = network.trouble.map(|trouble| words.trouble(trouble));
        column![
            body(phase_words(network, words)),
            slot(reached.map(wide_minor)),
            wrong(unreached),
            wrong(troubled),
            wrong(self.refused.map(|failure| words.failure(failure))),
            action(label, look, Some(turn)).id("network-turn"),
            wide_minor(words.say("settings-network-means")),
        ]
        .spacing(space::S)
        .align_x(words.direction().start())
        .into()
    }

    fn view_bridges(&self, model: &Model) -> Element<'_, Message> {
        let words = model.words;
        let lines = editor(&self.lines, Message::Edited)
            .id(LINES)
            .placeholder(EXAMPLE)
            .on_too_long(Message::TooLong)
            .still(model.preferences.reduced_motion)
            .size(size::MINOR)
            .padding(12)
            .heights(116.0, 116.0);
        column![
            title(words.say("settings-bridges")),
            wide_body(words.say("settings-bridges-body")),
            lines,
            switch(words.say("settings-use-bridges"), self.enabled, Message::Enable, words),
            self.view_said(words),
            action(words.say("settings-save-bridges"), style::primary, Some(Message::Save)),
        ]
        .spacing(space::M)
        .align_x(words.direction().start())
        .into()
    }

    fn view_said(&self, words: &Words) -> Element<'_, Message> {
        match (self.wrong, self.saved) {
            (Some(failure), _) => wrong(Some(words.failure(failure))),
            (None, true) => text(words.say("settings-saved")).size(size::BODY).style(style::good).into(),
            (None, false) => wide_minor(words.say("settings-bridges-hint")).into(),
        }
    }
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Network").field("enabled", &self.enabled).finish_non_exhaustive()
    }
}
