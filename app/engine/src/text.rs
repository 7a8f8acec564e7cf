//! Text that cannot deceive: the only way from what a peer wrote to eyes, in a window, on a terminal or in a file.
//!
//! ```text
//!  message ── clean ──▶ window            hidden characters marked, towers and walls cut
//!          ── line ───▶ one line          for lists
//!          ── marked ─▶ export            hidden characters marked, nothing cut
//!  name ───── name ───▶ window, vault     one short line
//!             Likeness ▶ "looks like …"   Unicode Technical Standard 39
//! ```
//!
//! Left alone: letters of every script, emoji, the joiners that Persian, Indic and other spelling needs, and the
//! direction that letters have by themselves. Shown as [`MARK`]: controls, changes of direction, invisible characters,
//! private use, tags. Everything is linear in the length of the text and gives the same when it is done twice.

mod alike;
mod class;
mod clean;
mod name;

pub use alike::Likeness;
pub(crate) use alike::{Lookalikes, folded};
pub use class::is_hidden;
pub use name::{given_name, name};

use crate::api::REACTION_MAX;
use unicode_segmentation::UnicodeSegmentation;

/// What stands for a character that is not shown.
pub const MARK: char = '\u{fffd}';
/// Marks that pile up on one base; the most that a living spelling needs.
pub const MARKS_MAX: usize = 3;
/// Marks of all kinds on one base, vowel signs that stand beside each other among them.
pub const SPELLING_MAX: usize = 8;
/// Letters that are tied to one syllable, less one; Sanskrit needs four. The window's shaper ends the program at a
/// syllable of 256 characters (harfrust 0.3), and eight letters with all their marks stay below it.
pub const LINKS_MAX: usize = 8;
/// Line breaks with nothing but white space between them; more only push other messages out of sight.
pub const BREAKS_MAX: usize = 3;
/// Joiners in one emoji; two people who kiss need three.
pub const JOINS_MAX: usize = 8;
/// Code points that are looked at for each character of a line.
const POINTS: usize = 8;

/// `text`, safe to show: nothing in it can reorder, hide or overprint anything. Line breaks stay.
#[must_use]
pub fn clean(text: &str) -> String {
    clean::clean(text)
}

/// `text` with every character that deceives shown as [`MARK`], and nothing cut: for files. Line breaks and tabs stay.
#[must_use]
pub fn marked(text: &str) -> String {
    clean::marked(text)
}

/// `text` if it is a reaction: one character as it is seen, clean, at most [`REACTION_MAX`] bytes.
#[must_use]
pub fn reaction(text: &str) -> Option<&str> {
    let whole = text.graphemes(true).next() == Some(text) && text.len() <= REACTION_MAX;
    (whole && !text.trim().is_empty() && clean(text) == text).then_some(text)
}

/// The beginning of `text` as one safe line of at most `seen` characters as they are seen, and `…` if there is more.
#[must_use]
pub fn line(text: &str, seen: usize) -> String {
    let points = seen.saturating_mul(POINTS);
    let head: String = text.chars().take(points).collect();
    let line = clean(&head).replace('\n', " ");
    let shown = name::cut(&line, seen, points);
    let all = shown.len() >= line.trim_end().len() && text.chars().nth(points).is_none();
    if all { shown.to_owned() } else { format!("{shown}…") }
}

#[cfg(test)]
mod tests;
