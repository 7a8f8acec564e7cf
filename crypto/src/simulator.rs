//! The deniability simulator: what honest H would have sent, from M's secrets and H's *public* key.
//!
//! The type is the argument: nothing here can be built from a secret of H (section 8).

use crate::{
    coins::{InitiatorCoins, ResponderCoins},
    dh::{EphemeralKey, SharedSecret},
    error::NonContributory,
    identity::{PublicIdentity, StaticDh},
};

/// H as simulated towards M in one handshake: `DH(h, e_M)` becomes `DH(e_M, H)`, and `DH(h, M)`
/// becomes `DH(m, H)`.
pub struct SimulatedPeer<'a> {
    simulated: PublicIdentity,
    ephemeral: EphemeralKey,
    own: &'a dyn StaticDh,
}

impl<'a> SimulatedPeer<'a> {
    /// H as responder to M, who tosses `coins` as the initiator.
    #[must_use]
    pub fn responder(simulated: PublicIdentity, own: &'a dyn StaticDh, coins: &InitiatorCoins) -> Self {
        Self { simulated, ephemeral: EphemeralKey::from_coins(&coins.ephemeral), own }
    }

    /// H as initiator towards M, who tosses `coins` as the responder.
    #[must_use]
    pub fn initiator(simulated: PublicIdentity, own: &'a dyn StaticDh, coins: &ResponderCoins) -> Self {
        Self { simulated, ephemeral: EphemeralKey::from_coins(&coins.ephemeral), own }
    }
}

impl StaticDh for SimulatedPeer<'_> {
    fn public(&self) -> PublicIdentity {
        self.simulated
    }

    fn dh(&self, peer_u: &[u8; 32]) -> Result<SharedSecret, NonContributory> {
        if peer_u == self.own.public().montgomery() {
            self.own.dh(self.simulated.montgomery())
        } else {
            self.ephemeral.dh(self.simulated.montgomery())
        }
    }
}

/// Written out because the macro takes no lifetime.
impl std::fmt::Debug for SimulatedPeer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { simulated: _, ephemeral: _, own: _ } = self;
        f.write_str("SimulatedPeer(..)")
    }
}
