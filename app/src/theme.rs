//! The one design language: colours for light and dark, sizes of type, steps of space. Knows no screen.

mod palette;
pub(crate) mod style;

use iced::{Theme, theme};
pub(crate) use palette::{CLEAR_DARK, CLEAR_LIGHT, Colours, DARK, DISCS, LIGHT};
use sotto_engine::api::Appearance;
use std::sync::LazyLock;

/// Sizes of type, in logical pixels.
pub(crate) mod size {
    /// Times, delivery states, hints.
    pub(crate) const SMALL: f32 = 12.0;
    /// Secondary lines.
    pub(crate) const MINOR: f32 = 13.0;
    /// What is read.
    pub(crate) const BODY: f32 = 15.0;
    /// Names at the head of a pane.
    pub(crate) const TITLE: f32 = 18.0;
    /// The head of a screen.
    pub(crate) const HEAD: f32 = 26.0;
    /// The letter of an avatar, of its disc.
    pub(crate) const LETTER: f32 = 0.48;
}

/// Steps of space, in logical pixels.
pub(crate) mod space {
    /// Between things that belong together.
    pub(crate) const XS: f32 = 4.0;
    /// Inside a row.
    pub(crate) const S: f32 = 8.0;
    /// Between rows.
    pub(crate) const M: f32 = 12.0;
    /// Around a pane's parts.
    pub(crate) const L: f32 = 16.0;
    /// Between groups.
    pub(crate) const XL: f32 = 24.0;
    /// Around a screen.
    pub(crate) const XXL: f32 = 40.0;
    /// Corners of fields and buttons.
    pub(crate) const ROUND: f32 = 8.0;
    /// Corners of bubbles and cards.
    pub(crate) const ROUNDER: f32 = 16.0;
    /// Corners of what is as round as it can be: discs, counts, labels, scrollers.
    pub(crate) const ROUNDEST: f32 = 100.0;
    /// Borders that are always there.
    pub(crate) const THIN: f32 = 1.0;
    /// Borders of what has the focus or the pointer.
    pub(crate) const THICK: f32 = 2.0;
    /// The contact list.
    pub(crate) const SIDEBAR: f32 = 320.0;
    /// The widest column of text outside a conversation.
    pub(crate) const COLUMN: f32 = 520.0;
}

/// How much of the text's colour lies over a bubble where words are selected. More would hide the words in our bubbles.
pub(crate) const HIGHLIGHT: f32 = 0.18;

/// What a person has chosen of the look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// Light or dark.
    pub(crate) appearance: Appearance,
    /// Whether everything has to stand out.
    pub(crate) contrast: bool,
}

/// The iced theme of a look.
pub(crate) fn of(look: Look) -> Theme {
    static THEMES: LazyLock<[Theme; 4]> = LazyLock::new(|| {
        [
            made("Light", &LIGHT),
            made("Dark", &DARK),
            made("Light, high contrast", &CLEAR_LIGHT),
            made("Dark, high contrast", &CLEAR_DARK),
        ]
    });
    let [light, dark, clear_light, clear_dark] = &*THEMES;
    match (look.appearance, look.contrast) {
        (Appearance::Light, false) => light.clone(),
        (Appearance::Dark, false) => dark.clone(),
        (Appearance::Light, true) => clear_light.clone(),
        (Appearance::Dark, true) => clear_dark.clone(),
    }
}

/// The colours of a theme made by [`of`]; those with high contrast are known by their text.
pub(crate) fn colours(theme: &Theme) -> &'static Colours {
    match (theme.extended_palette().is_dark, theme.palette().text) {
        (false, text) if text == CLEAR_LIGHT.text => &CLEAR_LIGHT,
        (true, text) if text == CLEAR_DARK.text => &CLEAR_DARK,
        (false, _) => &LIGHT,
        (true, _) => &DARK,
    }
}

fn made(name: &'static str, colours: &Colours) -> Theme {
    let palette = theme::Palette {
        background: colours.canvas,
        text: colours.text,
        primary: colours.accent,
        success: colours.good,
        warning: colours.on_notice,
        danger: colours.danger,
    };
    Theme::custom(name, palette)
}

#[cfg(test)]
mod tests;
