//! Strangers that open streams and send a byte a second.

use super::scene::Scene;
use sotto_transport::{BoxedStream, Dialer, Isolation, OnionAddress};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

/// Pause between two bytes.
const BYTE: Duration = Duration::from_secs(1);
/// Pause before the next stream of somebody who was thrown out.
const AGAIN: Duration = Duration::from_millis(200);

/// The crowd at work.
pub(super) struct Crowd {
    strangers: JoinSet<()>,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    links: AtomicUsize,
    open: AtomicUsize,
    most: AtomicUsize,
    longest_ms: AtomicUsize,
}

/// What the crowd has seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Account {
    /// Streams that were opened.
    pub(super) links: usize,
    /// Most streams that were open at once for longer than a moment.
    pub(super) most_links: usize,
    /// The longest life of one.
    pub(super) longest: Duration,
}

/// Sends so many strangers to the victim.
pub(super) fn gather(scene: &Scene, strangers: usize) -> Crowd {
    let seen = Arc::new(Seen::default());
    let mut set = JoinSet::new();
    for number in 0..strangers {
        let isolation = Isolation(u64::try_from(number).unwrap_or(0));
        set.spawn(besiege(scene.dialer(), scene.victim_address(), isolation, seen.clone()));
    }
    Crowd { strangers: set, seen }
}

impl Crowd {
    pub(super) async fn disperse(mut self) -> Account {
        self.strangers.shutdown().await;
        let read = |number: &AtomicUsize| number.load(Ordering::Relaxed);
        Account {
            links: read(&self.seen.links),
            most_links: read(&self.seen.most),
            longest: Duration::from_millis(u64::try_from(read(&self.seen.longest_ms)).unwrap_or(u64::MAX)),
        }
    }
}

async fn besiege(dialer: Arc<dyn Dialer>, victim: OnionAddress, isolation: Isolation, seen: Arc<Seen>) {
    loop {
        if let Ok(stream) = dialer.dial(&victim, isolation).await {
            seen.links.fetch_add(1, Ordering::Relaxed);
            let begun = Instant::now();
            trickle(stream, &seen).await;
            let lasted = usize::try_from(begun.elapsed().as_millis()).unwrap_or(usize::MAX);
            seen.longest_ms.fetch_max(lasted, Ordering::Relaxed);
        }
        sleep(AGAIN).await;
    }
}

/// A byte a second until the stream ends.
async fn trickle(mut stream: BoxedStream, seen: &Seen) {
    let mut counted = false;
    while stream.write_all(&[0]).await.is_ok() {
        if ended_within(&mut stream, BYTE).await {
            break;
        }
        if !counted {
            counted = true;
            seen.most.fetch_max(seen.open.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
        }
    }
    if counted {
        seen.open.fetch_sub(1, Ordering::Relaxed);
    }
}

async fn ended_within(stream: &mut BoxedStream, span: Duration) -> bool {
    let mut one = [0];
    let read = tokio::io::AsyncReadExt::read(stream, &mut one);
    matches!(timeout(span, read).await, Ok(Ok(0) | Err(_)))
}
