//! The strip that says how the own way to Tor fares, and what can be done about it.

use super::{Message, Place};
use crate::model::{Model, is_unreachable, phase_words, reach_words};
use crate::theme::{Colours, size, space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{across, dot, gap, minor, small_action};
use crate::words::Words;
use iced::widget::{column, container, progress_bar, text};
use iced::{Alignment, Color, Element};
use sotto_engine::api::{NetworkPhase, NetworkStatus, Trouble};

/// The strip over the list.
pub(super) fn view(model: &Model) -> Element<'_, Message> {
    let (network, words) = (&model.status.network, model.words);
    let going = model.is_on_the_way();
    let bar =
        going.then(|| progress_bar(0.0..=100.0, f32::from(network.percent)).girth(4).style(style::progress));
    let strip = column![container(view_phase(network, words)).center_y(30.0)]
        .push(bar)
        .push(view_trouble(model))
        .spacing(space::S)
        .align_x(words.direction().start());
    column![container(strip).padding([6, 16]), across()].into()
}

fn view_phase<'a>(network: &NetworkStatus, words: &Words) -> Element<'a, Message> {
    let connect = || small_action(words.say("sidebar-connect"), style::link, Message::Connect);
    let stop = || small_action(words.say("sidebar-stop"), style::link, Message::Disconnect);
    let button = match network.phase {
        NetworkPhase::Offline => Some(connect()),
        NetworkPhase::Online => None,
        _ => Some(stop()),
    };
    let colour: fn(&Colours) -> Color = match network.phase {
        NetworkPhase::Offline => |c| c.muted,
        NetworkPhase::Online if is_unreachable(network) => |c| c.danger,
        NetworkPhase::Online => |c| c.good,
        _ => |c| c.accent,
    };
    let phase = text(phase_words(network, words)).size(size::MINOR);
    let all = [Some(dot(colour)), Some(phase.into()), Some(gap()), button.map(Element::from)];
    line(words.direction(), all.into_iter().flatten().collect())
        .spacing(space::S)
        .align_y(Alignment::Center)
        .into()
}

/// Why it does not go on, and the way out.
fn view_trouble(model: &Model) -> Option<Element<'_, Message>> {
    let (network, words) = (&model.status.network, model.words);
    let bridges = || {
        let label = words.say("connection-bridges");
        Element::from(small_action(label, style::secondary, Message::Show(Place::Bridges)))
    };
    let (says, help) = if let Some(trouble) = network.trouble {
        (minor(words.trouble(trouble)).style(style::wrong), may_be_bridged(trouble).then(bridges))
    } else if is_unreachable(network) {
        (minor(reach_words(network, model.now, words)?).style(style::wrong), None)
    } else if model.is_stalled() {
        (minor(words.say("connection-stalled")), (!network.bridges).then(bridges))
    } else if network.phase == NetworkPhase::Publishing {
        (minor(words.say("connection-publishing")), None)
    } else if model.is_on_the_way() {
        (minor(words.say("connection-patience")), None)
    } else {
        return None;
    };
    Some(column![says].push(help).spacing(space::S).align_x(words.direction().start()).into())
}

/// Whether another way in could help.
fn may_be_bridged(trouble: Trouble) -> bool {
    matches!(
        trouble,
        Trouble::TorUnreachable | Trouble::BridgeUnreachable | Trouble::TransportMissing | Trouble::Unknown
    )
}
