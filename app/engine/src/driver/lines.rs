//! The streams and dials that the engine holds, by the numbers that the core knows them by.

use super::pace::Pace;
use crate::core::{DialId, LinkId};
use futures::stream::{BoxStream, SelectAll};
use futures::{FutureExt, Stream, StreamExt};
use sotto_transport::link::{CLOSE_TIMEOUT, LinkReceiver, LinkSender};
use sotto_transport::{BoxedStream, DialError, Dialer, Isolation, Link, LinkError, OnionAddress};
use std::collections::BTreeMap;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, sleep};

/// Frames of the smallest size that a dialler, and a listener, reads first (docs/protocol.md, 6.1).
const FIXED_DIALLED: u8 = 2;
const FIXED_ACCEPTED: u8 = 3;

/// What a stream gave.
pub(super) type Arrival = (LinkId, Result<Vec<u8>, LinkError>);
/// How a dial ended.
pub(super) type Dialed = (DialId, Result<BoxedStream, DialError>);

/// What happens on a line.
pub(super) enum Happening {
    Dialed(Dialed),
    Arrival(Arrival),
}

/// Every stream and dial.
#[derive(Default)]
pub(super) struct Lines {
    senders: BTreeMap<LinkId, LinkSender>,
    arrivals: SelectAll<BoxStream<'static, Arrival>>,
    dials: JoinSet<Dialed>,
    under_way: BTreeMap<DialId, AbortHandle>,
    last: u64,
}

impl Lines {
    /// Takes over a stream that we dialled.
    pub(super) fn dialled(&mut self, stream: BoxedStream) -> LinkId {
        self.add(Link::spawn(stream, FIXED_DIALLED))
    }

    /// Takes over a stream that somebody opened to us.
    pub(super) fn accepted(&mut self, stream: BoxedStream) -> LinkId {
        self.add(Link::spawn(stream, FIXED_ACCEPTED))
    }

    fn add(&mut self, link: Link) -> LinkId {
        self.last += 1;
        let id = LinkId(self.last);
        let (sender, receiver) = link.into_parts();
        self.senders.insert(id, sender);
        self.arrivals.push(paced(receiver).map(move |frame| (id, frame)).boxed());
        id
    }

    /// Puts a frame on a stream; false if the stream cannot take it, which ends a session.
    pub(super) fn transmit(&self, link: LinkId, frame: Vec<u8>) -> bool {
        self.senders.get(&link).is_some_and(|sender| sender.try_send(frame).is_ok())
    }

    /// Flushes a stream and closes it. What still arrives on it is nobody's; it ends within [`CLOSE_TIMEOUT`].
    pub(super) fn close(&mut self, link: LinkId) {
        drop(self.senders.remove(&link));
    }

    pub(super) fn dial(
        &mut self,
        dial: DialId,
        dialer: &dyn Dialer,
        to: &OnionAddress,
        isolation: Isolation,
    ) {
        let stream = dialer.dial(to, isolation);
        let handle = self.dials.spawn(async move { (dial, stream.await) });
        self.under_way.insert(dial, handle);
    }

    pub(super) fn abort_dial(&mut self, dial: DialId) {
        if let Some(handle) = self.under_way.remove(&dial) {
            handle.abort();
        }
    }

    /// The next thing that happens on any line; waits for ever if there is none.
    pub(super) async fn next(&mut self) -> Happening {
        tokio::select! {
            biased;
            dialed = next_dialed(&mut self.dials) => {
                self.under_way.remove(&dialed.0);
                Happening::Dialed(dialed)
            }
            arrival = next_arrival(&mut self.arrivals) => Happening::Arrival(arrival),
        }
    }

    /// A frame that is there already.
    pub(super) fn ready_arrival(&mut self) -> Option<Arrival> {
        self.arrivals.next().now_or_never().flatten()
    }

    /// Flushes and closes everything; farewells have [`CLOSE_TIMEOUT`] to leave.
    pub(super) async fn close_all(&mut self) {
        self.dials.abort_all();
        self.under_way.clear();
        self.senders.clear();
        let all_ended = async { while self.arrivals.next().await.is_some() {} };
        // What has not left by then is repeated in the next session.
        let _in_time = tokio::time::timeout(CLOSE_TIMEOUT, all_ended).await;
        self.arrivals.clear();
    }
}

/// What a link brings in, no faster than it may.
fn paced(receiver: LinkReceiver) -> impl Stream<Item = Result<Vec<u8>, LinkError>> {
    let (start, mut pace) = (Instant::now(), Pace::default());
    receiver.then(move |frame| {
        let wait = pace.wait(frame.as_ref().map_or(0, Vec::len), start.elapsed());
        async move {
            if !wait.is_zero() {
                sleep(wait).await;
            }
            frame
        }
    })
}

/// The next dial that ends, aborted ones passed over.
async fn next_dialed(dials: &mut JoinSet<Dialed>) -> Dialed {
    loop {
        match dials.join_next().await {
            Some(Ok(dialed)) => return dialed,
            Some(Err(_aborted)) => {}
            None => return std::future::pending().await,
        }
    }
}

/// The next frame, or end, of any stream.
async fn next_arrival(arrivals: &mut SelectAll<BoxStream<'static, Arrival>>) -> Arrival {
    match arrivals.next().await {
        Some(arrival) => arrival,
        None => std::future::pending().await,
    }
}
