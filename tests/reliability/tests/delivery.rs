//! A few messages of `cargo xtask bench delivery`: everything is measured, whatever comes of it on a loaded machine.
#![cfg(feature = "tor")]

use anyhow::{Result, ensure};
use sotto_reliability::delivery;

#[test]
fn every_part_of_a_messages_way_is_measured() -> Result<()> {
    let figures = delivery::measure(3, 1)?.figures;
    ensure!(figures["n"] == 3, "{figures}");
    for name in ["delivery_vs_floor", "floor_ms", "arti_rtt_ms", "ctor_rtt_ms", "commit_ms", "delivery_ms"] {
        ensure!(figures[name].as_f64().is_some_and(|figure| figure > 0.0), "{name}: {figures}");
    }
    Ok(())
}
