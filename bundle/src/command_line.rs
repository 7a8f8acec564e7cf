//! The command line of `cargo xtask`, read by hand: no argument is looked at anywhere else.

use crate::bench;
use crate::bundle::{self, Profile};
use crate::demo;
use crate::doctor::Consent;
use crate::fuzz;
use crate::idle;
use crate::reconnect;
use crate::reliability::Harness;
use crate::window;
use std::ffi::OsString;
use std::fmt;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Usage: cargo xtask <command> [options]

  demo       two bundles of this very build meet on a private Tor network and chat
               --headless      without windows; ends with one JSON line
               --messages N    how many messages are sent without windows (default 20)
               --bridge        one side goes through an obfs4 bridge only
  run        builds the program and opens its window on the real Tor network
               (profile: out/run/Data)
  test       everything that CI runs; ends with one JSON line
  screens    the pictures of every screen (docs/screens) anew, where one looks different;
             ends with one JSON line
  formal     the protocol's models (docs/formal), where ProVerif and Verifpal are on the path:
             fails where an answer is not the expected one; ends with one JSON line
  bench      sessions: what they cost, beside vodozemac and libotr
               --distributions  criterion's distributions too, which takes minutes
             delivery: a message's way, beside a bare onion stream and C Tor
             idle: what a running program costs with 0, 50 and 200 contacts while nothing is said
               --seconds N     of each measurement (default 60)
               --settle N      seconds before it (default 90)
               --alone N       the same once nobody is there (default 1200)
               --round N       of each measurement with nobody there (default 900)
             each fails where a goal is missed, and ends with one JSON line
  crash      two engines, killed at any moment and at every named step, lose nothing
               --kills N --seed S
  chaos      engines on a simulated network that fails: nothing lost, doubled, out of order
               --seeds N
  storage    vaults on disks that fail
  floods     strangers that come in crowds, are slow, or never read
  reconnect  two real programs lose each other on a private Tor network and are found again
               --restarts N    one of them is killed (default 10)
               --dials N       both dial at once (default 5)
             (docs/reliability.md; each ends with one JSON line and fails where a goal is missed)
  fuzz       every decoder under libFuzzer; ends with one JSON line
               --seconds N     in all, shared by the targets (default 60)
               --target NAME   only this one
  bundle     the portable folder and its archive; ends with one JSON line
               --profile P     release (default) or dev
               --out DIR       where they go (default: out, out/dev)
  tornet     a private Tor network on this machine, until Enter is pressed
               --bridge        with an obfs4 bridge
  doctor     says what is missing here and installs it
               --yes           without asking first

Every command installs what it needs (Debian packages, with root or sudo) after saying so.";

/// Messages of a demonstration that does not name their number.
const MESSAGES: u32 = 20;
/// Most messages of a demonstration: an hour of them on a slow machine.
const MESSAGES_MAX: u32 = 100_000;
/// Seconds of fuzzing that does not name them.
const FUZZ_SECONDS: u32 = 60;
/// Most seconds of fuzzing: a week.
const FUZZ_SECONDS_MAX: u32 = 7 * 24 * 60 * 60;

/// Restarts, and dials of both sides, that are not said otherwise; and the most of either.
const RECONNECT: reconnect::Options = reconnect::Options { restarts: 10, dials: 5 };
const RECONNECT_MAX: u32 = 10_000;
/// Seconds of the idle measurement that are not said otherwise, and the most.
const IDLE: idle::Options = idle::Options { seconds: 60, settle: 90, alone: 1200, round: 900 };
const IDLE_SECONDS_MAX: u32 = 24 * 60 * 60;
/// Seconds of the window's idling that are not said otherwise.
const WINDOW: window::Options = window::Options { seconds: 30 };

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print [`HELP`].
    Help,
    /// See [`crate::doctor`].
    Doctor(Consent),
    /// See [`crate::run`].
    Run,
    /// See [`crate::demo`].
    Demo(demo::Options),
    /// See [`crate::test`].
    Test,
    /// See [`crate::formal`].
    Formal,
    /// See [`crate::bench`].
    Bench(bench::Options),
    /// See [`crate::idle`].
    Idle(idle::Options),
    /// See [`crate::screens`].
    Screens,
    /// See [`crate::window`].
    Window(window::Options),
    /// See [`crate::reconnect`].
    Reconnect(reconnect::Options),
    /// See [`crate::reliability`]; the harness reads its own words.
    Reliability(Harness, Vec<OsString>),
    /// See [`crate::fuzz`].
    Fuzz(fuzz::Options),
    /// See [`crate::tornet`].
    Tornet {
        /// With a bridge.
        bridge: bool,
    },
    /// See [`crate::bundle`].
    Bundle(bundle::Options),
}

