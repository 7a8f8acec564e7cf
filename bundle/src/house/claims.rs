//! Whether the tests that the documents name are there.

use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::ops::RangeInclusive;

/// The document of others' failures.
const LESSONS: &str = "docs/lessons.md";
/// Documents that name tests, as `path/of/file.rs::name_of_test`.
const DOCUMENTS: [&str; 2] = [LESSONS, "docs/reliability.md"];
/// The numbers of the lessons, L1 and so on.
const NUMBERS: RangeInclusive<u32> = 1..=22;
/// Between a file and a test in it.
const WITHIN: &str = ".rs::";

/// A test, as a document names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Named<'a> {
    file: &'a str,
    test: &'a str,
}

/// Breaches in what the documents say of tests.
///
/// # Errors
/// A document cannot be read.
pub(crate) fn check(here: &Workspace) -> Result<Vec<String>> {
    let source = |file: &str| fs::read_to_string(here.root.join(file)).ok();
    let mut breaches = Vec::new();
    for document in DOCUMENTS.into_iter().filter(|document| here.root.join(document).exists()) {
        let text = source(document).with_context(|| format!("reading {document}"))?;
        breaches.extend(missing(document, &text, source));
        if document == LESSONS {
            breaches.extend(lessons(&text, source));
        }
    }
    Ok(breaches)
}

/// What `document` names and nobody finds.
fn missing(document: &str, text: &str, source: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut breaches = Vec::new();
    for Named { file, test } in named(text) {
        let found = source(file).is_some_and(|source| comment(&source, test).is_some());
        if !found {
            breaches.push(format!("{document} names the test {test}, which is not in {file}"));
        }
    }
    breaches
}

/// Breaches in the document of lessons: each has one row, whose first test says in its comment which lesson it shows.
fn lessons(text: &str, source: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut breaches = Vec::new();
    for number in NUMBERS {
        let head = format!("| L{number} |");
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with(&head)).collect();
        let [row] = rows[..] else {
            breaches.push(format!("lesson L{number} has {} rows", rows.len()));
            continue;
        };
        let shows = named(row).next().is_some_and(|Named { file, test }| {
            let comment = source(file).and_then(|source| comment(&source, test).map(str::to_owned));
            comment.is_some_and(|comment| comment.contains(&format!("/// Lesson L{number} ({LESSONS})")))
        });
        if !shows {
            breaches.push(format!("the first test of lesson L{number} does not say that it shows it"));
        }
    }
    breaches
}

/// Every test that is named between backticks.
fn named(text: &str) -> impl Iterator<Item = Named<'_>> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).filter_map(|name| {
        let (file, test) = name.split_once(WITHIN)?;
        Some(Named { file: name.get(..file.len() + ".rs".len())?, test })
    })
}

/// What stands above the test in `source`, up to an empty line or the beginning of a block; `None` if there is no such test.
fn comment<'a>(source: &'a str, test: &str) -> Option<&'a str> {
    let (above, _) = source.split_once(&format!("fn {test}("))?;
    let above = above.rsplit_once('\n').map_or(above, |(above, _)| above);
    let begins = ["\n\n", "{\n"].into_iter().filter_map(|border| above.rfind(border)).max().unwrap_or(0);
    let head = above.get(begins..)?;
    (head.contains("test]") || head.contains("test(")).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "fn help() {}\n\n/// Lesson L1 (docs/lessons.md): it holds.\n#[test]\nfn it_holds() {}\n\n\
        mod tests {\n    #[tokio::test(start_paused = true)]\n    async fn so_does_that() {}\n}\n";

    fn source(file: &str) -> Option<String> {
        (file == "a/b.rs").then(|| SOURCE.to_owned())
    }

    #[test]
    fn tests_are_named_between_backticks() {
        let found: Vec<_> = named("see `a/b.rs::one`, a/b.rs::no and `c::two`, `d.rs::three`").collect();
        let expected = [("a/b.rs", "one"), ("d.rs", "three")].map(|(file, test)| Named { file, test });
        assert_eq!(found, expected);
    }

    #[test]
    fn a_test_that_is_not_there_is_found() {
        assert_eq!(missing("d", "`a/b.rs::it_holds` `a/b.rs::so_does_that`", source), [""; 0]);
        for wrong in ["`a/c.rs::it_holds`", "`a/b.rs::it_hold`", "`a/b.rs::holds`", "`a/b.rs::help`"] {
            assert_eq!(missing("d", wrong, source).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn a_lesson_without_its_row_or_its_test_is_found() {
        let row = |number: u32, test: &str| format!("| L{number} | this | that | `a/b.rs::{test}` |\n");
        let others: String = NUMBERS.skip(1).map(|number| row(number, "it_holds")).collect();
        let of_the_first = |rows: &str| {
            let breaches = lessons(&(rows.to_owned() + &others), source);
            breaches.into_iter().filter(|breach| breach.contains("L1 ")).count()
        };
        assert_eq!(of_the_first(&row(1, "it_holds")), 0);
        assert_eq!(of_the_first(&row(1, "so_does_that")), 1);
        assert_eq!(of_the_first(&row(1, "it_holds").repeat(2)), 1);
        assert_eq!(of_the_first(""), 1);
        assert_eq!(lessons(&row(1, "it_holds"), source).len(), 21);
    }

    #[test]
    fn the_documents_of_this_workspace_name_tests_that_are_there() {
        assert_eq!(check(&Workspace::here().unwrap()).unwrap(), [""; 0]);
    }
}
