//! The command lines of `sotto forge` and `sotto transcript`.

use super::{Command, UsageError, absolute, once};
use sotto_engine::transcript::{Moment, Side};
use std::ffi::OsString;
use std::path::PathBuf;

/// What is to be done with a conversation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Make up a session.
    Forge(Forge),
    /// Write the stored conversation.
    Export(Export),
    /// Check a recorded session.
    Check(Check),
}

/// `sotto forge`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Forge {
    pub(crate) profile: Option<PathBuf>,
    pub(crate) peer: String,
    pub(crate) script: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) dialled_by: Side,
    pub(crate) met_before: bool,
    /// Now, if it is not said.
    pub(crate) begin: Option<Moment>,
}

/// `sotto transcript export`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Export {
    pub(crate) profile: Option<PathBuf>,
    pub(crate) peer: String,
    /// Standard output, if it is not said.
    pub(crate) out: Option<PathBuf>,
}

/// `sotto transcript check`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Check {
    pub(crate) profile: Option<PathBuf>,
    pub(crate) session: PathBuf,
    /// Whether the last line is JSON.
    pub(crate) json: bool,
}

const OF_FORGE: &[&str] =
    &["--profile", "--peer", "--script", "--out", "--dialled-by", "--met-before", "--begin"];
const OF_EXPORT: &[&str] = &["--profile", "--peer", "--out"];
const OF_CHECK: &[&str] = &["--profile", "--json", SESSION];
/// The one argument without a name.
const SESSION: &str = "the folder of the session";

/// What was given, whatever the command.
#[derive(Default)]
struct Given {
    profile: Option<PathBuf>,
    peer: Option<String>,
    script: Option<PathBuf>,
    out: Option<PathBuf>,
    session: Option<PathBuf>,
    dialled_by: Option<Side>,
    begin: Option<Moment>,
    met_before: bool,
    json: bool,
}

/// Reads what follows `sotto forge`.
pub(super) fn forge(arguments: impl Iterator<Item = OsString>) -> Result<Command, UsageError> {
    let Some(given) = Given::read(arguments, OF_FORGE)? else { return Ok(Command::Help) };
    Ok(Command::Transcript(Task::Forge(Forge {
        profile: given.profile,
        peer: given.peer.ok_or(UsageError::Missing("--peer"))?,
        script: given.script.ok_or(UsageError::Missing("--script"))?,
        out: given.out.ok_or(UsageError::Missing("--out"))?,
        dialled_by: given.dialled_by.unwrap_or(Side::Me),
        met_before: given.met_before,
        begin: given.begin,
    })))
}

/// Reads what follows `sotto transcript`.
pub(super) fn transcript(mut arguments: impl Iterator<Item = OsString>) -> Result<Command, UsageError> {
    let what = arguments.next();
    let task = match what.as_deref().and_then(|what| what.to_str()) {
        Some("export") => {
            let Some(given) = Given::read(arguments, OF_EXPORT)? else { return Ok(Command::Help) };
            let peer = given.peer.ok_or(UsageError::Missing("--peer"))?;
            Task::Export(Export { profile: given.profile, peer, out: given.out })
        }
        Some("check") => {
            let Some(given) = Given::read(arguments, OF_CHECK)? else { return Ok(Command::Help) };
            let session = given.session.ok_or(UsageError::Missing(SESSION))?;
            Task::Check(Check { profile: given.profile, session, json: given.json })
        }
        Some("--help" | "-h") => return Ok(Command::Help),
        Some(_) => return Err(UsageError::Unknown),
        None => return Err(UsageError::Missing("export or check")),
    };
    Ok(Command::Transcript(task))
}

