//! The state that all nodes of a simulated network share.

use super::pipe::{Line, draw};
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
    pub(super) weather: Weather,
    pub(super) stale: BTreeMap<OnionAddress, Instant>,
    rng: ChaCha8Rng,
    gate: watch::Sender<Gate>,
    serial: u64,
    services: BTreeMap<OnionAddress, Service>,
    streams: Vec<Stream>,
    partitions: BTreeSet<(OnionAddress, OnionAddress)>,
    unplugged: BTreeSet<OnionAddress>,
    deaf: BTreeSet<OnionAddress>,
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
            partitions: BTreeSet::new(),
            unplugged: BTreeSet::new(),
            deaf: BTreeSet::new(),
        }
    }

    pub(super) fn draw(&mut self, range: impl FnOnce(&Weather) -> &RangeInclusive<Duration>) -> Duration {
        draw(&mut self.rng, range(&self.weather))
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
            None if self.deaf.contains(&to) => Route::Unreachable,
            None if self.stale.get(&to).is_some_and(|until| now < *until) => Route::Unreachable,
            None => Route::Open(service.events.clone()),
        }
    }

    /// Lays a wire from a dialler to a published service; `None` if the service has just gone.
    pub(super) fn lay(&mut self, from: OnionAddress, serial: Serial, to: OnionAddress) -> Option<(End, End)> {
        let far = self.services.get(&to).filter(|service| service.ended.is_none())?.serial;
        self.forget_abandoned();
        let (wire, near_end, far_end) = Wire::lay(self.line(), self.line());
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
            let side = if stream.near == to { Side::Near } else { Side::Far };
            stream.wire.cut_after(side, bytes);
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

    pub(super) fn set_deaf(&mut self, who: OnionAddress, deaf: bool) {
        if deaf {
            self.deaf.insert(who);
        } else {
            self.deaf.remove(&who);
        }
    }

    /// A new descriptor with new introduction points takes the place of one that leads nowhere.
    pub(super) fn republish(&mut self, who: OnionAddress) {
        self.stale.remove(&who);
        self.deaf.remove(&who);
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

    /// A line of the present weather with a generator of its own, so that one stream's reads do not change
    /// another's fate.
    fn line(&mut self) -> Line {
        let Weather { latency, cuts_per_million, .. } = self.weather.clone();
        Line { latency, cuts_per_million, rng: ChaCha8Rng::seed_from_u64(self.rng.next_u64()) }
    }
}
