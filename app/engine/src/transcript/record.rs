//! A recorded session: what one side can have kept of it, as five files (docs/deniability.md).
//!
//! A session that was kept and one that was made up have the same files with the same fields. The peer's coins are in
//! neither: its side is there as the bytes that came.

use super::Side;
use super::coins::OwnCoins;
use serde::{Deserialize, Serialize};
use sotto_crypto::{BLOCK, record_len};
use sotto_transport::OnionAddress;
use std::fmt;
use thiserror::Error;
use zeroize::Zeroizing;

/// Most frames of a recorded session, both directions together: a day of pings, and more than the longest script.
pub const FRAMES_MAX: usize = 16_384;

/// Frames of the handshake, which have one length and no class.
const HANDSHAKE: usize = 3;
/// Frames of the shortest session: the handshake, and one record of each side.
pub(super) const FRAMES_MIN: usize = HANDSHAKE + 2;
/// What `session.json` says of its own form.
const FORM: &str = "sotto session 1";
const FROM_ME: u8 = b'>';
const FROM_THEM: u8 = b'<';

/// One file of a recorded session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// With whom, and who dialled.
    Session,
    /// Every frame of both directions, in order.
    Wire,
    /// The own coins.
    Coins,
    /// What the own records carry.
    Payloads,
    /// The conversation as text.
    Export,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Session, Self::Wire, Self::Coins, Self::Payloads, Self::Export];

    /// The file's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session.json",
            Self::Wire => "wire.bin",
            Self::Coins => "coins.bin",
            Self::Payloads => "payloads.bin",
            Self::Export => "export.txt",
        }
    }

    /// The most bytes that it may have.
    #[must_use]
    pub fn limit(self) -> usize {
        match self {
            Self::Session => 1 << 10,
            Self::Coins => 1 << 21,
            Self::Payloads | Self::Export => 1 << 24,
            Self::Wire => 1 << 26,
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The bytes of all five files. Coins are among them, so all are wiped when dropped.
pub struct Files([Zeroizing<Vec<u8>>; 5]);

impl Files {
    /// Gathers what `read` gives for each part.
    ///
    /// # Errors
    /// The first of `read`.
    pub fn gather<E>(mut read: impl FnMut(Part) -> Result<Zeroizing<Vec<u8>>, E>) -> Result<Self, E> {
        let mut files: [Zeroizing<Vec<u8>>; 5] = Default::default();
        for (file, part) in files.iter_mut().zip(Part::ALL) {
            *file = read(part)?;
        }
        Ok(Self(files))
    }

    /// The bytes of one part.
    #[must_use]
    pub fn part(&self, part: Part) -> &[u8] {
        let [session, wire, coins, payloads, export] = &self.0;
        match part {
            Part::Session => session,
            Part::Wire => wire,
            Part::Coins => coins,
            Part::Payloads => payloads,
            Part::Export => export,
        }
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(_) = self;
        f.write_str("Files(..)")
    }
}

/// Why files are no recorded session. It says which file, and nothing that is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RecordError {
    /// Above its limit.
    #[error("{0} is larger than a recorded session can be.")]
    TooLarge(Part),
    /// Ends too early.
    #[error("{0} is cut short.")]
    Cut(Part),
    /// Not in the form that docs/deniability.md describes.
    #[error("{0} is not in the form of a recorded session.")]
    Malformed(Part),
}

/// What one side can have kept of one session.
pub(super) struct Recorded {
    pub(super) peer: OnionAddress,
    pub(super) dialled_by: Side,
    /// At least [`FRAMES_MIN`].
    pub(super) wire: Vec<Frame>,
    pub(super) coins: OwnCoins,
    /// What the own records carry, in order.
    pub(super) payloads: Vec<Vec<u8>>,
    pub(super) export: String,
}

/// One block or record on the wire.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) by: Side,
    pub(super) bytes: Vec<u8>,
}

/// `session.json`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    form: String,
    peer: String,
    dialled_by: Side,
}

impl Recorded {
    /// The five files.
    pub(super) fn encode(&self) -> Files {
        Files([
            Zeroizing::new(encode_head(&self.peer, self.dialled_by)),
            Zeroizing::new(encode_wire(&self.wire)),
            self.coins.encode(),
            Zeroizing::new(encode_payloads(&self.payloads)),
            Zeroizing::new(self.export.clone().into_bytes()),
        ])
    }

