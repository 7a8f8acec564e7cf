//! Ties streams to their client: when it ends, they end.

use crate::network::Stream;
use futures::FutureExt;
use futures::future::{BoxFuture, Shared};
use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

/// Held as long as the client is; dropping it unties everything.
pub(super) struct Knot {
    _held: oneshot::Sender<Infallible>,
}

/// Ready when the client has ended.
pub(super) type Tie = Shared<BoxFuture<'static, ()>>;

/// A stream that fails once its client has ended, and keeps something for as long as it lives.
pub(super) struct Tied<S, K> {
    stream: S,
    home: Handle,
    tie: Tie,
    ended: bool,
    _kept: K,
}

pub(super) fn knot() -> (Knot, Tie) {
    let (held, gone) = oneshot::channel();
    (Knot { _held: held }, gone.map(drop).boxed().shared())
}

impl<S, K> Tied<S, K> {
    /// Must be called on the client's runtime.
    pub(super) fn new(stream: S, tie: Tie, kept: K) -> Self {
        Self { stream, home: Handle::current(), tie, ended: false, _kept: kept }
    }

    fn poll_tie(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        self.ended = self.ended || self.tie.poll_unpin(cx).is_ready();
        if self.ended { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(()) }
    }
}

impl<S, K> Stream for Tied<S, K>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    K: Send + Unpin + 'static,
{
    fn home(&self) -> Option<Handle> {
        Some(self.home.clone())
    }
}

impl<S: AsyncRead + Unpin, K: Unpin> AsyncRead for Tied<S, K> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.poll_tie(cx)?;
        Pin::new(&mut self.stream).poll_read(cx, to)
    }
}

impl<S: AsyncWrite + Unpin, K: Unpin> AsyncWrite for Tied<S, K> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_tie(cx)?;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_tie(cx)?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_tie(cx)?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    #[tokio::test]
    async fn a_tied_stream_works_until_the_knot_is_dropped_and_wakes_who_waits() {
        let (knot, tie) = knot();
        let kept = std::sync::Arc::new(());
        let (ours, mut theirs) = duplex(64);
        let mut tied = Tied::new(ours, tie, kept.clone());
        theirs.write_all(b"in").await.expect("written");
        let mut got = [0; 2];
        tied.read_exact(&mut got).await.expect("read");
        tied.write_all(b"out").await.expect("written");
        let waiting = tokio::spawn(async move {
            let mut got = [0; 1];
            let read = tied.read(&mut got).await.map_err(|error| error.kind());
            let write = tied.write(&got).await.map_err(|error| error.kind());
            (read, write)
        });
        tokio::task::yield_now().await;
        assert_eq!(std::sync::Arc::strong_count(&kept), 2);
        drop(knot);
        let aborted = Err(io::ErrorKind::ConnectionAborted);
        assert_eq!(waiting.await.expect("no panic"), (aborted, aborted));
        assert_eq!(std::sync::Arc::strong_count(&kept), 1);
    }
}
