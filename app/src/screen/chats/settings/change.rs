//! One change of what the engine keeps for the window.

use crate::words::Language;
use sotto_engine::api::{Appearance, Notifications, Preferences, SCALE_PERCENT};

/// Sizes of text that can be chosen, in percent.
const SCALES: [u16; 9] = [80, 90, 100, 110, 125, 140, 160, 180, 200];

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Light or dark.
    Appearance(Appearance),
    /// High contrast.
    Contrast(bool),
    /// Nothing moves that need not.
    Still(bool),
    /// The size of text, in percent.
    Scale(u16),
    /// The language, or that of the system.
    Language(Option<Language>),
    /// Minutes without a person after which the vault is locked, or never.
    LockAfter(Option<u16>),
    /// What is announced.
    Notifications(Notifications),
    /// Take away from the clipboard what was put there.
    ClearClipboard(bool),
}

impl Change {
    /// Makes it.
    pub(crate) fn apply(self, preferences: &mut Preferences) {
        match self {
            Self::Appearance(appearance) => preferences.appearance = appearance,
            Self::Contrast(contrast) => preferences.contrast = contrast,
            Self::Still(still) => preferences.reduced_motion = still,
            Self::Scale(percent) => preferences.scale_percent = percent,
            Self::Language(language) => {
                preferences.language = language.map(|language| language.tag().to_owned());
            }
            Self::LockAfter(minutes) => preferences.lock_after_minutes = minutes,
            Self::Notifications(notifications) => preferences.notifications = notifications,
            Self::ClearClipboard(clear) => preferences.clear_clipboard = clear,
        }
    }

    /// Text one step larger than `percent`, as far as it goes.
    pub(crate) fn larger(percent: u16) -> Option<Self> {
        SCALES.into_iter().find(|scale| *scale > percent).map(Self::Scale)
    }

    /// Text one step smaller than `percent`, as far as it goes.
    pub(crate) fn smaller(percent: u16) -> Option<Self> {
        SCALES.into_iter().rev().find(|scale| *scale < percent).map(Self::Scale)
    }

    /// Text as large as it was made for.
    pub(crate) fn usual_scale() -> Self {
        Self::Scale(100)
    }
}

const _: () =
    assert!(SCALES[0] == *SCALE_PERCENT.start() && SCALES[SCALES.len() - 1] == *SCALE_PERCENT.end());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_changes_one_thing_and_stays_within_the_engine_s_bounds() {
        let changes = [
            Change::Appearance(Appearance::Dark),
            Change::Contrast(true),
            Change::Still(true),
            Change::Scale(200),
            Change::Language(Some(Language::Persian)),
            Change::LockAfter(None),
            Change::Notifications(Notifications::Discreet),
            Change::ClearClipboard(false),
        ];
        for change in changes {
            let mut changed = Preferences::default();
            change.apply(&mut changed);
            assert_ne!(changed, Preferences::default(), "{change:?}");
            assert_eq!(changed.check(), Ok(()), "{change:?}");
        }
    }

    #[test]
    fn text_grows_and_shrinks_in_steps_from_end_to_end() {
        let mut percent = 80;
        let mut seen = vec![percent];
        while let Some(Change::Scale(next)) = Change::larger(percent) {
            assert_eq!(Change::smaller(next), Some(Change::Scale(percent)), "and back");
            percent = next;
            seen.push(percent);
        }
        assert_eq!(seen, SCALES);
        assert_eq!(Change::smaller(80), None);
        assert_eq!(Change::larger(103), Some(Change::Scale(110)), "from between two steps");
        assert!(SCALES.map(Change::Scale).contains(&Change::usual_scale()));
    }
}
