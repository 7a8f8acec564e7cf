//! Times as people write them, to the second: `2026-11-20T20:35:04Z` (RFC 3339, in UTC). The clock is somebody else's.

use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The end of the year 9999, the last that four digits can write.
const LAST: u64 = 253_402_300_799;
const DAY: u64 = 86_400;

/// A second, counted from 1970 in UTC; at most the end of the year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(u64);

/// Not a time as it is written here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("This is not a time. Write it as 2026-11-20T20:35:04Z, in UTC.")]
pub struct BadMoment;

impl Moment {
    /// The second in which this moment lies; what is beyond the calendar becomes its last second.
    #[must_use]
    pub fn from_millis(since_1970: u64) -> Self {
        Self((since_1970 / 1000).min(LAST))
    }

    /// Seconds since 1970.
    #[must_use]
    pub fn seconds(self) -> u64 {
        self.0
    }

    /// So many seconds later, within the calendar.
    #[must_use]
    pub fn later(self, seconds: u64) -> Self {
        Self(self.0.saturating_add(seconds).min(LAST))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((year, month, day), of_day) = (date(self.0 / DAY), self.0 % DAY);
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

impl FromStr for Moment {
    type Err = BadMoment;

    fn from_str(text: &str) -> Result<Self, BadMoment> {
        let digits = |from: usize, to: usize| -> Result<u64, BadMoment> {
            let digits = text.get(from..to).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
            digits.and_then(|digits| digits.parse().ok()).ok_or(BadMoment)
        };
        let date = (digits(0, 4)?, digits(5, 7)?, digits(8, 10)?);
        let seconds = digits(11, 13)? * 3600 + digits(14, 16)? * 60 + digits(17, 19)?;
        let moment = Self(days(date).ok_or(BadMoment)? * DAY + seconds);
        // There is one way to write a second: this refuses the 31st of February, a 25th hour and other separators.
        if moment.0 <= LAST && moment.to_string() == text { Ok(moment) } else { Err(BadMoment) }
    }
}

/// Year, month, day of a day counted from 1970 (Gregorian; the year begins in March on the way, so that a leap day is
/// its last).
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468; // from 1 March of the year 0
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

/// The reverse of [`date`]; `None` before 1970 and for numbers that are no month or day at all.
fn days((year, month, day): (u64, u64, u64)) -> Option<u64> {
    if year < 1970 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = year - u64::from(month <= 2);
    let march_month = if month > 2 { month - 3 } else { month + 9 };
    let (era, year_of_era) = (year / 400, year % 400);
    let of_year = (153 * march_month + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    (era * 146_097 + of_era).checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_seconds_are_written_as_everybody_writes_them() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_700_000_000, "2023-11-14T22:13:20Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (LAST, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(Moment(seconds).to_string(), text);
            assert_eq!(text.parse(), Ok(Moment(seconds)));
        }
        assert_eq!(Moment::from_millis(u64::MAX), Moment(LAST));
    }

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        for day in 0..146_097 {
            assert_eq!(days(date(day)), Some(day));
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2026-11-20",
            "2026-11-20 20:35:04Z",
            "2026-11-20T20:35:04",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-11-20T24:00:00Z",
            "2026-11-20T00:60:00Z",
            "1969-12-31T23:59:59Z",
            "+026-11-20T20:35:04Z",
            "2026-11-20T20:35:04Zé",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(BadMoment), "{text}");
        }
    }
}
