//! A peer that shakes hands by the rules but seals whatever it likes (see [`crate::fuzzing`]).

use super::{BLOCK, CT, EK, PAYLOAD_1, PAYLOAD_3, Parts, begin, payload, payload_with_key};
use crate::{
    coins::{InitiatorCoins, ResponderCoins},
    continuity::Continuity,
    dh::EphemeralKey,
    identity::{PublicIdentity, StaticDh},
    kdf,
    kem::{OwnKey, PeerKey},
    keys::opaque,
    noise::SymmetricState,
};

/// Changes two plaintexts of a handshake message, the first field and the payload, before they are sealed.
pub type Craft<'a> = &'a dyn Fn(&mut [u8], &mut [u8]);

/// An initiator after its M1.
pub struct Initiator {
    coins: InitiatorCoins,
    state: SymmetricState,
}

impl Initiator {
    /// M1 to `to`; `craft` gets `ek_A1` and the payload. `None` if the coins are of no use.
    #[must_use]
    pub fn m1(to: &PublicIdentity, coins: InitiatorCoins, craft: Craft<'_>) -> Option<(Vec<u8>, Self)> {
        let mut state = begin(to);
        let own = EphemeralKey::from_coins(&coins.ephemeral);
        state.mix_ephemeral(own.public());
        state.mix_key(own.dh(to.montgomery()).ok()?.as_bytes());
        let mut key = OwnKey::from_seed(&coins.kem).public().to_vec();
        let mut text = payload(PAYLOAD_1);
        craft(&mut key, &mut text);
        let key = state.encrypt_and_hash(key);
        let m1 = [own.public(), &key[..], &state.encrypt_and_hash(text)].concat();
        Some((m1, Self { coins, state }))
    }

    /// M3 of `me` as a first contact; `craft` gets the identity and the payload. `None` if M2 is not genuine.
    #[must_use]
    pub fn m3(
        self,
        me: &dyn StaticDh,
        to: &PublicIdentity,
        m2: &[u8; BLOCK],
        craft: Craft<'_>,
    ) -> Option<Vec<u8>> {
        let Self { coins, mut state } = self;
        let Parts { ephemeral, sealed_kem, sealed_payload } = Parts::of(m2, CT).ok()?;
        state.mix_ephemeral(ephemeral);
        state.mix_key(EphemeralKey::from_coins(&coins.ephemeral).dh(ephemeral).ok()?.as_bytes());
        let ct = state.decrypt_and_hash(sealed_kem).ok()?;
        let shared = OwnKey::from_seed(&coins.kem).decapsulate(ct.as_slice().try_into().ok()?).ok()?;
        state.mix_key(shared.as_bytes());
        state.decrypt_and_hash(sealed_payload).ok()?;
        let mut claimed = me.public().as_bytes().to_vec();
        let mut text = payload(PAYLOAD_3);
        craft(&mut claimed, &mut text);
        let mut m3 = state.encrypt_and_hash(claimed);
        state.mix_key(me.dh(ephemeral).ok()?.as_bytes());
        let statics = me.dh(to.montgomery()).ok()?;
        state.mix_psk(&kdf::pair_psk(&Continuity::first_contact(), &statics, &me.public(), to));
        m3.extend(state.encrypt_and_hash(text));
        Some(m3)
    }
}

/// M2 of `me`; `craft` gets `ct_1` and the payload. `None` if M1 is not genuine.
#[must_use]
pub fn m2(me: &dyn StaticDh, m1: &[u8; BLOCK], coins: &ResponderCoins, craft: Craft<'_>) -> Option<Vec<u8>> {
    let mut state = begin(&me.public());
    let Parts { ephemeral, sealed_kem, sealed_payload } = Parts::of(m1, EK).ok()?;
    state.mix_ephemeral(ephemeral);
    state.mix_key(me.dh(ephemeral).ok()?.as_bytes());
    let key = state.decrypt_and_hash(sealed_kem).ok()?;
    state.decrypt_and_hash(sealed_payload).ok()?;
    let own = EphemeralKey::from_coins(&coins.ephemeral);
    state.mix_ephemeral(own.public());
    state.mix_key(own.dh(ephemeral).ok()?.as_bytes());
    let peer = PeerKey::from_bytes(key.as_slice().try_into().ok()?).ok()?;
    let (ct, shared) = peer.encapsulate(&coins.encapsulation);
    let mut ct = ct.to_vec();
    let mut text = payload_with_key(OwnKey::from_seed(&coins.ratchet).public());
    craft(&mut ct, &mut text);
    let mut m2 = own.public().to_vec();
    m2.extend(state.encrypt_and_hash(ct));
    state.mix_key(shared.as_bytes());
    m2.extend(state.encrypt_and_hash(text));
    Some(m2)
}

opaque!(Initiator);
