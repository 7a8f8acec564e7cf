//! Moments, as people say them.

use super::{Language, Words};
use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Timelike};

/// A day of the calendar that a language counts by.
struct Date {
    year: i32,
    /// 1 to 12.
    month: u32,
    /// 1 to 31.
    day: u32,
}

impl Words {
    /// The hour, from 0 to 24 everywhere: `14:05`.
    pub(crate) fn hour<Z: TimeZone>(&self, at: &DateTime<Z>) -> String {
        self.digits(&format!("{:02}:{:02}", at.hour(), at.minute()))
    }

    /// The day: `Today`, `Yesterday`, `Monday`, `3 March`, `3 March 2024`.
    pub(crate) fn day<Z: TimeZone>(&self, at: &DateTime<Z>, now: &DateTime<Z>) -> String {
        let (date, today) = (at.date_naive(), now.date_naive());
        match today.signed_duration_since(date).num_days() {
            0 => self.say("calendar-today"),
            1 => self.say("calendar-yesterday"),
            2..=6 => self.say(&format!("calendar-weekday-{}", date.weekday().number_from_monday())),
            _ => self.date(&self.counted(date), &self.counted(today)),
        }
    }

    /// The hour if it is today, the day otherwise: for the contact list.
    pub(crate) fn brief<Z: TimeZone>(&self, at: &DateTime<Z>, now: &DateTime<Z>) -> String {
        if at.date_naive() == now.date_naive() { self.hour(at) } else { self.day(at, now) }
    }

    /// How long until `at`, in milliseconds since 1970 both: `0:40`, `12:05`, `1:02:03`; nothing once it has passed.
    pub(crate) fn countdown(&self, at: u64, now: u64) -> Option<String> {
        let seconds = at.saturating_sub(now).div_ceil(1000);
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let text = match (hours, seconds) {
            (_, 0) => return None,
            (0, _) => format!("{minutes}:{rest:02}"),
            _ => format!("{hours}:{minutes:02}:{rest:02}"),
        };
        Some(self.digits(&text))
    }

    fn date(&self, date: &Date, today: &Date) -> String {
        let month = self.say(&format!("calendar-month-{}", date.month));
        let (day, month) = (("day", date.day.into()), ("month", month.into()));
        if date.year == today.year {
            self.say_with("calendar-date", &[day, month])
        } else {
            self.say_with(
                "calendar-date-and-year",
                &[day, month, ("year", self.digits(&date.year.to_string()).into())],
            )
        }
    }

    fn counted(&self, date: NaiveDate) -> Date {
        match self.language {
            Language::Persian => solar_hijri(date),
            _ => Date { year: date.year(), month: date.month(), day: date.day() },
        }
    }
}

