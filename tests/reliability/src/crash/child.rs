//! One life of a real engine: real disk, real threads, killed from outside or at an armed step.

use super::lines::{Order, Said};
use super::sockets::Sockets;
use anyhow::{Context, Result};
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt, poll};
use rustix::process::{Signal, getpid, kill_process};
use sotto_engine::Handle;
use sotto_engine::api::{Event, Failure, Request};
use sotto_engine::rehearsal::{Machine, Time, Waypoint};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::sync::mpsc;

/// Threads beside the engine's own, as in the program.
const WORKERS: usize = 2;

/// A request under way.
type Call = BoxFuture<'static, Said>;

/// Lives on the profile in `profile` until standard input ends; peers are reached through the sockets in `sockets`.
///
/// # Errors
/// The vault does not open, or an order is not understood.
pub fn live(profile: &Path, sockets: &Path) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(WORKERS).enable_all().build()?;
    let ended = runtime.block_on(async {
        let life = Machine::new(profile)
            .live(Arc::new(Sockets::new(sockets)), Time::Real)
            .context("opening the vault")?;
        let front = tokio::spawn(front(life.handle, life.events));
        life.engine.await.context("the engine ended")?;
        front.await?
    });
    // a read of standard input may still be waiting
    runtime.shutdown_background();
    ended
}

/// Carries orders in and answers and events out. Requests reach the engine in the order of their lines.
async fn front(handle: Handle, mut events: mpsc::Receiver<Event>) -> Result<()> {
    let mut orders = BufReader::new(tokio::io::stdin()).lines();
    let mut calls: FuturesUnordered<Call> = FuturesUnordered::new();
    loop {
        tokio::select! {
            biased;
            event = events.recv() => match event {
                Some(event) => say(&Said::Told(serde_json::to_value(event)?))?,
                None => return Ok(()),
            },
            Some(answer) = calls.next() => say(&answer)?,
            order = orders.next_line() => match order? {
                Some(order) => {
                    if let Some(call) = begin(&handle, serde_json::from_str(&order)?).await? {
                        calls.push(call);
                    }
                }
                None => return Ok(()),
            },
        }
    }
}

/// The call of an order, queued at the engine; nothing if the order needs none.
async fn begin(handle: &Handle, order: Order) -> Result<Option<Call>> {
    let (number, request) = match order {
        Order::Arm { step, passing } => {
            Waypoint::named(&step).context("there is no such step")?.arm(passing, die);
            return Ok(None);
        }
        Order::Ask { number, request } => (number, serde_json::from_value(request)?),
    };
    let mut call = call(handle.clone(), number, request).boxed();
    // the first poll queues the request, so that the next one comes after it
    Ok(Some(match poll!(&mut call) {
        std::task::Poll::Ready(said) => std::future::ready(said).boxed(),
        std::task::Poll::Pending => call,
    }))
}

async fn call(handle: Handle, number: u64, request: Request) -> Said {
    let answer = match handle.call(request).await {
        Ok(response) => serde_json::to_value(response).map_err(|_| serde_json::Value::Null),
        Err(failure) => Err(serde_json::to_value::<Failure>(failure).unwrap_or_default()),
    };
    Said::Answer { number, answer }
}

/// One write: a line is said whole, or its end is missing.
fn say(said: &Said) -> Result<()> {
    let mut line = serde_json::to_vec(said)?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    out.write_all(&line)?;
    Ok(out.flush()?)
}

/// As `kill -9` from outside: no destructor, no flush, no thread goes on.
fn die() {
    let _signalled = kill_process(getpid(), Signal::KILL);
    loop {
        std::thread::park();
    }
}
