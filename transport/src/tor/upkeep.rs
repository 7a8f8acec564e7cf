//! Remedies for a client that says that all is well, and it is not.

use super::dial::{Circuits, Door};
use crate::network::Upkeep;

/// What can be done to the present client of a session.
pub(super) struct TorUpkeep {
    door: Door,
    circuits: Circuits,
}

impl TorUpkeep {
    pub(super) fn new(door: Door, circuits: Circuits) -> Self {
        Self { door, circuits }
    }
}

impl Upkeep for TorUpkeep {
    /// Arti offers three things: its store of half-built circuits can be emptied; a circuit to a contact belongs to the
    /// contact's token, so a new token means a new circuit, and a new descriptor; and its connections are ours.
    fn refresh(&self) {
        let Some(open) = self.door.present() else { return };
        self.circuits.renew_all();
        if let Ok(store) = open.client.hs_circ_pool() {
            // Says that it cannot fail.
            let _ = store.retire_all_circuits();
        }
        drop(open.runtime.spawn(open.wires.clone().doubt()));
    }

    fn republish(&self) {
        if let Some(open) = self.door.present() {
            // One that is under way, or asked for already, is as good.
            let _ = open.again.try_send(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_client_there_is_nothing_to_do() {
        let upkeep = TorUpkeep::new(Door::default(), Circuits::default());
        upkeep.refresh();
        upkeep.republish();
    }
}
