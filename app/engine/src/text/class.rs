//! Which characters deceive, and which only look as if they did. The one list of the whole program.

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Whether `c` is obeyed by a terminal, changes the direction of reading, cannot be seen, or means something else on
/// every computer (private use).
///
/// The joiners and the variation selectors are among them: [`super::clean`] keeps those that are needed.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || is_variation(c)
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}'
            | '\u{13430}'..='\u{1345f}' | '\u{16fe4}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{10ffff}')
        || (c as u32) & 0xfffe == 0xfffe
}

/// What ends a line in one system or another.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What chooses between the forms of the sign before it and is never seen itself.
pub(super) fn is_variation(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a variation selector stands where it chooses something: a coloured sign, a keycap, a Mongolian letter.
pub(super) fn varies(last: Option<char>, c: char, next: Option<char>) -> bool {
    let Some(last) = last else { return false };
    match c {
        '\u{fe0e}' | '\u{fe0f}' if matches!(last, '0'..='9' | '#' | '*') => next == Some('\u{20e3}'),
        '\u{fe0e}' | '\u{fe0f}' => is_pictograph(last),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => matches!(last, '\u{1820}'..='\u{18aa}'),
        _ => false,
    }
}

/// The two that join what is before and after them, or keep it apart.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a joiner stands where spelling or an emoji needs it.
pub(super) fn joins(last: Option<char>, c: char, next: Option<char>) -> bool {
    let (Some(last), Some(next)) = (last, next) else { return false };
    let spelling = is_joined_script(last) && is_joined_script(next);
    spelling || (c == '\u{200d}' && joins_signs(last, next))
}

/// Whether two signs may be joined to one emoji.
pub(super) fn joins_signs(last: char, next: char) -> bool {
    (is_pictograph(last) || last == '\u{fe0f}') && is_pictograph(next)
}

/// Whether the sign goes on with the emoji before it without a joiner: a colour of skin, a chosen form.
pub(super) fn modifies(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Marks of every kind (general category M), spelling's own among them.
pub(super) fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// Marks that pile up over or under whatever stands before them: those with a combining class, the enclosing ones, and
/// the vowels of scripts that know no more than two on a letter. The vowel signs of Burmese, Tibetan and Indic spelling
/// are not among them: an honest word may have four, and they find their places one beside the other.
pub(super) fn is_piling(c: char) -> bool {
    is_combining_mark(c)
        && (canonical_combining_class(c) != 0
            || matches!(c, '\u{488}' | '\u{489}' | '\u{7a6}'..='\u{7b0}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
                | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}' | '\u{1abe}' | '\u{20dd}'..='\u{20e4}' | '\u{a670}'..='\u{a672}'))
}

/// Marks that tie the letter before them to the one behind (canonical combining class 9).
pub(super) fn is_virama(c: char) -> bool {
    canonical_combining_class(c) == 9
}

/// Signs that take part in emoji sequences.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Letters of the scripts whose spelling uses joiners: Arabic and Persian, Syriac, Indic, Khmer, Mongolian.
fn is_joined_script(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6d3}' | '\u{6d5}' | '\u{6ee}'..='\u{6ef}' | '\u{6fa}'..='\u{6ff}'
        | '\u{710}'..='\u{72f}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8c9}' | '\u{900}'..='\u{dff}'
        | '\u{1780}'..='\u{17b3}' | '\u{17b6}'..='\u{17d3}' | '\u{1820}'..='\u{18aa}')
}
