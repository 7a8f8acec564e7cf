//! Makes a profile in which much was said already, for `cargo xtask bench window`; ends with one JSON line.
//!
//! `sotto-fill FOLDER PASSPHRASE MESSAGES...`: one conversation for each number.

use anyhow::{Context, Result, bail};
use serde_json::json;
use sotto_engine::rehearsal::archive::{self, Conversation};
use sotto_reliability::report::{self, Report};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

/// What is said in turns: one word to several lines, of several scripts.
const PIECES: [&str; 5] = [
    "The second annex is the one that matters, and the names in it are not for the telephone. ",
    "Встретимся там же. ",
    "فردا همان جا می\u{200c}بینمت. ",
    "Only the two of us know. ",
    "Good. ",
];

fn main() -> ExitCode {
    report::exit(run())
}

fn run() -> Result<()> {
    let mut words = std::env::args_os().skip(1);
    let folder = PathBuf::from(words.next().context("a folder for the profile is missing")?);
    let passphrase =
        words.next().and_then(|word| word.into_string().ok()).context("a passphrase is missing")?;
    let counts: Vec<u32> = words
        .map(|word| {
            word.to_str().and_then(|word| word.parse().ok()).context("this is not a number of messages")
        })
        .collect::<Result<_>>()?;
    if counts.is_empty() {
        bail!("say how many messages there are in each conversation");
    }
    let names: Vec<String> = (1..=counts.len()).map(|number| format!("Contact {number}")).collect();
    let conversations: Vec<Conversation<'_>> = names
        .iter()
        .zip(&counts)
        .map(|(name, messages)| Conversation { name, messages: *messages })
        .collect();
    archive::write(&folder, &passphrase, now()?, &conversations, &say)?;
    let figures = json!({"contacts": counts.len(), "messages": counts.iter().sum::<u32>()});
    Report { figures, missed: Vec::new() }.conclude()
}

fn say(number: u32) -> String {
    let count = PIECES.len();
    let from = number as usize;
    let pieces = (from * 7 + from / 13) % 9 + 1;
    let text: String = (from..from + pieces).filter_map(|at| PIECES.get(at % count).copied()).collect();
    format!("{number}: {}", text.trim_end())
}

#[expect(clippy::disallowed_methods, reason = "the messages lie before the moment of the measurement")]
fn now() -> Result<u64> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).context("a clock before 1970")?;
    Ok(u64::try_from(since.as_millis())?)
}
