//! What kind of network is wanted, and how its start is told.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// Enough for three hops, vanguards and hidden-service directories that differ.
const RELAYS: usize = 4;
/// A start takes 6 to 13 s on two idle cores; this is for loaded ones.
const PATIENCE: Duration = Duration::from_secs(180);

/// What kind of network is wanted.
#[derive(Clone, Debug)]
pub struct Options {
    /// Relays besides the authority, which is a relay too.
    pub relays: usize,
    /// One more relay that is an obfs4 bridge.
    pub bridge: bool,
    /// Where everything lies; made, and removed at the end. A fresh folder of the system's without it.
    pub folder: Option<PathBuf>,
    /// Leaves the folder when the network ends, for its logs.
    pub keep: bool,
    /// Keys of earlier networks lie here and are used again; filled if they do not. Makes the start faster.
    pub keys: Option<PathBuf>,
    /// How long the start may take.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { relays: RELAYS, bridge: false, folder: None, keep: false, keys: None, patience: PATIENCE }
    }
}

/// A step of the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Everybody's keys are made.
    Keys,
    /// The processes are started.
    Processes,
    /// The authority knows every relay.
    Descriptors,
    /// The first vote came before the last relay; the authority votes again.
    Again,
    /// A usable consensus is there.
    Consensus,
    /// The bridge serves.
    Bridge,
    /// The network can be used.
    Ready,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Keys => "making the keys of the private Tor network",
            Self::Processes => "starting the directory authority and the relays",
            Self::Descriptors => "the authority knows every relay",
            Self::Again => "the vote came too early; voting again",
            Self::Consensus => "the relays agree on a consensus",
            Self::Bridge => "the bridge serves",
            Self::Ready => "the private Tor network is ready",
        })
    }
}
