//! The private Tor network itself: everything of it ends with its owner, however the owner ends.

use anyhow::{Context, Result, ensure};
use sotto_tests::tornet::{Options, Step, TorNet};
use sotto_tests::wait::{Deadline, poll_until};
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// tor looks after its owner every 15 s.
const ORPHAN_PATIENCE: Duration = Duration::from_secs(40);
/// Tells the test that plays the owner where to leave its process numbers.
const NOTE: &str = "SOTTO_TORNET_NOTE";

fn options() -> Options {
    let keys = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tornet-keys");
    Options { bridge: true, keys: Some(keys), ..Options::default() }
}

/// A process that has ended and waits to be noticed by its parent counts as gone.
fn is_alive(process: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    status.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z'))
}

/// The processes that `parents` started.
fn children(parents: &[u32]) -> Result<Vec<u32>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let Some(process) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        let parent =
            status.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse::<u32>().ok());
        if parent.is_some_and(|parent| parents.contains(&parent)) {
            found.push(process);
        }
    }
    Ok(found)
}

fn wait_gone(processes: &[u32], patience: Duration) -> Result<()> {
    poll_until(Deadline::after(patience), "the end of the network's processes", || {
        Ok((!processes.iter().any(|process| is_alive(*process))).then_some(()))
    })
}

#[test]
fn a_network_that_is_dropped_leaves_no_process_and_no_file() -> Result<()> {
    let mut steps = Vec::new();
    let network = TorNet::start_with(&options(), |step| steps.push(step))?;
    ensure!(steps.first() == Some(&Step::Keys) && steps.last() == Some(&Step::Ready), "{steps:?}");
    let mut processes = network.processes();
    let transports = children(&processes)?;
    ensure!(processes.len() == 6 && transports.len() == 1, "{processes:?} {transports:?}");
    processes.extend(transports);
    ensure!(processes.iter().all(|process| is_alive(*process)), "a process is not there");
    let bridge = network.bridge_port().context("a bridge")?;
    let line = network.bridge_line().context("a bridge line")?;
    ensure!(line.contains(&format!(" 127.0.0.1:{bridge} ")) && !line.contains('<'), "{line}");
    ensure!(network.relay_ports().len() == 8 && network.relay_ports().contains(&bridge), "the wrong ports");
    let folder = network.folder().to_owned();
    ensure!(
        fs::read_to_string(folder.join("arti.toml"))? == network.arti_toml(),
        "other settings in the file"
    );
    drop(network);
    wait_gone(&processes, Duration::from_secs(5))?;
    ensure!(!folder.exists(), "the folder is still there");
    Ok(())
}

/// A path of C Tor begins and ends at the only relay that has carried something, if there is one, and is never built.
#[test]
fn every_relay_is_as_likely_on_a_path_as_any_other_and_c_tor_enters() -> Result<()> {
    let network = TorNet::start(&Options { bridge: false, ..options() })?;
    let consensus = fs::read_to_string(network.folder().join("authority/cached-microdesc-consensus"))?;
    let weights: Vec<&str> = consensus.lines().filter(|line| line.starts_with("w Bandwidth=")).collect();
    let alike = weights.iter().all(|weight| *weight == "w Bandwidth=1000 Unmeasured=1");
    ensure!(weights.len() == 5 && alike, "{weights:?}");
    network.plain_client()?.wait_ready(Deadline::after(options().patience))
}

#[test]
#[ignore = "the owner that the next test starts and kills"]
fn an_owner_that_waits_to_be_killed() -> Result<()> {
    let Some(note) = std::env::var_os(NOTE).map(PathBuf::from) else { return Ok(()) };
    let network =
        TorNet::start(&Options { folder: note.parent().map(|at| at.join("network")), ..options() })?;
    let mut processes = network.processes();
    processes.extend(children(&processes)?);
    let lines: String = processes.iter().map(|process| format!("{process}\n")).collect();
    fs::write(note.with_extension("draft"), lines)?;
    fs::rename(note.with_extension("draft"), &note)?;
    // until it is killed, or its own owner ends
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

#[test]
fn a_network_ends_when_its_owner_is_killed() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let note = folder.path().join("processes");
    let mut owner = Command::new(std::env::current_exe()?)
        .args(["--exact", "an_owner_that_waits_to_be_killed", "--ignored", "--nocapture"])
        .env(NOTE, &note)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    let text = poll_until(Deadline::after(options().patience), "the owner's network", || {
        ensure!(owner.try_wait()?.is_none(), "the owner ended by itself");
        Ok(fs::read_to_string(&note).ok())
    })?;
    let processes: BTreeSet<u32> = text.lines().map(str::parse).collect::<Result<_, _>>()?;
    let processes: Vec<u32> = processes.into_iter().collect();
    ensure!(processes.len() == 7 && processes.iter().all(|process| is_alive(*process)), "{processes:?}");
    owner.kill()?;
    owner.wait()?;
    wait_gone(&processes, ORPHAN_PATIENCE)
}
