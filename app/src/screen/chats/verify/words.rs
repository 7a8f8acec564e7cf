//! The twelve words in a grid, the same as a QR code, and what to do with them.

use super::{Message, Verify};
use crate::display;
use crate::fonts;
use crate::model::verified;
use crate::theme::{size, space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{action, minor, wide_body, wide_minor};
use crate::words::Words;
use iced::widget::{Space, center, column, container, grid, qr_code, row, text};
use iced::{Alignment, Element, Shrink};
use sotto_engine::api::{Contact, VerifiedBy};

/// How many words there are.
const COUNT: usize = 12;
/// The widest cell of the grid, in logical pixels: three stand side by side, two in a narrow window.
const CELL: f32 = 150.0;
/// The text beside the code, in logical pixels; in a narrow window it stands below.
const BESIDE: f32 = 260.0;
/// One module of the code, in logical pixels.
const MODULE: f32 = 4.0;
/// The white sheet that holds the code: room for every code of twelve words (41 modules at most) and four white modules
/// around it, so that nothing moves when the words come.
const SHEET: f32 = (41.0 + 2.0 * 4.0) * MODULE;

impl Verify {
    pub(super) fn view_words(&self, known: &Contact, words: &Words) -> Element<'_, Message> {
        let compared = verified(known).is_some_and(|verified| verified.by == VerifiedBy::Words);
        let can = !self.busy && !compared && !known.continuity_lost && self.words.len() == COUNT;
        let direction = words.direction();
        let label = words.say(if compared { "verify-compared" } else { "verify-same" });
        let beside = column![
            wide_minor(words.say("verify-scan")),
            action(label, style::primary, can.then_some(Message::Compared)),
            wide_minor(words.say("verify-differ")),
        ]
        .spacing(space::M)
        .width(BESIDE)
        .align_x(direction.start());
        let code = line(direction, vec![self.view_code(), beside.into()]);
        let code = code.spacing(space::L).align_y(Alignment::Center);
        let code = code.wrap(space::L);
        column![wide_body(how(known, words)), self.view_grid(words), code]
            .spacing(space::L)
            .align_x(direction.start())
            .into()
    }

    /// The words are English in every language of the window: their order runs from left to right.
    fn view_grid(&self, words: &Words) -> Element<'_, Message> {
        let cell = |at: usize| {
            let number = minor(words.digits(&(at + 1).to_string())).width(20).align_x(Alignment::End);
            let word = self.words.get(at).map_or("", String::as_str);
            let word = text(word).size(size::BODY + 1.0).font(fonts::BOLD);
            Element::from(row![number, word].spacing(space::S).align_y(Alignment::Center))
        };
        let words = grid((0..COUNT).map(cell)).fluid(CELL).spacing(space::M).height(Shrink);
        container(words).padding(space::L).style(style::card).into()
    }

    fn view_code(&self) -> Element<'_, Message> {
        let code: Element<'_, Message> = match &self.code {
            Some(code) => qr_code(code).cell_size(MODULE).style(style::qr).into(),
            None => Space::new().into(),
        };
        center(code).width(SHEET).height(SHEET).style(style::sheet).into()
    }
}

/// What the words are good for; against a copied key they are good for nothing.
fn how(known: &Contact, words: &Words) -> String {
    if known.continuity_lost {
        return words.say("verify-no-use");
    }
    words.say_with("verify-compare", &[("name", display::name(known).into())])
}
