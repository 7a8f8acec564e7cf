//! The contact list: own state on top, requests, contacts with presence and unread counts.

use super::{Message, Place};
use crate::clock;
use crate::display;
use crate::fonts;
use crate::model::{Model, is_unreachable, is_verified, phase_words, presence_word, reach_words, state_word};
use crate::theme::{Colours, size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::mark::marked;
use crate::widget::pieces::{across, dot, gap, minor, scrolled, sign, small_action};
use crate::widget::{Icon, focusable, icon};
use iced::widget::text::Wrapping;
use iced::widget::{Space, button, column, container, keyed_column, progress_bar, row, text};
use iced::{Alignment, Color, Element, Fill};
use sotto_engine::api::{Check, Contact, ContactId, MessageState, NetworkPhase, Presence, Standing};

/// Height of the bar over the list and over every pane, in logical pixels.
pub(crate) const HEAD: f32 = 60.0;

/// The list beside the pane that shows `shown` or `place`.
pub(crate) fn view(model: &Model, shown: Option<ContactId>, place: Option<Place>) -> Element<'_, Message> {
    column![head(place), across(), connection(model), list(model, shown)].into()
}

fn head<'a>(place: Option<Place>) -> Element<'a, Message> {
    let name = text("Sotto").size(size::TITLE).font(fonts::BOLD);
    let go = |what, says, to| {
        let framed = container(sign(what, says, Message::Show(to)));
        if place == Some(to) { framed.style(style::chip) } else { framed }
    };
    let line = row![
        name,
        gap(),
        go(Icon::Share, "Your address (Ctrl+L)", Place::OwnAddress),
        go(Icon::Settings, "Settings (Ctrl+,)", Place::Settings),
        go(Icon::Add, "Add a contact (Ctrl+N)", Place::AddContact),
    ];
    container(line.spacing(2).align_y(Alignment::Center)).padding([0, 16]).center_y(HEAD).width(Fill).into()
}

/// The strip that says how the own connection fares.
fn connection(model: &Model) -> Element<'_, Message> {
    let network = &model.status.network;
    let (colour, button): (fn(&Colours) -> Color, _) = match network.phase {
        NetworkPhase::Offline => (|c| c.muted, Some(("Connect", Message::Connect))),
        NetworkPhase::Online if is_unreachable(network) => (|c| c.danger, None),
        NetworkPhase::Online => (|c| c.good, None),
        _ => (|c| c.accent, Some(("Stop", Message::Disconnect))),
    };
    let button = button.map(|(label, message)| small_action(label, style::link, message));
    let line = row![dot(colour), text(phase_words(network)).size(size::MINOR), gap()]
        .push(button)
        .spacing(space::S)
        .align_y(Alignment::Center);
    let going = !matches!(network.phase, NetworkPhase::Offline | NetworkPhase::Online);
    let bar =
        going.then(|| progress_bar(0.0..=100.0, f32::from(network.percent)).girth(4).style(style::progress));
    let trouble = network.trouble.map(|trouble| minor(trouble.to_string()).style(style::wrong));
    let words = reach_words(network, model.now).filter(|_| is_unreachable(network));
    let reach = words.map(|words| minor(words).style(style::wrong));
    let strip = column![container(line).center_y(30.0)].push(bar).push(trouble).push(reach).spacing(space::S);
    column![container(strip).padding([6, 16]), across()].into()
}

fn list(model: &Model, shown: Option<ContactId>) -> Element<'_, Message> {
    if model.contacts().is_empty() {
        return column![
            minor("Nobody is here yet."),
            small_action("Add a contact", style::secondary, Message::Show(Place::AddContact))
        ]
        .spacing(space::M)
        .padding(space::L)
        .into();
    }
    // by key: the focus stays with a contact that moves up
    let mut rows = keyed_column::<i64, _, _, _>([]).spacing(2).padding(space::S);
    let mut group = None;
    for contact in model.contacts() {
        if group != Some(contact.standing) {
            group = Some(contact.standing);
            rows = rows.push_maybe(-1 - contact.standing as i64, group_name(contact.standing));
        }
        rows = rows.push(contact.id.0, entry(contact, model, shown == Some(contact.id)));
    }
    scrolled(rows).height(Fill).into()
}

fn group_name<'a>(standing: Standing) -> Option<Element<'a, Message>> {
    let words = match standing {
        Standing::Requesting => "Requests",
        Standing::Accepted => return None,
        Standing::Blocked => "Blocked",
    };
    Some(container(minor(words).font(fonts::BOLD)).padding([6, 8]).into())
}

