//! `cargo xtask formal`: puts every model of `docs/formal` to its tool and compares the answers with the expected ones.
//!
//! The tools are in no Debian release, so they are not installed from here: what is not on the path is skipped, with the
//! reason.

mod answers;
mod tool;

use crate::process;
use crate::say;
use crate::step::Steps;
use crate::workspace::Workspace;
use answers::Difference;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::fs;
use std::path::Path;
use tool::Tool;

/// Where models, libraries and [`EXPECTED`] lie.
const FOLDER: &str = "docs/formal";
/// The models with their expected answers.
const EXPECTED: &str = "expected.json";

/// What is expected of whom.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    proverif: Vec<Model>,
    verifpal: Vec<Model>,
}

/// One model.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Model {
    /// The file's name, without its ending.
    model: String,
    /// The libraries that it is read with, without their ending.
    #[serde(default)]
    libraries: Vec<String>,
    /// As the tool prints them, one a query.
    answers: Vec<String>,
}

/// How it went.
#[derive(Debug, Default)]
struct Tally {
    as_expected: u32,
    different: u32,
    skipped: u32,
    reasons: Vec<String>,
}

/// Runs every model whose tool is here; the last line is JSON.
///
/// # Errors
/// An answer differs from the expected one, or the models cannot be read.
pub(crate) fn command(here: &Workspace) -> Result<()> {
    let folder = here.root.join(FOLDER);
    let expected = Expected::read(&folder)?;
    let models = count(&expected.proverif) + count(&expected.verifpal);
    let mut steps = Steps::plan(models);
    let mut tally = Tally::default();
    let proverif = tally.put_to(Tool::Proverif, &expected.proverif, &folder, &mut steps);
    let verifpal = tally.put_to(Tool::Verifpal, &expected.verifpal, &folder, &mut steps);
    say::result(json!({
        "proverif": proverif,
        "verifpal": verifpal,
        "models": models,
        "as_expected": tally.as_expected,
        "different": tally.different,
        "skipped": tally.skipped,
        "reason": tally.reasons.join("; "),
        "seconds": steps.seconds(),
    }))?;
    ensure!(
        tally.different == 0,
        "{} models answer otherwise than {FOLDER}/{EXPECTED} says",
        tally.different
    );
    Ok(())
}

impl Expected {
    fn read(folder: &Path) -> Result<Self> {
        let text = fs::read_to_string(folder.join(EXPECTED)).context("reading the expected answers")?;
        serde_json::from_str(&text).context("reading the expected answers")
    }
}

impl Tally {
    /// Runs one tool's models; gives the tool's version, if it is here.
    fn put_to(&mut self, tool: Tool, models: &[Model], folder: &Path, steps: &mut Steps) -> Option<String> {
        let Some(program) = process::find(tool.name()) else {
            let reason = format!("`{}` is not on the path", tool.name());
            say::line(format_args!("{} models are skipped: {reason}", models.len()));
            self.reasons.push(reason);
            self.skipped += count(models);
            return None;
        };
        for model in models {
            match steps.step(&model.model, || tool.ask(&program, &folder.join(tool.name()), model)) {
                Ok(answers) => self.compare(&model.answers, &answers),
                Err(error) => {
                    say::line(format_args!("    {error:#}"));
                    self.different += 1;
                }
            }
        }
        Some(tool.version(&program).unwrap_or_else(|| "unknown".to_owned()))
    }

    fn compare(&mut self, expected: &[String], answers: &[String]) {
        answers.iter().for_each(|answer| say::line(format_args!("    {answer}")));
        match Difference::between(expected, answers) {
            None => self.as_expected += 1,
            Some(difference) => {
                say::line(difference);
                self.different += 1;
            }
        }
    }
}

fn count(models: &[Model]) -> u32 {
    u32::try_from(models.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(FOLDER)
    }

    fn files(folder: &Path, ending: &str) -> BTreeSet<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let names = entries.map(|name| name.into_string().unwrap());
        names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
    }

    fn named(models: &[Model]) -> BTreeSet<String> {
        models.iter().map(|model| model.model.clone()).collect()
    }

    #[test]
    fn every_model_has_expected_answers_and_every_answer_a_model() {
        let expected = Expected::read(&folder()).unwrap();
        assert_eq!(named(&expected.proverif), files(&folder().join("proverif"), ".pv"));
        assert_eq!(named(&expected.verifpal), files(&folder().join("verifpal"), ".vp"));
        let libraries = expected.proverif.iter().flat_map(|model| model.libraries.iter().cloned());
        assert_eq!(libraries.collect::<BTreeSet<_>>(), files(&folder().join("proverif"), ".pvl"));
    }

    #[test]
    fn every_query_has_an_expected_answer() {
        for model in Expected::read(&folder()).unwrap().proverif {
            let text =
                fs::read_to_string(folder().join("proverif").join(model.model.clone() + ".pv")).unwrap();
            let queries = text.matches("query ").count() + usize::from(text.contains("choice["));
            assert_eq!(model.answers.len(), queries, "{}", model.model);
        }
    }

    #[test]
    fn a_model_that_answers_otherwise_is_counted() {
        let mut tally = Tally::default();
        let expected = ["a is true.".to_owned()];
        tally.compare(&expected, &expected);
        tally.compare(&expected, &["a is false.".to_owned()]);
        assert_eq!((tally.as_expected, tally.different), (1, 1));
    }

    #[test]
    fn every_model_is_told_of_in_the_readme() {
        let readme = fs::read_to_string(folder().join("README.md")).unwrap();
        let expected = Expected::read(&folder()).unwrap();
        for model in named(&expected.proverif) {
            assert!(readme.contains(&format!("`{model}`")), "{model}");
        }
    }
}
