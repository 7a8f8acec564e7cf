//! The wall clock, and how moments are written.

use chrono::{DateTime, Datelike, Days, Local, TimeZone};

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

/// When something happens next: `in less than a minute`, `at 14:05`, `tomorrow at 00:10`.
pub(crate) fn upcoming<Z: TimeZone>(at: &DateTime<Z>, now: &DateTime<Z>) -> String
where
    Z::Offset: std::fmt::Display,
{
    let wait = at.clone().signed_duration_since(now.clone());
    let tomorrow = now.date_naive().checked_add_days(Days::new(1));
    match () {
        () if wait.num_seconds() < 60 => "in less than a minute".to_owned(),
        () if at.date_naive() == now.date_naive() => format!("at {}", hour(at)),
        () if Some(at.date_naive()) == tomorrow => format!("tomorrow at {}", hour(at)),
        () => format!("on {}", at.format("%-d %B")),
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
    fn what_comes_next_is_said_roughly() {
        let say = |ahead: u64| upcoming(&utc(NOON + ahead), &utc(NOON));
        assert_eq!(say(20_000), "in less than a minute");
        assert_eq!(say(5 * 60_000), "at 12:05");
        assert_eq!(say(13 * HOUR), "tomorrow at 01:00");
        assert_eq!(
            upcoming(&utc(NOON - HOUR), &utc(NOON)),
            "in less than a minute",
            "a moment that has passed"
        );
    }

    #[test]
    fn a_moment_beyond_the_calendar_does_not_end_the_program() {
        let _ = hour(&utc(u64::MAX));
        let _ = day(&utc(i64::MAX as u64), &utc(0));
    }
}
