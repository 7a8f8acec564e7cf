//! `sotto forge` and `sotto transcript`: the files, standard input and output around what the engine decides.

mod folder;
mod passphrase;

use crate::cli::{Check, Export, Forge, Task};
use crate::{clock, places};
use serde_json::json;
use sotto_engine::api::Failure;
use sotto_engine::transcript::{Accepted, Moment, OwnProfile, SCRIPT_BYTES_MAX, Side, Wish};
use std::path::PathBuf;
use std::process::ExitCode;

/// What every check ends with: an accepted session is worth nothing before a court.
const HONEST: &str = "This proves nothing about who wrote it. \
Anybody can make such a session from their own profile and any onion address: that is what `sotto forge` does.";

/// What is said to whoever asked, and nothing is done.
type Refusal = String;

/// Does it, and says what came of it.
pub(crate) fn run(task: Task) -> ExitCode {
    let json = matches!(&task, Task::Check(Check { json: true, .. }));
    let done = match task {
        Task::Forge(options) => forge(&options),
        Task::Export(options) => export(&options),
        Task::Check(options) => check(&options),
    };
    match done {
        Ok(text) => crate::print(&text),
        Err(sentence) => {
            if json {
                crate::print(&format!("{}\n", json!({"accepted": false, "reason": sentence})));
            }
            crate::refuse(&sentence, 1)
        }
    }
}

fn forge(options: &Forge) -> Result<String, Refusal> {
    folder::must_be_new(&options.out)?;
    let script = folder::read(&options.script, SCRIPT_BYTES_MAX).ok_or("The script cannot be read.")?;
    let mut profile = open(options.profile.clone())?;
    let begin = options.begin.unwrap_or_else(|| Moment::from_millis(clock::now()));
    let wish = Wish {
        peer: &options.peer,
        script: &script,
        dialled_by: options.dialled_by,
        met_before: options.met_before,
        begin,
    };
    let files = profile.forge(wish).map_err(|error| error.to_string())?;
    folder::write(&options.out, &files)?;
    Ok("A session was made up and written. `sotto transcript check` accepts it as it accepts a real one.\n"
        .to_owned())
}

fn export(options: &Export) -> Result<String, Refusal> {
    if let Some(out) = &options.out {
        folder::must_be_new(out)?;
    }
    let text = open(options.profile.clone())?.export(&options.peer).map_err(|failure| match failure {
        Failure::NoSuchContact => "There is no conversation with this address in the profile.".to_owned(),
        other => other.to_string(),
    })?;
    match &options.out {
        None => Ok(text),
        Some(out) => {
            folder::write_new(out, text.as_bytes())?;
            Ok("The conversation was written. It is plain text: whoever has it can change it.\n".to_owned())
        }
    }
}

fn check(options: &Check) -> Result<String, Refusal> {
    let files = folder::gather(&options.session)?;
    let accepted = open(options.profile.clone())?.check(&files);
    let accepted = accepted.map_err(|reason| format!("Not accepted. {reason}"))?;
    let mut text = verdict(&accepted);
    if options.json {
        let Accepted { dialled_by, frames_mine, frames_theirs, texts_mine, texts_theirs } = accepted;
        let line = json!({
            "accepted": true,
            "dialled_by": dialled_by,
            "frames_mine": frames_mine,
            "frames_theirs": frames_theirs,
            "texts_mine": texts_mine,
            "texts_theirs": texts_theirs,
        });
        text += &format!("{line}\n");
    }
    Ok(text)
}

fn verdict(accepted: &Accepted) -> String {
    let Accepted { dialled_by, frames_mine, frames_theirs, texts_mine, texts_theirs } = accepted;
    let dialler = if *dialled_by == Side::Me { "You dialled." } else { "They dialled." };
    let texts = texts_mine + texts_theirs;
    let messages = if texts == 1 { "message" } else { "messages" };
    format!(
        "Accepted. {dialler} {texts} {messages}: {texts_mine} of yours, {texts_theirs} of theirs. \
         {} frames on the wire: {frames_mine} of yours, {frames_theirs} of theirs.\n{HONEST}\n",
        frames_mine + frames_theirs,
    )
}

/// Opens the profile with the passphrase on standard input.
fn open(given: Option<PathBuf>) -> Result<OwnProfile, Refusal> {
    let program = std::env::current_exe().ok();
    let folder: PathBuf = places::profile(given, program.as_deref())
        .ok_or("There is no place for a profile here; give one with --profile.")?;
    let passphrase = passphrase::ask()?;
    OwnProfile::open(&folder, &passphrase).map_err(|failure| failure.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_says_what_it_is_worth() {
        let accepted = Accepted {
            dialled_by: Side::Them,
            frames_mine: 7,
            frames_theirs: 8,
            texts_mine: 1,
            texts_theirs: 2,
        };
        let text = verdict(&accepted);
        assert!(text.starts_with("Accepted. They dialled. 3 messages: 1 of yours, 2 of theirs. 15 frames"));
        assert!(text.contains("proves nothing about who wrote it"));
    }
}