/// A day of the calendar of Iran, by the cycle of 33 years: right from 1178 to 1634 (1799 to 2256 of ours).
///
/// Leap are the years 1, 5, 9, 13, 17, 22, 26 and 30 of a cycle; 6 months of 31 days, 5 of 30, the last of 29 or 30.
/// (J.-C. Heydari-Malayeri, "A concise review of the Iranian calendar", 2004.)
fn solar_hijri(date: NaiveDate) -> Date {
    /// Days of a cycle: 33 years, 8 of them leap.
    const CYCLE: i32 = 33 * 365 + 8;
    /// The first day of the year 0, in days of the common era; the year 1403 began on 20 March 2024.
    const FIRST: i32 = 226_530;
    let days = date.num_days_from_ce() - FIRST;
    let (cycles, mut rest) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
    let mut year = 33 * cycles;
    loop {
        let length =
            if matches!(year.rem_euclid(33), 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30) { 366 } else { 365 };
        if rest < length {
            break;
        }
        rest -= length;
        year += 1;
    }
    let rest = rest.unsigned_abs();
    let (month, day) =
        if rest < 186 { (rest / 31, rest % 31) } else { (6 + (rest - 186) / 30, (rest - 186) % 30) };
    Date { year, month: month + 1, day: day + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::moment;
    use crate::words::of;
    use chrono::Utc;

    /// 2026-03-04 12:00 UTC, a Wednesday.
    const NOON: u64 = 1_772_625_600_000;
    const HOUR: u64 = 3_600_000;

    fn utc(at: u64) -> DateTime<Utc> {
        moment(at, &Utc)
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let say = |ago: u64| of(Language::English).day(&utc(NOON - ago * HOUR), &utc(NOON));
        assert_eq!(say(2), "Today");
        assert_eq!(say(13), "Yesterday");
        assert_eq!(say(24 * 3), "Sunday");
        assert_eq!(say(24 * 20), "12 February");
        assert_eq!(say(24 * 100), "24 November 2025");
    }

    #[test]
    fn hours_have_the_digits_of_the_language() {
        assert_eq!(of(Language::English).brief(&utc(NOON + 5 * 60_000), &utc(NOON)), "12:05");
        assert_eq!(of(Language::Persian).hour(&utc(NOON)), "۱۲:۰۰");
        assert_eq!(of(Language::Arabic).countdown(NOON + 90_000, NOON).as_deref(), Some("١:٣٠"));
    }

    #[test]
    fn what_comes_next_is_counted_down_to_the_second_and_no_further() {
        let say = |at: u64, now: u64| of(Language::English).countdown(at, now);
        assert_eq!(say(NOON + 40_000, NOON).as_deref(), Some("0:40"));
        assert_eq!(say(NOON + 39_001, NOON).as_deref(), Some("0:40"), "a second that has begun counts");
        assert_eq!(say(NOON + 90_000, NOON).as_deref(), Some("1:30"));
        assert_eq!(say(NOON + 30 * 60_000, NOON).as_deref(), Some("30:00"));
        assert_eq!(say(NOON + HOUR + 62_000, NOON).as_deref(), Some("1:01:02"));
        assert_eq!(say(NOON, NOON), None);
        assert_eq!(say(NOON - HOUR, NOON), None, "a moment that has passed");
        assert!(say(u64::MAX, 0).is_some());
    }

    #[test]
    fn persian_counts_by_the_calendar_of_iran() {
        // The first day of a year and its last, as the calendar of Iran gives them.
        for (ours, theirs) in [
            ((1979, 2, 11), (1357, 11, 22)),
            ((2017, 3, 20), (1395, 12, 30)),
            ((2017, 3, 21), (1396, 1, 1)),
            ((2021, 3, 20), (1399, 12, 30)),
            ((2021, 3, 21), (1400, 1, 1)),
            ((2024, 3, 19), (1402, 12, 29)),
            ((2024, 3, 20), (1403, 1, 1)),
            ((2024, 9, 21), (1403, 6, 31)),
            ((2024, 9, 22), (1403, 7, 1)),
            ((2025, 3, 20), (1403, 12, 30)),
            ((2026, 3, 4), (1404, 12, 13)),
            ((2029, 3, 20), (1408, 1, 1)),
        ] {
            let date = solar_hijri(NaiveDate::from_ymd_opt(ours.0, ours.1, ours.2).unwrap());
            assert_eq!((date.year, date.month, date.day), theirs, "{ours:?}");
        }
    }

    #[test]
    fn every_day_of_two_centuries_follows_the_day_before_it() {
        let mut day = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        let mut before = solar_hijri(day);
        while day.year() < 2100 {
            day = day.succ_opt().unwrap();
            let date = solar_hijri(day);
            let same_month =
                (date.year, date.month) == (before.year, before.month) && date.day == before.day + 1;
            let next_month = (date.year, date.month, date.day) == (before.year, before.month + 1, 1);
            let next_year = (date.year, date.month, date.day, before.month) == (before.year + 1, 1, 1, 12);
            assert!(same_month || next_month || next_year, "{day}");
            before = date;
        }
    }

    #[test]
    fn a_moment_beyond_the_calendar_does_not_end_the_program() {
        for language in Language::ALL {
            let _ = of(language).hour(&utc(u64::MAX));
            let _ = of(language).day(&utc(i64::MAX as u64), &utc(0));
            let _ = of(language).day(&utc(0), &DateTime::<Utc>::MAX_UTC);
            let _ = of(language).day(&DateTime::<Utc>::MIN_UTC, &utc(0));
        }
    }
}
