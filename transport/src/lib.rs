//! Onion addresses in, fixed-size frames out.
//!
//! ```text
//!   engine ── dial(address, isolation) ──▶ Network ──▶ BoxedStream ──▶ Link ──▶ frames
//!          ◀── Incoming(stream), Bootstrap, Service ──┘   (tor | sim)   (codec + two pumps)
//! ```
//!
//! This crate knows no session keys, no contact and no database. Only its module `tor` names arti; the module
//! `sim` is the same network in memory, seeded, for the tests of what stands above.

pub mod address;
pub mod codec;
pub mod failpoint;
pub mod link;
pub mod network;
#[cfg(feature = "sim")]
pub mod sim;
#[cfg(feature = "tor")]
pub mod tor;

pub use address::{AddressError, OnionAddress, ServiceKey};
pub use link::{Link, LinkError, LinkReceiver, LinkSender, SendError};
pub use network::{
    Bootstrap, BoxedStream, BridgeError, BridgeLine, Connection, DialError, Dialer, Entry, Isolation,
    Network, NetworkEvent, Phase, Reachability, Stall, Storage, Stream, Upkeep,
};
