//! The files of words, as they lie in the program.

use super::Language;
use fluent_bundle::FluentResource;

/// Language tag, file name, text; listed by `build.rs`.
pub(super) const ALL: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The files of one language, read as far as they can be read.
pub(super) fn of(language: Language) -> impl Iterator<Item = FluentResource> {
    ALL.iter().filter(move |(tag, ..)| *tag == language.tag()).map(|(.., text)| {
        FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(readable, _errors)| readable)
    })
}
