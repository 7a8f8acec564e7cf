//! An established session: bodies in, records out, and back (sections 6 and 7).
//!
//! ```text
//!   Turn --seal--> Speaking --seal--> Speaking          open: a record of the peer's epoch, in any
//!    ^                |                                       state, changes the receiving chain only
//!    '--- open (peer's next epoch) ---'
//! ```
//!
//! It lives in RAM, as long as its stream, and cannot be serialised. Every method either succeeds
//! or leaves the session as it was.

use crate::{
    chain::{RecvEpoch, SendEpoch},
    coins::StepCoins,
    error::{OpenError, SealError},
    identity::PublicIdentity,
    keys::opaque,
    ratchet::{Accepted, Offer, Turn},
    record::{self, RECORDS_PER_DIRECTION, Record},
    schedule::{Exporter, Outputs, Sas, SessionId},
};

/// Two authenticated ends, between a confirmed handshake and the close of the stream.
#[cfg_attr(test, derive(Clone))]
pub struct Session {
    outputs: Outputs,
    peer: Peer,
    sending: Sending,
    receiving: RecvEpoch,
    count: Count,
}

/// The other end, as the handshake authenticated it.
#[derive(Clone, Copy)]
pub(crate) struct Peer {
    pub(crate) identity: PublicIdentity,
    /// The highest version that it speaks.
    pub(crate) ver_max: u8,
}

/// The sending direction.
#[cfg_attr(test, derive(Clone))]
pub(crate) enum Sending {
    /// The next record opens a new epoch; the keys of our last one are erased.
    Turn(Turn),
    /// We are in an epoch of ours, and offer a key.
    Speaking { offer: Offer, epoch: SendEpoch },
}

/// Records of the whole session, per direction.
#[derive(Clone, Copy)]
pub(crate) struct Count {
    pub(crate) sent: u32,
    pub(crate) received: u32,
}

impl Session {
    /// After the peer's first record.
    pub(crate) fn new(outputs: Outputs, peer: Peer, (turn, receiving): (Turn, RecvEpoch), sent: u32) -> Self {
        let count = Count { sent, received: 1 };
        Self { outputs, peer, sending: Sending::Turn(turn), receiving, count }
    }

    /// Seals `body` into one record of the smallest class that holds it ([`crate::CAPACITY`]).
    /// `coins` are used only if [`Self::needs_step`], and wiped in any case.
    ///
    /// # Errors
    /// [`SealError::TooLong`] above the largest class, or above class 0 for the first record of
    /// this direction; [`SealError::Exhausted`] at a bound.
    pub fn seal(&mut self, body: &[u8], coins: StepCoins) -> Result<Vec<u8>, SealError> {
        let class = record::class_for(body.len()).ok_or(SealError::TooLong)?;
        let sent = following(self.count.sent).ok_or(SealError::Exhausted)?;
        if self.count.sent == 0 && class != 0 {
            return Err(SealError::TooLong); // the stream reads its first blocks as class 0
        }
        let record = self.sending.seal(&self.outputs.sid, class, body, &coins)?;
        self.count.sent = sent;
        Ok(record)
    }

    /// Opens the next record of the peer.
    ///
    /// # Errors
    /// Every error is fatal for the stream, see [`OpenError`].
    pub fn open(&mut self, record: &[u8]) -> Result<Vec<u8>, OpenError> {
        let record = Record::parse(record)?;
        let received = following(self.count.received).ok_or(OpenError::Exhausted)?;
        let body = if record.epoch == self.receiving.epoch() {
            self.receiving.open(&self.outputs.sid, &record)?
        } else {
            let (turn, receiving, body) =
                self.sending.accept(&self.outputs.sid, &record, self.receiving.received())?;
            (self.sending, self.receiving) = (Sending::Turn(turn), receiving);
            body
        };
        self.count.received = received;
        Ok(body)
    }

    /// The record that [`Self::seal`] would make, changed by `craft` before it is sealed; nothing moves on.
    #[cfg(feature = "fuzzing")]
    pub(crate) fn crafted(
        &self,
        body: &[u8],
        coins: &StepCoins,
        craft: impl FnOnce(&mut [u8]),
    ) -> Option<Vec<u8>> {
        let (class, sid) = (record::class_for(body.len())?, &self.outputs.sid);
        match &self.sending {
            Sending::Speaking { epoch, .. } => epoch.crafted(sid, class, body, craft),
            Sending::Turn(turn) => turn.step(sid, coins).1.crafted(sid, class, body, craft),
        }
    }

