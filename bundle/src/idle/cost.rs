//! What a running program cost, and with whom.

use crate::usage::Usage;
use serde_json::{Value, json};
use std::fmt;

/// What the program cost between two moments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cost {
    pub(super) contacts: u32,
    pub(super) attended: bool,
    pub(super) usage: Usage,
}

impl Cost {
    pub(super) fn to_json(self) -> Value {
        let Self { contacts, attended, usage: Usage { cpu_percent, wakeups_per_s, memory_mb } } = self;
        json!({
            "contacts": contacts,
            "attended": attended,
            "cpu_percent": cpu_percent,
            "wakeups_per_s": wakeups_per_s,
            "rss_mb": memory_mb,
        })
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { contacts, attended, usage } = self;
        let who = if *attended { "a person" } else { "nobody" };
        write!(f, "{contacts} contacts, {who} there: {usage}")
    }
}
