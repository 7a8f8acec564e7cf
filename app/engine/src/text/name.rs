//! Names: one line, short, without deceit.

use super::{class::is_joiner, clean};
use crate::api::NAME_MAX;
use unicode_segmentation::UnicodeSegmentation;

/// Code points of a name for each character that is seen, on average: a family with four colours of skin has eleven,
/// a hostile one would have thousands.
const POINTS: usize = 4;

/// `text` as a name: clean, on one line, without white space around it, at most [`NAME_MAX`] characters as they are seen.
/// What is longer is cut. Idempotent.
#[must_use]
pub fn name(text: &str) -> String {
    let line = one_line(text);
    if fits(&line) { line } else { cut(&line, NAME_MAX, NAME_MAX * POINTS).to_owned() }
}

/// The same for a name that somebody gives; `None` if it is too long.
#[must_use]
pub fn given_name(text: &str) -> Option<String> {
    let line = one_line(text);
    fits(&line).then_some(line)
}

fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fits(line: &str) -> bool {
    line.graphemes(true).count() <= NAME_MAX && line.chars().count() <= NAME_MAX * POINTS
}

/// The head of `line`: at most `seen` characters as they are seen, and `points` code points; never the half of one.
pub(super) fn cut(line: &str, seen: usize, points: usize) -> &str {
    let mut room = points;
    let mut end = 0;
    for (at, cluster) in line.grapheme_indices(true).take(seen) {
        match room.checked_sub(cluster.chars().count()) {
            Some(left) => (room, end) = (left, at + cluster.len()),
            None => break,
        }
    }
    let head = line.get(..end).unwrap_or_default();
    head.trim_end_matches(|c: char| is_joiner(c) || c.is_whitespace())
}
