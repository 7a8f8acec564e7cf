//! What is put into a sentence.

use super::Direction;
use super::language::is_right_to_left;
use fluent_bundle::FluentValue;
use std::borrow::Cow;

/// Text, or a number that decides on the plural and is written in the digits of the language.
#[derive(Clone, Debug)]
pub(crate) enum Argument<'a> {
    /// As it is.
    Text(Cow<'a, str>),
    /// Counted, from 0.
    Number(u64),
}

impl Argument<'_> {
    /// As Fluent takes it.
    ///
    /// A text that runs the other way is kept from turning what stands around it: a name in Arabic, then a number. Fluent
    /// marks every argument or none; in a text from left to right only those that need it are marked, so that all other
    /// sentences are exactly what stands in the file.
    pub(super) fn isolated(&self, direction: Direction) -> FluentValue<'_> {
        match self {
            Self::Text(text) if direction == Direction::LeftToRight && text.chars().any(is_right_to_left) => {
                FluentValue::from(format!("\u{2068}{text}\u{2069}"))
            }
            Self::Text(text) => FluentValue::from(text.as_ref()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<u8> for Argument<'_> {
    fn from(number: u8) -> Self {
        Self::Number(number.into())
    }
}

impl From<u16> for Argument<'_> {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Argument<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Argument<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}