impl Given {
    /// Reads options of one command; `None` if help is asked for.
    fn read(
        mut arguments: impl Iterator<Item = OsString>,
        known: &[&'static str],
    ) -> Result<Option<Self>, UsageError> {
        let mut given = Self::default();
        while let Some(argument) = arguments.next() {
            let text = argument.to_str().unwrap_or_default();
            if matches!(text, "--help" | "-h") {
                return Ok(None);
            }
            if !text.starts_with("--") && known.contains(&SESSION) {
                once(&mut given.session, SESSION, absolute(argument))?;
                continue;
            }
            let name = known.iter().find(|name| **name == text).ok_or(UsageError::Unknown)?;
            given.take(name, || arguments.next().ok_or(UsageError::Incomplete(name)))?;
        }
        Ok(Some(given))
    }

    fn take(
        &mut self,
        name: &'static str,
        mut value: impl FnMut() -> Result<OsString, UsageError>,
    ) -> Result<(), UsageError> {
        match name {
            "--profile" => once(&mut self.profile, name, absolute(value()?)),
            "--script" => once(&mut self.script, name, absolute(value()?)),
            "--out" => once(&mut self.out, name, absolute(value()?)),
            "--peer" => once(&mut self.peer, name, word(value()?, name, "an onion address")?),
            "--dialled-by" => {
                let side = word(value()?, name, "me or peer")?;
                let side = match side.as_str() {
                    "me" => Side::Me,
                    "peer" => Side::Them,
                    _ => return Err(UsageError::Bad(name, "me or peer")),
                };
                once(&mut self.dialled_by, name, side)
            }
            "--begin" => {
                const TIME: &str = "a time such as 2026-11-20T20:35:04Z";
                let begin = word(value()?, name, TIME)?.parse().map_err(|_| UsageError::Bad(name, TIME))?;
                once(&mut self.begin, name, begin)
            }
            "--met-before" => {
                self.met_before = true;
                Ok(())
            }
            "--json" => {
                self.json = true;
                Ok(())
            }
            _ => Err(UsageError::Unknown),
        }
    }
}

fn word(value: OsString, name: &'static str, expected: &'static str) -> Result<String, UsageError> {
    value.into_string().map_err(|_| UsageError::Bad(name, expected))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn read(line: &[&str]) -> Result<Command, UsageError> {
        parse(line.iter().map(OsString::from))
    }

    fn task(line: &[&str]) -> Task {
        match read(line) {
            Ok(Command::Transcript(task)) => task,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_forgery_is_read_with_all_that_it_may_say() {
        let short = task(&["forge", "--peer", "abc.onion", "--script", "/s.txt", "--out", "/out"]);
        let expected = Forge {
            profile: None,
            peer: "abc.onion".into(),
            script: "/s.txt".into(),
            out: "/out".into(),
            dialled_by: Side::Me,
            met_before: false,
            begin: None,
        };
        assert_eq!(short, Task::Forge(expected));
        let long = [
            "forge",
            "--peer",
            "a",
            "--script",
            "s",
            "--out",
            "o",
            "--profile",
            "/p",
            "--dialled-by",
            "peer",
            "--met-before",
            "--begin",
            "2026-11-20T20:35:04Z",
        ];
        let Task::Forge(long) = task(&long) else { panic!() };
        assert_eq!((long.dialled_by, long.met_before), (Side::Them, true));
        assert_eq!(long.begin.unwrap().to_string(), "2026-11-20T20:35:04Z");
        assert_eq!(long.profile, Some("/p".into()));
        assert_eq!(long.script, std::env::current_dir().unwrap().join("s"));
    }

    #[test]
    fn exports_and_checks_are_read() {
        let export = Export { profile: None, peer: "a".into(), out: None };
        assert_eq!(task(&["transcript", "export", "--peer", "a"]), Task::Export(export));
        let check = Check { profile: Some("/p".into()), session: "/s".into(), json: true };
        assert_eq!(task(&["transcript", "check", "/s", "--json", "--profile", "/p"]), Task::Check(check));
    }

    #[test]
    fn mistakes_are_named() {
        for (line, mistake) in [
            (&["transcript"][..], UsageError::Missing("export or check")),
            (&["transcript", "sign"], UsageError::Unknown),
            (&["transcript", "export"], UsageError::Missing("--peer")),
            (&["transcript", "export", "--json", "--peer", "a"], UsageError::Unknown),
            (&["transcript", "check", "--json"], UsageError::Missing(SESSION)),
            (&["transcript", "check", "a", "b"], UsageError::Repeated(SESSION)),
            (&["forge", "--peer"], UsageError::Incomplete("--peer")),
            (&["forge", "--peer", "a", "--peer", "b"], UsageError::Repeated("--peer")),
            (&["forge", "--peer", "a", "--out", "o"], UsageError::Missing("--script")),
            (&["forge", "--passphrase", "x"], UsageError::Unknown),
            (&["forge", "stray"], UsageError::Unknown),
            (&["forge", "--dialled-by", "them"], UsageError::Bad("--dialled-by", "me or peer")),
            (&["headless", "forge"], UsageError::Unknown),
        ] {
            assert_eq!(read(line), Err(mistake), "{line:?}");
        }
        for line in [&["forge", "--help"][..], &["transcript", "--help"], &["transcript", "check", "-h"]] {
            assert_eq!(read(line), Ok(Command::Help));
        }
    }
}
