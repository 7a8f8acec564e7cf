//! One party of a simulated network: enters, publishes, dials.

use super::wire::End;
use super::world::{Route, Serial};
use super::{Gate, Sim};
use crate::address::{OnionAddress, ServiceKey};
use crate::link::DIAL_TIMEOUT;
use crate::network::{
    Bootstrap, BoxedStream, BridgeError, BridgeLine, Connection, DialError, Dialer, EVENT_QUEUE, Entry,
    Isolation, Network, NetworkEvent, Phase, Reachability, Stall, Storage, Upkeep,
};
use futures::FutureExt;
use futures::future::BoxFuture;
use std::sync::Arc;
use tokio::sync::{mpsc, watch};
use tokio::time::{sleep, timeout};

/// The transports that a simulated node has programs for.
const TRANSPORTS: [&str; 2] = ["obfs4", "snowflake"];

/// One party's way into a [`Sim`].
pub struct Node(Sim);

/// One connection of a node, from `connect` until its events are dropped.
#[derive(Clone)]
struct Session {
    sim: Sim,
    who: OnionAddress,
    serial: Serial,
}

struct SimDialer {
    session: Session,
    ready: watch::Receiver<bool>,
}

struct SimUpkeep(Session);

/// A dial under way; dropped when it ends, however.
struct Dialling(Session);

impl Node {
    pub(super) fn new(sim: Sim) -> Self {
        Self(sim)
    }
}

impl Network for Node {
    fn connect(&self, key: &ServiceKey, entry: &Entry, _storage: &Storage) -> Connection {
        let (events, incoming) = mpsc::channel(EVENT_QUEUE);
        let (ready, is_ready) = watch::channel(false);
        let serial = self.0.world().next_serial();
        let session = Session { sim: self.0.clone(), who: key.address(), serial };
        tokio::spawn(session.clone().live(entry.clone(), events, ready));
        let upkeep = Arc::new(SimUpkeep(session.clone()));
        Connection { dialer: Arc::new(SimDialer { session, ready: is_ready }), events: incoming, upkeep }
    }

    fn check_bridge(&self, line: &BridgeLine) -> Result<(), BridgeError> {
        match line.transport() {
            Some(name) if !TRANSPORTS.contains(&name) => Err(BridgeError::TransportMissing(name.to_owned())),
            _ => Ok(()),
        }
    }
}

impl Session {
    /// The whole life of a connection. It ends when nobody holds its events any more.
    async fn live(self, entry: Entry, events: mpsc::Sender<NetworkEvent>, ready: watch::Sender<bool>) {
        tokio::select! {
            biased;
            () = events.closed() => {}
            () = self.run(&entry, &events, &ready) => {}
        }
        drop(ready);
        self.sim.world().leave(self.who, self.serial);
    }

    async fn run(&self, entry: &Entry, events: &mpsc::Sender<NetworkEvent>, ready: &watch::Sender<bool>) {
        self.enter(entry, events).await;
        ready.send_replace(true);
        tell(events, NetworkEvent::Service(Reachability::Publishing)).await;
        let publish = self.sim.world().draw(|weather| &weather.publish);
        sleep(publish).await;
        self.sim.world().publish(self.who, self.serial, events.clone());
        tell(events, NetworkEvent::Service(Reachability::Reachable)).await;
        std::future::pending().await
    }

    async fn enter(&self, entry: &Entry, events: &mpsc::Sender<NetworkEvent>) {
        tell(events, progress(0, Phase::Starting, None)).await;
        let mut gate = self.sim.world().gate();
        let at_first = stalled(entry, *gate.borrow_and_update());
        if let Some(stall) = at_first {
            tell(events, progress(5, Phase::Reaching, Some(stall))).await;
        }
        // The world holds the sender, and this session the world.
        let _ = gate.wait_for(|gate| stalled(entry, *gate).is_none()).await;
        tell(events, progress(15, Phase::Reaching, None)).await;
        let enter = self.sim.world().draw(|weather| &weather.enter);
        sleep(enter / 2).await;
        tell(events, progress(50, Phase::Directory, None)).await;
        sleep(enter - enter / 2).await;
        tell(events, progress(100, Phase::Ready, None)).await;
    }

    async fn dial(self, to: OnionAddress) -> Result<BoxedStream, DialError> {
        let wait = self.sim.world().draw_dial(self.who);
        match wait {
            Some(wait) => sleep(wait).await,
            None => std::future::pending().await,
        }
        let route = self.sim.world().route(self.who, to);
        match route {
            Route::Silence => std::future::pending().await,
            Route::NotFound => Err(DialError::NotFound),
            Route::Unreachable => Err(DialError::Unreachable),
            Route::Open(events) => self.open(to, &events).await,
        }
    }

    async fn open(
        &self,
        to: OnionAddress,
        events: &mpsc::Sender<NetworkEvent>,
    ) -> Result<BoxedStream, DialError> {
        // Room first: a wire that nobody takes must not be counted as open.
        let place = events.reserve().await.map_err(|_| DialError::Unreachable)?;
        let wire: Option<(End, End)> = self.sim.world().lay(self.who, self.serial, to);
        let (near, far) = wire.ok_or(DialError::Unreachable)?;
        place.send(NetworkEvent::Incoming(Box::new(far)));
        Ok(Box::new(near))
    }
}

impl Dialer for SimDialer {
    fn dial(&self, to: &OnionAddress, _: Isolation) -> BoxFuture<'static, Result<BoxedStream, DialError>> {
        let (session, to, mut ready) = (self.session.clone(), *to, self.ready.clone());
        async move {
            if !*ready.borrow_and_update() {
                return Err(DialError::NotConnected);
            }
            let _under_way = Dialling::begin(&session);
            tokio::select! {
                biased;
                // An error: the connection has ended.
                _ = ready.changed() => Err(DialError::NotConnected),
                done = timeout(DIAL_TIMEOUT, session.dial(to)) => done.unwrap_or(Err(DialError::TimedOut)),
            }
        }
        .boxed()
    }
}

impl Dialling {
    fn begin(session: &Session) -> Self {
        session.sim.world().dial_begins(session.who);
        Self(session.clone())
    }
}

impl Drop for Dialling {
    fn drop(&mut self) {
        self.0.sim.world().dial_ends(self.0.who);
    }
}

impl Upkeep for SimUpkeep {
    /// Nothing to do: no dial here rests on a circuit of an earlier one.
    fn refresh(&self) {}

    fn republish(&self) {
        self.0.sim.world().republish(self.0.who);
    }
}

/// Why this entry cannot be used now, if it cannot.
fn stalled(entry: &Entry, gate: Gate) -> Option<Stall> {
    match (entry, gate) {
        (_, Gate::Shut(stall)) => Some(stall),
        (Entry::Bridges(bridges), _) if bridges.is_empty() => Some(Stall::BridgeUnreachable),
        (Entry::Direct, Gate::BridgesOnly) => Some(Stall::TorUnreachable),
        _ => None,
    }
}

fn progress(percent: u8, phase: Phase, stall: Option<Stall>) -> NetworkEvent {
    NetworkEvent::Bootstrap(Bootstrap { percent, phase, stall })
}

/// Fails only if nobody listens any more, which ends the connection by itself.
async fn tell(events: &mpsc::Sender<NetworkEvent>, event: NetworkEvent) {
    let _ = events.send(event).await;
}
