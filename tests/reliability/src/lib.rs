//! Delivery under crashes, chaos, floods and damaged disks.
//!
//! Each module is one harness with a binary of its own (`src/bin`), which `cargo xtask` builds and starts with the words
//! that follow its command. A small run of each is a test.

pub mod chaos;
pub mod crash;
#[cfg(feature = "tor")]
pub mod delivery;
pub mod floods;
pub mod options;
pub mod report;
pub mod storage;
