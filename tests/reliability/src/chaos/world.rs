//! A world of machines on one simulated network, and how each act of a script is carried out in it.

use super::dice::Dice;
use super::model::Seen;
use super::party::{Party, seen};
use super::record::{Record, Views};
use super::script::{Act, Meeting, Script, Sky, secs};
use anyhow::Result;
use sotto_engine::api::{Message, MessageState, Request};
use sotto_engine::rehearsal::Time;
use sotto_transport::OnionAddress;
use sotto_transport::sim::{Sim, Weather};
use std::path::Path;
use std::time::Duration;
use tokio::time::Instant;

/// A day in 2026, in milliseconds since 1970.
const EPOCH: u64 = 1_795_000_000_000;

/// Machines, their network, and what was shown.
pub(super) struct World {
    /// Everybody.
    pub(super) parties: Vec<Party>,
    /// What connects them.
    pub(super) sim: Sim,
    /// What they have shown.
    pub(super) record: Record,
    /// As the network knows them.
    pub(super) addresses: Vec<OnionAddress>,
    begun: Instant,
    dice: Dice,
}

impl World {
    /// So many machines with empty disks in `folder`, all running, none online.
    ///
    /// # Errors
    /// A disk fails.
    pub(super) async fn begin(seed: u64, parties: usize, folder: &Path) -> Result<Self> {
        let sim = Sim::new(seed);
        let record = Record::new();
        let parties = (0..parties).map(|index| Party::new(index, folder, &sim, &record)).collect();
        let dice = Dice::new(seed ^ 0x11ce);
        let mut world = Self { parties, sim, record, addresses: Vec::new(), begun: Instant::now(), dice };
        for who in 0..world.parties.len() {
            world.rise(who, 0)?;
            let (shown, address) = world.parties[who].address().await?;
            world.addresses.push(address);
            world.record.shown().addresses.push(shown);
        }
        Ok(world)
    }

    /// Makes two acquainted.
    pub(super) async fn acquaint(&self, a: usize, b: usize, meeting: Meeting) {
        self.befriend(a, b).await;
        if meeting == Meeting::Mutual {
            self.befriend(b, a).await;
        }
    }

    /// One adds the other as a contact.
    pub(super) async fn befriend(&self, who: usize, whom: usize) {
        let address = self.record.shown().addresses[whom].clone();
        self.parties[who].befriend(address).await;
    }

    /// Goes through a script's acts, up to the end of its faults.
    ///
    /// # Errors
    /// A life cannot begin.
    pub(super) async fn play(&mut self, script: &Script) -> Result<()> {
        for (a, b, meeting) in &script.pairs {
            self.acquaint(*a, *b, *meeting).await;
        }
        for (at, act) in &script.acts {
            tokio::time::sleep_until(self.begun + *at).await;
            self.carry_out(act).await?;
            self.accept_requests().await;
        }
        tokio::time::sleep_until(self.begun + script.calm).await;
        self.end_faults(script).await
    }

    /// Simulated time since the beginning.
    #[must_use]
    pub(super) fn age(&self) -> Duration {
        self.begun.elapsed()
    }

    async fn carry_out(&mut self, act: &Act) -> Result<()> {
        self.note(act);
        let address = |who: &usize| &self.addresses[*who];
        match act {
            Act::Cut(a, b) => self.sim.cut(address(a), address(b)),
            Act::CutWithin { from, to, bytes } => self.sim.cut_after(address(from), address(to), *bytes),
            Act::Part(a, b) => self.sim.partition(address(a), address(b)),
            Act::Join(a, b) => self.sim.heal(address(a), address(b)),
            Act::Unplug(who) => self.sim.unplug(address(who)),
            Act::Plug(who) => self.sim.plug(address(who)),
            Act::Deafen(who, publications) => self.sim.deafen(address(who), *publications),
            Act::Hear(who) => self.sim.set_deaf(address(who), false),
            Act::Stale(who, how_long) => self.sim.serve_stale_descriptor(address(who), *how_long),
            Act::Lose { from, to } => self.sim.lose(address(from), address(to)),
            Act::Strand(who) => self.sim.strand(address(who)),
            Act::Sky(sky) => self.sim.set_weather(weather(*sky)),
            Act::Slow { from, to, latency } => {
                self.sim.set_latency(address(from), address(to), latency.clone());
            }
            Act::SlowDials(who, time) => self.sim.set_dial_time(address(who), time.clone()),
            _ => return self.carry_out_inside(act).await,
        }
        Ok(())
    }

