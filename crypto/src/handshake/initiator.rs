//! The dialling side: it knows whom it calls, and is known to nobody else.
//!
//! ```text
//!   start -> AwaitReply -read-> ReadyToProve -prove-> AwaitConfirm -confirm-> Session
//! ```
//!
//! Nothing is known about the peer until [`AwaitConfirm::confirm`] succeeds: an attacker who
//! predicted our coins can answer M1. Until then the caller must not show a connection, nor send
//! anything but its first record.

use super::{BLOCK, EK, KEY, PAYLOAD_1, PAYLOAD_3, Parts, begin, block, payload, read_payload_with_key};
use crate::{
    alert::AlertKey,
    coins::{InitiatorCoins, StepCoins},
    continuity::Continuity,
    dh::EphemeralKey,
    error::{ConfirmError, HandshakeError, OpenError, SealError},
    identity::{PublicIdentity, StaticDh},
    kdf,
    kem::{CT, OwnKey, PeerKey},
    keys::opaque,
    noise::SymmetricState,
    ratchet::Turn,
    record::{self, Record},
    schedule::{Outputs, Schedule},
    session::{Peer, Sending, Session},
};

/// M1 is out; M2 is awaited.
#[cfg_attr(test, derive(Clone))]
pub struct AwaitReply {
    state: SymmetricState,
    peer: PublicIdentity,
    ephemeral: EphemeralKey,
    kem: OwnKey,
}

/// M2 is in order; the caller chooses the continuity secret to prove itself with.
#[cfg_attr(test, derive(Clone))]
pub struct ReadyToProve {
    state: SymmetricState,
    peer: Peer,
    /// `e_B`.
    peer_ephemeral: [u8; KEY],
    /// `ek_B0`.
    ratchet: PeerKey,
}

/// M3 is made; our first record goes with it, and the peer's first record or alert is awaited.
#[cfg_attr(test, derive(Clone))]
pub struct AwaitConfirm {
    outputs: Outputs,
    continuity: Continuity,
    alert: AlertKey,
    peer: Peer,
    sending: Sending,
}

/// Dials `peer` as `me`: M1 and the state that awaits M2.
///
/// # Errors
/// [`HandshakeError::Policy`] if `peer` is `me`.
pub fn start(
    me: &dyn StaticDh,
    peer: PublicIdentity,
    coins: InitiatorCoins,
) -> Result<(Vec<u8>, AwaitReply), HandshakeError> {
    if me.public() == peer {
        return Err(HandshakeError::Policy);
    }
    let mut state = begin(&peer);
    let ephemeral = EphemeralKey::from_coins(&coins.ephemeral);
    let mut m1 = ephemeral.public().to_vec();
    state.mix_ephemeral(ephemeral.public());
    state.mix_key(ephemeral.dh(peer.montgomery())?.as_bytes()); // es
    let kem = OwnKey::from_seed(&coins.kem);
    m1.extend(state.encrypt_and_hash(kem.public().to_vec())); // e1
    m1.extend(state.encrypt_and_hash(payload(PAYLOAD_1)));
    Ok((m1, AwaitReply { state, peer, ephemeral, kem }))
}

impl AwaitReply {
    /// Reads M2.
    ///
    /// # Errors
    /// Any [`HandshakeError`] but `Policy`: close the stream.
    pub fn read(self, m2: &[u8]) -> Result<ReadyToProve, HandshakeError> {
        let Self { mut state, peer, ephemeral, kem } = self;
        let Parts { ephemeral: peer_ephemeral, sealed_kem, sealed_payload } = Parts::of(block(m2)?, CT)?;
        state.mix_ephemeral(peer_ephemeral);
        state.mix_key(ephemeral.dh(peer_ephemeral)?.as_bytes()); // ee
        let ct = state.decrypt_and_hash(sealed_kem)?;
        let ct: &[u8; CT] = ct.as_slice().try_into().map_err(|_| HandshakeError::Malformed)?;
        state.mix_key(kem.decapsulate(ct)?.as_bytes()); // ekem1
        let text = state.decrypt_and_hash(sealed_payload)?;
        let (ver_max, key): (u8, &[u8; EK]) = read_payload_with_key(&text)?;
        let ratchet = PeerKey::from_bytes(key)?;
        let peer = Peer { identity: peer, ver_max };
        Ok(ReadyToProve { state, peer, peer_ephemeral: *peer_ephemeral, ratchet })
    }
}

