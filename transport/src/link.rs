//! One stream as two bounded queues of frames, moved by a task of its own; knows no meaning of a frame.
//!
//! ```text
//!   LinkSender ──(32 frames)──▶ write, flush each ──▶ ┌────────┐
//!                                                     │ stream │
//!   LinkReceiver ◀──(8 frames)── FrameDecoder ◀────── └────────┘
//!
//!   Open ── sender closed ──▶ Closing: the queue is flushed, at most CLOSE_TIMEOUT ──▶ Closed
//!     └──── receiver dropped, end of stream, error, WRITE_STALL ─────────────────────▶ Closed, at once
//! ```
//!
//! A full incoming queue stops the reading, which is back-pressure to the peer through Tor's own windows.

use crate::codec::{FrameDecoder, FrameError, check_outgoing};
use crate::failpoint::Failpoint;
use crate::network::BoxedStream;
use futures::Stream;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

/// Longest dial. A connection to an onion service needs a descriptor and three circuits, each of which Tor may
/// have to build twice; after a minute fresh circuits are the better chance.
pub const DIAL_TIMEOUT: Duration = Duration::from_secs(60);
/// Longest time that a closed sender goes on flushing. A farewell crosses Tor in one or two seconds; the person
/// who quits waits for it.
pub const CLOSE_TIMEOUT: Duration = Duration::from_secs(3);
/// Longest time that a write makes no progress. Tor's windows are full then and the peer does not read; a healthy
/// but slow circuit moves something within two minutes.
pub const WRITE_STALL: Duration = Duration::from_secs(120);
/// Frames that wait for the engine; enough to keep the stream busy while it commits.
pub const RECEIVE_QUEUE: usize = 8;
/// Frames that wait for the stream; what does not fit stays in the outbox on disk.
pub const SEND_QUEUE: usize = 32;

/// Some bytes of a frame are in the stream.
pub static AFTER_WRITE: Failpoint = Failpoint::unarmed();
/// All bytes of a frame are in the stream, and none need have left.
pub static BEFORE_FLUSH: Failpoint = Failpoint::unarmed();

/// Bytes of one read: one frame unit, eight of Tor's cells.
const READ_BUFFER: usize = 4096;

/// A stream that carries frames. Dropping it cuts the stream at once.
#[derive(Debug)]
pub struct Link {
    // Dropped first, while the sender is open: that cuts.
    receiver: LinkReceiver,
    sender: LinkSender,
}

/// The outgoing side. Dropping it flushes what is queued, for at most [`CLOSE_TIMEOUT`], and closes the stream.
#[derive(Debug)]
pub struct LinkSender {
    frames: mpsc::Sender<Vec<u8>>,
    /// Frames that have left the queue.
    taken: watch::Receiver<u64>,
    /// Its drop tells the pump that the time for closing runs.
    _open: oneshot::Sender<()>,
}

/// The incoming side, a stream of frames that ends after its first error.
///
/// Dropping it while the sender is open cuts the stream at once; after the sender it lets the flush go on.
#[derive(Debug)]
pub struct LinkReceiver {
    frames: mpsc::Receiver<Result<Vec<u8>, LinkError>>,
    outgoing: mpsc::WeakSender<Vec<u8>>,
    pump: AbortHandle,
    ended: bool,
}

/// Why a link ended. After [`LinkError::Malformed`] the peer is not to be trusted; all others are dialled again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// Either side closed it between two frames.
    #[error("the link is closed")]
    Closed,
    /// The peer sent what is no frame.
    #[error("the peer sent what is no frame")]
    Malformed,
    /// The peer takes nothing any more.
    #[error("the peer does not read any more")]
    Stalled,
    /// The stream broke, perhaps within a frame.
    #[error("the stream broke")]
    Broken,
}

/// Why a frame was not taken. It was not sent and will not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SendError {
    /// The queue is full: wait for [`LinkSender::room`].
    #[error("the link is busy; wait for room")]
    Busy,
    /// The link has ended.
    #[error("the link is closed")]
    Closed,
    /// No peer could read it.
    #[error(transparent)]
    Unsendable(#[from] FrameError),
}

impl Link {
    /// Starts the pump of `stream` at its home, or on the current tokio runtime. The first `fixed_frames` incoming frames are of
    /// the smallest size whatever they hold (see [`FrameDecoder`]).
    #[must_use]
    pub fn spawn(stream: BoxedStream, fixed_frames: u8) -> Self {
        let (to_stream, outgoing) = mpsc::channel(SEND_QUEUE);
        let (to_engine, incoming) = mpsc::channel(RECEIVE_QUEUE);
        let (count, taken) = watch::channel(0);
        let (open, closing) = oneshot::channel();
        let weak = to_stream.downgrade();
        let writer = Writer { frames: outgoing, taken: count };
        let reader = Reader { decoder: FrameDecoder::new(fixed_frames), frames: to_engine };
        let home = stream.home();
        let pump = pump(stream, reader, writer, closing);
        let pump = match home {
            Some(home) => home.spawn(pump),
            None => tokio::spawn(pump),
        };
        let pump = pump.abort_handle();
        Self {
            receiver: LinkReceiver { frames: incoming, outgoing: weak, pump, ended: false },
            sender: LinkSender { frames: to_stream, taken, _open: open },
        }
    }

    /// The two sides, to be kept and dropped apart.
    #[must_use]
    pub fn into_parts(self) -> (LinkSender, LinkReceiver) {
        (self.sender, self.receiver)
    }
}

