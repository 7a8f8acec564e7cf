//! `cargo xtask bench delivery`: a message's way, from `send` to the second tick, beside what it cannot be faster than.
//!
//! ```text
//!  engine A ─ disk ─ link ─┐                                     ┌─ link ─ disk ─ engine B
//!                          ├─ Arti ─ private Tor network ─ Arti ─┤
//!  bare echo, dials ───────┘                                     └─ bare echo, answers
//!  bare echo ─────────────── C Tor ─ private Tor network ─ C Tor ──── bare echo
//! ```
//! All of it runs on a loopback interface of its own where the system allows that (`loopback`).
//!
//! The floor is the round trip of one frame over a bare onion stream between the same two Arti clients, and two durable
//! commits: theirs of the text before the receipt, and ours before the text. All of it is measured in turns in one run.

mod bare;
mod commit;
mod figures;
mod loopback;
mod plain;
mod side;
mod tap;

use crate::options::Options;
use crate::report::{Report, tell};
use anyhow::{Context, Result};
use commit::Disk;
use figures::Series;
use plain::Plain;
use serde_json::json;
use side::Side;
use sotto_tests::tornet::{self, TorNet};
use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;
use tap::Tap;

/// What may be said on the command line.
const DEFAULTS: [(&str, u64); 2] = [("messages", 300), ("warmup", 30)];
/// The longest way that is allowed, in floors.
const GOAL: f64 = 1.25;
/// Between two rounds: acknowledgements and padding of one measurement are over before the next begins.
const REST: Duration = Duration::from_millis(20);

/// The rounds of one run.
#[derive(Default)]
struct Rounds {
    arti: Series,
    commit: Series,
    delivery: Series,
    /// The parts of `delivery`.
    answered: Series,
    received: Series,
    receipt: Series,
    c_tor: Series,
}

/// Everything that is measured.
struct Bench {
    alice: Side,
    bob: Side,
    arti: bare::Echoed<sotto_transport::BoxedStream>,
    c_tor: Plain,
    disk: Disk,
}

/// Runs it with the words of the command line.
///
/// # Errors
/// The network, a program or a step fails, or the goal is missed.
pub fn run(words: impl IntoIterator<Item = OsString>) -> Result<()> {
    let words: Vec<OsString> = words.into_iter().collect();
    let options = Options::read(words.clone(), &DEFAULTS)?;
    loopback::enter(&words)?;
    measure(options.number("messages"), options.number("warmup"))?.conclude()
}

/// Measures `messages` messages after `warmup` others, on a network of its own, without a look at the goal.
///
/// # Errors
/// The network, a program or a step fails.
pub fn measure(messages: u64, warmup: u64) -> Result<Report> {
    let scratch = tempfile::tempdir().context("a folder for the profiles")?;
    tell("starting a private Tor network ...");
    let network = TorNet::start(&tornet::Options::default())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(async {
        let mut bench = Bench::prepare(&network, scratch.path()).await?;
        tell("measuring ...");
        bench.rounds(warmup).await?;
        Ok(bench.rounds(messages).await?.report())
    })
}

impl Bench {
    async fn prepare(network: &TorNet, folder: &Path) -> Result<Self> {
        let c_tor = Plain::start(network).await?;
        tell("two engines go online and meet ...");
        let (alice, bob) = (Tap::new(&network.arti_toml())?, Tap::new(&network.arti_toml())?);
        let mut alice = Side::start("alice", &folder.join("alice"), alice)?;
        let mut bob = Side::start("bob", &folder.join("bob"), bob)?;
        side::meet(&mut alice, &mut bob).await?;
        tell("a bare stream beside their link, and one over C Tor ...");
        let arti = bare::Echoed::new(alice.dial_echo(&bob).await?);
        let c_tor = c_tor.dialled().await?;
        let disk = Disk::start(&folder.join("offline")).await?;
        Ok(Self { alice, bob, arti, c_tor, disk })
    }

    async fn rounds(&mut self, messages: u64) -> Result<Rounds> {
        let mut rounds = Rounds::default();
        for n in 0..messages {
            self.round(&mut rounds, n).await?;
        }
        Ok(rounds)
    }

    async fn round(&mut self, rounds: &mut Rounds, n: u64) -> Result<()> {
        rounds.arti.push(self.arti.round_trip().await.context("a bare stream over Arti")?);
        tokio::time::sleep(REST).await;
        rounds.commit.push(self.disk.commit(n).await?);
        tokio::time::sleep(REST).await;
        let way = self.alice.deliver(&mut self.bob, &format!("message {n}")).await?;
        rounds.delivery.push(way.delivered - way.begun);
        rounds.answered.push(way.answered - way.begun);
        rounds.received.push(way.received - way.answered);
        rounds.receipt.push(way.delivered.saturating_duration_since(way.received));
        // As a window does that shows the conversation.
        self.bob.read().await?;
        tokio::time::sleep(REST).await;
        rounds.c_tor.push(self.c_tor.round_trip().await.context("a bare stream over C Tor")?);
        tokio::time::sleep(REST).await;
        Ok(())
    }
}

impl Rounds {
    fn report(&self) -> Report {
        let (arti, commit, delivery) = (self.arti.median(), self.commit.median(), self.delivery.median());
        let floor = arti + 2.0 * commit;
        let ratio = delivery / floor;
        let figures = json!({
            "delivery_vs_floor": figures::rounded(ratio),
            "floor_ms": figures::rounded(floor),
            "arti_rtt_ms": figures::rounded(arti),
            "ctor_rtt_ms": figures::rounded(self.c_tor.median()),
            "commit_ms": figures::rounded(commit),
            "delivery_ms": figures::rounded(delivery),
            "n": self.delivery.len(),
            "send_answered_ms": figures::rounded(self.answered.median()),
            "then_received_ms": figures::rounded(self.received.median()),
            "then_delivered_ms": figures::rounded(self.receipt.median()),
            "quick_acks": loopback::is_quick(),
            "arti_rtt_p99_ms": figures::rounded(self.arti.percentile(99)),
            "commit_p99_ms": figures::rounded(self.commit.percentile(99)),
            "delivery_p99_ms": figures::rounded(self.delivery.percentile(99)),
        });
        let missed = (ratio > GOAL)
            .then(|| format!("a message takes {ratio:.2} times as long as its floor; the goal is {GOAL:.2}"));
        Report { figures, missed: missed.into_iter().collect() }
    }
}
