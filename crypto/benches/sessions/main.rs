//! What a session costs, beside the classical Olm of vodozemac: CPU time, in one run.
//!
//! ```text
//! cargo bench -p sotto-crypto --bench sessions              distributions (criterion), table, ratios
//! cargo bench -p sotto-crypto --bench sessions -- --ratios  table and ratios only
//! ```
//!
//! Contestants take turns in short rounds and the best round of each counts, so that whatever else the
//! machine does strikes all alike: read the ratios. The last line is JSON.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail, and exports nothing")]
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

mod clock;
mod contest;
mod olm;
mod sotto;

use clock::CpuTime;
use contest::{Contest, Outcome};
use criterion::{Criterion, Throughput};
use std::time::Duration;

/// Bytes of the messages that are measured; their records have 4, 4 and 32 KiB.
const SIZES: [(usize, &str); 3] = [(64, "64 B"), (1024, "1 KiB"), (16 * 1024, "16 KiB")];

fn contests() -> Vec<Contest> {
    let mut contests = vec![
        Contest::new("set-up, both sides, with the first record", None, sotto::set_up(), olm::set_up()),
        Contest::new(
            "set-up until both sides are confirmed",
            None,
            sotto::set_up_confirmed(),
            olm::set_up_answered(),
        ),
    ];
    for (size, name) in SIZES {
        let name = format!("seal and open, one direction, {name}");
        contests.push(Contest::new(&name, Some(size), sotto::one_way(size), olm::one_way(size)));
    }
    contests.push(Contest::new(
        "ping-pong, a step a message, 64 B",
        None,
        sotto::ping_pong(64),
        olm::ping_pong(64),
    ));
    contests
}

fn distributions(contests: &mut [Contest]) {
    let mut criterion = Criterion::default()
        .with_measurement(CpuTime)
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    for contest in contests {
        let mut group = criterion.benchmark_group(&contest.name);
        if let Some(size) = contest.bytes {
            group.throughput(Throughput::Bytes(size as u64));
        }
        group.bench_function("sotto", |b| b.iter(|| (contest.ours)()));
        group.bench_function("vodozemac", |b| b.iter(|| (contest.theirs)()));
        group.finish();
    }
    criterion.final_summary();
}

fn main() {
    let memory = sotto::memory(); // before anything else has left free memory behind
    let mut contests = contests();
    if !std::env::args().any(|argument| argument == "--ratios") {
        distributions(&mut contests);
    }
    let outcomes: Vec<Outcome> = contests.iter_mut().map(Contest::run).collect();
    println!("{:<50} {:>12} {:>12} {:>8}", "CPU time, µs", "sotto", "vodozemac", "ratio");
    for (contest, outcome) in contests.iter().zip(&outcomes) {
        let [ours, theirs] = [outcome.ours, outcome.theirs].map(|time| time.as_secs_f64() * 1e6);
        println!("{:<50} {ours:>12.2} {theirs:>12.2} {:>8.2}", contest.name, outcome.cost());
    }
    let [set_up, confirmed, small, medium, large, ping_pong] = outcomes.as_slice() else { unreachable!() };
    println!("{:<50} {memory:>12}", "memory of an open session, bytes");
    println!(
        "{}",
        serde_json::json!({
            "record_64_vs_vodozemac": small.rate(),
            "record_1k_vs_vodozemac": medium.rate(),
            "record_16k_vs_vodozemac": large.rate(),
            "pingpong_cost_vs_vodozemac": ping_pong.cost(),
            "handshake_cost_vs_vodozemac": set_up.cost(),
            "handshake_confirmed_cost_vs_vodozemac": confirmed.cost(),
            "handshake_us": set_up.ours.as_secs_f64() * 1e6,
            "pingpong_us": ping_pong.ours.as_secs_f64() * 1e6,
            "record_1k_us": medium.ours.as_secs_f64() * 1e6,
            "session_memory_bytes": memory,
        })
    );
}
