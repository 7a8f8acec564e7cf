//! What is written: lines that stand alone, and in which nobody can speak for somebody else.
//!
//! ```text
//! Ada is online.                 Sotto: begins at the left edge, without a name and a colon
//! Ada: What somebody wrote       a name and a colon
//!     and its other lines        indented
//! ```
//!
//! No colours, no cursor, nothing is written twice. Where the lines go to a terminal, what somebody wrote is broken before
//! the terminal would break it: no part of it can come to stand at the left edge.

use crate::display;
use std::time::Duration;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

/// Before the second and later lines of what somebody wrote.
const INDENT: &str = "    ";
/// No terminal is used that is narrower, in columns.
const NARROWEST: usize = 20;
/// How long nobody may read what is written before we end.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where the lines go.
pub(super) struct Paper<W> {
    /// Gone once nobody reads it.
    out: Option<W>,
    /// Columns, where it is a terminal; asked anew for every line, since windows change.
    columns: fn() -> Option<usize>,
}

impl<W: AsyncWrite + Unpin> Paper<W> {
    pub(super) fn new(out: W, columns: fn() -> Option<usize>) -> Self {
        Self { out: Some(out), columns }
    }

    /// Whether somebody reads it, as far as one can tell.
    pub(super) fn is_read(&self) -> bool {
        self.out.is_some()
    }

    /// A line of ours.
    pub(super) async fn line(&mut self, line: &str) {
        self.write(format!("{line}\n")).await;
    }

    /// What somebody wrote, behind who it was.
    pub(super) async fn quote(&mut self, who: &str, text: &str) {
        self.write(quoted(who, text, (self.columns)())).await;
    }

    async fn write(&mut self, lines: String) {
        let Some(out) = &mut self.out else { return };
        let whole = async {
            out.write_all(lines.as_bytes()).await?;
            out.flush().await
        };
        if !matches!(timeout(PATIENCE, whole).await, Ok(Ok(()))) {
            self.out = None;
        }
    }
}

/// The lines of what somebody wrote.
fn quoted(who: &str, text: &str, columns: Option<usize>) -> String {
    let mut lines = String::new();
    let mut before = format!("{who}: ");
    for line in display::clean(text).split('\n') {
        for piece in folded(line, columns.map(|columns| columns.max(NARROWEST)), width(&before)) {
            lines.push_str(&before);
            lines.push_str(&piece);
            lines.push('\n');
            INDENT.clone_into(&mut before);
        }
    }
    lines
}

/// A line in pieces that fit, the first behind `used` columns and the others behind the indentation; at least one.
fn folded(line: &str, columns: Option<usize>, used: usize) -> Vec<String> {
    let Some(columns) = columns else { return vec![line.to_owned()] };
    let (mut pieces, mut piece, mut at) = (Vec::new(), String::new(), used);
    for word in line.split_inclusive(' ') {
        if at + width(word) > columns && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            at = INDENT.len();
        }
        for c in word.chars() {
            if at + room(c) > columns && !piece.is_empty() {
                pieces.push(std::mem::take(&mut piece));
                at = INDENT.len();
            }
            piece.push(c);
            at += room(c);
        }
    }
    pieces.push(piece);
    pieces
}

fn width(text: &str) -> usize {
    text.chars().map(room).sum()
}

/// Columns that a character takes at most. Terminals differ beyond ASCII; none gives a character more than two.
fn room(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_somebody_writes_begins_behind_their_name_or_indented() {
        let strings = include_str!("../../../tests/corpora/hostile-strings.txt");
        for line in strings.lines() {
            let text: String = serde_json::from_str(line).unwrap();
            for columns in [None, Some(0), Some(40)] {
                let lines = quoted("Ada", &text, columns);
                assert!(lines.starts_with("Ada: ") && lines.ends_with('\n'));
                let raw = lines.chars().find(|c| c.is_control() && *c != '\n');
                assert_eq!(raw, None, "a control character for the terminal");
                for (at, line) in lines.lines().enumerate() {
                    assert!(at == 0 || line.starts_with(INDENT), "at the left edge: {line}");
                    let most = columns.map_or(usize::MAX, |columns| columns.max(NARROWEST));
                    assert!(width(line) <= most, "the terminal would break it: {line}");
                }
            }
        }
    }

    #[test]
    fn nobody_can_speak_as_sotto_or_as_somebody_else() {
        let text = "one\nGrace is online.\r\n\nYou: yes\u{85}Grace: no\u{2028}x\u{1b}[2Ky";
        assert_eq!(
            quoted("Ada", text, None),
            "Ada: one\n    Grace is online.\n    \n    You: yes\n    Grace: no\n    x\u{fffd}[2Ky\n"
        );
        let pushed = format!("{} Grace is online.", "x".repeat(36));
        assert_eq!(
            quoted("Ada", &pushed, Some(41)),
            format!("Ada: {}\n     Grace is online.\n", "x".repeat(36)),
            "where the terminal would have broken it"
        );
    }

    #[test]
    fn words_are_kept_whole_where_that_is_possible() {
        assert_eq!(folded("one two three", Some(20), 14), ["one ", "two three"]);
        assert_eq!(folded("", Some(20), 5), [""]);
        assert_eq!(folded("a\u{4e2d}\u{4e2d}", Some(20), 16), ["a\u{4e2d}", "\u{4e2d}"]);
    }
}