impl LinkSender {
    /// Queues one frame of a length that [`crate::codec::frame_bytes`] knows.
    ///
    /// # Errors
    /// [`SendError::Busy`] if [`SEND_QUEUE`] frames are waiting, [`SendError::Closed`] after the end,
    /// [`SendError::Unsendable`] if it is no frame.
    pub fn try_send(&self, frame: Vec<u8>) -> Result<(), SendError> {
        check_outgoing(&frame)?;
        self.frames.try_send(frame).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => SendError::Busy,
            mpsc::error::TrySendError::Closed(_) => SendError::Closed,
        })
    }

    /// Frames that can be queued now: 0 to [`SEND_QUEUE`]. Seal no more than these.
    #[must_use]
    pub fn free(&self) -> usize {
        if self.frames.is_closed() { 0 } else { self.frames.capacity() }
    }

    /// Ends when there is room for a frame or the link has ended. It does not keep the link open.
    pub fn room(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut taken = self.taken.clone();
        let frames = self.frames.downgrade();
        async move {
            let roomy = |_: &u64| frames.upgrade().is_none_or(|frames| frames.capacity() > 0);
            // An error means that the pump has ended, which ends the waiting as well.
            let _ = taken.wait_for(roomy).await;
        }
    }

    /// Closes this side: what is queued is flushed, for at most [`CLOSE_TIMEOUT`], then the stream is closed.
    pub fn close(self) {}
}

impl Stream for LinkReceiver {
    type Item = Result<Vec<u8>, LinkError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let next = std::task::ready!(self.frames.poll_recv(cx)).unwrap_or(Err(LinkError::Closed));
        self.ended = next.is_err();
        Poll::Ready(Some(next))
    }
}

impl Drop for LinkReceiver {
    fn drop(&mut self) {
        if self.outgoing.strong_count() > 0 {
            self.pump.abort();
        }
    }
}

struct Reader {
    decoder: FrameDecoder,
    frames: mpsc::Sender<Result<Vec<u8>, LinkError>>,
}

struct Writer {
    frames: mpsc::Receiver<Vec<u8>>,
    taken: watch::Sender<u64>,
}

/// Moves frames until the link ends, drops the stream, then tells the engine why.
async fn pump(stream: BoxedStream, mut reader: Reader, mut writer: Writer, closing: oneshot::Receiver<()>) {
    let why = {
        let (from_peer, to_peer) = tokio::io::split(stream);
        // The reader first: what the peer said before it left is worth more than the knowledge that it left.
        tokio::select! {
            biased;
            why = reader.run(from_peer) => why,
            why = writer.run(to_peer) => why,
            () = overdue(closing) => LinkError::Closed,
        }
    };
    drop(writer);
    // Fails only if nobody listens any more.
    let _ = reader.frames.send(Err(why)).await;
}

/// Ends [`CLOSE_TIMEOUT`] after the sender was closed.
async fn overdue(closing: oneshot::Receiver<()>) {
    let _ = closing.await;
    sleep(CLOSE_TIMEOUT).await;
}

impl Reader {
    async fn run(&mut self, mut stream: impl AsyncRead + Unpin) -> LinkError {
        let mut buffer = vec![0; READ_BUFFER];
        loop {
            match stream.read(&mut buffer).await {
                Ok(0) if self.decoder.at_boundary() => return LinkError::Closed,
                Ok(0) | Err(_) => return LinkError::Broken,
                Ok(size) => {
                    if self.hand_over(buffer.get(..size).unwrap_or_default()).await.is_err() {
                        return LinkError::Malformed;
                    }
                }
            }
        }
    }

    async fn hand_over(&mut self, mut bytes: &[u8]) -> Result<(), FrameError> {
        while !bytes.is_empty() {
            let Some(frame) = self.decoder.decode(&mut bytes)? else { continue };
            if self.frames.send(Ok(frame)).await.is_err() {
                // Nobody listens, but the sender may still be flushing: wait for it without reading.
                std::future::pending::<()>().await;
            }
        }
        Ok(())
    }
}

impl Writer {
    async fn run(&mut self, mut stream: impl AsyncWrite + Unpin) -> LinkError {
        while let Some(frame) = self.frames.recv().await {
            self.taken.send_modify(|count| *count = count.wrapping_add(1));
            if let Err(why) = write_frame(&mut stream, &frame).await {
                return why;
            }
        }
        // The stream is dropped next, whatever comes of it.
        let _ = progress(stream.shutdown()).await;
        LinkError::Closed
    }
}

async fn write_frame(stream: &mut (impl AsyncWrite + Unpin), mut frame: &[u8]) -> Result<(), LinkError> {
    while !frame.is_empty() {
        match progress(stream.write(frame)).await? {
            0 => return Err(LinkError::Broken),
            size => frame = frame.get(size..).unwrap_or_default(),
        }
        AFTER_WRITE.reach();
    }
    BEFORE_FLUSH.reach();
    progress(stream.flush()).await
}

/// One step of a write, which must end within [`WRITE_STALL`].
async fn progress<T>(step: impl Future<Output = io::Result<T>>) -> Result<T, LinkError> {
    match timeout(WRITE_STALL, step).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(_)) => Err(LinkError::Broken),
        Err(_) => Err(LinkError::Stalled),
    }
}

#[cfg(test)]
mod tests;
