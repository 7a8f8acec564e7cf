//! One frame there and back, without an engine.

use anyhow::{Context, Result};
use sotto_tests::wait::now;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

/// The frame of a text, and of a receipt: the smallest.
const FRAME: usize = 4096;
/// Longer than any round trip here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A stream whose other end sends back every frame.
pub(super) struct Echoed<S>(S);

impl<S: AsyncRead + AsyncWrite + Unpin> Echoed<S> {
    pub(super) fn new(stream: S) -> Self {
        Self(stream)
    }

    /// How long a frame takes there and back.
    pub(super) async fn round_trip(&mut self) -> Result<Duration> {
        let mut frame = vec![7; FRAME];
        let begun = now();
        let there_and_back = async {
            self.0.write_all(&frame).await?;
            self.0.flush().await?;
            self.0.read_exact(&mut frame).await
        };
        timeout(PATIENCE, there_and_back).await.context("no echo came")??;
        Ok(begun.elapsed())
    }
}

/// Sends back every frame until the stream ends.
pub(super) async fn echo(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> io::Result<()> {
    let mut frame = vec![0; FRAME];
    loop {
        stream.read_exact(&mut frame).await?;
        stream.write_all(&frame).await?;
        stream.flush().await?;
    }
}
