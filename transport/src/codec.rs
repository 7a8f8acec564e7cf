//! Cuts a byte stream into frames of 4096·2^class bytes; knows no stream, no clock and no meaning of a frame.
//!
//! The first frames (a handshake) are of class 0 whatever they hold; after them the first byte of every frame is
//! its class (`protocol.md`, 5.2).
//!
//! ```text
//!            fixed frames left              none left
//!   Empty ──────────────────▶ Filling(4096) ─┐
//!     ▲ └── first byte 0..=4 ▶ Filling(4096·2^k) ── full ──▶ a frame
//!     │ └── first byte 5..=255 ▶ Broken (for ever)                │
//!     └───────────────────────────────────────────────────────────┘
//! ```

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

use thiserror::Error;

/// Bytes of the smallest frame.
pub const FRAME_UNIT: usize = 4096;
/// The largest size class: 65,536 bytes, the most that one message may make a peer hold.
pub const CLASS_MAX: u8 = 4;

/// Why bytes are not frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FrameError {
    /// A frame begins with a byte that is no size class; close the stream.
    #[error("a frame of the unknown size class {0}; the stream is closed")]
    Class(u8),
    /// A frame to be sent has a length that no class has, or does not begin with its class.
    #[error("a frame of {0} bytes cannot be sent; this is a fault of ours")]
    Length(usize),
}

/// Bytes of a frame of `class`.
#[must_use]
pub const fn frame_bytes(class: u8) -> Option<usize> {
    if class <= CLASS_MAX { Some(FRAME_UNIT << class) } else { None }
}

/// Checks a frame before it is sent: one of the five lengths, and its class in front if it is larger than the
/// smallest (the smallest may be a handshake, which has no class).
///
/// # Errors
/// [`FrameError::Length`].
pub fn check_outgoing(frame: &[u8]) -> Result<(), FrameError> {
    let named = frame.first().and_then(|class| frame_bytes(*class));
    if frame.len() == FRAME_UNIT || named == Some(frame.len()) {
        Ok(())
    } else {
        Err(FrameError::Length(frame.len()))
    }
}

/// Collects the bytes of one frame at a time. Holds at most twice what came in and never more than one frame.
#[derive(Debug)]
pub struct FrameDecoder {
    fixed_left: u8,
    frame: Vec<u8>,
    broken: Option<FrameError>,
}

impl FrameDecoder {
    /// A decoder at the beginning of a stream whose first `fixed` frames have 4096 bytes whatever they hold.
    #[must_use]
    pub fn new(fixed: u8) -> Self {
        Self { fixed_left: fixed, frame: Vec::new(), broken: None }
    }

    /// Takes bytes from the front of `input`, up to the end of the current frame, and returns the frame if it is
    /// whole. Call it until `input` is empty.
    ///
    /// # Errors
    /// [`FrameError::Class`], now and ever after; nothing is taken or held then.
    pub fn decode(&mut self, input: &mut &[u8]) -> Result<Option<Vec<u8>>, FrameError> {
        let Some(size) = self.current_size(input)? else { return Ok(None) };
        self.take(input, size);
        if self.frame.len() < size {
            return Ok(None);
        }
        self.fixed_left = self.fixed_left.saturating_sub(1);
        Ok(Some(std::mem::take(&mut self.frame)))
    }

    /// Whether the bytes so far end between two frames.
    #[must_use]
    pub fn at_boundary(&self) -> bool {
        self.frame.is_empty()
    }

    /// Bytes of the current frame, or `None` before its first byte.
    fn current_size(&mut self, input: &[u8]) -> Result<Option<usize>, FrameError> {
        if let Some(error) = self.broken {
            return Err(error);
        }
        let Some(&class) = self.frame.first().or(input.first()) else { return Ok(None) };
        if self.fixed_left > 0 {
            return Ok(Some(FRAME_UNIT));
        }
        let size = frame_bytes(class).ok_or(FrameError::Class(class));
        self.broken = size.err();
        size.map(Some)
    }

