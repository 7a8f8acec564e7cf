//! One side may reach Tor through an obfs4 bridge only: the talk works, and not one connection goes around it.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sotto_tests::conversation;
use sotto_tests::peer::{Launch, Peer};
use sotto_tests::program;
use sotto_tests::tornet::{Options, TorNet};
use sotto_tests::trace::{Call, Rule, Trace, endpoints, listening, violations};
use sotto_tests::wait::now;
use std::collections::BTreeSet;
use std::path::Path;

const PASSPHRASE: &str = "correct horse battery staple";
/// Where Debian puts pluggable transports.
const TRANSPORTS: &str = "/usr/bin";

fn launch(name: &str, folder: &Path, network: &TorNet) -> Result<Launch> {
    let settings = network.folder().join("arti.toml");
    Ok(Launch::new(program::sotto()?, folder.join(name)).tor_network(settings).transports(TRANSPORTS))
}

fn of<'a>(calls: &'a [Call], program: &str) -> Vec<&'a Call> {
    calls.iter().filter(|call| call.program == program).collect()
}

#[test]
fn behind_a_bridge_the_program_speaks_to_its_transport_and_the_transport_to_the_bridge() -> Result<()> {
    let keys = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tornet-keys");
    let network = TorNet::start(&Options { bridge: true, keys: Some(keys), ..Options::default() })?;
    let line = network.bridge_line().context("a bridge line")?;
    let bridge = network.bridge_port().context("a bridge port")?;
    let folder = tempfile::tempdir()?;
    let trace = Trace::network(folder.path().join("trace"));
    std::fs::create_dir(folder.path().join("trace"))?;

    let began = now();
    let mut alice = Peer::start("alice", launch("alice", folder.path(), &network)?.traced(trace.clone()))?;
    let bob = Peer::start("bob", launch("bob", folder.path(), &network)?)?;
    conversation::create(&alice, PASSPHRASE)?;
    conversation::create(&bob, PASSPHRASE)?;
    let kept = alice.call("set_bridges", json!({"lines": line, "enabled": true}))?;
    ensure!(
        kept["enabled"] == true && kept["lines"].as_array().is_some_and(|lines| lines.len() == 1),
        "{kept}"
    );
    conversation::go_online(&alice)?;
    conversation::go_online(&bob)?;
    ensure!(alice.call("status", Value::Null)?["network"]["bridges"] == true, "bridges are not in use");
    let known = conversation::meet(&alice, &bob)?;
    let report = conversation::talk((&alice, &bob), known, 20, began, |_| {})?;
    ensure!(report.passed(), "{}", report.to_json());
    ensure!(alice.shutdown()?.success(), "the program did not end in order");

    let calls = trace.read()?;
    let (ours, theirs) = (of(&calls, "sotto"), of(&calls, "obfs4proxy"));
    let transport = listening(theirs.iter().copied());
    ensure!(!transport.is_empty(), "the transport listened nowhere");
    ensure!(!endpoints(ours.iter().copied()).is_empty(), "the program connected nowhere");
    ensure!(!endpoints(theirs.iter().copied()).is_empty(), "the transport connected nowhere");
    ensure!(transport.is_disjoint(&network.relay_ports()), "the transport listens on a port of the network");
    let wrong = violations(ours, &Rule { ports: transport, may_listen: false });
    ensure!(wrong.is_empty(), "around the bridge: {wrong:#?}");
    let wrong = violations(theirs, &Rule { ports: BTreeSet::from([bridge]), may_listen: true });
    ensure!(wrong.is_empty(), "the transport went elsewhere: {wrong:#?}");
    let strangers: BTreeSet<&str> = calls.iter().map(|call| call.program.as_str()).collect();
    ensure!(strangers.is_subset(&BTreeSet::from(["", "strace", "sotto", "obfs4proxy"])), "{strangers:?}");
    Ok(())
}
