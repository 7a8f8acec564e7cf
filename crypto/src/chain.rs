//! The symmetric chain of one epoch: each record takes a key, and the chain forgets it.
//!
//! ```text
//!   CK_0 --0x02--> CK_1 --0x02--> CK_2 ...
//!     |0x01          |0x01
//!    MK_0           MK_1           each opens or seals one record
//! ```
//!
//! Advancing does not change a chain, it makes the next one; whoever holds it swaps only when the
//! record is sealed or its tag has verified.

use crate::{
    aead::{NONCE, one_pass},
    error::{OpenError, SealError},
    kdf,
    keys::{ChainHead, Cipher, Key},
    record::{self, EpochHeader, HEADER, RECORDS_PER_EPOCH, Record},
    schedule::SessionId,
};

/// `CK` and the number of records it has served.
#[cfg_attr(test, derive(Clone))]
struct Chain {
    head: Key<ChainHead>,
    n: u32,
}

/// An epoch in which we speak.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct SendEpoch {
    header: EpochHeader,
    chain: Chain,
}

/// An epoch in which the peer speaks.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct RecvEpoch {
    header: EpochHeader,
    chain: Chain,
}

impl Chain {
    fn new(head: Key<ChainHead>) -> Self {
        Self { head, n: 0 }
    }

    /// The key of the next record and the chain after it; `None` at the end of an epoch.
    fn next(&self) -> Option<(Key<Cipher>, Self)> {
        let n = self.n.checked_add(1).filter(|served| *served <= RECORDS_PER_EPOCH)?;
        let (key, head) = kdf::advance(&self.head);
        Some((key, Self { head, n }))
    }
}

impl SendEpoch {
    /// An epoch of ours, from its chain key.
    pub(crate) fn new(header: EpochHeader, head: Key<ChainHead>) -> Self {
        Self { header, chain: Chain::new(head) }
    }

    /// Records sealed in this epoch.
    pub(crate) fn sent(&self) -> u32 {
        self.chain.n
    }

    /// Seals a body that fits `class`.
    pub(crate) fn seal(&mut self, sid: &SessionId, class: u8, body: &[u8]) -> Result<Vec<u8>, SealError> {
        let (key, next) = self.chain.next().ok_or(SealError::Exhausted)?;
        let framed = self.header.frame(class, self.chain.n, body);
        let record = sealed(&self.header, &key, sid, (class, self.chain.n), framed);
        self.chain = next;
        Ok(record)
    }

    /// The record that [`Self::seal`] would make, changed by `craft` before it is sealed; nothing moves on.
    #[cfg(feature = "fuzzing")]
    pub(crate) fn crafted(
        &self,
        sid: &SessionId,
        class: u8,
        body: &[u8],
        craft: impl FnOnce(&mut [u8]),
    ) -> Option<Vec<u8>> {
        let (key, _) = self.chain.next()?;
        let mut framed = self.header.frame(class, self.chain.n, body);
        craft(&mut framed);
        Some(sealed(&self.header, &key, sid, (class, self.chain.n), framed))
    }
}

impl RecvEpoch {
    /// An epoch of the peer, from its chain key.
    pub(crate) fn new(header: EpochHeader, head: Key<ChainHead>) -> Self {
        Self { header, chain: Chain::new(head) }
    }

    /// The number of this epoch.
    pub(crate) fn epoch(&self) -> u32 {
        self.header.epoch
    }

    /// Records opened in this epoch.
    pub(crate) fn received(&self) -> u32 {
        self.chain.n
    }

    /// Opens the next record of this epoch; unchanged on any error.
    pub(crate) fn open(&mut self, sid: &SessionId, record: &Record<'_>) -> Result<Vec<u8>, OpenError> {
        if record.n != self.chain.n || !record.repeats(&self.header) {
            return Err(OpenError::Order);
        }
        let (key, next) = self.chain.next().ok_or(OpenError::Exhausted)?;
        let ad = self.header.associated(sid, record.class, record.n);
        let text = one_pass::open(&key, &nonce(&self.header, record.n), &ad, record.sealed)
            .map_err(|_| OpenError::Crypto)?;
        let body = record::unpad(text)?;
        self.chain = next;
        Ok(body)
    }
}

