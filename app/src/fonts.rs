//! The fonts of Sotto and no others: the same look everywhere, and no trace of the host's fonts.

use iced::Font;
use iced::advanced::graphics::text::cosmic_text::fontdb::{Database, Source};
use iced::advanced::graphics::text::{cosmic_text, font_system};
use iced::font::Weight;
use std::sync::{Arc, Once};

/// What everything is set in.
pub(crate) const TEXT: Font = Font::with_name("Noto Sans");
/// Names and heads.
pub(crate) const BOLD: Font = Font { weight: Weight::Bold, ..TEXT };

/// Latin, Greek, Cyrillic; Arabic and Persian; Hebrew. SIL Open Font License 1.1 (`fonts/OFL.txt`).
const OURS: [&[u8]; 5] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Bold.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
];

/// Replaces the system's fonts by ours, for the whole process. The bytes stay in the program: no copy.
///
/// Shaping never depends on the host's language either: the locale is fixed. A second call changes nothing: every face
/// that is there twice makes every letter that none of them has slower to draw.
pub(crate) fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(replace);
}

fn replace() {
    let mut system = font_system().write().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut fonts = Database::new();
    for face in system.raw().db().faces() {
        if let Source::Binary(_) = face.source {
            fonts.load_font_source(face.source.clone());
        }
    }
    for bytes in OURS {
        fonts.load_font_source(Source::Binary(Arc::new(bytes)));
    }
    fonts.set_sans_serif_family("Noto Sans");
    fonts.set_serif_family("Noto Sans");
    fonts.set_monospace_family("Noto Sans");
    *system.raw() = cosmic_text::FontSystem::new_with_locale_and_db("en-US".to_owned(), fonts);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_font_of_the_host_is_left() {
        install();
        install();
        let mut system = font_system().write().unwrap();
        let families: Vec<String> = system
            .raw()
            .db()
            .faces()
            .flat_map(|face| face.families.iter().map(|(name, _)| name.clone()))
            .collect();
        for family in &families {
            let ours = family.starts_with("Noto Sans") || family.starts_with("Iced") || family == "Fira Sans";
            assert!(ours, "{family}");
        }
        for needed in ["Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew"] {
            assert!(families.iter().any(|family| family == needed), "{needed}");
        }
        let ours =
            system.raw().db().faces().filter(|face| face.families[0].0.starts_with("Noto Sans")).count();
        assert_eq!(ours, OURS.len(), "each once");
        assert!(system.raw().db().faces().all(|face| matches!(face.source, Source::Binary(_))));
    }
}
