//! What lies in the repository, how long files are, and what no file may say.

use crate::process;
use crate::say;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What may lie at the top.
const TOP_LEVEL: [&str; 19] = [
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".config",
    ".deny.toml",
    ".gitignore",
    ".rustfmt.toml",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "app",
    "bundle",
    "crypto",
    "docs",
    "tests",
    "transport",
    ".gitattributes",
];
/// Lines of a source file without its tests, from which on somebody should think about it.
const LINES_SOFT: usize = 400;
/// Lines of a source file without its tests that are too many.
const LINES_HARD: usize = 600;
/// What only a machine says: folders of build machines, hosts of package registries, unfinished work.
/// Written in two parts, or this file would hold them.
const NEVER_SAID: [(&str, &str); 6] = [
    (concat!("/wo", "rk/"), "a folder of a build machine"),
    (concat!("/ro", "ot/"), "a folder of a build machine"),
    (concat!("index.cra", "tes.io"), "the host of a registry"),
    (concat!("static.cra", "tes.io"), "the host of a registry"),
    (concat!("to", "do!("), "unfinished work"),
    (concat!("unimplemen", "ted!("), "unfinished work"),
];
/// Components of a path from which on it names this machine and not a usual place.
const OWN_PATH_DEPTH: usize = 4;
/// Written by cargo.
const LOCK_FILE: &str = "Cargo.lock";

/// Every file that git keeps or would keep.
///
/// # Errors
/// This is no git repository.
pub(crate) fn tracked(root: &Path) -> Result<Vec<PathBuf>> {
    let mut git = Command::new("git");
    git.current_dir(root).args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
    let list = process::output(&mut git).context("listing the files of the repository")?;
    let files = list.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
    // a file that was removed and not yet committed is still in git's list
    Ok(files.filter(|file| root.join(file).is_file()).collect())
}

/// Breaches at the top of the repository.
pub(crate) fn top_level(files: &[PathBuf]) -> Vec<String> {
    let tops: BTreeSet<_> = files.iter().filter_map(|file| file.components().next()).collect();
    let foreign = |name: &&str| !TOP_LEVEL.contains(name);
    let names = tops.iter().map(|top| top.as_os_str().to_str().unwrap_or("a name that is not UTF-8"));
    names.filter(foreign).map(|name| format!("{name} does not belong at the top of the repository")).collect()
}

/// Breaches in what files say, and how much.
///
/// # Errors
/// A file cannot be read.
pub(crate) fn contents(here: &Workspace, files: &[PathBuf]) -> Result<Vec<String>> {
    let own = own_path(&here.root);
    let mut breaches = Vec::new();
    for file in files.iter().filter(|file| *file != Path::new(LOCK_FILE)) {
        let bytes = fs::read(here.root.join(file)).with_context(|| format!("reading {}", file.display()))?;
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        breaches.extend(words(file, text, own.as_deref()));
        if is_source(file) {
            breaches.extend(length(file, lines(text)));
        }
    }
    Ok(breaches)
}

fn words(file: &Path, text: &str, own: Option<&str>) -> Vec<String> {
    let never = NEVER_SAID.into_iter().chain(own.map(|path| (path, "a folder of this machine")));
    let said = never.filter(|(word, _)| stands_alone(text, word));
    said.map(|(_, what)| format!("{} names {what}", file.display())).collect()
}

/// Whether `word` is in `text` and not the middle of something longer, such as `net/` in `internet/`.
fn stands_alone(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || "._-$}".contains(c))
    })
}

fn length(file: &Path, lines: usize) -> Option<String> {
    if lines > LINES_HARD {
        return Some(format!(
            "{} has {lines} lines without its tests; {LINES_HARD} are too many",
            file.display()
        ));
    }
    if lines > LINES_SOFT {
        say::line(format_args!("  {} has {lines} lines without its tests: think about it", file.display()));
    }
    None
}

/// Lines before the test module, or all of them.
fn lines(text: &str) -> usize {
    let all: Vec<&str> = text.lines().collect();
    let tests = all
        .windows(2)
        .position(|pair| matches!(pair, ["#[cfg(test)]", next] if next.starts_with("mod tests {")));
    tests.unwrap_or(all.len())
}

/// Rust that is not a test: integration tests lie in a folder `tests` inside a package.
fn is_source(file: &Path) -> bool {
    let inside = file.components().skip(1);
    file.extension().is_some_and(|kind| kind == "rs")
        && inside.into_iter().all(|part| part.as_os_str() != "tests" && part.as_os_str() != "tests.rs")
}

/// Where the repository lies, if that says something about this machine: `/build` does not.
fn own_path(root: &Path) -> Option<String> {
    (root.components().count() >= OWN_PATH_DEPTH).then(|| root.to_str().map(str::to_owned)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_file_at_the_top_is_found() {
        let files = ["Cargo.toml", "app/src/main.rs", "notes.txt", "tools/x"].map(PathBuf::from);
        let breaches = top_level(&files);
        assert_eq!(breaches.len(), 2);
        assert!(breaches[0].starts_with("notes.txt") && breaches[1].starts_with("tools"));
    }

    #[test]
    fn a_machine_path_is_found_and_a_longer_word_is_not() {
        let path = NEVER_SAID[0].0;
        let breaches = |text: String| words(Path::new("a"), &text, Some("/home/me/sotto"));
        assert_eq!(breaches(format!("see {path}main")).len(), 1);
        assert_eq!(breaches(format!("frame{path}s are fine")).len(), 0);
        assert_eq!(breaches("built in /home/me/sotto/target".to_owned()).len(), 1);
        assert_eq!(breaches(format!("{})", NEVER_SAID[4].0)).len(), 1);
        assert_eq!(breaches("https://docs.rs".to_owned()).len(), 0);
    }

    #[test]
    fn tests_do_not_count_in_the_length_and_other_test_modules_do() {
        assert_eq!(lines("a\nb\n#[cfg(test)]\nmod tests {\n}\n"), 2);
        assert_eq!(lines("#[cfg(test)]\nmod fake;\na\n"), 3);
        assert!(length(Path::new("a.rs"), LINES_HARD + 1).is_some());
        assert!(length(Path::new("a.rs"), LINES_HARD).is_none());
    }

    #[test]
    fn integration_tests_are_no_source_and_the_package_of_that_name_is() {
        assert!(is_source(Path::new("tests/src/peer.rs")));
        assert!(is_source(Path::new("app/src/main.rs")));
        for other in ["tests/tests/leak.rs", "crypto/tests/vectors.rs", "app/src/view/tests.rs", "docs/a.md"]
        {
            assert!(!is_source(Path::new(other)), "{other}");
        }
    }

    #[test]
    fn a_usual_place_says_nothing_about_the_machine() {
        assert_eq!(own_path(Path::new("/build")), None);
        assert_eq!(own_path(Path::new("/home/me/sotto")).as_deref(), Some("/home/me/sotto"));
    }
}
