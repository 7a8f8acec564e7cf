//! The Tor network through an embedded Arti: the only module that names it.
//!
//! ```text
//!   Tor ── connect ─▶ session    one connection: attempt after attempt, until its events are dropped
//!                       config     what Arti may do: every limit is ours
//!                       transports which bridge lines can be used, by which programs
//!                       runtime    what ends everything that a client has started
//!                       progress   what Arti says, and what our own clock says, as Bootstrap
//!                       stay       from the entry on: launch the service, let others in
//!                       service    circuits in, streams out, within bounds
//!                       dial       streams to others, isolated by contact
//!                       tie        what ends every stream with its client
//!                       wire       connections to relays: no delay, and no waiting for dead ones
//!                       upkeep     remedies: fresh circuits, a service that is published anew
//! ```
//!
//! A change of entry is a new session, a new Arti client and a new runtime: a client that is reconfigured keeps old
//! connections open, and one that is dropped leaves tasks behind.

mod config;
mod dial;
mod progress;
mod runtime;
mod service;
mod session;
mod stay;
mod tie;
mod transports;
mod upkeep;
mod wire;

use crate::address::ServiceKey;
use crate::network::{BridgeError, BridgeLine, Connection, EVENT_QUEUE, Entry, Network, Storage};
use arti_client::config::TorClientConfigBuilder;
use session::{Session, Turn};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use thiserror::Error;
use tokio::sync::mpsc;
use transports::Transports;

/// The virtual port of our onion services. Nothing listens anywhere: it is a number in Tor's cells.
pub const CHAT_PORT: u16 = 9_676;

/// What a [`Tor`] needs to know once. The default is the public network without transport programs.
#[derive(Clone, Default)]
pub struct TorOptions {
    /// Another Tor network: sections `[tor_network]` and `[path_rules]` of an `arti.toml`. What Sotto sets itself
    /// cannot be changed by it.
    pub private_network: Option<String>,
    /// Where programs of pluggable transports may lie, in the order of preference. Absolute.
    pub transports: Vec<PathBuf>,
}

/// Why there is no [`Tor`]: a fault of who starts the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TorError {
    /// The private network's text cannot be read.
    #[error("the description of the private Tor network is not valid; correct it")]
    PrivateNetwork,
    /// A folder of transport programs is relative.
    #[error("a folder of transport programs is not absolute; name it from the root")]
    RelativeFolder,
}

/// The Tor network.
pub struct Tor {
    network: TorClientConfigBuilder,
    transports: Transports,
    /// Sessions in the same folder take turns: the files' lock outlives a session by a moment.
    turn: Turn,
}

impl fmt::Debug for TorOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { private_network, transports } = self;
        let (private, folders) = (private_network.is_some(), transports.len());
        f.debug_struct("TorOptions").field("private_network", &private).field("transports", &folders).finish()
    }
}

impl Tor {
    /// Reads the options; touches neither network nor disk.
    ///
    /// # Errors
    /// If the options are wrong.
    pub fn new(options: TorOptions) -> Result<Self, TorError> {
        // Arti's rustls has no provider of its own. An error says that one is installed, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let network = options.private_network.unwrap_or_default();
        let network = toml::from_str(&network).map_err(|_| TorError::PrivateNetwork)?;
        let transports = Transports::new(options.transports).ok_or(TorError::RelativeFolder)?;
        Ok(Self { network, transports, turn: Turn::default() })
    }
}

impl Network for Tor {
    fn connect(&self, key: &ServiceKey, entry: &Entry, storage: &Storage) -> Connection {
        let (events, incoming) = mpsc::channel(EVENT_QUEUE);
        let config = config::client(&self.network, &self.transports, entry, storage);
        let (session, dialer, upkeep) = Session::new(config, entry, key.expanded(), storage, events);
        tokio::spawn(session.live(self.turn.clone()));
        Connection { dialer: Arc::new(dialer), events: incoming, upkeep: Arc::new(upkeep) }
    }

    fn check_bridge(&self, line: &BridgeLine) -> Result<(), BridgeError> {
        self.transports.check(line).map(drop)
    }
}

#[cfg(test)]
mod tests;