impl ReadyToProve {
    /// Shows who we are, and that we know `continuity`: M3 and the state that awaits confirmation.
    /// The caller stores [`AwaitConfirm::next_continuity`], unconfirmed, before M3 leaves.
    ///
    /// # Errors
    /// [`HandshakeError::NonContributory`] if the peer's ephemeral point has small order.
    pub fn prove(
        self,
        me: &dyn StaticDh,
        continuity: &Continuity,
    ) -> Result<(Vec<u8>, AwaitConfirm), HandshakeError> {
        let Self { mut state, peer, peer_ephemeral, ratchet } = self;
        let mut m3 = state.encrypt_and_hash(me.public().as_bytes().to_vec()); // s
        state.mix_key(me.dh(&peer_ephemeral)?.as_bytes()); // se
        let alert = state.alert_key();
        let statics = me.dh(peer.identity.montgomery())?;
        state.mix_psk(&kdf::pair_psk(continuity, &statics, &me.public(), &peer.identity));
        m3.extend(state.encrypt_and_hash(payload(PAYLOAD_3)));
        let Schedule { outputs, root, continuity } = Schedule::derive(state);
        let sending = Sending::Turn(Turn::first(root, ratchet));
        Ok((m3, AwaitConfirm { outputs, continuity, alert, peer, sending }))
    }
}

impl AwaitConfirm {
    /// `C_next`: to be stored before M3 leaves, and confirmed once [`Self::confirm`] succeeds.
    #[must_use]
    pub fn next_continuity(&self) -> Continuity {
        self.continuity.clone()
    }

    /// Seals our first record, which travels in the flight of M3. It is the only one before the
    /// peer has confirmed.
    ///
    /// # Errors
    /// [`SealError::TooLong`] if `body` does not fit class 0, [`SealError::Order`] the second time.
    pub fn seal(&mut self, body: &[u8], coins: StepCoins) -> Result<Vec<u8>, SealError> {
        if matches!(self.sending, Sending::Speaking { .. }) {
            return Err(SealError::Order);
        }
        match record::class_for(body.len()) {
            Some(0) => self.sending.seal(&self.outputs.sid, 0, body, &coins),
            _ => Err(SealError::TooLong),
        }
    }

    /// Reads the peer's first block: the session and the body of its first record.
    ///
    /// # Errors
    /// [`ConfirmError`]; the state is gone either way.
    pub fn confirm(self, block: &[u8]) -> Result<(Session, Vec<u8>), ConfirmError> {
        if self.alert.is_no_continuity(block) {
            return Err(ConfirmError::NoContinuity);
        }
        self.first_record(block).map_err(|_| ConfirmError::Rejected)
    }

    fn first_record(self, block: &[u8]) -> Result<(Session, Vec<u8>), OpenError> {
        if block.len() != BLOCK {
            return Err(OpenError::Malformed);
        }
        let record = Record::parse(block)?;
        let (turn, receiving, body) = self.sending.accept(&self.outputs.sid, &record, 0)?;
        Ok((Session::new(self.outputs, self.peer, (turn, receiving), 1), body))
    }
}

opaque!(AwaitReply ReadyToProve AwaitConfirm);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        responder,
        testing::{Coins, identity},
    };

    #[test]
    fn a_responder_refuses_a_first_record_above_class_0() {
        let (a, b, mut coins) = (identity(1), identity(2), Coins::new("large"));
        let none = Continuity::first_contact();
        let (m1, await_reply) = start(&a, b.public(), coins.initiator()).unwrap();
        let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
        let (m3, mut confirm) = await_reply.read(&m2).unwrap().prove(&a, &none).unwrap();
        let large = confirm.sending.seal(&confirm.outputs.sid, 1, b"large", &coins.step()).unwrap();
        let (first, _) = await_proof.identify(&b, &m3).unwrap().accept(&b, &[none]).unwrap();
        assert_eq!(first.confirm(&large).err(), Some(OpenError::Malformed));
    }
}