    /// Reads the five files. Whatever is read has one encoding, so that nothing can hide in it.
    ///
    /// # Errors
    /// The first file that does not fit.
    pub(super) fn decode(files: &Files) -> Result<Self, RecordError> {
        if let Some(part) = Part::ALL.into_iter().find(|part| files.part(*part).len() > part.limit()) {
            return Err(RecordError::TooLarge(part));
        }
        let (peer, dialled_by) = decode_head(files.part(Part::Session))?;
        let export = std::str::from_utf8(files.part(Part::Export));
        Ok(Self {
            peer,
            dialled_by,
            wire: decode_wire(files.part(Part::Wire))?,
            coins: OwnCoins::decode(files.part(Part::Coins), dialled_by)?,
            payloads: decode_payloads(files.part(Part::Payloads))?,
            export: export.map_err(|_| RecordError::Malformed(Part::Export))?.to_owned(),
        })
    }
}

fn encode_head(peer: &OnionAddress, dialled_by: Side) -> Vec<u8> {
    let head = Head { form: FORM.to_owned(), peer: peer.reveal(), dialled_by };
    // Two strings and a word cannot fail to become JSON.
    let mut bytes = serde_json::to_vec_pretty(&head).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn decode_head(bytes: &[u8]) -> Result<(OnionAddress, Side), RecordError> {
    const MALFORMED: RecordError = RecordError::Malformed(Part::Session);
    let head: Head = serde_json::from_slice(bytes).map_err(|_| MALFORMED)?;
    let peer = OnionAddress::parse(&head.peer).map_err(|_| MALFORMED)?;
    let same = encode_head(&peer, head.dialled_by) == bytes;
    if same { Ok((peer, head.dialled_by)) } else { Err(MALFORMED) }
}

/// `direction[1] ‖ frame`, again and again. A frame says its own length.
fn encode_wire(wire: &[Frame]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(wire.iter().map(|frame| frame.bytes.len() + 1).sum());
    for frame in wire {
        bytes.push(if frame.by == Side::Me { FROM_ME } else { FROM_THEM });
        bytes.extend(&frame.bytes);
    }
    bytes
}

fn decode_wire(mut bytes: &[u8]) -> Result<Vec<Frame>, RecordError> {
    let mut wire = Vec::new();
    while let Some((&direction, rest)) = bytes.split_first() {
        let by = match direction {
            FROM_ME => Side::Me,
            FROM_THEM => Side::Them,
            _ => return Err(RecordError::Malformed(Part::Wire)),
        };
        let len = if wire.len() < HANDSHAKE { BLOCK } else { record_at(rest)? };
        let (frame, rest) = rest.split_at_checked(len).ok_or(RecordError::Cut(Part::Wire))?;
        if wire.len() == FRAMES_MAX {
            return Err(RecordError::TooLarge(Part::Wire));
        }
        wire.push(Frame { by, bytes: frame.to_vec() });
        bytes = rest;
    }
    if wire.len() < FRAMES_MIN { Err(RecordError::Cut(Part::Wire)) } else { Ok(wire) }
}

/// The length of the record that begins here.
fn record_at(bytes: &[u8]) -> Result<usize, RecordError> {
    let class = bytes.first().ok_or(RecordError::Cut(Part::Wire))?;
    record_len(*class).ok_or(RecordError::Malformed(Part::Wire))
}

/// `len[4] ‖ payload`, again and again.
fn encode_payloads(payloads: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for payload in payloads {
        bytes.extend(u32::try_from(payload.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(payload);
    }
    bytes
}

fn decode_payloads(mut bytes: &[u8]) -> Result<Vec<Vec<u8>>, RecordError> {
    const CUT: RecordError = RecordError::Cut(Part::Payloads);
    let mut payloads = Vec::new();
    while !bytes.is_empty() {
        let (len, rest) = bytes.split_first_chunk().ok_or(CUT)?;
        let len = usize::try_from(u32::from_be_bytes(*len)).map_err(|_| CUT)?;
        let (payload, rest) = rest.split_at_checked(len).ok_or(CUT)?;
        if payloads.len() == FRAMES_MAX {
            return Err(RecordError::TooLarge(Part::Payloads));
        }
        payloads.push(payload.to_vec());
        bytes = rest;
    }
    Ok(payloads)
}
