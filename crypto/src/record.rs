//! The layout of a record and its bounds (section 6). No key is touched here.
//!
//! ```text
//!   class[1] ‖ epoch[4] ‖ pn[4] ‖ n[4] ‖ ek[1216] ‖ ct[1120] ‖ sealed( len[4] ‖ body ‖ zeros )[.. + 16]
//!             `------------------ header, 2349 bytes -----------------'
//! ```

use crate::{
    aead::TAG,
    error::OpenError,
    handshake::BLOCK,
    kem::{CT, EK},
    schedule::SessionId,
};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

/// Number of record classes; a record of class `c` has `4096 · 2^c` bytes.
pub const CLASSES: usize = 5;

/// The longest body of each class, in bytes.
pub const CAPACITY: [usize; CLASSES] = [1727, 5823, 14_015, 30_399, 63_167];

/// Records that one chain may carry (one epoch of one direction). A peer who sends this many
/// without hearing anything is not in a conversation.
pub const RECORDS_PER_EPOCH: u32 = 1 << 16;

/// Records that a session may carry, both directions together: a long-lived link renews its
/// handshake.
pub const RECORDS_PER_SESSION: u32 = 1 << 20;

/// Records that one direction may carry: half of a session, so that both ends agree on the bound.
pub const RECORDS_PER_DIRECTION: u32 = RECORDS_PER_SESSION / 2;

/// Bytes of the key material of an epoch, `ek ‖ ct`.
pub(crate) const OFFER: usize = EK + CT;

/// Bytes before the sealed part.
pub(crate) const HEADER: usize = 1 + 4 + 4 + 4 + OFFER;

/// Bytes of `class ‖ epoch ‖ pn ‖ n`, in which the records of an epoch differ.
const PLACE: usize = HEADER - OFFER;

/// Bytes of the length field, sealed with the body.
pub(crate) const LENGTH: usize = 4;

/// Bytes of a record of `class`, or `None` if there is no such class.
#[must_use]
pub const fn record_len(class: u8) -> Option<usize> {
    match class {
        0..=4 => Some(BLOCK << class),
        _ => None,
    }
}

/// What every record of one epoch repeats.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct EpochHeader {
    /// Counts the steps of the ratchet in both directions, from 1.
    pub(crate) epoch: u32,
    /// Records in the sender's previous epoch.
    pub(crate) previous: u32,
    /// `ek ‖ ct`: the sender's new key, and the encapsulation to the receiver's.
    offer: Box<[u8; OFFER]>,
    /// SHA-256 of `offer`, which stands for it in the root and in the associated data.
    digest: [u8; 32],
}

/// A record taken apart; nothing in it is authenticated yet.
pub(crate) struct Record<'a> {
    pub(crate) class: u8,
    pub(crate) epoch: u32,
    pub(crate) previous: u32,
    /// Position in its epoch, from 0.
    pub(crate) n: u32,
    offer: &'a [u8; OFFER],
    /// What is behind the header: the sealed text and its tag.
    pub(crate) sealed: &'a [u8],
}

impl EpochHeader {
    pub(crate) fn new(epoch: u32, previous: u32, ek: &[u8; EK], ct: &[u8; CT]) -> Self {
        let mut offer = Box::new([0; OFFER]);
        for (to, byte) in offer.iter_mut().zip(ek.iter().chain(ct)) {
            *to = *byte;
        }
        Self::offering(epoch, previous, offer)
    }

    fn offering(epoch: u32, previous: u32, offer: Box<[u8; OFFER]>) -> Self {
        let digest = Sha256::digest(offer.as_slice()).into();
        Self { epoch, previous, offer, digest }
    }

