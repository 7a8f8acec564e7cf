//! Two programs that meet and talk, and the account of it: what each says it sent against what the other shows.

mod account;

pub use account::{Report, Tally, tally};

use crate::peer::{Mark, Peer};
use crate::wait::{Deadline, poll_until};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// From `connect` to `online`: seconds on the private network; a loaded machine with a tracer takes longer.
pub const ONLINE_PATIENCE: Duration = Duration::from_secs(180);
/// From a request, a restart or a text to its arrival: a dial that has just failed is tried again by and by.
pub const ARRIVAL_PATIENCE: Duration = Duration::from_secs(180);
/// Most messages in one page of history (`PAGE_MAX` of the engine's interface).
const PAGE: u64 = 500;

/// What two programs call each other.
#[derive(Clone, Copy, Debug)]
pub struct Acquaintance {
    /// The second one's number with the first.
    pub second_at_first: i64,
    /// The first one's number with the second.
    pub first_at_second: i64,
}

/// A message as a program shows it in its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// `queued`, `sent`, `delivered` or `received`.
    pub state: String,
    /// What it says.
    pub text: String,
}

/// Makes a vault; returns the onion address in it.
///
/// # Errors
/// The program refused.
pub fn create(peer: &Peer, passphrase: &str) -> Result<String> {
    address(&peer.call("create", json!({"passphrase": passphrase}))?)
}

/// Opens the vault; returns the onion address in it.
///
/// # Errors
/// The program refused.
pub fn unlock(peer: &Peer, passphrase: &str) -> Result<String> {
    address(&peer.call("unlock", json!({"passphrase": passphrase}))?)
}

/// Connects and waits until others can reach the program.
///
/// # Errors
/// It refused, or did not come online within [`ONLINE_PATIENCE`].
pub fn go_online(peer: &Peer) -> Result<()> {
    let mark = peer.mark();
    peer.call("connect", Value::Null)?;
    wait_online(peer, mark, Deadline::after(ONLINE_PATIENCE))
}

/// Waits for the word that others can reach the program, after `since`.
///
/// # Errors
/// It did not come in time.
pub fn wait_online(peer: &Peer, since: Mark, deadline: Deadline) -> Result<()> {
    let online = |status: &Value| status["network"]["phase"] == "online";
    peer.wait_event("status", since, deadline, online).context("waiting to be online").map(|_| ())
}

/// The first adds the second by address; the second sees the request and accepts it.
///
/// # Errors
/// One of them refused, or the request did not arrive within [`ARRIVAL_PATIENCE`].
pub fn meet(first: &Peer, second: &Peer) -> Result<Acquaintance> {
    let deadline = Deadline::after(ARRIVAL_PATIENCE);
    let (mine, theirs) = (own_address(first)?, own_address(second)?);
    let mark = second.mark();
    let added = first.call("add_contact", json!({"address": theirs, "name": second.name()}))?;
    let asks = |contact: &Value| contact["standing"] == "requesting" && contact["address"] == *mine;
    let request = second.wait_event("contact", mark, deadline, asks).context("waiting for the request")?;
    let first_at_second = number(&request)?;
    second.call("accept_request", json!({"contact": first_at_second, "name": first.name()}))?;
    Ok(Acquaintance { second_at_first: number(&added)?, first_at_second })
}

/// Sends `messages` texts in turn, each after the receipt of the one before, and accounts for them.
///
/// `progress` hears of every delivered message. `began` is when the time to the first message begins to count.
///
/// # Errors
/// One of them refused, or a receipt did not come within [`ARRIVAL_PATIENCE`].
pub fn talk(
    pair: (&Peer, &Peer),
    known: Acquaintance,
    messages: u32,
    began: Instant,
    mut progress: impl FnMut(u32),
) -> Result<Report> {
    let (first, second) = pair;
    let mut written = [Vec::new(), Vec::new()];
    let mut receipts = Receipts { began, first_message: None, round_trips: Vec::new() };
    for n in 0..messages {
        let turn = usize::from(n % 2 == 1);
        let (from, contact) = [(first, known.second_at_first), (second, known.first_at_second)][turn];
        let text = format!("message {n} from {}", from.name());
        receipts.take(deliver(from, contact, &text)?);
        written[turn].push(text);
        progress(n + 1);
    }
    let [of_first, of_second] = written;
    let there = directed(pair, known, &of_first)?;
    let back = directed((second, first), known.turned(), &of_second)?;
    Ok(receipts.report(messages, there + back))
}