    /// What happens to a machine or its program.
    async fn carry_out_inside(&mut self, act: &Act) -> Result<()> {
        match act {
            Act::Connect(who) => drop(self.parties[*who].ask(Request::Connect).await),
            Act::Disconnect(who) => drop(self.parties[*who].ask(Request::Disconnect).await),
            Act::Say { from, to, texts } => self.parties[*from].say(*to, texts).await,
            Act::DieSaying { from, to, texts, turn } => {
                self.parties[*from].say_and_die(*to, texts, *turn).await;
            }
            Act::Change { who, with, deed, which, dies: None } => {
                self.parties[*who].change(*with, deed, *which).await;
            }
            Act::Change { who, with, deed, which, dies: Some(turn) } => {
                self.parties[*who].change_and_die(*with, deed, *which, *turn).await;
            }
            Act::Die { who, power } => {
                if *power {
                    self.sim.strand(&self.addresses[*who]);
                }
                self.parties[*who].die().await;
            }
            Act::Close(who) if self.parties[*who].is_awake() => self.parties[*who].shut_down().await,
            Act::Rise { who, skew } if !self.parties[*who].is_alive() => {
                self.rise(*who, *skew)?;
                self.parties[*who].look().await;
                self.parties[*who].ask(Request::Connect).await;
            }
            Act::Sleep(who) => self.sleep(*who),
            Act::Wake { who, told } => self.wake(*who, *told).await,
            Act::TryNow { who, whom } => {
                let contact = self.record.shown().number(*who, *whom);
                if let Some(contact) = contact {
                    self.parties[*who].ask(Request::TryNow { contact }).await;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A computer sleeps: nobody hears of it, and its streams do not outlive it.
    pub(super) fn sleep(&self, who: usize) {
        self.parties[who].sleep(true);
        self.sim.unplug(&self.addresses[who]);
        self.sim.strand(&self.addresses[who]);
    }

    /// It wakes; `told`: so the engine is told.
    pub(super) async fn wake(&self, who: usize, told: bool) {
        self.sim.plug(&self.addresses[who]);
        self.parties[who].sleep(false);
        if told {
            self.parties[who].ask(Request::Resumed).await;
        }
    }

    /// Begins a life with a wall clock that is off by `skew` milliseconds.
    pub(super) fn rise(&mut self, who: usize, skew: i64) -> Result<()> {
        let age = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(0);
        let epoch = (EPOCH + age).saturating_add_signed(skew);
        self.parties[who].rise(Time::Simulated { epoch, seed: self.dice.any() })
    }

    /// Whoever is asked by an acquaintance accepts.
    async fn accept_requests(&self) {
        let requests: Vec<(usize, usize)> = self.record.shown().requests.keys().copied().collect();
        for (who, whom) in requests {
            self.befriend(who, whom).await;
        }
    }

    /// Everything works from now on; who was away comes back.
    async fn end_faults(&mut self, script: &Script) -> Result<()> {
        self.note(&"all faults end");
        self.sim.set_weather(weather(Sky::Fair));
        for who in 0..self.parties.len() {
            let address = self.addresses[who];
            self.sim.set_deaf(&address, false);
            self.sim.serve_stale_descriptor(&address, Duration::ZERO);
            self.sim.set_dial_time(&address, None);
            for other in &self.addresses {
                self.sim.heal(&address, other);
                self.sim.set_latency(&address, other, None);
            }
            self.wake(who, false).await;
            if !self.parties[who].is_alive() {
                self.rise(who, 0)?;
                self.parties[who].look().await;
            }
            self.parties[who].ask(Request::Connect).await;
        }
        for (a, b, _) in &script.pairs {
            let known = self.record.shown().number(*b, *a).is_some();
            if !known {
                self.befriend(*b, *a).await;
            }
        }
        self.accept_requests().await;
        Ok(())
    }

    /// What is not as it should be between two contacts; `None` if all is well.
    #[must_use]
    pub(super) fn unsettled(&self, a: usize, b: usize) -> Option<String> {
        let streams = self.sim.streams(&self.addresses[a], &self.addresses[b]);
        if streams != 1 {
            return Some(format!("{streams} streams between {a} and {b}"));
        }
        let shown = self.record.shown();
        for (who, whom) in [(a, b), (b, a)] {
            if !shown.online.contains(&(who, whom)) {
                return Some(format!("{who} does not see {whom}"));
            }
            let name = shown.ways.get(&(who, whom)).and_then(|way| way.waiting());
            if let Some(name) = name {
                return Some(format!("{name} has no tick"));
            }
            if shown.pending.iter().any(|(of, with, _)| (*of, *with) == (who, whom)) {
                return Some(format!("{who} shows deeds that wait for {whom}"));
            }
            if shown.waiting.get(&(who, whom)).is_some_and(|waiting| *waiting > 0) {
                return Some(format!("{who} shows texts that wait for {whom}"));
            }
        }
        None
    }

    /// What both sides of each way show, without what is deleted; and how many messages are not delivered in their author's
    /// vault, or are waited for.
    pub(super) async fn views(&self, pairs: impl Iterator<Item = (usize, usize)>) -> (Views, usize) {
        let (mut views, mut untold) = (Views::new(), 0);
        for (a, b) in pairs {
            for (who, with) in [(a, b), (b, a)] {
                let all = self.parties[who].history(with).await;
                untold += all.iter().filter(|message| is_untold(message)).count();
                let there = all.iter().filter(|message| message.deleted.is_none());
                let (own, theirs): (Vec<_>, Vec<_>) = there.map(seen).partition(|(own, _)| *own);
                let looks = |of: Vec<(bool, Seen)>| of.into_iter().map(|(_, seen)| seen).collect();
                views.entry((who, with)).or_default()[0] = looks(own);
                views.entry((with, who)).or_default()[1] = looks(theirs);
            }
        }
        (views, untold)
    }

    fn note(&self, what: &impl std::fmt::Debug) {
        let line: String = format!("{what:?}").chars().take(200).collect();
        self.record.shown().note(line);
    }
}

/// Ours and not delivered, or with something that we did and that they do not have.
fn is_untold(message: &Message) -> bool {
    let waits = matches!(message.state, MessageState::Queued | MessageState::Sent);
    message.pending || waits && message.deleted.is_none()
}

/// The figures of a kind of weather.
#[must_use]
pub(super) fn weather(sky: Sky) -> Weather {
    let fair = Weather::default();
    let millis = |from, to| Duration::from_millis(from)..=Duration::from_millis(to);
    match sky {
        Sky::Fair => fair,
        Sky::Rough => Weather {
            dial: millis(1_000, 20_000),
            latency: millis(500, 5_000),
            cuts_per_million: 20_000,
            dials_lost_per_million: 100_000,
            ..fair
        },
        Sky::Black => Weather {
            dial: millis(1_000, 50_000),
            latency: millis(200, 20_000),
            cuts_per_million: 50_000,
            dials_lost_per_million: 300_000,
            enter: secs(1)..=secs(30),
            publish: secs(1)..=secs(60),
            ..fair
        },
        Sky::Leaky => Weather { swallowed_per_million: 10_000, ..fair },
    }
}
