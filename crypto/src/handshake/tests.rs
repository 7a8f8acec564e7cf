//! Messages that only a misbehaving peer makes: authentic, yet not acceptable.

use super::*;
use crate::{
    Continuity, InitiatorCoins, PublicIdentity, Refused, ResponderCoins, StaticDh,
    dh::EphemeralKey,
    kdf,
    kem::{OwnKey, PeerKey},
    testing::{Coins, LOW_ORDER_U, identity},
};

const NOTHING: fn(&mut Vec<u8>, &mut Vec<u8>) = |_, _| ();

/// An initiator that changes its plaintexts before it seals them.
struct Rogue {
    coins: InitiatorCoins,
    state: SymmetricState,
}

impl Rogue {
    fn new(to: &PublicIdentity) -> Self {
        Self { coins: Coins::new("rogue").initiator(), state: begin(to) }
    }

    fn ephemeral(&self) -> EphemeralKey {
        EphemeralKey::from_coins(&self.coins.ephemeral)
    }

    /// `craft` gets `ek_A1` and the payload.
    fn m1(&mut self, to: &PublicIdentity, craft: impl FnOnce(&mut Vec<u8>, &mut Vec<u8>)) -> Vec<u8> {
        let e = self.ephemeral();
        self.state.mix_ephemeral(e.public());
        self.state.mix_key(e.dh(to.montgomery()).unwrap().as_bytes());
        let (mut key, mut text) = (OwnKey::from_seed(&self.coins.kem).public().to_vec(), payload(PAYLOAD_1));
        craft(&mut key, &mut text);
        let key = self.state.encrypt_and_hash(key);
        [&e.public()[..], &key, &self.state.encrypt_and_hash(text)].concat()
    }

    /// `craft` gets the identity and the payload.
    fn m3(
        mut self,
        me: &dyn StaticDh,
        to: &PublicIdentity,
        m2: &[u8],
        craft: impl FnOnce(&mut Vec<u8>, &mut Vec<u8>),
    ) -> Vec<u8> {
        let Parts { ephemeral: peer_e, sealed_kem: ct, sealed_payload: text } =
            Parts::of(block(m2).unwrap(), CT).unwrap();
        self.state.mix_ephemeral(peer_e);
        self.state.mix_key(self.ephemeral().dh(peer_e).unwrap().as_bytes());
        let ct = self.state.decrypt_and_hash(ct).ok().unwrap();
        let shared = OwnKey::from_seed(&self.coins.kem).decapsulate(ct[..].try_into().unwrap()).unwrap();
        self.state.mix_key(shared.as_bytes());
        self.state.decrypt_and_hash(text).ok().unwrap();
        let (mut claimed, mut text) = (me.public().as_bytes().to_vec(), payload(PAYLOAD_3));
        craft(&mut claimed, &mut text);
        let m3 = self.state.encrypt_and_hash(claimed);
        self.state.mix_key(me.dh(peer_e).unwrap().as_bytes());
        let statics = me.dh(to.montgomery()).unwrap();
        self.state.mix_psk(&kdf::pair_psk(&Continuity::first_contact(), &statics, &me.public(), to));
        [m3, self.state.encrypt_and_hash(text)].concat()
    }
}

/// What B says to a crafted M1.
fn reply(craft: impl FnOnce(&mut Vec<u8>, &mut Vec<u8>)) -> Result<(), HandshakeError> {
    let b = identity(2);
    let m1 = Rogue::new(&b.public()).m1(&b.public(), craft);
    responder::reply(&b, &m1, Coins::new("b").responder()).map(|_| ())
}

/// What B says to a crafted M3 of `me`.
fn prove(me: &dyn StaticDh, craft: impl FnOnce(&mut Vec<u8>, &mut Vec<u8>)) -> Result<(), Refused> {
    let b = identity(2);
    let mut rogue = Rogue::new(&b.public());
    let m1 = rogue.m1(&b.public(), NOTHING);
    let (m2, await_proof) = responder::reply(&b, &m1, Coins::new("b").responder()).unwrap();
    let m3 = rogue.m3(me, &b.public(), &m2, craft);
    await_proof.identify(&b, &m3)?.accept(&b, &[Continuity::first_contact()]).map(|_| ())
}

