//! The way to Tor, as far as the engine sees it.

use super::Core;
use super::step::{Effect, Step};
use crate::api::{NetworkPhase, NetworkStatus, Reach, Trouble};
use crate::store::StoreError;
use sotto_transport::{Bootstrap, Entry, Phase, Reachability, Stall};
use std::time::Duration;

/// Share of the bar that the bootstrap fills; the rest is publishing.
const BOOTSTRAP_SHARE: u8 = 90;
/// The bar while the own address is being published.
const PUBLISHING: u8 = 95;

/// Pause before a client is made in place of one that ended by itself: it may end at once again.
const LOST_PAUSE: Duration = Duration::from_secs(10);

/// Offline, or entered and so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NetworkState {
    /// Not connected and not trying.
    Offline,
    /// The client ended by itself; another one is made then.
    Lost { again: Duration },
    /// Entered.
    Entered { bridges: bool, progress: Bootstrap, service: Reachability },
}

impl NetworkState {
    pub(super) fn offline() -> Self {
        Self::Offline
    }

    fn entering(entry: &Entry) -> Self {
        let progress = Bootstrap { percent: 0, phase: Phase::Starting, stall: None };
        let bridges = matches!(entry, Entry::Bridges(_));
        Self::Entered { bridges, progress, service: Reachability::Down }
    }

    pub(super) fn is_entered(self) -> bool {
        self != Self::Offline
    }

    /// Whether streams can be opened.
    pub(super) fn is_ready(self) -> bool {
        matches!(self, Self::Entered { progress, .. } if progress.phase == Phase::Ready)
    }

    /// When a client is made in place of one that was lost.
    pub(super) fn enters_again(self) -> Option<Duration> {
        if let Self::Lost { again } = self { Some(again) } else { None }
    }

    pub(super) fn on_service(&mut self, reachability: Reachability) {
        if let Self::Entered { service, .. } = self {
            *service = reachability;
        }
    }

    /// `reach`: what we know of our own reachability.
    pub(super) fn view(self, reach: Reach) -> NetworkStatus {
        let at_rest = |phase, trouble| {
            let reach = Reach::Unknown;
            NetworkStatus { phase, percent: 0, trouble, bridges: false, reach }
        };
        let (bridges, progress, service) = match self {
            Self::Offline => return at_rest(NetworkPhase::Offline, None),
            Self::Lost { .. } => return at_rest(NetworkPhase::Starting, Some(Trouble::Unknown)),
            Self::Entered { bridges, progress, service } => (bridges, progress, service),
        };
        let bar = u16::from(progress.percent.min(100)) * u16::from(BOOTSTRAP_SHARE) / 100;
        let bar = u8::try_from(bar).unwrap_or(BOOTSTRAP_SHARE);
        let (phase, percent) = match (progress.phase, service) {
            (Phase::Starting, _) => (NetworkPhase::Starting, bar),
            (Phase::Reaching, _) => (NetworkPhase::Reaching, bar),
            (Phase::Directory, _) => (NetworkPhase::Directory, bar),
            (Phase::Ready, Reachability::Reachable | Reachability::Degraded) => (NetworkPhase::Online, 100),
            (Phase::Ready, _) => (NetworkPhase::Publishing, PUBLISHING),
        };
        let broken = (phase == NetworkPhase::Publishing && service == Reachability::Broken)
            .then_some(Trouble::Publishing);
        NetworkStatus { phase, percent, trouble: progress.stall.map(trouble).or(broken), bridges, reach }
    }
}

impl Core {
    pub(super) fn enter_network(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        let entry = super::requests::entry(&step.txn.bridges()?);
        self.network = NetworkState::entering(&entry);
        self.calls.begin(step.txn.contacts()?, step.now.steady);
        step.effect(Effect::Enter(entry));
        step.status_changed();
        Ok(())
    }

    pub(super) fn leave_network(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        self.hang_up_all(step)?;
        for (contact, dial) in self.calls.end() {
            step.contact_changed(contact);
            dial.into_iter().for_each(|dial| step.effect(Effect::AbortDial(dial)));
        }
        self.network = NetworkState::Offline;
        self.forget_reach(step);
        step.effect(Effect::Leave);
        step.status_changed();
        Ok(())
    }

    /// The client is gone without having been told to: everything that rested on it is closed, and nobody is told that
    /// we are online.
    pub(super) fn lose_network(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        if self.network.is_entered() {
            self.leave_network(step)?;
            self.network = NetworkState::Lost { again: step.now.steady + LOST_PAUSE };
        }
        Ok(())
    }

    /// The computer slept. Every link may be dead although nothing says so, and so may the circuits to us: links are closed,
    /// circuits renewed, the address published anew, and everybody is called at once.
    pub(super) fn resume(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        if !self.network.is_entered() {
            return Ok(());
        }
        self.hang_up_all(step)?;
        for (contact, dial) in self.calls.end() {
            step.contact_changed(contact);
            dial.into_iter().for_each(|dial| step.effect(Effect::AbortDial(dial)));
        }
        self.doubt_reach(step);
        self.calls.begin(step.txn.contacts()?, step.now.steady);
        Ok(())
    }

    pub(super) fn on_bootstrap(&mut self, next: Bootstrap, step: &mut Step<'_>) -> Result<(), StoreError> {
        let was_ready = self.network.is_ready();
        if let NetworkState::Entered { progress, .. } = &mut self.network {
            *progress = next;
            step.status_changed();
        }
        if self.network.is_ready() && !was_ready {
            self.calls.begin(step.txn.contacts()?, step.now.steady);
        }
        Ok(())
    }
}

fn trouble(stall: Stall) -> Trouble {
    match stall {
        Stall::NoNetwork => Trouble::NoNetwork,
        Stall::TorUnreachable => Trouble::TorUnreachable,
        Stall::BridgeUnreachable => Trouble::BridgeUnreachable,
        Stall::TransportMissing => Trouble::TransportMissing,
        Stall::Clock => Trouble::Clock,
        Stall::Storage => Trouble::Storage,
        Stall::Unknown => Trouble::Unknown,
    }
}
