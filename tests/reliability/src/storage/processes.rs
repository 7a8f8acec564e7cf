//! Children, their lines and their ends.

use super::child::CHILD;
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How a child ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Done,
    Killed,
    Failed,
}

/// A child's command line.
pub(super) fn command<T: AsRef<OsStr>>(program: &Path, words: impl IntoIterator<Item = T>) -> Command {
    let mut command = Command::new(program);
    command.arg(CHILD).args(words);
    command
}

/// Runs a child to its end.
pub(super) fn run<T: AsRef<OsStr>>(program: &Path, words: impl IntoIterator<Item = T>) -> Result<End> {
    let mut command = command(program, words);
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status().context("starting a child")?;
    Ok(match (status.success(), status.signal()) {
        (true, _) => End::Done,
        (false, Some(_)) => End::Killed,
        (false, None) => End::Failed,
    })
}

/// The last line that a command says; `None` if it says nothing.
pub(super) fn last_line(command: &mut Command) -> Result<Option<String>> {
    let output =
        command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().context("starting a child")?;
    Ok(String::from_utf8_lossy(&output.stdout).lines().last().map(str::to_owned))
}

/// `strace` before a program, its children too, with what it sees in a file; `None` where it does not work.
pub(super) fn traced(options: &[&str], trace: &Path) -> Option<Command> {
    let strace = || {
        let mut command = Command::new("strace");
        command.arg("-f").arg("-o").arg(trace).args(options);
        command
    };
    let tried = strace().arg("true").stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success()).then(strace)
}

/// A child that talks.
pub(super) fn spawn<T: AsRef<OsStr>>(program: &Path, words: impl IntoIterator<Item = T>) -> Result<Child> {
    let mut command = command(program, words);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    command.spawn().context("starting a child")
}

/// Its next line.
pub(super) fn next_line(child: &mut Child) -> Result<String> {
    let output = child.stdout.as_mut().context("a child without output")?;
    let mut line = String::new();
    BufReader::with_capacity(1, output).read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

/// Lets it live for a while, kills it, and gives what it said until then.
pub(super) fn kill_after(mut child: Child, time: Duration) -> Result<Vec<String>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(async { tokio::time::sleep(time).await });
    child.kill()?;
    let output = child.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    // a line without its end was not said to the end
    Ok(said.split_inclusive('\n').filter(|line| line.ends_with('\n')).map(|l| l.trim().to_owned()).collect())
}
