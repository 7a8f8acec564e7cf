//! What others may see on the screen of a message that came.

use super::{Change, Message, choice, choices};
use crate::model::Model;
use crate::theme::space;
use crate::widget::pieces::{wide_body, wide_minor};
use iced::Element;
use iced::widget::column;
use sotto_engine::api::Notifications;

/// The section.
pub(super) fn view(model: &Model) -> Element<'_, Message> {
    let (words, chosen) = (model.words, model.preferences.notifications);
    let choice = |what, label| choice(label, chosen == what, Message::Choose(Change::Notifications(what)));
    let both = vec![
        choice(Notifications::Off, words.say("settings-notifications-off")),
        choice(Notifications::Discreet, words.say("settings-notifications-discreet")),
    ];
    let means = words.say(match chosen {
        Notifications::Off => "settings-notifications-off-means",
        Notifications::Discreet => "settings-notifications-discreet-means",
    });
    column![choices(words, both), wide_body(means), wide_minor(words.say("settings-notifications-why"))]
        .spacing(space::L)
        .align_x(words.direction().start())
        .into()
}
