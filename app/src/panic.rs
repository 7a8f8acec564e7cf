//! `sotto panic`: destroys a profile from the command line, without its passphrase.

use crate::cli::Panic;
use crate::places;
use rustix::stdio::stdin;
use rustix::termios::isatty;
use sotto_engine::{Wiped, wipe_folder};
use std::io::{self, BufRead};
use std::path::Path;
use std::process::ExitCode;

/// What is typed to go on.
const WORD: &str = "wipe";
/// Bytes that are read at most of what is typed.
const TYPED_MAX: u64 = 64;

/// What is said before anything is done.
const BEFORE: &str = "\
This destroys the profile for good: its address, contacts and messages. Nobody can bring it back, not even with the passphrase.
It reaches this folder only. It does not reach what the people you wrote to have, nor copies of this folder and backups,
nor what a flash disk or a file system with snapshots may have kept. There only the passphrase protects what is left.
";

/// Asks, destroys the profile, and says what came of it.
pub(crate) fn run(panic: Panic) -> ExitCode {
    match destroy(panic) {
        Ok(sentence) => crate::print(sentence),
        Err(refusal) => crate::refuse(&refusal.sentence, refusal.code),
    }
}

/// Why nothing, or not everything, was done.
struct Refusal {
    sentence: String,
    code: u8,
}

fn refusal(sentence: impl ToString, code: u8) -> Refusal {
    Refusal { sentence: sentence.to_string(), code }
}

fn destroy(Panic { profile, yes }: Panic) -> Result<&'static str, Refusal> {
    let program = std::env::current_exe().ok();
    let folder = places::profile(profile, program.as_deref())
        .ok_or_else(|| refusal("there is no place for a profile here; give one with --profile", 2))?;
    crate::print(BEFORE);
    if !yes {
        if !isatty(stdin()) {
            return Err(refusal("nothing was done: nobody can be asked here; use --yes", 2));
        }
        crate::print("Type wipe to go on: ");
        if !is_agreed(io::stdin().lock()) {
            return Err(refusal("nothing was done", 2));
        }
    }
    wipe(&folder)
}

fn wipe(folder: &Path) -> Result<&'static str, Refusal> {
    match wipe_folder(folder) {
        Ok(Wiped::Alone) => Ok("The profile is destroyed.\n"),
        Ok(Wiped::BesideAnother) => Ok(
            "The profile is destroyed. Another Sotto has it open and closes it within two seconds; close that window.\n",
        ),
        Err(failure) => Err(refusal(failure, 1)),
    }
}

/// Whether the word was typed, and nothing else.
fn is_agreed(input: impl BufRead) -> bool {
    let mut line = String::new();
    input.take(TYPED_MAX).read_line(&mut line).is_ok() && line.trim() == WORD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_word_itself_is_taken_for_a_yes() {
        for (typed, agreed) in [
            ("wipe\n", true),
            ("  wipe \n", true),
            ("wipe", true),
            ("\n", false),
            ("", false),
            ("yes\n", false),
            ("WIPE\n", false),
            ("no\nwipe\n", false),
            ("wipe it\n", false),
        ] {
            assert_eq!(is_agreed(typed.as_bytes()), agreed, "{typed:?}");
        }
        assert!(!is_agreed("w".repeat(1000).as_bytes()));
    }

    #[test]
    fn a_profile_is_destroyed_without_its_passphrase_and_nothing_else_of_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["vault.header", "vault.db", "vault.db-wal", "mine.txt"] {
            std::fs::write(dir.path().join(name), name).unwrap();
        }
        let done = destroy(Panic { profile: Some(dir.path().to_owned()), yes: true });
        assert!(done.is_ok_and(|sentence| sentence == "The profile is destroyed.\n"));
        let left: Vec<_> =
            std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["mine.txt"]);
    }

    #[test]
    fn a_profile_that_another_sotto_has_open_is_destroyed_all_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let lock = std::fs::File::create(dir.path().join("lock")).unwrap();
        lock.lock().unwrap();
        std::fs::write(dir.path().join("vault.header"), "key").unwrap();
        assert!(wipe(dir.path()).is_ok_and(|sentence| sentence.contains("Another Sotto has it open")));
        assert!(!dir.path().join("vault.header").exists());
    }

    #[test]
    fn before_anything_is_done_it_is_said_what_is_out_of_reach() {
        for what in ["people you wrote to", "copies of this folder", "backups", "flash disk"] {
            assert!(BEFORE.contains(what), "{what}");
        }
    }
}
