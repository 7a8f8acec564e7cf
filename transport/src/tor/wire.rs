//! A client's own connections: to relays, and to the transport programs on this machine.
//!
//! Arti leaves Nagle's algorithm on, and cells wait for the acknowledgements of the cells before them: 44 ms a time on
//! loopback. Here it is off. And Arti waits for a dead connection as long as the system does, a quarter of an hour: one
//! that is doubted after a sleep must be heard within [`PROBATION`], or it is cut.

use async_trait::async_trait;
use futures::io::{AsyncRead, AsyncWrite};
use futures::stream::Pending;
use futures::task::AtomicWaker;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::sleep;
use tor_rtcompat::{
    CompoundRuntime, NetStreamListener, NetStreamProvider, PreferredRuntime, RuntimeSubstExt, StreamOps,
    TcpConnectOptions, TcpListenOptions,
};

/// How long a doubted connection may stay silent. On a live one relays pad, and answer padding, every 10 s at most;
/// and after a sleep a network is back by then, so that the next connection does not fail for nothing.
const PROBATION: Duration = Duration::from_secs(15);

/// The system's runtime, with our connections.
pub(super) type OurRuntime = CompoundRuntime<
    PreferredRuntime,
    PreferredRuntime,
    PreferredRuntime,
    Wires,
    PreferredRuntime,
    PreferredRuntime,
    PreferredRuntime,
>;

/// Arti's own kind of connection.
type Plain = <PreferredRuntime as NetStreamProvider>::Stream;

/// Every connection of a client.
#[derive(Clone, Default)]
pub(super) struct Wires(Arc<Mutex<Vec<Weak<Signs>>>>);

/// One connection.
pub(super) struct Wire {
    stream: Plain,
    signs: Arc<Signs>,
}

/// What is known of one connection's life.
#[derive(Default)]
struct Signs {
    /// How often something was heard.
    heard: AtomicU64,
    cut: AtomicBool,
    reader: AtomicWaker,
}

/// Nobody ever listens on a port here.
pub(super) enum NoListener {}

impl Wires {
    /// The present tokio runtime, with these connections.
    pub(super) fn runtime(&self) -> io::Result<OurRuntime> {
        Ok(PreferredRuntime::current()?.with_tcp_provider(self.clone()))
    }

    /// Cuts every connection of now over which nothing comes within [`PROBATION`] of now.
    pub(super) async fn doubt(self) {
        let doubted = self.alive();
        let before: Vec<u64> = doubted.iter().filter_map(Weak::upgrade).map(|signs| signs.count()).collect();
        sleep(PROBATION).await;
        for (signs, before) in doubted.iter().zip(before) {
            if let Some(signs) = signs.upgrade().filter(|signs| signs.count() == before) {
                tracing::debug!("a connection is dead");
                signs.cut();
            }
        }
    }

    fn add(&self, stream: Plain) -> Wire {
        let signs = Arc::new(Signs::default());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|signs| signs.strong_count() > 0);
        all.push(Arc::downgrade(&signs));
        Wire { stream, signs }
    }

    fn alive(&self) -> Vec<Weak<Signs>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter(|signs| signs.strong_count() > 0).cloned().collect()
    }
}

impl Signs {
    fn count(&self) -> u64 {
        self.heard.load(Ordering::Relaxed)
    }

    fn cut(&self) {
        self.cut.store(true, Ordering::Release);
        self.reader.wake();
    }

    fn check(&self) -> io::Result<()> {
        if self.cut.load(Ordering::Acquire) { Err(io::ErrorKind::TimedOut.into()) } else { Ok(()) }
    }
}

#[async_trait]
impl NetStreamProvider for Wires {
    type Stream = Wire;
    type Listener = NoListener;
    type ConnectOptions = TcpConnectOptions;
    type ListenOptions = TcpListenOptions;

    async fn connect(&self, to: &SocketAddr, options: &TcpConnectOptions) -> io::Result<Wire> {
        Ok(self.add(connect(*to, options).await?.into()))
    }

