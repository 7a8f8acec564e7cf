//! A conversation as plain text that any editor can change: `2026-11-20T20:35:04Z me: text`, one entry a message.
//!
//! A line break inside a text is written as a line break and a tab. No key, no tag, no hash, no signature: a text file
//! says what its last writer wanted.

use super::{Moment, Side};
use thiserror::Error;

/// What a line that goes on with the text before begins with.
const GOES_ON: char = '\t';

/// One message as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// When; a script may leave it open.
    pub(super) at: Option<Moment>,
    pub(super) by: Side,
    pub(super) text: String,
}

/// Why a text is no conversation; lines are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LineError {
    /// Neither a message nor the rest of one.
    #[error("Line {0} does not begin with `me:` or `them:`, with a time before it if you like.")]
    NoSpeaker(usize),
    /// Begins with digits that are no time.
    #[error("Line {0} begins with a time that does not exist. Write it as 2026-11-20T20:35:04Z, in UTC.")]
    NoTime(usize),
}

/// The entries of `lines`, each with a line break at its end.
pub(super) fn render(lines: &[Line]) -> String {
    lines.iter().map(entry).collect()
}

fn entry(line: &Line) -> String {
    let at = line.at.map(|at| format!("{at} ")).unwrap_or_default();
    let text = shown(&line.text).replace('\n', &format!("\n{GOES_ON}"));
    format!("{at}{}: {text}\n", line.by.word())
}

/// A text with everything that a terminal would obey, or that deceives a reader, made visible.
pub(super) fn shown(text: &str) -> String {
    crate::text::marked(text)
}

/// Reads entries, each with the number of its first line. Empty lines and lines that begin with `#` are passed over.
pub(super) fn parse(text: &str) -> Result<Vec<(usize, Line)>, LineError> {
    let mut lines: Vec<(usize, Line)> = Vec::new();
    for (at, raw) in (1..).zip(text.lines()) {
        // An export holds no carriage return; editors of other systems add them.
        let raw = raw.strip_suffix('\r').unwrap_or(raw);
        if let Some(more) = raw.strip_prefix(GOES_ON) {
            let (_, before) = lines.last_mut().ok_or(LineError::NoSpeaker(at))?;
            before.text.push('\n');
            before.text.push_str(more);
        } else if !raw.is_empty() && !raw.starts_with('#') {
            lines.push((at, begin(at, raw)?));
        }
    }
    Ok(lines)
}

fn begin(number: usize, raw: &str) -> Result<Line, LineError> {
    if let Some((by, text)) = speaker(raw) {
        return Ok(Line { at: None, by, text });
    }
    let (time, rest) = raw.split_once(' ').ok_or(LineError::NoSpeaker(number))?;
    let (by, text) = speaker(rest).ok_or(LineError::NoSpeaker(number))?;
    let at = time.parse().map_err(|_| LineError::NoTime(number))?;
    Ok(Line { at: Some(at), by, text })
}

/// Who speaks, and the text after the colon and one space.
fn speaker(raw: &str) -> Option<(Side, String)> {
    Side::BOTH.into_iter().find_map(|side| {
        let text = raw.strip_prefix(side.word())?.strip_prefix(':')?;
        Some((side, text.strip_prefix(' ').unwrap_or(text).to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(at: &str, by: Side, text: &str) -> Line {
        Line { at: at.parse().ok(), by, text: text.to_owned() }
    }

    #[test]
    fn a_conversation_is_read_as_a_person_would_read_it() {
        let text = "# a comment\n\nthem: Are you there?\n2026-11-20T20:35:04Z me:Yes.\n\tAnd: no.\r\nme:  \n";
        let lines: Vec<(usize, Line)> = parse(text).unwrap();
        let expected = [
            (3, line("", Side::Them, "Are you there?")),
            (4, line("2026-11-20T20:35:04Z", Side::Me, "Yes.\nAnd: no.")),
            (6, line("", Side::Me, " ")),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        for (text, error) in [
            ("hello", LineError::NoSpeaker(1)),
            ("\tgoes on", LineError::NoSpeaker(1)),
            ("me: a\nMe: b", LineError::NoSpeaker(2)),
            ("me: a\n2026-11-20T20:35:04Z you: b", LineError::NoSpeaker(2)),
            ("me: a\n2026-02-30T20:35:04Z me: b", LineError::NoTime(2)),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_made_visible() {
        let hostile = line("", Side::Them, "a\u{1b}[2Jb\u{202e}c\rd\u{9b}e");
        assert_eq!(entry(&hostile), "them: a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e\n");
    }

    #[test]
    fn no_hostile_string_reaches_a_terminal_or_makes_a_line_of_its_own() {
        let strings = include_str!("../../../../tests/corpora/hostile-strings.txt");
        for text in strings.lines().map(|line| serde_json::from_str::<String>(line).unwrap()) {
            let said = line("2026-11-20T20:35:04Z", Side::Them, &text);
            let written = render(&[said]);
            let raw = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
            assert!(!written.chars().any(raw), "{written:?}");
            let read = parse(&written).unwrap();
            assert_eq!(read.len(), 1, "nobody can speak for another: {text:?}");
            assert_eq!(read[0].1.text, shown(&text));
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            texts in proptest::collection::vec((any::<bool>(), proptest::option::of(0u64..1 << 40), "([a-z# :\t\n]|\\PC){1,40}"), 0..6)
        ) {
            let lines: Vec<Line> = texts
                .into_iter()
                .map(|(mine, at, text)| Line {
                    at: at.map(Moment::from_millis),
                    by: if mine { Side::Me } else { Side::Them },
                    text: shown(&text),
                })
                .collect();
            let read: Vec<Line> = parse(&render(&lines)).unwrap().into_iter().map(|(_, line)| line).collect();
            prop_assert_eq!(read, lines);
        }
    }
}
