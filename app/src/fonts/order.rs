//! Which font is asked for a letter that the text's own font does not have. The list is closed: a letter that none of
//! these has is a box after a handful of questions, and no text reaches a font that was made for something else.

use iced::advanced::graphics::text::cosmic_text::Fallback;
use unicode_script::Script;

/// After the font of the script, for signs that belong to no script or to several (the Arabic comma, the danda).
const SIGNS: [&str; 4] = ["Noto Color Emoji", "Noto Sans CJK SC", "Noto Sans Arabic", "Noto Sans Devanagari"];

/// Every family that is there. To forbid them all is to close the list: otherwise each is asked again for what none has,
/// and the private letters of the icon fonts could be written by anybody.
const ALL: [&str; 12] = [
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Thai",
    "Noto Sans Devanagari",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Noto Sans CJK SC",
    "Noto Color Emoji",
    "lucide",
    "Iced-Icons",
    "Fira Sans",
];

/// The order of the fonts.
pub(super) struct Order;

impl Fallback for Order {
    fn common_fallback(&self) -> &[&'static str] {
        &SIGNS
    }

    fn forbidden_fallback(&self) -> &[&'static str] {
        &ALL
    }

    fn script_fallback(&self, script: Script, _: &str) -> &[&'static str] {
        match script {
            Script::Arabic => &["Noto Sans Arabic"],
            Script::Hebrew => &["Noto Sans Hebrew"],
            Script::Thai => &["Noto Sans Thai"],
            Script::Devanagari => &["Noto Sans Devanagari"],
            Script::Georgian => &["Noto Sans Georgian"],
            Script::Armenian => &["Noto Sans Armenian"],
            Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo => &["Noto Sans CJK SC"],
            _ => &[],
        }
    }
}

#[cfg(test)]
pub(super) fn families() -> &'static [&'static str] {
    &ALL
}
