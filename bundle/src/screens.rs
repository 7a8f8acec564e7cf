//! `cargo xtask screens`: makes the pictures of every screen anew, where one looks different (`docs/screens`).

use crate::process;
use crate::say;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;

/// The test that makes them, by its whole name.
const TEST: &str = "app::tests::screens::renew";

/// What was made.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Renewed {
    /// Screens that there are.
    screens: u32,
    /// Those that look different from the last time, are new, or are gone.
    changed: u32,
    /// Files that were written.
    pictures_written: u32,
    /// Which have changed.
    names: Vec<String>,
}

/// Renews the manifest and the pictures; the last line is JSON.
///
/// # Errors
/// The build or the test fails, or it says nothing.
pub(crate) fn command(here: &Workspace) -> Result<()> {
    say::line("drawing every screen ...");
    let mut cargo = process::cargo(&here.root);
    cargo.args(["test", "--locked", "--package", "sotto", "--bin", "sotto", "--"]);
    cargo.args(["--ignored", "--exact", "--nocapture", TEST]);
    let Renewed { screens, changed, pictures_written, names } = read(&process::output(&mut cargo)?)?;
    if !names.is_empty() {
        say::line(format_args!("look at what changed before you commit it: {}", names.join(", ")));
    }
    say::result(json!({ "screens": screens, "changed": changed, "pictures_written": pictures_written }))?;
    Ok(())
}

fn read(output: &str) -> Result<Renewed> {
    // the harness writes the name of the test in front of what it says first
    let line = output.lines().filter_map(|line| line.find('{').and_then(|at| line.get(at..))).next_back();
    serde_json::from_str(line.context("the test has drawn nothing")?).context("what the test has drawn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_found_in_what_the_harness_says() {
        let output = "running 1 test\ntest x ... {\"screens\": 60, \"changed\": 1, \"pictures_written\": 7, \"names\": [\"list\"]}\nok\n";
        let names = vec!["list".to_owned()];
        let renewed = Renewed { screens: 60, changed: 1, pictures_written: 7, names };
        assert_eq!(read(output).unwrap(), renewed);
        assert!(read("running 0 tests\n").is_err());
    }
}
