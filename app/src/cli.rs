//! The command line, read by hand into one struct: no argument is looked at anywhere else.

mod panic;
mod transcript;

pub(crate) use panic::Panic;
pub(crate) use transcript::{Check, Export, Forge, Task};

use std::ffi::OsString;
use std::path::PathBuf;
use thiserror::Error;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Sotto, an anonymous messenger over Tor. Not audited.

Usage: sotto [chat | headless] [options]
       sotto forge --peer ADDRESS --script FILE --out DIR [options]
       sotto transcript export --peer ADDRESS [--out FILE] [--profile DIR]
       sotto transcript check DIR [--json] [--profile DIR]
       sotto panic [--yes] [--profile DIR]

  chat                 no window: lines of text, for terminals and screen readers
  headless             no window: JSON-RPC 2.0 on standard input and output
  --profile DIR        the profile folder, in place of the usual one
  --amnesic            a session in memory only; nothing of it is ever written
  --transports DIR     a folder with programs for bridges; may be repeated
  --tor-network FILE   an Arti configuration of a private Tor network (for tests)
  --log FILE           write a log; it never holds addresses, names or texts
  --verbose            write more of it, to standard error without --log
  --version            print the version
  --help               print this

What can be made of a conversation (docs/deniability.md). The passphrase is the first
line of standard input; no network is touched, and Sotto must not be open meanwhile.

  forge                makes up a whole session with any onion address
  transcript export    writes the conversation in the profile as plain text
  transcript check     checks a recorded session, kept or made up: they are alike

  --peer ADDRESS       the other one's onion address
  --script FILE        what was said: lines such as `me: Hello.` and `them: Hello.`
  --out DIR            where the session goes (a file for an export); must not be there
  --dialled-by WHO     me (as without it) or peer
  --met-before         not the first session of the two
  --begin TIME         of the first line, if the script does not say: 2026-11-20T20:35:04Z
  --json               ends with one line of JSON

In danger:

  panic                destroys the profile, without its passphrase; asks first
  --yes                does not ask
";

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Run.
    Run(Options),
    /// Make something of a conversation.
    Transcript(Task),
    /// Destroy the profile.
    Panic(Panic),
    /// Print the version.
    Version,
    /// Print [`HELP`].
    Help,
}

/// Who speaks with the person, or the program, that started us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Front {
    /// The window.
    #[default]
    Window,
    /// Lines of text.
    Chat,
    /// JSON-RPC on standard input and output.
    Headless,
}

/// How to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Who speaks with the person.
    pub(crate) front: Front,
    /// The profile folder.
    pub(crate) profile: Option<PathBuf>,
    /// A session in memory only.
    pub(crate) amnesic: bool,
    /// An Arti TOML fragment of a private network.
    pub(crate) tor_network: Option<PathBuf>,
    /// Folders with pluggable transports.
    pub(crate) transports: Vec<PathBuf>,
    /// Where a log goes.
    pub(crate) log: Option<PathBuf>,
    /// Whether the log says more.
    pub(crate) verbose: bool,
}

