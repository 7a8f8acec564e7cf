//! The same echo with C Tor on both ends.

use super::bare::{self, Echoed};
use anyhow::{Context, Result, ensure};
use sotto_tests::tornet::{PLAIN_PORT, PlainTor, TorNet};
use sotto_tests::wait::Deadline;
use std::net::Ipv4Addr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// C Tor enters in seconds, and publishes within half a minute.
const PATIENCE: Duration = Duration::from_secs(180);
/// Between two tries to reach a service that may not be published yet.
const PAUSE: Duration = Duration::from_secs(1);

/// Both ends, under way.
pub(super) struct Starting {
    service: PlainTor,
    client: PlainTor,
}

/// Both ends, with a stream between them.
pub(super) struct Plain {
    stream: Echoed<TcpStream>,
    _ends: (PlainTor, PlainTor),
}

impl Plain {
    /// Starts both, and what the service leads to. Must be called inside a tokio runtime.
    pub(super) async fn start(network: &TorNet) -> Result<Starting> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("a port for the echo")?;
        let port = listener.local_addr()?.port();
        tokio::spawn(answer(listener));
        Ok(Starting { service: network.plain_service(port)?, client: network.plain_client()? })
    }

    pub(super) async fn round_trip(&mut self) -> Result<Duration> {
        self.stream.round_trip().await
    }
}

impl Starting {
    /// Waits until the client has reached the service.
    pub(super) async fn dialled(self) -> Result<Plain> {
        let Self { mut service, mut client } = self;
        let deadline = Deadline::after(PATIENCE);
        service.wait_ready(deadline)?;
        client.wait_ready(deadline)?;
        let address = service.address()?;
        loop {
            match dial(client.socks(), &address).await {
                Ok(stream) => return Ok(Plain { stream: Echoed::new(stream), _ends: (service, client) }),
                Err(error) if deadline.passed() => return Err(error),
                Err(_) => sleep(PAUSE).await,
            }
        }
    }
}

async fn answer(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        if stream.set_nodelay(true).is_ok() {
            drop(tokio::spawn(bare::echo(stream)));
        }
    }
}

/// A stream through a SOCKS5 proxy, which resolves the name (RFC 1928; no authentication).
async fn dial(socks: u16, name: &str) -> Result<TcpStream> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, socks)).await?;
    stream.set_nodelay(true)?;
    stream.write_all(&[5, 1, 0]).await?;
    let mut method = [0; 2];
    stream.read_exact(&mut method).await?;
    ensure!(method == [5, 0], "the proxy wants something else");
    let mut request = vec![5, 1, 0, 3, u8::try_from(name.len())?];
    request.extend(name.as_bytes());
    request.extend(PLAIN_PORT.to_be_bytes());
    stream.write_all(&request).await?;
    let mut answer = [0; 10];
    stream.read_exact(&mut answer).await?;
    ensure!(answer.starts_with(&[5, 0, 0, 1]), "the service cannot be reached yet ({})", answer[1]);
    Ok(stream)
}
