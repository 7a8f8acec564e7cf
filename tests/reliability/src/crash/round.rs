//! A round: two fresh profiles, a number of kills, calm, and the comparison.

use super::journal::Faults;
use super::pair::{Pair, Who};
use crate::report::tell;
use anyhow::{Context, Result, bail, ensure};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sotto_engine::rehearsal::Waypoint;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;
use tokio::time::Instant;

/// Mean of the exponential time from a working pair to the next kill, and its longest.
const LIFE_MEAN: Duration = Duration::from_millis(150);
const LIFE_MAX: Duration = Duration::from_millis(400);
/// How much later the second of two dies.
const BOTH_WITHIN: Duration = Duration::from_millis(50);
/// Mean of the time that somebody stays dead, when it is not none.
const DEATH_MEAN: Duration = Duration::from_millis(100);
/// How long the harness waits for a pair to be linked again before the round goes on anyway.
const LINK_PATIENCE: Duration = Duration::from_secs(10);
/// In this time an armed step is taken, or never.
const STEP_PATIENCE: Duration = Duration::from_secs(20);
/// In this time so many messages are acknowledged as a kill is owed, or something is stuck.
const FLOOR_PATIENCE: Duration = Duration::from_secs(60);
/// In this time after the last kill everything that was acknowledged is delivered.
const CALM_PATIENCE: Duration = Duration::from_secs(180);
/// Between two looks whether it is.
const CALM_LOOK: Duration = Duration::from_millis(25);
/// A step is armed for one of its next so many passings.
const PASSINGS: u64 = 40;

/// When somebody dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Death {
    /// At any time.
    Anywhen,
    /// At this step.
    At(Waypoint),
}

/// What happened.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) kills: u64,
    /// Of those, how many took both.
    pub(super) both: u64,
    /// Of those, how many at a step.
    pub(super) steps: BTreeMap<&'static str, u64>,
    pub(super) messages: u64,
    /// Texts beside those whose sender died before it acknowledged them.
    pub(super) unacknowledged: u64,
    pub(super) faults: Faults,
    /// Rounds in which somebody was told that the other's device had changed.
    pub(super) alarms: u64,
    /// Rounds that did not come to their end; nothing else of them is counted.
    pub(super) failed: u64,
    /// From a restart until the two were linked again, at most; no longer than the harness waits for it.
    pub(super) relink: Duration,
    /// From the last kill until everything was delivered, at most.
    pub(super) calm: Duration,
}

/// Two profiles in `folder` through `deaths`, with `per_kill` messages to each on average.
pub(super) async fn round(
    program: &Path,
    folder: &Path,
    deaths: &[Death],
    per_kill: u64,
    seed: [u64; 2],
) -> Result<Tally> {
    let pair = Pair::acquainted(program, folder).await.context("at the beginning")?;
    let mut round = Round { pair, coins: coins(seed), tally: Tally::default(), per_kill };
    for death in deaths {
        let number = round.tally.kills + 1;
        round.die(*death).await.with_context(|| format!("at kill {number}, {death:?}"))?;
    }
    round.conclude().await.context("after the last kill")?;
    Ok(round.tally)
}

struct Round {
    pair: Pair,
    coins: ChaCha8Rng,
    tally: Tally,
    per_kill: u64,
}

impl Round {
    async fn die(&mut self, death: Death) -> Result<()> {
        // a quarter of the deaths comes soon after a start, before, within or after the handshake
        let young = self.below(4) == 0;
        if !young {
            let started = Instant::now();
            let limit = started + LINK_PATIENCE;
            self.pair.drive(limit, &mut self.coins, Pair::are_linked).await?;
            self.tally.relink = self.tally.relink.max(started.elapsed());
            self.owe(self.tally.kills).await?;
        }
        let victims = match death {
            Death::Anywhen => self.die_anywhen().await?,
            Death::At(step) => vec![self.die_at(step).await?],
        };
        self.tally.kills += 1;
        self.tally.both += u64::from(victims.len() > 1);
        if self.below(4) == 0 {
            let until = Instant::now() + self.exponential(DEATH_MEAN, LIFE_MAX);
            self.pair.drive(until, &mut self.coins, |_| false).await?;
        }
        for victim in victims {
            self.pair.start(victim).await?;
        }
        Ok(())
    }

