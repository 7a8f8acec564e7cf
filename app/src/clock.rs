//! The wall clock, and how moments are written.

use chrono::{DateTime, Datelike, Local, TimeZone};

/// Milliseconds since 1970, as the engine counts.
#[expect(clippy::disallowed_methods, reason = "the thin edge: everything else is handed the time")]
pub(crate) fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// A moment in local time.
pub(crate) fn local(at: u64) -> DateTime<Local> {
    moment(at, &Local)
}

/// The hour: `14:05`.
pub(crate) fn hour<Z: TimeZone>(at: &DateTime<Z>) -> String
where
    Z::Offset: std::fmt::Display,
{
    at.format("%H:%M").to_string()
}

/// The day as people say it: `Today`, `Yesterday`, `Monday`, `3 March`, `3 March 2024`.
pub(crate) fn day<Z: TimeZone>(at: &DateTime<Z>, now: &DateTime<Z>) -> String
where
    Z::Offset: std::fmt::Display,
{
    let (date, today) = (at.date_naive(), now.date_naive());
    let days = today.signed_duration_since(date).num_days();
    match days {
        0 => "Today".to_owned(),
        1 => "Yesterday".to_owned(),
        2..=6 => at.format("%A").to_string(),
        _ if date.year() == today.year() => at.format("%-d %B").to_string(),
        _ => at.format("%-d %B %Y").to_string(),
    }
}

/// The hour if it is today, the day otherwise: for the contact list.
pub(crate) fn brief<Z: TimeZone>(at: &DateTime<Z>, now: &DateTime<Z>) -> String
where
    Z::Offset: std::fmt::Display,
{
    if at.date_naive() == now.date_naive() { hour(at) } else { day(at, now) }
}

/// How long until `at`, in milliseconds since 1970 both: `0:40`, `12:05`, `1:02:03`; nothing once it has passed.
pub(crate) fn countdown(at: u64, now: u64) -> Option<String> {
    let seconds = at.saturating_sub(now).div_ceil(1000);
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, seconds) {
        (_, 0) => None,
        (0, _) => Some(format!("{minutes}:{rest:02}")),
        _ => Some(format!("{hours}:{minutes:02}:{rest:02}")),
    }
}

fn moment<Z: TimeZone>(at: u64, zone: &Z) -> DateTime<Z> {
    let at = i64::try_from(at).ok().and_then(DateTime::from_timestamp_millis).unwrap_or_default();
    at.with_timezone(zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Utc;

    /// 2026-03-04 12:00 UTC, a Wednesday.
    const NOON: u64 = 1_772_625_600_000;
    const HOUR: u64 = 3_600_000;

    fn utc(at: u64) -> DateTime<Utc> {
        moment(at, &Utc)
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let say = |ago: u64| day(&utc(NOON - ago * HOUR), &utc(NOON));
        assert_eq!(say(2), "Today");
        assert_eq!(say(13), "Yesterday");
        assert_eq!(say(24 * 3), "Sunday");
        assert_eq!(say(24 * 20), "12 February");
        assert_eq!(say(24 * 100), "24 November 2025");
    }

    #[test]
    fn what_comes_next_is_counted_down_to_the_second_and_no_further() {
        let say = |ahead: u64| countdown(NOON + ahead, NOON);
        assert_eq!(say(40_000).as_deref(), Some("0:40"));
        assert_eq!(say(39_001).as_deref(), Some("0:40"), "a second that has begun counts");
        assert_eq!(say(90_000).as_deref(), Some("1:30"));
        assert_eq!(say(30 * 60_000).as_deref(), Some("30:00"));
        assert_eq!(say(HOUR + 62_000).as_deref(), Some("1:01:02"));
        assert_eq!(say(0), None);
        assert_eq!(countdown(NOON - HOUR, NOON), None, "a moment that has passed");
        assert!(countdown(u64::MAX, 0).is_some());
    }

    #[test]
    fn a_moment_beyond_the_calendar_does_not_end_the_program() {
        let _ = hour(&utc(u64::MAX));
        let _ = day(&utc(i64::MAX as u64), &utc(0));
    }
}
