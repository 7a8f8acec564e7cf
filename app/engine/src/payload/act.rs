//! What somebody does to a conversation beside writing: a text is changed, reacted to, or taken back.
//!
//! An act sets something and never adds to it, so one that comes twice does what it does once (docs/protocol.md, 15.5).

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

use super::{PayloadError, WireId};
use crate::api::{REACTION_MAX, TEXT_MAX};

/// One act, with its name and its place in the sender's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Act {
    /// Its name: drawn at random, the same in every session.
    pub(crate) id: WireId,
    /// Counted by the sender together with texts, per contact, from 1.
    pub(crate) seq: u64,
    /// What is done.
    pub(crate) deed: Deed,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// A text of the sender says something else now.
    Edit {
        /// The text.
        text: WireId,
        /// 1 to [`TEXT_MAX`] bytes.
        body: String,
    },
    /// What the sender feels about a text from now on.
    React {
        /// The text.
        to: Target,
        /// At most [`REACTION_MAX`] bytes; none takes it back.
        reaction: String,
    },
    /// A text of the sender is to be gone on both sides.
    Delete {
        /// The text.
        text: WireId,
    },
}

/// A text of either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// Who wrote it.
    pub(crate) by: Author,
    /// Its name.
    pub(crate) id: WireId,
}

/// Who wrote a text, as the sender of a payload says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// The one who sends the payload.
    Sender,
    /// The one who receives it.
    Receiver,
}

const EDIT: u8 = 0x0b;
const REACT: u8 = 0x0c;
const DELETE: u8 = 0x0d;

impl Act {
    pub(super) const KINDS: std::ops::RangeInclusive<u8> = EDIT..=DELETE;

    pub(super) fn encode(&self) -> Vec<u8> {
        let head = |kind| head(kind, &self.id, self.seq);
        match &self.deed {
            Deed::Edit { text, body } => [&head(EDIT)[..], text, body.as_bytes()].concat(),
            Deed::React { to, reaction } => [&head(REACT)[..], &to.encode(), reaction.as_bytes()].concat(),
            Deed::Delete { text } => [&head(DELETE)[..], text].concat(),
        }
    }

    pub(super) fn decode(kind: u8, bytes: &[u8]) -> Result<Self, PayloadError> {
        let (id, seq, rest) = read_head(bytes)?;
        let deed = match kind {
            EDIT => {
                let (text, body) = rest.split_first_chunk().ok_or(PayloadError::Malformed)?;
                Deed::Edit { text: *text, body: utf8(body, 1..=TEXT_MAX)? }
            }
            REACT => {
                let (to, reaction) = Target::decode(rest)?;
                Deed::React { to, reaction: utf8(reaction, 0..=REACTION_MAX)? }
            }
            DELETE => Deed::Delete { text: rest.try_into().map_err(|_| PayloadError::Malformed)? },
            _ => return Err(PayloadError::UnknownKind),
        };
        Ok(Self { id, seq, deed })
    }
}

impl Target {
    pub(super) fn encode(self) -> [u8; 17] {
        let mut bytes = [self.by.code(); 17];
        if let Some(id) = bytes.last_chunk_mut() {
            *id = self.id;
        }
        bytes
    }

    /// Reads a target, and gives what follows it.
    pub(super) fn decode(bytes: &[u8]) -> Result<(Self, &[u8]), PayloadError> {
        let (&by, rest) = bytes.split_first().ok_or(PayloadError::Malformed)?;
        let (id, rest) = rest.split_first_chunk().ok_or(PayloadError::Malformed)?;
        Ok((Self { by: Author::decode(by)?, id: *id }, rest))
    }
}

impl Author {
    fn code(self) -> u8 {
        match self {
            Self::Sender => 1,
            Self::Receiver => 2,
        }
    }

    fn decode(code: u8) -> Result<Self, PayloadError> {
        match code {
            1 => Ok(Self::Sender),
            2 => Ok(Self::Receiver),
            _ => Err(PayloadError::Malformed),
        }
    }
}

/// Kind, name and place, with which every text and act begins.
pub(super) fn head(kind: u8, id: &WireId, seq: u64) -> Vec<u8> {
    [&[kind][..], id, &seq.to_be_bytes()].concat()
}

/// The name and the place (below 2^63), and what follows them.
pub(super) fn read_head(bytes: &[u8]) -> Result<(WireId, u64, &[u8]), PayloadError> {
    let (id, rest) = bytes.split_first_chunk().ok_or(PayloadError::Malformed)?;
    let (seq, rest) = rest.split_first_chunk().ok_or(PayloadError::Malformed)?;
    let seq = u64::from_be_bytes(*seq);
    if i64::try_from(seq).is_err() {
        return Err(PayloadError::Malformed);
    }
    Ok((*id, seq, rest))
}

/// Text of so many bytes.
pub(super) fn utf8(bytes: &[u8], len: std::ops::RangeInclusive<usize>) -> Result<String, PayloadError> {
    if !len.contains(&bytes.len()) {
        return Err(PayloadError::Malformed);
    }
    Ok(std::str::from_utf8(bytes).map_err(|_| PayloadError::Malformed)?.to_owned())
}