fn entry<'a>(contact: &'a Contact, model: &Model, chosen: bool) -> Element<'a, Message> {
    let weight = if contact.unread > 0 { fonts::BOLD } else { fonts::TEXT };
    let name = text(display::name(contact)).size(size::BODY).font(weight).wrapping(Wrapping::None);
    let first = row![container(marked(name, contact)).width(Fill)]
        .push(time(contact, model))
        .spacing(space::S)
        .align_y(Alignment::Center);
    let second = row![second_line(contact)].push(badge(contact)).spacing(space::S).align_y(Alignment::Center);
    let like =
        display::resembling(contact).map(|words| minor(words).size(size::SMALL).wrapping(Wrapping::None));
    let lines = column![first].push(like).push(second).spacing(2).push(presence(contact)).width(Fill);
    let face = row![avatar(contact, 44.0), lines].spacing(space::M).align_y(Alignment::Center);
    let message = Message::Open(contact.id);
    let face =
        button(face).padding([8, 10]).width(Fill).style(style::entry(chosen)).on_press(message.clone());
    focusable(face, Some(message)).into()
}

fn time<'a>(contact: &Contact, model: &Model) -> Option<Element<'a, Message>> {
    let last = contact.last.as_ref()?;
    Some(minor(clock::brief(&clock::local(last.at), &clock::local(model.now))).size(size::SMALL).into())
}

/// The last message in one line; whose it is is said by a sign and by nothing that they can write.
fn second_line<'a>(contact: &Contact) -> Element<'a, Message> {
    if let Some(Check::Asked { .. }) = &contact.check {
        let words = minor("Asks you a question").wrapping(Wrapping::None);
        let sign = icon(Icon::Question, 14.0, |c| c.accent);
        return row![sign, words].spacing(space::XS).align_y(Alignment::Center).width(Fill).into();
    }
    let Some(last) = &contact.last else {
        let words = if contact.standing == Standing::Requesting {
            "Wants to write to you"
        } else {
            "No messages yet"
        };
        return minor(words).width(Fill).wrapping(Wrapping::None).into();
    };
    let line = minor(display::line(&last.text)).wrapping(Wrapping::None);
    let ours =
        (last.state != MessageState::Received).then(|| icon(state_icon(last.state), 14.0, |c| c.muted));
    container(row![].push(ours).push(line).spacing(space::XS).align_y(Alignment::Center))
        .width(Fill)
        .clip(true)
        .into()
}

fn badge<'a>(contact: &Contact) -> Option<Element<'a, Message>> {
    let count = match contact.unread {
        0 => return None,
        1..=99 => contact.unread.to_string(),
        _ => "99+".to_owned(),
    };
    Some(
        container(text(count).size(size::SMALL).font(fonts::BOLD)).padding([1, 7]).style(style::badge).into(),
    )
}

fn presence<'a>(contact: &Contact) -> Option<Element<'a, Message>> {
    if contact.standing != Standing::Accepted {
        return None;
    }
    let waiting = (contact.waiting > 0).then(|| minor(waiting_words(contact.waiting)).size(size::SMALL));
    let word = presence_word(contact);
    let word = if is_verified(contact) { format!("{word} · Verified") } else { word.to_owned() };
    let word = minor(word).size(size::SMALL);
    Some(
        row![dot(presence_colour(contact)), word, Space::new().width(space::XS)]
            .push(waiting)
            .spacing(6)
            .align_y(Alignment::Center)
            .into(),
    )
}

/// The colour of the dot beside the word.
pub(crate) fn presence_colour(contact: &Contact) -> fn(&Colours) -> Color {
    match contact.presence {
        Presence::Online => |c| c.good,
        Presence::Dialing => |c| c.accent,
        Presence::Offline { .. } => |c| c.edge,
    }
}

/// How many messages wait, in words.
pub(crate) fn waiting_words(waiting: u32) -> String {
    match waiting {
        1 => "1 message waits".to_owned(),
        more => format!("{more} messages wait"),
    }
}

/// The sign of how far a message of ours is.
pub(crate) fn state_icon(state: MessageState) -> Icon {
    debug_assert!(!state_word(state).is_empty(), "a message of theirs has no state to show");
    match state {
        MessageState::Delivered => Icon::Delivered,
        MessageState::Sent => Icon::Sent,
        MessageState::Queued | MessageState::Received => Icon::Waiting,
    }
}
