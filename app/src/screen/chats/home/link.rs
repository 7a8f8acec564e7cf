//! What the clipboard may hold: an address or a link of somebody, or something that is none.

use sotto_engine::text::clean;

/// Longest text that is taken for an address or a link, in bytes. An invite has 94.
pub(super) const LINK_MAX: usize = 256;
/// How a link begins.
const SCHEME: &str = "sotto:";
/// Characters of an address without its ending.
const ADDRESS: usize = 56;

/// What was on the clipboard.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pasted {
    /// Something that has the form of an address or a link; the engine judges it.
    Link(String),
    /// No text.
    Nothing,
    /// A text of another kind: nothing of it is shown or kept.
    Else,
}

/// What `text` is. A link may have been broken into lines on its way.
pub(super) fn of(text: Option<&str>) -> Pasted {
    let text = text.unwrap_or_default().trim();
    if text.is_empty() {
        return Pasted::Nothing;
    }
    if text.len() > LINK_MAX {
        return Pasted::Else;
    }
    let whole: String = text.split_whitespace().collect();
    let is_link = whole.get(..SCHEME.len()).is_some_and(|head| head.eq_ignore_ascii_case(SCHEME));
    let letters = whole.strip_suffix(".onion").unwrap_or(&whole);
    let is_address = letters.len() == ADDRESS && letters.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match (is_link || is_address) && clean(&whole) == whole {
        true => Pasted::Link(whole),
        false => Pasted::Else,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;

    #[test]
    fn an_address_and_a_link_are_known_by_their_form() {
        let address = fake::address(7);
        let (letters, _) = address.split_once('.').unwrap();
        for text in [&address, &format!(" {address}\n"), &format!("sotto:{letters}"), "SOTTO:abc"] {
            assert_eq!(of(Some(text)), Pasted::Link(text.trim().to_owned()), "{text}");
        }
        let (first, second) = letters.split_at(20);
        assert_eq!(of(Some(&format!("sotto:{first}\n{second}"))), Pasted::Link(format!("sotto:{letters}")));
    }

    #[test]
    fn nothing_else_is_taken_for_one() {
        assert_eq!(of(None), Pasted::Nothing);
        assert_eq!(of(Some(" \n")), Pasted::Nothing);
        let five_megabytes = "sotto:".repeat(900_000);
        for text in [
            "a secret of mine",
            "sott",
            "sottoé",
            &five_megabytes,
            "sotto:\u{202e}abc",
            "https://example.org",
        ] {
            assert_eq!(of(Some(text)), Pasted::Else);
        }
    }
}
