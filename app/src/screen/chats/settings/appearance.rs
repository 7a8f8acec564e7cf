//! How the window looks.

use super::{Change, Message, choice, choices, switch};
use crate::model::Model;
use crate::theme::{size, space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{action, labelled, wide_minor};
use iced::widget::{column, text};
use iced::{Alignment, Element};
use sotto_engine::api::Appearance;

/// The section.
pub(super) fn view(model: &Model) -> Element<'_, Message> {
    let (words, preferences) = (model.words, &model.preferences);
    let look = |look, label| {
        choice(label, preferences.appearance == look, Message::Choose(Change::Appearance(look)))
    };
    let looks = vec![
        look(Appearance::Light, words.say("settings-light")),
        look(Appearance::Dark, words.say("settings-dark")),
    ];
    let contrast = |on| Message::Choose(Change::Contrast(on));
    let still = |on| Message::Choose(Change::Still(on));
    column![
        choices(words, looks),
        switch(words.say("settings-contrast"), preferences.contrast, contrast, words),
        view_scale(model),
        switch(words.say("settings-still"), preferences.reduced_motion, still, words),
        wide_minor(words.say("settings-still-means")),
    ]
    .spacing(space::L)
    .align_x(words.direction().start())
    .into()
}

fn view_scale(model: &Model) -> Element<'_, Message> {
    let (words, percent) = (model.words, model.preferences.scale_percent);
    let step = |label, change: Option<Change>, id| {
        action(label, style::secondary, change.map(Message::Choose)).id(id).into()
    };
    let usual = Change::usual_scale();
    let now = words.say_with("settings-percent", &[("percent", percent.into())]);
    let all = vec![
        step(words.say("settings-smaller"), Change::smaller(percent), "scale-smaller"),
        text(now).size(size::BODY).into(),
        step(words.say("settings-larger"), Change::larger(percent), "scale-larger"),
        step(
            words.say("settings-usual-size"),
            Some(usual).filter(|_| usual != Change::Scale(percent)),
            "scale-usual",
        ),
    ];
    let steps = line(words.direction(), all).spacing(space::M).align_y(Alignment::Center).wrap(space::S);
    labelled(words.say("settings-size"), steps).into()
}
