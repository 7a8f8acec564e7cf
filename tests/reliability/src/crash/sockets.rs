//! A network of local sockets: whoever listens at the path of its address can be reached. Nothing of it is simulated but
//! the way a stream is cut into cells.

use anyhow::{Context, Result};
use futures::FutureExt;
use futures::future::BoxFuture;
use sotto_transport::network::EVENT_QUEUE;
use sotto_transport::{
    Bootstrap, BoxedStream, BridgeError, BridgeLine, Connection, DialError, Dialer, Entry, Isolation,
    Network, NetworkEvent, OnionAddress, Phase, Reachability, ServiceKey, Storage, Upkeep,
};
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Task, Poll};
use tokio::io::{AsyncRead, AsyncWrite, BufWriter, ReadBuf};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::mpsc;

/// Bytes of a relay cell's data (tor-spec, 6.1): Arti keeps so many back until a flush or the next write.
const CELL: usize = 498;
/// Characters of an address that name its socket; a path of a socket has at most 107 bytes.
const NAME: usize = 16;

/// The sockets of a folder.
#[derive(Clone, Debug)]
pub struct Sockets {
    folder: PathBuf,
}

impl Sockets {
    /// All who share `folder` can reach each other.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    fn path(&self, who: &OnionAddress) -> PathBuf {
        self.folder.join(who.reveal().chars().take(NAME).collect::<String>())
    }
}

impl Network for Sockets {
    fn connect(&self, key: &ServiceKey, _: &Entry, _: &Storage) -> Connection {
        let (events, incoming) = mpsc::channel(EVENT_QUEUE);
        tokio::spawn(serve(self.path(&key.address()), events));
        Connection { dialer: Arc::new(self.clone()), events: incoming, upkeep: Arc::new(NothingToMend) }
    }

    fn check_bridge(&self, _: &BridgeLine) -> Result<(), BridgeError> {
        Err(BridgeError::Malformed)
    }
}

impl Dialer for Sockets {
    fn dial(&self, to: &OnionAddress, _: Isolation) -> BoxFuture<'static, Result<BoxedStream, DialError>> {
        let path = self.path(to);
        async move {
            let stream = UnixStream::connect(path).await.map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => DialError::NotFound,
                io::ErrorKind::ConnectionRefused => DialError::Unreachable,
                _ => DialError::Network,
            })?;
            let stream: BoxedStream = Box::new(InCells::new(stream));
            Ok(stream)
        }
        .boxed()
    }
}

struct NothingToMend;

impl Upkeep for NothingToMend {
    fn refresh(&self) {}
    fn republish(&self) {}
}

/// Ready at once, reachable as soon as somebody listens. It ends when nobody wants the events any more.
async fn serve(path: PathBuf, events: mpsc::Sender<NetworkEvent>) {
    let ready = Bootstrap { percent: 100, phase: Phase::Ready, stall: None };
    let Ok(listener) = listen(&path) else { return };
    let serving = async {
        let _ = events.send(NetworkEvent::Bootstrap(ready)).await;
        let _ = events.send(NetworkEvent::Service(Reachability::Reachable)).await;
        while let Ok((stream, _)) = listener.accept().await {
            let _ = events.send(NetworkEvent::Incoming(Box::new(InCells::new(stream)))).await;
        }
    };
    tokio::select! {
        () = events.closed() => {}
        () = serving => {}
    }
}

/// A killed process leaves its socket behind; the new one takes its place in one step.
fn listen(path: &Path) -> Result<UnixListener> {
    let beside = path.with_extension("new");
    let _none_is_left = std::fs::remove_file(&beside);
    let listener = UnixListener::bind(&beside).context("listening on a socket")?;
    std::fs::rename(&beside, path).context("giving the socket its name")?;
    Ok(listener)
}

/// A stream that is written cell by cell and keeps the last one until a flush, as Arti's does: a process that is killed in
/// between leaves a torn frame.
struct InCells(BufWriter<UnixStream>);

impl InCells {
    fn new(stream: UnixStream) -> Self {
        // one byte more, or a whole cell would go around the buffer
        Self(BufWriter::with_capacity(CELL + 1, stream))
    }
}

impl AsyncRead for InCells {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Task<'_>, to: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, to)
    }
}

impl sotto_transport::Stream for InCells {}

impl AsyncWrite for InCells {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Task<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let cell = bytes.get(..CELL).unwrap_or(bytes);
        Pin::new(&mut self.0).poll_write(cx, cell)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Task<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Task<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
