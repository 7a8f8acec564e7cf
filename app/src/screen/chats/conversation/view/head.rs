//! What stands over the messages: who it is, what is wrong, why nothing goes through.

use super::Message;
use crate::display;
use crate::fonts;
use crate::model::{Model, is_verified, presence_word, reason_words};
use crate::screen::chats::sidebar::{HEAD, presence_colour, waiting_words};
use crate::screen::chats::verify::Tab;
use crate::theme::{size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::mark::marked;
use crate::widget::mirror::line;
use crate::widget::pieces::{
    across, dot, gap, hinted, minor, notice, remark, sign, small_action, wide_minor,
};
use crate::widget::{Icon, icon};
use crate::words::Words;
use iced::widget::{Space, column, container, row, text};
use iced::{Alignment, Element, Fill};
use sotto_engine::api::{Contact, NetworkPhase, Presence, Standing};

/// The bar over the conversation; in a narrow window signs stand for words.
pub(super) fn head<'a>(known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
    let name =
        text(display::name(known)).size(size::BODY + 1.0).font(fonts::BOLD).wrapping(text::Wrapping::None);
    let (words, direction) = (model.words, model.words.direction());
    let presence = vec![dot(presence_colour(known)), minor(presence_word(known, words)).into()];
    let presence = line(direction, presence).spacing(6).align_y(Alignment::Center);
    let who = column![marked(name, known, direction), presence];
    let who = who.spacing(2).width(Fill).align_x(direction.start()).clip(true);
    let narrow = model.is_narrow();
    let more = sign(Icon::More, words.say("conversation-about"), Message::ShowPage);
    let find = sign(Icon::Search, words.say("conversation-find-hint"), Message::OpenFind);
    let line =
        line(direction, vec![avatar(known, 38.0), who.into(), verify(known, words, narrow), find, more]);
    let line = line.spacing(if narrow { space::XS } else { space::M }).align_y(Alignment::Center);
    container(line).padding([0, 16]).center_y(HEAD).width(Fill).into()
}

fn verify<'a>(known: &Contact, words: &Words, narrow: bool) -> Element<'a, Message> {
    let hint = words.say("conversation-verify-hint");
    let verify = Message::Verify(Tab::Words);
    if narrow {
        let what = if is_verified(known) { Icon::Verified } else { Icon::Question };
        return sign(what, hint, verify);
    }
    let label = words.say(if is_verified(known) { "conversation-verified" } else { "conversation-verify" });
    hinted(small_action(label, style::secondary, verify), hint)
}

pub(super) fn continuity_lost<'a>(words: &Words) -> Element<'a, Message> {
    let go_on = small_action(words.say("conversation-go-on"), style::on_notice, Message::TrustAgain).into();
    container(notice(words.say("conversation-device-changed"), Some(go_on)))
        .padding([space::S, space::L])
        .into()
}

/// Why nothing goes through at the moment, when it is tried again, and what can be done.
pub(super) fn state_line<'a>(known: &Contact, model: &Model) -> Option<Element<'a, Message>> {
    let (says, can_try) = state_words(known, model)?;
    let (words, direction) = (model.words, model.words.direction());
    let waiting = (known.waiting > 0).then(|| {
        let sign = icon(Icon::Waiting, 14.0, |c| c.muted).into();
        line(direction, vec![sign, minor(waiting_words(known.waiting, words)).into()])
            .spacing(space::XS)
            .align_y(Alignment::Center)
            .into()
    });
    let try_now =
        can_try.then(|| small_action(words.say("conversation-try-now"), style::link, Message::TryNow).into());
    let all = [Some(wide_minor(says).into()), waiting, gap_if(can_try), try_now];
    let line = line(direction, all.into_iter().flatten().collect());
    let line = line.spacing(space::S).align_y(Alignment::Center);
    // higher where its words need more than one line
    let line = row![line, Space::new().height(28)].align_y(Alignment::Center);
    Some(column![container(line).padding([4, 16]).width(Fill).style(style::panel), across()].into())
}

/// When the contact is called next, if the line over the conversation counts down to it.
pub(crate) fn next_try(known: &Contact, model: &Model) -> Option<u64> {
    let counting = state_words(known, model).is_some_and(|(_, can_try)| can_try);
    match known.presence {
        Presence::Offline { next_try, .. } if counting => next_try,
        _ => None,
    }
}

/// The same in words.
pub(super) fn next_words(at: u64, model: &Model) -> String {
    match model.words.countdown(at, model.now) {
        Some(wait) => model.words.say_with("conversation-next-try", &[("wait", wait.into())]),
        None => model.words.say("conversation-next-try-now"),
    }
}

pub(super) fn resembling<'a>(words: &Words) -> Element<'a, Message> {
    container(notice(words.say("common-resembles"), None)).padding([space::S, space::L]).into()
}

/// Whoever came by an invite of ours has no name before we give one.
pub(super) fn unnamed<'a>(known: &Contact, words: &Words) -> Option<Element<'a, Message>> {
    if known.invite.is_none() || !known.name.is_empty() {
        return None;
    }
    let name = small_action(words.say("conversation-name-them"), style::secondary, Message::Name).into();
    let says = remark(Icon::Edit, words.say("conversation-unnamed"), Some(name));
    Some(container(says).padding([space::S, space::L]).into())
}

fn gap_if<'a>(shown: bool) -> Option<Element<'a, Message>> {
    shown.then(|| container(gap()).width(space::XS).into())
}

/// The sentence of [`state_line`], and whether calling now would help.
pub(super) fn state_words(known: &Contact, model: &Model) -> Option<(String, bool)> {
    let words = model.words;
    match (model.status.network.phase, known.presence) {
        (_, Presence::Online) => {
            (!known.accepted_us).then(|| (words.say("conversation-not-accepted"), false))
        }
        (NetworkPhase::Offline, _) => Some((words.say("conversation-not-connected"), false)),
        (_, Presence::Dialing) => Some((words.say("conversation-dialing"), false)),
        (NetworkPhase::Starting | NetworkPhase::Reaching | NetworkPhase::Directory, _) => {
            Some((words.say("conversation-tor-not-ready"), false))
        }
        (_, Presence::Offline { reason, next_try }) => {
            let reason = reason
                .map_or_else(|| words.say("conversation-not-reached"), |reason| reason_words(reason, words));
            Some((words.together([Some(reason), next_try.map(|at| next_words(at, model))]), true))
        }
    }
    .filter(|_| known.standing == Standing::Accepted)
}
