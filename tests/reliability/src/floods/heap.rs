//! The most that the heap held while something went on.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::task::JoinHandle;

/// How often it is looked at.
const EVERY: Duration = Duration::from_millis(20);

/// Watches the heap until it is asked.
pub(super) struct Watch {
    before: usize,
    most: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Watch {
    /// From now on. `heap`: bytes that are allocated now.
    pub(super) fn begin(heap: fn() -> usize) -> Self {
        let before = heap();
        let most = Arc::new(AtomicUsize::new(before));
        let seen = most.clone();
        let task = tokio::spawn(async move {
            let mut ticks = tokio::time::interval(EVERY);
            loop {
                ticks.tick().await;
                seen.fetch_max(heap(), Ordering::Relaxed);
            }
        });
        Self { before, most, task }
    }

    /// The growth at its highest, in bytes.
    pub(super) fn most(self) -> usize {
        self.task.abort();
        self.most.load(Ordering::Relaxed).saturating_sub(self.before)
    }
}
