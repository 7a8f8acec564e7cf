//! The life of one connection: a client, its entry, its service; again and again until nobody wants it.
//!
//! ```text
//!   live: wait for the turn ─▶ attempt: own runtime ─▶ open client ─▶ bootstrap ─▶ launch service ─▶ serve
//!                                ▲                         └────────────┴─────────────┴── fails ──┐
//!                                └──── wait, 2 s to a minute ◀──────── report the stall ◀─────────┘
//!         events dropped ─▶ shut the door, untie the streams, end the runtime, wait for the files' lock
//! ```

use super::config;
use super::dial::{Circuits, Door, Open, TorDialer};
use super::progress::{Progress, STALL_AFTER, Seen, stall_of_error};
use super::runtime::OwnRuntime;
use super::stay::Stay;
use super::tie::knot;
use super::upkeep::TorUpkeep;
use super::wire::{OurRuntime, Wires};
use crate::network::{Bootstrap, Entry, NetworkEvent, Reachability, Stall, Storage};
use arti_client::config::TorClientConfigBuilder;
use arti_client::status::BootstrapEvents;
use arti_client::{BootstrapBehavior, TorClient};
use futures::future::{BoxFuture, OptionFuture};
use futures::{FutureExt, StreamExt};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedMutexGuard, mpsc};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use zeroize::Zeroizing;

pub(super) type Client = TorClient<OurRuntime>;

/// The first wait after a failed attempt; it doubles each time.
const RETRY_FIRST: Duration = Duration::from_secs(2);
/// The longest wait between two attempts: a person who has mended the network should not wait longer.
const RETRY_LONGEST: Duration = Duration::from_secs(60);
/// How long a client that was let go may hold its files before the next one tries anyway. It takes milliseconds.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// From the end of a service to its next beginning. A descriptor's revision is a time in seconds; directories
/// refuse a second one of the same second, and Arti goes on offering it for minutes (measured).
pub(super) const REPUBLISH_PAUSE: Duration = Duration::from_secs(2);

/// Who may use a folder: sessions of one process take turns. There are as many entries as folders.
#[derive(Clone, Default)]
pub(super) struct Turn(Arc<Mutex<BTreeMap<PathBuf, Folder>>>);

/// A folder, and when its last service ended.
type Folder = Arc<tokio::sync::Mutex<Option<Instant>>>;

/// One connection.
pub(super) struct Session {
    config: Result<TorClientConfigBuilder, Stall>,
    bridged: bool,
    key: Zeroizing<[u8; 64]>,
    storage: Storage,
    events: mpsc::Sender<NetworkEvent>,
    door: Door,
}

/// What a session has of its folder.
#[derive(Default)]
struct Held {
    /// Until this is dropped nobody else in this process uses the folder.
    turn: Option<OwnedMutexGuard<Option<Instant>>>,
    /// When the present client has let go of its files.
    stopped: Option<BoxFuture<'static, ()>>,
}

impl Turn {
    fn of(&self, folder: &Path) -> Folder {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(folder.to_owned()).or_default().clone()
    }
}

impl Held {
    /// When a service may begin.
    fn not_before(&self) -> Option<Instant> {
        let ended = self.turn.as_ref().and_then(|turn| **turn);
        ended.map(|ended| ended + REPUBLISH_PAUSE)
    }

    /// Waits until no client uses the folder any more.
    async fn release(&mut self) {
        if let Some(stopped) = self.stopped.take() {
            // The next client reports a lock that is still held.
            let _ = timeout(STOP_TIMEOUT, stopped).await;
        }
        if let Some(turn) = &mut self.turn {
            **turn = Some(Instant::now());
        }
    }
}

impl Session {
    pub(super) fn new(
        config: Result<TorClientConfigBuilder, Stall>,
        entry: &Entry,
        key: Zeroizing<[u8; 64]>,
        storage: &Storage,
        events: mpsc::Sender<NetworkEvent>,
    ) -> (Self, TorDialer, TorUpkeep) {
        let (door, circuits) = (Door::default(), Circuits::default());
        let dialer = TorDialer::new(door.clone(), circuits.clone());
        let upkeep = TorUpkeep::new(door.clone(), circuits);
        let bridged = matches!(entry, Entry::Bridges(_));
        (Self { config, bridged, key, storage: storage.clone(), events, door }, dialer, upkeep)
    }

    /// Lives until the events are dropped, then gives everything back.
    pub(super) async fn live(self, turn: Turn) {
        let mut held = Held::default();
        tokio::select! {
            biased;
            () = self.events.closed() => {}
            never = self.run(&turn, &mut held) => match never {},
        }
        self.door.shut();
        held.release().await;
    }

