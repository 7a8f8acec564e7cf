//! What keeps others from reading: the lock, the passphrase, the clipboard, the end of it all.

use super::passphrase::Passphrase;
use super::{Change, Message, choice, choices, switch};
use crate::model::Model;
use crate::theme::{space, style};
use crate::widget::pieces::{across, action, labelled, title, wide_body, wide_minor};
use crate::words::Words;
use iced::Element;
use iced::widget::column;
use sotto_engine::api::Profile;

/// Minutes that can be chosen.
const LOCK_AFTER: [u16; 5] = [1, 5, 15, 30, 60];

/// The section.
pub(super) fn view<'a>(passphrase: &'a Passphrase, model: &'a Model) -> Element<'a, Message> {
    let words = model.words;
    let session = match model.status.profile {
        Profile::Amnesic => view_session(words),
        _ => view_vault(passphrase, model),
    };
    let clear = |on| Message::Choose(Change::ClearClipboard(on));
    let wipe = action(words.say("settings-wipe"), style::danger, Some(Message::Wipe)).id("profile-wipe");
    column![
        session,
        across(),
        title(words.say("settings-clipboard")),
        switch(words.say("settings-clear-clipboard"), model.preferences.clear_clipboard, clear, words),
        wide_minor(words.say("settings-clipboard-means")),
        across(),
        title(words.say("settings-never")),
        wide_body(words.say("settings-never-does")),
        across(),
        title(words.say("settings-destroy")),
        wide_body(words.say("settings-destroy-means")),
        wipe,
    ]
    .spacing(space::L)
    .align_x(words.direction().start())
    .into()
}

/// A session in memory has nothing that could be opened again: it can only be ended.
fn view_session<'a>(words: &Words) -> Element<'a, Message> {
    column![
        title(words.say("settings-session")),
        wide_body(words.say("settings-session-means")),
        action(words.say("settings-end-session"), style::secondary, Some(Message::EndSession))
            .id("end-session"),
    ]
    .spacing(space::M)
    .align_x(words.direction().start())
    .into()
}

fn view_vault<'a>(passphrase: &'a Passphrase, model: &'a Model) -> Element<'a, Message> {
    let words = model.words;
    column![
        view_lock(model),
        across(),
        title(words.say("common-passphrase")),
        passphrase.view(words).map(Message::Passphrase),
    ]
    .spacing(space::L)
    .align_x(words.direction().start())
    .into()
}

fn view_lock(model: &Model) -> Element<'_, Message> {
    let (words, chosen) = (model.words, model.preferences.lock_after_minutes);
    let after = |minutes: Option<u16>, label| {
        choice(label, chosen == minutes, Message::Choose(Change::LockAfter(minutes)))
    };
    // a time that was chosen elsewhere, as in a file or by an older version, is shown too
    let mut times: Vec<u16> = LOCK_AFTER.into_iter().chain(chosen).collect();
    times.sort_unstable();
    times.dedup();
    let minutes = |minutes: u16| {
        after(Some(minutes), words.say_with("settings-lock-minutes", &[("minutes", minutes.into())]))
    };
    let never = after(None, words.say("settings-lock-never"));
    let times = times.into_iter().map(minutes).chain([never]).collect();
    column![
        labelled(words.say("settings-lock-after"), choices(words, times)),
        wide_minor(words.say("settings-lock-means")),
        action(words.say("settings-lock-now"), style::secondary, Some(Message::Lock)).id("vault-lock"),
    ]
    .spacing(space::M)
    .align_x(words.direction().start())
    .into()
}
