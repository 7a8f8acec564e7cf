//! The front end's end of the engine: requests in, answers back.

use crate::api::{Failure, Request, Response};
use tokio::sync::{mpsc, oneshot};

/// Requests that wait for the engine; callers wait when it is full.
pub(crate) const REQUEST_QUEUE: usize = 64;
/// Events that wait for the front end; on overflow it is told to read again.
pub(crate) const EVENT_QUEUE: usize = 256;

/// A request with the place where its answer goes.
pub(crate) struct Envelope {
    pub(crate) request: Request,
    pub(crate) reply: oneshot::Sender<Result<Response, Failure>>,
}

/// Asks the engine. Cheap to clone; every clone speaks to the same engine.
#[derive(Clone, Debug)]
pub struct Handle {
    requests: mpsc::Sender<Envelope>,
}

impl Handle {
    pub(crate) fn new() -> (Self, mpsc::Receiver<Envelope>) {
        let (requests, inbox) = mpsc::channel(REQUEST_QUEUE);
        (Self { requests }, inbox)
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// The failure that the engine answered, or [`Failure::Busy`] if it has ended.
    pub async fn call(&self, request: Request) -> Result<Response, Failure> {
        let (reply, answer) = oneshot::channel();
        self.requests.send(Envelope { request, reply }).await.map_err(|_| Failure::Busy)?;
        answer.await.map_err(|_| Failure::Busy)?
    }
}
