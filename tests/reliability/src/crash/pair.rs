//! Two children that write to each other, and the journal of what they were seen to do.

use super::journal::{Journal, Kept, text_of};
use super::lines::{Order, Page, Peer, Said, Shown};
use anyhow::{Context, Result, bail, ensure};
use rand_chacha::ChaCha8Rng;
use rand_core::Rng;
use serde::Deserialize;
use serde_json::{Value, json};
use sotto_engine::api::{MessageState, PAGE_MAX};
use sotto_engine::rehearsal::Waypoint;
use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout};

/// The first word of a child's command line.
pub const LIVE: &str = "live";
/// Lines that wait for the parent.
const HEARD_QUEUE: usize = 4096;
/// Sends under way at one side; as many as the engine's own queue holds.
const SENDS_MAX: usize = 64;
/// Texts that wait at one side before it is asked for no more: a kill is to meet messages on their way, not a queue that the
/// receiver's pace holds back.
const WAITING_MAX: u32 = 64;
/// Longest pause between two sends, in microseconds.
const PAUSE_MAX: u64 = 12_000;
/// One of so many sends is a burst of as many texts as [`BURST`].
const BURST_ONE_IN: u64 = 24;
const BURST: usize = 16;
/// An answer that takes longer than this will not come.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);
/// The signal of a kill.
const SIGKILL: i32 = 9;

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    A,
    B,
}

/// What a child said, or nothing: it is gone.
type Heard = (Who, Option<String>);

/// Two profiles, and the processes that live on them.
pub(super) struct Pair {
    program: PathBuf,
    folder: PathBuf,
    sides: [Side; 2],
    says: mpsc::Sender<Heard>,
    heard: mpsc::Receiver<Heard>,
    next_ask: u64,
    next_send: Instant,
}

/// One profile.
#[derive(Default)]
struct Side {
    process: Option<Process>,
    /// What it sent.
    journal: Journal,
    contact: i64,
    accepted: bool,
    online: bool,
    /// Texts of its own without a receipt, as far as it was told.
    waiting: u32,
    /// It was told that the other's device has changed, which is not so.
    alarmed: bool,
    /// Sends without an answer: the text's number, by the request's.
    sends: BTreeMap<u64, u64>,
    answers: BTreeMap<u64, Result<Value, Value>>,
    /// A line could not be read: its process was killed within it, or something is wrong.
    torn: bool,
}

struct Process {
    child: Child,
    orders: ChildStdin,
    /// It was killed, or is to kill itself.
    doomed: bool,
    ended: bool,
}

impl Who {
    pub(super) const BOTH: [Self; 2] = [Self::A, Self::B];

    pub(super) fn other(self) -> Self {
        if self == Self::A { Self::B } else { Self::A }
    }
}

impl Pair {
    /// Two profiles in `folder` whose owners know each other and are linked.
    pub(super) async fn acquainted(program: &Path, folder: &Path) -> Result<Self> {
        let (says, heard) = mpsc::channel(HEARD_QUEUE);
        let (program, folder) = (program.to_owned(), folder.to_owned());
        std::fs::create_dir(folder.join("net")).context("making the folder of sockets")?;
        let (sides, next_send) = (Default::default(), Instant::now());
        let mut pair = Self { program, folder, sides, says, heard, next_ask: 0, next_send };
        for who in Who::BOTH {
            pair.start_offline(who)?;
        }
        for who in Who::BOTH {
            let status = pair.ask(who.other(), json!({ "method": "status" })).await?;
            let add = json!({ "method": "add_contact", "params": { "address": status["address"] } });
            let contact = pair.ask(who, add).await?;
            pair.side(who).contact = Peer::deserialize(contact)?.id;
        }
        for who in Who::BOTH {
            pair.connect(who).await?;
        }
        let acquainted = |pair: &Self| pair.sides.iter().all(|side| side.accepted && side.online);
        let limit = Instant::now() + ANSWER_TIMEOUT;
        while !acquainted(&pair) {
            ensure!(pair.hear_until(limit).await?, "the two have not met in time");
        }
        Ok(pair)
    }

    fn side(&mut self, who: Who) -> &mut Side {
        &mut self.sides[who as usize]
    }

    /// A new life on the profile; its engine enters the network at once.
    pub(super) async fn start(&mut self, who: Who) -> Result<()> {
        self.start_offline(who)?;
        self.connect(who).await
    }

