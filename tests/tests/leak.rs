//! A whole chat under a network trace: connections to the relays of the private Tor network, and nothing else.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use sotto_tests::conversation;
use sotto_tests::peer::{Launch, Peer};
use sotto_tests::program;
use sotto_tests::tornet::{Options, TorNet};
use sotto_tests::trace::{Call, Rule, Trace, endpoints, violations};
use sotto_tests::wait::now;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;

const PASSPHRASE: &str = "correct horse battery staple";

/// A trace into a new folder.
fn trace(folder: &Path, name: &str) -> Result<Trace> {
    let folder = folder.join(name);
    std::fs::create_dir(&folder)?;
    Ok(Trace::network(folder))
}

/// What a shell asked of the kernel.
fn traced_shell(script: &str) -> Result<Vec<Call>> {
    let folder = tempfile::tempdir()?;
    let trace = trace(folder.path(), "trace")?;
    let words = trace.words()?;
    let (strace, arguments) = words.split_first().context("a command")?;
    Command::new(strace).args(arguments).args(["/bin/bash", "-c", script]).status()?;
    trace.read()
}

#[test]
fn the_trace_catches_a_program_that_leaks_and_lets_an_honest_one_pass() -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = listener.local_addr()?.port();
    let rule = Rule { ports: [port].into(), may_listen: false };
    let connect = format!("exec 3<>/dev/tcp/127.0.0.1/{port}");

    let honest = traced_shell(&connect)?;
    ensure!(violations(&honest, &rule).is_empty(), "{:#?}", violations(&honest, &rule));
    ensure!(endpoints(&honest).len() == 1, "the connection was not seen: {honest:?}");

    for leak in [
        "exec 3<>/dev/tcp/127.0.0.1/9".to_owned(),
        "exec 3<>/dev/udp/127.0.0.1/53".to_owned(),
        format!("exec 3<>/dev/udp/127.0.0.1/{port}"),
        "(exec 3<>/dev/tcp/127.0.0.1/9)".to_owned(),
        format!("exec 3<>/dev/tcp/::1/{port}"),
    ] {
        let calls = traced_shell(&format!("{connect}; {leak}"))?;
        ensure!(!violations(&calls, &rule).is_empty(), "{leak} went unseen: {calls:#?}");
    }
    ensure!(!violations(&honest, &Rule::default()).is_empty(), "an empty rule allows something");
    Ok(())
}

#[test]
fn an_empty_trace_proves_nothing() -> Result<()> {
    let folder = tempfile::tempdir()?;
    ensure!(trace(folder.path(), "trace")?.read().is_err(), "no trace was taken for a clean one");
    std::fs::write(folder.path().join("trace/trace.1"), "connect(3, {sa_family=AF_IN")?;
    ensure!(
        Trace::network(folder.path().join("trace")).read().is_err(),
        "a torn trace was taken for a clean one"
    );
    Ok(())
}

#[test]
fn a_whole_chat_connects_to_the_relays_and_to_nothing_else() -> Result<()> {
    let keys = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tornet-keys");
    let network = TorNet::start(&Options { keys: Some(keys), ..Options::default() })?;
    let folder = tempfile::tempdir()?;
    let start = |name: &str| {
        let trace = trace(folder.path(), &format!("{name}.trace"))?;
        let launch = Launch::new(program::sotto()?, folder.path().join(name));
        let launch = launch.tor_network(network.folder().join("arti.toml")).traced(trace.clone());
        Peer::start(name, launch).map(|peer| (peer, trace))
    };
    let began = now();
    let (mut alice, alice_trace) = start("alice")?;
    let (mut bob, bob_trace) = start("bob")?;
    for peer in [&alice, &bob] {
        conversation::create(peer, PASSPHRASE)?;
        conversation::go_online(peer)?;
    }
    let known = conversation::meet(&alice, &bob)?;
    let report = conversation::talk((&alice, &bob), known, 20, began, |_| {})?;
    ensure!(report.passed(), "{}", report.to_json());
    // leaving and coming back is part of a whole chat
    alice.call("disconnect", Value::Null)?;
    conversation::go_online(&alice)?;
    let report = conversation::talk((&bob, &alice), known.turned(), 4, now(), |_| {})?;
    ensure!(report.passed(), "after coming back: {}", report.to_json());
    ensure!(alice.shutdown()?.success() && bob.shutdown()?.success(), "a program did not end in order");

    let rule = Rule { ports: network.relay_ports(), may_listen: false };
    for trace in [alice_trace, bob_trace] {
        let calls = trace.read()?;
        ensure!(!endpoints(&calls).is_empty(), "no connection was seen at all");
        let wrong = violations(&calls, &rule);
        ensure!(wrong.is_empty(), "{wrong:#?}");
    }
    Ok(())
}
