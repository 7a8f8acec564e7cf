//! One stay in the network, from the entry on: the service is launched, and whoever dials us is let in; again, with new
//! introduction points, whenever that is asked for.

use super::dial::{Door, Open};
use super::progress::stall_of_error;
use super::service::Guests;
use super::session::REPUBLISH_PAUSE;
use super::{config, service};
use crate::network::{NetworkEvent, Reachability, Stall};
use arti_client::{ErrorKind, HasKind};
use futures::StreamExt;
use futures::stream::BoxStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tor_hsservice::status::{OnionServiceStatusStream, State};
use tor_hsservice::{RendRequest, RunningOnionService};
use zeroize::Zeroizing;

/// How long a service that was dropped may take to end. It takes milliseconds.
const END_TIMEOUT: Duration = Duration::from_secs(5);
/// How often, and how long apart, it is tried whether an ended service has left its place.
const PLACE_TRIES: u32 = 20;
const PLACE_PAUSE: Duration = Duration::from_millis(100);

/// What one stay needs; it runs on the client's own runtime.
pub(super) struct Stay {
    pub(super) open: Open,
    pub(super) key: Zeroizing<[u8; 64]>,
    pub(super) events: mpsc::Sender<NetworkEvent>,
    pub(super) door: Door,
    /// That the service is to be published anew.
    pub(super) republish: mpsc::Receiver<()>,
    /// Where Arti notes its introduction points.
    pub(super) folder: PathBuf,
}

/// A launched service, and the circuits that come to it.
type Launched = (Arc<RunningOnionService>, BoxStream<'static, RendRequest>);

impl Stay {
    /// Enters, publishes (no sooner than `not_before`), serves; returns why it does not go on.
    pub(super) async fn serve(mut self, not_before: Option<Instant>) -> Stall {
        let client = self.open.client.clone();
        if let Err(error) = client.bootstrap().await {
            return stall_of_error(&error);
        }
        self.door.open(self.open.clone());
        if let Some(moment) = not_before {
            sleep_until(moment).await;
        }
        let mut launched = match self.launch() {
            Ok(launched) => launched,
            Err(stall) => return stall,
        };
        let mut guests = Guests::new(self.events.clone(), self.open.tie.clone());
        loop {
            // Whoever asked while the service was being launched has what they asked for.
            while self.republish.try_recv().is_ok() {}
            let (running, circuits) = launched;
            tokio::select! {
                () = guests.receive(circuits) => return Stall::Unknown,
                () = watch(running.status_events(), &self.events) => return Stall::Unknown,
                Some(()) = self.republish.recv() => {}
            }
            launched = match self.launch_anew(running).await {
                Ok(launched) => launched,
                Err(stall) => return stall,
            };
        }
    }

    fn launch(&self) -> Result<Launched, Stall> {
        let key = service::keypair(&self.key).ok_or(Stall::Unknown)?;
        let config = config::service().map_err(|_| Stall::Unknown)?;
        match self.open.client.launch_onion_service_with_hsid(config, key) {
            Ok(Some((running, circuits))) => Ok((running, circuits.boxed())),
            Ok(None) => Err(Stall::Unknown),
            Err(error) => Err(stall_of_error(&error)),
        }
    }

    /// Ends the service and launches it in the same client, which has its key already, with nothing of the old one.
    async fn launch_anew(&self, running: Arc<RunningOnionService>) -> Result<Launched, Stall> {
        tracing::debug!("the onion service is published anew");
        ended(running).await;
        let not_before = Instant::now() + REPUBLISH_PAUSE;
        config::forget_service(&self.folder).map_err(|_| Stall::Storage)?;
        sleep_until(not_before).await;
        let mut tries = 0;
        loop {
            let config = config::service().map_err(|_| Stall::Unknown)?;
            match self.open.client.launch_onion_service(config) {
                Ok(Some((running, circuits))) => return Ok((running, circuits.boxed())),
                Ok(None) => return Err(Stall::Unknown),
                Err(error) if is_occupied(&error) && tries < PLACE_TRIES => tries += 1,
                Err(error) => return Err(stall_of_error(&error)),
            }
            sleep(PLACE_PAUSE).await;
        }
    }
}

/// The old service's tasks hold its place for a moment after they have said that they end.
fn is_occupied(error: &arti_client::Error) -> bool {
    error.kind() == ErrorKind::LocalResourceAlreadyInUse
}

/// Drops a service and waits until its tasks have ended.
async fn ended(running: Arc<RunningOnionService>) {
    let mut status = running.status_events();
    drop(running);
    let shut = async { while status.next().await.is_some_and(|status| status.state() != State::Shutdown) {} };
    // What does not end in time is in the way of the next one, which says so.
    let _ = timeout(END_TIMEOUT, shut).await;
}

/// Tells how a service fares until it has ended.
async fn watch(mut status: OnionServiceStatusStream, events: &mpsc::Sender<NetworkEvent>) {
    let mut told = Reachability::Down;
    while let Some(status) = status.next().await {
        let now = service::reachability(status.state());
        if now != told {
            tracing::debug!(?now, "onion service");
            told = now;
            // Fails only if nobody listens any more, which ends the session by itself.
            let _ = events.send(NetworkEvent::Service(now)).await;
        }
    }
}
