//! What every picture looked like when it was last looked at by a person: one line for each, `name look language size digest`.

use super::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Digests of pictures, by `name look language size`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(BTreeMap<String, String>);

impl Manifest {
    fn path() -> PathBuf {
        folder().join("src/app/tests/screens/manifest.txt")
    }

    /// What is kept; nothing where there is no file yet.
    pub(super) fn read() -> Self {
        Self::parse(&std::fs::read_to_string(Self::path()).unwrap_or_default())
    }

    fn parse(text: &str) -> Self {
        Self(
            text.lines()
                .filter_map(|line| line.rsplit_once(' '))
                .map(|(key, digest)| (key.to_owned(), digest.to_owned()))
                .collect(),
        )
    }

    /// Keeps it.
    pub(super) fn write(&self) {
        let mut text = String::new();
        self.0.iter().for_each(|(key, digest)| writeln!(text, "{key} {digest}").unwrap());
        std::fs::write(Self::path(), text).unwrap();
    }

    /// Takes a picture in.
    pub(super) fn put(&mut self, scene: &Scene, setting: &Setting, pixels: &[u8]) {
        let look = if setting.look.appearance == Appearance::Dark { "dark" } else { "light" };
        let key = format!("{} {look} {} {}", scene.name, setting.language.tag(), setting.percent);
        self.0.insert(key, digest(pixels));
    }

    /// Those in one language.
    pub(super) fn of(&self, language: Language) -> Self {
        let kept = self.0.iter().filter(|(key, _)| key.split(' ').nth(2) == Some(language.tag()));
        Self(kept.map(|(key, digest)| (key.clone(), digest.clone())).collect())
    }

    /// The names of the screens that look different in `seen`, are new, or are gone.
    pub(super) fn changed(&self, seen: &Self) -> Vec<String> {
        let differs = |key: &&String| self.0.get(*key) != seen.0.get(*key);
        let keys = self.0.keys().chain(seen.0.keys()).filter(differs);
        let names: BTreeSet<&str> = keys.filter_map(|key| key.split(' ').next()).collect();
        names.into_iter().map(str::to_owned).collect()
    }
}

/// SHA-256 in hexadecimal digits.
pub(super) fn digest(pixels: &[u8]) -> String {
    Sha256::digest(pixels).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The folder of this package.
pub(super) fn folder() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the package is").into()
}

#[test]
fn what_is_new_gone_or_different_is_named_once() {
    let kept = Manifest::parse("a light en 100 1\na dark en 100 2\nb light en 100 3\nc light en 100 4\n");
    let seen = Manifest::parse("a light en 100 9\na dark en 100 8\nb light en 100 3\nd light en 100 5\n");
    assert_eq!(kept.changed(&seen), ["a", "c", "d"]);
    assert_eq!(kept.changed(&Manifest::parse("")), ["a", "b", "c"]);
    assert_eq!(seen.changed(&Manifest::parse("a light en 100 9\n")), ["a", "b", "d"]);
    assert!(kept.of(Language::Persian).changed(&Manifest::default()).is_empty());
}
