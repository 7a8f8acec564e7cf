//! Digits as a language writes them.

use super::{Language, Words};
use fluent_bundle::FluentValue;
use intl_memoizer::concurrent::IntlLangMemoizer;

/// How Fluent writes a value of a language: a number in its digits, everything else as it does it itself.
pub(super) fn formatter(language: Language) -> fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String> {
    match language {
        Language::Persian => |value, _| number(value, PERSIAN),
        Language::Arabic => |value, _| number(value, ARABIC),
        _ => |_, _| None,
    }
}

/// U+06F0 EXTENDED ARABIC-INDIC DIGIT ZERO, and the nine that follow.
const PERSIAN: char = '\u{6f0}';
/// U+0660 ARABIC-INDIC DIGIT ZERO, and the nine that follow.
const ARABIC: char = '\u{660}';

fn number(value: &FluentValue<'_>, zero: char) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(rewritten(&number.as_string(), zero)),
        _ => None,
    }
}

fn rewritten(text: &str, zero: char) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(u32::from(zero) + digit));
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

impl Words {
    /// A text with its digits as the language writes them: an hour, a countdown. Never an address or a safety word.
    pub(crate) fn digits(&self, text: &str) -> String {
        match self.language {
            Language::Persian => rewritten(text, PERSIAN),
            Language::Arabic => rewritten(text, ARABIC),
            _ => text.to_owned(),
        }
    }
}
