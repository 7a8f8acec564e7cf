//! A row of the list: one contact, or one message that was found.

use super::{Message, Parent};
use crate::clock;
use crate::display;
use crate::fonts;
use crate::model::{Model, is_verified, presence_word};
use crate::theme::{Colours, size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::mark::marked;
use crate::widget::mirror::line;
use crate::widget::pieces::{dot, minor};
use crate::widget::{Icon, focusable, icon};
use crate::words::Words;
use iced::widget::text::Wrapping;
use iced::widget::{Space, button, column, container, text};
use iced::{Alignment, Color, Element, Fill};
use sotto_engine::api::{Check, Contact, Message as Text, MessageState, Presence, Standing};

/// One contact.
pub(super) fn entry<'a>(contact: &'a Contact, model: &Model, chosen: bool) -> Element<'a, Parent> {
    let weight = if contact.unread > 0 { fonts::BOLD } else { fonts::TEXT };
    let name = text(display::name(contact)).size(size::BODY).font(weight).wrapping(Wrapping::None);
    let (words, direction) = (model.words, model.words.direction());
    let both = |first, rest: Vec<Element<'a, Parent>>| {
        let all = std::iter::once(first).chain(rest).collect();
        line(direction, all).spacing(space::S).align_y(Alignment::Center)
    };
    let name = container(marked(name, contact, direction)).width(Fill).align_x(direction.start());
    let first = both(name.into(), signs(contact, model));
    let second = both(second_line(contact, words), badge(contact, words).into_iter().collect());
    let like = display::resembling(contact, words)
        .map(|words| minor(words).size(size::SMALL).wrapping(Wrapping::None));
    let lines = column![first].push(like).push(second).push(presence(contact, words));
    let lines = lines.spacing(2).width(Fill).align_x(direction.start());
    let face = line(direction, vec![avatar(contact, 44.0), lines.into()])
        .spacing(space::M)
        .align_y(Alignment::Center);
    let message = Parent::Open(contact.id);
    let face =
        button(face).padding([8, 10]).width(Fill).style(style::entry(chosen)).on_press(message.clone());
    focusable(face, Some(message)).on_menu(Parent::Sidebar(Message::Menu(contact.id))).into()
}

/// One message that was found, with what stands around the words.
pub(super) fn hit<'a>(contact: &'a Contact, hit: &Text, needle: &str, model: &Model) -> Element<'a, Parent> {
    let direction = model.words.direction();
    let name = text(display::name(contact)).size(size::BODY).wrapping(Wrapping::None);
    let name = container(name).clip(true).width(Fill).align_x(direction.start());
    let first = line(direction, vec![name.into(), time(hit.at, model)]).spacing(space::S);
    let second =
        container(minor(super::search::around(&hit.text, needle)).wrapping(Wrapping::None)).clip(true);
    let lines = column![first.align_y(Alignment::Center), second].spacing(2).align_x(direction.start());
    let message = Parent::Sidebar(Message::Found(contact.id, hit.id));
    let face = button(lines).padding([8, 10]).width(Fill).style(style::quiet).on_press(message.clone());
    focusable(face, Some(message)).into()
}

/// Pinned, muted, and when it was that they last wrote.
fn signs<'a>(contact: &Contact, model: &Model) -> Vec<Element<'a, Parent>> {
    let sign = |what| Element::from(icon(what, 14.0, |c| c.muted));
    let pinned = contact.pinned.then(|| sign(Icon::Pin));
    let muted = contact.muted.then(|| sign(Icon::Mute));
    let last = contact.last.as_ref().map(|last| time(last.at, model));
    [pinned, muted, last].into_iter().flatten().collect()
}

fn time<'a>(at: u64, model: &Model) -> Element<'a, Parent> {
    minor(model.words.brief(&clock::local(at), &clock::local(model.now))).size(size::SMALL).into()
}

/// What matters most in one line: a question, what was begun, the last message. Whose it is is said by a sign and by nothing
/// that they can write.
fn second_line<'a>(contact: &Contact, words: &Words) -> Element<'a, Parent> {
    let requesting = contact.standing == Standing::Requesting;
    let (sign, says) = match (&contact.check, &contact.draft, &contact.last) {
        (Some(Check::Asked { .. }), ..) => {
            (Some(icon(Icon::Question, 14.0, |c| c.accent)), words.say("sidebar-asks"))
        }
        (_, Some(draft), _) => {
            let draft = display::line(draft);
            let says = words.say_with("sidebar-draft", &[("text", draft.into())]);
            (Some(icon(Icon::Edit, 14.0, |c| c.accent)), says)
        }
        (_, _, Some(last)) if last.deleted.is_some() => (None, words.say("sidebar-deleted")),
        (_, _, Some(last)) if last.state == MessageState::Received => (None, display::line(&last.text)),
        (_, _, Some(last)) => {
            (Some(icon(state_icon(last.state), 14.0, |c| c.muted)), display::line(&last.text))
        }
        (_, _, None) if requesting => (None, words.say("sidebar-wants-to-write")),
        (_, _, None) => (None, words.say("sidebar-no-messages")),
    };
    // what is cut must not run on under the sign, whichever side it is on
    let says = container(minor(says).wrapping(Wrapping::None)).clip(true);
    let all = [sign.map(Element::from), Some(says.into())].into_iter().flatten().collect();
    let line = line(words.direction(), all).spacing(space::XS).align_y(Alignment::Center);
    container(line).width(Fill).align_x(words.direction().start()).into()
}

fn badge<'a>(contact: &Contact, words: &Words) -> Option<Element<'a, Parent>> {
    let count = match contact.unread {
        0 => return None,
        1..=99 => words.digits(&contact.unread.to_string()),
        _ => words.digits("99+"),
    };
    let look = if contact.muted { style::quiet_badge } else { style::badge };
    Some(container(text(count).size(size::SMALL).font(fonts::BOLD)).padding([1, 7]).style(look).into())
}

fn presence<'a>(contact: &Contact, words: &Words) -> Option<Element<'a, Parent>> {
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
