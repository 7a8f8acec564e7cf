//! The engine on machines that lose their power. For `tests/reliability`, never in the program.

mod machine;

pub use machine::{Life, Machine, Time};
