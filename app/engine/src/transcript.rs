//! What anybody can make of a conversation: its text, and a whole recorded session, kept or made up.
//!
//! ```text
//!  vault ───export──▶ lines ──(any editor)──▶ script ──forge──▶ Recorded ◀──▶ five files
//!                                                                  └──check──▶ Accepted, or why not
//! ```
//! One's own profile and the *public* key of somebody else are all that a session is made of here, and the verifier
//! accepts it as it accepts a real one: that is deniability (docs/deniability.md). The core is pure: identity, coins,
//! script and time are arguments. Only [`OwnProfile`] opens a vault; nothing here writes a file.

mod check;
mod coins;
mod exchange;
mod export;
mod forge;
mod lines;
mod moment;
mod profile;
mod record;
mod script;

pub use check::{Accepted, CheckError};
pub use forge::{FORGED_SPAN_MAX, ForgeError};
pub use lines::LineError;
pub use moment::{BadMoment, Moment};
pub use profile::{OwnProfile, Wish};
pub use record::{FRAMES_MAX, Files, Part, RecordError};
pub use script::{PAUSE, SCRIPT_BYTES_MAX, SCRIPT_LINES_MAX, ScriptError};

use serde::{Deserialize, Serialize};

/// One of the two, as the owner of the profile calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The owner of the profile.
    Me,
    /// The peer.
    Them,
}

impl Side {
    /// Both, in an order that is always the same.
    pub const BOTH: [Self; 2] = [Self::Me, Self::Them];

    /// As it is written at the head of a line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Them => "them",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Me => Self::Them,
            Self::Them => Self::Me,
        }
    }
}

#[cfg(test)]
mod tests;