/// What A says to an M2 whose `ct` or payload was crafted before it was sealed.
fn read(craft: impl FnOnce(&mut Vec<u8>, &mut Vec<u8>)) -> Result<(), HandshakeError> {
    let (a, b) = (identity(1), identity(2));
    let coins: ResponderCoins = Coins::new("b").responder();
    let (m1, await_reply) = initiator::start(&a, b.public(), Coins::new("a").initiator()).unwrap();
    let mut state = begin(&b.public());
    let Parts { ephemeral: peer_e, sealed_kem: key, sealed_payload: text } =
        Parts::of(block(&m1).unwrap(), EK).unwrap();
    state.mix_ephemeral(peer_e);
    state.mix_key(b.dh(peer_e).unwrap().as_bytes());
    let key = state.decrypt_and_hash(key).ok().unwrap();
    state.decrypt_and_hash(text).ok().unwrap();
    let e = EphemeralKey::from_coins(&coins.ephemeral);
    state.mix_ephemeral(e.public());
    state.mix_key(e.dh(peer_e).unwrap().as_bytes());
    let peer_key = PeerKey::from_bytes(key[..].try_into().unwrap()).unwrap();
    let (ct, shared) = peer_key.encapsulate(&coins.encapsulation);
    let mut text = payload_with_key(OwnKey::from_seed(&coins.ratchet).public());
    let mut ct = ct.to_vec();
    craft(&mut ct, &mut text);
    let ct = state.encrypt_and_hash(ct);
    state.mix_key(shared.as_bytes());
    let m2 = [&e.public()[..], &ct, &state.encrypt_and_hash(text)].concat();
    await_reply.read(&m2).map(|_| ())
}

#[test]
fn the_rogues_are_ordinary_peers_if_they_change_nothing() {
    assert_eq!(reply(NOTHING), Ok(()));
    assert_eq!(prove(&identity(1), NOTHING), Ok(()));
    assert_eq!(read(NOTHING), Ok(()));
}

#[test]
fn messages_have_exactly_the_length_of_a_block() {
    assert_eq!((PAYLOAD_1, PAYLOAD_2, PAYLOAD_3), (2816, 2912, 4032));
    assert_eq!((EK, CT, TAG), (1216, 1120, 16));
}

#[test]
fn padding_that_is_not_zero_is_malformed_in_every_message() {
    for at in [2, 3, 100, PAYLOAD_1 - 1] {
        assert_eq!(reply(|_, text| text[at] = 1), Err(HandshakeError::Malformed));
    }
    for at in [EK + 2, PAYLOAD_2 - 1] {
        assert_eq!(read(|_, text| text[at] = 1), Err(HandshakeError::Malformed));
    }
    // and two bytes that cancel each other out
    assert_eq!(reply(|_, text| text[2..4].fill(1)), Err(HandshakeError::Malformed));
    assert_eq!(read(|_, text| text[EK + 2..EK + 4].fill(1)), Err(HandshakeError::Malformed));
    for at in [2, PAYLOAD_3 - 1] {
        let refused = prove(&identity(1), |_, text| text[at] = 1);
        assert_eq!(refused, Err(Refused::Handshake(HandshakeError::Malformed)));
    }
}

#[test]
fn unknown_flags_are_ignored() {
    assert_eq!(reply(|_, text| text[1] = 0xff), Ok(()));
    assert_eq!(read(|_, text| text[1 + EK] = 0xff), Ok(()));
    assert_eq!(prove(&identity(1), |_, text| text[1] = 0xff), Ok(()));
}

#[test]
fn a_peer_that_does_not_speak_our_version_is_refused_and_a_later_one_is_not() {
    for (ver_max, outcome) in [(0, Err(HandshakeError::Version)), (1, Ok(())), (2, Ok(())), (255, Ok(()))] {
        assert_eq!(reply(|_, text| text[0] = ver_max), outcome);
        assert_eq!(read(|_, text| text[0] = ver_max), outcome);
        let proved = prove(&identity(1), |_, text| text[0] = ver_max);
        assert_eq!(proved, outcome.map_err(Refused::Handshake));
    }
}

