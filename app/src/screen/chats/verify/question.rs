//! A question of ours, or one of theirs, how far it is, and how the last one ended.

use super::{EXPECTED, Message, Outcome, QUESTION, REPLY, Verify};
use crate::display;
use crate::theme::{size, space, style};
use crate::widget::pieces::{action, body, labelled, minor, slot, small_action};
use crate::widget::{secret_input, selectable};
use iced::widget::{Column, column, container, row, text_input};
use iced::{Alignment, Element, Fill};
use sotto_engine::api::{Check, Contact, Presence, TRIES_MAX};

impl Verify {
    /// Each state has a place of its own in the tree: a field that goes away takes its focus with it, so that what is
    /// being typed never runs into another field.
    pub(super) fn view_question<'a>(
        &'a self,
        known: &'a Contact,
        outcome: Option<Outcome>,
    ) -> Element<'a, Message> {
        let outcome = outcome.map(|outcome| {
            let close = small_action("Close", style::secondary, Message::Understood).into();
            container(outcome.view(known, Some(close))).padding(iced::Padding::ZERO.bottom(space::L))
        });
        let ours = known.check.is_none().then(|| self.view_ask(known));
        let (mut theirs, mut under_way) = (None, None);
        match &known.check {
            Some(Check::Asked { question }) => theirs = Some(self.view_reply(known, question)),
            Some(Check::Waiting { question }) => under_way = Some(self.view_waiting(question)),
            Some(Check::Confirming) => under_way = Some(self.view_confirming()),
            None => {}
        }
        column![slot(outcome), slot(ours), slot(theirs), slot(under_way)].into()
    }

    fn view_ask(&self, known: &Contact) -> Column<'_, Message> {
        let how = format!(
            "Ask something that only {} can answer, and type the answer that you expect. They see the question. Neither \
             answer is sent: what comes out is only whether the two are the same.",
            display::name(known)
        );
        let question = text_input("Where did we first meet?", &self.question)
            .id(QUESTION)
            .on_input(Message::Question)
            .on_submit(Message::ToExpected)
            .style(style::field)
            .size(size::BODY)
            .padding(12);
        let expected = secret_input("One word is best", &self.expected, Message::Edited, Message::Ask);
        let ready = self.can_ask(known).then_some(Message::Ask);
        let beside = hindrance(known).map_or_else(|| tries(known), str::to_owned);
        column![
            body(how),
            labelled("Question", question),
            labelled("Answer", expected.id(EXPECTED)).push(minor(FORM)),
            row![action("Ask", style::primary, ready), minor(beside).width(Fill)]
                .spacing(space::M)
                .align_y(Alignment::Center),
        ]
        .spacing(space::L)
    }

    fn view_reply(&self, known: &Contact, question: &str) -> Column<'_, Message> {
        let reply = secret_input("Your answer", &self.reply, Message::Edited, Message::Reply).id(REPLY);
        let ready = self.can_reply(known).then_some(Message::Reply);
        column![
            body(format!("{} asks you this, to check that it is you.", display::name(known))),
            asked("They ask", question),
            labelled("Answer", reply).push(minor(FORM)),
            row![
                action("Answer", style::primary, ready),
                action("Decline", style::secondary, (!self.busy).then_some(Message::End)),
            ]
            .spacing(space::S),
            minor(
                "Your answer is not sent: they learn only whether it is the one that they expect. It shows you nothing \
                 about them; for that, ask a question of your own afterwards."
            ),
        ]
        .spacing(space::L)
    }

    fn view_waiting(&self, question: &str) -> Column<'_, Message> {
        column![
            body(
                "Your question is on its way, and their answer is awaited. You can go on writing meanwhile."
            ),
            asked("You ask", question),
            self.view_end("Withdraw the question"),
        ]
        .spacing(space::L)
    }

    fn view_confirming(&self) -> Column<'_, Message> {
        column![
            body("Your answer is being compared with theirs. Their program says in a moment how it ended."),
            self.view_end("End the check"),
        ]
        .spacing(space::L)
    }

    fn view_end<'a>(&self, label: &'a str) -> Element<'a, Message> {
        action(label, style::secondary, (!self.busy).then_some(Message::End)).into()
    }
}

/// What does not count in an answer (docs/protocol.md, 16.2).
const FORM: &str = "Capital letters do not count, nor do spaces before and after.";

fn asked<'a>(label: &'a str, question: &str) -> Column<'a, Message> {
    let words = selectable(display::clean(question)).size(size::BODY);
    labelled(label, container(words).padding(space::M).width(Fill).style(style::card))
}

/// Why nothing can be asked at the moment.
pub(super) fn hindrance(known: &Contact) -> Option<&'static str> {
    match () {
        () if known.continuity_lost => {
            Some("Their device changed without explanation. Settle that first, in the conversation.")
        }
        () if !known.accepted_us => Some("They have not accepted you yet."),
        () if known.tries_left == 0 => {
            Some("Three checks have failed. Compare the twelve words, or ask again in a day.")
        }
        () if known.presence != Presence::Online => Some("You can ask as soon as they are online."),
        () => None,
    }
}

fn tries(known: &Contact) -> String {
    format!("A check that fails uses up one of {TRIES_MAX} tries a day. Left: {}.", known.tries_left)
}
