//! Places in a text: of the caret, of graphemes and of words. Bytes count from the start of the whole text.

use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// To which of its two neighbours a caret holds: at a turn of direction and where a line wraps they lie apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// To what ends at the caret.
    Before,
    /// To what starts at the caret.
    After,
}

/// Where the next letter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Caret {
    /// The byte, always between two graphemes.
    pub(crate) at: usize,
    /// The neighbour beside which it is drawn.
    pub(crate) side: Side,
}

impl Caret {
    /// Behind what ends at `at`, as after typing.
    pub(crate) fn behind(at: usize) -> Self {
        Self { at, side: Side::Before }
    }

    /// In front of what starts at `at`.
    pub(crate) fn before(at: usize) -> Self {
        Self { at, side: Side::After }
    }
}

/// `at`, or the nearest place before it that is between two graphemes of `text`.
pub(crate) fn snapped(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    if GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) == Ok(true) {
        at
    } else {
        previous(text, at)
    }
}

/// The place one grapheme before `at`.
pub(crate) fn previous(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The place one grapheme after `at`.
pub(crate) fn next(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// Where the key that deletes backwards stops: a mark and a joiner go alone, since both are typed alone; the signs of
/// an emoji go together, since a part of one is another emoji.
pub(crate) fn erased_from(text: &str, at: usize) -> usize {
    let from = previous(text, at);
    let whole = text.get(from..at).unwrap_or_default();
    let is_emoji = whole.chars().any(|c| matches!(c, '\u{20e3}' | '\u{fe0f}' | '\u{1f000}'..='\u{1ffff}'));
    match whole.chars().next_back() {
        Some(last) if !is_emoji => at - last.len_utf8(),
        _ => from,
    }
}

/// The end of the word that ends next after `at`.
pub(crate) fn word_after(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.unicode_word_indices().next().map_or(text.len(), |(start, word)| at + start + word.len())
}

/// The start of the word that starts last before `at`.
pub(crate) fn word_before(text: &str, at: usize) -> usize {
    let rest = text.get(..at).unwrap_or_default();
    rest.unicode_word_indices().next_back().map_or(0, |(start, _)| start)
}

/// What a double click at `at` selects: a word, or the run between two words.
pub(crate) fn word_at(text: &str, at: usize) -> Range<usize> {
    let bounds = text.split_word_bound_indices().map(|(start, word)| start..start + word.len());
    let mut last = 0..0;
    for range in bounds {
        if range.contains(&at) {
            return range;
        }
        last = range;
    }
    last
}

/// The line between two line breaks in which `at` lies, without its break.
pub(crate) fn paragraph_at(text: &str, at: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |more| at + more);
    start..end
}

/// Where the grapheme of this number starts, or the end of `text`.
pub(crate) fn nth(text: &str, count: usize) -> usize {
    text.grapheme_indices(true).nth(count).map_or(text.len(), |(at, _)| at)
}
