//! A tokio runtime of its own for every Arti client, so that nothing of a client outlives it.
//!
//! Arti's tasks end when they notice that their client has gone, and one of them (the vanguards') holds the
//! directory and the circuits strongly while it sleeps, for hours. What is left goes on fetching directories past
//! a bridge that was switched on meanwhile, and keeps the lock of the state files. A runtime that is shut down
//! ends all of it.

use std::future::Future;
use std::io;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::JoinHandle;

/// Threads of one client: one may be writing to its directory cache while the other moves cells.
const THREADS: usize = 2;

/// Dropping it ends every task that was ever started on it, without waiting.
pub(super) struct OwnRuntime(Option<Runtime>);

impl OwnRuntime {
    pub(super) fn start() -> io::Result<Self> {
        let runtime =
            Builder::new_multi_thread().worker_threads(THREADS).thread_name("tor").enable_all().build();
        Ok(Self(Some(runtime?)))
    }

    /// `None` only while it is being dropped.
    pub(super) fn handle(&self) -> Option<&Handle> {
        self.0.as_ref().map(Runtime::handle)
    }

    pub(super) fn spawn<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> Option<JoinHandle<T>> {
        self.handle().map(|handle| handle.spawn(task))
    }
}

impl Drop for OwnRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            // Waiting is forbidden where this runs; who needs the files waits for their lock.
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::time::Duration;
    use tokio::time::timeout;

    #[tokio::test]
    async fn dropping_the_runtime_ends_tasks_that_nobody_holds() {
        let runtime = OwnRuntime::start().expect("threads");
        let kept = Arc::new(());
        let (gone, went) = tokio::sync::oneshot::channel::<()>();
        let task = kept.clone();
        let leaked = runtime.spawn(async move {
            let _held = (task, gone);
            std::future::pending::<()>().await;
        });
        drop(leaked);
        drop(runtime);
        let went = timeout(Duration::from_secs(10), went).await.expect("ended in time");
        assert!(went.is_err());
    }
}
