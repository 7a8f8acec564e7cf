//! The words of a harness's command line: pairs of a name and a number.

use anyhow::{Context, Result, bail};
use std::ffi::OsString;

/// Numbers by name, each with what it is if nobody says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options(Vec<(&'static str, u64)>);

impl Options {
    /// Reads `--name number` pairs.
    ///
    /// # Errors
    /// A name that is not among `defaults`, or one without a number; says which are known.
    pub fn read(words: impl IntoIterator<Item = OsString>, defaults: &[(&'static str, u64)]) -> Result<Self> {
        let mut options = Self(defaults.to_vec());
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let word = word.to_string_lossy().into_owned();
            let known =
                || options.0.iter().map(|(name, _)| format!("--{name} N")).collect::<Vec<_>>().join(", ");
            let Some(at) = options.0.iter().position(|(name, _)| word.strip_prefix("--") == Some(name))
            else {
                bail!("`{word}` is not known here; there are: {}", known());
            };
            let number = words.next().and_then(|number| number.to_str()?.parse().ok());
            options.0[at].1 = number.with_context(|| format!("{word} needs a number"))?;
        }
        Ok(options)
    }

    /// The number of that name; 0 for a name that was never declared.
    #[must_use]
    pub fn number(&self, name: &str) -> u64 {
        self.0.iter().find(|(known, _)| *known == name).map_or(0, |(_, number)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options> {
        Options::read(line.split_whitespace().map(OsString::from), &[("kills", 10), ("seed", 1)])
    }

    #[test]
    fn what_is_not_said_is_as_declared() {
        let options = read("--kills 7").unwrap();
        assert_eq!((options.number("kills"), options.number("seed")), (7, 1));
    }

    #[test]
    fn an_unknown_word_is_answered_with_the_known_ones() {
        let error = read("--kill 7").unwrap_err().to_string();
        assert!(error.contains("--kills N, --seed N"), "{error}");
        assert!(read("--seed").is_err() && read("--seed x").is_err());
    }
}
