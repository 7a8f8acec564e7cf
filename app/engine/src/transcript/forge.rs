//! Makes up a whole session: from one's own identity, the peer's *public* key, and a script.

use super::coins::HandshakeCoins;
use super::exchange::{self, Held, Parties, Past, Tosses};
use super::record::Recorded;
use super::script::{Script, ScriptError};
use super::{Side, lines};
use crate::api::Failure;
use crate::coins::Coins;
use crate::core::AGE_MAX;
use sotto_crypto::{IdentityKey, InitiatorCoins, PublicIdentity, ResponderCoins, SimulatedPeer, StaticDh};
use sotto_transport::OnionAddress;
use thiserror::Error;
use zeroize::Zeroizing;

/// Longest session, in seconds: after a day the real program begins a new one.
pub const FORGED_SPAN_MAX: u64 = AGE_MAX.as_secs();
/// Texts that each side may have written before the session, where the two have met before.
const EARLIER_TEXTS: u64 = 200;

/// Why no session was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ForgeError {
    /// The address, or the system.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The script.
    #[error(transparent)]
    Script(#[from] ScriptError),
    /// The script takes more than [`FORGED_SPAN_MAX`].
    #[error("The script takes more than a day, and no session lasts longer. Make a session for each day.")]
    TooLong,
}

/// Who dialled, and whether it is their first session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) dialled_by: Side,
    pub(super) met_before: bool,
}

/// A session of `me` with whoever has the key of `peer`, who need not know of it. Nothing secret of theirs goes in.
///
/// # Errors
/// [`Failure::AddressOwn`], [`Failure::AddressUnsafe`], [`ForgeError::TooLong`].
pub(super) fn forge(
    me: &IdentityKey,
    peer: &OnionAddress,
    script: &Script,
    setting: Setting,
    tosses: Tosses<'_>,
) -> Result<Recorded, ForgeError> {
    let public = PublicIdentity::from_bytes(peer.as_key_bytes()).map_err(|_| Failure::AddressUnsafe)?;
    if public == me.public() {
        return Err(Failure::AddressOwn.into());
    }
    if script.span() > FORGED_SPAN_MAX {
        return Err(ForgeError::TooLong);
    }
    let own = HandshakeCoins::draw(setting.dialled_by == Side::Me, tosses.own);
    let simulated = simulate(public, me, &own);
    let parties = Parties { me, peer: &simulated };
    let past = Past::draw(setting.met_before, tosses.own);
    // Two honest keys that differ cannot fail to agree; a second try tosses other coins.
    let held = exchange::hold(parties, own, &past, script, tosses).map_err(|_| Failure::Busy)?;
    Ok(recorded(*peer, setting.dialled_by, held, script))
}

/// The peer as its public key and our coins allow to play it.
fn simulate<'a>(peer: PublicIdentity, me: &'a IdentityKey, own: &HandshakeCoins) -> SimulatedPeer<'a> {
    match own {
        HandshakeCoins::Initiator(coins) => {
            SimulatedPeer::responder(peer, me, &InitiatorCoins::from_bytes(**coins))
        }
        HandshakeCoins::Responder(coins) => {
            SimulatedPeer::initiator(peer, me, &ResponderCoins::from_bytes(**coins))
        }
    }
}

/// What the owner of the profile keeps of a session.
pub(super) fn recorded(peer: OnionAddress, dialled_by: Side, held: Held, script: &Script) -> Recorded {
    let Held { wire, coins, payloads } = held;
    Recorded { peer, dialled_by, wire, coins, payloads, export: lines::render(&script.lines()) }
}

impl Past {
    /// A first contact, or two who have met before: then their secret is one that only they know.
    pub(super) fn draw(met_before: bool, source: &mut Coins) -> Self {
        if met_before {
            let continuity = Zeroizing::new(source.draw());
            Self { continuity, mine: source.below(EARLIER_TEXTS), theirs: source.below(EARLIER_TEXTS) }
        } else {
            Self { continuity: Zeroizing::new([0; 32]), mine: 0, theirs: 0 }
        }
    }
}
