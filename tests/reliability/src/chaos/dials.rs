//! Two machines that dial each other at about the same time, on a network that is slow in one direction and fast in the other.
//!
//! From the moment at which both show each other as online, counted every tenth of a second, an unfinished handshake counted
//! as a stream:
//! * two streams stand side by side for at most two round trips (the slower latency of each direction) at a stretch;
//! * there is never no stream for more than 5 s;
//! * at the end there is one, both are online, and every text has arrived.

use super::dice::Dice;
use super::model::Faults;
use super::script::{Meeting, secs};
use super::world::World;
use anyhow::Result;
use sotto_engine::api::Request;
use std::ops::RangeInclusive;
use std::path::Path;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How often is counted.
const LOOK: Duration = Duration::from_millis(100);
/// Longest time without a stream.
const NO_STREAM: Duration = Duration::from_secs(5);
/// Most round trips with two streams.
const TWO_STREAMS: f64 = 2.0;
/// Time that is watched after both are online and the last text was said.
const WATCH: Duration = Duration::from_secs(60);
/// When two that do not find each other are given up.
const PATIENCE: Duration = Duration::from_secs(900);
/// Texts of each side.
const TEXTS: u64 = 5;

/// How two dials ended.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// In one link, in time, and it stayed.
    pub one_link: bool,
    /// The longest time with two streams, in round trips.
    pub two_streams_rtt: f64,
    /// The longest time without any.
    pub no_stream: Duration,
    /// Texts that were acknowledged.
    pub messages: u64,
    /// What the model found.
    pub faults: Faults,
    /// Simulated time in all.
    pub simulated: Duration,
    /// What was wrong, a line each.
    pub wrong: Vec<String>,
    /// Everything that was shown and done.
    pub journal: Vec<String>,
}

/// What makes the two dial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    /// Each is online and adds the other, at moments of its own.
    Adding,
    /// Each has the other, and goes online at a moment of its own.
    Connecting,
    /// They had a link, and it broke.
    Broken,
}

/// What is done at a moment.
#[derive(Clone, Debug)]
enum Deed {
    Begin(usize),
    Say(usize, String),
}

/// One pair on disks in `folder`. Wants a current-thread runtime with a paused clock.
///
/// # Errors
/// A disk fails.
pub async fn play(seed: u64, folder: &Path) -> Result<Settled> {
    let mut dice = Dice::new(seed ^ 0xd1a1);
    let mut world = World::begin(seed, 2, folder).await?;
    let cause = dice.pick(&[Cause::Adding, Cause::Connecting, Cause::Broken]).unwrap_or(Cause::Adding);
    let offsets = [dice.time(&(secs(0)..=secs(60))), dice.time(&(secs(0)..=secs(60)))];
    prepare(&world, cause).await;
    let ways = slow_down(&world, &mut dice);
    let begun = Instant::now();
    let mut deeds: Vec<(Duration, Deed)> = (0..2).map(|who| (offsets[who], Deed::Begin(who))).collect();
    for (who, begins) in offsets.iter().enumerate() {
        for n in 0..TEXTS {
            let at = *begins + dice.time(&(secs(0)..=secs(120)));
            deeds.push((at, Deed::Say(who, format!("{who}#{n} {at:?}"))));
        }
    }
    deeds.sort_by_key(|(at, _)| *at);
    let mut watch = Watch::new(ways);
    let both_begun = if cause == Cause::Broken { offsets[0] } else { offsets[0].max(offsets[1]) };
    // A link breaks at a byte that is on its way, and is shown until that has arrived.
    let mut broken = cause != Cause::Broken;
    let mut deeds = deeds.into_iter().peekable();
    let mut calm_since = None;
    while begun.elapsed() < PATIENCE {
        while let Some((_, deed)) = deeds.next_if(|(at, _)| *at <= begun.elapsed()) {
            carry_out(&world, cause, deed).await;
        }
        let begin = begun.elapsed() >= both_begun;
        broken |= begin && !both_online(&world);
        watch.look(&world, begin && broken);
        let calm = deeds.peek().is_none() && world.unsettled(0, 1).is_none();
        calm_since = if calm { calm_since.or(Some(begun.elapsed())) } else { None };
        if calm_since.is_some_and(|since| begun.elapsed() >= since + WATCH) {
            break;
        }
        sleep(LOOK).await;
    }
    let settled = judge(&world, &watch, calm_since.is_some()).await;
    for party in &mut world.parties {
        party.die().await;
    }
    Ok(settled)
}

