//! The answering side: it proves itself first, and learns who calls only then.
//!
//! ```text
//!   reply -> AwaitProof -identify-> Identified -accept-> AwaitFirst -confirm-> Session
//!                                       '-> Refused: one alert block, then close
//! ```

use super::{BLOCK, EK, KEY, Parts, TAG, begin, block, payload_with_key, read_payload};
use crate::{
    alert::AlertKey,
    coins::ResponderCoins,
    continuity::Continuity,
    dh::EphemeralKey,
    error::{HandshakeError, OpenError, Refused},
    identity::{PublicIdentity, StaticDh},
    kdf,
    kem::{OwnKey, PeerKey},
    keys::opaque,
    noise::SymmetricState,
    ratchet::Offer,
    record::Record,
    schedule::{Outputs, Schedule},
    session::{Peer, Session},
};

/// M2 is out; M3 is awaited.
#[cfg_attr(test, derive(Clone))]
pub struct AwaitProof {
    state: SymmetricState,
    ephemeral: EphemeralKey,
    /// `dk_B0`.
    ratchet: OwnKey,
}

/// M3 names the initiator, who has not proved anything yet.
#[cfg_attr(test, derive(Clone))]
pub struct Identified {
    state: SymmetricState,
    alert: AlertKey,
    peer: PublicIdentity,
    sealed_payload: Vec<u8>,
    ratchet: OwnKey,
}

/// The initiator has proved itself; its first record is awaited.
#[cfg_attr(test, derive(Clone))]
pub struct AwaitFirst {
    outputs: Outputs,
    continuity: Continuity,
    peer: Peer,
    offer: Offer,
}

/// Answers M1 as `me`: M2 and the state that awaits M3. A forged M1 costs one DH.
///
/// # Errors
/// Any [`HandshakeError`] but `Policy`: close the stream.
pub fn reply(
    me: &dyn StaticDh,
    m1: &[u8],
    coins: ResponderCoins,
) -> Result<(Vec<u8>, AwaitProof), HandshakeError> {
    let mut state = begin(&me.public());
    let (peer_ephemeral, kem) = read_m1(me, &mut state, block(m1)?)?;
    let ephemeral = EphemeralKey::from_coins(&coins.ephemeral);
    let mut m2 = ephemeral.public().to_vec();
    state.mix_ephemeral(ephemeral.public());
    state.mix_key(ephemeral.dh(&peer_ephemeral)?.as_bytes()); // ee
    let (ct, shared) = kem.encapsulate(&coins.encapsulation);
    m2.extend(state.encrypt_and_hash(ct.to_vec())); // ekem1
    state.mix_key(shared.as_bytes());
    let ratchet = OwnKey::from_seed(&coins.ratchet);
    m2.extend(state.encrypt_and_hash(payload_with_key(ratchet.public())));
    Ok((m2, AwaitProof { state, ephemeral, ratchet }))
}

/// `e_A` and `ek_A1`.
fn read_m1(
    me: &dyn StaticDh,
    state: &mut SymmetricState,
    m1: &[u8; BLOCK],
) -> Result<([u8; KEY], PeerKey), HandshakeError> {
    let Parts { ephemeral, sealed_kem, sealed_payload } = Parts::of(m1, EK)?;
    state.mix_ephemeral(ephemeral);
    state.mix_key(me.dh(ephemeral)?.as_bytes()); // es
    let key = state.decrypt_and_hash(sealed_kem)?; // e1
    let text = state.decrypt_and_hash(sealed_payload)?;
    read_payload(&text)?;
    let key: &[u8; EK] = key.as_slice().try_into().map_err(|_| HandshakeError::Malformed)?;
    Ok((*ephemeral, PeerKey::from_bytes(key)?))
}

impl AwaitProof {
    /// Reads the initiator's identity in M3, so that the caller can look up its continuity secrets.
    ///
    /// # Errors
    /// [`HandshakeError::Policy`] if it is our own identity; otherwise as named there.
    pub fn identify(self, me: &dyn StaticDh, m3: &[u8]) -> Result<Identified, HandshakeError> {
        let Self { mut state, ephemeral, ratchet } = self;
        let (sealed_identity, sealed_payload) =
            block(m3)?.split_at_checked(KEY.saturating_add(TAG)).ok_or(HandshakeError::Malformed)?;
        let identity = state.decrypt_and_hash(sealed_identity)?; // s
        let identity: &[u8; KEY] = identity.as_slice().try_into().map_err(|_| HandshakeError::Malformed)?;
        let peer = PublicIdentity::from_bytes(identity)?;
        if peer == me.public() {
            return Err(HandshakeError::Policy);
        }
        state.mix_key(ephemeral.dh(peer.montgomery())?.as_bytes()); // se
        let alert = state.alert_key();
        Ok(Identified { state, alert, peer, sealed_payload: sealed_payload.to_vec(), ratchet })
    }
}

impl Identified {
    /// Who claims to call. Not proved before [`Self::accept`] succeeds.
    #[must_use]
    pub fn peer(&self) -> PublicIdentity {
        self.peer
    }

    /// Tries `candidates` in order, and says which one the initiator knew. Bounded by the caller
    /// (section 10: at most 4 of a ring, 16 invitations, and first contact).
    ///
    /// # Errors
    /// [`Refused`]; `NoContinuity` also if the initiator's key is not the one it claims.
    pub fn accept(
        self,
        me: &dyn StaticDh,
        candidates: &[Continuity],
    ) -> Result<(AwaitFirst, usize), Refused> {
        let statics = me.dh(self.peer.montgomery()).map_err(HandshakeError::from)?;
        for (at, candidate) in candidates.iter().enumerate() {
            let psk = kdf::pair_psk(candidate, &statics, &self.peer, &me.public());
            let mut state = self.state.clone();
            state.mix_psk(&psk);
            if let Ok(text) = state.decrypt_and_hash(&self.sealed_payload) {
                let peer = Peer { identity: self.peer, ver_max: read_payload(&text)? };
                return Ok((AwaitFirst::new(state, peer, self.ratchet), at));
            }
        }
        Err(Refused::NoContinuity { alert: self.alert.seal_no_continuity() })
    }
}

impl AwaitFirst {
    fn new(state: SymmetricState, peer: Peer, ratchet: OwnKey) -> Self {
        let Schedule { outputs, root, continuity } = Schedule::derive(state);
        Self { outputs, continuity, peer, offer: Offer::first(root, ratchet) }
    }

    /// `C_next`: to be stored before our own first record leaves, and confirmed once
    /// [`Self::confirm`] succeeds.
    #[must_use]
    pub fn next_continuity(&self) -> Continuity {
        self.continuity.clone()
    }

    /// Reads the initiator's first record: the session and the body.
    ///
    /// # Errors
    /// [`OpenError`]; the state is gone.
    pub fn confirm(self, record: &[u8]) -> Result<(Session, Vec<u8>), OpenError> {
        if record.len() != BLOCK {
            return Err(OpenError::Malformed);
        }
        let record = Record::parse(record)?;
        let (turn, receiving, body) = self.offer.accept(&self.outputs.sid, &record, 0, 0)?;
        Ok((Session::new(self.outputs, self.peer, (turn, receiving), 0), body))
    }
}

opaque!(AwaitProof Identified AwaitFirst);
