//! The two tools: how each is asked, within bounds of memory and time.

use super::{Model, answers};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A badly factored model takes whatever there is; ours stay below 2 GiB.
const MEMORY_MAX: u64 = 7 << 30;
/// The longest took 21 minutes on two overloaded cores.
const SECONDS_MAX: u64 = 45 * 60;
/// What `timeout` gives when the time was up.
const TIMED_OUT: i32 = 124;

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    /// ProVerif: unbounded sessions.
    Proverif,
    /// Verifpal: one session of each principal, the whole chain of hashes.
    Verifpal,
}

impl Tool {
    /// The program's name, and that of the folder with its models.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Proverif => "proverif",
            Self::Verifpal => "verifpal",
        }
    }

    /// What the program calls its version.
    pub(super) fn version(self, program: &Path) -> Option<String> {
        let option = match self {
            Self::Proverif => "-help",
            Self::Verifpal => "--version",
        };
        let said = Command::new(program).arg(option).stdin(Stdio::null()).output().ok()?;
        version_in(&String::from_utf8_lossy(&said.stdout))
    }

    /// The answers to the queries of a model in `folder`.
    ///
    /// # Errors
    /// The tool ends without an answer: an error in a model, or a bound is met.
    pub(super) fn ask(self, program: &Path, folder: &Path, model: &Model) -> Result<Vec<String>> {
        let mut command = Command::new("prlimit");
        command.arg(format!("--as={MEMORY_MAX}")).args(["timeout", &SECONDS_MAX.to_string()]);
        command.arg(program).args(self.arguments(model)).current_dir(folder).stdin(Stdio::null());
        self.heard(&command.output().context("starting `prlimit` (Debian: util-linux)")?)
    }

    fn heard(self, said: &Output) -> Result<Vec<String>> {
        let text = String::from_utf8_lossy(&said.stdout);
        let answers = match self {
            Self::Proverif => answers::of_proverif(&text),
            Self::Verifpal => answers::of_verifpal(&text),
        };
        if !said.status.success() || answers.is_empty() {
            bail!("no answer: {}", reason(said));
        }
        Ok(answers)
    }

    fn arguments(self, model: &Model) -> Vec<String> {
        match self {
            Self::Proverif => {
                let libraries =
                    model.libraries.iter().flat_map(|name| ["-lib".to_owned(), format!("{name}.pvl")]);
                libraries.chain([format!("{}.pv", model.model)]).collect()
            }
            Self::Verifpal => {
                let options = ["--sessions", "1", "--result-code", "--quiet", "--color", "never"];
                let words = ["verify".to_owned(), format!("{}.vp", model.model)];
                words.into_iter().chain(options.map(str::to_owned)).collect()
            }
        }
    }
}

fn reason(said: &Output) -> String {
    if said.status.code() == Some(TIMED_OUT) {
        return format!("more than {SECONDS_MAX} s");
    }
    let words = [&said.stdout, &said.stderr].map(|words| String::from_utf8_lossy(words).into_owned());
    let mut lines = words.iter().flat_map(|words| words.lines()).filter(|line| !line.trim().is_empty());
    format!("{} ({})", lines.next_back().unwrap_or("it said nothing"), said.status)
}

/// The first word that begins with a digit, as in `Proverif 2.05. Cryptographic ...`.
fn version_in(text: &str) -> Option<String> {
    let word = text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    Some(word.trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    fn model() -> Model {
        let libraries = ["ods1", "roles"].map(str::to_owned).to_vec();
        Model { model: "secrecy".to_owned(), libraries, answers: Vec::new() }
    }

    fn said(code: i32, stdout: &str, stderr: &str) -> Output {
        let [stdout, stderr] = [stdout, stderr].map(|words| words.as_bytes().to_vec());
        Output { status: ExitStatus::from_raw(code << 8), stdout, stderr }
    }

    #[test]
    fn libraries_come_before_the_model() {
        let words = Tool::Proverif.arguments(&model()).join(" ");
        assert_eq!(words, "-lib ods1.pvl -lib roles.pvl secrecy.pv");
        assert!(Tool::Verifpal.arguments(&model()).join(" ").starts_with("verify secrecy.vp --sessions 1 "));
    }

    #[test]
    fn versions_are_read_from_what_the_tools_say() {
        let proverif = "Proverif 2.05. Cryptographic protocol verifier, by Bruno Blanchet\n  -test";
        assert_eq!(version_in(proverif).as_deref(), Some("2.05"));
        assert_eq!(version_in("verifpal 1.6.7\n").as_deref(), Some("1.6.7"));
        assert_eq!(version_in("nothing"), None);
    }

    #[test]
    fn a_tool_that_answers_is_heard() {
        let answers = Tool::Proverif.heard(&said(0, "RESULT a is true.\n", "")).unwrap();
        assert_eq!(answers, ["a is true."]);
        assert_eq!(Tool::Verifpal.heard(&said(0, "c0a1\n", "")).unwrap(), ["c0a1"]);
    }

    #[test]
    fn a_tool_that_breaks_off_is_named_with_its_last_words() {
        let broken = |said: Output| Tool::Proverif.heard(&said).unwrap_err().to_string();
        let text = broken(said(2, "RESULT a is true.\n", "Fatal error: out of memory\n\n"));
        assert!(text.contains("out of memory") && text.contains('2'), "{text}");
        assert!(broken(said(0, "Error: syntax error.", "")).contains("syntax error"));
        assert!(broken(said(0, "", "")).contains("it said nothing"));
        assert!(broken(said(TIMED_OUT, "", "")).contains(&format!("more than {SECONDS_MAX} s")));
    }
}
