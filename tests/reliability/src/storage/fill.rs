//! A real engine on a disk that has no more room, until it has again.

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde::{Deserialize, Serialize};
use sotto_engine::Handle;
use sotto_engine::api::{ContactId, Event, Failure, PAGE_MAX, Request, Response};
use sotto_engine::rehearsal::{Life, Machine, Time};
use sotto_transport::ServiceKey;
use sotto_transport::sim::Sim;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

/// The file that takes room.
pub(super) const FILLER: &str = "filler";
/// Most texts before the disk must have been full.
const TEXTS_MAX: u32 = 3000;
/// Bytes of a text.
const TEXT: usize = 4000;
/// Texts after there is room again.
const AFTER: u32 = 20;
/// Room that is there again must be found within this.
const RECOVERY: Duration = Duration::from_secs(10);

/// What a run found.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Filled {
    /// Texts that were acknowledged.
    pub(super) acknowledged: u64,
    /// Of them, not in the history after the next opening.
    pub(super) lost: u64,
    /// In the history more than once.
    pub(super) doubled: u64,
    /// Texts that were refused.
    pub(super) refused: u64,
    /// Times that front ends were told.
    pub(super) told: u64,
    /// With which sentence the first text was refused.
    pub(super) failure: Option<Failure>,
    /// What was there could be read while nothing could be written.
    pub(super) readable: bool,
}

/// Fills the disk below `folder`, takes the remedy, and says what was found.
pub(super) fn fill(folder: &Path, remedy: &str) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let filled = runtime.block_on(run(folder, remedy))?;
    writeln!(io::stdout(), "{}", serde_json::to_string(&filled)?)?;
    Ok(())
}

/// An engine that runs, and what it told.
struct Desk {
    handle: Handle,
    engine: JoinHandle<Result<(), Failure>>,
    storage_events: oneshot::Receiver<u64>,
}

impl Desk {
    fn open(profile: &Path) -> Result<Self> {
        let machine = Machine::new(profile);
        let Life { handle, events, engine } = machine.live(Arc::new(Sim::new(1).node()), Time::Real)?;
        let (count, storage_events) = oneshot::channel();
        tokio::spawn(async { count.send(storage_failures(events).await) });
        Ok(Self { handle, engine: tokio::spawn(engine), storage_events })
    }

    async fn send(&self, number: u32) -> Result<(), Failure> {
        let text = format!("{number} {}", "x".repeat(TEXT));
        self.handle.call(Request::Send { contact: ContactId(1), text, reply_to: None }).await.map(drop)
    }

    async fn history(&self) -> Result<BTreeMap<u32, u64>> {
        let (mut found, mut before) = (BTreeMap::new(), None);
        loop {
            let request = Request::History {
                contact: ContactId(1),
                before,
                after: None,
                around: None,
                limit: PAGE_MAX,
            };
            let Response::History(page) = self.handle.call(request).await? else {
                bail!("this is no history")
            };
            for message in &page.messages {
                let number = message.text.split(' ').next().and_then(|number| number.parse().ok());
                *found.entry(number.context("a text that nobody wrote")?).or_default() += 1;
            }
            before = page.messages.first().map(|message| message.id);
            if !page.more {
                return Ok(found);
            }
        }
    }

    /// Times that front ends were told that the disk fails.
    async fn close(self) -> Result<u64> {
        self.handle.call(Request::Shutdown).await?;
        self.engine.await??;
        Ok(self.storage_events.await?)
    }
}

async fn storage_failures(mut events: mpsc::Receiver<Event>) -> u64 {
    let mut count = 0;
    while let Some(event) = events.recv().await {
        count += u64::from(matches!(event, Event::Storage { .. }));
    }
    count
}

async fn run(folder: &Path, remedy: &str) -> Result<Filled> {
    let profile = folder.join("profile");
    let (mut filled, mut acknowledged) = (Filled::default(), Vec::new());
    let desk = Desk::open(&profile)?;
    let address = ServiceKey::from_seed(&[7; 32]).address().reveal();
    desk.handle.call(Request::AddContact { address, name: "Ann".to_owned() }).await?;
    let mut number = 0;
    while filled.refused < 3 {
        ensure!(number < TEXTS_MAX, "the disk takes everything");
        number += 1;
        match desk.send(number).await {
            Ok(()) => acknowledged.push(number),
            Err(failure) => {
                filled.refused += 1;
                filled.failure.get_or_insert(failure);
            }
        }
    }
    // while syncs fail, the log is mended before anything is read
    filled.readable = remedy == "none" || desk.history().await.is_ok();
    make_room(folder, remedy)?;
    let until = Instant::now() + RECOVERY;
    for _ in 0..AFTER {
        number += 1;
        while let Err(failure) = desk.send(number).await {
            ensure!(Instant::now() < until, "there is room again, and still: {failure}");
            number += 1;
            sleep(Duration::from_millis(20)).await;
        }
        acknowledged.push(number);
    }
    filled.told = desk.close().await?;
    let desk = Desk::open(&profile)?;
    let history = desk.history().await?;
    desk.close().await?;
    filled.acknowledged = acknowledged.len() as u64;
    filled.lost = acknowledged.iter().filter(|number| !history.contains_key(number)).count() as u64;
    filled.doubled = history.values().filter(|count| **count > 1).count() as u64;
    Ok(filled)
}

fn make_room(folder: &Path, remedy: &str) -> Result<()> {
    match remedy {
        "filler" => std::fs::remove_file(folder.join(FILLER)).context("making room"),
        "limit" => {
            let most = getrlimit(Resource::Fsize).maximum;
            setrlimit(Resource::Fsize, Rlimit { current: most, maximum: most }).context("lifting the limit")
        }
        "none" => Ok(()),
        _ => bail!("there is no such remedy"),
    }
}