    /// Whether the next [`Self::seal`] steps the ratchet, so that its coins matter.
    #[must_use]
    pub fn needs_step(&self) -> bool {
        matches!(self.sending, Sending::Turn(_))
    }

    /// Records that this end may still seal before the session is used up.
    #[must_use]
    pub fn seals_left(&self) -> u32 {
        RECORDS_PER_DIRECTION.saturating_sub(self.count.sent)
    }

    /// The authenticated identity of the other end.
    #[must_use]
    pub fn peer(&self) -> PublicIdentity {
        self.peer.identity
    }

    /// The highest protocol version that the peer speaks, authenticated; it should never fall from
    /// one session to the next.
    #[must_use]
    pub fn peer_ver_max(&self) -> u8 {
        self.peer.ver_max
    }

    /// The name of this session.
    #[must_use]
    pub fn sid(&self) -> &SessionId {
        &self.outputs.sid
    }

    /// What the two people may compare.
    #[must_use]
    pub fn sas(&self) -> &Sas {
        &self.outputs.sas
    }

    /// For the keys of layers above.
    #[must_use]
    pub fn exporter(&self) -> &Exporter {
        &self.outputs.exporter
    }
}

impl Sending {
    /// Seals one record, stepping first if it is our turn.
    pub(crate) fn seal(
        &mut self,
        sid: &SessionId,
        class: u8,
        body: &[u8],
        coins: &StepCoins,
    ) -> Result<Vec<u8>, SealError> {
        match self {
            Self::Speaking { epoch, .. } => epoch.seal(sid, class, body),
            Self::Turn(turn) => {
                let (offer, mut epoch) = turn.step(sid, coins);
                let record = epoch.seal(sid, class, body)?;
                *self = Self::Speaking { offer, epoch };
                Ok(record)
            }
        }
    }

    /// Opens the peer's next epoch, which only our own offer can have brought about.
    pub(crate) fn accept(
        &self,
        sid: &SessionId,
        record: &Record<'_>,
        received: u32,
    ) -> Result<Accepted, OpenError> {
        match self {
            Self::Turn(_) => Err(OpenError::Order),
            Self::Speaking { offer, epoch } => offer.accept(sid, record, received, epoch.sent()),
        }
    }
}

opaque!(Session);

/// One more record in a direction, unless the bound is reached.
fn following(count: u32) -> Option<u32> {
    count.checked_add(1).filter(|next| *next <= RECORDS_PER_DIRECTION)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Coins, sessions, unanswered};

    #[test]
    fn a_direction_ends_after_its_bound_for_both_sides() {
        let mut coins = Coins::new("bound");
        let (mut a, mut b) = sessions(&mut coins);
        a.count.sent = RECORDS_PER_DIRECTION - 1;
        b.count.received = RECORDS_PER_DIRECTION - 1;
        assert_eq!(a.seals_left(), 1);
        let last = a.seal(b"last", coins.step()).unwrap();
        assert_eq!(a.seals_left(), 0);
        assert_eq!(a.seal(b"more", coins.step()), Err(SealError::Exhausted));
        assert_eq!(b.open(&last), Ok(b"last".to_vec()));
        a.count.sent = 0; // as a peer without a bound
        let more = a.seal(b"more", coins.step()).unwrap();
        assert_eq!(b.open(&more), Err(OpenError::Exhausted));
    }

    #[test]
    fn the_highest_version_of_the_peer_is_told_as_the_handshake_learnt_it() {
        let (mut a, _) = sessions(&mut Coins::new("version"));
        for ver_max in [1, 2, 255] {
            a.peer.ver_max = ver_max;
            assert_eq!(a.peer_ver_max(), ver_max);
        }
    }

    #[test]
    fn a_refused_body_does_not_step_the_ratchet() {
        let (_, mut b) = unanswered(&mut Coins::new("refused"));
        assert!(b.needs_step());
        assert_eq!(b.seal(&[0; 1728], Coins::new("step").step()), Err(SealError::TooLong));
        assert!(b.needs_step());
        assert_eq!(b.count.sent, 0);
    }

    #[test]
    fn a_first_record_above_class_0_does_not_confirm() {
        let (confirm, mut b) = unanswered(&mut Coins::new("large"));
        b.count.sent = 1; // as a responder that does not keep to the rule
        let large = b.seal(&[0; 1728], Coins::new("step").step()).unwrap();
        assert_eq!(confirm.confirm(&large).err(), Some(crate::ConfirmError::Rejected));
    }
}