/// Up to the moment before the two begin.
async fn prepare(world: &World, cause: Cause) {
    if cause != Cause::Adding {
        world.acquaint(0, 1, Meeting::Mutual).await;
    }
    if cause != Cause::Connecting {
        for party in &world.parties {
            party.ask(Request::Connect).await;
        }
        sleep(secs(60)).await;
    }
}

/// Gives each direction a latency, and each side a time that its dials take. Returns the longest latencies.
fn slow_down(world: &World, dice: &mut Dice) -> (Duration, Duration) {
    let (a, b) = (&world.addresses[0], &world.addresses[1]);
    let mut range = || -> RangeInclusive<Duration> {
        let longest = dice.scale(&(Duration::from_millis(220)..=secs(20)));
        longest * 10 / 11..=longest
    };
    let (there, back) = (range(), range());
    let ways = (*there.end(), *back.end());
    world.sim.set_latency(a, b, Some(there));
    world.sim.set_latency(b, a, Some(back));
    world.sim.set_dial_time(a, Some(range()));
    world.sim.set_dial_time(b, Some(range()));
    ways
}

async fn carry_out(world: &World, cause: Cause, deed: Deed) {
    match deed {
        Deed::Begin(who) => match cause {
            Cause::Adding => world.befriend(who, 1 - who).await,
            Cause::Connecting => drop(world.parties[who].ask(Request::Connect).await),
            Cause::Broken if who == 0 => world.sim.cut(&world.addresses[0], &world.addresses[1]),
            Cause::Broken => {}
        },
        Deed::Say(who, text) => world.parties[who].say(1 - who, &[text]).await,
    }
}

/// Whether each shows the other as online.
fn both_online(world: &World) -> bool {
    let shown = world.record.shown();
    shown.online.contains(&(0, 1)) && shown.online.contains(&(1, 0))
}

/// The streams of the two, looked at again and again.
struct Watch {
    /// The longest latency there and back.
    ways: (Duration, Duration),
    /// Both have been online since the beginning.
    authenticated: bool,
    looked: Instant,
    two: Stretch,
    none: Stretch,
}

/// Time in a state, at a stretch.
#[derive(Default)]
struct Stretch {
    now: Duration,
    longest: Duration,
}

impl Stretch {
    fn pass(&mut self, lasts: bool, time: Duration) {
        self.now = if lasts { self.now + time } else { Duration::ZERO };
        self.longest = self.longest.max(self.now);
    }
}

impl Watch {
    fn new(ways: (Duration, Duration)) -> Self {
        let (two, none) = (Stretch::default(), Stretch::default());
        Self { ways, authenticated: false, looked: Instant::now(), two, none }
    }

    fn look(&mut self, world: &World, both_begun: bool) {
        let passed = self.looked.elapsed();
        self.looked = Instant::now();
        self.authenticated |= both_begun && both_online(world);
        if self.authenticated {
            let streams = world.sim.streams(&world.addresses[0], &world.addresses[1]);
            self.two.pass(streams > 1, passed);
            self.none.pass(streams == 0, passed);
        }
    }
}

async fn judge(world: &World, watch: &Watch, calm: bool) -> Settled {
    let (views, _) = world.views([(0, 1)].into_iter()).await;
    let mut wrong = Vec::new();
    let mut miss = |is: bool, what: String| is.then(|| wrong.push(format!("{what} (ways {:?})", watch.ways)));
    miss(!calm, format!("not settled: {}", world.unsettled(0, 1).unwrap_or_default()));
    let round_trip = (watch.ways.0 + watch.ways.1).as_secs_f64();
    let two_streams_rtt = watch.two.longest.as_secs_f64() / round_trip;
    miss(two_streams_rtt > TWO_STREAMS, format!("two streams for {two_streams_rtt:.2} round trips"));
    miss(watch.none.longest > NO_STREAM, format!("no stream for {:?}", watch.none.longest));
    let one_link = wrong.is_empty();
    let mut shown = world.record.shown();
    let faults = shown.compare(&views);
    if !faults.is_none() {
        wrong.push(format!("{faults:?}"));
    }
    wrong.append(&mut shown.wrong);
    Settled {
        one_link,
        two_streams_rtt,
        no_stream: watch.none.longest,
        messages: shown.kept(),
        faults,
        simulated: world.age(),
        wrong,
        journal: shown.take_journal(),
    }
}
