//! The languages of the window.

use iced::alignment::Horizontal;
use unic_langid::LanguageIdentifier;

/// What the window can speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// The language that the others are translated from.
    #[default]
    English,
    /// Français.
    French,
    /// Español.
    Spanish,
    /// Русский.
    Russian,
    /// فارسی.
    Persian,
    /// العربية.
    Arabic,
    /// 中文, in simplified characters.
    Chinese,
}

/// Where a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// On the left.
    LeftToRight,
    /// On the right.
    RightToLeft,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub(crate) const ALL: [Self; 7] = [
        Self::English,
        Self::French,
        Self::Spanish,
        Self::Russian,
        Self::Persian,
        Self::Arabic,
        Self::Chinese,
    ];

    /// What those who speak it call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "Français",
            Self::Spanish => "Español",
            Self::Russian => "Русский",
            Self::Persian => "فارسی",
            Self::Arabic => "العربية",
            Self::Chinese => "中文",
        }
    }

    /// Its BCP 47 tag, which is also the name of its folder under `locales`.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Russian => "ru",
            Self::Persian => "fa",
            Self::Arabic => "ar",
            Self::Chinese => "zh",
        }
    }

    /// The language with a tag.
    pub(crate) fn with_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// Where a line begins.
    pub(crate) fn direction(self) -> Direction {
        match self {
            Self::Persian | Self::Arabic => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// The language that a system asks for, from the text of `LC_ALL`, `LC_MESSAGES` or `LANG` (POSIX: `fr_CA.UTF-8`,
    /// `sr@latin`, `C`). English for one that we do not speak.
    pub(crate) fn of_system(asked: &str) -> Self {
        let tag = asked.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        Self::with_tag(&tag).unwrap_or_default()
    }

    /// For the rules of plurals.
    pub(super) fn identifier(self) -> LanguageIdentifier {
        // Every tag of ours is one; a test says so.
        self.tag().parse().unwrap_or_default()
    }
}

impl Direction {
    /// Where a text begins its lines: as its first letter runs that stands in no isolate (UAX #9, rules P2 and P3). A
    /// sentence of ours thus begins where its language does, whatever name it begins with.
    pub(crate) fn of_text(text: &str) -> Self {
        let mut isolates = 0_usize;
        for c in text.chars() {
            match c {
                '\u{2066}'..='\u{2068}' => isolates += 1,
                '\u{2069}' => isolates = isolates.saturating_sub(1),
                _ if isolates > 0 => {}
                c if is_right_to_left(c) => return Self::RightToLeft,
                c if c.is_alphabetic() => return Self::LeftToRight,
                _ => {}
            }
        }
        Self::LeftToRight
    }

    /// The side on which a line begins.
    pub(crate) fn start(self) -> Horizontal {
        match self {
            Self::LeftToRight => Horizontal::Left,
            Self::RightToLeft => Horizontal::Right,
        }
    }

    /// The side on which a line ends.
    pub(crate) fn end(self) -> Horizontal {
        match self {
            Self::LeftToRight => Horizontal::Right,
            Self::RightToLeft => Horizontal::Left,
        }
    }
}

/// Whether a character makes a text run from right to left: the letters of Hebrew, Arabic and their kin, and the mark that
/// cannot be seen (UAX #9, classes R and AL, by block). Digits of any script do not.
pub(super) fn is_right_to_left(c: char) -> bool {
    let block = matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    c == '\u{200f}' || block && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_that_asks_for_a_language_of_ours_gets_it_and_any_other_gets_english() {
        for (asked, language) in [
            ("fr_CA.UTF-8", Language::French),
            ("es", Language::Spanish),
            ("ru_RU.KOI8-R", Language::Russian),
            ("fa_IR", Language::Persian),
            ("ar_EG.UTF-8@x", Language::Arabic),
            ("zh-Hans-CN", Language::Chinese),
            ("FR", Language::French),
            ("C.UTF-8", Language::English),
            ("POSIX", Language::English),
            ("fry_NL", Language::English),
            ("", Language::English),
            ("_", Language::English),
        ] {
            assert_eq!(Language::of_system(asked), language, "{asked}");
        }
    }

    #[test]
    fn a_text_begins_where_its_first_letter_outside_of_an_isolate_does() {
        for (text, direction) in [
            ("7. Ada", Direction::LeftToRight),
            ("(۷) سلام Ada", Direction::RightToLeft),
            ("\u{2068}Ada\u{2069} سلام", Direction::RightToLeft),
            ("\u{2068}آدا\u{2069} asks", Direction::LeftToRight),
            ("", Direction::LeftToRight),
        ] {
            assert_eq!(Direction::of_text(text), direction, "{text}");
        }
    }

    #[test]
    fn every_language_has_a_tag_that_leads_back_to_it_and_a_name_that_runs_its_way() {
        for language in Language::ALL {
            assert_eq!(Language::with_tag(language.tag()), Some(language));
            assert_eq!(language.identifier().to_string(), language.tag());
            let right_to_left = language.name().chars().all(is_right_to_left);
            assert_eq!(right_to_left, language.direction() == Direction::RightToLeft, "{}", language.name());
        }
    }
}
