//! The first run of two new people: one starts and copies an invite; the other starts, pastes and sends. On a private Tor network.

#![allow(clippy::print_stderr, reason = "a test that measures says what it measured")]

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sotto_tests::conversation::{self, ARRIVAL_PATIENCE};
use sotto_tests::peer::{Launch, Peer};
use sotto_tests::program;
use sotto_tests::tornet::{Options, TorNet};
use sotto_tests::wait::{Deadline, now};
use std::path::Path;

const TEXT: &str = "It is me. I have the documents.";

fn start(name: &str, folder: &Path, network: &TorNet) -> Result<Peer> {
    let launch =
        Launch::new(program::sotto()?, folder.join(name)).tor_network(network.folder().join("arti.toml"));
    let peer = Peer::start(name, launch)?;
    conversation::create(&peer, "correct horse battery staple")?;
    Ok(peer)
}

#[test]
fn a_message_of_somebody_with_an_invite_arrives_without_anybody_being_asked() -> Result<()> {
    let keys = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tornet-keys");
    let network = TorNet::start(&Options { keys: Some(keys), ..Options::default() })?;
    let folder = tempfile::tempdir()?;
    let (mut alice, mut bob) =
        (start("alice", folder.path(), &network)?, start("bob", folder.path(), &network)?);

    let began = now();
    alice.call("connect", Value::Null)?;
    let invite = alice.call("make_invite", json!({"days": 7}))?;
    bob.call("connect", Value::Null)?;
    let added = bob.call("add_contact", json!({"address": invite["link"], "name": "Alice"}))?;
    let mark = bob.mark();
    bob.call("send", json!({"contact": added["id"], "text": TEXT}))?;

    let deadline = Deadline::after(conversation::ONLINE_PATIENCE + ARRIVAL_PATIENCE);
    let delivered = bob
        .wait_entry(mark, deadline, |entry| {
            entry.value["method"] == "message" && entry.value["params"]["state"] == "delivered"
        })
        .context("waiting for the first receipt")?;
    eprintln!(
        "from both \"connect\" to delivered: {:.1} s",
        delivered.at.duration_since(began).as_secs_f64()
    );

    let guest = alice.call("contacts", Value::Null)?[0].clone();
    ensure!(guest["standing"] == "accepted" && guest["invite"] == invite["id"], "{guest}");
    ensure!(guest["last"]["text"] == TEXT, "{guest}");
    let asked = |entry: &sotto_tests::peer::Entry| entry.value["params"]["standing"] == "requesting";
    ensure!(!alice.entries(alice.birth()).iter().any(asked), "alice was asked");
    ensure!(alice.call("invites", Value::Null)? == json!([]), "the invite is open still");
    let answer = alice.call("send", json!({"contact": guest["id"], "text": "I was waiting for you."}))?;
    ensure!(answer["id"].is_i64(), "{answer}");
    let contact = guest["id"].as_i64().context("a contact without a number")?;
    conversation::wait_delivered(&alice, contact, Deadline::after(ARRIVAL_PATIENCE))?;
    ensure!(alice.shutdown()?.success() && bob.shutdown()?.success(), "a program did not end in order");
    Ok(())
}
