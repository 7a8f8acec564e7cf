//! The strip of a conversation that says how a check of the contact stands, and leads to it.

use super::Message;
use crate::display;
use crate::screen::chats::verify::{Outcome, Tab};
use crate::theme::{space, style};
use crate::widget::Icon;
use crate::widget::pieces::{remark, small_action};
use iced::Element;
use iced::widget::{container, row};
use sotto_engine::api::{Check, CheckOutcome, Contact};

/// The strip, if there is something to say.
pub(super) fn strip<'a>(known: &Contact, outcome: Option<Outcome>) -> Option<Element<'a, Message>> {
    let strip = match &known.check {
        Some(check) => under_way(known, check),
        None => ended(known, outcome?),
    };
    Some(container(strip).padding([space::S, space::L]).into())
}

fn under_way<'a>(known: &Contact, check: &Check) -> Element<'a, Message> {
    let show = |label| small_action(label, style::secondary, Message::Verify(Tab::Question));
    match check {
        Check::Asked { .. } => {
            let words = format!("{} asks you a question to check that it is you.", display::name(known));
            let decline = small_action("Decline", style::secondary, Message::EndCheck);
            let doing = row![show("Answer"), decline].spacing(space::S);
            remark(Icon::Question, words, Some(doing.into()))
        }
        Check::Waiting { .. } => {
            let words = "You have asked a question to check them. Their answer is awaited.";
            remark(Icon::Question, words.to_owned(), Some(show("Show").into()))
        }
        Check::Confirming => {
            let words = "Your answer is being compared with theirs.";
            remark(Icon::Question, words.to_owned(), Some(show("Show").into()))
        }
    }
}

fn ended<'a>(known: &Contact, outcome: Outcome) -> Element<'a, Message> {
    let look = if outcome.what == CheckOutcome::Different { style::on_notice } else { style::secondary };
    let next = match (outcome.what, outcome.asked_by_us) {
        (CheckOutcome::Same, false) => Some(("Ask them", Tab::Question)),
        (CheckOutcome::Different, _) => Some(("Compare words", Tab::Words)),
        (CheckOutcome::Same, true) | (CheckOutcome::Ended, _) => None,
    };
    let next = next.map(|(label, tab)| small_action(label, look, Message::Verify(tab)));
    let close = small_action("Close", look, Message::Understood);
    let doing = row![].push(next).push(close).spacing(space::S);
    outcome.view(known, Some(doing.into()))
}