/// What is wrong with a command line.
#[derive(Debug, PartialEq, Eq, Error)]
pub(crate) enum UsageError {
    /// Not known.
    #[error("an argument is not known; see sotto --help")]
    Unknown,
    /// No value.
    #[error("{0} needs a value; see sotto --help")]
    Incomplete(&'static str),
    /// Twice.
    #[error("{0} is given twice; give it once")]
    Repeated(&'static str),
    /// Not given.
    #[error("{0} is missing; see sotto --help")]
    Missing(&'static str),
    /// A value that it cannot have.
    #[error("{0} must be {1}")]
    Bad(&'static str, &'static str),
}

/// Reads the arguments after the program's name. Paths become absolute: the program leaves the folder it was started in.
///
/// # Errors
/// The first argument that is unknown, incomplete or repeated. No value is repeated in it: it may be a path.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, UsageError> {
    let mut arguments = arguments.into_iter().peekable();
    match arguments.peek().and_then(|first| first.to_str()) {
        Some("forge") => return transcript::forge(arguments.skip(1)),
        Some("panic") => return panic::parse(arguments.skip(1)),
        Some("transcript") => return transcript::transcript(arguments.skip(1)),
        _ => {}
    }
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        let mut value = |name| arguments.next().map(absolute).ok_or(UsageError::Incomplete(name));
        match argument.to_str().ok_or(UsageError::Unknown)? {
            "chat" if options.front == Front::Window => options.front = Front::Chat,
            "headless" if options.front == Front::Window => options.front = Front::Headless,
            "--profile" => once(&mut options.profile, "--profile", value("--profile")?)?,
            "--amnesic" => options.amnesic = true,
            "--tor-network" => once(&mut options.tor_network, "--tor-network", value("--tor-network")?)?,
            "--transports" => options.transports.push(value("--transports")?),
            "--log" => once(&mut options.log, "--log", value("--log")?)?,
            "--verbose" => options.verbose = true,
            "--version" => return Ok(Command::Version),
            "--help" | "-h" => return Ok(Command::Help),
            _ => return Err(UsageError::Unknown),
        }
    }
    Ok(Command::Run(options))
}

fn once<T>(slot: &mut Option<T>, name: &'static str, value: T) -> Result<(), UsageError> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(UsageError::Repeated(name)),
    }
}

/// An empty path cannot be made absolute; whoever opens it says so.
fn absolute(path: OsString) -> PathBuf {
    std::path::absolute(&path).unwrap_or_else(|_| PathBuf::from(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &[&str]) -> Result<Command, UsageError> {
        parse(line.iter().map(OsString::from))
    }

    #[test]
    fn nothing_means_the_window_on_the_usual_profile() {
        assert_eq!(read(&[]), Ok(Command::Run(Options::default())));
    }

    #[test]
    fn every_option_lands_in_its_field() {
        let line = [
            "headless",
            "--profile",
            "/p é",
            "--amnesic",
            "--tor-network",
            "n.toml",
            "--transports",
            "a",
            "--transports",
            "/b",
            "--log",
            "l",
            "--verbose",
        ];
        let here = |name: &str| std::env::current_dir().unwrap().join(name);
        let expected = Options {
            front: Front::Headless,
            profile: Some("/p é".into()),
            amnesic: true,
            tor_network: Some(here("n.toml")),
            transports: vec![here("a"), "/b".into()],
            log: Some(here("l")),
            verbose: true,
        };
        assert_eq!(read(&line), Ok(Command::Run(expected)));
    }

    #[test]
    fn the_text_mode_takes_the_same_options() {
        let expected = Options { front: Front::Chat, amnesic: true, ..Options::default() };
        assert_eq!(read(&["chat", "--amnesic"]), Ok(Command::Run(expected)));
    }

    #[test]
    fn mistakes_are_named_without_repeating_what_was_typed() {
        assert_eq!(read(&["--profil", "x"]), Err(UsageError::Unknown));
        assert_eq!(read(&["headless", "headless"]), Err(UsageError::Unknown));
        assert_eq!(read(&["headless", "chat"]), Err(UsageError::Unknown));
        assert_eq!(read(&["--profile"]), Err(UsageError::Incomplete("--profile")));
        assert_eq!(read(&["--log", "a", "--log", "b"]), Err(UsageError::Repeated("--log")));
        assert!(!read(&["secret-name"]).unwrap_err().to_string().contains("secret"));
    }

    #[test]
    fn help_names_every_option() {
        for option in [
            "chat",
            "headless",
            "--profile",
            "--amnesic",
            "--tor-network",
            "--transports",
            "--log",
            "--verbose",
            "--version",
            "forge",
            "transcript export",
            "transcript check",
            "sotto panic",
            "--yes",
            "--peer",
            "--script",
            "--out",
            "--dialled-by",
            "--met-before",
            "--begin",
            "--json",
        ] {
            assert!(HELP.contains(option), "{option}");
        }
        assert_eq!(read(&["--help"]), Ok(Command::Help));
        assert_eq!(read(&["--version"]), Ok(Command::Version));
    }
}
