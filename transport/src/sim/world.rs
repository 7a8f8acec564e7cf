//! The state that all nodes of a simulated network share.

use super::pipe::{Lane, Line, below, draw};
use super::wire::{End, Side, Wire};
use super::{Gate, Weather};
use crate::address::OnionAddress;
use crate::network::NetworkEvent;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

/// One connection of one node; a new one each time it connects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Serial(u64);

pub(super) struct World {
    weather: Weather,
    pub(super) stale: BTreeMap<OnionAddress, Instant>,
    rng: ChaCha8Rng,
    gate: watch::Sender<Gate>,
    serial: u64,
    services: BTreeMap<OnionAddress, Service>,
    streams: Vec<Stream>,
    /// Who dials, once for each dial under way.
    dials: Vec<OnionAddress>,
    partitions: BTreeSet<(OnionAddress, OnionAddress)>,
    unplugged: BTreeSet<OnionAddress>,
    /// Published services that do not answer, with the publications that it takes until they do.
    deaf: BTreeMap<OnionAddress, u32>,
    /// Latency from the first to the second, where it is not the weather's.
    latencies: BTreeMap<(OnionAddress, OnionAddress), RangeInclusive<Duration>>,
    /// How long the dials of somebody take, where it is not the weather's.
    dial_times: BTreeMap<OnionAddress, RangeInclusive<Duration>>,
}

/// What a dial meets.
pub(super) enum Route {
    /// Nothing comes back.
    Silence,
    /// No descriptor.
    NotFound,
    /// A descriptor, but no answer.
    Unreachable,
    /// The service's events.
    Open(mpsc::Sender<NetworkEvent>),
}

struct Service {
    serial: Serial,
    events: mpsc::Sender<NetworkEvent>,
    /// When it ended; its descriptor outlives it.
    ended: Option<Instant>,
}

