//! Which fonts there are, and what they draw.

use super::*;
use cosmic_text::{Attrs, Buffer, Family, FontSystem, Metrics, Shaping};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The families and glyphs that `text` is drawn with; glyph 0 is the box.
fn drawn(text: &str, weight: Weight) -> Vec<(String, u16)> {
    install();
    let mut system = font_system().write().unwrap();
    drawn_by(system.raw(), text, weight)
}

fn drawn_by(system: &mut FontSystem, text: &str, weight: Weight) -> Vec<(String, u16)> {
    let mut buffer = Buffer::new(system, Metrics::new(15.0, 20.0));
    let attrs = Attrs::new().family(Family::Name("Noto Sans")).weight(weight);
    buffer.set_text(system, text, &attrs, Shaping::Advanced, None);
    buffer.shape_until_scroll(system, false);
    let glyphs: Vec<_> = buffer.layout_runs().flat_map(|run| run.glyphs).collect();
    glyphs
        .into_iter()
        .map(|glyph| (system.db().face(glyph.font_id).unwrap().families[0].0.clone(), glyph.glyph_id))
        .collect()
}

#[test]
fn no_font_of_the_host_is_left() {
    install();
    install();
    let mut system = font_system().write().unwrap();
    let mut faces = HashMap::new();
    for face in system.raw().db().faces() {
        assert!(matches!(face.source, Source::Binary(_)));
        let family = face.families[0].0.as_str();
        assert!(order::families().contains(&family), "{family}");
        *faces.entry((family.to_owned(), face.weight.0)).or_insert(0) += 1;
    }
    assert!(faces.values().all(|times| *times == 1), "each once: {faces:?}");
    for family in order::families().iter().filter(|family| family.starts_with("Noto")) {
        for weight in [400, 700] {
            assert!(faces.contains_key(&((*family).to_owned(), weight)), "{family} {weight}");
        }
    }
}

#[test]
fn the_languages_of_the_window_and_of_its_readers_are_drawn_in_both_weights() {
    let samples = [
        ("Noto Sans", "Ångström, Ελλάδα, Привет"),
        ("Noto Sans Arabic", "سلام،"),
        ("Noto Sans Arabic", "پژگچ"),
        ("Noto Sans Arabic", "؟"),
        ("Noto Sans Hebrew", "שלום"),
        ("Noto Sans Thai", "สวัสดี"),
        ("Noto Sans Devanagari", "नमस्ते।"),
        ("Noto Sans Georgian", "გამარჯობა"),
        ("Noto Sans Armenian", "Բարեւ"),
        ("Noto Sans CJK SC", "简体中文直骨，。！"),
        ("Noto Sans CJK SC", "ひらがなカタカナ"),
        ("Noto Sans CJK SC", "→★①"),
        ("Noto Color Emoji", "😀🦊👍"),
        ("Noto Color Emoji", "👩‍💻🇫🇷❤️"),
    ];
    for weight in [Weight::NORMAL, Weight::BOLD] {
        for (family, text) in samples {
            for (by, glyph) in drawn(text, weight) {
                assert!(glyph != 0, "a box in {text}");
                assert!(by == family || text.contains(' '), "{text} is drawn by {by}");
            }
        }
    }
}

#[test]
fn a_skin_tone_is_left_out_and_leaves_no_box() {
    let [toned, plain] = ["\u{1f44d}\u{1f3fd}", "\u{1f44d}"].map(|text| drawn(text, Weight::NORMAL));
    assert_eq!(toned[0], plain[0]);
    assert!(toned.iter().all(|(by, glyph)| by == "Noto Color Emoji" && *glyph != 0), "{toned:?}");
}

#[test]
fn a_letter_that_no_font_has_is_a_box_of_the_text_font() {
    for text in ["\u{13000}", "\u{ac00}", "\u{1e900}", "\u{e06c}", "\u{e38e}", "\u{e800}", "\u{f101}"] {
        for weight in [Weight::NORMAL, Weight::BOLD] {
            assert_eq!(drawn(text, weight), [("Noto Sans".to_owned(), 0)], "{text:?}");
        }
    }
}

#[test]
fn every_font_is_the_one_that_the_readme_names() {
    let readme = include_str!("../../fonts/README.md");
    let sums: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.split_once("  "))
        .filter(|(sum, _)| sum.len() == 64)
        .map(|(sum, _)| sum)
        .collect();
    assert_eq!(sums.len(), OURS.len());
    for font in OURS {
        let sum: String = Sha256::digest(font.file).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(sums.contains(&sum.as_str()), "{sum} is not in the README");
    }
}

#[test]
fn emoji_are_drawn_in_colour() {
    install();
    let mut system = font_system().write().unwrap();
    let system = system.raw();
    let mut buffer = Buffer::new(system, Metrics::new(15.0, 20.0));
    let attrs = Attrs::new().family(Family::Name("Noto Sans"));
    buffer.set_text(system, "😀", &attrs, Shaping::Advanced, None);
    buffer.shape_until_scroll(system, false);
    let key = buffer.layout_runs().next().unwrap().glyphs[0].physical((0.0, 0.0), 1.0).cache_key;
    let image = cosmic_text::SwashCache::new().get_image_uncached(system, key).unwrap();
    assert_eq!(image.content, cosmic_text::SwashContent::Color);
    assert!(image.placement.width >= 10 && image.placement.height >= 10, "{:?}", image.placement);
    let yellow =
        image.data.chunks(4).filter(|p| p[0] > 200 && p[1] > 150 && p[2] < 120 && p[3] > 200).count();
    assert!(yellow > 20, "{yellow}");
}
