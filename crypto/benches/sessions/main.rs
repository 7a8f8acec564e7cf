//! What a session costs, beside the classical Olm of vodozemac and the OTR of libotr: CPU time, in one run.
//!
//! ```text
//! cargo bench -p sotto-crypto --bench sessions              distributions (criterion), table, goals
//! cargo bench -p sotto-crypto --bench sessions -- --ratios  table and goals only
//! ```
//!
//! Contestants take turns in short rounds and the best round of each counts, so that whatever else the
//! machine does strikes all alike: read the ratios. The last line is JSON, and the program fails where a
//! goal is missed. `docs/benchmarks.md` says what is compared with what.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail, and exports nothing")]
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

mod clock;
mod contest;
mod goals;
mod libotr;
mod memory;
mod olm;
mod sotto;
mod table;

use clock::CpuTime;
use contest::{Act, Contest, Field, timed};
use criterion::{Criterion, Throughput};
use libotr::Libotr;
use std::{process::ExitCode, time::Duration};

/// Bytes of the messages that are measured; their records have 4, 4 and 32 KiB.
const SIZES: [(usize, &str); 3] = [(64, "64 B"), (1024, "1 KiB"), (16 * 1024, "16 KiB")];

/// Bytes of a message that steps the ratchet.
const TURN: usize = 1024;

fn contests(libotr: Option<&Libotr>) -> Vec<Contest> {
    let contest = |name: &str, bytes, sotto: Act, olm: Act, otr: &str| Contest {
        name: name.to_owned(),
        bytes,
        contestants: Field {
            sotto: timed(sotto),
            vodozemac: timed(olm),
            libotr: libotr.map(|libotr| libotr.contestant(otr)),
        },
    };
    let mut contests = vec![
        contest("set-up, both sides, with the first record", None, sotto::set_up(), olm::set_up(), "ake"),
        contest(
            "set-up until both sides are confirmed",
            None,
            sotto::set_up_confirmed(),
            olm::set_up_answered(),
            "ake",
        ),
    ];
    for (size, name) in SIZES {
        let (name, otr) = (format!("seal and open, one direction, {name}"), format!("one_way {size}"));
        contests.push(contest(&name, Some(size), sotto::one_way(size), olm::one_way(size), &otr));
    }
    let (name, otr) = ("ping-pong, a step a message, 1 KiB", format!("ping_pong {TURN}"));
    contests.push(contest(name, Some(TURN), sotto::ping_pong(TURN), olm::ping_pong(TURN), &otr));
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
        for (name, contestant) in contest.contestants.each() {
            group.bench_function(name, |b| b.iter_custom(|acts| contestant(u32::try_from(acts).unwrap())));
        }
        group.finish();
    }
    criterion.final_summary();
}

fn main() -> ExitCode {
    let libotr = Libotr::start();
    let libotr_is = libotr.as_ref().map_or_else(|reason| format!("not measured: {reason}"), Libotr::version);
    let libotr = libotr.ok();
    let memory = memory::of_open_session(libotr.as_ref()); // before anything else has left free memory behind
    let mut contests = contests(libotr.as_ref());
    if !std::env::args().any(|argument| argument == "--ratios") {
        distributions(&mut contests);
    }
    let outcomes: Vec<Field<f64>> = contests.iter_mut().map(Contest::run).collect();
    let times = contests.iter().map(|contest| contest.name.as_str()).zip(&outcomes);
    println!("{}", table::table(times, &memory));
    println!("libotr: {libotr_is}\n");
    let figures = table::figures(&outcomes, &memory);
    let verdicts = goals::judge(&figures);
    verdicts.iter().for_each(|verdict| println!("{verdict}"));
    println!("{figures}");
    if verdicts.iter().any(goals::Verdict::is_missed) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
