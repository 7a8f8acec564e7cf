//! A script: what is to have been said. Bounded, every line with its time, nothing that the real program would refuse.

use super::lines::{self, Line, LineError};
use super::{Moment, Side};
use crate::api::TEXT_MAX;
use thiserror::Error;

/// Longest script, in bytes.
pub const SCRIPT_BYTES_MAX: usize = 1 << 20;
/// Most messages of a script.
pub const SCRIPT_LINES_MAX: usize = 2000;
/// Seconds between a message and the next one that says no time.
pub const PAUSE: u64 = 20;

/// What is to have been said, in order; at least one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Script(Vec<Spoken>);

/// One message of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    pub(super) at: Moment,
    pub(super) by: Side,
    /// 1 to [`TEXT_MAX`] bytes.
    pub(super) text: String,
}

/// What is wrong with a script; lines are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ScriptError {
    /// Not text.
    #[error("The script is not UTF-8 text.")]
    NotText,
    /// Longer than [`SCRIPT_BYTES_MAX`].
    #[error("The script is longer than 1 MiB. Make two sessions of it.")]
    TooLong,
    /// More than [`SCRIPT_LINES_MAX`] messages.
    #[error("The script has more than 2000 messages. Make two sessions of it.")]
    TooMany,
    /// Nobody says anything.
    #[error(
        "Nobody says anything in the script. Write lines such as `me: Hello.` and `them: Hello yourself.`"
    )]
    Empty,
    /// A line is not one of a conversation.
    #[error(transparent)]
    Line(#[from] LineError),
    /// A message without text.
    #[error("The message in line {0} has no text.")]
    TextEmpty(usize),
    /// A message longer than Sotto sends.
    #[error("The message in line {0} is longer than 16,000 bytes. Send it in parts.")]
    TextTooLong(usize),
}

impl Script {
    /// Reads a script; the first message without a time is spoken at `begin`, later ones [`PAUSE`] after the one before.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub(super) fn parse(bytes: &[u8], begin: Moment) -> Result<Self, ScriptError> {
        if bytes.len() > SCRIPT_BYTES_MAX {
            return Err(ScriptError::TooLong);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| ScriptError::NotText)?;
        // Some editors begin a file with a mark of its encoding.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = lines::parse(text)?;
        if lines.len() > SCRIPT_LINES_MAX {
            return Err(ScriptError::TooMany);
        }
        let mut spoken: Vec<Spoken> = Vec::with_capacity(lines.len());
        for (number, Line { at, by, text }) in lines {
            check_text(number, &text)?;
            let next = spoken.last().map_or(begin, |before| before.at.later(PAUSE));
            spoken.push(Spoken { at: at.unwrap_or(next), by, text });
        }
        if spoken.is_empty() { Err(ScriptError::Empty) } else { Ok(Self(spoken)) }
    }

    pub(super) fn spoken(&self) -> &[Spoken] {
        &self.0
    }

    /// Seconds from its earliest message to its latest.
    pub(super) fn span(&self) -> u64 {
        let times = || self.0.iter().map(|spoken| spoken.at.seconds());
        times().max().unwrap_or(0) - times().min().unwrap_or(0)
    }

    /// The conversation as an export shows it.
    pub(super) fn lines(&self) -> Vec<Line> {
        let line = |spoken: &Spoken| Line { at: Some(spoken.at), by: spoken.by, text: spoken.text.clone() };
        self.0.iter().map(line).collect()
    }
}

fn check_text(number: usize, text: &str) -> Result<(), ScriptError> {
    match text.len() {
        0 => Err(ScriptError::TextEmpty(number)),
        long if long > TEXT_MAX => Err(ScriptError::TextTooLong(number)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin() -> Moment {
        Moment::from_millis(1_700_000_000_000)
    }

    fn parse(text: &str) -> Result<Script, ScriptError> {
        Script::parse(text.as_bytes(), begin())
    }

    #[test]
    fn times_that_are_not_said_follow_from_those_that_are() {
        let script = parse("\u{feff}me: a\nthem: b\n2024-01-01T00:00:00Z me: c\nthem: d\n").unwrap();
        let times: Vec<String> = script.spoken().iter().map(|spoken| spoken.at.to_string()).collect();
        let expected =
            ["2023-11-14T22:13:20Z", "2023-11-14T22:13:40Z", "2024-01-01T00:00:00Z", "2024-01-01T00:00:20Z"];
        assert_eq!(times, expected);
    }

    #[test]
    fn what_is_out_of_bounds_is_refused_by_name() {
        assert_eq!(parse("# nobody\n\n"), Err(ScriptError::Empty));
        assert_eq!(parse("me: a\nme:\n"), Err(ScriptError::TextEmpty(2)));
        assert_eq!(parse("me: a\nyou: b\n"), Err(ScriptError::Line(LineError::NoSpeaker(2))));
        assert_eq!(Script::parse(b"me: \xff", begin()), Err(ScriptError::NotText));
        let long = |bytes: usize| parse(&format!("me: {}", "a".repeat(bytes)));
        assert!(long(TEXT_MAX).is_ok());
        assert_eq!(long(TEXT_MAX + 1), Err(ScriptError::TextTooLong(1)));
        assert!(parse(&"me: a\n".repeat(SCRIPT_LINES_MAX)).is_ok());
        assert_eq!(parse(&"me: a\n".repeat(SCRIPT_LINES_MAX + 1)), Err(ScriptError::TooMany));
        assert_eq!(parse(&"#".repeat(SCRIPT_BYTES_MAX + 1)), Err(ScriptError::TooLong));
    }
}