/// Lesson L7 (docs/lessons.md): the highest version of each side is authenticated.
#[test]
fn a_version_below_what_both_speak_is_a_downgrade() {
    let downgrade = Err(HandshakeError::Version);
    assert_eq!(agreed(1, 1, 1), Ok(1));
    assert_eq!(agreed(1, 1, 9), Ok(9));
    assert_eq!(agreed(1, 9, 1), Ok(1));
    assert_eq!(agreed(1, 2, 2), downgrade);
    assert_eq!(agreed(1, 2, 9), downgrade);
    assert_eq!(agreed(2, 2, 1), downgrade);
    assert_eq!(agreed(1, 1, 0), downgrade);
}

#[test]
fn a_kem_key_outside_the_field_is_malformed() {
    let break_key = |key: &mut [u8]| key[..3].fill(0xff);
    assert_eq!(reply(|key, _| break_key(key)), Err(HandshakeError::Malformed));
    assert_eq!(read(|_, text| break_key(&mut text[1..])), Err(HandshakeError::Malformed));
}

/// Lesson L9 (docs/lessons.md): no peer decides alone what a secret is.
#[test]
fn points_of_small_order_are_refused_in_every_position() {
    let refused = Err(HandshakeError::NonContributory);
    for u in LOW_ORDER_U {
        assert_eq!(reply(|key, _| key[EK - 32..].copy_from_slice(&u)), refused);
        assert_eq!(read(|ct, _| ct[CT - 32..].copy_from_slice(&u)), refused);
        assert_eq!(read(|_, text| text[1 + EK - 32..=EK].copy_from_slice(&u)), refused);
    }
}

#[test]
fn a_changed_kem_ciphertext_surfaces_as_a_tag_that_does_not_verify() {
    for at in [0, 700, CT - 33, CT - 32] {
        assert_eq!(read(|ct, _| ct[at] ^= 1), Err(HandshakeError::Crypto));
    }
}

#[test]
fn a_claimed_identity_that_is_no_identity_is_refused() {
    use curve25519_dalek::{constants::EIGHT_TORSION, edwards::CompressedEdwardsY};
    let a = identity(1);
    let bad = Err(Refused::Handshake(HandshakeError::BadIdentity));
    let point = CompressedEdwardsY(*a.public().as_bytes()).decompress().unwrap();
    for torsion in EIGHT_TORSION {
        let small = torsion.compress().0;
        assert_eq!(prove(&a, |claimed, _| claimed.copy_from_slice(&small)), bad);
        let torsioned = (point + torsion).compress().0;
        if torsioned != *a.public().as_bytes() {
            assert_eq!(prove(&a, |claimed, _| claimed.copy_from_slice(&torsioned)), bad);
        }
    }
    assert_eq!(prove(&a, |claimed, _| claimed.fill(0xff)), bad);
}

/// Lesson L7 (docs/lessons.md): both identities are bound to every key of a session.
#[test]
fn the_identity_of_another_cannot_be_claimed() {
    let (a, c) = (identity(1), identity(3).public());
    let refused = prove(&a, |claimed, _| claimed.copy_from_slice(c.as_bytes()));
    assert!(matches!(refused, Err(Refused::NoContinuity { .. })));
    // -A has the Montgomery image of A, so that only the transcript tells them apart
    let mut minus = *a.public().as_bytes();
    minus[31] ^= 0x80;
    assert!(PublicIdentity::from_bytes(&minus).is_ok());
    let refused = prove(&a, |claimed, _| claimed.copy_from_slice(&minus));
    assert!(matches!(refused, Err(Refused::NoContinuity { .. })));
}

#[test]
fn one_self_is_refused_as_a_caller() {
    let refused = prove(&identity(2), NOTHING);
    assert_eq!(refused, Err(Refused::Handshake(HandshakeError::Policy)));
}

#[test]
fn a_message_without_its_kem_part_is_refused() {
    let b = identity(2);
    let m1 = Rogue::new(&b.public()).m1(&b.public(), NOTHING);
    let stripped = responder::reply(&b, &m1[..32], Coins::new("b").responder());
    assert_eq!(stripped.err(), Some(HandshakeError::Malformed));
}
