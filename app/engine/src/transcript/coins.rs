//! The coins that one side tossed in one session, as a record keeps them: only those that the session looked at.
//!
//! X25519 coins are kept clamped (RFC 7748, section 5): the bits that clamping overwrites mean nothing, and so one
//! session has one record.

use super::record::{Part, RecordError};
use super::{FRAMES_MAX, Side};
use crate::coins::Coins;
use sotto_crypto::{InitiatorCoins, ResponderCoins, StepCoins};
use zeroize::Zeroizing;

/// Where X25519 coins begin in each kind (docs/protocol.md, 3).
const X25519_OF_INITIATOR: &[usize] = &[0];
const X25519_OF_RESPONDER: &[usize] = &[0, 64];
const X25519_OF_STEP: &[usize] = &[64];

/// Bytes of a continuity secret.
const CONTINUITY: usize = 32;

/// What was tossed for the handshake; who dialled decides how much.
#[derive(Clone)]
pub(super) enum HandshakeCoins {
    Initiator(Zeroizing<[u8; InitiatorCoins::LEN]>),
    Responder(Zeroizing<[u8; ResponderCoins::LEN]>),
}

/// What was tossed for one step of the ratchet.
pub(super) type Step = Zeroizing<[u8; StepCoins::LEN]>;

/// Everything that one side put into a session beside its identity and its words.
#[derive(Clone)]
pub(super) struct OwnCoins {
    /// The secret that the session rests on: zeros at a first contact.
    pub(super) continuity: Zeroizing<[u8; CONTINUITY]>,
    pub(super) handshake: HandshakeCoins,
    /// In the order of the steps.
    pub(super) steps: Vec<Step>,
}

impl HandshakeCoins {
    /// Fresh ones for the side that dials, or the other.
    pub(super) fn draw(dials: bool, source: &mut Coins) -> Self {
        if dials {
            Self::Initiator(clamped(source.draw(), X25519_OF_INITIATOR))
        } else {
            Self::Responder(clamped(source.draw(), X25519_OF_RESPONDER))
        }
    }

    fn as_slice(&self) -> &[u8] {
        match self {
            Self::Initiator(coins) => coins.as_slice(),
            Self::Responder(coins) => coins.as_slice(),
        }
    }
}

/// Fresh ones for a step.
pub(super) fn draw_step(source: &mut Coins) -> Step {
    clamped(source.draw(), X25519_OF_STEP)
}

impl OwnCoins {
    /// `continuity[32] ‖ handshake[64 or 128] ‖ step[96]…`
    pub(super) fn encode(&self) -> Zeroizing<Vec<u8>> {
        let (handshake, steps) = (self.handshake.as_slice(), self.steps.iter().flat_map(|step| step.iter()));
        let mut bytes = Zeroizing::new(Vec::with_capacity(
            CONTINUITY + handshake.len() + self.steps.len() * StepCoins::LEN,
        ));
        bytes.extend(self.continuity.iter().chain(handshake).chain(steps));
        bytes
    }

    /// Reads what [`Self::encode`] wrote for a session that `dialled_by` began.
    ///
    /// # Errors
    /// Cut short, or coins that are not clamped.
    pub(super) fn decode(bytes: &[u8], dialled_by: Side) -> Result<Self, RecordError> {
        let (continuity, rest) = bytes.split_first_chunk().ok_or(RecordError::Cut(Part::Coins))?;
        let (handshake, rest) = match dialled_by {
            Side::Me => {
                let (coins, rest) = kept(rest, X25519_OF_INITIATOR)?;
                (HandshakeCoins::Initiator(coins), rest)
            }
            Side::Them => {
                let (coins, rest) = kept(rest, X25519_OF_RESPONDER)?;
                (HandshakeCoins::Responder(coins), rest)
            }
        };
        let (mut steps, mut rest) = (Vec::new(), rest);
        while !rest.is_empty() {
            if steps.len() == FRAMES_MAX {
                return Err(RecordError::TooLarge(Part::Coins));
            }
            let (step, after) = kept(rest, X25519_OF_STEP)?;
            steps.push(step);
            rest = after;
        }
        Ok(Self { continuity: Zeroizing::new(*continuity), handshake, steps })
    }
}

/// Coins at the head of `bytes`, as they were kept.
fn kept<'a, const N: usize>(
    bytes: &'a [u8],
    x25519: &[usize],
) -> Result<(Zeroizing<[u8; N]>, &'a [u8]), RecordError> {
    let (coins, rest) = bytes.split_first_chunk::<N>().ok_or(RecordError::Cut(Part::Coins))?;
    let same = clamped(*coins, x25519);
    if *same == *coins { Ok((same, rest)) } else { Err(RecordError::Malformed(Part::Coins)) }
}

fn clamped<const N: usize>(coins: [u8; N], x25519: &[usize]) -> Zeroizing<[u8; N]> {
    let mut coins = Zeroizing::new(coins);
    for &at in x25519 {
        if let Some(scalar) = coins.get_mut(at..).and_then(|rest| rest.first_chunk_mut::<32>()) {
            scalar[0] &= 0b1111_1000;
            scalar[31] = scalar[31] & 0b0111_1111 | 0b0100_0000;
        }
    }
    coins
}
