//! A small run of the crash harness; `cargo xtask crash` runs the long ones.

use sotto_reliability::crash::{Plan, run};

#[test]
fn engines_that_are_killed_at_any_moment_and_at_every_step_lose_double_and_feign_nothing() {
    let program = env!("CARGO_BIN_EXE_sotto-crash").into();
    let plan = Plan { program, kills: 6, points: 1, per_kill: 20, seed: 1 };
    let report = run(&plan).unwrap();
    assert_eq!(report.missed, [""; 0], "{}", report.figures);
    assert_eq!(report.figures["kills"], 15);
    for step in ["after_insert", "after_commit", "before_seal", "after_seal", "after_write", "before_flush"]
        .into_iter()
        .chain(["before_receipt", "after_receipt", "before_delete"])
    {
        assert_eq!(report.figures["points"][step], 1, "{step}");
    }
}
