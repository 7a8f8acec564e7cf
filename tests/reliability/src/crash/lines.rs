//! What parent and child say to each other: one line of JSON each.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sotto_engine::api::MessageState;

/// From the parent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Order {
    /// A request of the engine's interface; it is answered under this number.
    Ask { number: u64, request: Value },
    /// The process dies of a SIGKILL when it takes this step for the `passing`-th time from now.
    Arm { step: String, passing: u64 },
}

/// From the child.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Said {
    /// What a request was answered: a response or a failure of the engine's interface.
    Answer { number: u64, answer: Result<Value, Value> },
    /// An event of the engine's interface.
    Told(Value),
}

/// A message, as the engine shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Shown {
    pub(super) id: i64,
    pub(super) state: MessageState,
    pub(super) text: String,
}

/// A page of them.
#[derive(Debug, Deserialize)]
pub(super) struct Page {
    pub(super) messages: Vec<Shown>,
    pub(super) more: bool,
}

/// A contact, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(super) struct Peer {
    pub(super) id: i64,
    pub(super) accepted_us: bool,
    pub(super) presence: Presence,
    pub(super) waiting: u32,
    pub(super) continuity_lost: bool,
}

/// Whether they are there.
#[derive(Debug, Deserialize)]
pub(super) struct Presence {
    pub(super) state: String,
}