    fn take(&mut self, input: &mut &[u8], size: usize) {
        while self.frame.len() < size && !input.is_empty() {
            if self.frame.len() == self.frame.capacity() {
                // Doubling from one unit ends exactly at every frame size.
                self.frame.reserve_exact(self.frame.len().max(FRAME_UNIT));
            }
            let room = self.frame.capacity().min(size).saturating_sub(self.frame.len());
            let (now, later) = input.split_at(room.min(input.len()));
            self.frame.extend_from_slice(now);
            *input = later;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A frame of `class` whose bytes differ from place to place.
    fn frame(class: u8, salt: u8) -> Vec<u8> {
        let size = frame_bytes(class).expect("a class");
        let mut frame: Vec<u8> = (0..size).map(|i| (i as u8).wrapping_mul(31).wrapping_add(salt)).collect();
        frame[0] = class;
        frame
    }

    fn decode_all(decoder: &mut FrameDecoder, mut input: &[u8]) -> Result<Vec<Vec<u8>>, FrameError> {
        let mut frames = Vec::new();
        while !input.is_empty() {
            frames.extend(decoder.decode(&mut input)?);
        }
        Ok(frames)
    }

    #[test]
    fn a_split_at_every_boundary_gives_the_same_frames() {
        let frames = [frame(0, 1), frame(1, 2), frame(0, 3)];
        let bytes = frames.concat();
        for place in 0..=bytes.len() {
            let (head, tail) = bytes.split_at(place);
            let mut decoder = FrameDecoder::new(1);
            let mut got = decode_all(&mut decoder, head).expect("frames");
            got.extend(decode_all(&mut decoder, tail).expect("frames"));
            assert_eq!(got, frames, "split at {place}");
            assert!(decoder.at_boundary());
        }
    }

    #[test]
    fn single_bytes_give_the_same_frames() {
        let frames: Vec<_> = (0..=CLASS_MAX).map(|class| frame(class, class)).collect();
        let mut decoder = FrameDecoder::new(0);
        let mut got = Vec::new();
        for byte in frames.concat() {
            got.extend(decode_all(&mut decoder, &[byte]).expect("frames"));
            assert!(decoder.frame.capacity() <= FRAME_UNIT.max(2 * decoder.frame.len()));
        }
        assert_eq!(got, frames);
    }

    #[test]
    fn the_first_frames_are_fixed_whatever_they_hold() {
        let mut handshake = vec![0xff; 2 * FRAME_UNIT];
        handshake[FRAME_UNIT] = 4;
        let mut decoder = FrameDecoder::new(2);
        let got = decode_all(&mut decoder, &handshake).expect("handshake frames");
        assert_eq!(got.iter().map(Vec::len).collect::<Vec<_>>(), [FRAME_UNIT; 2]);
        assert_eq!(decode_all(&mut decoder, &[0xff]), Err(FrameError::Class(0xff)));
    }

    /// Lesson L1 (docs/lessons.md): the length of a frame is known and legal before anything is allocated.
    #[test]
    fn every_bad_class_is_refused_at_once_and_nothing_is_allocated() {
        for class in CLASS_MAX + 1..=u8::MAX {
            let mut decoder = FrameDecoder::new(0);
            let bytes = [class; 100];
            let mut input = bytes.as_slice();
            assert_eq!(decoder.decode(&mut input), Err(FrameError::Class(class)));
            assert_eq!(input.len(), bytes.len(), "nothing is taken");
            assert_eq!(decoder.frame.capacity(), 0, "nothing is held");
            let mut good = [0; 8].as_slice();
            assert_eq!(decoder.decode(&mut good), Err(FrameError::Class(class)), "it stays broken");
        }
    }

    #[test]
    fn one_byte_of_the_largest_class_holds_one_unit_only() {
        let mut decoder = FrameDecoder::new(0);
        assert_eq!(decode_all(&mut decoder, &[CLASS_MAX]), Ok(vec![]));
        assert_eq!(decoder.frame.capacity(), FRAME_UNIT);
        assert!(!decoder.at_boundary());
    }

    #[test]
    fn only_frames_that_a_peer_can_read_may_leave() {
        for class in 0..=CLASS_MAX {
            assert_eq!(check_outgoing(&frame(class, 0)), Ok(()));
        }
        assert_eq!(check_outgoing(&[0xff; FRAME_UNIT]), Ok(()), "a handshake");
        let mut lying = frame(2, 0);
        lying[0] = 1;
        for bad in [
            vec![],
            vec![0],
            vec![0; FRAME_UNIT - 1],
            vec![1; FRAME_UNIT + 1],
            vec![5; FRAME_UNIT << 5],
            lying,
        ] {
            assert_eq!(check_outgoing(&bad), Err(FrameError::Length(bad.len())));
        }
    }

    proptest! {
        #[test]
        fn random_splits_give_the_same_frames(
            fixed in 0_u8..4,
            classes in prop::collection::vec(0..=CLASS_MAX, 0..6),
            cuts in prop::collection::vec(1_usize..9000, 1..200),
        ) {
            let handshake = (0..fixed).map(|n| { let mut f = frame(0, n); f[0] = 0xf0 | n; f });
            let frames: Vec<_> = handshake.chain(classes.iter().map(|class| frame(*class, 7))).collect();
            prop_assert!(frames.iter().all(|frame| check_outgoing(frame).is_ok()));
            let bytes = frames.concat();
            let mut rest = bytes.as_slice();
            let mut decoder = FrameDecoder::new(fixed);
            let mut got = Vec::new();
            for cut in cuts.iter().cycle() {
                let (now, later) = rest.split_at((*cut).min(rest.len()));
                got.extend(decode_all(&mut decoder, now).expect("frames"));
                rest = later;
                if rest.is_empty() { break }
            }
            prop_assert!(decoder.at_boundary());
            prop_assert_eq!(got, frames);
        }

        #[test]
        fn no_bytes_make_the_decoder_panic_or_hold_more_than_a_frame(
            fixed in 0_u8..3,
            pieces in prop::collection::vec(prop::collection::vec(0_u8..8, 0..5000), 0..20),
        ) {
            let mut decoder = FrameDecoder::new(fixed);
            for piece in &pieces {
                let _ = decode_all(&mut decoder, piece);
                prop_assert!(decoder.frame.capacity() <= FRAME_UNIT << CLASS_MAX);
            }
        }
    }
}
