//! What the window says of the machine that it runs on, given by whoever starts it: tests give nothing.

use std::path::PathBuf;

/// See the module.
#[derive(Clone, Debug, Default)]
pub(crate) struct Machine {
    /// Where the profile lies.
    pub(crate) profile: Option<PathBuf>,
    /// Says whether every key of a session lies in memory that the system keeps out of its swap file.
    pub(crate) memory_is_locked: Option<fn() -> bool>,
}
