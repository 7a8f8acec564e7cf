//! One life of the program, from its start to its end: the process and its three streams.

use super::{Journal, Launch};
use crate::program;
use crate::wait::{Deadline, poll_until};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What programs may find on the path: as the bundle's start script leaves it.
const PATH: &str = "/usr/bin:/bin";
/// Folders that a program might write to; all lie in the profile.
const HOMES: [&str; 6] =
    ["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"];
/// A killed process is gone at once; this is for a machine that swaps.
const KILL_PATIENCE: Duration = Duration::from_secs(20);
/// The signal of a kill.
const SIGKILL: i32 = 9;

/// A running program. It leads a process group of its own, which is killed whole when this is dropped.
#[derive(Debug)]
pub(super) struct Life {
    process: Child,
    input: Mutex<Option<ChildStdin>>,
    reader: Option<JoinHandle<()>>,
}

impl Life {
    pub(super) fn begin(launch: &Launch, journal: &Arc<Journal>) -> Result<Self> {
        let mut process = start(launch)?;
        let input = Mutex::new(process.stdin.take());
        let output = process.stdout.take().context("the program's standard output")?;
        let journal = Arc::clone(journal);
        let reader = thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                journal.write(&line);
            }
            journal.close();
        });
        Ok(Self { process, input, reader: Some(reader) })
    }

    pub(super) fn process(&self) -> u32 {
        self.process.id()
    }

    /// Writes a line and its end.
    pub(super) fn write(&self, line: &[u8]) -> Result<()> {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        let input = input.as_mut().context("the program's standard input is closed")?;
        input
            .write_all(&[line, b"\n"].concat())
            .and_then(|()| input.flush())
            .context("the program does not listen")
    }

    pub(super) fn close_input(&self) {
        *self.input.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Kills the program and returns when it is gone.
    pub(super) fn kill(mut self) -> Result<()> {
        self.kill_group()?;
        let status = self.reap(Deadline::after(KILL_PATIENCE))?;
        if status.signal() != Some(SIGKILL) {
            bail!("the program had ended before it was killed ({status})");
        }
        Ok(())
    }

    /// Waits for the end of the program.
    pub(super) fn wait(mut self, deadline: Deadline) -> Result<ExitStatus> {
        self.reap(deadline)
    }

    fn reap(&mut self, deadline: Deadline) -> Result<ExitStatus> {
        let process = &mut self.process;
        let status = poll_until(deadline, "the end of the program", || {
            process.try_wait().context("looking after the program")
        })?;
        if let Some(reader) = self.reader.take() {
            // ends with the program's standard output; it never panics, or the journal has said so
            let _ = reader.join();
        }
        Ok(status)
    }

    /// Kills the program and whatever it started: a wrapper, a pluggable transport.
    fn kill_group(&mut self) -> Result<()> {
        let group = format!("kill -9 -{}", self.process.id());
        let status = Command::new("/bin/sh").args(["-c", &group]).stderr(Stdio::null()).status();
        if !status.context("killing the program")?.success() {
            self.process.kill().context("killing the program")?;
        }
        Ok(())
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        // a process that has been waited for is gone, and its number may be somebody else's by now
        if let Ok(None) = self.process.try_wait() {
            let _ = self.kill_group();
            let _ = self.process.wait();
        }
    }
}

fn start(launch: &Launch) -> Result<Child> {
    let words = words(launch)?;
    let (name, arguments) = words.split_first().context("a program to start")?;
    let mut command = Command::new(name);
    command
        .args(arguments)
        .env_clear()
        .env("PATH", PATH)
        .env("LANG", "C.UTF-8")
        .envs(HOMES.map(|variable| (variable, &launch.profile)))
        .current_dir(&launch.standing)
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(stderr(&launch.stderr())?);
    program::spawn(&mut command, launch.trace.as_ref().map_or("sotto", |_| "strace"))
}

/// The command line: tracer, wrapper, program.
fn words(launch: &Launch) -> Result<Vec<OsString>> {
    let mut words = launch.trace.as_ref().map(crate::trace::Trace::words).transpose()?.unwrap_or_default();
    words.extend(launch.wrapper.iter().cloned());
    words.extend([launch.binary.clone().into(), "headless".into(), "--profile".into()]);
    words.push(launch.profile.clone().into());
    if let Some(file) = &launch.tor_network {
        words.extend(["--tor-network".into(), file.clone().into()]);
    }
    for folder in &launch.transports {
        words.extend(["--transports".into(), folder.clone().into()]);
    }
    Ok(words)
}

fn stderr(path: &Path) -> Result<fs::File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).context("making the folder beside the profile")?;
    }
    OpenOptions::new().create(true).append(true).open(path).context("making the log of standard error")
}