/// What is wrong with a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// Nothing was asked for.
    Nothing,
    /// A command or option that does not exist.
    Unknown(String),
    /// An option without its value, or with one that it does not take.
    Value(&'static str),
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("a command is needed"),
            Self::Unknown(word) => write!(f, "`{word}` is not known here"),
            Self::Value(option) => write!(f, "{option} needs another value"),
        }
    }
}

/// Reads the arguments after the program's name.
///
/// # Errors
/// The first [`Mistake`].
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Mistake> {
    let mut words = Words(arguments.into_iter().collect::<Vec<_>>().into_iter());
    let command = words.next().ok_or(Mistake::Nothing)?;
    if words.0.as_slice().iter().any(|word| word == "--help" || word == "-h") {
        return Ok(Command::Help);
    }
    match command.to_string_lossy().as_ref() {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "doctor" => {
            words.flag("--yes").map(|yes| Command::Doctor(if yes { Consent::Tell } else { Consent::Ask }))
        }
        "run" => words.end(Command::Run),
        "test" => words.end(Command::Test),
        "screens" => words.end(Command::Screens),
        "formal" => words.end(Command::Formal),
        "bench" => bench(words),
        "tornet" => words.flag("--bridge").map(|bridge| Command::Tornet { bridge }),
        "demo" => demo(words).map(Command::Demo),
        "fuzz" => fuzz(words).map(Command::Fuzz),
        "bundle" => bundle(words).map(Command::Bundle),
        "reconnect" => reconnect(words).map(Command::Reconnect),
        name => match Harness::named(name) {
            Some(harness) => Ok(Command::Reliability(harness, words.rest())),
            None => Err(unknown(&command)),
        },
    }
}

struct Words(std::vec::IntoIter<OsString>);

impl Words {
    fn next(&mut self) -> Option<OsString> {
        self.0.next()
    }

    fn rest(self) -> Vec<OsString> {
        self.0.collect()
    }

    fn end(mut self, command: Command) -> Result<Command, Mistake> {
        self.next().map_or(Ok(command), |word| Err(unknown(&word)))
    }

    /// The number that follows an option, between `least` and `most`.
    fn number(&mut self, option: &'static str, least: u32, most: u32) -> Result<u32, Mistake> {
        let number = self.next().and_then(|word| word.to_str()?.parse().ok());
        number.filter(|number| (least..=most).contains(number)).ok_or(Mistake::Value(option))
    }

    /// Whether the only option there is was given.
    fn flag(mut self, name: &str) -> Result<bool, Mistake> {
        let mut given = false;
        while let Some(word) = self.next() {
            if word != name {
                return Err(unknown(&word));
            }
            given = true;
        }
        Ok(given)
    }
}

fn demo(mut words: Words) -> Result<demo::Options, Mistake> {
    let mut options = demo::Options { headless: false, messages: MESSAGES, bridge: false };
    while let Some(word) = words.next() {
        match word.to_string_lossy().as_ref() {
            "--headless" => options.headless = true,
            "--bridge" => options.bridge = true,
            "--messages" => {
                let number = words.next().and_then(|word| word.to_str()?.parse().ok());
                let allowed = number.filter(|number| (1..=MESSAGES_MAX).contains(number));
                options.messages = allowed.ok_or(Mistake::Value("--messages"))?;
            }
            _ => return Err(unknown(&word)),
        }
    }
    Ok(options)
}

