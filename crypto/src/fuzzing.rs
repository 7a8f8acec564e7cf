//! A peer that keeps to the protocol but seals whatever it likes: what stands behind the tags is reached only
//! by messages that are authentic. For `tests/fuzz`, never in the program.

pub use crate::handshake::rogue::{Craft, Initiator, m2};

use crate::{Session, StepCoins, record};

/// Bytes of a record that are not sealed.
pub const RECORD_HEADER: usize = record::HEADER;

/// The record that `session` would seal next, changed by `craft` before it is sealed: header, length, body and
/// padding. The session stays where it is. `None` if it has nothing to seal.
#[must_use]
pub fn record(
    session: &Session,
    body: &[u8],
    coins: &StepCoins,
    craft: impl FnOnce(&mut [u8]),
) -> Option<Vec<u8>> {
    session.crafted(body, coins, craft)
}
