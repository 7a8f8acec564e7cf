//! The engine's edge: waits for whatever happens, hands it to the core, carries out what was committed.
//!
//! ```text
//!  Locked ──Create | Unlock | CreateAmnesic──▶ Running ──Shutdown──▶ ended
//!     ▲                                          │
//!     └───────Lock | Wipe | the vault is gone────┘
//! ```

mod lines;
mod locked;
mod pace;
mod parting;
mod running;
mod teller;

use crate::api::{Event, Failure};
use crate::handle::{EVENT_QUEUE, Envelope, Handle};
use crate::vault::Vault;
use locked::Locked;
use running::Front;
#[cfg(feature = "rehearsal")]
use running::Running;
use sotto_transport::Network;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
pub(crate) use teller::Teller;
use tokio::sync::mpsc;

/// Threads beside the engine's own: streams, Tor's circuits and directory.
const WORKERS: usize = 2;

/// A running engine.
#[derive(Debug)]
pub struct Engine {
    /// Asks.
    pub handle: Handle,
    /// Tells. There is one reader; one that lags is told to read everything again.
    pub events: mpsc::Receiver<Event>,
    /// Ends after [`crate::api::Request::Shutdown`], or when every handle is gone.
    pub thread: JoinHandle<()>,
}

/// Starts the engine on a thread of its own. Nothing is sent anywhere before a front end asks to connect.
///
/// # Errors
/// [`Failure::ProfileInUse`] if another Sotto holds the profile folder; [`Failure::Disk`] if the folder can be neither
/// made nor read; [`Failure::Randomness`].
pub fn start(profile: &Path, network: Arc<dyn Network>) -> Result<Engine, Failure> {
    let vault = Vault::claim(profile)?;
    let (handle, requests) = Handle::new();
    let (teller, events) = Teller::new(EVENT_QUEUE);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .thread_name("sotto-io")
        .enable_all()
        .build()
        .map_err(|_| Failure::Busy)?;
    let thread = std::thread::Builder::new()
        .name("sotto-engine".to_owned())
        .spawn(move || runtime.block_on(run(vault, network, requests, teller)))
        .map_err(|_| Failure::Busy)?;
    Ok(Engine { handle, events, thread })
}

/// An engine whose vault is open already, from its first request to its last.
#[cfg(feature = "rehearsal")]
pub(crate) async fn run_opened(
    (vault, opened): (Vault, crate::vault::Opened),
    coins: crate::coins::Coins,
    clock: crate::clock::Clock,
    network: Arc<dyn Network>,
    (requests, teller): (mpsc::Receiver<Envelope>, Teller),
) -> Result<(), Failure> {
    let key = sotto_transport::ServiceKey::from_seed(&*opened.store.identity_seed()?);
    let core = crate::core::Core::new(&key, opened.profile, opened.exposed, coins)?;
    let front = Front { requests, teller };
    let running = Running::new((core, key), opened, network, front, vault).with_clock(clock);
    if let Some(locked) = running.until_parted().await {
        from(locked).await;
    }
    Ok(())
}

/// The engine from its first request to its last.
pub(crate) async fn run(
    vault: Vault,
    network: Arc<dyn Network>,
    requests: mpsc::Receiver<Envelope>,
    teller: Teller,
) {
    from(Locked { vault, network, front: Front { requests, teller }, leaving: None }).await;
}

/// From one vault that is shut to the next, until the end.
async fn from(mut locked: Locked) {
    while let Some(running) = locked.until_opened().await {
        match running.until_parted().await {
            Some(next) => locked = next,
            None => return,
        }
    }
}
