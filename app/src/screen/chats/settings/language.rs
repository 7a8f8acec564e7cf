//! What the window speaks.

use super::{Change, Message, choice, choices};
use crate::model::Model;
use crate::theme::space;
use crate::widget::pieces::wide_minor;
use crate::words::Language;
use iced::Element;
use iced::widget::column;

/// Every language by its own name, so that whoever came into a foreign one finds back.
pub(super) fn view(model: &Model) -> Element<'_, Message> {
    let words = model.words;
    let chosen = model.preferences.language.as_deref().map(Language::of_system);
    let choice =
        |language, label| choice(label, chosen == language, Message::Choose(Change::Language(language)));
    let named = Language::ALL.into_iter().map(|language| choice(Some(language), language.name().to_owned()));
    let system = choice(None, words.say("settings-language-system"));
    column![
        choices(words, [system].into_iter().chain(named).collect()),
        wide_minor(words.say("settings-language-means")),
    ]
    .spacing(space::L)
    .align_x(words.direction().start())
    .into()
}
