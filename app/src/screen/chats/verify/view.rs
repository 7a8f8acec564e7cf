//! How the pane looks: who, how they stand, two ways.

use super::{Message, Outcome, Tab, Verify, WORDS};
use crate::clock;
use crate::display;
use crate::fonts;
use crate::model::{Model, verified};
use crate::theme::{size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::mark::marked;
use crate::widget::pieces::{Look, action, minor, slot, small_action, wrong};
use iced::widget::text::Wrapping;
use iced::widget::{column, row, text};
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
            Tab::Words => self.view_words(known),
            Tab::Question => self.view_question(known, outcome),
        };
        column![who(known, model, self.busy), self.view_tabs(known), way]
            .push(slot(Some(wrong(self.wrong.map(|failure| failure.to_string())))))
            .spacing(space::L)
            .into()
    }

    fn view_tabs(&self, known: &Contact) -> Element<'_, Message> {
        let tab = |label, tab| {
            let look: Look = if self.tab == tab { style::primary } else { style::secondary };
            action(label, look, Some(Message::Show(tab)))
        };
        let question = match known.check {
            Some(Check::Asked { .. }) => "They ask you",
            _ => "Question",
        };
        row![tab("Twelve words", Tab::Words).id(WORDS), tab(question, Tab::Question)]
            .spacing(space::S)
            .wrap()
            .into()
    }
}

/// Who, whether they are verified, and the way back.
fn who<'a>(known: &Contact, model: &Model, busy: bool) -> Element<'a, Message> {
    let name = text(display::name(known)).size(size::TITLE).font(fonts::BOLD).wrapping(Wrapping::None);
    let who = column![marked(name, known), minor(standing(known, model))].spacing(space::XS).width(Fill);
    let withdraw = (verified(known).is_some() && !busy)
        .then(|| small_action("Withdraw", style::secondary, Message::Withdraw));
    row![avatar(known, 44.0), who].push(withdraw).spacing(space::M).align_y(Alignment::Center).into()
}

fn standing(known: &Contact, model: &Model) -> String {
    if known.continuity_lost {
        return "Not verified: their device changed without explanation".to_owned();
    }
    let Some(verified) = verified(known) else {
        return "Not verified".to_owned();
    };
    let how = match verified.by {
        VerifiedBy::Words => "by comparing words",
        VerifiedBy::Question => "by a question of yours",
    };
    format!("Verified {how} · {}", clock::day(&clock::local(verified.at), &clock::local(model.now)))
}
