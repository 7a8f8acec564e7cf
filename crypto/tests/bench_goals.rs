//! The goals of the benchmark: a figure that is missing or on the wrong side fails the run.

#[path = "../benches/sessions/goals.rs"]
mod goals;

use serde_json::{Value, json};

/// Every figure on its bound.
fn figures() -> Value {
    json!({
        "record_1k_vs_vodozemac": 3.0, "record_1k_vs_libotr": 1.0,
        "pingpong_vs_libotr": 5.0, "pingpong_cost_vs_vodozemac": 3.0,
        "handshake_vs_libotr": 5.0, "handshake_cost_vs_vodozemac": 3.5,
        "bytes_per_session": 8192.0,
    })
}

fn missed(figures: &Value) -> Vec<String> {
    let verdicts = goals::judge(figures);
    verdicts.iter().filter(|verdict| verdict.is_missed()).map(ToString::to_string).collect()
}

/// The figures with one of them changed, and what is missed then.
fn missed_with(name: &str, figure: Value) -> Vec<String> {
    let mut figures = figures();
    figures[name] = figure;
    missed(&figures)
}

#[test]
fn figures_on_their_bounds_meet_every_goal() {
    assert_eq!(goals::judge(&figures()).len(), 7);
    assert_eq!(missed(&figures()), Vec::<String>::new());
}

#[test]
fn a_rate_below_its_bound_and_a_cost_above_it_are_missed_and_named() {
    for (name, figure) in [
        ("record_1k_vs_vodozemac", 2.99),
        ("record_1k_vs_libotr", 0.99),
        ("pingpong_vs_libotr", 4.99),
        ("pingpong_cost_vs_vodozemac", 3.01),
        ("handshake_vs_libotr", 4.99),
        ("handshake_cost_vs_vodozemac", 3.51),
        ("bytes_per_session", 8192.1),
    ] {
        let missed = missed_with(name, json!(figure));
        assert_eq!(missed.len(), 1, "{name}");
        assert!(missed[0].contains(name) && missed[0].ends_with("MISSED"), "{}", missed[0]);
    }
}

#[test]
fn only_libotr_may_be_absent() {
    for name in ["record_1k_vs_libotr", "pingpong_vs_libotr", "handshake_vs_libotr"] {
        assert_eq!(missed_with(name, Value::Null), Vec::<String>::new(), "{name}");
    }
    // JSON has no NaN: a division of nothing by nothing arrives as null
    for name in ["record_1k_vs_vodozemac", "pingpong_cost_vs_vodozemac", "handshake_cost_vs_vodozemac"] {
        assert_eq!(missed_with(name, json!(f64::NAN)).len(), 1, "{name}");
    }
    assert_eq!(missed(&json!({})).len(), 4);
}

#[test]
fn a_cost_of_nothing_is_a_failed_measurement() {
    assert_eq!(missed_with("bytes_per_session", json!(0)).len(), 1);
    assert_eq!(missed_with("handshake_cost_vs_vodozemac", json!(-1.0)).len(), 1);
}
