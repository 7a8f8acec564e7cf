//! What the window keeps between two starts, each field bounded at the door.

use super::{Appearance, Failure};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Longest tag of a language, in bytes: RFC 5646, section 4.4.1.
pub const LANGUAGE_MAX: usize = 35;
/// Size of text and pieces, in percent of the usual one.
pub const SCALE_PERCENT: RangeInclusive<u16> = 80..=200;
/// Minutes without a person after which a window may lock.
pub const LOCK_AFTER_MINUTES: RangeInclusive<u16> = 1..=240;
/// Longest part of a tag of a language, in letters and digits: RFC 5646, section 2.1.
const SUBTAG_MAX: usize = 8;

/// How the window looks and behaves. The engine only keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    /// Light or dark.
    pub appearance: Appearance,
    /// A tag of BCP 47, at most [`LANGUAGE_MAX`] bytes; the system's language without it.
    pub language: Option<String>,
    /// Within [`SCALE_PERCENT`].
    pub scale_percent: u16,
    /// High contrast.
    pub contrast: bool,
    /// Nothing moves that need not.
    pub reduced_motion: bool,
    /// Minutes without a person after which the window locks, within [`LOCK_AFTER_MINUTES`]; without it never.
    pub lock_after_minutes: Option<u16>,
    /// What others may see on the screen of a message that came.
    pub notifications: Notifications,
    /// What the window put on the clipboard is taken away again.
    pub clear_clipboard: bool,
}

/// What others may see on the screen of a message that came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notifications {
    /// Nothing.
    #[default]
    Off,
    /// That something came: no name, no text.
    Discreet,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            appearance: Appearance::default(),
            language: None,
            scale_percent: 100,
            contrast: false,
            reduced_motion: false,
            lock_after_minutes: Some(15),
            notifications: Notifications::default(),
            clear_clipboard: true,
        }
    }
}

impl Preferences {
    /// Whether every field is within its bounds.
    ///
    /// # Errors
    /// [`Failure::LanguageMalformed`], [`Failure::ScaleOutOfRange`], [`Failure::LockTimeOutOfRange`].
    pub fn check(&self) -> Result<(), Failure> {
        if !self.language.as_deref().is_none_or(is_tag) {
            return Err(Failure::LanguageMalformed);
        }
        if !SCALE_PERCENT.contains(&self.scale_percent) {
            return Err(Failure::ScaleOutOfRange);
        }
        if !self.lock_after_minutes.is_none_or(|minutes| LOCK_AFTER_MINUTES.contains(&minutes)) {
            return Err(Failure::LockTimeOutOfRange);
        }
        Ok(())
    }
}

/// Whether it has the form of a tag of BCP 47; not whether there is such a language.
fn is_tag(text: &str) -> bool {
    let is_subtag = |part: &str| {
        (1..=SUBTAG_MAX).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    text.len() <= LANGUAGE_MAX && text.split('-').all(is_subtag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(change: impl FnOnce(&mut Preferences)) -> Result<(), Failure> {
        let mut preferences = Preferences::default();
        change(&mut preferences);
        preferences.check()
    }

    #[test]
    fn what_a_new_profile_begins_with_is_within_all_bounds() {
        assert_eq!(with(|_| {}), Ok(()));
    }

    #[test]
    fn each_field_is_refused_one_beyond_its_bound_and_not_at_it() {
        for (percent, allowed) in [(79, false), (80, true), (200, true), (201, false), (0, false)] {
            assert_eq!(with(|p| p.scale_percent = percent).is_ok(), allowed, "{percent}");
        }
        for (minutes, allowed) in [(0, false), (1, true), (240, true), (241, false)] {
            let expected = if allowed { Ok(()) } else { Err(Failure::LockTimeOutOfRange) };
            assert_eq!(with(|p| p.lock_after_minutes = Some(minutes)), expected, "{minutes}");
        }
        assert_eq!(with(|p| p.lock_after_minutes = None), Ok(()));
        assert_eq!(with(|p| p.scale_percent = 201), Err(Failure::ScaleOutOfRange));
    }

    #[test]
    fn a_language_has_the_form_of_a_tag() {
        let longest = format!("en{}", "-abcdefgh".repeat(3) + "-abcde");
        assert_eq!(longest.len(), LANGUAGE_MAX);
        for tag in ["en", "zh-Hans", "pt-BR", "ar", longest.as_str()] {
            assert_eq!(with(|p| p.language = Some(tag.to_owned())), Ok(()), "{tag}");
        }
        let too_long = format!("{longest}f");
        let bad = ["", "-", "en-", "en_GB", "../en", "é", "en us", "abcdefghi", too_long.as_str()];
        for tag in bad {
            assert_eq!(with(|p| p.language = Some(tag.to_owned())), Err(Failure::LanguageMalformed), "{tag}");
        }
    }
}
