//! How the pane looks: who, how they stand, two ways.

use super::{Message, Outcome, Tab, Verify, WORDS};
use crate::clock;
use crate::display;
use crate::fonts;
use crate::model::{Model, verified};
use crate::theme::{size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::mark::marked;
use crate::widget::mirror::line;
use crate::widget::pieces::{Look, action, minor, slot, small_action, wrong};
use crate::words::Words;
use iced::widget::text::Wrapping;
use iced::widget::{column, text};
use iced::{Alignment, Element, Fill};
use sotto_engine::api::{Check, Contact, VerifiedBy};

impl Verify {
    /// The pane.
    pub(crate) fn view<'a>(
        &'a self,
        known: &'a Contact,
        outcome: Option<Outcome>,
        model: &Model,
    ) -> Element<'a, Message> {
        let way = match self.tab {
            Tab::Words => self.view_words(known, model.words),
            Tab::Question => self.view_question(known, outcome, model.words),
        };
        column![who(known, model, self.busy), self.view_tabs(known, model.words), way]
            .push(slot(Some(wrong(self.wrong.map(|failure| model.words.failure(failure))))))
            .spacing(space::L)
            .align_x(model.words.direction().start())
            .into()
    }

    fn view_tabs(&self, known: &Contact, words: &Words) -> Element<'_, Message> {
        let tab = |label, tab| {
            let look: Look = if self.tab == tab { style::primary } else { style::secondary };
            action(label, look, Some(Message::Show(tab)))
        };
        let question = words.say(match known.check {
            Some(Check::Asked { .. }) => "verify-they-ask-you",
            _ => "verify-question",
        });
        let twelve = tab(words.say("verify-twelve-words"), Tab::Words).id(WORDS);
        line(words.direction(), vec![twelve.into(), tab(question, Tab::Question).into()])
            .spacing(space::S)
            .wrap(0)
    }
}

/// Who, whether they are verified, and the way back.
fn who<'a>(known: &Contact, model: &Model, busy: bool) -> Element<'a, Message> {
    let name = text(display::name(known)).size(size::TITLE).font(fonts::BOLD).wrapping(Wrapping::None);
    let (words, direction) = (model.words, model.words.direction());
    let who = column![marked(name, known, direction), minor(standing(known, model))];
    let who = who.spacing(space::XS).width(Fill).align_x(direction.start());
    let withdraw = (verified(known).is_some() && !busy)
        .then(|| small_action(words.say("verify-withdraw"), style::secondary, Message::Withdraw).into());
    let all = [Some(avatar(known, 44.0)), Some(who.into()), withdraw];
    line(direction, all.into_iter().flatten().collect()).spacing(space::M).align_y(Alignment::Center).into()
}

/// How and since when a contact is verified, or that they are not.
pub(in crate::screen::chats) fn standing(known: &Contact, model: &Model) -> String {
    let words = model.words;
    if known.continuity_lost {
        return words.say("verify-device-changed");
    }
    let Some(verified) = verified(known) else {
        return words.say("verify-not-verified");
    };
    let day = words.day(&clock::local(verified.at), &clock::local(model.now));
    match verified.by {
        VerifiedBy::Words => words.say_with("verify-by-words", &[("day", day.into())]),
        VerifiedBy::Question => words.say_with("verify-by-question", &[("day", day.into())]),
    }
}