fn bench(mut words: Words) -> Result<Command, Mistake> {
    match words.next() {
        Some(word) if word == "sessions" => words
            .flag("--distributions")
            .map(|distributions| Command::Bench(bench::Options { distributions })),
        Some(word) if word == "idle" => idle(words).map(Command::Idle),
        Some(word) if word == "window" => window(words).map(Command::Window),
        Some(word) if word == "delivery" => Ok(Command::Reliability(Harness::Delivery, words.rest())),
        Some(word) => Err(unknown(&word)),
        None => Err(Mistake::Value("bench")),
    }
}

fn fuzz(mut words: Words) -> Result<fuzz::Options, Mistake> {
    let mut options = fuzz::Options { seconds: FUZZ_SECONDS, target: None };
    while let Some(word) = words.next() {
        match word.to_string_lossy().as_ref() {
            "--seconds" => {
                let number = words.next().and_then(|word| word.to_str()?.parse().ok());
                let allowed = number.filter(|number| (1..=FUZZ_SECONDS_MAX).contains(number));
                options.seconds = allowed.ok_or(Mistake::Value("--seconds"))?;
            }
            "--target" => {
                let name = words.next().and_then(|word| word.into_string().ok());
                options.target = Some(name.ok_or(Mistake::Value("--target"))?);
            }
            _ => return Err(unknown(&word)),
        }
    }
    Ok(options)
}

fn reconnect(mut words: Words) -> Result<reconnect::Options, Mistake> {
    let mut options = RECONNECT;
    while let Some(word) = words.next() {
        match word.to_string_lossy().as_ref() {
            "--restarts" => options.restarts = words.number("--restarts", 0, RECONNECT_MAX)?,
            "--dials" => options.dials = words.number("--dials", 0, RECONNECT_MAX)?,
            _ => return Err(unknown(&word)),
        }
    }
    Ok(options)
}

fn idle(mut words: Words) -> Result<idle::Options, Mistake> {
    let mut options = IDLE;
    while let Some(word) = words.next() {
        match word.to_string_lossy().as_ref() {
            "--seconds" => options.seconds = words.number("--seconds", 1, IDLE_SECONDS_MAX)?,
            "--settle" => options.settle = words.number("--settle", 0, IDLE_SECONDS_MAX)?,
            "--alone" => options.alone = words.number("--alone", 0, IDLE_SECONDS_MAX)?,
            "--round" => options.round = words.number("--round", 1, IDLE_SECONDS_MAX)?,
            _ => return Err(unknown(&word)),
        }
    }
    Ok(options)
}

fn window(mut words: Words) -> Result<window::Options, Mistake> {
    let mut options = WINDOW;
    while let Some(word) = words.next() {
        match word.to_string_lossy().as_ref() {
            "--seconds" => options.seconds = words.number("--seconds", 1, IDLE_SECONDS_MAX)?,
            _ => return Err(unknown(&word)),
        }
    }
    Ok(options)
}

fn bundle(mut words: Words) -> Result<bundle::Options, Mistake> {
    let mut options = bundle::Options { profile: Profile::Release, out: None };
    while let Some(word) = words.next() {
        match word.to_string_lossy().as_ref() {
            "--profile" => {
                options.profile = match words.next().as_deref().and_then(|name| name.to_str()) {
                    Some("dev") => Profile::Dev,
                    Some("release") => Profile::Release,
                    _ => return Err(Mistake::Value("--profile")),
                };
            }
            "--out" => options.out = Some(words.next().ok_or(Mistake::Value("--out"))?.into()),
            _ => return Err(unknown(&word)),
        }
    }
    Ok(options)
}

