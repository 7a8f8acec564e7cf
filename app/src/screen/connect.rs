//! Going online: nothing has left this computer before the button is pressed; then a bar and words.

use super::{Context, centred};
use crate::display;
use crate::engine::Answer;
use crate::model::{Model, phase_words};
use crate::places::TorSystem;
use crate::theme::{size, space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{
    body, gap, head, labelled, minor, notice, slot, small_action, wide_action, wrong,
};
use crate::words::Words;
use iced::widget::{Space, column, container, progress_bar, text};
use iced::{Element, Fill, Task};
use sotto_engine::api::{Failure, NetworkPhase, NetworkStatus, Profile, Request, Trouble};

/// The button that has the focus from the start.
pub(crate) const CONNECT: &str = "connect";

/// The state.
#[derive(Debug)]
pub(crate) struct Connect {
    system: Option<TorSystem>,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// Go online.
    Connect,
    /// Stop going online.
    Stop,
    /// On to the conversations.
    Continue,
    /// To the bridges.
    Bridges,
    /// The engine has answered.
    Answered(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// On to the conversations.
    Continue,
    /// On to the settings.
    Bridges,
}

impl Connect {
    /// A screen that warns on systems where the Tor inside cannot work.
    pub(crate) fn new(system: Option<TorSystem>) -> Self {
        Self { system, wrong: None }
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Connect => (context.engine.ask(Request::Connect).map(Message::Answered), None),
            Message::Stop => (context.engine.ask(Request::Disconnect).map(Message::Answered), None),
            Message::Continue => (Task::none(), Some(Event::Continue)),
            Message::Bridges => (Task::none(), Some(Event::Bridges)),
            Message::Answered(answer) => {
                self.wrong = answer.err();
                (Task::none(), None)
            }
        }
    }

    /// The screen.
    pub(crate) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let (network, words) = (&model.status.network, model.words);
        let going = model.is_connecting();
        let said = column![]
            .push(self.system.map(|system| notice(system_words(system, words), None)))
            .push(model.status.exposed.then(|| notice(words.failure(Failure::FolderOpenToOthers), None)))
            .push(network.trouble.map(|of| trouble(of, words)))
            .push(self.wrong.map(|failure| wrong(Some(words.failure(failure)))));
        let page = column![
            head(words.say(if going { "connect-head-going" } else { "connect-head-ready" })),
            if going { progress(network, words) } else { body(words.say("connect-invitation")).into() },
            slot(Some(said.spacing(space::M))),
            buttons(going, words),
            own_address(model),
        ];
        centred(page.spacing(space::L + space::XS).align_x(words.direction().start()))
    }
}

/// What to know on a system where the Tor inside cannot work.
fn system_words(system: TorSystem, words: &Words) -> String {
    words.say(match system {
        TorSystem::Tails => "connect-on-tails",
        TorSystem::Whonix => "connect-on-whonix",
    })
}

/// A sentence on what keeps the connection from going on, with the way out where it is the bridges.
fn trouble<'a>(trouble: Trouble, words: &Words) -> Element<'a, Message> {
    let bridges = matches!(
        trouble,
        Trouble::TorUnreachable | Trouble::BridgeUnreachable | Trouble::TransportMissing | Trouble::Unknown
    );
    let to_bridges =
        || small_action(words.say("connect-to-bridges"), style::on_notice, Message::Bridges).into();
    notice(words.trouble(trouble), bridges.then(to_bridges))
}

fn progress<'a>(network: &NetworkStatus, words: &Words) -> Element<'a, Message> {
    let percent = words.say_with("connect-percent", &[("percent", network.percent.into())]);
    let said = line(
        words.direction(),
        vec![
            text(phase_words(network, words)).size(size::BODY).into(),
            gap(),
            text(percent).size(size::BODY).style(style::muted).into(),
        ],
    );
    let bar = progress_bar(0.0..=100.0, f32::from(network.percent)).girth(8).style(style::progress);
    let patience = words.say(match network.phase {
        NetworkPhase::Publishing => "connect-patience-publishing",
        NetworkPhase::Online => "connect-patience-online",
        _ => "connect-patience",
    });
    column![said, bar, minor(patience)].spacing(space::S).align_x(words.direction().start()).into()
}

fn buttons<'a>(going: bool, words: &Words) -> Element<'a, Message> {
    let wide = |label, look, message| wide_action(label, look, Some(message));
    if going {
        return column![
            wide(words.say("connect-go-on"), style::primary, Message::Continue),
            wide(words.say("connect-stop"), style::secondary, Message::Stop),
        ]
        .spacing(space::S)
        .into();
    }
    column![
        wide(words.say("connect-connect"), style::primary, Message::Connect).id(CONNECT),
        wide(words.say("connect-set-up-bridges"), style::secondary, Message::Bridges),
        wide(words.say("connect-stay-offline"), style::quiet, Message::Continue),
    ]
    .spacing(space::S)
    .into()
}

fn own_address(model: &Model) -> Element<'_, Message> {
    let Some(address) = &model.status.address else { return Space::new().into() };
    let words = model.words;
    let kept = words.say(match model.status.profile {
        Profile::Amnesic => "connect-address-amnesic",
        _ => "connect-address-kept",
    });
    let grouped = text(display::grouped(address)).size(size::BODY);
    let card = labelled(words.say("common-your-address"), grouped).push(minor(kept)).width(Fill);
    container(card).padding(space::L).width(Fill).style(style::card).into()
}
