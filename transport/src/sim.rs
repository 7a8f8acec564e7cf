//! The network in memory: onion services, latency and faults from one seed, for the tests of what stands above.
//!
//! It knows no real time and no real network. Under tokio's paused clock and a current-thread runtime, the same
//! seed and the same calls give the same events at the same simulated moments.
//!
//! ```text
//!   Sim ── one shared World: who is published where, who cannot reach whom, every wire
//!    └─ node() ─▶ Node: Network ── connect ─▶ enter ─▶ publish ─▶ Reachable
//!                                  dial ────▶ find the service ─▶ a wire of two pipes
//!   pipe: 64 KiB in flight, every write delayed by a drawn latency, frozen, or cut within a write
//! ```

mod node;
mod pipe;
mod wire;
mod world;

pub use node::Node;

use crate::address::OnionAddress;
use crate::network::Stall;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;
use world::World;

/// A simulated network. Clones are the same network.
#[derive(Clone)]
pub struct Sim(Arc<Mutex<World>>);

/// How the network behaves: what is drawn anew for every entry, publication, dial and write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weather {
    /// From `connect` until circuits can be built.
    pub enter: RangeInclusive<Duration>,
    /// From there until the service can be found.
    pub publish: RangeInclusive<Duration>,
    /// From `dial` until the stream is open, or the failure known.
    pub dial: RangeInclusive<Duration>,
    /// One way, of every write.
    pub latency: RangeInclusive<Duration>,
    /// How many of a million writes break their stream within that write. Tor loses no bytes but with the stream.
    pub cuts_per_million: u32,
    /// How many of a million writes vanish while their stream goes on. Tor does no such thing: it is what a fault of the
    /// program above looks like from here.
    pub swallowed_per_million: u32,
    /// How many of a million dials end in nothing: no answer, until the dialler gives up.
    pub dials_lost_per_million: u32,
    /// How long the descriptor of a service that has ended can still be found; dials fail as `Unreachable`
    /// until then and as `NotFound` from then on.
    pub descriptor_lifetime: Duration,
}

/// Who may enter the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Everybody.
    Open,
    /// Only who comes through bridges: the others stall as `TorUnreachable`.
    BridgesOnly,
    /// Nobody; all stall for this reason.
    Shut(Stall),
}

impl Default for Weather {
    /// Figures of the size that the real network shows; no faults.
    fn default() -> Self {
        let millis = |from, to| Duration::from_millis(from)..=Duration::from_millis(to);
        Self {
            enter: millis(1_000, 4_000),
            publish: millis(1_000, 8_000),
            dial: millis(500, 5_000),
            latency: millis(80, 600),
            cuts_per_million: 0,
            swallowed_per_million: 0,
            dials_lost_per_million: 0,
            descriptor_lifetime: Duration::from_secs(3 * 3600),
        }
    }
}

impl Sim {
    /// An empty network in default weather; everything that is drawn comes from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(World::new(seed))))
    }

    /// The same with other figures.
    #[must_use]
    pub fn with_weather(self, weather: Weather) -> Self {
        self.set_weather(weather);
        self
    }

    /// One party's way into this network.
    #[must_use]
    pub fn node(&self) -> Node {
        Node::new(self.clone())
    }

    /// Changes the figures for what begins from now on, and for what is written from now on to open streams.
    pub fn set_weather(&self, weather: Weather) {
        self.world().set_weather(weather);
    }

    /// What `from` writes to `to` takes so long, whatever the weather; `None` gives it back to the weather.
    pub fn set_latency(
        &self,
        from: &OnionAddress,
        to: &OnionAddress,
        latency: Option<RangeInclusive<Duration>>,
    ) {
        self.world().set_latency(*from, *to, latency);
    }

    /// Dials of `who` take so long, whatever the weather; `None` gives them back to the weather.
    pub fn set_dial_time(&self, who: &OnionAddress, time: Option<RangeInclusive<Duration>>) {
        self.world().set_dial_time(*who, time);
    }

    /// Changes who may enter. Those who wait enter as soon as they may; those inside stay.
    pub fn set_gate(&self, gate: Gate) {
        self.world().set_gate(gate);
    }

    /// Breaks every stream between the two at a random byte of what is in flight.
    pub fn cut(&self, a: &OnionAddress, b: &OnionAddress) {
        self.world().cut(*a, *b);
    }

    /// Breaks every stream between the two after exactly `bytes` more have arrived at `to`.
    pub fn cut_after(&self, from: &OnionAddress, to: &OnionAddress, bytes: usize) {
        self.world().cut_after(*from, *to, bytes);
    }

    /// From now on nothing passes between the two: streams fall silent without breaking, dials time out.
    pub fn partition(&self, a: &OnionAddress, b: &OnionAddress) {
        self.world().partition(*a, *b);
    }

    /// Ends a partition: what was under way arrives.
    pub fn heal(&self, a: &OnionAddress, b: &OnionAddress) {
        self.world().heal(*a, *b);
    }

    /// Parts somebody from everybody, as a pulled cable does; the network itself reports nothing.
    pub fn unplug(&self, who: &OnionAddress) {
        self.world().unplug(*who);
    }

    /// Undoes [`Self::unplug`].
    pub fn plug(&self, who: &OnionAddress) {
        self.world().plug(*who);
    }

    /// Whether a published service answers. It believes itself reachable either way; publishing anew heals it.
    pub fn set_deaf(&self, who: &OnionAddress, deaf: bool) {
        self.world().set_deaf(*who, u32::from(deaf));
    }

    /// The published service does not answer until it has published anew so many times.
    pub fn deafen(&self, who: &OnionAddress, publications: u32) {
        self.world().set_deaf(*who, publications);
    }

    /// Whether a published service does not answer.
    #[must_use]
    pub fn is_deaf(&self, who: &OnionAddress) -> bool {
        self.world().is_deaf(*who)
    }

    /// Dials of `who` that are under way.
    #[must_use]
    pub fn dials(&self, who: &OnionAddress) -> usize {
        self.world().dials(*who)
    }

    /// Nothing more of what `from` says on the streams that are open now ever arrives at `to`, and neither side is told.
    pub fn lose(&self, from: &OnionAddress, to: &OnionAddress) {
        self.world().lose(*from, *to);
    }

    /// Every stream of `who` that is open now falls silent for ever in both directions without breaking, as behind a
    /// router that forgot the connection, or when the power fails. New streams are as usual.
    pub fn strand(&self, who: &OnionAddress) {
        self.world().strand(*who);
    }

    /// For so long, dials find an old descriptor of this service and fail as `Unreachable`.
    pub fn serve_stale_descriptor(&self, who: &OnionAddress, how_long: Duration) {
        self.world().stale.insert(*who, Instant::now() + how_long);
    }

    /// Open streams between the two, counted once each.
    #[must_use]
    pub fn streams(&self, a: &OnionAddress, b: &OnionAddress) -> usize {
        self.world().streams(*a, *b)
    }

    /// The shared state. A panic elsewhere must not hide the test's own message, so poison is ignored.
    fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
