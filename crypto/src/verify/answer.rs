//! What one person asks and what the other one answers: bounds, and the one form in which two answers
//! are compared.

use crate::keys::opaque;
use sha2::{Digest, Sha256};
use thiserror::Error;
use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The longest question, in bytes of UTF-8: it must be read at a glance.
pub const QUESTION_MAX: usize = 200;

/// The longest answer, in bytes of UTF-8 as it was typed.
pub const ANSWER_MAX: usize = 200;

/// Room, per byte that was typed, in which an answer is brought into its form without being moved: the
/// longest expansion of NFKC is 11 (U+FDFA), that of case folding 3.
const EXPANSION: usize = 16;

/// What is put in front of an answer before it is hashed.
const ANSWER_LABEL: &[u8] = b"ODS1 verify";

/// A question as both people see it: 1 to [`QUESTION_MAX`] bytes, something visible, one line.
#[derive(Clone, PartialEq, Eq)]
pub struct Question(String);

/// An answer in the form in which it is compared, hashed: `PRS`. Wiped on drop.
#[cfg_attr(test, derive(Clone))]
pub struct Answer(Box<Zeroizing<[u8; 32]>>);

/// A text is not a question: let the person change it, or refuse the message that holds it.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadQuestion {
    /// Nothing that one could read.
    #[error("question: blank")]
    Blank,
    /// A control character, a line break, or a character that changes the direction of others.
    #[error("question: holds a character that is not shown")]
    Control,
    /// More than [`QUESTION_MAX`] bytes.
    #[error("question: too long")]
    TooLong,
}

/// A text is not an answer: let the person change it.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadAnswer {
    /// Nothing but white space.
    #[error("answer: blank")]
    Blank,
    /// More than [`ANSWER_MAX`] bytes.
    #[error("answer: too long")]
    TooLong,
}

impl Question {
    /// Checks a text that a person typed or a peer sent.
    ///
    /// # Errors
    /// [`BadQuestion`].
    pub fn new(text: &str) -> Result<Self, BadQuestion> {
        match text {
            _ if text.len() > QUESTION_MAX => Err(BadQuestion::TooLong),
            _ if text.chars().any(is_control) => Err(BadQuestion::Control),
            _ if text.trim().is_empty() => Err(BadQuestion::Blank),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Answer {
    /// Brings what a person typed into the form that is compared (section 16.2).
    ///
    /// # Errors
    /// [`BadAnswer`].
    pub fn new(text: &str) -> Result<Self, BadAnswer> {
        if text.len() > ANSWER_MAX {
            return Err(BadAnswer::TooLong);
        }
        let form = form(text);
        let form = form.trim();
        if form.is_empty() {
            return Err(BadAnswer::Blank);
        }
        let mut prs = Box::new(Zeroizing::new([0; 32]));
        let hash = Sha256::new().chain_update(ANSWER_LABEL).chain_update(form);
        hash.finalize_into((&mut **prs).into());
        Ok(Self(prs))
    }

    /// `PRS`, for CPace only.
    pub(super) fn prs(&self) -> &[u8; 32] {
        &self.0
    }
}

opaque!(Question Answer);
impl ZeroizeOnDrop for Answer {}

/// NFKC, full case folding, NFKC.
fn form(text: &str) -> Zeroizing<String> {
    let room = || Zeroizing::new(String::with_capacity(text.len().saturating_mul(EXPANSION)));
    let (mut composed, mut folded, mut form) = (room(), room(), room());
    composed.extend(text.nfkc());
    for c in composed.chars() {
        let mut utf8 = [0; 4];
        folded.push_str(&Zeroizing::new(UniCase::unicode(&*c.encode_utf8(&mut utf8)).to_folded_case()));
        utf8.zeroize();
    }
    form.extend(folded.nfkc());
    let room = text.len().saturating_mul(EXPANSION);
    debug_assert!(
        [&composed, &folded, &form].iter().all(|text| text.len() <= room),
        "a copy was left behind"
    );
    form
}

/// Cc; the line and paragraph separators; the marks, embeddings, overrides and isolates of the
/// bidirectional algorithm (UAX #9).
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        Answer::new(one).unwrap().prs() == Answer::new(other).unwrap().prs()
    }

    #[test]
    fn what_people_type_differently_and_mean_alike_is_the_same_answer() {
        for (one, other) in [
            ("Blue House", "blue house"),
            ("  blue house\n", "blue house"),
            ("\u{a0}blue\u{a0}house\u{2003}", "blue house"), // other spaces
            ("Straße", "STRASSE"),
            ("caf\u{e9}", "cafe\u{301}"), // composed and not
            ("ﬁsh", "fish"),              // a ligature
            ("ＴＯＫＹＯ", "tokyo"),      // full width
            ("Σίσυφος", "ΣΊΣΥΦΟΣ"),       // the final sigma
            ("①", "1"),
            ("ǅ", "dž"),
        ] {
            assert!(same(one, other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn answers_that_differ_stay_different() {
        for (one, other) in [
            ("blue house", "bluehouse"),
            ("blue house", "blue  house"),
            ("cafe", "café"),
            ("o'neill", "oneill"),
            ("a", "a."),
            ("0", "O"),
            ("а", "a"), // Cyrillic
        ] {
            assert!(!same(one, other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn the_form_is_the_one_that_the_document_shows() {
        assert_eq!(form(" Stra\u{df}e \u{fb01} \u{ff21} ").as_str(), " strasse fi a ");
        assert_eq!(form("\u{fdfa}").chars().count(), 18);
    }

    #[test]
    fn bringing_an_answer_into_its_form_does_not_outgrow_its_room() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32) {
            let text = c.to_string();
            let room = text.len() * EXPANSION;
            assert!(form(&text).len() <= room, "{c:?}");
            assert!(text.nfkc().map(char::len_utf8).sum::<usize>() <= room, "{c:?}");
        }
    }

    #[test]
    fn an_answer_has_something_in_it_and_a_bound() {
        for blank in ["", " ", "\n\t", "\u{3000}\u{a0}"] {
            assert_eq!(Answer::new(blank).err(), Some(BadAnswer::Blank));
        }
        assert!(Answer::new(&"a".repeat(ANSWER_MAX)).is_ok());
        assert_eq!(Answer::new(&"a".repeat(ANSWER_MAX + 1)).err(), Some(BadAnswer::TooLong));
        assert!(Answer::new(&"\u{fdfa}".repeat(ANSWER_MAX / 3)).is_ok());
    }

    #[test]
    fn a_question_is_one_visible_line_with_a_bound() {
        assert_eq!(Question::new("Where did we meet?").unwrap().as_str(), "Where did we meet?");
        assert!(Question::new("¿Dónde? 哪里? 👩‍🚒").is_ok());
        assert!(Question::new(&"é".repeat(QUESTION_MAX / 2)).is_ok());
        assert_eq!(Question::new(&"a".repeat(QUESTION_MAX + 1)).err(), Some(BadQuestion::TooLong));
        for blank in ["", "  ", "\u{3000}"] {
            assert_eq!(Question::new(blank).err(), Some(BadQuestion::Blank));
        }
        for control in
            ["a\nb", "a\0", "\u{7f}", "\u{85}", "\u{1b}[2J", "\u{202e}cod.exe", "\u{2066}a", "a\u{2028}b"]
        {
            assert_eq!(Question::new(control).err(), Some(BadQuestion::Control), "{control:?}");
        }
    }
}
