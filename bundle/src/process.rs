//! Running other programs: what they say goes to standard error, what they fail at becomes a sentence.

use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Variables that `cargo run` sets for us and that no build may see.
///
/// Build scripts ask cargo to run again when some of these change, so that a build started by us and one started
/// by hand would each undo the other's.
const CARGO_RUN_LEAVES: [&str; 4] = ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_CRATE_", "CARGO_PRIMARY_"];

/// Cargo in `folder`, as if started by hand there.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    for name in env::vars_os().map(|(name, _)| name).filter(is_left_by_cargo_run) {
        command.env_remove(name);
    }
    command
}

/// Runs a program to its end; standard output is ours alone, so the program's goes to standard error.
///
/// # Errors
/// It cannot be started, or ends with an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.stdout(Stdio::from(io::stderr())).status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs a program and returns what it says on standard output.
///
/// # Errors
/// It cannot be started, ends with an error (which carries its last words) or does not speak UTF-8.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", shown(command), output.status, words.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` does not speak UTF-8", shown(command)))
}

/// Whether a program can be started and ends well. What it says is not of interest.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Where a program lies, on the path or in a system folder that an ordinary user's path may lack.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let system = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"].map(PathBuf::from);
    env::split_paths(&path).chain(system).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A command line as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", command.get_program().to_string_lossy())
}

fn is_left_by_cargo_run(name: &OsString) -> bool {
    name.to_str().is_some_and(|name| CARGO_RUN_LEAVES.iter().any(|start| name.starts_with(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named_with_its_last_words() {
        let error = output(Command::new("sh").args(["-c", "echo the disk is full >&2; exit 3"])).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("sh -c") && text.contains("the disk is full") && text.contains('3'), "{text}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(error.to_string().contains("no-such-program-here"));
        assert!(!succeeds(&mut Command::new("no-such-program-here")));
        assert_eq!(find("no-such-program-here"), None);
    }

    #[test]
    fn a_nested_cargo_does_not_see_what_cargo_run_left() {
        for left in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE"] {
            assert!(is_left_by_cargo_run(&left.into()), "{left}");
        }
        for kept in ["CARGO", "CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_BUILD_JOBS", "PATH"] {
            assert!(!is_left_by_cargo_run(&kept.into()), "{kept}");
        }
    }
}
