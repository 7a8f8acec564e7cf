//! The figures, for people and for programs.

use crate::contest::Field;
use serde_json::{Value, json};
use std::fmt::Write;

/// A row a task: what it costs everybody, and ours as a multiple of each of the others' (lower is better).
pub(crate) fn table<'a>(
    times: impl IntoIterator<Item = (&'a str, &'a Field<f64>)>,
    memory: &Field<f64>,
) -> String {
    let head = ("CPU time, µs", "sotto", "vodozemac", "libotr", "/vodozemac", "/libotr");
    let mut text = row(head.0, [head.1, head.2, head.3, head.4, head.5].map(str::to_owned));
    for (name, field) in times {
        text += &figures_of(name, field, 2);
    }
    text += &figures_of("memory of an open session, bytes", memory, 0);
    text
}

/// The last line. `outcomes` are microseconds, in the order of `contests` in `main.rs`.
pub(crate) fn figures(outcomes: &[Field<f64>], memory: &Field<f64>) -> Value {
    let [set_up, confirmed, small, medium, large, ping_pong] = outcomes else { unreachable!() };
    json!({
        "record_64_vs_vodozemac": small.rate_vs_vodozemac(),
        "record_1k_vs_vodozemac": medium.rate_vs_vodozemac(),
        "record_16k_vs_vodozemac": large.rate_vs_vodozemac(),
        "record_64_vs_libotr": small.rate_vs_libotr(),
        "record_1k_vs_libotr": medium.rate_vs_libotr(),
        "record_16k_vs_libotr": large.rate_vs_libotr(),
        "pingpong_vs_libotr": ping_pong.rate_vs_libotr(),
        "pingpong_cost_vs_vodozemac": ping_pong.cost_vs_vodozemac(),
        "handshake_vs_libotr": set_up.rate_vs_libotr(),
        "handshake_cost_vs_vodozemac": set_up.cost_vs_vodozemac(),
        "handshake_confirmed_vs_libotr": confirmed.rate_vs_libotr(),
        "handshake_confirmed_cost_vs_vodozemac": confirmed.cost_vs_vodozemac(),
        "bytes_per_session": memory.sotto,
        "handshake_us": set_up.sotto,
        "record_1k_us": medium.sotto,
        "pingpong_us": ping_pong.sotto,
    })
}

fn figures_of(name: &str, field: &Field<f64>, places: usize) -> String {
    let number = |number: f64| format!("{number:.places$}");
    let ratio = |ratio: f64| format!("{ratio:.2}");
    let none = || "-".to_owned();
    row(
        name,
        [
            number(field.sotto),
            number(field.vodozemac),
            field.libotr.map_or_else(none, number),
            ratio(field.cost_vs_vodozemac()),
            field.cost_vs_libotr().map_or_else(none, ratio),
        ],
    )
}

fn row(name: &str, cells: [String; 5]) -> String {
    let mut row = format!("{name:<44}");
    for cell in cells {
        write!(row, " {cell:>11}").unwrap();
    }
    row.push('\n');
    row
}
