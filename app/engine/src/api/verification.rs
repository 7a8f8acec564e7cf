//! Whether a contact is who they say: words that two people compare, and a question that only they can answer.

use serde::{Deserialize, Serialize};

/// Checks with one contact that may fail in a day.
pub const TRIES_MAX: u8 = 3;

/// What two people read to each other. The same at both, and nothing secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Safety {
    /// Twelve words from both addresses (docs/protocol.md, 17).
    pub words: Vec<String>,
}

/// A contact has shown who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// How.
    pub by: VerifiedBy,
    /// Milliseconds since 1970.
    pub at: u64,
}

/// How a contact has shown who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerifiedBy {
    /// The two people compared the safety words.
    Words,
    /// They gave the answer that we had in mind to a question of ours.
    Question,
}

/// A question that is open between us and a contact. It lives no longer than the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Check {
    /// We asked; their answer is awaited.
    Waiting {
        /// What we asked.
        question: String,
    },
    /// They ask; our answer is wanted.
    Asked {
        /// What they ask. Hostile until a front end has cleaned it.
        question: String,
    },
    /// We answered; their word is awaited.
    Confirming,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// Both gave the same answer. Only who asked has learned something of the other.
    Same,
    /// The answers differ, or somebody sits between.
    Different,
    /// Withdrawn, declined, or the link is gone: we learned nothing. If we had answered, they may know whether our answer
    /// was theirs.
    Ended,
}
