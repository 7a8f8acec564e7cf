//! One seed: its script is played, the faults end, the world converges, and the model judges.

use super::model::Faults;
use super::script::{Script, secs};
use super::world::World;
use anyhow::Result;
use std::path::Path;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// When a world that does not converge is given up.
const PATIENCE: Duration = secs_const(900);
/// How often the world is looked at.
const LOOK: Duration = Duration::from_millis(250);

/// What one seed showed.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Texts that were acknowledged.
    pub messages: u64,
    /// Edits, reactions and deletions that were acknowledged.
    pub deeds: u64,
    /// What the model found.
    pub faults: Faults,
    /// From the end of the faults until all was well; `None`: never.
    pub converged: Option<Duration>,
    /// Simulated time in all.
    pub simulated: Duration,
    /// What was wrong, a line each.
    pub wrong: Vec<String>,
    /// Everything that was shown and done, with its simulated milliseconds.
    pub journal: Vec<String>,
}

const fn secs_const(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Plays a seed on disks in `folder`. Wants a current-thread runtime with a paused clock.
///
/// # Errors
/// A disk fails.
pub async fn play(seed: u64, folder: &Path) -> Result<Outcome> {
    let script = Script::draw(seed);
    let mut world = World::begin(seed, script.parties, folder).await?;
    world.play(&script).await?;
    let calm = Instant::now();
    let mut converged = None;
    while converged.is_none() && calm.elapsed() < PATIENCE {
        sleep(LOOK).await;
        if unsettled(&world, &script).is_none() {
            converged = Some(calm.elapsed());
        }
    }
    // Nothing must undo it.
    sleep(secs(5)).await;
    let mut outcome = judge(&world, &script).await;
    if converged.is_none() {
        outcome.wrong.extend(unsettled(&world, &script));
    }
    outcome.converged = converged;
    for party in &mut world.parties {
        party.die().await;
    }
    Ok(outcome)
}

fn unsettled(world: &World, script: &Script) -> Option<String> {
    script.pairs.iter().find_map(|(a, b, _)| world.unsettled(*a, *b))
}

/// Reads every history and lets the model compare.
async fn judge(world: &World, script: &Script) -> Outcome {
    let (views, untold) = world.views(script.pairs.iter().map(|(a, b, _)| (*a, *b))).await;
    let mut shown = world.record.shown();
    let faults = shown.compare(&views);
    let mut wrong = std::mem::take(&mut shown.wrong);
    if !faults.is_none() {
        wrong.push(format!("{faults:?}"));
    }
    if untold > 0 {
        wrong.push(format!("{untold} texts or deeds are not delivered in their author's vault"));
    }
    Outcome {
        messages: shown.kept(),
        deeds: shown.deeds(),
        faults,
        converged: None,
        simulated: world.age(),
        wrong,
        journal: shown.take_journal(),
    }
}
