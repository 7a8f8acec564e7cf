//! What stands in a field is what others would be shown of it: one rule for what is typed, pasted and read.

use super::place::snapped;
use crate::display;

/// Zero width non-joiner and joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// `text` as it is safe to draw, and where the caret that was at `caret` is now. On one line, breaks become spaces.
///
/// A joiner before the caret stays: the letter that needs it has yet to be typed. Others that join nothing go without a
/// mark, since a slip of the finger is no deceit.
pub(crate) fn tidied(text: String, caret: usize, one_line: bool) -> (String, usize) {
    let text = if one_line && text.contains(['\n', '\r']) { text.replace(['\n', '\r'], " ") } else { text };
    let cleaned = display::clean(&text);
    if cleaned == text {
        return (text, caret);
    }
    let marked = cleaned;
    if let Some((tidy, at)) = without_stray_joiners(&text, &marked, caret)
        && is_settled(&tidy, at)
    {
        return (tidy, at);
    }
    let head = display::clean(text.get(..caret).unwrap_or(&text)).len();
    let head = snapped(&marked, head);
    (marked, head)
}

/// Nothing if more than joiners was changed.
fn without_stray_joiners(text: &str, marked: &str, caret: usize) -> Option<(String, usize)> {
    if text.len() != marked.len() {
        return None;
    }
    let (mut out, mut at) = (String::with_capacity(text.len()), caret);
    for ((start, c), shown) in text.char_indices().zip(marked.chars()) {
        let end = start + c.len_utf8();
        match c {
            _ if c == shown => out.push(c),
            _ if !is_joiner(c) => out.push(shown),
            _ if end == caret => out.push(c),
            _ if end < caret => at -= c.len_utf8(),
            _ => {}
        }
    }
    Some((out, at))
}

/// Whether nothing in `text` would be changed but a joiner before the caret.
fn is_settled(text: &str, caret: usize) -> bool {
    let cleaned = display::clean(text);
    let pending = |start: usize, c: char| is_joiner(c) && start + c.len_utf8() == caret;
    cleaned.len() == text.len()
        && text.char_indices().zip(cleaned.chars()).all(|((start, c), shown)| c == shown || pending(start, c))
}
