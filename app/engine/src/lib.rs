//! Contacts, messages, delivery and the vault: everything that Sotto is, without a window.
//!
//! ```text
//!  front end ── Request ──▶ Handle ──▶ driver ──▶ Core::step ──▶ store (one transaction)
//!            ◀── Event ───────────────   │   ◀── effects, after the commit
//!                                        └── links, dials ──▶ sotto_transport::Network
//! ```
//!
//! The core is synchronous and decides; the driver is the only async part and acts. No window, no arti.

pub mod api;
mod clock;
mod coins;
mod core;
mod driver;
mod failpoints;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod handle;
mod invite;
mod payload;
#[cfg(feature = "rehearsal")]
#[doc(hidden)]
pub mod rehearsal;
mod store;
pub mod text;
pub mod transcript;
mod vault;

pub use driver::{Engine, start};
pub use handle::Handle;
pub use sotto_crypto::memory_is_locked;
pub use vault::{Wiped, wipe_folder};

#[cfg(test)]
mod scenarios;
