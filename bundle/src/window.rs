//! `cargo xtask bench window`: what the window takes to start, to scroll, and to stand there (`docs/benchmarks.md`).
//!
//! ```text
//! frames   the real application without a screen: 2,000 steps through 100,000 messages     frame_p99_ms
//! start    the program under Xvfb, five times, on a vault of 50,000 messages               start_s
//! idle     the same window on a conversation, with the focus and without it                 idle_cpu_percent
//! memory   there, and after a walk back through a conversation of 100,000 messages          rss_mb
//! ```

mod desk;
mod frames;

use crate::bundle::Profile;
use crate::doctor::{self, Consent, Part};
use crate::idle::rest;
use crate::optimised;
use crate::process;
use crate::reliability::{self, Harness};
use crate::say;
use crate::scratch::Scratch;
use crate::usage::{Sample, Usage};
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use desk::{Opened, Start};
use frames::Frames;
use serde_json::{Value, json};
use sotto_tests::peer::Launch;
use sotto_tests::tornet::{Authority, arti_toml};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Seconds from the start to the list of conversations, what a person does and the passphrase's stretching aside.
const START_GOAL: f64 = 1.0;
/// Milliseconds of a frame, at the 99th percentile.
const FRAME_GOAL: f64 = 16.0;
/// Of one core.
const IDLE_GOAL: f64 = 0.5;
/// Megabytes, resident.
const MEMORY_GOAL: f64 = 120.0;
/// Starts that are measured. The fastest counts: whatever else runs can only lengthen one.
const STARTS: u32 = 5;
/// A conversation of 5,000 messages and fifty of 900: 50,000 in all.
const LONG: u32 = 5_000;
const OTHERS: (u32, usize) = (900, 50);
/// A conversation that nobody has read to its beginning.
const ENDLESS: u32 = 100_000;
/// Opens the vaults. Its stretching costs next to nothing: the vaults were made so.
const PASSPHRASE: &str = "x";

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Seconds of each idle measurement.
    pub(crate) seconds: u32,
}

/// What is measured, and where.
struct Bench<'a> {
    program: &'a Path,
    folder: &'a Path,
    /// Leads nowhere.
    network: PathBuf,
}

/// All that was found.
struct Found {
    frames: Frames,
    starts: Vec<Start>,
    focused: Usage,
    unfocused: Usage,
    walked: Usage,
}

/// Builds everything, measures it, and says whether it is good enough; the last line is JSON.
///
/// # Errors
/// A step fails, or a goal is missed.
pub(crate) fn command(here: &Workspace, options: Options) -> Result<()> {
    doctor::ensure_parts(&[Part::Build, Part::Window, Part::Witness], Consent::Tell)?;
    let program = optimised::program(here)?;
    let fill = reliability::build(here, Harness::Fill, Profile::Release)?;
    let frames = frames::measure(here)?;
    let scratch = Scratch::make("window")?;
    let network = scratch.path().join("nowhere.toml");
    fs::write(&network, nowhere()).context("writing the settings of a network that leads nowhere")?;
    let bench = Bench { program: &program, folder: scratch.path(), network };
    say::line("filling two vaults ...");
    let many: Vec<u32> = (0..OTHERS.1).map(|_| OTHERS.0).chain([LONG]).collect();
    let (daily, endless) = (bench.fill(&fill, "daily", &many)?, bench.fill(&fill, "endless", &[ENDLESS])?);
    bench.measure(&daily, &endless, frames, options)?.conclude()
}

/// Does with little, and any build of the program, what is measured with much.
///
/// # Errors
/// A step fails.
pub(crate) fn rehearse(here: &Workspace, program: &Path) -> Result<()> {
    let fill = reliability::build(here, Harness::Fill, Profile::Dev)?;
    let scratch = Scratch::make("window")?;
    let network = scratch.path().join("nowhere.toml");
    fs::write(&network, nowhere()).context("writing the settings of a network that leads nowhere")?;
    let bench = Bench { program, folder: scratch.path(), network };
    let launch = bench.fill(&fill, "small", &[40, 300])?;
    let (start, mut opened) = Opened::start(&launch, PASSPHRASE)?;
    ensure!(start.total() > 0.0, "a start that took no time");
    opened.converse()?;
    opened.unfocus()?;
    let usage = idle(&opened, Options { seconds: 1 })?;
    ensure!(usage.memory_mb > 1.0, "a window that needs no memory");
    opened.close()
}

