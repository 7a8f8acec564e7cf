//! The four payloads of a check (docs/protocol.md, 16). What the first three hold is the matter of
//! `sotto_crypto::verify`, which also judges their lengths.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

use super::PayloadError;

/// One payload of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verify {
    /// VERIFY1, of who asks.
    Ask(Vec<u8>),
    /// VERIFY2, of who answers.
    Answer(Vec<u8>),
    /// VERIFY3, of who asks.
    Confirm(Vec<u8>),
    /// The check is over before its time.
    End(Quitter),
}

/// Who ends a check. The two never stand for each other, so that ends that cross are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Quitter {
    /// Withdraws the question.
    Asker,
    /// Declines to answer.
    Answerer,
}

const ASK: u8 = 0x05;
const ANSWER: u8 = 0x06;
const CONFIRM: u8 = 0x07;
const END: u8 = 0x08;

impl Verify {
    pub(super) const KINDS: std::ops::RangeInclusive<u8> = ASK..=END;

    pub(super) fn encode(&self) -> Vec<u8> {
        let (kind, fields) = match self {
            Self::Ask(fields) => (ASK, fields.as_slice()),
            Self::Answer(fields) => (ANSWER, fields.as_slice()),
            Self::Confirm(fields) => (CONFIRM, fields.as_slice()),
            Self::End(Quitter::Asker) => (END, &[1][..]),
            Self::End(Quitter::Answerer) => (END, &[2][..]),
        };
        [&[kind], fields].concat()
    }

    pub(super) fn decode(kind: u8, fields: &[u8]) -> Result<Self, PayloadError> {
        match (kind, fields) {
            (ASK, _) => Ok(Self::Ask(fields.to_vec())),
            (ANSWER, _) => Ok(Self::Answer(fields.to_vec())),
            (CONFIRM, _) => Ok(Self::Confirm(fields.to_vec())),
            (END, [1]) => Ok(Self::End(Quitter::Asker)),
            (END, [2]) => Ok(Self::End(Quitter::Answerer)),
            (END, _) => Err(PayloadError::Malformed),
            _ => Err(PayloadError::UnknownKind),
        }
    }
}
