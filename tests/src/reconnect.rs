//! Two programs that lose each other and find each other again, over a private Tor network.
//!
//! ```text
//! met ─┬─ kill -9 one ── restart, unlock, connect ──────────┬─▶ both online ─▶ a text each way ─▶ met
//!      └─ both told to begin anew, or killed and restarted ─┘
//! ```

mod account;

pub use account::Account;

use crate::conversation::{self, Acquaintance};
use crate::peer::{Launch, Mark, Peer};
use crate::tornet::TorNet;
use crate::wait::{Deadline, now, poll_until};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// After this the two have not found each other: longer than any goal.
const RECONNECT_PATIENCE: Duration = Duration::from_secs(180);
/// From being online to the receipts of a text each way.
const RECEIPT_PATIENCE: Duration = Duration::from_secs(120);
/// How long two that have found each other are watched. A dial that was under way meanwhile may still replace their link;
/// then they are watched again, and by the last time there is one link that stays.
const SETTLING: Duration = Duration::from_secs(3);
const SETTLINGS: u32 = 3;
/// Opens the vaults.
const PASSPHRASE: &str = "lost and found again";

/// How both sides of a link are made to dial at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// Both are told that their computer slept.
    Resumed,
    /// Both are killed and restarted.
    Restarted,
}

/// Two programs that know each other, and what became of them.
#[derive(Debug)]
pub struct Pair {
    peers: [Peer; 2],
    known: Acquaintance,
    written: [Vec<String>; 2],
    account: Account,
}

impl Pair {
    /// Two profiles below `folder` that go online and meet.
    ///
    /// # Errors
    /// A program cannot be started, refuses, or they do not meet in time.
    pub fn meet(program: &Path, folder: &Path, network: &TorNet) -> Result<Self> {
        let settings = network.folder().join("arti.toml");
        let start = |name: &str| {
            let peer = Peer::start(name, Launch::new(program, folder.join(name)).tor_network(&settings))?;
            conversation::create(&peer, PASSPHRASE)?;
            conversation::go_online(&peer).map(|()| peer)
        };
        let peers = [start("alice")?, start("bob")?];
        let known = conversation::meet(&peers[0], &peers[1])?;
        let mut pair = Self { peers, known, written: Default::default(), account: Account::default() };
        pair.exchange().context("the first texts")?;
        Ok(pair)
    }

    /// Kills one side and starts it again; how long it took from `connect` until both were online. The time of one that
    /// does not come back is none.
    ///
    /// # Errors
    /// A program refuses, or a text does not arrive although both are online.
    pub fn restart(&mut self, side: usize) -> Result<Option<Duration>> {
        self.write_to_each()?;
        let begun = self.rise(&[side])?;
        let found = self.both_online(begun)?;
        self.account.note_restart(found);
        if found.is_some() {
            self.exchange().context("after a restart")?;
        }
        Ok(found)
    }

    /// Makes both sides dial at once; how long it took until both were online.
    ///
    /// # Errors
    /// As [`Self::restart`].
    pub fn dial_together(&mut self, how: Together) -> Result<Option<Duration>> {
        self.write_to_each()?;
        let begun = match how {
            Together::Restarted => self.rise(&[0, 1])?,
            Together::Resumed => {
                let begun = now();
                let calls = [
                    self.peers[0].post("resumed", Value::Null)?,
                    self.peers[1].post("resumed", Value::Null)?,
                ];
                for (peer, call) in self.peers.iter().zip(calls) {
                    peer.answer(call, Deadline::after(RECEIPT_PATIENCE))?;
                }
                begun
            }
        };
        let found = self.both_online(begun)?;
        let settled = if found.is_some() { self.settled()? } else { None };
        self.account.note_dial(found, settled);
        if found.is_some() {
            self.exchange().context("after dials of both sides")?;
        }
        Ok(found)
    }

