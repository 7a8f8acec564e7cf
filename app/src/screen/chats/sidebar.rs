//! The contact list: own state on top, requests, contacts with presence and unread counts.

use super::{Message, Place};
use crate::clock;
use crate::display;
use crate::fonts;
use crate::model::{Model, is_unreachable, is_verified, phase_words, presence_word, reach_words};
use crate::theme::{Colours, size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::mark::marked;
use crate::widget::mirror::line;
use crate::widget::pieces::{across, dot, gap, minor, scrolled, sign, small_action};
use crate::widget::{Icon, focusable, icon};
use crate::words::Words;
use iced::widget::text::Wrapping;
use iced::widget::{Space, button, column, container, keyed_column, progress_bar, text};
use iced::{Alignment, Color, Element, Fill};
use sotto_engine::api::{Check, Contact, ContactId, MessageState, NetworkPhase, Presence, Standing};

/// Height of the bar over the list and over every pane, in logical pixels.
pub(crate) const HEAD: f32 = 60.0;

/// The list beside the pane that shows `shown` or `place`.
pub(crate) fn view(model: &Model, shown: Option<ContactId>, place: Option<Place>) -> Element<'_, Message> {
    column![head(place, model.words), across(), connection(model), list(model, shown)].into()
}

fn head<'a>(place: Option<Place>, words: &Words) -> Element<'a, Message> {
    let name = text("Sotto").size(size::TITLE).font(fonts::BOLD);
    let go = |what, says, to| {
        let framed = container(sign(what, says, Message::Show(to)));
        if place == Some(to) { framed.style(style::chip) } else { framed }
    };
    let all = vec![
        name.into(),
        gap(),
        go(Icon::Share, words.say("sidebar-own-address"), Place::OwnAddress).into(),
        go(Icon::Settings, words.say("sidebar-settings"), Place::Settings).into(),
        go(Icon::Add, words.say("sidebar-add-contact"), Place::AddContact).into(),
    ];
    let line = line(words.direction(), all);
    container(line.spacing(2).align_y(Alignment::Center)).padding([0, 16]).center_y(HEAD).width(Fill).into()
}

/// The strip that says how the own connection fares.
fn connection(model: &Model) -> Element<'_, Message> {
    let (network, words) = (&model.status.network, model.words);
    let direction = words.direction();
    let (colour, button): (fn(&Colours) -> Color, _) = match network.phase {
        NetworkPhase::Offline => (|c| c.muted, Some((words.say("sidebar-connect"), Message::Connect))),
        NetworkPhase::Online if is_unreachable(network) => (|c| c.danger, None),
        NetworkPhase::Online => (|c| c.good, None),
        _ => (|c| c.accent, Some((words.say("sidebar-stop"), Message::Disconnect))),
    };
    let button = button.map(|(label, message)| small_action(label, style::link, message).into());
    let phase = text(phase_words(network, words)).size(size::MINOR);
    let all = [Some(dot(colour)), Some(phase.into()), Some(gap()), button];
    let line =
        line(direction, all.into_iter().flatten().collect()).spacing(space::S).align_y(Alignment::Center);
    let going = !matches!(network.phase, NetworkPhase::Offline | NetworkPhase::Online);
    let bar =
        going.then(|| progress_bar(0.0..=100.0, f32::from(network.percent)).girth(4).style(style::progress));
    let trouble = network.trouble.map(|trouble| minor(words.trouble(trouble)).style(style::wrong));
    let reach = reach_words(network, model.now, words).filter(|_| is_unreachable(network));
    let reach = reach.map(|words| minor(words).style(style::wrong));
    let strip = column![container(line).center_y(30.0)]
        .push(bar)
        .push(trouble)
        .push(reach)
        .spacing(space::S)
        .align_x(direction.start());
    column![container(strip).padding([6, 16]), across()].into()
}

fn list(model: &Model, shown: Option<ContactId>) -> Element<'_, Message> {
    if model.contacts().is_empty() {
        return column![
            minor(model.words.say("sidebar-empty")),
            small_action(
                model.words.say("chats-add-contact"),
                style::secondary,
                Message::Show(Place::AddContact)
            )
        ]
        .width(Fill)
        .align_x(model.words.direction().start())
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
            rows = rows.push_maybe(-1 - contact.standing as i64, group_name(contact.standing, model.words));
        }
        rows = rows.push(contact.id.0, entry(contact, model, shown == Some(contact.id)));
    }
    scrolled(rows).height(Fill).into()
}

fn group_name<'a>(standing: Standing, words: &Words) -> Option<Element<'a, Message>> {
    let name = words.say(match standing {
        Standing::Requesting => "sidebar-requests",
        Standing::Accepted => return None,
        Standing::Blocked => "sidebar-blocked",
    });
    Some(container(minor(name).font(fonts::BOLD).width(Fill)).padding([6, 8]).into())
}

