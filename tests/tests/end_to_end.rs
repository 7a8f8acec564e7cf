//! Two real programs talk through real onion services on a private Tor network; each is killed once on the way.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sotto_tests::conversation::{self, ARRIVAL_PATIENCE, Acquaintance};
use sotto_tests::peer::{ANSWER_PATIENCE, CallId, Launch, Peer};
use sotto_tests::program;
use sotto_tests::tornet::{Options, TorNet};
use sotto_tests::wait::{Deadline, now};
use std::path::Path;

const PASSPHRASE: &str = "correct horse battery staple";
/// Texts in one go; all of them are on their way at once.
const BURST: usize = 15;
/// Answers after which the program is killed: the rest of the burst is then on its way into the vault.
const ANSWERS_BEFORE_KILL: usize = 5;

/// One side: the program, what it calls the other, and what it has written so far.
struct Side {
    peer: Peer,
    contact: i64,
    address: String,
    written: Vec<String>,
}

impl Side {
    /// Writes more texts, without waiting for anything.
    fn pour(&mut self, count: usize) -> Result<Vec<CallId>> {
        let first = self.written.len();
        let texts = (first..first + count).map(|n| format!("{} writes text {n}", self.peer.name()));
        self.written.extend(texts);
        self.post(first)
    }

    fn post(&self, first: usize) -> Result<Vec<CallId>> {
        let send = |text| self.peer.post("send", json!({"contact": self.contact, "text": text}));
        self.written.iter().skip(first).map(send).collect()
    }

    fn answers(&self, calls: impl IntoIterator<Item = CallId>) -> Result<()> {
        let deadline = Deadline::after(ANSWER_PATIENCE);
        calls.into_iter().try_for_each(|call| self.peer.answer(call, deadline).map(|_| ()))
    }

    /// Is killed while its texts are being written, after a few answers.
    fn die(&mut self, calls: &[CallId]) -> Result<()> {
        self.answers(calls.iter().take(ANSWERS_BEFORE_KILL).copied())?;
        self.peer.kill9()
    }

    /// Starts again and writes what did not get into the vault, as a user would who looks at the screen.
    fn rise(&mut self, answered: usize) -> Result<()> {
        self.peer.restart()?;
        let address = conversation::unlock(&self.peer, PASSPHRASE)?;
        ensure!(address == self.address, "another address after a crash");
        let history = conversation::history(&self.peer, self.contact)?;
        let kept: Vec<String> =
            history.into_iter().filter(|shown| shown.state != "received").map(|shown| shown.text).collect();
        ensure!(
            self.written.starts_with(&kept),
            "the vault kept {kept:?}, which is no beginning of what was written"
        );
        ensure!(kept.len() >= answered, "{} texts were answered, {} were kept", answered, kept.len());
        let calls = self.post(kept.len())?;
        self.answers(calls)?;
        conversation::go_online(&self.peer)
    }
}

fn start(name: &str, folder: &Path, network: &TorNet) -> Result<(Peer, String)> {
    let launch =
        Launch::new(program::sotto()?, folder.join(name)).tor_network(network.folder().join("arti.toml"));
    let peer = Peer::start(name, launch)?;
    let address = conversation::create(&peer, PASSPHRASE)?;
    conversation::go_online(&peer)?;
    Ok((peer, address))
}

fn sides(folder: &Path, network: &TorNet) -> Result<(Side, Side)> {
    let (alice, alice_address) = start("alice", folder, network)?;
    let (bob, bob_address) = start("bob", folder, network)?;
    let known = conversation::meet(&alice, &bob)?;
    let side = |peer, contact, address| Side { peer, contact, address, written: Vec::new() };
    Ok((side(alice, known.second_at_first, alice_address), side(bob, known.first_at_second, bob_address)))
}

/// Both write; `victim` is killed while it does, `other` goes on writing to it, and it comes back.
fn crash(victim: &mut Side, other: &mut Side) -> Result<()> {
    let before = victim.written.len();
    let others = other.pour(BURST)?;
    let victims = victim.pour(BURST)?;
    victim.die(&victims)?;
    let meanwhile = other.pour(BURST)?;
    other.answers(others.into_iter().chain(meanwhile))?;
    victim.rise(before + ANSWERS_BEFORE_KILL)
}

fn network() -> Result<TorNet> {
    let keys = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tornet-keys");
    TorNet::start(&Options { keys: Some(keys), ..Options::default() })
}