fn unknown(word: &OsString) -> Mistake {
    Mistake::Unknown(word.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, Mistake> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn every_command_of_the_readme_is_read() {
        let demo = demo::Options { headless: true, messages: 50, bridge: true };
        assert_eq!(read("demo --headless --messages 50 --bridge"), Ok(Command::Demo(demo)));
        assert_eq!(read("test"), Ok(Command::Test));
        assert_eq!(read("screens"), Ok(Command::Screens));
        assert_eq!(read("formal"), Ok(Command::Formal));
        assert_eq!(read("run"), Ok(Command::Run));
        assert_eq!(read("doctor"), Ok(Command::Doctor(Consent::Ask)));
        assert_eq!(read("doctor --yes"), Ok(Command::Doctor(Consent::Tell)));
        assert_eq!(read("tornet --bridge"), Ok(Command::Tornet { bridge: true }));
        for (line, distributions) in [("bench sessions", false), ("bench sessions --distributions", true)] {
            assert_eq!(read(line), Ok(Command::Bench(bench::Options { distributions })), "{line}");
        }
        let words = ["--kills", "7"].map(OsString::from).to_vec();
        assert_eq!(read("crash --kills 7"), Ok(Command::Reliability(Harness::Crash, words)));
        assert_eq!(read("bench delivery"), Ok(Command::Reliability(Harness::Delivery, Vec::new())));
        assert_eq!(read("reconnect"), Ok(Command::Reconnect(RECONNECT)));
        let reconnect = reconnect::Options { restarts: 50, dials: 20 };
        assert_eq!(read("reconnect --restarts 50 --dials 20"), Ok(Command::Reconnect(reconnect)));
        assert_eq!(read("bench idle"), Ok(Command::Idle(IDLE)));
        let idle = idle::Options { seconds: 5, settle: 7, alone: 9, round: 3 };
        assert_eq!(read("bench idle --seconds 5 --settle 7 --alone 9 --round 3"), Ok(Command::Idle(idle)));
        assert_eq!(read("bench window"), Ok(Command::Window(WINDOW)));
        let window = window::Options { seconds: 5 };
        assert_eq!(read("bench window --seconds 5"), Ok(Command::Window(window)));
        let fuzz = fuzz::Options { seconds: 9, target: Some("m1".to_owned()) };
        assert_eq!(read("fuzz --seconds 9 --target m1"), Ok(Command::Fuzz(fuzz)));
        let fuzz = fuzz::Options { seconds: FUZZ_SECONDS, target: None };
        assert_eq!(read("fuzz"), Ok(Command::Fuzz(fuzz)));
        let bundle = bundle::Options { profile: Profile::Dev, out: Some("a".into()) };
        assert_eq!(read("bundle --profile dev --out a"), Ok(Command::Bundle(bundle)));
    }

    #[test]
    fn a_demonstration_opens_windows_unless_told_otherwise() {
        let expected = demo::Options { headless: false, messages: MESSAGES, bridge: false };
        assert_eq!(read("demo"), Ok(Command::Demo(expected)));
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(read(""), Err(Mistake::Nothing));
        assert_eq!(read("dance"), Err(Mistake::Unknown("dance".to_owned())));
        for line in
            ["test --fast", "demo --window", "bundle x", "tornet --bridges", "doctor --no", "bench tor"]
        {
            assert!(matches!(read(line), Err(Mistake::Unknown(_))), "{line}");
        }
        for line in [
            "bench",
            "reconnect --restarts",
            "bench idle --seconds 0",
            "bench window --seconds",
            "fuzz --seconds",
            "fuzz --seconds 0",
            "fuzz --target",
            "demo --messages",
            "demo --messages 0",
            "demo --messages many",
            "bundle --out",
            "bundle --profile x",
        ] {
            assert!(matches!(read(line), Err(Mistake::Value(_))), "{line}");
        }
    }

    #[test]
    fn help_is_given_wherever_it_is_asked_for_and_names_every_command() {
        for line in ["--help", "help", "-h", "demo --help"] {
            assert_eq!(read(line), Ok(Command::Help), "{line}");
        }
        let commands = ["demo", "fuzz", "run", "test", "formal", "bench", "bundle", "tornet", "doctor"];
        for command in commands.into_iter().chain(["crash", "chaos", "storage", "floods", "reconnect"]) {
            assert!(HELP.contains(&format!("\n  {command} ")), "{command}");
        }
    }
}