    /// Ends both, and accounts for everything that was ever written.
    ///
    /// # Errors
    /// A program refuses, or a text is still on its way.
    pub fn conclude(mut self) -> Result<Account> {
        let deadline = Deadline::after(RECONNECT_PATIENCE);
        let [alice, bob] = &self.peers;
        conversation::wait_delivered(alice, self.known.second_at_first, deadline)?;
        conversation::wait_delivered(bob, self.known.first_at_second, deadline)?;
        let there = conversation::directed((alice, bob), self.known, &self.written[0])?;
        let back = conversation::directed((bob, alice), self.known.turned(), &self.written[1])?;
        for peer in &mut self.peers {
            ensure!(peer.shutdown()?.success(), "{} did not end in order", peer.name());
        }
        self.account.tally = there + back;
        Ok(self.account)
    }

    fn contact_of(&self, side: usize) -> i64 {
        if side == 0 { self.known.second_at_first } else { self.known.first_at_second }
    }

    /// A text from each side that may or may not leave before the links break.
    fn write_to_each(&mut self) -> Result<()> {
        self.write(0).and(self.write(1)).map(drop)
    }

    fn write(&mut self, side: usize) -> Result<Value> {
        let text = format!("text {} of {}", self.written[side].len(), self.peers[side].name());
        let message =
            self.peers[side].call("send", json!({"contact": self.contact_of(side), "text": text}))?;
        self.written[side].push(text);
        Ok(message["id"].clone())
    }

    /// A text each way, and its receipt: the link is one that works.
    fn exchange(&mut self) -> Result<()> {
        for side in [0, 1] {
            let mark = self.peers[side].mark();
            let id = self.write(side)?;
            let ticked = |message: &Value| message["id"] == id && message["state"] == "delivered";
            self.peers[side]
                .wait_event("message", mark, Deadline::after(RECEIPT_PATIENCE), ticked)
                .context("a receipt")?;
        }
        Ok(())
    }

    /// Kills some of them and brings them back; when they were told to connect.
    fn rise(&mut self, sides: &[usize]) -> Result<Instant> {
        for side in sides {
            self.peers[*side].kill9()?;
        }
        for side in sides {
            self.peers[*side].restart()?;
            conversation::unlock(&self.peers[*side], PASSPHRASE)?;
        }
        let begun = now();
        for side in sides {
            self.peers[*side].call("connect", Value::Null)?;
        }
        Ok(begun)
    }

    /// Whether a side says now that the other one is there.
    fn is_online(&self, side: usize) -> Result<bool> {
        let contacts = self.peers[side].call("contacts", Value::Null)?;
        let contact = contacts
            .as_array()
            .and_then(|all| all.iter().find(|contact| contact["id"].as_i64() == Some(self.contact_of(side))));
        Ok(contact.context("the contact is gone")?["presence"]["state"] == "online")
    }

    /// From `begun` until both say that the other is there, and have not said so since before.
    fn both_online(&self, begun: Instant) -> Result<Option<Duration>> {
        let deadline = Deadline::after(RECONNECT_PATIENCE);
        let both = || Ok((self.is_online(0)? && self.is_online(1)?).then_some(()));
        match poll_until(deadline, "both to be online", both) {
            Ok(()) => Ok(Some(begun.elapsed())),
            Err(_) if deadline.passed() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// How often their link was replaced before neither lost the other for as long as they were watched; `None` if there
    /// was no end to it.
    fn settled(&self) -> Result<Option<u32>> {
        for replaced in 0..SETTLINGS {
            let marks = self.peers.each_ref().map(Peer::mark);
            let watched = Deadline::after(SETTLING);
            poll_until(Deadline::after(RECEIPT_PATIENCE), "time to pass", || {
                Ok(watched.passed().then_some(()))
            })?;
            if self.peers.iter().zip(marks).all(|(peer, mark)| stayed(peer, mark)) {
                return Ok(Some(replaced));
            }
        }
        Ok(None)
    }
}

/// Whether a program has not said since `mark` that its contact went away.
fn stayed(peer: &Peer, mark: Mark) -> bool {
    !peer.entries(mark).iter().any(|entry| {
        entry.value["method"] == "contact" && entry.value["params"]["presence"]["state"] != "online"
    })
}
