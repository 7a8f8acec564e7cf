//! The fonts of Sotto and no others: the same look everywhere, and no trace of the host's fonts.
//!
//! `fonts/README.md` says where each is from and how the subsets are made.

mod order;

use iced::Font;
use iced::advanced::graphics::text::cosmic_text::fontdb::{Database, FaceInfo, Source, Weight};
use iced::advanced::graphics::text::{cosmic_text, font_system};
use order::Order;
use std::sync::{Arc, Once};

/// What everything is set in.
pub(crate) const TEXT: Font = Font::with_name("Noto Sans");
/// Names and heads.
pub(crate) const BOLD: Font = Font { weight: iced::font::Weight::Bold, ..TEXT };
/// The signs of [`crate::widget::Icon`], and nothing else: no text falls back to it.
pub(crate) const ICONS: Font = Font::with_name("lucide");

/// The bytes of [`ICONS`].
pub(crate) const ICON_BYTES: &[u8] = include_bytes!("../fonts/Lucide-Sotto.ttf");

/// One file, and whether it has to stand in for its bold sister, which is not there: a font is searched for by its
/// exact weight.
struct Vendored {
    file: &'static [u8],
    stands_in_for_bold: bool,
}

/// SIL Open Font License 1.1 (`fonts/OFL.txt`); ISC License (`fonts/LUCIDE.txt`).
const OURS: [Vendored; 12] = [
    exact(include_bytes!("../fonts/NotoSans-Regular.ttf")),
    exact(include_bytes!("../fonts/NotoSans-Bold.ttf")),
    exact(include_bytes!("../fonts/NotoSansArabic-Regular.ttf")),
    exact(include_bytes!("../fonts/NotoSansArabic-Bold.ttf")),
    alone(include_bytes!("../fonts/NotoSansHebrew-Regular.ttf")),
    alone(include_bytes!("../fonts/NotoSansThai-Regular.ttf")),
    alone(include_bytes!("../fonts/NotoSansDevanagari-Regular.ttf")),
    alone(include_bytes!("../fonts/NotoSansGeorgian-Regular.ttf")),
    alone(include_bytes!("../fonts/NotoSansArmenian-Regular.ttf")),
    alone(include_bytes!("../fonts/NotoSansCJKsc-Regular.otf")),
    alone(include_bytes!("../fonts/NotoColorEmoji.ttf")),
    exact(ICON_BYTES),
];

/// A file that has the weight which it is asked for.
const fn exact(file: &'static [u8]) -> Vendored {
    Vendored { file, stands_in_for_bold: false }
}

/// A file that is drawn for regular and bold text.
const fn alone(file: &'static [u8]) -> Vendored {
    Vendored { file, stands_in_for_bold: true }
}

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
    for font in OURS {
        load(&mut fonts, &font);
    }
    fonts.set_sans_serif_family("Noto Sans");
    fonts.set_serif_family("Noto Sans");
    fonts.set_monospace_family("Noto Sans");
    *system.raw() =
        cosmic_text::FontSystem::new_with_locale_and_db_and_fallback("en-US".to_owned(), fonts, Order);
}

fn load(fonts: &mut Database, font: &Vendored) {
    for id in fonts.load_font_source(Source::Binary(Arc::new(font.file))) {
        if let Some(face) = fonts.face(id).filter(|_| font.stands_in_for_bold).cloned() {
            fonts.push_face_info(FaceInfo { weight: Weight::BOLD, ..face });
        }
    }
}

#[cfg(test)]
mod tests;