    /// A new life on the profile, which stays offline.
    pub(super) fn start_offline(&mut self, who: Who) -> Result<()> {
        let name = if who == Who::A { "a" } else { "b" };
        let mut command = Command::new(&self.program);
        command.arg(LIVE).arg(self.folder.join(name)).arg(self.folder.join("net"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().context("starting an engine")?;
        let orders = child.stdin.take().context("an engine without ears")?;
        let lines = child.stdout.take().context("an engine without a mouth")?;
        tokio::spawn(listen(who, lines, self.says.clone()));
        self.side(who).process = Some(Process { child, orders, doomed: false, ended: false });
        Ok(())
    }

    async fn connect(&mut self, who: Who) -> Result<()> {
        self.order_ask(who, json!({ "method": "connect" })).await.map(drop)
    }

    /// Kills it and hears what it had said before.
    pub(super) async fn kill(&mut self, who: Who) -> Result<()> {
        if let Some(process) = &mut self.side(who).process {
            process.doomed = true;
            process.child.start_kill().context("killing an engine")?;
        }
        self.reap(who).await
    }

    /// Waits for one that was killed, and hears what it had said before.
    pub(super) async fn reap(&mut self, who: Who) -> Result<()> {
        while self.is_alive(who) {
            self.hear().await?;
        }
        let side = self.side(who);
        let Some(mut process) = side.process.take() else { return Ok(()) };
        let status = process.child.wait().await.context("waiting for an engine")?;
        ensure!(status.signal() == Some(SIGKILL), "an engine ended without being killed ({status})");
        side.sends.clear();
        side.answers.clear();
        (side.online, side.torn) = (false, false);
        Ok(())
    }

    /// Ends both in order.
    pub(super) async fn end(&mut self) -> Result<()> {
        for who in Who::BOTH {
            if let Some(Process { mut child, orders, .. }) = self.side(who).process.take() {
                drop(orders);
                timeout(ANSWER_TIMEOUT, child.wait()).await.context("an engine does not end")??;
            }
        }
        Ok(())
    }

    /// It dies by itself when it takes this step for the `passing`-th time from now.
    pub(super) async fn arm(&mut self, who: Who, step: Waypoint, passing: u64) -> Result<()> {
        if let Some(process) = &mut self.side(who).process {
            process.doomed = true;
        }
        let order = Order::Arm { step: step.name().to_owned(), passing };
        self.order(who, &order).await
    }

    pub(super) fn is_alive(&self, who: Who) -> bool {
        self.sides[who as usize].process.as_ref().is_some_and(|process| !process.ended)
    }

    pub(super) fn are_linked(&self) -> bool {
        self.sides.iter().all(|side| side.online)
    }

    pub(super) fn is_alarmed(&self) -> bool {
        self.sides.iter().any(|side| side.alarmed)
    }

    /// Messages that were acknowledged so far.
    pub(super) fn messages(&self) -> u64 {
        self.sides.iter().map(|side| side.journal.acknowledged()).sum()
    }

    pub(super) fn journal(&self, who: Who) -> &Journal {
        &self.sides[who as usize].journal
    }

    /// Lets both write, at small random pauses, until `done` or the time is up; whether it was done.
    pub(super) async fn drive(
        &mut self,
        limit: Instant,
        coins: &mut ChaCha8Rng,
        done: impl Fn(&Self) -> bool,
    ) -> Result<bool> {
        while !done(self) {
            if !self.hear_until(limit.min(self.next_send)).await? {
                if limit <= self.next_send {
                    return Ok(false);
                }
                self.write(coins).await?;
                let pause = Duration::from_micros(coins.next_u64() % PAUSE_MAX);
                self.next_send = Instant::now() + pause;
            }
        }
        Ok(true)
    }

    /// One of the two writes a text, or many at once.
    async fn write(&mut self, coins: &mut ChaCha8Rng) -> Result<()> {
        let drawn = coins.next_u64();
        let who = if drawn.is_multiple_of(2) { Who::A } else { Who::B };
        let texts = if (drawn / 2).is_multiple_of(BURST_ONE_IN) { BURST } else { 1 };
        for _ in 0..texts {
            let alive = self.is_alive(who);
            let side = self.side(who);
            if !alive || side.sends.len() >= SENDS_MAX || side.waiting >= WAITING_MAX {
                return Ok(());
            }
            let (number, contact) = (side.journal.ask(), side.contact);
            let params = json!({ "contact": contact, "text": text_of(number) });
            let ask = self.order_ask(who, json!({ "method": "send", "params": params })).await?;
            self.side(who).sends.insert(ask, number);
        }
        Ok(())
    }

    /// Whether every text that an engine keeps is delivered.
    pub(super) async fn is_calm(&mut self) -> Result<bool> {
        let mut calm = true;
        for who in Who::BOTH {
            let contacts = self.ask(who, json!({ "method": "contacts" })).await?;
            let [peer]: [Peer; 1] = serde_json::from_value(contacts)?;
            calm &= peer.waiting == 0;
        }
        Ok(calm && self.sides.iter().all(|side| side.sends.is_empty()))
    }

    /// What a vault has: the texts of its owner, and those of the other, each in the order of the list.
    pub(super) async fn history(&mut self, who: Who) -> Result<(Vec<Kept>, Vec<Kept>)> {
        let (contact, mut before, mut all) = (self.side(who).contact, Value::Null, Vec::new());
        loop {
            let params = json!({ "contact": contact, "before": before, "limit": PAGE_MAX });
            let answer = self.ask(who, json!({ "method": "history", "params": params })).await?;
            let page = Page::deserialize(answer)?;
            before = page.messages.first().map_or(Value::Null, |oldest| oldest.id.into());
            all.extend(page.messages.into_iter().rev());
            if !page.more {
                break;
            }
        }
        let kept = all.into_iter().rev().map(|shown| Kept { state: shown.state, text: shown.text });
        Ok(kept.partition(|kept| kept.state != MessageState::Received))
    }

    /// Asks and waits for the answer.
    async fn ask(&mut self, who: Who, request: Value) -> Result<Value> {
        let ask = self.order_ask(who, request).await?;
        let limit = Instant::now() + ANSWER_TIMEOUT;
        loop {
            match self.side(who).answers.remove(&ask) {
                Some(Ok(answer)) => return Ok(answer),
                Some(Err(failure)) => bail!("the engine answered {failure}"),
                None => ensure!(self.hear_until(limit).await?, "an engine does not answer"),
            }
            ensure!(self.is_alive(who), "an engine ended before it answered");
        }
    }

    async fn order_ask(&mut self, who: Who, request: Value) -> Result<u64> {
        self.next_ask += 1;
        let number = self.next_ask;
        self.order(who, &Order::Ask { number, request }).await?;
        Ok(number)
    }

    async fn order(&mut self, who: Who, order: &Order) -> Result<()> {
        let mut line = serde_json::to_vec(order)?;
        line.push(b'\n');
        if let Some(process) = &mut self.side(who).process {
            // whoever is dead hears nothing, and acknowledges nothing
            let _unheard = process.orders.write_all(&line).await;
        }
        Ok(())
    }

    /// Hears one line; false if none came in time.
    pub(super) async fn hear_until(&mut self, limit: Instant) -> Result<bool> {
        tokio::select! {
            biased;
            heard = self.heard.recv() => self.on_heard(heard).map(|()| true),
            () = sleep_until(limit) => Ok(false),
        }
    }

    async fn hear(&mut self) -> Result<()> {
        let heard = self.heard.recv().await;
        self.on_heard(heard)
    }

    fn on_heard(&mut self, heard: Option<Heard>) -> Result<()> {
        let (who, line) = heard.context("nobody speaks any more")?;
        let Some(line) = line else {
            if let Some(process) = &mut self.side(who).process {
                process.ended = true;
                ensure!(process.doomed, "an engine ended by itself");
            }
            return Ok(());
        };
        ensure!(!self.side(who).torn, "an engine said what is no line of this protocol");
        match serde_json::from_str(&line) {
            Ok(Said::Answer { number, answer }) => self.on_answer(who, number, answer),
            Ok(Said::Told(event)) => self.on_event(who, event),
            Err(_) => {
                self.side(who).torn = true;
                Ok(())
            }
        }
    }

    fn on_answer(&mut self, who: Who, number: u64, answer: Result<Value, Value>) -> Result<()> {
        let side = self.side(who);
        match (side.sends.remove(&number), answer) {
            (Some(text), Ok(_)) => side.journal.acknowledge(text),
            (Some(_), Err(failure)) => bail!("the engine did not take a text: {failure}"),
            (None, answer) => drop(side.answers.insert(number, answer)),
        }
        Ok(())
    }

    fn on_event(&mut self, who: Who, mut event: Value) -> Result<()> {
        let params = event["params"].take();
        match event["method"].as_str() {
            Some("message") => {
                let Shown { id, state, text } = Shown::deserialize(params)?;
                match state {
                    MessageState::Received => self.side(who.other()).journal.show(&text, id),
                    MessageState::Delivered => self.side(who).journal.tick(&text),
                    MessageState::Queued | MessageState::Sent => {}
                }
            }
            Some("contact") => {
                let peer = Peer::deserialize(params)?;
                let side = self.side(who);
                (side.accepted, side.online) = (peer.accepted_us, peer.presence.state == "online");
                side.waiting = peer.waiting;
                side.alarmed |= peer.continuity_lost;
            }
            Some("storage") => bail!("an engine could not write: {params}"),
            _ => {}
        }
        Ok(())
    }
}

/// Passes on what a child says, until it is gone.
async fn listen(who: Who, lines: ChildStdout, says: mpsc::Sender<Heard>) {
    let mut lines = BufReader::new(lines).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        if says.send((who, Some(line))).await.is_err() {
            return;
        }
    }
    // nobody may be left to hear it
    let _unheard = says.send((who, None)).await;
}
