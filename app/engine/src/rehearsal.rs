//! The engine on machines that lose their power. For `tests/reliability`, never in the program.

pub mod archive;
mod machine;
pub mod payload;
pub mod storage;
mod waypoint;

pub use machine::{Life, Machine, Time};
pub use waypoint::Waypoint;