impl Bench<'_> {
    fn fill(&self, fill: &Path, name: &str, messages: &[u32]) -> Result<Launch> {
        let profile = self.folder.join(name);
        let counts = messages.iter().map(u32::to_string);
        process::output(Command::new(fill).arg(&profile).arg(PASSPHRASE).args(counts))?;
        Ok(Launch::new(self.program, profile).tor_network(&self.network))
    }

    fn measure(&self, daily: &Launch, endless: &Launch, frames: Frames, options: Options) -> Result<Found> {
        let mut starts = Vec::new();
        for _ in 1..STARTS {
            let (start, opened) = Opened::start(daily, PASSPHRASE)?;
            starts.push(start);
            opened.close()?;
        }
        let (start, mut opened) = Opened::start(daily, PASSPHRASE)?;
        starts.push(start);
        opened.converse()?;
        let focused = idle(&opened, options)?;
        opened.unfocus()?;
        let unfocused = idle(&opened, options)?;
        opened.close()?;
        let (_, mut opened) = Opened::start(endless, PASSPHRASE)?;
        opened.converse()?;
        let before = Sample::take(opened.process())?;
        opened.walk_back()?;
        let walked = Sample::take(opened.process())?.since(&before);
        opened.close()?;
        ensure!(
            !daily.profile.join("tor").join("state").exists(),
            "Tor was started: this measured another thing"
        );
        Ok(Found { frames, starts, focused, unfocused, walked })
    }
}

fn idle(opened: &Opened, options: Options) -> Result<Usage> {
    let before = Sample::take(opened.process())?;
    rest(options.seconds)?;
    Ok(Sample::take(opened.process())?.since(&before))
}

impl Found {
    fn conclude(self) -> Result<()> {
        let Self { frames, starts, focused, unfocused, walked } = self;
        for start in &starts {
            say::line(format_args!("  {start}"));
        }
        say::line(format_args!("  {frames}"));
        say::line(format_args!("  idle, with the focus: {focused}"));
        say::line(format_args!("  idle, without it: {unfocused}"));
        say::line(format_args!("  after a walk back through {ENDLESS} messages: {} MB", walked.memory_mb));
        let start = starts.iter().map(Start::total).fold(f64::INFINITY, f64::min);
        let cpu = focused.cpu_percent.max(unfocused.cpu_percent);
        let memory = focused.memory_mb.max(unfocused.memory_mb).max(walked.memory_mb);
        say::result(json!({
            "start_s": start,
            "frame_p99_ms": frames.p99_ms,
            "idle_cpu_percent": cpu,
            "rss_mb": memory,
            "frame_p50_ms": frames.p50_ms,
            "frame_max_ms": frames.max_ms,
            "frame_wall_p99_ms": frames.wall_p99_ms,
            "idle_unfocused_cpu_percent": unfocused.cpu_percent,
            "starts": starts.iter().map(|start| start.to_json()).collect::<Vec<Value>>(),
        }))?;
        let goals = [
            ("start_s", start, START_GOAL),
            ("frame_p99_ms", frames.p99_ms, FRAME_GOAL),
            ("idle_cpu_percent", cpu, IDLE_GOAL),
            ("rss_mb", memory, MEMORY_GOAL),
        ];
        let missed = goals.iter().filter(|(_, found, goal)| found > goal);
        let missed: Vec<String> =
            missed.map(|(name, found, goal)| format!("{name} is {found}, the goal is {goal}")).collect();
        ensure!(missed.is_empty(), "{}", missed.join("; "));
        Ok(())
    }
}

/// Settings of a Tor network that is not there, on loopback: nothing here is to go online, and nothing could.
fn nowhere() -> String {
    let hex = "0".repeat(40);
    let authority =
        Authority { v3: hex.clone(), rsa: hex, ed: "A".repeat(43), onion_port: 1, directory_port: 1 };
    arti_toml(&[authority])
}
