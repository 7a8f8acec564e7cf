//! The one trait that stands between Sotto and a network, in Tor's own words: entry, isolation, reachability.

use crate::address::{OnionAddress, ServiceKey};
use futures::future::BoxFuture;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

/// Events that wait for the engine; the network's own tasks wait when it is full.
pub const EVENT_QUEUE: usize = 64;
/// Longest bridge line that is read, in bytes.
pub const BRIDGE_LINE_MAX: usize = 1024;

/// A way to reach others and to be reached: `tor::Tor`, or `sim::Node` in tests.
pub trait Network: Send + Sync + 'static {
    /// Enters the network and publishes the onion service of `key`; its state files lie in `storage`.
    ///
    /// Returns at once; what happens arrives in [`Connection::events`]. Must be called inside a tokio runtime.
    /// Dropping the connection closes every stream of it and ends the service.
    fn connect(&self, key: &ServiceKey, entry: &Entry, storage: &Storage) -> Connection;

    /// Whether a bridge line could be used here: its form, and the transport program that it needs.
    ///
    /// # Errors
    /// Says what is wrong with the line, or which program is missing.
    fn check_bridge(&self, line: &BridgeLine) -> Result<(), BridgeError>;
}

/// Where a network keeps its state files (guards, directory): weather, never keys of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storage {
    /// Made with mode 0700 if it is not there.
    pub folder: PathBuf,
    /// The file system cannot hold access rights (FAT): do not insist on them below `folder`.
    pub trust_permissions: bool,
}

/// A network that was entered. Lives until it is dropped.
pub struct Connection {
    /// Opens streams to others.
    pub dialer: Arc<dyn Dialer>,
    /// What happens: progress, own reachability, incoming streams.
    pub events: mpsc::Receiver<NetworkEvent>,
    /// Remedies.
    pub upkeep: Arc<dyn Upkeep>,
}

/// What can be done when the network says that all is well, and it is not. Both return at once and do nothing while the
/// network is not entered.
pub trait Upkeep: Send + Sync + 'static {
    /// No new stream goes through a circuit that was built before now: it may have died while the computer slept.
    fn refresh(&self);

    /// Publishes the own service anew, with new introduction points.
    fn republish(&self);
}

/// Opens streams to onion addresses.
pub trait Dialer: Send + Sync + 'static {
    /// Opens a stream to the chat port of `to`. Streams of different isolation never share a circuit.
    ///
    /// The future ends within [`crate::link::DIAL_TIMEOUT`], whatever the network does.
    fn dial(
        &self,
        to: &OnionAddress,
        isolation: Isolation,
    ) -> BoxFuture<'static, Result<BoxedStream, DialError>>;
}

/// A two-way byte stream.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin + 'static {
    /// The runtime on which its bytes are made and taken, if there is one: who moves them there wakes no other thread for
    /// each of them. What runs there may end with the network.
    fn home(&self) -> Option<Handle> {
        None
    }
}
impl Stream for DuplexStream {}
/// A stream whose origin no longer matters.
pub type BoxedStream = Box<dyn Stream>;

/// Which streams may share a circuit: one token a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Isolation(pub u64);

impl Isolation {
    /// Shares a circuit with no other stream, not even of the same token.
    pub const FRESH: Self = Self(u64::MAX);
}

/// How the network is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Straight to Tor's relays.
    Direct,
    /// Through these bridges and never around them; an empty list connects nowhere.
    Bridges(Vec<BridgeLine>),
}

/// One line of a bridge, as people paste it (with or without the word `Bridge`).
#[derive(Clone, PartialEq, Eq)]
pub struct BridgeLine(String);

impl BridgeLine {
    /// Takes a line of at most [`BRIDGE_LINE_MAX`] printable ASCII bytes; the leading word `Bridge` is dropped.
    ///
    /// # Errors
    /// [`BridgeError::Malformed`] if it is empty, too long, or has other characters.
    pub fn parse(line: &str) -> Result<Self, BridgeError> {
        let line = line.trim();
        let line =
            line.strip_prefix("Bridge ").or_else(|| line.strip_prefix("bridge ")).unwrap_or(line).trim();
        let printable = line.bytes().all(|b| (0x20..0x7f).contains(&b));
        if line.is_empty() || line.len() > BRIDGE_LINE_MAX || !printable {
            return Err(BridgeError::Malformed);
        }
        Ok(Self(line.to_owned()))
    }

    /// The line, without the word `Bridge`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pluggable transport that it names: `Some("obfs4")`, or `None` for a plain bridge.
    #[must_use]
    pub fn transport(&self) -> Option<&str> {
        self.0.split(' ').next().filter(|word| !word.contains(':'))
    }
}

/// A bridge's address is as private as a contact's: only the transport is shown.
impl fmt::Debug for BridgeLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(_) = self;
        f.debug_tuple("BridgeLine").field(&self.transport().unwrap_or("plain")).finish_non_exhaustive()
    }
}

/// What a network tells the engine.
pub enum NetworkEvent {
    /// How far the entry is.
    Bootstrap(Bootstrap),
    /// How the own onion service fares.
    Service(Reachability),
    /// Somebody opened a stream to our chat port.
    Incoming(BoxedStream),
}

/// How far the entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bootstrap {
    /// 0 to 100.
    pub percent: u8,
    /// What is being done.
    pub phase: Phase,
    /// Why it does not go on, if it does not.
    pub stall: Option<Stall>,
}

/// The steps of an entry, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The client is being made.
    Starting,
    /// The first connection to a relay or a bridge.
    Reaching,
    /// The directory of relays is being fetched.
    Directory,
    /// Circuits can be built.
    Ready,
}

/// Why an entry does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stall {
    /// No connection leaves this computer.
    NoNetwork,
    /// Tor's relays do not answer: blocked, or the network is gone.
    TorUnreachable,
    /// The bridges do not answer.
    BridgeUnreachable,
    /// The program of a pluggable transport is missing or does not start.
    TransportMissing,
    /// The computer's clock is wrong.
    Clock,
    /// The state folder cannot be used (rights, full disk, read-only).
    Storage,
    /// Anything else.
    Unknown,
}

/// How the own onion service fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reachability {
    /// Not published.
    Down,
    /// Introduction points and descriptors are under way.
    Publishing,
    /// Others can connect.
    Reachable,
    /// Some of it works.
    Degraded,
    /// It does not work and needs help.
    Broken,
}

/// Why a dial failed, by what the caller should do: all but [`DialError::BadAddress`] are tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DialError {
    /// We are not connected ourselves.
    #[error("not connected to Tor yet; wait for the connection")]
    NotConnected,
    /// No descriptor: the contact is offline, or the address never existed.
    #[error("no such onion service is published now; the contact is probably offline")]
    NotFound,
    /// A descriptor exists, the service did not answer.
    #[error("the contact's onion service does not answer; try again later")]
    Unreachable,
    /// The service refused the stream.
    #[error("the contact's onion service refused; try again later")]
    Refused,
    /// Nothing was decided in time.
    #[error("no answer in time; try again later")]
    TimedOut,
    /// The address is not one.
    #[error("this is not an onion address; check it")]
    BadAddress,
    /// Anything else on the way.
    #[error("the Tor network failed on the way; try again later")]
    Network,
}

/// Why a bridge line cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BridgeError {
    /// Not a bridge line.
    #[error("this is not a bridge line; paste it whole, as it was given")]
    Malformed,
    /// No program for its transport.
    #[error("no program for the transport {0:?} is here; use another kind of bridge")]
    TransportMissing(String),
}