#[test]
fn nothing_is_lost_or_shown_twice_though_each_side_is_killed_while_it_writes() -> Result<()> {
    let network = network()?;
    let folder = tempfile::tempdir()?;
    let (mut alice, mut bob) = sides(folder.path(), &network)?;
    for _ in 0..2 {
        let calls = (alice.pour(BURST)?, bob.pour(BURST)?);
        alice.answers(calls.0)?;
        bob.answers(calls.1)?;
        crash(&mut bob, &mut alice).context("when bob was killed")?;
        crash(&mut alice, &mut bob).context("when alice was killed")?;
    }
    let deadline = Deadline::after(ARRIVAL_PATIENCE);
    conversation::wait_delivered(&alice.peer, alice.contact, deadline)?;
    conversation::wait_delivered(&bob.peer, bob.contact, deadline)?;
    let known = Acquaintance { second_at_first: alice.contact, first_at_second: bob.contact };
    let there = conversation::directed((&alice.peer, &bob.peer), known, &alice.written)?;
    let back = conversation::directed((&bob.peer, &alice.peer), known.turned(), &bob.written)?;
    ensure!(there.is_perfect(alice.written.len()), "alice to bob: {there:?} of {}", alice.written.len());
    ensure!(back.is_perfect(bob.written.len()), "bob to alice: {back:?} of {}", bob.written.len());
    ensure!(
        alice.peer.shutdown()?.success() && bob.peer.shutdown()?.success(),
        "a program did not end in order"
    );
    Ok(())
}

#[test]
fn a_conversation_by_turns_is_accounted_for_and_outlives_a_restart() -> Result<()> {
    let network = network()?;
    let folder = tempfile::tempdir()?;
    let began = now();
    let (mut alice, bob) = sides(folder.path(), &network)?;
    let known = Acquaintance { second_at_first: alice.contact, first_at_second: bob.contact };
    let report = conversation::talk((&alice.peer, &bob.peer), known, 20, began, |_| {})?;
    ensure!(report.passed(), "{}", report.to_json());
    ensure!(report.first_message_s > 0.0 && report.rtt_ms_median > 0.0, "{}", report.to_json());
    let before = conversation::history(&alice.peer, alice.contact)?;
    ensure!(alice.peer.shutdown()?.success(), "the program did not end in order");
    alice.peer.restart()?;
    conversation::unlock(&alice.peer, PASSPHRASE)?;
    ensure!(conversation::history(&alice.peer, alice.contact)? == before, "another history after a restart");
    Ok(())
}

impl Side {
    fn ask(&self, method: &str, mut params: Value) -> Result<Value> {
        params["contact"] = self.contact.into();
        self.peer.call(method, params)
    }

    /// Asks `other`, which answers once it sees the question; gives both outcomes, the asker's first.
    fn check(&self, other: &Self, answers: (&str, &str)) -> Result<(Value, Value)> {
        let (here, there) = (self.peer.mark(), other.peer.mark());
        let deadline = Deadline::after(ARRIVAL_PATIENCE);
        self.ask("ask_question", json!({"question": "Where did we meet?", "answer": answers.0}))?;
        let asked = |contact: &Value| contact["check"]["question"] == "Where did we meet?";
        other.peer.wait_event("contact", there, deadline, asked)?;
        other.ask("answer_question", json!({"answer": answers.1}))?;
        let outcome = |side: &Self, since| side.peer.wait_event("checked", since, deadline, |_| true);
        Ok((outcome(self, here)?, outcome(other, there)?))
    }

    /// What is kept of the other one.
    fn kept(&self) -> Result<Value> {
        let contacts = self.peer.call("contacts", Value::Null)?;
        contacts.get(0).cloned().context("no contact")
    }
}

#[test]
fn verification() -> Result<()> {
    let network = network()?;
    let folder = tempfile::tempdir()?;
    let (mut alice, bob) = sides(folder.path(), &network)?;
    // Only whoever is accepted may ask, and bob's word on that may still be on its way.
    let accepted = |contact: &Value| contact["accepted_us"] == true;
    alice.peer.wait_event("contact", alice.peer.birth(), Deadline::after(ARRIVAL_PATIENCE), accepted)?;
    ensure!(alice.ask("safety_words", json!({}))? == bob.ask("safety_words", json!({}))?, "different words");

    let (at_alice, at_bob) = alice.check(&bob, ("Prague", "Vienna"))?;
    ensure!(at_alice["outcome"] == "different" && at_bob["outcome"] == "different", "{at_alice} {at_bob}");
    ensure!(alice.kept()?["verified"].is_null() && alice.kept()?["tries_left"] == 2, "a wrong answer counts");

    let (at_alice, at_bob) = alice.check(&bob, ("Prague", " prague "))?;
    ensure!(at_alice["outcome"] == "same" && at_alice["asked_by_us"] == true, "{at_alice}");
    ensure!(at_bob["outcome"] == "same" && at_bob["asked_by_us"] == false, "{at_bob}");
    ensure!(bob.kept()?["verified"].is_null(), "whoever answers has verified nobody");

    alice.peer.kill9()?;
    alice.peer.restart()?;
    conversation::unlock(&alice.peer, PASSPHRASE)?;
    let kept = alice.kept()?;
    ensure!(
        kept["verified"]["by"] == "question" && kept["tries_left"] == 2,
        "after a crash: {}",
        kept["verified"]
    );
    Ok(())
}
