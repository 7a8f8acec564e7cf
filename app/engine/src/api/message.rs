//! Messages and pages of them.

use super::{ContactId, MessageId};
use serde::{Deserialize, Serialize};

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Its number.
    pub id: MessageId,
    /// With whom.
    pub contact: ContactId,
    /// Sent or received, and how far.
    pub state: MessageState,
    /// Milliseconds since 1970, by our clock: written, or arrived.
    pub at: u64,
    /// The text. From a peer it is hostile until a front end has cleaned it.
    pub text: String,
}

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Ours; in the vault, not yet on the line.
    Queued,
    /// Ours; on the line in this session, no receipt yet.
    Sent,
    /// Ours; in their vault.
    Delivered,
    /// Theirs.
    Received,
}

/// A page of messages, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct History {
    /// Oldest first.
    pub messages: Vec<Message>,
    /// Whether there are older ones.
    pub more: bool,
}
