//! The styles themselves: whatever ground they give, their own ink can be read on it.

use super::super::tests::{LOOKS, SEEN, contrast, grounds};
use super::*;
use crate::theme::of;

/// An area with a ground of its own.
type Area = fn(&Theme) -> container::Style;
/// How a button looks.
type Press = fn(&Theme, button::Status) -> button::Style;

const AREAS: [(&str, Area); 9] = [
    ("panel", panel),
    ("canvas", canvas),
    ("card", card),
    ("notice", notice),
    ("remark", remark),
    ("ours", ours),
    ("theirs", theirs),
    ("badge", badge),
    ("chip", chip),
];

const BUTTONS: [(&str, Press); 5] =
    [("primary", primary), ("danger", danger), ("secondary", secondary), ("quiet", quiet), ("link", link)];

const STATES: [button::Status; 4] =
    [button::Status::Active, button::Status::Hovered, button::Status::Pressed, button::Status::Disabled];

fn solid_colour(ground: Option<Background>) -> Option<Color> {
    match ground {
        Some(Background::Color(colour)) if colour.a == 1.0 => Some(colour),
        _ => None,
    }
}

#[test]
fn every_area_can_be_read() {
    for (look, needed) in LOOKS {
        let theme = of(look);
        for (name, area) in AREAS {
            let style = area(&theme);
            let ground = solid_colour(style.background).unwrap();
            let ink = style.text_color.unwrap_or(colours(&theme).text);
            assert!(contrast(ink, ground) >= needed, "{look:?} {name}: {}", contrast(ink, ground));
        }
    }
}

#[test]
fn every_button_can_be_read_in_every_state_wherever_it_stands() {
    for (look, needed) in LOOKS {
        let theme = of(look);
        let c = colours(&theme);
        for (name, press) in BUTTONS {
            for state in STATES {
                let style = press(&theme, state);
                let ground = solid_colour(style.background);
                for ground in ground.map_or(vec![c.canvas, c.panel, c.raised], |ground| vec![ground]) {
                    let seen = contrast(style.text_color, ground);
                    assert!(seen >= needed, "{look:?} {name} {state:?} on {ground:?}: {seen}");
                }
            }
        }
        for state in STATES {
            assert!(contrast(on_notice(&theme, state).text_color, c.notice) >= needed, "{look:?}");
            assert!(contrast(on_notice(&theme, state).border.color, c.notice) >= SEEN, "{look:?}");
            let chosen = entry(true)(&theme, state);
            assert!(contrast(chosen.text_color, solid_colour(chosen.background).unwrap()) >= needed);
        }
    }
}

#[test]
fn what_is_written_and_selected_in_a_field_can_be_read() {
    for (look, needed) in LOOKS {
        let theme = of(look);
        for status in [
            text_input::Status::Active,
            text_input::Status::Hovered,
            text_input::Status::Focused { is_hovered: false },
            text_input::Status::Disabled,
        ] {
            let style = field(&theme, status);
            let ground = solid_colour(Some(style.background)).unwrap();
            let selected = mixed(ground, Color { a: 1.0, ..style.selection }, style.selection.a);
            for (ink, ground) in [(style.value, ground), (style.placeholder, ground), (style.value, selected)]
            {
                assert!(contrast(ink, ground) >= needed, "{look:?} {status:?} {ink:?} on {ground:?}");
            }
            assert!(contrast(ground, selected) >= 1.3, "{look:?}");
            for around in [colours(&theme).canvas, colours(&theme).panel, ground] {
                assert!(contrast(style.border.color, around) >= SEEN, "{look:?} {status:?}");
            }
        }
        let lines = editor(&theme, text_editor::Status::Active);
        assert_eq!(lines.border, field(&theme, text_input::Status::Active).border);
        assert_eq!(lines.selection, field(&theme, text_input::Status::Active).selection);
    }
}

#[test]
fn a_switch_is_seen_and_its_state_is_seen() {
    for (look, _) in LOOKS {
        let theme = of(look);
        let c = colours(&theme);
        for is_toggled in [false, true] {
            for status in [toggler::Status::Active { is_toggled }, toggler::Status::Hovered { is_toggled }] {
                let style = switch(&theme, status);
                let ground = solid_colour(Some(style.background)).unwrap();
                assert!(contrast(solid_colour(Some(style.foreground)).unwrap(), ground) >= SEEN, "{look:?}");
                for around in [c.canvas, c.panel, c.raised] {
                    assert!(contrast(ground, around) >= SEEN, "{look:?}");
                }
            }
        }
    }
}

#[test]
fn with_high_contrast_bubbles_rows_and_strips_have_a_border_and_otherwise_none() {
    for (look, _) in LOOKS {
        let theme = of(look);
        let c = colours(&theme);
        let chosen = entry(true)(&theme, button::Status::Active).border;
        for border in [ours, theirs, notice, remark, chip]
            .map(|area: Area| area(&theme).border)
            .into_iter()
            .chain([chosen])
        {
            assert_eq!(border.width > 0.0, look.contrast, "{look:?}");
            if look.contrast {
                assert!(
                    grounds(c).into_iter().all(|ground| contrast(border.color, ground) >= SEEN),
                    "{look:?}"
                );
            }
        }
    }
}
