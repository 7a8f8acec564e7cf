//! The cutting of a stream into frames, wherever the stream's pieces end.

use crate::input::Input;
use sotto_transport::codec::{FrameDecoder, FrameError, check_outgoing};

/// Bytes of a frame of each class (docs/protocol.md, 6.2), and of one that has none yet.
const SIZES: [usize; 5] = [4096, 8192, 16_384, 32_768, 65_536];
/// Most frames of one stream: the input tells each with a few bytes.
const FRAMES_MAX: u8 = 12;

/// A stream of frames, told by their first byte and how much of them arrives, cut into pieces.
pub(crate) fn codec(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let fixed = input.below(4);
    let (stream, frames, end) = told(fixed, &mut input);
    let mut decoder = FrameDecoder::new(fixed);
    let (mut rest, mut found, mut error) = (stream.as_slice(), Vec::new(), None);
    while !rest.is_empty() && error.is_none() {
        let (mut piece, later) = rest.split_at(piece(&mut input).min(rest.len()));
        rest = later;
        while !piece.is_empty() && error.is_none() {
            match decoder.decode(&mut piece) {
                Ok(frame) => found.extend(frame),
                Err(broken) => error = Some(broken),
            }
        }
    }
    assert!(found == frames);
    assert_eq!((error, decoder.at_boundary()), end);
    for frame in found.iter().skip(usize::from(fixed)) {
        assert_eq!(check_outgoing(frame), Ok(()));
    }
    if let Some(error) = error {
        let mut more: &[u8] = &[0; SIZES[0]];
        assert!(decoder.decode(&mut more) == Err(error) && more.len() == SIZES[0], "broken for ever");
    }
}

/// A stream, the frames in it, and how it ends: the error, and whether nothing of a frame is left over.
#[expect(clippy::type_complexity, reason = "three things, taken apart at once")]
fn told(fixed: u8, input: &mut Input<'_>) -> (Vec<u8>, Vec<Vec<u8>>, (Option<FrameError>, bool)) {
    let (mut stream, mut frames) = (Vec::new(), Vec::new());
    for at in 0..input.below(FRAMES_MAX + 1) {
        let first = match input.byte() {
            choice @ 0..=0xf => choice, // no class above 4
            choice => choice % 5,
        };
        let class = if at < fixed { 0 } else { usize::from(first) };
        let size = SIZES.get(class).copied();
        let mut frame = vec![input.byte(); size.unwrap_or(1)];
        frame.iter_mut().take(1).for_each(|byte| *byte = first);
        let cut = input.byte();
        if size.is_some() && cut < 0xf8 {
            stream.extend_from_slice(&frame);
            frames.push(frame);
            continue;
        }
        // the stream ends within this frame, or with a byte that is no class
        let arrived = 1 + usize::from(cut) % 8 * (frame.len() - 1) / 8;
        stream.extend(frame.into_iter().take(arrived));
        let error = size.is_none().then_some(FrameError::Class(first));
        return (stream, frames, (error, error.is_some()));
    }
    (stream, frames, (None, true))
}

/// Bytes of a piece: from one to more than the largest frame.
fn piece(input: &mut Input<'_>) -> usize {
    match (input.byte(), input.byte()) {
        (0, 0) => usize::MAX,
        (high, low) => 1 + (usize::from(high) << 8 | usize::from(low)) * 2,
    }
}
