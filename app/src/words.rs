//! What a person reads in the window, in their language.
//!
//! The texts are Fluent files, `locales/<language>/*.ftl`, and lie in the program. What a language lacks is said in English.
//! A key that English lacks is said as it is; a test sees to it that there is none.

mod argument;
mod calendar;
mod foreign;
mod language;
mod numerals;
mod texts;

pub(crate) use argument::Argument;
pub(crate) use language::{Direction, Language};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use serde::Serialize;
use serde_json::Value;
use sotto_engine::api::{Failure, Trouble};
use std::fmt;
use std::sync::LazyLock;

/// The sentences of one language.
pub(crate) struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// The words of a language; read once, on first use.
pub(crate) fn of(language: Language) -> &'static Words {
    static ALL: [LazyLock<Words>; 7] = [
        LazyLock::new(|| Words::new(Language::English)),
        LazyLock::new(|| Words::new(Language::French)),
        LazyLock::new(|| Words::new(Language::Spanish)),
        LazyLock::new(|| Words::new(Language::Russian)),
        LazyLock::new(|| Words::new(Language::Persian)),
        LazyLock::new(|| Words::new(Language::Arabic)),
        LazyLock::new(|| Words::new(Language::Chinese)),
    ];
    let [english, french, spanish, russian, persian, arabic, chinese] = &ALL;
    match language {
        Language::English => english,
        Language::French => french,
        Language::Spanish => spanish,
        Language::Russian => russian,
        Language::Persian => persian,
        Language::Arabic => arabic,
        Language::Chinese => chinese,
    }
}

impl Words {
    fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // What is put into a sentence is marked by [`Argument`] where it needs it, and by nothing where it does not.
        bundle.set_use_isolating(language.direction() == Direction::RightToLeft);
        bundle.set_formatter(Some(numerals::formatter(language)));
        for resource in texts::of(language) {
            // A test refuses files with errors and keys that are there twice; what can be read of them is still said.
            let _twice = bundle.add_resource(resource);
        }
        Self { language, bundle }
    }

    /// Where a line begins.
    pub(crate) fn direction(&self) -> Direction {
        self.language.direction()
    }

    /// A sentence that is always the same.
    pub(crate) fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// A sentence with something put into it: text, or numbers that decide on the plural.
    pub(crate) fn say_with(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.find(key, arguments)
            .or_else(|| of(Language::English).find(key, arguments))
            .unwrap_or_else(|| key.to_owned())
    }

    /// Sentences that stand side by side; those that are not to be said are left out.
    pub(crate) fn together<const N: usize>(&self, sentences: [Option<String>; N]) -> String {
        let between = if self.language == Language::Chinese { "" } else { " " };
        sentences.into_iter().flatten().collect::<Vec<_>>().join(between)
    }

    /// Why a request was not carried out, and what to do.
    pub(crate) fn failure(&self, failure: Failure) -> String {
        self.named("failure", &failure)
    }

    /// Why the way to Tor does not go on, and what to do.
    pub(crate) fn trouble(&self, trouble: Trouble) -> String {
        self.named("trouble", &trouble)
    }

    /// The sentence for a value of the engine's, by the name that it has in the protocol; its fields are the arguments.
    fn named(&self, family: &str, value: &impl Serialize) -> String {
        let (name, fields) = match serde_json::to_value(value) {
            Ok(Value::String(name)) => (name, Value::Null),
            Ok(Value::Object(object)) => object.into_iter().next().unwrap_or_default(),
            _ => return String::new(),
        };
        let numbers = fields.as_object().into_iter().flatten();
        let arguments: Vec<(&str, Argument<'_>)> =
            numbers.filter_map(|(field, value)| Some((field.as_str(), value.as_u64()?.into()))).collect();
        self.say_with(&format!("{family}-{}", name.replace('_', "-")), &arguments)
    }

    /// A sentence from right to left that begins with a foreign word, such as Tor, begins on the right all the same: with a
    /// mark that cannot be seen (U+200F). It can be broken before every foreign word.
    fn begun(&self, text: String) -> String {
        match (self.direction(), Direction::of_text(&text)) {
            (Direction::LeftToRight, _) => text,
            (Direction::RightToLeft, Direction::LeftToRight) => {
                format!("\u{200f}{}", foreign::breakable(&text))
            }
            (Direction::RightToLeft, Direction::RightToLeft) => foreign::breakable(&text),
        }
    }

    fn find(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            given.set(*name, value.isolated(self.direction()));
        }
        // An argument that is missing shows as its name.
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        Some(self.begun(text))
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

#[cfg(test)]
mod tests;
