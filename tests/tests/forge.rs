//! What README.md and docs/deniability.md show of sessions that are made up, run as it stands there.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sotto_tests::conversation;
use sotto_tests::peer::{Launch, Peer};
use sotto_tests::program;
use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery staple";
/// The address in the examples: the website of the Tor Project.
const WEBSITE: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";

/// A folder as the examples want it: a profile `Data`, and `sotto` on the path.
struct Desk {
    folder: TempDir,
}

impl Desk {
    /// The profile has one text for the website in it, which never left.
    fn laid() -> Result<Self> {
        let desk = Self { folder: tempfile::tempdir()? };
        fs::create_dir(desk.path("bin"))?;
        symlink(program::sotto()?, desk.path("bin/sotto"))?;
        let mut owner = Peer::start("owner", Launch::new(program::sotto()?, desk.path("Data")))?;
        conversation::create(&owner, PASSPHRASE)?;
        let contact = owner.call("add_contact", json!({"address": WEBSITE, "name": "website"}))?;
        owner.call("send", json!({"contact": contact["id"], "text": "I have the documents."}))?;
        let check = desk.sotto(&["transcript", "check", "--profile", "Data", "Data"], PASSPHRASE)?;
        ensure!(says(&check.stderr).contains("session.json is missing"), "{check:?}");
        let export = ["transcript", "export", "--profile", "Data", "--peer", WEBSITE];
        let meanwhile = desk.sotto(&export, PASSPHRASE)?;
        ensure!(says(&meanwhile.stderr).contains("already open in another Sotto"), "{meanwhile:?}");
        ensure!(owner.shutdown()?.success(), "the program did not end in order");
        Ok(desk)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn sotto(&self, arguments: &[&str], passphrase: &str) -> Result<Output> {
        self.run(Command::new(self.path("bin/sotto")).args(arguments), passphrase)
    }

    /// What a document shows, run by the shell; it ends with the first command that fails.
    fn follow(&self, example: &str) -> Result<String> {
        let output = self.run(Command::new("/bin/sh").args(["-euc", example]), PASSPHRASE)?;
        ensure!(output.status.success(), "{output:?}");
        Ok(says(&output.stdout))
    }

    /// Every command that asks is given the passphrase: one line each.
    fn run(&self, command: &mut Command, passphrase: &str) -> Result<Output> {
        let path = format!("{}:/usr/bin:/bin", self.path("bin").display());
        let command = command.current_dir(self.folder.path()).env_clear().env("PATH", path);
        let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = streams.spawn().context("starting the example")?;
        let typed = format!("{passphrase}\n").repeat(4);
        let written = child.stdin.take().context("its standard input")?.write_all(typed.as_bytes());
        // A command that asks for nothing may be gone before it is given anything.
        drop(written);
        Ok(child.wait_with_output()?)
    }
}

fn says(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The shell examples of a section of a document.
fn example(document: &str, heading: &str) -> Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(document);
    let text = fs::read_to_string(path)?;
    let (_, section) = text.split_once(&format!("\n## {heading}\n")).context("the section")?;
    let section = section.split_once("\n## ").map_or(section, |(section, _)| section);
    let blocks = section.split("```sh\n").skip(1).filter_map(|block| Some(block.split_once("```")?.0));
    let example: String = blocks.collect();
    ensure!(!example.is_empty(), "{document} shows nothing under {heading}");
    Ok(example)
}

fn texts(export: &str) -> Vec<&str> {
    export.lines().filter_map(|line| Some(line.split_once("Z ")?.1)).collect()
}

#[test]
fn the_examples_of_the_documents_do_what_they_say() -> Result<()> {
    let desk = Desk::laid()?;
    let vault = fs::read(desk.path("Data/vault.db"))?;

    let said = desk.follow(&example("README.md", "Deny it")?)?;
    ensure!(said.contains("Accepted. You dialled. 2 messages: 1 of yours, 1 of theirs."), "{said}");
    ensure!(said.contains("This proves nothing about who wrote it."), "{said}");
    ensure!(said.contains("them: Did you send the documents?\n"), "{said}");
    let export = fs::read_to_string(desk.path("made-up/export.txt"))?;
    ensure!(texts(&export) == ["them: Did you send the documents?", "me: Which documents?"], "{export}");

    let said = desk.follow(&example("docs/deniability.md", "Try it")?)?;
    ensure!(said.contains("Accepted. You dialled. 1 message: 1 of yours, 0 of theirs."), "{said}");
    let kept = fs::read_to_string(desk.path("conversation.txt"))?;
    let edited = fs::read_to_string(desk.path("edited/export.txt"))?;
    ensure!(texts(&kept) == ["me: I have the documents."], "{kept}");
    ensure!(edited == kept.replace("documents", "flowers"), "{edited}");

    ensure!(fs::read(desk.path("Data/vault.db"))? == vault, "the vault was changed by looking into it");
    Ok(())
}

#[test]
fn what_does_not_fit_is_refused_with_its_reason() -> Result<()> {
    let desk = Desk::laid()?;
    fs::write(desk.path("script.txt"), "them: one\nme: two\n")?;
    let forge = ["forge", "--profile", "Data", "--peer", WEBSITE, "--script", "script.txt", "--out", "out"];
    let refused = |arguments: &[&str], passphrase: &str, reason: &str| -> Result<()> {
        let output = desk.sotto(arguments, passphrase)?;
        ensure!(output.status.code() == Some(1), "{output:?}");
        ensure!(says(&output.stderr).contains(reason), "{reason}: {output:?}");
        ensure!(!says(&output.stderr).contains(WEBSITE), "an address was said");
        Ok(())
    };
    refused(&forge, "wrong", "Wrong passphrase")?;
    ensure!(!desk.path("out").exists(), "a session without a passphrase");
    let called = [&forge[..], &["--dialled-by", "peer", "--met-before"]].concat();
    let made = desk.sotto(&called, PASSPHRASE)?;
    ensure!(made.status.success(), "{made:?}");
    refused(&forge, PASSPHRASE, "is there already")?;

    let check = ["transcript", "check", "out", "--profile", "Data", "--json"];
    let accepted = desk.sotto(&check, PASSPHRASE)?;
    let said = says(&accepted.stdout);
    let line: Value = serde_json::from_str(said.lines().last().context("the last line")?)?;
    let expected = json!({"accepted": true, "dialled_by": "them", "frames_mine": 6, "frames_theirs": 6, "texts_mine": 1, "texts_theirs": 1});
    ensure!(line == expected, "{line}");

    let wire = fs::read(desk.path("out/wire.bin"))?;
    let mut flipped = wire.clone();
    flipped[4097 * 6 + 3000] ^= 1;
    fs::write(desk.path("out/wire.bin"), &flipped)?;
    refused(&check, PASSPHRASE, "Not accepted. Frame 7 in wire.bin")?;
    let said = says(&desk.sotto(&check, PASSPHRASE)?.stdout);
    let line: Value = serde_json::from_str(said.lines().last().context("the last line")?)?;
    ensure!(line["accepted"] == false, "{line}");
    fs::write(desk.path("out/wire.bin"), &wire[..wire.len() - 1])?;
    refused(&check, PASSPHRASE, "wire.bin is cut short")?;
    fs::write(desk.path("out/wire.bin"), &wire)?;
    let export = fs::read_to_string(desk.path("out/export.txt"))?;
    fs::write(desk.path("out/export.txt"), export.replace("two", "three"))?;
    refused(&check, PASSPHRASE, "Line 2 of export.txt")?;

    let mut mistyped = forge;
    mistyped[4] = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wie.onion";
    mistyped[8] = "other";
    refused(&mistyped, PASSPHRASE, "typing error")?;
    fs::write(desk.path("script.txt"), "them: one\nyou: two\n")?;
    mistyped[4] = WEBSITE;
    refused(&mistyped, PASSPHRASE, "Line 2 does not begin with")?;
    let absent = ["transcript", "export", "--profile", "None", "--peer", WEBSITE];
    refused(&absent, PASSPHRASE, "There is no profile here yet")?;
    ensure!(!desk.path("None").exists(), "a folder was made for a profile that is not there");
    Ok(())
}