/// Seals what is behind the header of a framed record.
fn sealed(
    header: &EpochHeader,
    key: &Key<Cipher>,
    sid: &SessionId,
    (class, n): (u8, u32),
    mut framed: Vec<u8>,
) -> Vec<u8> {
    let ad = header.associated(sid, class, n);
    one_pass::seal_behind(key, &nonce(header, n), &ad, HEADER, &mut framed);
    framed
}

/// `0[4] ‖ epoch ‖ n`. A key serves one record, so any nonce would do; one that differs costs nothing.
fn nonce(header: &EpochHeader, n: u32) -> [u8; NONCE] {
    let [e0, e1, e2, e3] = header.epoch.to_be_bytes();
    let [n0, n1, n2, n3] = n.to_be_bytes();
    [0, 0, 0, 0, e0, e1, e2, e3, n0, n1, n2, n3]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kem::{CT, EK};

    fn pair() -> (SendEpoch, RecvEpoch, SessionId) {
        let header = EpochHeader::new(1, 0, &[1; EK], &[2; CT]);
        let head = Key::copy_of(&[3; 32]);
        (SendEpoch::new(header.clone(), head.clone()), RecvEpoch::new(header, head), SessionId::new([4; 32]))
    }

    fn open(receiver: &mut RecvEpoch, sid: &SessionId, record: &[u8]) -> Result<Vec<u8>, OpenError> {
        receiver.open(sid, &Record::parse(record).unwrap())
    }

    #[test]
    fn an_epoch_ends_after_its_bound_for_both_sides() {
        let (mut sender, mut receiver, sid) = pair();
        sender.chain.n = RECORDS_PER_EPOCH - 1;
        receiver.chain.n = RECORDS_PER_EPOCH - 1;
        let last = sender.seal(&sid, 0, b"last").unwrap();
        assert_eq!(sender.seal(&sid, 0, b"more"), Err(SealError::Exhausted));
        assert_eq!(open(&mut receiver, &sid, &last), Ok(b"last".to_vec()));
        // What a sender without a bound would have sent:
        sender.header.epoch = 1;
        let mut more = last;
        more[9..13].copy_from_slice(&RECORDS_PER_EPOCH.to_be_bytes());
        assert_eq!(open(&mut receiver, &sid, &more), Err(OpenError::Exhausted));
    }

    #[test]
    fn every_record_of_a_chain_has_its_own_key_and_nonce() {
        let header = EpochHeader::new(3, 0, &[1; EK], &[2; CT]);
        let mut chain = Chain::new(Key::copy_of(&[3; 32]));
        let (mut seen, mut nonces) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
        for _ in 0..200 {
            let (key, next) = chain.next().unwrap();
            assert!(seen.insert(*key.as_bytes()));
            assert!(nonces.insert(nonce(&header, chain.n)));
            chain = next;
        }
    }

    #[test]
    fn a_record_of_another_session_with_the_same_keys_does_not_open() {
        let (mut sender, mut receiver, sid) = pair();
        let record = sender.seal(&sid, 0, b"body").unwrap();
        assert_eq!(open(&mut receiver, &SessionId::new([5; 32]), &record), Err(OpenError::Crypto));
        assert_eq!(open(&mut receiver, &sid, &record), Ok(b"body".to_vec()));
    }

    #[test]
    fn an_authentic_record_with_bad_padding_is_malformed_and_changes_nothing() {
        let (mut sender, mut receiver, sid) = pair();
        let (key, _) = sender.chain.next().unwrap();
        let mut bad = sender.header.frame(0, 0, b"body");
        *bad.last_mut().unwrap() = 1;
        let bad = sealed(&sender.header, &key, &sid, (0, 0), bad);
        assert_eq!(open(&mut receiver, &sid, &bad), Err(OpenError::Malformed));
        let good = sender.seal(&sid, 0, b"body").unwrap();
        assert_eq!(open(&mut receiver, &sid, &good), Ok(b"body".to_vec()));
    }
}
