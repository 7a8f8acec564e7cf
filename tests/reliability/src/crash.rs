//! Two real engines, killed with -9 at any moment and at every named step, and a parent that keeps its own journal.
//!
//! ```text
//!            asks, kills, restarts                  journal: asked, acknowledged, shown, ticked
//!  parent ──────────────┬──────────────┐                       │ compared with
//!                       ▼              ▼                       ▼
//!                   engine A ◀─────▶ engine B        both histories at the end
//!              (disk, fsync, threads)  local sockets
//! ```
//!
//! A message that an engine acknowledged must be in the other's history once, in its place; a tick that was shown must be
//! true. A run goes in rounds, each on fresh profiles and with coins of its own, so that a fault can be met again.

mod child;
mod journal;
mod lines;
mod pair;
mod round;
mod sockets;

pub use child::live;
pub use journal::{Faults, Journal, Kept, text_of};
pub use pair::LIVE;
pub use sockets::Sockets;

use crate::report::{Report, tell};
use anyhow::{Context, Result};
use round::{Death, Tally, round};
use serde_json::json;
use sotto_engine::rehearsal::Waypoint;
use std::path::PathBuf;
use std::time::Duration;
use tokio::time::Instant;

/// Kills in one round. More would only make the histories longer that are compared.
const ROUND: usize = 50;

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The program whose first word [`LIVE`] makes it a child: `sotto-crash` itself.
    pub program: PathBuf,
    /// Kills at random moments.
    pub kills: u64,
    /// Kills at each named step.
    pub points: u64,
    /// Messages to a kill, at least, on average.
    pub per_kill: u64,
    /// Of every moment, victim and pause.
    pub seed: u64,
}

/// Carries the plan out. The profiles of a round that failed are kept, and it is said where.
///
/// # Errors
/// The parent itself fails.
pub fn run(plan: &Plan) -> Result<Report> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (began, mut total) = (Instant::now(), Tally::default());
        for (number, deaths) in (0..).zip(deaths(plan).chunks(ROUND)) {
            match play(plan, number, deaths).await {
                Ok(tally) => total.add(tally),
                Err(error) => {
                    // an engine does not start again, answers what it should not, or does not come to rest
                    tell(format_args!("{error:#}"));
                    total.failed += 1;
                }
            }
            tell(format_args!(
                "{} kills, {} messages, {:?}, {:.0} s",
                total.kills,
                total.messages,
                total.faults,
                began.elapsed().as_secs_f64()
            ));
        }
        Ok(report(plan, &total, began.elapsed()))
    })
}

/// First the random ones, then the steps by turns.
fn deaths(plan: &Plan) -> Vec<Death> {
    let random = (0..plan.kills).map(|_| Death::Anywhen);
    let steps = (0..plan.points).flat_map(|_| Waypoint::ALL.map(Death::At));
    random.chain(steps).collect()
}

async fn play(plan: &Plan, number: u64, deaths: &[Death]) -> Result<Tally> {
    let folder = tempfile::tempdir().context("making a folder for the profiles")?;
    let played = round(&plan.program, folder.path(), deaths, plan.per_kill, [plan.seed, number]).await;
    let is_clean = played.as_ref().is_ok_and(|tally| tally.faults == Faults::default() && tally.alarms == 0);
    if !is_clean {
        tell(format_args!("round {number} of seed {}: kept in {}", plan.seed, folder.keep().display()));
    }
    played.with_context(|| format!("in round {number} of seed {}", plan.seed))
}

impl Tally {
    fn add(&mut self, more: Self) {
        self.kills += more.kills;
        self.both += more.both;
        self.messages += more.messages;
        self.unacknowledged += more.unacknowledged;
        self.faults += more.faults;
        self.alarms += more.alarms;
        self.calm = self.calm.max(more.calm);
        self.relink = self.relink.max(more.relink);
        for (step, kills) in more.steps {
            *self.steps.entry(step).or_default() += kills;
        }
    }
}

/// With one decimal.
fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 10.0).round() / 10.0
}

fn report(plan: &Plan, total: &Tally, took: Duration) -> Report {
    let Faults { lost, duplicated, reordered, ticks_that_lied, foreign } = total.faults;
    let figures = json!({
        "kills": total.kills,
        "messages": total.messages,
        "unacknowledged": total.unacknowledged,
        "lost": lost,
        "duplicated": duplicated,
        "reordered": reordered,
        "ticks_that_lied": ticks_that_lied,
        "foreign": foreign,
        "failed_rounds": total.failed,
        "false_alarms": total.alarms,
        "both": total.both,
        "points": total.steps,
        "calm_s_max": seconds(total.calm),
        "relink_s_max": seconds(total.relink),
        "seconds": took.as_secs(),
        "seed": plan.seed,
    });
    let mut missed = Vec::new();
    let mut expect = |met: bool, goal: &str| {
        if !met {
            missed.push(goal.to_owned())
        }
    };
    expect(lost == 0, "messages were lost");
    expect(duplicated == 0, "messages were doubled");
    expect(reordered == 0, "messages came out of order");
    expect(ticks_that_lied == 0, "ticks lied");
    expect(foreign == 0, "texts appeared that nobody had sent");
    expect(total.failed == 0, "an engine did not go on as it should");
    expect(total.alarms == 0, "an alarm was raised although nobody's device had changed");
    let wanted = plan.kills + plan.points * Waypoint::ALL.len() as u64;
    expect(total.kills >= wanted, "there were fewer kills than asked for");
    expect(total.messages >= wanted * plan.per_kill, "there were fewer messages than asked for");
    let every_step = Waypoint::ALL
        .iter()
        .all(|step| total.steps.get(step.name()).copied().unwrap_or_default() >= plan.points);
    expect(every_step, "there were fewer kills at a step than asked for");
    Report { figures, missed }
}
