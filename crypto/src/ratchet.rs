//! The KEM ratchet: fresh keys with every change of direction (section 7).
//!
//! ```text
//!            step(coins): encapsulate to the peer's key, offer our own
//!     Turn ------------------------------------------------------------> Offer
//!   (peer key)  <------------------------------------------------------ (own key)
//!            accept(record): decapsulate with our key, keep the peer's
//! ```
//!
//! `Turn`: the peer has offered a key; our next record opens a new epoch. `Offer`: our key is on
//! offer in every record we send; the peer's next epoch answers it. The initiator starts in `Turn`
//! with `ek_B0`, the responder in `Offer` with `dk_B0`. Neither method changes its state: the
//! caller swaps.

use crate::{
    chain::{RecvEpoch, SendEpoch},
    coins::StepCoins,
    error::OpenError,
    kdf,
    kem::{BadKey, OwnKey, PeerKey},
    keys::{Key, Root, opaque},
    record::{EpochHeader, Record},
    schedule::SessionId,
};

/// It is our turn to step.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct Turn {
    root: Key<Root>,
    peer_key: PeerKey,
    /// The epoch in which `peer_key` was offered; 0 for the handshake.
    epoch: u32,
    /// Records in our own last epoch, which ours will state as `pn`.
    sent: u32,
}

/// Our key is on offer; the peer may step.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct Offer {
    root: Key<Root>,
    own_key: OwnKey,
    /// The epoch in which `own_key` was offered; 0 for the handshake.
    epoch: u32,
}

/// What an accepted step yields: our turn, the peer's epoch, the body of its first record.
pub(crate) type Accepted = (Turn, RecvEpoch, Vec<u8>);

impl Turn {
    /// The initiator after the handshake.
    pub(crate) fn first(root: Key<Root>, peer_key: PeerKey) -> Self {
        Self { root, peer_key, epoch: 0, sent: 0 }
    }

    /// Opens our next epoch.
    pub(crate) fn step(&self, sid: &SessionId, coins: &StepCoins) -> (Offer, SendEpoch) {
        let (ct, shared) = self.peer_key.encapsulate(&coins.encapsulation);
        let own_key = OwnKey::from_seed(&coins.ratchet);
        let epoch = following(self.epoch);
        let header = EpochHeader::new(epoch, self.sent, own_key.public(), &ct);
        let (root, chain) = kdf::ratchet(&self.root, &shared, sid, epoch, header.digest());
        (Offer { root, own_key, epoch }, SendEpoch::new(header, chain))
    }
}

impl Offer {
    /// The responder after the handshake.
    pub(crate) fn first(root: Key<Root>, own_key: OwnKey) -> Self {
        Self { root, own_key, epoch: 0 }
    }

    /// Opens the peer's next epoch with its first record. `received` counts the records of its last
    /// epoch, `sent` those of ours.
    pub(crate) fn accept(
        &self,
        sid: &SessionId,
        record: &Record<'_>,
        received: u32,
        sent: u32,
    ) -> Result<Accepted, OpenError> {
        // `pn` other than what arrived: the end of the peer's last epoch was cut off.
        if (record.epoch, record.n, record.previous) != (following(self.epoch), 0, received) {
            return Err(OpenError::Order);
        }
        let (ek, ct) = record.offered().ok_or(OpenError::Malformed)?;
        let peer_key = PeerKey::from_bytes(ek)?;
        let shared = self.own_key.decapsulate(ct)?;
        let header = record.epoch_header();
        let (root, chain) = kdf::ratchet(&self.root, &shared, sid, record.epoch, header.digest());
        let mut epoch = RecvEpoch::new(header, chain);
        let body = epoch.open(sid, record)?;
        Ok((Turn { root, peer_key, epoch: record.epoch, sent }, epoch, body))
    }
}

impl From<BadKey> for OpenError {
    fn from(bad: BadKey) -> Self {
        match bad {
            BadKey::Malformed => Self::Malformed,
            BadKey::NonContributory => Self::NonContributory,
        }
    }
}

opaque!(Turn Offer);

/// Epochs count up to the records of a session, far below 2^32.
fn following(epoch: u32) -> u32 {
    epoch.saturating_add(1)
}
