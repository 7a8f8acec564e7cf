//! `cargo xtask bench idle`: what a running program costs while nothing is said.
//!
//! ```text
//! no contact ─▶ 50 contacts ─▶ 200 contacts       one of them is there, the others never are
//!     each: settle, measure with a person there ─▶ settle, measure with nobody there
//! ```

mod cost;

use crate::doctor::{self, Consent, Part};
use crate::optimised;
use crate::say;
use crate::scratch::Scratch;
use crate::tornet;
use crate::usage::Sample;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use cost::Cost;
use serde_json::{Value, json};
use sotto_tests::conversation;
use sotto_tests::peer::{Launch, Peer};
use sotto_tests::tornet::TorNet;
use sotto_tests::wait::{Deadline, poll_until};
use std::path::Path;
use std::time::Duration;

/// Contacts, one of whom is there.
const CONTACTS: [u32; 3] = [0, 50, 200];
/// The most that is allowed with all of them and nobody there.
const CPU_PERCENT_GOAL: f64 = 2.0;
const MEMORY_MB_GOAL: f64 = 200.0;
/// Opens the vaults.
const PASSPHRASE: &str = "nothing to do";

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Seconds of one measurement.
    pub(crate) seconds: u32,
    /// Seconds before it.
    pub(crate) settle: u32,
    /// Seconds before it once nobody is there: the pauses between two calls of the same contact grow until they are half
    /// an hour.
    pub(crate) alone: u32,
    /// Seconds of a measurement with nobody there. Calls to absent contacts are a quarter to half an hour apart: only as
    /// long a look sees each of them with its right share.
    pub(crate) round: u32,
}

/// The node under test, and who was measured with it.
struct Bench<'n> {
    program: &'n Path,
    folder: &'n Path,
    network: &'n TorNet,
    node: Peer,
    friend: Peer,
    contacts: u32,
    costs: Vec<Cost>,
}

/// Builds the program and measures it; the last line is JSON.
///
/// # Errors
/// A step fails, or a goal is missed.
pub(crate) fn command(here: &Workspace, options: Options) -> Result<()> {
    doctor::ensure_parts(&[Part::Build, Part::Network], Consent::Tell)?;
    let costs = run(&optimised::program(here)?, &CONTACTS, options)?;
    conclude(&costs, options)
}

/// A few seconds of it with a few contacts, without a look at the goals: everything is measured, whatever comes of it.
///
/// # Errors
/// A step fails, or something was not measured.
pub(crate) fn rehearse(program: &Path) -> Result<()> {
    let costs = run(program, &[0, 2], Options { seconds: 2, settle: 1, alone: 1, round: 2 })?;
    let measured: Vec<_> = costs.iter().map(|cost| (cost.contacts, cost.attended)).collect();
    ensure!(measured == [(0, true), (0, false), (2, true), (2, false)], "{measured:?}");
    let plausible = |cost: &Cost| {
        cost.usage.memory_mb > 1.0
            && cost.usage.wakeups_per_s > 0.0
            && (0.0..=400.0).contains(&cost.usage.cpu_percent)
    };
    ensure!(costs.iter().all(plausible), "{costs:?}");
    Ok(())
}

/// Measures with each number of contacts, with and without a person.
fn run(program: &Path, contacts: &[u32], options: Options) -> Result<Vec<Cost>> {
    let scratch = Scratch::make("idle")?;
    let network = tornet::start(&scratch.path().join("network"), false)?;
    let mut bench = Bench::prepare(program, scratch.path(), &network)?;
    for contacts in contacts {
        bench.fill(*contacts)?;
        for attended in [true, false] {
            bench.measure(options, attended)?;
        }
    }
    bench.finish()
}

/// Says what was measured; the last line is JSON.
fn conclude(costs: &[Cost], options: Options) -> Result<()> {
    let last = costs.last().context("nothing was measured")?;
    let memory = costs.iter().map(|cost| cost.usage.memory_mb).fold(0.0, f64::max);
    say::result(json!({
        "contacts": last.contacts,
        "cpu_percent": last.usage.cpu_percent,
        "wakeups_per_s": last.usage.wakeups_per_s,
        "rss_mb": memory,
        "seconds": options.round,
        "alone_s": options.alone,
        "measured": costs.iter().map(|cost| cost.to_json()).collect::<Vec<_>>(),
    }))?;
    ensure!(
        last.usage.cpu_percent <= CPU_PERCENT_GOAL,
        "{} % of a core with nobody there; the goal is {CPU_PERCENT_GOAL} %",
        last.usage.cpu_percent
    );
    ensure!(memory <= MEMORY_MB_GOAL, "{memory} MB of memory; the goal is {MEMORY_MB_GOAL} MB");
    Ok(())
}

impl<'n> Bench<'n> {
    fn prepare(program: &'n Path, folder: &'n Path, network: &'n TorNet) -> Result<Self> {
        let start = |name: &str| {
            let settings = tornet::settings(network);
            let peer = Peer::start(name, Launch::new(program, folder.join(name)).tor_network(settings))?;
            conversation::create(&peer, PASSPHRASE)?;
            conversation::go_online(&peer).map(|()| peer)
        };
        let (node, friend) = (start("node")?, start("friend")?);
        Ok(Self { program, folder, network, node, friend, contacts: 0, costs: Vec::new() })
    }

    /// Adds contacts until there are as many.
    fn fill(&mut self, contacts: u32) -> Result<()> {
        if self.contacts == 0 && contacts > 0 {
            conversation::meet(&self.node, &self.friend).context("a contact who is there")?;
            self.contacts = 1;
        }
        if contacts > self.contacts {
            say::line(format_args!("  {} people who are not there ...", contacts - self.contacts));
        }
        while self.contacts < contacts {
            let address = self.nobody()?;
            self.node.call("add_contact", json!({"address": address, "name": "nobody"}))?;
            self.contacts += 1;
        }
        Ok(())
    }

    /// An address that was somebody's for a moment, who never connected.
    fn nobody(&self) -> Result<String> {
        let settings = tornet::settings(self.network);
        let launch = Launch::new(self.program, self.folder.join("nobody")).tor_network(settings);
        let mut somebody = Peer::start("nobody", launch)?;
        let status = somebody.call("create_amnesic", Value::Null)?;
        somebody.kill9()?;
        status["address"].as_str().map(str::to_owned).context("a status without an address")
    }

    fn measure(&mut self, options: Options, attended: bool) -> Result<()> {
        self.node.call("attend", json!({"present": attended}))?;
        let quick = attended || self.contacts == 0;
        let (before, seconds) =
            if quick { (options.settle, options.seconds) } else { (options.alone, options.round) };
        rest(before)?;
        let process = self.node.process().context("the program has ended")?;
        let before = Sample::take(process)?;
        rest(seconds)?;
        let usage = Sample::take(process)?.since(&before);
        let cost = Cost { contacts: self.contacts, attended, usage };
        say::line(format_args!("  {cost}"));
        self.costs.push(cost);
        Ok(())
    }

    /// Ends both programs.
    fn finish(mut self) -> Result<Vec<Cost>> {
        for peer in [&mut self.node, &mut self.friend] {
            ensure!(peer.shutdown()?.success(), "{} did not end in order", peer.name());
        }
        Ok(self.costs)
    }
}

/// Lets time pass.
pub(crate) fn rest(seconds: u32) -> Result<()> {
    let end = Deadline::after(Duration::from_secs(seconds.into()));
    let patience = Deadline::after(Duration::from_secs(u64::from(seconds) + 60));
    poll_until(patience, "time to pass", || Ok(end.passed().then_some(())))
}
