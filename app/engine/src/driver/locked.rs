//! Before a vault is open: only what opens one is answered.

use super::running::{Front, Running};
use crate::api::{Event, Failure, NetworkPhase, NetworkStatus, Profile, Reach, Request, Response, Status};
use crate::clock::Clock;
use crate::coins::Coins;
use crate::core::Core;
use crate::handle::Envelope;
use crate::vault::{Opened, Vault};
use sotto_transport::{Network, ServiceKey};
use std::sync::Arc;

/// An engine whose vault is shut.
pub(super) struct Locked {
    pub(super) vault: Vault,
    pub(super) network: Arc<dyn Network>,
    pub(super) front: Front,
}

impl Locked {
    /// Answers until a vault is open; `None` if the engine was ended first.
    pub(super) async fn until_opened(mut self) -> Option<Running> {
        loop {
            let Envelope { request, reply } = self.front.requests.recv().await?;
            let answer = match request {
                Request::Status => Ok(Response::Status(self.status())),
                Request::Shutdown => {
                    drop(reply.send(Ok(Response::Done {})));
                    return None;
                }
                Request::Create { .. } | Request::CreateAmnesic | Request::Unlock { .. } => {
                    match self.open(&request) {
                        Ok((core, key, opened)) => {
                            let status = core.status_view(Clock::start().now());
                            self.front.teller.tell(Event::Status(status.clone()));
                            drop(reply.send(Ok(Response::Status(status))));
                            let Self { vault, network, front } = self;
                            return Some(Running::new((core, key), opened, network, front, vault));
                        }
                        Err(failure) => Err(failure),
                    }
                }
                _ => Err(Failure::NotOpen),
            };
            drop(reply.send(answer));
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

    fn status(&self) -> Status {
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
