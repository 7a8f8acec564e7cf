//! What a program asked of the kernel, written down by `strace`, and what of it must not have been.
//!
//! Every thread has a file of its own (`-ff`), so no line is torn. `io_uring` would go around the trace and is
//! itself a violation.

mod files;
mod line;
mod network;

pub use files::{Written, written};
pub use line::Call;
pub use network::{Endpoint, Rule, endpoints, listening, violations};

use crate::program;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// How the files of a trace begin; the thread's number follows.
const PREFIX: &str = "trace";
/// What strace writes of a thread that was between two calls when its process ended.
const VANISHED: &str = "???( <detached ...>";
/// Calls that begin a thread or a process, by their result.
const BIRTHS: [&str; 4] = ["clone", "clone3", "fork", "vfork"];

/// Which calls are written down, besides those about processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Calls {
    Network,
    Files,
}

/// A trace to be made.
#[derive(Clone, Debug)]
pub struct Trace {
    folder: PathBuf,
    calls: Calls,
}

impl Trace {
    /// Of everything about the network, into `folder`, which must be there and empty.
    #[must_use]
    pub fn network(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), calls: Calls::Network }
    }

    /// Of everything about files, into `folder`, which must be there and empty.
    #[must_use]
    pub fn files(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), calls: Calls::Files }
    }

    /// The words that go before a command to trace it.
    ///
    /// # Errors
    /// `strace` is missing.
    pub fn words(&self) -> Result<Vec<OsString>> {
        let calls = match self.calls {
            Calls::Network => "trace=%network,%process,io_uring_setup",
            Calls::Files => "trace=%file,%process,fchmod,fchown,ftruncate,io_uring_setup",
        };
        let strace = program::find("strace", "strace")?;
        let mut words: Vec<OsString> = vec![strace.into()];
        // -y names open files; every thread is followed; only the traced calls stop
        words.extend(
            ["-ff", "-qq", "-y", "--seccomp-bpf", "-e", "signal=none", "-e", calls, "-o"].map(Into::into),
        );
        words.push(self.folder.join(PREFIX).into());
        Ok(words)
    }

    /// Every call of the traced programs, once they have ended.
    ///
    /// # Errors
    /// There is no trace, or a line of it cannot be read: nothing may go unseen.
    pub fn read(&self) -> Result<Vec<Call>> {
        let mut threads = BTreeMap::new();
        for entry in fs::read_dir(&self.folder).context("reading the trace")? {
            let path = entry?.path();
            if let Some(thread) = thread(&path) {
                threads.insert(thread, fs::read(&path).context("reading the trace")?);
            }
        }
        if threads.is_empty() {
            bail!("there is no trace; is strace allowed here?");
        }
        let calls = threads
            .iter()
            .flat_map(|(thread, text)| lines(text).map(|line| Call::parse(*thread, line)))
            .collect::<Result<Vec<_>>>()?;
        Ok(name_programs(calls))
    }
}

fn thread(path: &Path) -> Option<u32> {
    path.file_name()?.to_str()?.strip_prefix(PREFIX)?.strip_prefix('.')?.parse().ok()
}

fn lines(text: &[u8]) -> impl Iterator<Item = &str> {
    // strace writes ASCII; a line that is not is kept, and fails to parse
    text.split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| str::from_utf8(line).unwrap_or_default())
        .filter(|line| line.trim_end() != VANISHED)
}

/// Gives every call the name of the program that made it: the thread's own `execve`, or its ancestor's.
fn name_programs(mut calls: Vec<Call>) -> Vec<Call> {
    let mut inherited = BTreeMap::new();
    // a parent may have a larger number than its child: again, until nothing is learnt
    loop {
        let before = inherited.len();
        walk(&mut calls, &mut inherited);
        if inherited.len() == before {
            return calls;
        }
    }
}

fn walk(calls: &mut [Call], inherited: &mut BTreeMap<u32, String>) {
    let (mut thread, mut program) = (None, String::new());
    for call in calls {
        if thread != Some(call.thread) {
            thread = Some(call.thread);
            program = inherited.get(&call.thread).cloned().unwrap_or_default();
        }
        if call.name == "execve" && call.result.starts_with('0') {
            program = executed(call);
        }
        call.program.clone_from(&program);
        if let (true, Ok(child)) = (BIRTHS.contains(&call.name.as_str()), call.result.parse()) {
            inherited.insert(child, program.clone());
        }
    }
}

fn executed(call: &Call) -> String {
    let path = call.arguments.first().and_then(|path| line::unquote(path)).unwrap_or_default();
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_ended_with_its_process_has_made_no_call() {
        let text = b"close(3)                = 0\n???( <detached ...>\n";
        assert_eq!(lines(text).count(), 1);
        assert_eq!(lines(b"???(3, <detached ...>\n").count(), 1, "anything else is not passed over");
    }

    fn call(thread: u32, line: &str) -> Call {
        Call::parse(thread, line).unwrap()
    }

    #[test]
    fn threads_and_children_are_called_by_the_program_that_they_run() {
        let calls = name_programs(vec![
            // the wrapper's number is the largest, as after a wrap-around
            call(5, r#"execve("/usr/bin/obfs4proxy", ["obfs4proxy"], 0x7ffd /* 6 vars */) = 0"#),
            call(
                5,
                "clone3({flags=CLONE_VM, exit_signal=0, stack=0x7, stack_size=0x7} => {parent_tid=[6]}, 88) = 6",
            ),
            call(6, "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3<socket:[1]>"),
            call(9, r#"execve("/bin/sotto", ["sotto"], 0x7ffd /* 6 vars */) = 0"#),
            call(9, "clone3({flags=CLONE_VM, exit_signal=0, stack=0x7, stack_size=0x7}, 88) = 10"),
            call(10, "vfork() = 5"),
            call(10, "socket(AF_UNIX, SOCK_STREAM, 0) = 3<socket:[2]>"),
        ]);
        let programs: Vec<&str> = calls.iter().map(|call| call.program.as_str()).collect();
        assert_eq!(programs, ["obfs4proxy", "obfs4proxy", "obfs4proxy", "sotto", "sotto", "sotto", "sotto"]);
    }
}
