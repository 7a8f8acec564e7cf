//! Whether a person is there, as the engine is told: it calls absent contacts less often while nobody would see it.

/// How long after the window lost the focus nobody is thought to be there, in milliseconds.
const AWAY_AFTER: u64 = 10 * 60 * 1000;

/// What is known of the person before the window. Pure; times are milliseconds since 1970.
#[derive(Debug)]
pub(super) struct Attendance {
    /// Since when the window is without the focus.
    away_since: Option<u64>,
    /// What the engine has been told; nothing before a profile is open.
    told: Option<bool>,
}

/// What happens to the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    /// It has the focus.
    Gained,
    /// Another window has it.
    Lost,
}

impl Attendance {
    /// A window that has just been opened, by somebody.
    pub(super) fn new() -> Self {
        Self { away_since: None, told: None }
    }

    /// The focus came or went at `now`.
    pub(super) fn focus(&mut self, focus: Focus, now: u64) {
        self.away_since = match focus {
            Focus::Gained => None,
            Focus::Lost => self.away_since.or(Some(now)),
        };
    }

    /// Whether another window has the focus.
    pub(super) fn is_away(&self) -> bool {
        self.away_since.is_some()
    }

    /// What the engine has to be told at `now`, if it has not been told yet: whether a person is there.
    pub(super) fn news(&mut self, now: u64) -> Option<bool> {
        let present = self.away_since.is_none_or(|since| now.saturating_sub(since) < AWAY_AFTER);
        (self.told.replace(present) != Some(present)).then_some(present)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_772_625_600_000;
    const MINUTE: u64 = 60_000;

    #[test]
    fn somebody_is_there_from_the_start_and_the_engine_hears_it_once() {
        let mut attendance = Attendance::new();
        assert_eq!(attendance.news(NOON), Some(true));
        attendance.focus(Focus::Gained, NOON);
        assert_eq!(attendance.news(NOON + 90 * MINUTE), None);
    }

    #[test]
    fn nobody_is_there_ten_minutes_after_the_focus_went_and_somebody_as_soon_as_it_comes() {
        let mut attendance = Attendance::new();
        let _ = attendance.news(NOON);
        attendance.focus(Focus::Lost, NOON);
        attendance.focus(Focus::Lost, NOON + 9 * MINUTE);
        assert_eq!(attendance.news(NOON + 10 * MINUTE - 1), None);
        assert_eq!(attendance.news(NOON + 10 * MINUTE), Some(false), "the first loss counts");
        assert_eq!(attendance.news(NOON + 11 * MINUTE), None);
        attendance.focus(Focus::Gained, NOON + 60 * MINUTE);
        assert_eq!(attendance.news(NOON + 60 * MINUTE), Some(true));
    }

    #[test]
    fn a_look_elsewhere_and_a_clock_that_is_set_back_change_nothing() {
        let mut attendance = Attendance::new();
        let _ = attendance.news(NOON);
        attendance.focus(Focus::Lost, NOON);
        attendance.focus(Focus::Gained, NOON + 9 * MINUTE);
        assert_eq!(attendance.news(NOON + 11 * MINUTE), None);
        attendance.focus(Focus::Lost, NOON);
        assert_eq!(attendance.news(NOON - 60 * MINUTE), None);
    }
}