    /// `header ‖ len ‖ body ‖ zeros` of record `n` of this epoch, with room for the tag.
    pub(crate) fn frame(&self, class: u8, n: u32, body: &[u8]) -> Vec<u8> {
        let len = BLOCK << class;
        let mut frame = Vec::with_capacity(len);
        frame.extend_from_slice(&self.place(class, n));
        frame.extend_from_slice(self.offer.as_slice());
        frame.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes());
        frame.extend_from_slice(body);
        frame.resize(len.saturating_sub(TAG), 0);
        frame
    }

    /// The associated data of record `n` of this epoch: `sid ‖ class ‖ epoch ‖ pn ‖ n ‖ SHA-256(ek ‖ ct)`.
    pub(crate) fn associated(&self, sid: &SessionId, class: u8, n: u32) -> Vec<u8> {
        [sid.as_bytes().as_slice(), &self.place(class, n), &self.digest].concat()
    }

    /// SHA-256 of `ek ‖ ct`.
    pub(crate) fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    fn place(&self, class: u8, n: u32) -> [u8; PLACE] {
        let [e0, e1, e2, e3] = self.epoch.to_be_bytes();
        let [p0, p1, p2, p3] = self.previous.to_be_bytes();
        let [n0, n1, n2, n3] = n.to_be_bytes();
        [class, e0, e1, e2, e3, p0, p1, p2, p3, n0, n1, n2, n3]
    }
}

impl<'a> Record<'a> {
    /// Checks the length against the class before anything else.
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Self, OpenError> {
        let (&class, rest) = bytes.split_first().ok_or(OpenError::Malformed)?;
        if record_len(class) != Some(bytes.len()) {
            return Err(OpenError::Malformed);
        }
        let (epoch, rest) = number(rest)?;
        let (previous, rest) = number(rest)?;
        let (n, rest) = number(rest)?;
        let (offer, sealed) = rest.split_first_chunk().ok_or(OpenError::Malformed)?;
        Ok(Self { class, epoch, previous, n, offer, sealed })
    }

    /// What every record of this epoch must repeat.
    pub(crate) fn epoch_header(&self) -> EpochHeader {
        EpochHeader::offering(self.epoch, self.previous, Box::new(*self.offer))
    }

    /// Whether this record repeats `header` exactly.
    pub(crate) fn repeats(&self, header: &EpochHeader) -> bool {
        (self.epoch, self.previous, self.offer) == (header.epoch, header.previous, &*header.offer)
    }

    /// `ek` and `ct`.
    pub(crate) fn offered(&self) -> Option<(&'a [u8; EK], &'a [u8; CT])> {
        let (ek, ct) = self.offer.split_first_chunk()?;
        Some((ek, ct.first_chunk()?))
    }
}

/// The smallest class that holds a body of `len` bytes.
pub(crate) fn class_for(len: usize) -> Option<u8> {
    let class = CAPACITY.iter().position(|capacity| len <= *capacity)?;
    u8::try_from(class).ok()
}

/// Makes the body of an opened text out of the text itself, so that no second copy of it exists. A text that is
/// not well-formed is wiped.
pub(crate) fn unpad(mut text: Vec<u8>) -> Result<Vec<u8>, OpenError> {
    match body_len(&text) {
        Ok(len) => {
            text.drain(..LENGTH);
            text.truncate(len);
            Ok(text)
        }
        Err(error) => {
            text.zeroize();
            Err(error)
        }
    }
}

fn body_len(text: &[u8]) -> Result<usize, OpenError> {
    let (len, rest) = number(text)?;
    let len = usize::try_from(len).map_err(|_| OpenError::Malformed)?;
    let (_, padding) = rest.split_at_checked(len).ok_or(OpenError::Malformed)?;
    if padding.iter().fold(0, |any, byte| any | byte) != 0 {
        return Err(OpenError::Malformed);
    }
    Ok(len)
}