    /// Attempt after attempt.
    async fn run(&self, turn: &Turn, held: &mut Held) -> Infallible {
        let mut progress = Progress::new(self.bridged, Instant::now()).at_wall_time(wall_seconds());
        self.tell(NetworkEvent::Bootstrap(progress.now())).await;
        self.wait_for(turn, held, &mut progress).await;
        let mut wait = RETRY_FIRST;
        loop {
            let begun = Instant::now();
            let stall = self.attempt(held, &mut progress).await;
            self.report(progress.fail(stall)).await;
            held.release().await;
            // An attempt that went well for a while says nothing about the next.
            wait = if begun.elapsed() > RETRY_LONGEST { RETRY_FIRST } else { wait };
            sleep(wait).await;
            wait = (wait * 2).min(RETRY_LONGEST);
        }
    }

    async fn wait_for(&self, turn: &Turn, held: &mut Held, progress: &mut Progress) {
        let mut mine = pin!(turn.of(&self.storage.folder).lock_owned());
        if let Ok(turn) = timeout(STALL_AFTER, mine.as_mut()).await {
            held.turn = Some(turn);
        } else {
            self.report(progress.fail(Stall::Storage)).await;
            held.turn = Some(mine.await);
        }
    }

    /// One client, from its making until something fails. Nothing of it is left when this ends or is dropped.
    async fn attempt(&self, held: &mut Held, progress: &mut Progress) -> Stall {
        let config = match &self.config {
            Ok(config) => config.clone(),
            Err(stall) => return *stall,
        };
        let Ok(runtime) = OwnRuntime::start() else { return Stall::Unknown };
        let wires = Wires::default();
        let client = match joined(runtime.spawn(open(config, self.storage.clone(), wires.clone()))).await {
            Some(Ok(client)) => client,
            Some(Err(stall)) => return stall,
            None => return Stall::Unknown,
        };
        held.stopped = Some(client.wait_for_stop().boxed());
        let Some(handle) = runtime.handle().cloned() else { return Stall::Unknown };
        let status = client.bootstrap_events();
        let (_knot, tie) = knot();
        let (again, republish) = mpsc::channel(1);
        let open = Open { client, tie, runtime: handle, wires, again };
        let stay = Stay {
            open,
            key: self.key.clone(),
            events: self.events.clone(),
            door: self.door.clone(),
            republish,
            folder: self.storage.folder.clone(),
        };
        let serving = joined(runtime.spawn(stay.serve(held.not_before())));
        let stall = tokio::select! {
            stall = serving => stall.unwrap_or(Stall::Unknown),
            never = self.watch(status, progress) => match never {},
        };
        self.door.shut();
        self.tell(NetworkEvent::Service(Reachability::Down)).await;
        stall
    }

    async fn watch(&self, mut status: BootstrapEvents, progress: &mut Progress) -> Infallible {
        loop {
            let due = progress.due();
            let tick = async { OptionFuture::from(due.map(sleep_until)).await };
            let news = tokio::select! {
                biased;
                Some(status) = status.next() => progress.see(Seen::from(&status), Instant::now()),
                Some(()) = tick => progress.tick(Instant::now()),
                else => std::future::pending().await,
            };
            self.report(news).await;
        }
    }

    async fn report(&self, news: Option<Bootstrap>) {
        if let Some(news) = news {
            tracing::debug!(percent = news.percent, phase = ?news.phase, stall = ?news.stall, "entry");
            self.tell(NetworkEvent::Bootstrap(news)).await;
        }
    }

    /// Fails only if nobody listens any more, which ends the session by itself.
    async fn tell(&self, event: NetworkEvent) {
        let _ = self.events.send(event).await;
    }
}

/// The result of a task, unless it was ended or has panicked.
async fn joined<T>(task: Option<JoinHandle<T>>) -> Option<T> {
    task?.await.ok()
}

/// A new client, which has not touched the network yet.
async fn open(config: TorClientConfigBuilder, storage: Storage, wires: Wires) -> Result<Arc<Client>, Stall> {
    make_private(&storage.folder).map_err(|_| Stall::Storage)?;
    config::forget_service(&storage.folder).map_err(|_| Stall::Storage)?;
    let config = config.build().map_err(|_| Stall::Unknown)?;
    let runtime = wires.runtime().map_err(|_| Stall::Unknown)?;
    let builder = TorClient::with_runtime(runtime).config(config);
    let builder = builder.bootstrap_behavior(BootstrapBehavior::Manual);
    builder.create_unbootstrapped_async().await.map_err(|error| stall_of_error(&error))
}

/// Makes a folder that only its owner may enter; one that exists is left as it is.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Only to see whether the clock can be right at all.
#[expect(clippy::disallowed_methods, reason = "the one place of this crate where the wall clock is read")]
fn wall_seconds() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}
