//! A question of ours, or one of theirs, how far it is, and how the last one ended.

use super::{EXPECTED, Message, Outcome, QUESTION, REPLY, Verify};
use crate::display;
use crate::theme::{size, space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{action, labelled, slot, small_action, wide_body, wide_minor};
use crate::widget::{secret_input, selectable};
use crate::words::{Direction, Words};
use iced::widget::{Column, column, container, text_input};
use iced::{Alignment, Element, Fill};
use sotto_engine::api::{Check, Contact, Presence, TRIES_MAX};

impl Verify {
    /// Each state has a place of its own in the tree: a field that goes away takes its focus with it, so that what is
    /// being typed never runs into another field.
    pub(super) fn view_question<'a>(
        &'a self,
        known: &'a Contact,
        outcome: Option<Outcome>,
        words: &Words,
    ) -> Element<'a, Message> {
        let outcome = outcome.map(|outcome| {
            let close = small_action(words.say("verify-close"), style::secondary, Message::Understood).into();
            container(outcome.view(known, Some(close), words)).padding(iced::Padding::ZERO.bottom(space::L))
        });
        let ours = known.check.is_none().then(|| self.view_ask(known, words));
        let (mut theirs, mut under_way) = (None, None);
        match &known.check {
            Some(Check::Asked { question }) => theirs = Some(self.view_reply(known, question, words)),
            Some(Check::Waiting { question }) => under_way = Some(self.view_waiting(question, words)),
            Some(Check::Confirming) => under_way = Some(self.view_confirming(words)),
            None => {}
        }
        column![slot(outcome), slot(ours), slot(theirs), slot(under_way)].into()
    }

    fn view_ask(&self, known: &Contact, words: &Words) -> Column<'_, Message> {
        let how = words.say_with("verify-ask-how", &[("name", display::name(known).into())]);
        let question = text_input(&words.say("verify-question-hint"), &self.question)
            .id(QUESTION)
            .on_input(Message::Question)
            .on_submit(Message::ToExpected)
            .style(style::field)
            .size(size::BODY)
            .padding(12);
        let hint = words.say("verify-expected-hint");
        let expected = secret_input(hint, &self.expected, Message::Edited, Message::Ask);
        let ready = self.can_ask(known).then_some(Message::Ask);
        let beside = hindrance(known).map_or_else(|| tries(known, words), |why| why.sentence(words));
        let ask = action(words.say("verify-ask"), style::primary, ready);
        let ask = line(words.direction(), vec![ask.into(), wide_minor(beside).into()]);
        column![
            wide_body(how),
            labelled(words.say("verify-question"), question),
            answer(expected.id(EXPECTED), words),
            ask.spacing(space::M).align_y(Alignment::Center),
        ]
        .spacing(space::L)
        .align_x(words.direction().start())
    }

    fn view_reply(&self, known: &Contact, question: &str, words: &Words) -> Column<'_, Message> {
        let says = words.say_with("verify-asked", &[("name", display::name(known).into())]);
        let hint = words.say("verify-reply-hint");
        let reply = secret_input(hint, &self.reply, Message::Edited, Message::Reply).id(REPLY);
        let ready = self.can_reply(known).then_some(Message::Reply);
        let send = action(words.say("verify-send-answer"), style::primary, ready);
        let both = vec![send.into(), self.view_end(words.say("verify-decline"))];
        column![
            wide_body(says),
            asked(words.say("verify-they-ask"), question),
            answer(reply, words),
            line(words.direction(), both).spacing(space::S),
            wide_minor(words.say("verify-reply-means")),
        ]
        .spacing(space::L)
        .align_x(words.direction().start())
    }

    fn view_waiting(&self, question: &str, words: &Words) -> Column<'_, Message> {
        column![
            wide_body(words.say("verify-awaited")),
            asked(words.say("verify-you-ask"), question),
            self.view_end(words.say("verify-withdraw-question")),
        ]
        .spacing(space::L)
        .align_x(words.direction().start())
    }

    fn view_confirming(&self, words: &Words) -> Column<'_, Message> {
        column![wide_body(words.say("verify-confirming")), self.view_end(words.say("verify-end")),]
            .spacing(space::L)
            .align_x(words.direction().start())
    }

    fn view_end<'a>(&self, label: String) -> Element<'a, Message> {
        action(label, style::secondary, (!self.busy).then_some(Message::End)).into()
    }
}

/// The field of an answer, and what does not count in one (docs/protocol.md, 16.2).
fn answer<'a>(field: impl Into<Element<'a, Message>>, words: &Words) -> Column<'a, Message> {
    labelled(words.say("verify-answer"), field).push(wide_minor(words.say("verify-form")))
}

fn asked<'a>(label: String, question: &str) -> Column<'a, Message> {
    let own = Direction::of_text(question);
    let question = selectable(display::clean(question)).size(size::BODY);
    labelled(label, container(question).padding(space::M).width(Fill).align_x(own.start()).style(style::card))
}

/// Why nothing can be asked at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hindrance {
    /// Their device changed without explanation.
    DeviceChanged,
    /// They have not accepted us.
    NotAccepted,
    /// Too many checks have failed.
    NoTries,
    /// They are not there.
    NotOnline,
}

impl Hindrance {
    fn sentence(self, words: &Words) -> String {
        words.say(match self {
            Self::DeviceChanged => "verify-settle-first",
            Self::NotAccepted => "verify-not-accepted",
            Self::NoTries => "verify-no-tries",
            Self::NotOnline => "verify-not-online",
        })
    }
}

/// What stands in the way of a question of ours, if anything does.
pub(super) fn hindrance(known: &Contact) -> Option<Hindrance> {
    match () {
        () if known.continuity_lost => Some(Hindrance::DeviceChanged),
        () if !known.accepted_us => Some(Hindrance::NotAccepted),
        () if known.tries_left == 0 => Some(Hindrance::NoTries),
        () if known.presence != Presence::Online => Some(Hindrance::NotOnline),
        () => None,
    }
}

fn tries(known: &Contact, words: &Words) -> String {
    words.say_with("verify-tries", &[("max", TRIES_MAX.into()), ("left", known.tries_left.into())])
}
