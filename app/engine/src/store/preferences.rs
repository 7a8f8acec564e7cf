//! What the window keeps: a row for each field, so that a later version adds one without touching the others.

use super::{StoreError, Txn};
use crate::api::{Appearance, Notifications, Preferences};

const APPEARANCE: &str = "appearance";
const LANGUAGE: &str = "language";
const SCALE_PERCENT: &str = "scale_percent";
const CONTRAST: &str = "contrast";
const REDUCED_MOTION: &str = "reduced_motion";
const LOCK_AFTER_MINUTES: &str = "lock_after_minutes";
const NOTIFICATIONS: &str = "notifications";
const CLEAR_CLIPBOARD: &str = "clear_clipboard";

/// How a field that is not set is written.
const NONE: &str = "";

impl Txn<'_> {
    /// What was chosen; where nothing was, or nothing that is understood, what a new profile begins with.
    pub(crate) fn preferences(&self) -> Result<Preferences, StoreError> {
        let usual = Preferences::default();
        let number = |text: String| text.parse::<u16>().ok();
        let preferences = Preferences {
            appearance: self.setting(APPEARANCE)?.map_or(usual.appearance, |text| appearance(&text)),
            language: self.setting(LANGUAGE)?.filter(|text| text != NONE),
            scale_percent: self.setting(SCALE_PERCENT)?.and_then(number).unwrap_or(usual.scale_percent),
            contrast: self.flag(CONTRAST, usual.contrast)?,
            reduced_motion: self.flag(REDUCED_MOTION, usual.reduced_motion)?,
            lock_after_minutes: self.setting(LOCK_AFTER_MINUTES)?.map_or(usual.lock_after_minutes, number),
            notifications: self.setting(NOTIFICATIONS)?.map_or(usual.notifications, |text| shown(&text)),
            clear_clipboard: self.flag(CLEAR_CLIPBOARD, usual.clear_clipboard)?,
        };
        Ok(if preferences.check().is_ok() { preferences } else { usual })
    }

    /// Keeps all of it.
    pub(crate) fn set_preferences(&self, preferences: &Preferences) -> Result<(), StoreError> {
        let Preferences { appearance, language, scale_percent, contrast, reduced_motion, .. } = preferences;
        let Preferences { lock_after_minutes, notifications, clear_clipboard, .. } = preferences;
        let minutes = lock_after_minutes.map_or_else(|| NONE.to_owned(), |minutes| minutes.to_string());
        self.set(APPEARANCE, if *appearance == Appearance::Dark { "dark" } else { "light" })?;
        self.set(LANGUAGE, language.as_deref().unwrap_or(NONE))?;
        self.set(SCALE_PERCENT, &scale_percent.to_string())?;
        self.set(CONTRAST, written(*contrast))?;
        self.set(REDUCED_MOTION, written(*reduced_motion))?;
        self.set(LOCK_AFTER_MINUTES, &minutes)?;
        self.set(NOTIFICATIONS, if *notifications == Notifications::Discreet { "discreet" } else { "off" })?;
        self.set(CLEAR_CLIPBOARD, written(*clear_clipboard))
    }

    fn flag(&self, key: &str, usual: bool) -> Result<bool, StoreError> {
        Ok(self.setting(key)?.map_or(usual, |text| text == written(true)))
    }
}

fn written(flag: bool) -> &'static str {
    if flag { "1" } else { "0" }
}

fn appearance(text: &str) -> Appearance {
    if text == "dark" { Appearance::Dark } else { Appearance::Light }
}

fn shown(text: &str) -> Notifications {
    if text == "discreet" { Notifications::Discreet } else { Notifications::Off }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coins::Coins;
    use crate::store::Store;

    fn kept(store: &mut Store) -> Preferences {
        store.begin().unwrap().preferences().unwrap()
    }

    #[test]
    fn what_was_chosen_is_kept_and_a_new_profile_has_the_usual() {
        let mut store = Store::in_memory(&mut Coins::seeded(1)).unwrap();
        assert_eq!(kept(&mut store), Preferences::default());
        let others = Preferences {
            appearance: Appearance::Dark,
            language: Some("fa".to_owned()),
            scale_percent: 150,
            contrast: true,
            reduced_motion: true,
            lock_after_minutes: None,
            notifications: Notifications::Discreet,
            clear_clipboard: false,
        };
        for chosen in [others, Preferences { lock_after_minutes: Some(240), ..Preferences::default() }] {
            let txn = store.begin().unwrap();
            txn.set_preferences(&chosen).unwrap();
            txn.commit(()).unwrap().release();
            assert_eq!(kept(&mut store), chosen);
        }
    }

    #[test]
    fn the_look_that_an_earlier_version_kept_stays() {
        let mut store = Store::in_memory(&mut Coins::seeded(1)).unwrap();
        let txn = store.begin().unwrap();
        txn.set(APPEARANCE, "dark").unwrap();
        txn.commit(()).unwrap().release();
        let expected = Preferences { appearance: Appearance::Dark, ..Preferences::default() };
        assert_eq!(kept(&mut store), expected);
    }
}
