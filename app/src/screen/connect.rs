//! Going online: nothing has left this computer before the button is pressed; then a bar and words.

use super::{Context, centred};
use crate::display;
use crate::engine::Answer;
use crate::model::{Model, phase_words};
use crate::places::TorSystem;
use crate::theme::{size, space, style};
use crate::widget::pieces::{body, head, labelled, minor, notice, slot, small_action, wide_action, wrong};
use iced::widget::{Space, column, container, progress_bar, row, text};
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
        let network = &model.status.network;
        let going = model.is_connecting();
        let said = column![]
            .push(self.system.map(|system| notice(system.sentence().to_owned(), None)))
            .push(model.status.exposed.then(|| notice(Failure::FolderOpenToOthers.to_string(), None)))
            .push(network.trouble.map(trouble))
            .push(self.wrong.map(|failure| wrong(Some(failure.to_string()))));
        let page = column![
            head(if going { "Connecting" } else { "Ready to connect" }),
            if going { progress(network) } else { invitation() },
            slot(Some(said.spacing(space::M))),
            buttons(going),
            own_address(model),
        ];
        centred(page.spacing(space::L + space::XS))
    }
}

/// A sentence on what keeps the connection from going on, with the way out where it is the bridges.
pub(crate) fn trouble<'a>(trouble: Trouble) -> Element<'a, Message> {
    let bridges = matches!(
        trouble,
        Trouble::TorUnreachable | Trouble::BridgeUnreachable | Trouble::TransportMissing | Trouble::Unknown
    );
    let way_out = bridges.then(|| small_action("Bridges", style::on_notice, Message::Bridges).into());
    notice(trouble.to_string(), way_out)
}

fn invitation<'a>() -> Element<'a, Message> {
    body(
        "Sotto reaches others through the Tor network. Who watches your line sees that Tor is used, \
         not with whom you speak. Where Tor is blocked or watched, set up a bridge first.",
    )
    .into()
}

fn progress<'a>(network: &NetworkStatus) -> Element<'a, Message> {
    let words = phase_words(network);
    let line = row![
        text(words).size(size::BODY),
        Space::new().width(Fill),
        text(format!("{} %", network.percent)).size(size::BODY).style(style::muted)
    ];
    let bar = progress_bar(0.0..=100.0, f32::from(network.percent)).girth(8).style(style::progress);
    let patience = match network.phase {
        NetworkPhase::Publishing => "Tor works. Until your address is published, others cannot call you.",
        NetworkPhase::Online => "Others can reach you now.",
        _ => "The first time this takes up to a minute, longer through a bridge.",
    };
    column![line, bar, minor(patience)].spacing(space::S).into()
}

fn buttons<'a>(going: bool) -> Element<'a, Message> {
    if going {
        return column![
            wide_action("Go to conversations", style::primary, Some(Message::Continue)),
            wide_action("Stop connecting", style::secondary, Some(Message::Stop)),
        ]
        .spacing(space::S)
        .into();
    }
    column![
        wide_action("Connect", style::primary, Some(Message::Connect)).id(CONNECT),
        wide_action("Set up bridges", style::secondary, Some(Message::Bridges)),
        wide_action("Stay offline", style::quiet, Some(Message::Continue)),
    ]
    .spacing(space::S)
    .into()
}

fn own_address(model: &Model) -> Element<'_, Message> {
    let Some(address) = &model.status.address else { return Space::new().into() };
    let kept = match model.status.profile {
        Profile::Amnesic => "It lasts as long as this session.",
        _ => "Give it to those who may write to you. You find it again with Ctrl+L.",
    };
    let grouped = text(display::grouped(address)).size(size::BODY);
    let card = container(labelled("Your address", grouped).push(minor(kept)));
    card.padding(space::L).width(Fill).style(style::card).into()
}
