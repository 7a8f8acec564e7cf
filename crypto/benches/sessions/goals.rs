//! What the figures must reach. Pure: `crypto/tests/bench_goals.rs` tests it.

use serde_json::Value;
use std::fmt;

/// A figure of the last line, and its bound.
pub(crate) struct Goal {
    name: &'static str,
    bound: Bound,
    /// Whether it may be absent: libotr is not everywhere.
    optional: bool,
}

#[derive(Clone, Copy)]
enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

/// A goal beside what was measured.
pub(crate) struct Verdict {
    goal: &'static Goal,
    figure: Option<f64>,
}

use Bound::{AtLeast, AtMost};

/// All of them; a rate is ours as a multiple of theirs, a cost likewise.
const GOALS: [Goal; 7] = [
    Goal { name: "record_1k_vs_vodozemac", bound: AtLeast(3.0), optional: false },
    Goal { name: "record_1k_vs_libotr", bound: AtLeast(1.0), optional: true },
    Goal { name: "pingpong_vs_libotr", bound: AtLeast(5.0), optional: true },
    Goal { name: "pingpong_cost_vs_vodozemac", bound: AtMost(3.0), optional: false },
    Goal { name: "handshake_vs_libotr", bound: AtLeast(5.0), optional: true },
    Goal { name: "handshake_cost_vs_vodozemac", bound: AtMost(3.5), optional: false },
    Goal { name: "bytes_per_session", bound: AtMost(8192.0), optional: false },
];

/// Holds the figures of the last line against the goals.
pub(crate) fn judge(figures: &Value) -> Vec<Verdict> {
    GOALS.iter().map(|goal| Verdict { goal, figure: figures[goal.name].as_f64() }).collect()
}

impl Verdict {
    /// Whether the figure is on the wrong side, or absent though it must not be.
    pub(crate) fn is_missed(&self) -> bool {
        match (self.figure, self.goal.bound) {
            (None, _) => !self.goal.optional,
            (Some(figure), AtLeast(bound)) => figure < bound,
            // growth of nothing is a measurement that failed
            (Some(figure), AtMost(bound)) => figure > bound || figure <= 0.0,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match (self.is_missed(), self.figure) {
            (true, _) => "MISSED",
            (false, None) => "not measured",
            (false, Some(_)) => "met",
        };
        let (side, bound) = match self.goal.bound {
            AtLeast(bound) => ("at least", bound),
            AtMost(bound) => ("at most", bound),
        };
        let figure = self.figure.map_or("none".to_owned(), |figure| format!("{figure:.2}"));
        write!(f, "goal {:<28} {side:>8} {bound:>7}: {figure:>8}  {word}", self.goal.name)
    }
}
