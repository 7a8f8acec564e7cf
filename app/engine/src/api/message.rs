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
    /// The text, as it was last changed; empty once deleted. From a peer it is hostile until a front end has cleaned it.
    pub text: String,
    /// What it answers.
    pub reply: Option<Quote>,
    /// At most one of each side, ours first.
    pub reactions: Vec<Reaction>,
    /// Its text was changed after it had left.
    pub edited: bool,
    /// Its text is gone.
    pub deleted: Option<Deleted>,
    /// A change, a reaction or a deletion of ours that concerns it is not in their vault yet.
    pub pending: bool,
}

/// One of the two sides of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// We.
    Us,
    /// They.
    Them,
}

/// The message that another one answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// Whose it is, or was.
    pub by: Who,
    /// Its number; `None` if it is not here, or not any more.
    pub message: Option<MessageId>,
    /// The beginning of what it says now, on one line and clean, at most [`super::QUOTE_MAX`] characters; `None` if it is gone.
    pub text: Option<String>,
}

/// What somebody feels about a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reaction {
    /// Who.
    pub by: Who,
    /// One character as it is seen, clean.
    pub text: String,
}

/// Why a text is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deleted {
    /// We deleted it here, or it never left. It is in no history any more: show nothing of it.
    Here,
    /// We deleted it and asked them to do so too. What they make of it is theirs.
    ForBoth,
    /// They deleted it.
    ByThem,
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
    /// Whether there are newer ones.
    pub newer: bool,
}

/// What was found, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Messages with the text in them, newest first.
    pub messages: Vec<Message>,
    /// Where to go on: the `before` of the next request. `None` if everything was looked through.
    pub next: Option<MessageId>,
}
