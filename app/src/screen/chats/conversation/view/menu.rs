//! The menu of one message, under it: nothing lies over what is read, and Tab goes through it.

use super::super::menu::{Menu, REACTIONS, offered, ours_of};
use super::super::{Act, Deletion, MENU, Message};
use super::{Text, is_ours};
use crate::model::Model;
use crate::theme::{size, space, style};
use crate::widget::focusable;
use crate::widget::mirror::line;
use crate::widget::pieces::{Look, hinted, minor, small_action};
use crate::words::Words;
use iced::widget::{button, column, container, text};
use iced::{Element, Fill};

/// The widest menu, in logical pixels.
const MENU_MAX: f32 = 460.0;
/// Characters of a link in its button.
const LINK_MAX: usize = 24;

/// What can be done with `message`, or the question whether it should be.
pub(super) fn strip<'a>(message: &'a Text, menu: &Menu, model: &'a Model) -> Element<'a, Message> {
    let direction = model.words.direction();
    let content = match menu.asks {
        Some(deletion) => question(message, deletion, model.words),
        None => everything(message, model.words),
    };
    let card = container(content).padding(space::S).max_width(MENU_MAX).style(style::card);
    let to = if is_ours(message) { direction.end() } else { direction.start() };
    container(card).padding([space::XS, 0.0]).width(Fill).align_x(to).into()
}

fn everything<'a>(message: &'a Text, words: &Words) -> Element<'a, Message> {
    let direction = words.direction();
    let mut first = Some(MENU);
    let reactions = message.deleted.is_none().then(|| {
        let ours = ours_of(message);
        let all =
            REACTIONS.iter().map(|what| reaction(message, what, ours == Some(*what), first.take(), words));
        line(direction, all.collect()).spacing(2).wrap(2)
    });
    let acts = offered(message).into_iter().map(|act| {
        let button = small_action(label(&act, words), look(&act), Message::Act(message.id, act));
        match first.take() {
            Some(id) => button.id(id).into(),
            None => button.into(),
        }
    });
    let acts = line(direction, acts.collect()).spacing(space::XS).wrap(2);
    column![].push(reactions).push(acts).spacing(space::XS).align_x(direction.start()).into()
}

fn reaction<'a>(
    message: &Text,
    what: &'static str,
    chosen: bool,
    id: Option<&'static str>,
    words: &Words,
) -> Element<'a, Message> {
    let act = Message::Act(message.id, Act::React(what));
    let face = text(what).size(size::TITLE);
    let face = button(face).padding([4, 6]).style(style::entry(chosen)).on_press(act.clone());
    let face = focusable(face, Some(act));
    hinted(if let Some(id) = id { face.id(id) } else { face }, name(what, words))
}

/// What one character says, for whoever does not see it.
fn name(what: &str, words: &Words) -> String {
    let key = match what {
        "👍" => "conversation-react-good",
        "❤️" => "conversation-react-heart",
        "😂" => "conversation-react-laugh",
        "😮" => "conversation-react-surprise",
        "😢" => "conversation-react-sad",
        "🙏" => "conversation-react-thanks",
        "✅" => "conversation-react-done",
        _ => "conversation-react-bad",
    };
    words.say(key)
}

fn label(act: &Act, words: &Words) -> String {
    match act {
        Act::Reply => words.say("conversation-reply"),
        Act::Copy => words.say("conversation-copy"),
        Act::CopyLink(link) => words
            .say_with("conversation-copy-link", &[("link", sotto_engine::text::line(link, LINK_MAX).into())]),
        Act::Edit => words.say("conversation-edit"),
        Act::ShowQuoted => words.say("conversation-show-quoted"),
        Act::Delete(Deletion::Here) | Act::Confirm(Deletion::Here) => words.say("conversation-delete-here"),
        Act::Delete(Deletion::ForBoth) | Act::Confirm(Deletion::ForBoth) => {
            words.say("conversation-delete-both")
        }
        Act::React(_) | Act::Unreact => words.say("conversation-unreact"),
        Act::Keep => words.say("conversation-keep"),
    }
}

fn look(act: &Act) -> Look {
    match act {
        Act::Confirm(_) => style::danger,
        Act::Keep => style::secondary,
        _ => style::quiet,
    }
}

fn question<'a>(message: &'a Text, deletion: Deletion, words: &Words) -> Element<'a, Message> {
    let says = words.say(match (deletion, is_ours(message)) {
        (Deletion::ForBoth, _) => "conversation-ask-both",
        (Deletion::Here, true) => "conversation-ask-here-ours",
        (Deletion::Here, false) => "conversation-ask-here-theirs",
    });
    // what comes first, and has the focus, destroys nothing
    let [keep, confirm] = [Act::Keep, Act::Confirm(deletion)]
        .map(|act| small_action(label(&act, words), look(&act), Message::Act(message.id, act)));
    let both = vec![keep.id(MENU).into(), confirm.into()];
    let both = line(words.direction(), both).spacing(space::S).wrap(space::XS);
    column![minor(says), both].spacing(space::S).align_x(words.direction().start()).into()
}
