//! Streams to others, through circuits that no two contacts share.

use super::CHAT_PORT;
use super::session::Client;
use super::tie::{Tie, Tied};
use super::wire::Wires;
use crate::address::OnionAddress;
use crate::link::DIAL_TIMEOUT;
use crate::network::{BoxedStream, DialError, Dialer, Isolation};
use arti_client::config::BoolOrAuto;
use arti_client::{ErrorKind, HasKind, IsolationToken, StreamPrefs};
use futures::FutureExt;
use futures::future::BoxFuture;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// A client that can be used.
#[derive(Clone)]
pub(super) struct Open {
    pub(super) client: Arc<Client>,
    pub(super) tie: Tie,
    pub(super) runtime: Handle,
    pub(super) wires: Wires,
    /// Asks for the service to be published anew.
    pub(super) again: mpsc::Sender<()>,
}

/// The present client of a session, if it has one.
#[derive(Clone, Default)]
pub(super) struct Door(Arc<Mutex<Option<Open>>>);

/// Opens streams while its session lives.
pub(super) struct TorDialer {
    door: Door,
    circuits: Circuits,
}

/// Arti's token of every contact that was dialled: one small entry for each.
#[derive(Clone, Default)]
pub(super) struct Circuits(Arc<Mutex<BTreeMap<Isolation, IsolationToken>>>);

impl Door {
    pub(super) fn open(&self, open: Open) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(open);
    }

    pub(super) fn shut(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub(super) fn present(&self) -> Option<Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Circuits {
    fn of(&self, isolation: Isolation) -> IsolationToken {
        if isolation == Isolation::FRESH {
            return IsolationToken::new();
        }
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *tokens.entry(isolation).or_insert_with(IsolationToken::new)
    }

    /// The next dial gets new circuits and a new descriptor: Arti goes on with what it has under a token even if
    /// nothing answers there.
    fn renew(&self, isolation: Isolation) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&isolation);
    }

    /// So does every next dial.
    pub(super) fn renew_all(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl TorDialer {
    pub(super) fn new(door: Door, circuits: Circuits) -> Self {
        Self { door, circuits }
    }
}

impl Dialer for TorDialer {
    fn dial(
        &self,
        to: &OnionAddress,
        isolation: Isolation,
    ) -> BoxFuture<'static, Result<BoxedStream, DialError>> {
        let (to, circuits, door) = (*to, self.circuits.clone(), self.door.clone());
        async move {
            let open = door.present().ok_or(DialError::NotConnected)?;
            // On the client's runtime, which may end under it; dropped, the set ends its task.
            let mut task = JoinSet::new();
            task.spawn_on(connect(open.client, to, circuits.of(isolation), open.tie), &open.runtime);
            let ended = task.join_next().await.and_then(Result::ok);
            let opened = ended.unwrap_or(Err(DialError::NotConnected));
            if opened.as_ref().is_err_and(|error| *error != DialError::NotFound) {
                circuits.renew(isolation);
            }
            opened
        }
        .boxed()
    }
}

async fn connect(
    client: Arc<Client>,
    to: OnionAddress,
    circuits: IsolationToken,
    tie: Tie,
) -> Result<BoxedStream, DialError> {
    let mut prefs = StreamPrefs::new();
    prefs.connect_to_onion_services(BoolOrAuto::Explicit(true)).set_isolation(circuits);
    let address = to.reveal();
    match timeout(DIAL_TIMEOUT, client.connect_with_prefs((address.as_str(), CHAT_PORT), &prefs)).await {
        Ok(Ok(stream)) => Ok(Box::new(Tied::new(stream, tie, ()))),
        Ok(Err(error)) => Err(dial_error(error.kind())),
        Err(_) => Err(DialError::TimedOut),
    }
}

fn dial_error(kind: ErrorKind) -> DialError {
    match kind {
        ErrorKind::OnionServiceNotFound => DialError::NotFound,
        ErrorKind::OnionServiceNotRunning
        | ErrorKind::OnionServiceConnectionFailed
        | ErrorKind::OnionServiceProtocolViolation
        | ErrorKind::OnionServiceMissingClientAuth
        | ErrorKind::OnionServiceWrongClientAuth => DialError::Unreachable,
        ErrorKind::RemoteConnectionRefused
        | ErrorKind::RemoteStreamClosed
        | ErrorKind::RemoteStreamReset
        | ErrorKind::RemoteStreamError
        | ErrorKind::CircuitRefused
        | ErrorKind::CircuitCollapse => DialError::Refused,
        ErrorKind::TorNetworkTimeout | ErrorKind::RemoteNetworkTimeout | ErrorKind::ExitTimeout => {
            DialError::TimedOut
        }
        ErrorKind::OnionServiceAddressInvalid
        | ErrorKind::InvalidStreamTarget
        | ErrorKind::ForbiddenStreamTarget => DialError::BadAddress,
        ErrorKind::BootstrapRequired
        | ErrorKind::TorAccessFailed
        | ErrorKind::DirectoryExpired
        | ErrorKind::LocalNetworkError
        | ErrorKind::ArtiShuttingDown
        | ErrorKind::ReactorShuttingDown => DialError::NotConnected,
        _ => DialError::Network,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_keeps_its_token_until_it_is_renewed_and_shares_it_with_nobody() {
        let circuits = Circuits::default();
        let (one, other) = (circuits.of(Isolation(1)), circuits.of(Isolation(2)));
        assert!(one != other && one == circuits.of(Isolation(1)));
        circuits.renew(Isolation(1));
        assert!(one != circuits.of(Isolation(1)) && other == circuits.of(Isolation(2)));
        circuits.renew_all();
        assert_ne!(other, circuits.of(Isolation(2)));
        assert_ne!(circuits.of(Isolation::FRESH), circuits.of(Isolation::FRESH));
    }
}