fn number(bytes: &[u8]) -> Result<(u32, &[u8]), OpenError> {
    let (number, rest) = bytes.split_first_chunk::<LENGTH>().ok_or(OpenError::Malformed)?;
    Ok((u32::from_be_bytes(*number), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(class: u8, body: &[u8]) -> Vec<u8> {
        EpochHeader::new(3, 2, &[1; EK], &[2; CT]).frame(class, 7, body)
    }

    /// What is sealed of a frame.
    fn pad(class: u8, body: &[u8]) -> Vec<u8> {
        frame(class, body)[HEADER..].to_vec()
    }

    #[test]
    fn capacities_are_what_the_layout_leaves() {
        for (class, capacity) in (0u8..).zip(CAPACITY) {
            assert_eq!(capacity, record_len(class).unwrap() - HEADER - LENGTH - TAG);
        }
        assert_eq!((HEADER, record_len(4), record_len(5)), (2349, Some(65_536), None));
    }

    #[test]
    fn a_body_gets_the_smallest_class_that_holds_it() {
        for (class, capacity) in (0u8..).zip(CAPACITY) {
            assert_eq!(class_for(capacity), Some(class));
            assert_eq!(class_for(capacity + 1), (class < 4).then_some(class + 1));
        }
        assert_eq!(class_for(0), Some(0));
    }

    #[test]
    fn a_header_survives_the_way() {
        let mut frame = frame(1, b"body");
        assert_eq!((frame.len(), frame.capacity()), (8192 - TAG, 8192));
        frame.resize(8192, 9);
        let record = Record::parse(&frame).unwrap();
        assert_eq!((record.class, record.epoch, record.previous, record.n), (1, 3, 2, 7));
        assert_eq!(record.offered(), Some((&[1; EK], &[2; CT])));
        assert_eq!(record.sealed, &frame[HEADER..]);
        assert!(record.repeats(&record.epoch_header()));
    }

    #[test]
    fn the_associated_data_names_session_place_and_offer() {
        let header = EpochHeader::new(3, 2, &[1; EK], &[2; CT]);
        let place = [1, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 7];
        let digest = Sha256::digest([&[1; EK][..], &[2; CT]].concat());
        let expected = [&[4; 32][..], &place, &digest].concat();
        assert_eq!(header.associated(&SessionId::new([4; 32]), 1, 7), expected);
        assert_eq!(header.frame(1, 7, b"")[..PLACE], place);
    }

    #[test]
    fn a_body_is_what_it_was_opened_as() {
        let text = pad(0, b"body");
        let before = text.as_ptr();
        let body = unpad(text).unwrap();
        assert_eq!((body.as_slice(), body.as_ptr()), (&b"body"[..], before), "a second copy was made");
    }

    #[test]
    fn a_record_has_the_length_of_its_class() {
        for class in 0..=255u8 {
            for len in [0, 1, HEADER, 4095, 4096, 4097, 8192, 16_384, 32_768, 65_536, 131_072] {
                let mut bytes = vec![0; len];
                if let Some(first) = bytes.first_mut() {
                    *first = class;
                }
                let fits = len > 0 && record_len(class) == Some(len);
                assert_eq!(Record::parse(&bytes).is_ok(), fits);
            }
        }
    }

    #[test]
    fn a_padded_body_comes_back_whole() {
        for (class, capacity) in (0u8..).zip(CAPACITY) {
            for len in [0, 1, capacity] {
                assert_eq!(unpad(pad(class, &vec![7; len])), Ok(vec![7; len]));
            }
        }
    }

    /// Lesson L2 (docs/lessons.md): a length that would overflow a sum is only a length that does not fit.
    #[test]
    fn a_length_near_the_largest_number_overflows_nothing() {
        for class in (0u8..).take(CLASSES) {
            let whole = pad(class, b"");
            let border = u32::try_from(whole.len()).unwrap();
            let large = (0..40).flat_map(|less| [u32::MAX - less, i32::MAX.unsigned_abs() - less]);
            for len in large.chain([border, border - 1, border - 2, border - 3]) {
                let mut bad = whole.clone();
                bad[..LENGTH].copy_from_slice(&len.to_be_bytes());
                assert_eq!(unpad(bad), Err(OpenError::Malformed), "{len} in class {class}");
            }
        }
    }

    #[test]
    fn bad_padding_and_bad_lengths_are_malformed() {
        let good = pad(0, b"body");
        let mut bad = good.clone();
        *bad.last_mut().unwrap() = 1;
        assert_eq!(unpad(bad), Err(OpenError::Malformed));
        let mut bad = good.clone();
        bad[4 + 4] = 1; // right behind the body
        assert_eq!(unpad(bad.clone()), Err(OpenError::Malformed));
        *bad.last_mut().unwrap() = 1; // and two that cancel each other out
        assert_eq!(unpad(bad), Err(OpenError::Malformed));
        let mut bad = good.clone();
        bad[3] = 3; // the body's last byte becomes padding
        assert_eq!(unpad(bad), Err(OpenError::Malformed));
        for len in [1728, u32::MAX] {
            let mut bad = pad(0, b"");
            bad[..4].copy_from_slice(&len.to_be_bytes());
            assert_eq!(unpad(bad), Err(OpenError::Malformed));
        }
        assert_eq!(unpad(vec![0; 3]), Err(OpenError::Malformed));
    }
}
