//! `cargo xtask tornet`: a private Tor network to try things on by hand.

use crate::doctor::{self, Consent, Part};
use crate::say;
use crate::scratch::Scratch;
use anyhow::{Context, Result};
use sotto_tests::tornet::{Options, TorNet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Starts a network, says how to use it, and holds it until there is a line, or an end, on standard input.
///
/// # Errors
/// The network does not start.
pub(crate) fn command(bridge: bool) -> Result<()> {
    doctor::ensure_parts(&[Part::Network], Consent::Tell)?;
    let scratch = Scratch::make("tornet")?;
    let network = start(&scratch.path().join("network"), bridge)?;
    let settings = settings(&network);
    say::result(format_args!("Arti settings: {}", settings.display()))?;
    if let Some(line) = network.bridge_line() {
        say::result(format_args!("Bridge line: {line}"))?;
    }
    say::result(format_args!("A Sotto on it: sotto --profile DIR --tor-network {}", settings.display()))?;
    say::line("The network ends with Enter, Ctrl-C or this process.");
    hold()
}

/// Starts a network below `folder`, which it makes, and tells of every step.
///
/// # Errors
/// The network does not start.
pub(crate) fn start(folder: &Path, bridge: bool) -> Result<TorNet> {
    let options = Options { bridge, folder: Some(folder.to_owned()), ..Options::default() };
    TorNet::start_with(&options, |step| say::line(format_args!("  {step}")))
}

/// What `--tor-network` is given.
pub(crate) fn settings(network: &TorNet) -> PathBuf {
    network.folder().join("arti.toml")
}

fn hold() -> Result<()> {
    let first = io::stdin().lock().bytes().find(|byte| !matches!(byte, Ok(byte) if *byte != b'\n'));
    first.transpose().map(|_| ()).context("reading standard input")
}
