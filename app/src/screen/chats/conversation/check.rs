//! The strip of a conversation that says how a check of the contact stands, and leads to it.

use super::Message;
use crate::display;
use crate::screen::chats::verify::{Outcome, Tab};
use crate::theme::{space, style};
use crate::widget::Icon;
use crate::widget::mirror::line;
use crate::widget::pieces::{remark, small_action};
use crate::words::Words;
use iced::Element;
use iced::widget::container;
use sotto_engine::api::{Check, CheckOutcome, Contact};

/// The strip, if there is something to say.
pub(super) fn strip<'a>(
    known: &Contact,
    outcome: Option<Outcome>,
    words: &Words,
) -> Option<Element<'a, Message>> {
    let strip = match &known.check {
        Some(check) => under_way(known, check, words),
        None => ended(known, outcome?, words),
    };
    Some(container(strip).padding([space::S, space::L]).into())
}

fn under_way<'a>(known: &Contact, check: &Check, words: &Words) -> Element<'a, Message> {
    let show = |label| small_action(label, style::secondary, Message::Verify(Tab::Question)).into();
    match check {
        Check::Asked { .. } => {
            let says = words.say_with("conversation-asked", &[("name", display::name(known).into())]);
            let answer = show(words.say("conversation-answer"));
            let decline =
                small_action(words.say("conversation-decline"), style::secondary, Message::EndCheck);
            let doing = line(words.direction(), vec![answer, decline.into()]).spacing(space::S);
            remark(Icon::Question, says, Some(doing.into()))
        }
        Check::Waiting { .. } => {
            let says = words.say("conversation-waiting");
            remark(Icon::Question, says, Some(show(words.say("conversation-show"))))
        }
        Check::Confirming => {
            let says = words.say("conversation-confirming");
            remark(Icon::Question, says, Some(show(words.say("conversation-show"))))
        }
    }
}

fn ended<'a>(known: &Contact, outcome: Outcome, words: &Words) -> Element<'a, Message> {
    let look = if outcome.what == CheckOutcome::Different { style::on_notice } else { style::secondary };
    let next = match (outcome.what, outcome.asked_by_us) {
        (CheckOutcome::Same, false) => Some((words.say("conversation-ask-them"), Tab::Question)),
        (CheckOutcome::Different, _) => Some((words.say("conversation-compare-words"), Tab::Words)),
        (CheckOutcome::Same, true) | (CheckOutcome::Ended, _) => None,
    };
    let next = next.map(|(label, tab)| small_action(label, look, Message::Verify(tab)).into());
    let close = small_action(words.say("verify-close"), look, Message::Understood).into();
    let all = [next, Some(close)].into_iter().flatten().collect();
    let doing = line(words.direction(), all).spacing(space::S);
    outcome.view(known, Some(doing.into()), words)
}
