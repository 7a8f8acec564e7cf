//! Many seeds on all cores, and what they amount to.

use super::dials::{self, Settled};
use super::model::Faults;
use super::scenes::{self, Measured, Scene};
use super::seed::{self, Outcome};
use crate::options::Options;
use crate::report::{Report, tell};
use anyhow::{Context, Result};
use serde_json::json;
use std::ffi::OsString;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Longest time to converge after the faults, in seconds.
const CONVERGE_MAX: f64 = 180.0;
/// How many times faster than real time it must be.
const SPEEDUP_MIN: f64 = 100.0;
/// A RAM disk, where there is one.
const RAM_DISK: &str = "/dev/shm";
/// Seeds between two lines that say how it goes.
const NEWS: u64 = 500;

/// What is to be run.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Worlds of chaos.
    pub seeds: u64,
    /// The first seed.
    pub first: u64,
    /// Pairs that dial each other.
    pub dials: u64,
    /// Repetitions of each single fault.
    pub scenes: u64,
    /// Threads; 0: as many as there are cores.
    pub threads: u64,
    /// The journal of every world goes to standard error.
    pub journal: bool,
}

/// The sums of all that was run.
#[derive(Debug, Default)]
struct Sums {
    chaos: Vec<(u64, Outcome)>,
    dials: Vec<(u64, Settled)>,
    scenes: Vec<Measured>,
    /// Seconds of one core each, summed.
    core_seconds: f64,
}

/// Runs what the words say and tells the figures.
///
/// # Errors
/// Unknown words, a disk that fails, or a goal that is missed.
pub fn command(words: impl IntoIterator<Item = OsString>) -> Result<()> {
    let defaults =
        [("seeds", 1000), ("first", 1), ("dials", 1000), ("scenes", 100), ("threads", 0), ("journal", 0)];
    let options = Options::read(words, &defaults)?;
    let plan = Plan {
        seeds: options.number("seeds"),
        first: options.number("first"),
        dials: options.number("dials"),
        scenes: options.number("scenes"),
        threads: options.number("threads"),
        journal: options.number("journal") > 0,
    };
    campaign(plan)?.conclude()
}

/// Runs a plan.
///
/// # Errors
/// A disk or a thread fails.
pub fn campaign(plan: Plan) -> Result<Report> {
    let begun = now();
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let threads = if plan.threads == 0 { cores } else { plan.threads };
    let next = AtomicU64::new(0);
    let mut sums = Sums::default();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(|| work(plan, &next))).collect();
        for worker in workers {
            let done = worker.join().map_err(|_| anyhow::anyhow!("an engine panicked"))??;
            sums.chaos.extend(done.chaos);
            sums.dials.extend(done.dials);
            sums.scenes.extend(done.scenes);
            sums.core_seconds += done.core_seconds;
        }
        anyhow::Ok(())
    })?;
    sums.chaos.sort_by_key(|(seed, _)| *seed);
    sums.dials.sort_by_key(|(seed, _)| *seed);
    Ok(report(&sums, begun.elapsed()))
}

/// One thread: takes the next world until there is none.
fn work(plan: Plan, next: &AtomicU64) -> Result<Sums> {
    let begun = now();
    let mut sums = Sums::default();
    let scenes = plan.scenes * Scene::ALL.len() as u64;
    let all = plan.seeds + plan.dials + scenes;
    loop {
        let place = next.fetch_add(1, Ordering::Relaxed);
        if place >= all {
            break;
        }
        if place > 0 && place.is_multiple_of(NEWS) {
            tell(format_args!("{place} of {all} ..."));
        }
        if place < plan.seeds {
            let seed = plan.first + place;
            sums.chaos.push((seed, one_world(seed, plan.journal)?));
        } else if place < plan.seeds + plan.dials {
            let seed = plan.first + place - plan.seeds;
            sums.dials.push((seed, one_dial(seed, plan.journal)?));
        } else {
            let place = place - plan.seeds - plan.dials;
            let scene = Scene::ALL[usize::try_from(place)? % Scene::ALL.len()];
            sums.scenes.push(one_scene(scene, plan.first + place / Scene::ALL.len() as u64)?);
        }
    }
    sums.core_seconds = begun.elapsed().as_secs_f64();
    Ok(sums)
}

fn one_world(seed: u64, journal: bool) -> Result<Outcome> {
    let mut outcome = alone(|folder| async move { seed::play(seed, &folder).await })
        .with_context(|| format!("seed {seed}"))?;
    if outcome.converged.is_none_or(|time| time.as_secs_f64() > CONVERGE_MAX) {
        outcome.wrong.push(format!("converged after {:?}", outcome.converged));
    }
    complain("seed", seed, &outcome.wrong, &std::mem::take(&mut outcome.journal), journal);
    Ok(outcome)
}

fn one_dial(seed: u64, journal: bool) -> Result<Settled> {
    let mut settled = alone(|folder| async move { dials::play(seed, &folder).await })
        .with_context(|| format!("dials of seed {seed}"))?;
    complain("dials of seed", seed, &settled.wrong, &std::mem::take(&mut settled.journal), journal);
    Ok(settled)
}

