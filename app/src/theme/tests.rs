//! What can be read and seen in each of the four looks.

use super::style::mixed;
use super::*;
use iced::Color;

/// Light and dark, without and with high contrast; what text needs there.
pub(super) const LOOKS: [(Look, f32); 4] = [
    (Look { appearance: Appearance::Light, contrast: false }, 4.5),
    (Look { appearance: Appearance::Dark, contrast: false }, 4.5),
    (Look { appearance: Appearance::Light, contrast: true }, 7.0),
    (Look { appearance: Appearance::Dark, contrast: true }, 7.0),
];

/// What signs, borders and the focus need (WCAG 2.2, 1.4.11).
pub(super) const SEEN: f32 = 3.0;

/// Contrast ratio of WCAG 2.2, 1.4.3.
pub(super) fn contrast(a: Color, b: Color) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(c: Color) -> f32 {
    let linear = |v: f32| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b)
}

/// What a thing without a ground of its own can stand on.
pub(super) fn grounds(c: &Colours) -> [Color; 5] {
    [c.canvas, c.panel, c.raised, c.hover, c.selected]
}

#[test]
fn a_look_knows_its_colours() {
    let all = [LIGHT, DARK, CLEAR_LIGHT, CLEAR_DARK];
    for ((look, _), expected) in LOOKS.into_iter().zip(all) {
        assert_eq!(*colours(&of(look)), expected, "{look:?}");
    }
}

#[test]
fn what_is_said_in_the_list_and_on_pages_can_be_read_wherever_it_stands() {
    for (look, needed) in LOOKS {
        let theme = of(look);
        let c = colours(&theme);
        for ground in grounds(c).into_iter().chain([c.theirs]) {
            for ink in [c.text, c.muted] {
                assert!(contrast(ink, ground) >= needed, "{look:?} {ink:?} on {ground:?}");
            }
        }
        for ground in [c.canvas, c.panel, c.raised] {
            for ink in [c.danger, c.accent, c.good] {
                assert!(contrast(ink, ground) >= needed, "{look:?} {ink:?} on {ground:?}");
            }
        }
        assert!(contrast(c.on_ours_muted, c.ours) >= needed, "{look:?}");
    }
}

#[test]
fn marks_of_verified_contacts_signs_and_dots_are_seen_on_every_row_and_head() {
    for (look, _) in LOOKS {
        let theme = of(look);
        let c = colours(&theme);
        for ground in grounds(c) {
            for sign in [c.good, c.accent, c.danger] {
                assert!(contrast(sign, ground) >= SEEN, "{look:?} {sign:?} on {ground:?}");
            }
        }
        assert!(contrast(c.accent, c.theirs) >= SEEN && contrast(c.danger, c.theirs) >= SEEN);
    }
}

#[test]
fn the_focus_is_seen_on_everything() {
    for (look, _) in LOOKS {
        let theme = of(look);
        let c = colours(&theme);
        let more = [c.ours, c.theirs, c.accent, c.danger, c.notice, c.line];
        for ground in grounds(c).into_iter().chain(more) {
            // the ring is a line of the text's colour and a line of the canvas's beside it
            let ring = contrast(c.text, ground).max(contrast(c.canvas, ground));
            assert!(ring >= SEEN, "{look:?} {ground:?}: {ring}");
            assert!(contrast(c.text, c.canvas) >= SEEN);
        }
    }
}

#[test]
fn selected_words_can_be_read_and_are_seen_to_be_selected() {
    for (look, needed) in LOOKS {
        let theme = of(look);
        let c = colours(&theme);
        for (ink, ground) in [(c.on_ours, c.ours), (c.text, c.theirs), (c.text, c.canvas), (c.text, c.raised)]
        {
            let selected = mixed(ground, ink, HIGHLIGHT);
            assert!(contrast(ink, selected) >= needed, "{look:?} {ink:?}: {}", contrast(ink, selected));
            assert!(contrast(ground, selected) >= 1.3, "{look:?} {}", contrast(ground, selected));
        }
    }
}

#[test]
fn discs_hold_a_white_letter() {
    for (look, needed) in LOOKS {
        for ground in colours(&of(look)).discs {
            assert!(contrast(Color::WHITE, *ground) >= needed, "{look:?} {ground:?}");
        }
    }
}

#[test]
fn with_high_contrast_every_area_has_a_border_that_is_seen() {
    for (look, _) in LOOKS.into_iter().filter(|(look, _)| look.contrast) {
        let theme = of(look);
        let c = colours(&theme);
        for ground in grounds(c) {
            assert!(contrast(c.edge, ground) >= SEEN && contrast(c.outline, ground) >= SEEN, "{look:?}");
            assert!(contrast(c.line, ground) >= SEEN, "{look:?} {ground:?}");
        }
    }
}