fn entry<'a>(contact: &'a Contact, model: &Model, chosen: bool) -> Element<'a, Message> {
    let weight = if contact.unread > 0 { fonts::BOLD } else { fonts::TEXT };
    let name = text(display::name(contact)).size(size::BODY).font(weight).wrapping(Wrapping::None);
    let (words, direction) = (model.words, model.words.direction());
    let both = |first, second: Option<_>| {
        let all = [Some(first), second].into_iter().flatten().collect();
        line(direction, all).spacing(space::S).align_y(Alignment::Center)
    };
    let name = container(marked(name, contact, direction)).width(Fill).align_x(direction.start());
    let first = both(name.into(), time(contact, model));
    let second = both(second_line(contact, words), badge(contact, words));
    let like = display::resembling(contact, words)
        .map(|words| minor(words).size(size::SMALL).wrapping(Wrapping::None));
    let lines = column![first].push(like).push(second).push(presence(contact, words));
    let lines = lines.spacing(2).width(Fill).align_x(direction.start());
    let face = line(direction, vec![avatar(contact, 44.0), lines.into()])
        .spacing(space::M)
        .align_y(Alignment::Center);
    let message = Message::Open(contact.id);
    let face =
        button(face).padding([8, 10]).width(Fill).style(style::entry(chosen)).on_press(message.clone());
    focusable(face, Some(message)).into()
}

fn time<'a>(contact: &Contact, model: &Model) -> Option<Element<'a, Message>> {
    let last = contact.last.as_ref()?;
    Some(minor(model.words.brief(&clock::local(last.at), &clock::local(model.now))).size(size::SMALL).into())
}

/// The last message in one line; whose it is is said by a sign and by nothing that they can write.
fn second_line<'a>(contact: &Contact, words: &Words) -> Element<'a, Message> {
    let requesting = contact.standing == Standing::Requesting;
    let (sign, says) = match (&contact.check, &contact.last) {
        (Some(Check::Asked { .. }), _) => {
            (Some(icon(Icon::Question, 14.0, |c| c.accent)), words.say("sidebar-asks"))
        }
        (_, Some(last)) if last.state == MessageState::Received => (None, display::line(&last.text)),
        (_, Some(last)) => (Some(icon(state_icon(last.state), 14.0, |c| c.muted)), display::line(&last.text)),
        (_, None) if requesting => (None, words.say("sidebar-wants-to-write")),
        (_, None) => (None, words.say("sidebar-no-messages")),
    };
    // what is cut must not run on under the sign, whichever side it is on
    let says = container(minor(says).wrapping(Wrapping::None)).clip(true);
    let all = [sign.map(Element::from), Some(says.into())].into_iter().flatten().collect();
    let line = line(words.direction(), all).spacing(space::XS).align_y(Alignment::Center);
    container(line).width(Fill).align_x(words.direction().start()).into()
}

fn badge<'a>(contact: &Contact, words: &Words) -> Option<Element<'a, Message>> {
    let count = match contact.unread {
        0 => return None,
        1..=99 => words.digits(&contact.unread.to_string()),
        _ => words.digits("99+"),
    };
    Some(
        container(text(count).size(size::SMALL).font(fonts::BOLD)).padding([1, 7]).style(style::badge).into(),
    )
}

fn presence<'a>(contact: &Contact, words: &Words) -> Option<Element<'a, Message>> {
    if contact.standing != Standing::Accepted {
        return None;
    }
    let word = presence_word(contact, words);
    let word = if is_verified(contact) {
        words.say_with("sidebar-verified", &[("presence", word.into())])
    } else {
        word
    };
    let word = minor(word).size(size::SMALL);
    let waiting =
        (contact.waiting > 0).then(|| minor(waiting_words(contact.waiting, words)).size(size::SMALL));
    let room = Space::new().width(space::XS).into();
    let all =
        [Some(dot(presence_colour(contact))), Some(word.into()), Some(room), waiting.map(Element::from)];
    Some(
        line(words.direction(), all.into_iter().flatten().collect())
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
pub(crate) fn waiting_words(waiting: u32, words: &Words) -> String {
    words.say_with("sidebar-waiting", &[("count", waiting.into())])
}

/// The sign of how far a message of ours is.
pub(crate) fn state_icon(state: MessageState) -> Icon {
    debug_assert!(state != MessageState::Received, "a message of theirs has no state to show");
    match state {
        MessageState::Delivered => Icon::Delivered,
        MessageState::Sent => Icon::Sent,
        MessageState::Queued | MessageState::Received => Icon::Waiting,
    }
}