/// An open stream; the near side of its wire is who dialled.
struct Stream {
    near: OnionAddress,
    far: OnionAddress,
    owners: [(Serial, Side); 2],
    wire: Wire,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            weather: Weather::default(),
            stale: BTreeMap::new(),
            rng: ChaCha8Rng::seed_from_u64(seed),
            gate: watch::Sender::new(Gate::Open),
            serial: 0,
            services: BTreeMap::new(),
            streams: Vec::new(),
            dials: Vec::new(),
            partitions: BTreeSet::new(),
            unplugged: BTreeSet::new(),
            deaf: BTreeMap::new(),
            latencies: BTreeMap::new(),
            dial_times: BTreeMap::new(),
        }
    }

    pub(super) fn draw(&mut self, range: impl FnOnce(&Weather) -> &RangeInclusive<Duration>) -> Duration {
        draw(&mut self.rng, range(&self.weather))
    }

    /// How long a dial of `who` takes, or `None` if nothing comes of it.
    pub(super) fn draw_dial(&mut self, who: OnionAddress) -> Option<Duration> {
        let lost = below(&mut self.rng, 1_000_000) < u64::from(self.weather.dials_lost_per_million);
        let range = self.dial_times.get(&who).unwrap_or(&self.weather.dial);
        let wait = draw(&mut self.rng, range);
        (!lost).then_some(wait)
    }

    pub(super) fn set_weather(&mut self, weather: Weather) {
        self.weather = weather;
        self.move_streams();
    }

    pub(super) fn set_latency(
        &mut self,
        from: OnionAddress,
        to: OnionAddress,
        latency: Option<RangeInclusive<Duration>>,
    ) {
        match latency {
            Some(latency) => self.latencies.insert((from, to), latency),
            None => self.latencies.remove(&(from, to)),
        };
        self.move_streams();
    }

    pub(super) fn set_dial_time(&mut self, who: OnionAddress, time: Option<RangeInclusive<Duration>>) {
        match time {
            Some(time) => self.dial_times.insert(who, time),
            None => self.dial_times.remove(&who),
        };
    }

    pub(super) fn next_serial(&mut self) -> Serial {
        self.serial += 1;
        Serial(self.serial)
    }

    pub(super) fn set_gate(&mut self, gate: Gate) {
        self.gate.send_replace(gate);
    }

    pub(super) fn gate(&self) -> watch::Receiver<Gate> {
        self.gate.subscribe()
    }

    /// Publishes a service; an earlier one under the same address is forgotten.
    pub(super) fn publish(&mut self, who: OnionAddress, serial: Serial, events: mpsc::Sender<NetworkEvent>) {
        self.services.insert(who, Service { serial, events, ended: None });
    }

    /// Ends a connection: its service, unless another has taken its place, and its streams.
    pub(super) fn leave(&mut self, who: OnionAddress, serial: Serial) {
        if let Some(service) = self.services.get_mut(&who).filter(|service| service.serial == serial) {
            service.ended = Some(Instant::now());
        }
        for stream in &self.streams {
            let own = stream.owners.iter().filter(|(owner, _)| *owner == serial);
            own.for_each(|(_, side)| stream.wire.leave(*side));
        }
        self.forget_abandoned();
    }

    pub(super) fn route(&self, from: OnionAddress, to: OnionAddress) -> Route {
        let now = Instant::now();
        if self.silent(from, to) {
            return if self.unplugged.contains(&from) || self.services.contains_key(&to) {
                Route::Silence
            } else {
                Route::NotFound
            };
        }
        let Some(service) = self.services.get(&to) else { return Route::NotFound };
        match service.ended {
            Some(ended) if now >= ended + self.weather.descriptor_lifetime => Route::NotFound,
            Some(_) => Route::Unreachable,
            None if self.deaf.contains_key(&to) => Route::Unreachable,
            None if self.stale.get(&to).is_some_and(|until| now < *until) => Route::Unreachable,
            None => Route::Open(service.events.clone()),
        }
    }

    /// Lays a wire from a dialler to a published service; `None` if the service has just gone.
    pub(super) fn lay(&mut self, from: OnionAddress, serial: Serial, to: OnionAddress) -> Option<(End, End)> {
        let far = self.services.get(&to).filter(|service| service.ended.is_none())?.serial;
        self.forget_abandoned();
        let (wire, near_end, far_end) = Wire::lay(self.line(from, to), self.line(to, from));
        wire.freeze(self.silent(from, to));
        let owners = [(serial, Side::Near), (far, Side::Far)];
        self.streams.push(Stream { near: from, far: to, owners, wire });
        Some((near_end, far_end))
    }

    pub(super) fn cut(&mut self, a: OnionAddress, b: OnionAddress) {
        self.between(a, b).for_each(|stream| stream.wire.cut());
    }

    pub(super) fn cut_after(&mut self, from: OnionAddress, to: OnionAddress, bytes: usize) {
        for stream in self.between(from, to) {
            stream.wire.cut_after(stream.side_of(to), bytes);
        }
    }

    pub(super) fn lose(&mut self, from: OnionAddress, to: OnionAddress) {
        for stream in self.between(from, to) {
            stream.wire.lose(stream.side_of(from));
        }
    }

    pub(super) fn strand(&mut self, who: OnionAddress) {
        for stream in self.streams.iter().filter(|stream| stream.near == who || stream.far == who) {
            stream.wire.lose(Side::Near);
            stream.wire.lose(Side::Far);
        }
    }

    pub(super) fn partition(&mut self, a: OnionAddress, b: OnionAddress) {
        self.partitions.insert((a.min(b), a.max(b)));
        self.refreeze();
    }

    pub(super) fn heal(&mut self, a: OnionAddress, b: OnionAddress) {
        self.partitions.remove(&(a.min(b), a.max(b)));
        self.refreeze();
    }

    pub(super) fn unplug(&mut self, who: OnionAddress) {
        self.unplugged.insert(who);
        self.refreeze();
    }

    pub(super) fn plug(&mut self, who: OnionAddress) {
        self.unplugged.remove(&who);
        self.refreeze();
    }

    pub(super) fn set_deaf(&mut self, who: OnionAddress, publications: u32) {
        if publications > 0 {
            self.deaf.insert(who, publications);
        } else {
            self.deaf.remove(&who);
        }
    }

    /// A new descriptor with new introduction points takes the place of one that leads nowhere.
    pub(super) fn republish(&mut self, who: OnionAddress) {
        self.stale.remove(&who);
        let still = self.deaf.get(&who).map_or(0, |publications| publications - 1);
        self.set_deaf(who, still);
    }

    pub(super) fn is_deaf(&self, who: OnionAddress) -> bool {
        self.deaf.contains_key(&who)
    }

    pub(super) fn dials(&self, who: OnionAddress) -> usize {
        self.dials.iter().filter(|dialler| **dialler == who).count()
    }

    pub(super) fn dial_begins(&mut self, who: OnionAddress) {
        self.dials.push(who);
    }

    pub(super) fn dial_ends(&mut self, who: OnionAddress) {
        if let Some(place) = self.dials.iter().position(|dialler| *dialler == who) {
            self.dials.swap_remove(place);
        }
    }

    pub(super) fn streams(&self, a: OnionAddress, b: OnionAddress) -> usize {
        self.between(a, b).filter(|stream| stream.wire.is_open()).count()
    }

    fn silent(&self, a: OnionAddress, b: OnionAddress) -> bool {
        let unplugged = self.unplugged.contains(&a) || self.unplugged.contains(&b);
        unplugged || self.partitions.contains(&(a.min(b), a.max(b)))
    }

    fn between(&self, a: OnionAddress, b: OnionAddress) -> impl Iterator<Item = &Stream> {
        self.streams.iter().filter(move |stream| {
            let parties = (stream.near, stream.far);
            parties == (a, b) || parties == (b, a)
        })
    }

    fn refreeze(&mut self) {
        for stream in &self.streams {
            stream.wire.freeze(self.silent(stream.near, stream.far));
        }
    }

    fn forget_abandoned(&mut self) {
        self.streams.retain(|stream| stream.wire.is_held());
    }

    fn move_streams(&self) {
        for Stream { near, far, wire, .. } in &self.streams {
            wire.move_to(Side::Near, self.lane(*near, *far));
            wire.move_to(Side::Far, self.lane(*far, *near));
        }
    }

    /// The present weather from one to another.
    fn lane(&self, from: OnionAddress, to: OnionAddress) -> Lane {
        let Weather { latency, cuts_per_million, swallowed_per_million, .. } = &self.weather;
        let latency = self.latencies.get(&(from, to)).unwrap_or(latency).clone();
        Lane { latency, cuts_per_million: *cuts_per_million, swallowed_per_million: *swallowed_per_million }
    }

    /// A line with a generator of its own, so that one stream's reads do not change another's fate.
    fn line(&mut self, from: OnionAddress, to: OnionAddress) -> Line {
        Line { lane: self.lane(from, to), rng: ChaCha8Rng::seed_from_u64(self.rng.next_u64()) }
    }
}

impl Stream {
    fn side_of(&self, who: OnionAddress) -> Side {
        if self.near == who { Side::Near } else { Side::Far }
    }
}
