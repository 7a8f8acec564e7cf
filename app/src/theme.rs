//! The one design language: colours for light and dark, sizes of type, steps of space. Knows no screen.

pub(crate) mod style;

use iced::{Color, Theme, color, theme};
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
    /// The contact list.
    pub(crate) const SIDEBAR: f32 = 320.0;
    /// The widest column of text outside a conversation.
    pub(crate) const COLUMN: f32 = 520.0;
}

/// Every colour that the window uses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Colours {
    /// Behind a conversation.
    pub(crate) canvas: Color,
    /// Behind the contact list.
    pub(crate) panel: Color,
    /// Fields and cards.
    pub(crate) raised: Color,
    /// Hairlines between areas.
    pub(crate) line: Color,
    /// Borders of fields: they must be seen.
    pub(crate) edge: Color,
    /// What is read.
    pub(crate) text: Color,
    /// What may be read.
    pub(crate) muted: Color,
    /// The colour of Sotto: what can be pressed, what has the focus.
    pub(crate) accent: Color,
    /// On [`Colours::accent`].
    pub(crate) on_accent: Color,
    /// Our bubbles.
    pub(crate) ours: Color,
    /// Text in our bubbles.
    pub(crate) on_ours: Color,
    /// Time and state in our bubbles.
    pub(crate) on_ours_muted: Color,
    /// Their bubbles.
    pub(crate) theirs: Color,
    /// A row under the pointer.
    pub(crate) hover: Color,
    /// The chosen row.
    pub(crate) selected: Color,
    /// What cannot be taken back, and what went wrong.
    pub(crate) danger: Color,
    /// On [`Colours::danger`].
    pub(crate) on_danger: Color,
    /// Somebody is there.
    pub(crate) good: Color,
    /// Behind a notice.
    pub(crate) notice: Color,
    /// On [`Colours::notice`].
    pub(crate) on_notice: Color,
}

/// Dark on light.
pub(crate) const LIGHT: Colours = Colours {
    canvas: color!(0xffffff),
    panel: color!(0xf3f5f6),
    raised: color!(0xffffff),
    line: color!(0xdfe3e6),
    edge: color!(0x7d8890),
    text: color!(0x171b1e),
    muted: color!(0x545e65),
    accent: color!(0x17607a),
    on_accent: color!(0xffffff),
    ours: color!(0x17607a),
    on_ours: color!(0xffffff),
    on_ours_muted: color!(0xd3e6ed),
    theirs: color!(0xebeef0),
    hover: color!(0xe7ebee),
    selected: color!(0xd7e6ec),
    danger: color!(0xb3261e),
    on_danger: color!(0xffffff),
    good: color!(0x19743f),
    notice: color!(0xfff3d1),
    on_notice: color!(0x533d00),
};

/// Light on dark.
pub(crate) const DARK: Colours = Colours {
    canvas: color!(0x14181a),
    panel: color!(0x1b2023),
    raised: color!(0x22282c),
    line: color!(0x2d353a),
    edge: color!(0x76838b),
    text: color!(0xe7ebed),
    muted: color!(0xa3adb3),
    accent: color!(0x74c5de),
    on_accent: color!(0x06212b),
    ours: color!(0x1d5d73),
    on_ours: color!(0xf3f9fb),
    on_ours_muted: color!(0xc6dfe8),
    theirs: color!(0x262d31),
    hover: color!(0x252c30),
    selected: color!(0x243d47),
    danger: color!(0xff8d83),
    on_danger: color!(0x3a0502),
    good: color!(0x62d293),
    notice: color!(0x3b3113),
    on_notice: color!(0xf7e2a8),
};

/// Behind the letters of avatars; each holds a white letter in light and dark.
pub(crate) const AVATARS: [Color; 8] = [
    color!(0x2f6b8a),
    color!(0x7a4f9e),
    color!(0x2e7148),
    color!(0x9a4a3c),
    color!(0x45619d),
    color!(0x7a5c1e),
    color!(0x8f3f74),
    color!(0x3f6f70),
];

/// The iced theme of an appearance.
pub(crate) fn of(appearance: Appearance) -> Theme {
    static THEMES: LazyLock<[Theme; 2]> = LazyLock::new(|| [made("Light", &LIGHT), made("Dark", &DARK)]);
    match appearance {
        Appearance::Light => THEMES[0].clone(),
        Appearance::Dark => THEMES[1].clone(),
    }
}

/// The colours of a theme made by [`of`].
pub(crate) fn colours(theme: &Theme) -> &'static Colours {
    if theme.extended_palette().is_dark { &DARK } else { &LIGHT }
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
mod tests {
    use super::*;

    /// Contrast ratio of WCAG 2.2, 1.4.3.
    fn contrast(a: Color, b: Color) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(c: Color) -> f32 {
        let linear = |v: f32| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
        0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b)
    }

    #[test]
    fn every_text_can_be_read_on_everything_it_stands_on() {
        for c in [LIGHT, DARK] {
            for ground in [c.canvas, c.panel, c.raised, c.theirs, c.hover, c.selected] {
                for ink in [c.text, c.muted] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
                }
            }
            for (ink, ground) in [
                (c.on_accent, c.accent),
                (c.on_ours, c.ours),
                (c.on_ours_muted, c.ours),
                (c.on_danger, c.danger),
                (c.danger, c.canvas),
                (c.danger, c.panel),
                (c.good, c.canvas),
                (c.good, c.panel),
                (c.good, c.selected),
                (c.on_notice, c.notice),
                (c.accent, c.canvas),
                (c.accent, c.panel),
            ] {
                assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
            }
        }
    }

    #[test]
    fn fields_and_focus_can_be_told_from_their_ground() {
        for c in [LIGHT, DARK] {
            for ground in [c.canvas, c.panel, c.raised] {
                assert!(contrast(c.edge, ground) >= 3.0, "{:?}", contrast(c.edge, ground));
                assert!(contrast(c.accent, ground) >= 3.0);
            }
        }
    }

    #[test]
    fn the_mark_of_a_verified_contact_can_be_seen_on_every_row_and_head() {
        for c in [LIGHT, DARK] {
            for ground in [c.canvas, c.panel, c.hover, c.selected] {
                assert!(contrast(c.good, ground) >= 3.0, "{ground:?}: {}", contrast(c.good, ground));
            }
        }
    }

    #[test]
    fn avatars_hold_a_white_letter() {
        for ground in AVATARS {
            assert!(contrast(Color::WHITE, ground) >= 4.5, "{ground:?}");
        }
    }

    #[test]
    fn a_theme_knows_its_colours() {
        assert_eq!(*colours(&of(Appearance::Light)), LIGHT);
        assert_eq!(*colours(&of(Appearance::Dark)), DARK);
    }
}