    async fn listen(&self, _: &SocketAddr, _: &TcpListenOptions) -> io::Result<NoListener> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// What Arti asks for, and no delay.
async fn connect(to: SocketAddr, options: &TcpConnectOptions) -> io::Result<TcpStream> {
    let socket = if to.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_nodelay(true)?;
    let (send, receive) = (options.common().send_buffer_size(), options.common().recv_buffer_size());
    if let Some(size) = send.and_then(|size| size.try_into().ok()) {
        socket.set_send_buffer_size(size)?;
    }
    if let Some(size) = receive.and_then(|size| size.try_into().ok()) {
        socket.set_recv_buffer_size(size)?;
    }
    socket.connect(to).await
}

impl NetStreamListener for NoListener {
    type Stream = Wire;
    type Incoming = Pending<io::Result<(Wire, SocketAddr)>>;

    fn incoming(self) -> Self::Incoming {
        match self {}
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        match *self {}
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, to: &mut [u8]) -> Poll<io::Result<usize>> {
        self.signs.reader.register(cx.waker());
        self.signs.check()?;
        let read = Pin::new(&mut self.stream).poll_read(cx, to);
        if let Poll::Ready(Ok(1..)) = read {
            self.signs.heard.fetch_add(1, Ordering::Relaxed);
        }
        read
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.signs.check()?;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.signs.check()?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_close(cx)
    }
}

impl StreamOps for Wire {
    fn set_tcp_notsent_lowat(&self, bytes: u32) -> io::Result<()> {
        self.stream.set_tcp_notsent_lowat(bytes)
    }

    fn new_handle(&self) -> Box<dyn StreamOps + Send + Unpin> {
        self.stream.new_handle()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::AsyncReadExt;
    use tokio::io::AsyncWriteExt as _;
    use tokio::net::TcpListener;

    async fn connected(wires: &Wires) -> (Wire, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let to = listener.local_addr().expect("an address");
        let wire = wires.connect(&to, &TcpConnectOptions::default()).await.expect("connected");
        (wire, listener.accept().await.expect("accepted").0)
    }

    #[tokio::test]
    async fn no_cell_waits_for_an_acknowledgement() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let to = listener.local_addr().expect("an address");
        let stream = connect(to, &TcpConnectOptions::default()).await.expect("connected");
        assert!(stream.nodelay().expect("an option of every such connection"));
    }

    #[tokio::test]
    async fn a_doubted_connection_is_cut_unless_it_is_heard() {
        let wires = Wires::default();
        let ((mut dead, _silent), (mut live, mut peer)) = (connected(&wires).await, connected(&wires).await);
        let reading = tokio::spawn(async move { dead.read(&mut [0]).await.map_err(|error| error.kind()) });
        tokio::time::pause();
        let doubting = tokio::spawn(wires.clone().doubt());
        tokio::task::yield_now().await;
        let (mut new, mut other) = connected(&wires).await;
        peer.write_all(b"1").await.expect("written");
        live.read_exact(&mut [0]).await.expect("read");
        doubting.await.expect("no panic");
        assert_eq!(reading.await.expect("no panic"), Err(io::ErrorKind::TimedOut));
        for (wire, peer) in [(&mut live, &mut peer), (&mut new, &mut other)] {
            peer.write_all(b"2").await.expect("written");
            wire.read_exact(&mut [0]).await.expect("a live and a new connection go on");
        }
    }

    #[tokio::test]
    async fn nobody_listens_and_what_has_ended_is_forgotten() {
        let wires = Wires::default();
        let nowhere = "127.0.0.1:0".parse().expect("an address");
        assert!(wires.listen(&nowhere, &TcpListenOptions::default()).await.is_err());
        for _ in 0..3 {
            drop(connected(&wires).await);
        }
        let _held = connected(&wires).await;
        assert_eq!(wires.0.lock().expect("unpoisoned").len(), 1);
    }
}
