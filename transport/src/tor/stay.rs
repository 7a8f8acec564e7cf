//! One stay in the network, from the entry on: the service is launched, and whoever dials us is let in.

use super::dial::{Door, Open};
use super::progress::stall_of_error;
use super::{config, service};
use crate::network::{NetworkEvent, Reachability, Stall};
use futures::StreamExt;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use tor_hsservice::status::OnionServiceStatusStream;
use zeroize::Zeroizing;

/// What one stay needs; it runs on the client's own runtime.
pub(super) struct Stay {
    pub(super) open: Open,
    pub(super) key: Zeroizing<[u8; 64]>,
    pub(super) events: mpsc::Sender<NetworkEvent>,
    pub(super) door: Door,
}

impl Stay {
    /// Enters, publishes (no sooner than `not_before`), serves; returns why it does not go on.
    pub(super) async fn serve(self, not_before: Option<Instant>) -> Stall {
        let client = self.open.client.clone();
        if let Err(error) = client.bootstrap().await {
            return stall_of_error(&error);
        }
        self.door.open(self.open.clone());
        if let Some(moment) = not_before {
            sleep_until(moment).await;
        }
        let (Some(key), Ok(config)) = (service::keypair(&self.key), config::service()) else {
            return Stall::Unknown;
        };
        let (running, circuits) = match client.launch_onion_service_with_hsid(config, key) {
            Ok(Some(launched)) => launched,
            Ok(None) => return Stall::Unknown,
            Err(error) => return stall_of_error(&error),
        };
        tokio::select! {
            () = service::serve(circuits, self.events.clone(), self.open.tie.clone()) => {}
            () = self.watch(running.status_events()) => {}
        }
        Stall::Unknown
    }

    async fn watch(&self, mut status: OnionServiceStatusStream) {
        let mut told = Reachability::Down;
        while let Some(status) = status.next().await {
            let now = service::reachability(status.state());
            if now != told {
                tracing::debug!(?now, "onion service");
                told = now;
                // Fails only if nobody listens any more, which ends the session by itself.
                let _ = self.events.send(NetworkEvent::Service(now)).await;
            }
        }
    }
}
