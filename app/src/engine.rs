//! The window's two wires to the engine: requests out as tasks, events in as one subscription.

use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::{self, BoxStream};
use iced::{Subscription, Task};
use sotto_engine::Handle;
use sotto_engine::api::{Event, Failure, Request, Response};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc::Receiver;

/// Events that become one message, so one view: a burst must not draw as often.
const BATCH: usize = 64;
/// How long a window waits for the engine to end before it closes anyway.
pub(crate) const SHUTDOWN_MAX: Duration = Duration::from_secs(5);

/// What a request is answered.
pub(crate) type Answer = Result<Response, Failure>;

/// Whoever answers requests: the engine.
pub(crate) trait Ask: Send + Sync + 'static {
    /// Answers one request.
    fn ask(&self, request: Request) -> BoxFuture<'static, Answer>;
}

impl Ask for Handle {
    fn ask(&self, request: Request) -> BoxFuture<'static, Answer> {
        let handle = self.clone();
        Box::pin(async move { handle.call(request).await })
    }
}

/// The wire to the engine; every clone is the same wire.
#[derive(Clone)]
pub(crate) struct Engine(Arc<dyn Ask>);

impl Engine {
    /// A wire to `engine`.
    pub(crate) fn new(engine: impl Ask) -> Self {
        Self(Arc::new(engine))
    }

    /// Asks; the task ends with the answer.
    pub(crate) fn ask(&self, request: Request) -> Task<Answer> {
        Task::future(self.0.ask(request))
    }

    /// Asks `first`, one after the other, then ends the engine; the task ends when that is done, or after [`SHUTDOWN_MAX`].
    pub(crate) fn shut_down(&self, first: Vec<Request>) -> Task<()> {
        let engine = Arc::clone(&self.0);
        let all = async move {
            for request in first {
                let _ = engine.ask(request).await;
            }
            let _ = engine.ask(Request::Shutdown).await;
        };
        Task::future(async move {
            let _ = tokio::time::timeout(SHUTDOWN_MAX, all).await;
        })
    }
}

/// The engine's events, once.
#[derive(Clone)]
pub(crate) struct Events(Arc<Mutex<Option<Receiver<Event>>>>);

impl Events {
    /// Takes over the receiving end.
    pub(crate) fn new(events: Receiver<Event>) -> Self {
        Self(Arc::new(Mutex::new(Some(events))))
    }

    /// Events as they come, in batches. The first subscription gets them all.
    pub(crate) fn listen(&self) -> Subscription<Vec<Event>> {
        Subscription::run_with(self.clone(), Self::stream)
    }

    fn stream(&self) -> BoxStream<'static, Vec<Event>> {
        let receiver = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(receiver) = receiver else { return stream::pending().boxed() };
        stream::unfold(receiver, |mut receiver| async move {
            receiver.recv().await.map(|event| (event, receiver))
        })
        .ready_chunks(BATCH)
        .boxed()
    }
}

/// One window, one wire: all are the same subscription.
impl Hash for Events {
    fn hash<H: Hasher>(&self, state: &mut H) {
        "engine".hash(state);
    }
}
