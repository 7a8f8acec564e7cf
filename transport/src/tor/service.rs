//! Our onion service: circuits come in, streams to the chat port come out, within bounds.

use super::CHAT_PORT;
use super::tie::{Tie, Tied};
use crate::network::{NetworkEvent, Reachability};
use futures::{Stream, StreamExt};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tor_cell::relaycell::msg::{Connected, End, EndReason};
use tor_hscrypto::pk::HsIdKeypair;
use tor_hsservice::status::State;
use tor_hsservice::{RendRequest, StreamRequest};
use tor_llcrypto::pk::ed25519::ExpandedKeypair;
use tor_proto::stream::IncomingStreamRequest;

/// Streams from others that are open at a time. Half of 500 contacts dial us; the rest is for strangers, whom the
/// engine counts apart.
pub(super) const INCOMING_STREAMS: usize = 512;
/// Circuits from others that are open at a time; one carries one stream, as a rule.
pub(super) const INCOMING_CIRCUITS: usize = 768;
/// Longest way to the meeting point of a circuit; whoever asked has given up by then.
const MEETING_TIMEOUT: Duration = Duration::from_secs(60);
/// How long a circuit may stay without a stream.
const IDLE_CIRCUIT: Duration = Duration::from_secs(60);

/// What one circuit needs to turn requests into streams.
#[derive(Clone)]
struct Intake {
    events: mpsc::Sender<NetworkEvent>,
    places: Arc<Semaphore>,
    tie: Tie,
}

/// What an open stream keeps: its place, and that its circuit is in use.
type Kept = (OwnedSemaphorePermit, Arc<()>);

/// The key in Arti's type, which takes it as it is: a reduced scalar and the prefix ([`crate::ServiceKey::expanded`]).
pub(super) fn keypair(expanded: &[u8; 64]) -> Option<HsIdKeypair> {
    ExpandedKeypair::from_secret_key_bytes(*expanded).map(HsIdKeypair::from)
}

/// Arti's word for how the service fares, in ours.
pub(super) fn reachability(state: State) -> Reachability {
    match state {
        State::Shutdown => Reachability::Down,
        State::Bootstrapping => Reachability::Publishing,
        State::Running | State::DegradedReachable => Reachability::Reachable,
        State::DegradedUnreachable | State::Recovering => Reachability::Degraded,
        _ => Reachability::Broken,
    }
}

/// Whoever has come in; they stay when the service is published anew.
pub(super) struct Guests {
    intake: Intake,
    open: JoinSet<()>,
}

impl Guests {
    pub(super) fn new(events: mpsc::Sender<NetworkEvent>, tie: Tie) -> Self {
        let intake = Intake { events, places: Arc::new(Semaphore::new(INCOMING_STREAMS)), tie };
        Self { intake, open: JoinSet::new() }
    }

    /// Takes circuits until their service ends.
    pub(super) async fn receive(&mut self, mut circuits: impl Stream<Item = RendRequest> + Unpin) {
        loop {
            tokio::select! {
                // Places that have become free are worth knowing before the next circuit is refused.
                biased;
                Some(_) = self.open.join_next() => {}
                circuit = circuits.next() => match circuit {
                    Some(circuit) if self.open.len() < INCOMING_CIRCUITS => {
                        drop(self.open.spawn(self.intake.clone().meet(circuit)));
                    }
                    // Whoever is not met dials again.
                    Some(_) => {}
                    None => return,
                },
            }
        }
    }
}

impl Intake {
    async fn meet(self, circuit: RendRequest) {
        if let Ok(Ok(requests)) = timeout(MEETING_TIMEOUT, circuit.accept()).await {
            self.take_all(requests).await;
        }
    }

    /// Takes the streams of one circuit, which is closed when nothing happens on it.
    async fn take_all(&self, mut requests: impl Stream<Item = StreamRequest> + Unpin) {
        let in_use = Arc::new(());
        loop {
            match timeout(IDLE_CIRCUIT, requests.next()).await {
                Ok(Some(request)) => self.take(request, &in_use).await,
                Err(_) if Arc::strong_count(&in_use) > 1 => {}
                Ok(None) | Err(_) => return,
            }
        }
    }

    async fn take(&self, request: StreamRequest, in_use: &Arc<()>) {
        let chat =
            matches!(request.request(), IncomingStreamRequest::Begin(begin) if begin.port() == CHAT_PORT);
        if !chat {
            // Nobody of ours asks for anything else: a scanner, or worse.
            let _ = request.shutdown_circuit();
            return;
        }
        let Ok(place) = self.places.clone().try_acquire_owned() else {
            // The reason that all onion services give.
            let _ = request.reject(End::new_with_reason(EndReason::DONE)).await;
            return;
        };
        if let Ok(stream) = request.accept(Connected::new_empty()).await {
            let kept: Kept = (place, in_use.clone());
            let stream = Box::new(Tied::new(stream, self.tie.clone(), kept));
            // Fails only if the session is ending.
            let _ = self.events.send(NetworkEvent::Incoming(stream)).await;
        }
    }
}
