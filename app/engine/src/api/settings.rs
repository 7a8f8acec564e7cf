//! What a user sets.

use serde::{Deserialize, Serialize};

/// The bridges that are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bridges {
    /// Used, and nothing else, when set.
    pub enabled: bool,
    /// One a line.
    pub lines: Vec<String>,
}

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}