fn one_scene(scene: Scene, seed: u64) -> Result<Measured> {
    let measured = alone(|folder| async move { scenes::play(scene, seed, &folder).await })
        .with_context(|| format!("{scene:?} of seed {seed}"))?;
    if measured.figure > scene.goal() {
        tell(format_args!("{scene:?} of seed {seed}: {}", measured.figure));
    }
    Ok(measured)
}

fn complain(what: &str, seed: u64, wrong: &[String], journal: &[String], all: bool) {
    if all {
        journal.iter().for_each(tell);
    }
    for line in wrong {
        tell(format_args!("{what} {seed}: {line}"));
    }
}

/// Runs one world on empty disks in memory, under a clock of its own that stands still while anything happens.
///
/// # Errors
/// The disk or the runtime cannot be had, or the world's own error.
pub fn alone<T, F: Future<Output = Result<T>>>(world: impl FnOnce(PathBuf) -> F) -> Result<T> {
    let ram = Path::new(RAM_DISK);
    let parent = if ram.is_dir() { ram.to_owned() } else { std::env::temp_dir() };
    let folder = tempfile::Builder::new().prefix("chaos-").tempdir_in(parent)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()?;
    runtime.block_on(world(folder.path().to_owned()))
}

fn report(sums: &Sums, took: Duration) -> Report {
    let chaos = || sums.chaos.iter().map(|(_, outcome)| outcome);
    let dials = || sums.dials.iter().map(|(_, settled)| settled);
    let mut faults = Faults::default();
    chaos().map(|outcome| outcome.faults).chain(dials().map(|pair| pair.faults)).for_each(|f| faults += f);
    let mut times: Vec<f64> = chaos().filter_map(|outcome| Some(outcome.converged?.as_secs_f64())).collect();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len().max(1) - 1)).copied();
    let stuck = sums.chaos.len() - times.len();
    let wrong_chaos = chaos().filter(|outcome| !outcome.wrong.is_empty()).count();
    let wrong_dials = dials().filter(|settled| !settled.wrong.is_empty()).count();
    let simulated = chaos().map(|outcome| outcome.simulated);
    let simulated = simulated.chain(dials().map(|settled| settled.simulated));
    let simulated: Duration = simulated.chain(sums.scenes.iter().map(|scene| scene.simulated)).sum();
    let speedup = (simulated.as_secs_f64() / sums.core_seconds.max(1e-9)).round();
    let one_link = dials().filter(|settled| settled.one_link).count();
    let converge_max = at(100).unwrap_or(0.0);
    let mut figures = json!({
        "seeds": sums.chaos.len(), "messages": chaos().map(|outcome| outcome.messages).sum::<u64>(),
        "acts": chaos().map(|outcome| outcome.deeds).sum::<u64>(), "acts_diverged": faults.diverged,
        "lost": faults.lost, "duplicated": faults.duplicated, "reordered": faults.reordered,
        "invented": faults.invented, "stuck": stuck, "ticks_that_lied": faults.lies,
        "converge_s_max": converge_max, "converge_s_p99": at(99), "converge_s_p50": at(50),
        "dials": sums.dials.len(), "dials_ended_in_one_link": one_link,
        "dials_messages": dials().map(|settled| settled.messages).sum::<u64>(),
        "dials_two_streams_rtt_max": most(dials().map(|settled| settled.two_streams_rtt)),
        "dials_no_stream_s_max": most(dials().map(|settled| settled.no_stream.as_secs_f64())),
        "simulated_s": simulated.as_secs(), "speedup": speedup, "seconds": took.as_secs(),
    });
    let mut missed = Vec::new();
    for scene in Scene::ALL {
        let most = most(sums.scenes.iter().filter(|of| of.scene == scene).map(|of| of.figure));
        figures[scene.figure()] = most.into();
        if most > scene.goal() {
            missed.push(format!("{scene:?} took {most}"));
        }
    }
    let mut miss = |is: bool, what: String| is.then(|| missed.push(what));
    miss(!faults.is_none(), format!("messages were not as the model has them: {faults:?}"));
    miss(stuck > 0, format!("{stuck} seeds never converged"));
    miss(wrong_chaos + wrong_dials > 0, format!("{wrong_chaos} seeds and {wrong_dials} dials went wrong"));
    miss(converge_max > CONVERGE_MAX, format!("a seed took {converge_max} s to converge"));
    miss(one_link < sums.dials.len(), "dials did not end in one link".to_owned());
    miss(speedup < SPEEDUP_MIN, format!("only {speedup} times as fast as real time"));
    Report { figures, missed }
}

/// The largest, to two digits.
fn most(of: impl Iterator<Item = f64>) -> f64 {
    (of.fold(0.0, f64::max) * 100.0).round() / 100.0
}

#[expect(clippy::disallowed_methods, reason = "measures how long the harness itself takes")]
fn now() -> Instant {
    Instant::now()
}
