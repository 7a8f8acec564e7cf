//! A profile on a disk, and the engine's lives on it.

use crate::api::{Event, Failure};
use crate::clock::Clock;
use crate::coins::Coins;
use crate::driver::{Teller, run_opened};
use crate::handle::{EVENT_QUEUE, Handle};
use crate::vault::Vault;
use futures::FutureExt;
use futures::future::BoxFuture;
use sotto_transport::Network;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::mpsc;

/// A profile folder whose vault needs no passphrase.
#[derive(Debug)]
pub struct Machine {
    folder: PathBuf,
}

/// By which clock and which coins a life goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// The system's.
    Real,
    /// Tokio's, which may be paused: the wall clock shows `epoch` milliseconds since 1970 now, and every coin comes
    /// from `seed`.
    Simulated {
        /// Milliseconds since 1970.
        epoch: u64,
        /// Another one for each life, or sessions repeat.
        seed: u64,
    },
}

/// One life of the engine on its machine.
pub struct Life {
    /// Asks.
    pub handle: Handle,
    /// Tells.
    pub events: mpsc::Receiver<Event>,
    /// The engine itself: poll it, or nothing happens. It ends after a shutdown; dropped before, the process has died,
    /// except that what it wrote is left to the disk as after an orderly close of the file.
    pub engine: BoxFuture<'static, Result<(), Failure>>,
}

impl Machine {
    /// The machine whose disk is `folder`; made there at its first life.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Begins a life: opens the vault (made if there is none) and gives the engine, offline.
    ///
    /// # Errors
    /// As the vault tells them; [`Failure::ProfileInUse`] while another life lasts.
    pub fn live(&self, network: Arc<dyn Network>, time: Time) -> Result<Life, Failure> {
        let (mut coins, clock) = match time {
            Time::Real => (Coins::from_system()?, Clock::start()),
            Time::Simulated { epoch, seed } => (Coins::seeded(seed), Clock::simulated(epoch)),
        };
        let vault = Vault::claim(&self.folder)?;
        let opened = vault.rehearse(&mut coins)?;
        let (handle, requests) = Handle::new();
        let (teller, events) = Teller::new(EVENT_QUEUE);
        let engine = run_opened((vault, opened), coins, clock, network, (requests, teller)).boxed();
        Ok(Life { handle, events, engine })
    }
}