    /// Sees to it that `kills` kills have met enough messages.
    async fn owe(&mut self, kills: u64) -> Result<()> {
        let (floor, limit) = (kills * self.per_kill, Instant::now() + FLOOR_PATIENCE);
        let paid = self.pair.drive(limit, &mut self.coins, |pair| pair.messages() >= floor).await?;
        ensure!(paid, "the engines take no more texts");
        Ok(())
    }

    async fn die_anywhen(&mut self) -> Result<Vec<Who>> {
        let until = Instant::now() + self.exponential(LIFE_MEAN, LIFE_MAX);
        self.pair.drive(until, &mut self.coins, |_| false).await?;
        let first = if self.below(2) == 0 { Who::A } else { Who::B };
        self.pair.kill(first).await?;
        if self.below(3) > 0 {
            return Ok(vec![first]);
        }
        let gap = self.below(u64::try_from(BOTH_WITHIN.as_micros()).unwrap_or(u64::MAX));
        let until = Instant::now() + Duration::from_micros(gap);
        self.pair.drive(until, &mut self.coins, |_| false).await?;
        self.pair.kill(first.other()).await?;
        Ok(vec![first, first.other()])
    }

    async fn die_at(&mut self, step: Waypoint) -> Result<Who> {
        let victim = if self.below(2) == 0 { Who::A } else { Who::B };
        let passing = 1 + self.below(PASSINGS);
        self.pair.arm(victim, step, passing).await?;
        let limit = Instant::now() + STEP_PATIENCE;
        let died = self.pair.drive(limit, &mut self.coins, |pair| !pair.is_alive(victim)).await?;
        ensure!(died, "the step was not taken {passing} times");
        self.pair.reap(victim).await?;
        *self.tally.steps.entry(step.name()).or_default() += 1;
        Ok(victim)
    }

    /// Waits until everything is delivered, kills both once more, and reads what their vaults have.
    async fn conclude(&mut self) -> Result<()> {
        let last_kill = Instant::now();
        self.owe(self.tally.kills).await?;
        while !self.pair.is_calm().await? {
            if last_kill.elapsed() > CALM_PATIENCE {
                let alarm = if self.pair.is_alarmed() { ": a false alarm holds texts back" } else { "" };
                bail!("acknowledged texts are not delivered after {CALM_PATIENCE:?}{alarm}");
            }
            let look = Instant::now() + CALM_LOOK;
            while self.pair.hear_until(look).await? {}
        }
        self.tally.calm = last_kill.elapsed();
        for who in Who::BOTH {
            self.pair.kill(who).await?;
        }
        self.compare().await?;
        self.tally.messages = self.pair.messages();
        self.tally.unacknowledged = Who::BOTH.map(|who| self.pair.journal(who).unacknowledged()).iter().sum();
        self.tally.alarms = self.pair.is_alarmed().into();
        self.pair.end().await
    }

    async fn compare(&mut self) -> Result<()> {
        for who in Who::BOTH {
            self.pair.start_offline(who)?;
        }
        let (sent_by_a, received_by_a) = self.pair.history(Who::A).await?;
        let (sent_by_b, received_by_b) = self.pair.history(Who::B).await?;
        for (who, sent, received) in [(Who::A, sent_by_a, received_by_b), (Who::B, sent_by_b, received_by_a)]
        {
            let found = self.pair.journal(who).compare(&sent, &received);
            if found != Faults::default() {
                tell(format_args!("from {who:?}: {found:?}"));
            }
            self.tally.faults += found;
        }
        Ok(())
    }

    /// A time of an exponential distribution, cut at `max`.
    fn exponential(&mut self, mean: Duration, max: Duration) -> Duration {
        // a number in (0, 1]
        let uniform = ((self.coins.next_u64() >> 11) + 1) as f64 / (1_u64 << 53) as f64;
        mean.mul_f64(-uniform.ln()).min(max)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.coins.next_u64() % bound
    }
}

/// The coins of one round of a run.
fn coins([run, round]: [u64; 2]) -> ChaCha8Rng {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&run.to_be_bytes());
    seed[8..16].copy_from_slice(&round.to_be_bytes());
    ChaCha8Rng::from_seed(seed)
}
