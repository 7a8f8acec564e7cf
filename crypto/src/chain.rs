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
    aead::{self, NONCE},
    error::{OpenError, SealError},
    kdf,
    keys::{ChainHead, Cipher, Key},
    record::{self, ASSOCIATED, EpochHeader, LENGTH, RECORDS_PER_EPOCH, Record, SID},
    schedule::SessionId,
};
use zeroize::Zeroize;

/// `CK` and the number of records it has served.
#[cfg_attr(test, derive(Clone))]
struct Chain {
    head: Key<ChainHead>,
    n: u32,
}

/// The key of one record.
struct RecordCipher {
    k: Key<Cipher>,
    nonce: [u8; NONCE],
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
    fn next(&self, sid: &SessionId) -> Option<(RecordCipher, Self)> {
        let n = self.n.checked_add(1).filter(|served| *served <= RECORDS_PER_EPOCH)?;
        let (message, head) = kdf::advance(&self.head);
        let (k, nonce) = kdf::record_cipher(&message, sid);
        Some((RecordCipher { k, nonce }, Self { head, n }))
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
        let (cipher, next) = self.chain.next(sid).ok_or(SealError::Exhausted)?;
        let mut framed = self.header.frame(sid, class, self.chain.n, body);
        aead::seal_behind(&cipher.k, &cipher.nonce, ASSOCIATED, &mut framed);
        self.chain = next;
        framed.drain(..SID);
        Ok(framed)
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
        let (cipher, next) = self.chain.next(sid).ok_or(OpenError::Exhausted)?;
        let mut framed = [sid.as_bytes(), record.bytes].concat();
        let text = aead::open_behind(&cipher.k, &cipher.nonce, ASSOCIATED, &mut framed)
            .map_err(|_| OpenError::Crypto)?;
        let body = read_and_wipe(text)?;
        self.chain = next;
        Ok(body)
    }
}

/// The body in an opened text, of which nothing else remains: what lies behind it is zeros, or all of it
/// is wiped.
fn read_and_wipe(text: &mut [u8]) -> Result<Vec<u8>, OpenError> {
    let body = record::unpad(text);
    let used = body.as_ref().map_or(text.len(), |body| body.len().saturating_add(LENGTH));
    if let Some(used) = text.get_mut(..used) {
        used.zeroize();
    }
    body
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
        let (_, _, sid) = pair();
        let mut chain = Chain::new(Key::copy_of(&[3; 32]));
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..200 {
            let (cipher, next) = chain.next(&sid).unwrap();
            assert!(seen.insert((*cipher.k.as_bytes(), cipher.nonce)));
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
    fn nothing_of_a_body_remains_in_the_buffer_that_it_was_opened_in() {
        let text = |padding: u8| [&4u32.to_be_bytes()[..], b"body", &[padding; 8]].concat();
        let mut good = text(0);
        assert_eq!(read_and_wipe(&mut good), Ok(b"body".to_vec()));
        assert_eq!(good, [0; 16]);
        let mut bad = text(7);
        assert_eq!(read_and_wipe(&mut bad), Err(OpenError::Malformed));
        assert_eq!(bad, [0; 16]);
    }

    #[test]
    fn an_authentic_record_with_bad_padding_is_malformed_and_changes_nothing() {
        let (mut sender, mut receiver, sid) = pair();
        let (cipher, _) = sender.chain.next(&sid).unwrap();
        let mut bad = sender.header.frame(&sid, 0, 0, b"body");
        *bad.last_mut().unwrap() = 1;
        aead::seal_behind(&cipher.k, &cipher.nonce, ASSOCIATED, &mut bad);
        assert_eq!(open(&mut receiver, &sid, &bad[SID..]), Err(OpenError::Malformed));
        let good = sender.seal(&sid, 0, b"body").unwrap();
        assert_eq!(open(&mut receiver, &sid, &good), Ok(b"body".to_vec()));
    }
}