/// Compares what the first wrote with both histories.
///
/// # Errors
/// One of them refused to show its history.
pub fn directed(pair: (&Peer, &Peer), known: Acquaintance, written: &[String]) -> Result<Tally> {
    let own = history(pair.0, known.second_at_first)?;
    let other = history(pair.1, known.first_at_second)?;
    Ok(tally(written, &own, &other))
}

/// Everything that was said with a contact, oldest first.
///
/// # Errors
/// The program refused.
pub fn history(peer: &Peer, contact: i64) -> Result<Vec<Shown>> {
    let mut pages = Vec::new();
    let mut before = Value::Null;
    loop {
        let page = peer.call("history", json!({"contact": contact, "before": before, "limit": PAGE}))?;
        let messages = page["messages"].as_array().context("a page of history without messages")?.clone();
        let more = page["more"] == true && !messages.is_empty();
        before = messages.first().map(|message| message["id"].clone()).unwrap_or_default();
        pages.push(messages);
        if !more {
            break;
        }
    }
    pages.into_iter().rev().flatten().map(|message| shown(&message)).collect()
}

/// Waits until every own message to a contact is delivered.
///
/// # Errors
/// The program refused, or one is still on its way at the deadline.
pub fn wait_delivered(peer: &Peer, contact: i64, deadline: Deadline) -> Result<()> {
    let on_its_way = |shown: &Shown| shown.state == "queued" || shown.state == "sent";
    poll_until(deadline, "the last receipts", || {
        Ok((!history(peer, contact)?.iter().any(on_its_way)).then_some(()))
    })
}

impl Acquaintance {
    /// The same, seen from the second.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { second_at_first: self.first_at_second, first_at_second: self.second_at_first }
    }
}

/// What the receipts tell of the way.
struct Receipts {
    began: Instant,
    first_message: Option<Duration>,
    round_trips: Vec<Duration>,
}

impl Receipts {
    fn take(&mut self, (sent, delivered): (Instant, Instant)) {
        self.first_message.get_or_insert(delivered.duration_since(self.began));
        self.round_trips.push(delivered.duration_since(sent));
    }

    fn report(self, messages: u32, tally: Tally) -> Report {
        Report::new(messages, tally, self.first_message, self.round_trips)
    }
}

/// Sends a text and waits for its receipt; returns when either happened.
fn deliver(from: &Peer, contact: i64, text: &str) -> Result<(Instant, Instant)> {
    let mark = from.mark();
    let sent = crate::wait::now();
    let message = from.call("send", json!({"contact": contact, "text": text}))?;
    let id = message["id"].clone();
    ensure!(!id.is_null(), "a message without a number");
    let entry = from
        .wait_entry(mark, Deadline::after(ARRIVAL_PATIENCE), |entry| {
            let message = &entry.value["params"];
            entry.value["method"] == "message" && message["id"] == id && message["state"] == "delivered"
        })
        .context("waiting for a receipt")?;
    Ok((sent, entry.at))
}

fn own_address(peer: &Peer) -> Result<String> {
    address(&peer.call("status", Value::Null)?)
}

fn address(status: &Value) -> Result<String> {
    status["address"].as_str().map(str::to_owned).context("a status without an address")
}

fn number(contact: &Value) -> Result<i64> {
    contact["id"].as_i64().context("a contact without a number")
}

fn shown(message: &Value) -> Result<Shown> {
    let word =
        |key: &str| message[key].as_str().map(str::to_owned).context("a message without state or text");
    Ok(Shown { state: word("state")?, text: word("text")? })
}
