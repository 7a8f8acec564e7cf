//! The wall clock, and where its hours are ours. How moments are written is `words/calendar.rs`.

#[cfg(not(test))]
use chrono::Local;
/// Tests are made in one zone: pictures of the window show the same hours wherever they are made.
#[cfg(test)]
use chrono::Utc as Local;
use chrono::{DateTime, TimeZone};

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

/// A moment in the time of a zone; the beginning of 1970 for one beyond the calendar.
pub(crate) fn moment<Z: TimeZone>(at: u64, zone: &Z) -> DateTime<Z> {
    let at = i64::try_from(at).ok().and_then(DateTime::from_timestamp_millis).unwrap_or_default();
    at.with_timezone(zone)
}
