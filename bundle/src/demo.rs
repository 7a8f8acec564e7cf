//! `cargo xtask demo`: two bundles of this very build meet on a private Tor network and chat.
//!
//! ```text
//! two bundles -> network -> two profiles -> online -> acquainted -> (headless) a counted conversation, one JSON line
//!                                                               -> (windows)  two windows, until both are closed
//! ```

use crate::bundle::{self, Bundle, Profile};
use crate::doctor::{self, Consent, Part};
use crate::process;
use crate::say;
use crate::scratch::Scratch;
use crate::step::Steps;
use crate::tornet;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use sotto_tests::conversation::{self, Acquaintance, Report};
use sotto_tests::peer::{Launch, Peer};
use sotto_tests::tornet::TorNet;
use sotto_tests::wait::{self, Deadline};
use std::env;
use std::fs;
use std::process::{Child, Command};
use std::time::Instant;

/// Bundles, network, profiles, acquaintance, conversation.
const STEPS: u32 = 5;
/// The two sides, and the folders of their bundles: names as users have them.
const SIDES: [(&str, &str); 2] = [("Alice", "Sotto of Alice"), ("Zoé", "Sotto of Zoé")];
/// Opens the vaults of the demonstration.
const PASSPHRASE: &str = "only a demonstration";
/// Passes the words on to the start script, which refuses root unless told otherwise.
const EVEN_AS_ROOT: &str = "exec \"$0\" --allow-root \"$@\"";
/// Messages between two lines of progress.
const TOLD_EVERY: u32 = 10;

/// How the demonstration goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Without windows.
    pub(crate) headless: bool,
    /// Messages in all, without windows.
    pub(crate) messages: u32,
    /// The second side goes through the bridge only.
    pub(crate) bridge: bool,
}

/// Shows it.
///
/// # Errors
/// There is no display for windows, a step fails, or a message was lost, doubled or out of order.
pub(crate) fn command(here: &Workspace, options: Options) -> Result<()> {
    if options.headless {
        doctor::ensure_parts(&[Part::Build, Part::Network], Consent::Tell)?;
    } else {
        ensure!(has_display(), "there is no display for two windows here; try: cargo xtask demo --headless");
        doctor::ensure_parts(&[Part::Build, Part::Network, Part::Window], Consent::Tell)?;
    }
    let scratch = Scratch::make("demo")?;
    let mut steps = Steps::plan(STEPS);
    let names = SIDES.map(|(_, folder)| folder);
    let bundles = steps.step("building the program and laying out two bundles", || {
        bundle::stage_copies(here, Profile::Dev, scratch.path(), &names)
    })?;
    let network = steps.step("starting a private Tor network", || {
        tornet::start(&scratch.path().join("network"), options.bridge)
    })?;
    let began = wait::now();
    let peers = steps.step("making two profiles and going online", || online(&bundles, &network))?;
    let [first, second] = &peers;
    let known = steps.step("adding each other by onion address", || conversation::meet(first, second))?;
    if options.headless {
        let title = format!("sending {} messages", options.messages);
        let report = steps.step(&title, || talk((first, second), known, options.messages, began))?;
        report_on(peers, &report)
    } else {
        say_goodbye(peers)?;
        steps.step("two windows; the demonstration ends when both are closed", || windows(&bundles, &network))
    }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn online(bundles: &[Bundle], network: &TorNet) -> Result<[Peer; 2]> {
    let [first, second] = bundles else { bail!("a demonstration has two bundles") };
    let peers = [start(SIDES[0].0, first, network)?, start(SIDES[1].0, second, network)?];
    for peer in &peers {
        conversation::create(peer, PASSPHRASE)?;
    }
    if let Some(line) = network.bridge_line() {
        peers[1].call("set_bridges", json!({"lines": line, "enabled": true}))?;
    }
    let marks = peers.each_ref().map(Peer::mark);
    for peer in &peers {
        peer.call("connect", Value::Null)?;
    }
    for (peer, mark) in peers.iter().zip(marks) {
        conversation::wait_online(peer, mark, Deadline::after(conversation::ONLINE_PATIENCE))?;
    }
    Ok(peers)
}

/// Starts a bundle as a bot would, through its own start script.
fn start(name: &str, bundle: &Bundle, network: &TorNet) -> Result<Peer> {
    let launch = Launch::new(bundle.start(), bundle.data()).tor_network(tornet::settings(network)).wrapped([
        "/bin/sh",
        "-c",
        EVEN_AS_ROOT,
    ]);
    Peer::start(name, launch)
}

fn talk(pair: (&Peer, &Peer), known: Acquaintance, messages: u32, began: Instant) -> Result<Report> {
    conversation::talk(pair, known, messages, began, |delivered| {
        if delivered % TOLD_EVERY == 0 || delivered == messages {
            say::line(format_args!("  {delivered} of {messages} delivered"));
        }
    })
}

fn report_on(peers: [Peer; 2], report: &Report) -> Result<()> {
    say_goodbye(peers)?;
    say::result(report.to_json())?;
    ensure!(report.passed(), "not every message arrived once and in order");
    Ok(())
}

fn say_goodbye(peers: [Peer; 2]) -> Result<()> {
    for mut peer in peers {
        let status = peer.shutdown()?;
        ensure!(status.success(), "{} did not end well ({status})", peer.name());
    }
    Ok(())
}

fn windows(bundles: &[Bundle], network: &TorNet) -> Result<()> {
    say::line(format_args!("  in each window: the passphrase is `{PASSPHRASE}`; press Connect, then write"));
    let windows = bundles.iter().map(|bundle| window(bundle, network)).collect::<Result<Vec<Child>>>()?;
    for mut window in windows {
        let status = window.wait().context("waiting for a window")?;
        ensure!(status.success(), "a window ended with an error ({status})");
    }
    Ok(())
}

fn window(bundle: &Bundle, network: &TorNet) -> Result<Child> {
    // what a headless life wrote beside the profile is no part of a bundle
    let _ = fs::remove_file(bundle.folder.join("Data.stderr"));
    let mut start = Command::new(bundle.start());
    start.arg("--allow-root").arg("--tor-network").arg(tornet::settings(network));
    start.spawn().with_context(|| format!("cannot start `{}`", process::shown(&start)))
}
