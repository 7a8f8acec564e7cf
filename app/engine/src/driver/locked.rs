//! While no vault is open: only what opens one, or destroys it, is answered.

use super::running::{Front, Running};
use crate::api::{Event, Failure, NetworkPhase, NetworkStatus, Profile, Reach, Request, Response, Status};
use crate::clock::Clock;
use crate::coins::Coins;
use crate::core::Core;
use crate::handle::Envelope;
use crate::vault::{Opened, Vault};
use sotto_transport::{Network, ServiceKey};
use std::sync::Arc;
use tokio::task::JoinHandle;

/// An engine whose vault is shut.
pub(super) struct Locked {
    pub(super) vault: Vault,
    pub(super) network: Arc<dyn Network>,
    pub(super) front: Front,
    /// What a vault that was open leaves behind: farewells on their way.
    pub(super) leaving: Option<JoinHandle<()>>,
}

impl Locked {
    /// Answers until a vault is open; `None` if the engine was ended first.
    pub(super) async fn until_opened(mut self) -> Option<Running> {
        loop {
            let Some(Envelope { request, reply }) = self.front.requests.recv().await else {
                self.let_farewells_leave().await;
                return None;
            };
            let answer = match request {
                Request::Status => Ok(Response::Status(self.status())),
                Request::Shutdown => {
                    self.let_farewells_leave().await;
                    drop(reply.send(Ok(Response::Done {})));
                    return None;
                }
                Request::Create { .. } | Request::CreateAmnesic | Request::Unlock { .. } => {
                    match self.open(&request) {
                        Ok((core, key, opened)) => {
                            let status = core.status_view(Clock::start().now());
                            self.front.teller.tell(Event::Status(status.clone()));
                            drop(reply.send(Ok(Response::Status(status))));
                            let Self { vault, network, front, .. } = self;
                            return Some(Running::new((core, key), opened, network, front, vault));
                        }
                        Err(failure) => Err(failure),
                    }
                }
                Request::Lock => match self.vault.profile() {
                    Profile::Locked => Ok(Response::Status(self.status())),
                    _ => Err(Failure::NothingToLock),
                },
                Request::Wipe => self.wipe(),
                _ => Err(Failure::NotOpen),
            };
            drop(reply.send(answer));
        }
    }

    fn wipe(&mut self) -> Result<Response, Failure> {
        let keys = self.vault.destroy_keys();
        if let Some(leaving) = self.leaving.take() {
            leaving.abort();
        }
        keys.and(self.vault.remove_files())?;
        let status = self.status();
        self.front.teller.tell(Event::Status(status.clone()));
        Ok(Response::Status(status))
    }

    async fn let_farewells_leave(&mut self) {
        if let Some(leaving) = self.leaving.take() {
            // bounded by itself; what has not left by then is repeated in the next session
            let _left = leaving.await;
        }
    }

    /// Slow by intention, on the engine's own thread: nothing else can be done before it.
    fn open(&self, request: &Request) -> Result<(Core, ServiceKey, Opened), Failure> {
        let mut coins = Coins::from_system()?;
        let opened = match request {
            Request::Create { passphrase } => self.vault.create(passphrase, &mut coins)?,
            Request::Unlock { passphrase } => self.vault.unlock(passphrase, &mut coins)?,
            _ => Vault::amnesic(&mut coins)?,
        };
        let key = ServiceKey::from_seed(&*opened.store.identity_seed()?);
        let core = Core::new(&key, opened.profile, opened.exposed, coins)?;
        Ok((core, key, opened))
    }

    pub(super) fn status(&self) -> Status {
        Status {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            profile: self.vault.profile(),
            address: None,
            link: None,
            exposed: self.vault.is_exposed(),
            network: NetworkStatus {
                phase: NetworkPhase::Offline,
                percent: 0,
                trouble: None,
                bridges: false,
                reach: Reach::Unknown,
            },
        }
    }
}

impl Profile {
    /// Whether requests of an open profile are answered.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Amnesic)
    }
}
