//! Every key derivation of ODS1: one function per label, all labels in one table (section 4).

use crate::{
    continuity::{Continuity, INVITE_LEN},
    dh::SharedSecret,
    identity::PublicIdentity,
    keys::{
        ChainHead, Chaining, Cipher, Comparison, Confirming, Continuing, Exporting, KemShared, Key, Master,
        Psk, Root, Tag, TempHash,
    },
    schedule::SessionId,
};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

/// Domain separation: the `info` of HKDF begins with one of these, and none begins with another.
#[derive(Clone, Copy)]
enum Label {
    Alert,
    Continuity,
    Exporter,
    Invite,
    Master,
    PairPsk,
    Ratchet,
    Root,
    Sas,
    SessionId,
    VerifyMac,
}

/// Whose tag it is in the question-and-answer check.
#[derive(Clone, Copy)]
pub(crate) enum Role {
    Asker = 0x01,
    Answerer = 0x02,
}

impl Label {
    const fn text(self) -> &'static [u8] {
        match self {
            Self::Alert => b"ODS1 alert",
            Self::Continuity => b"ODS1 continuity",
            Self::Exporter => b"ODS1 exporter",
            Self::Invite => b"ODS1 invite",
            Self::Master => b"ODS1 master",
            Self::PairPsk => b"ODS1 pair psk",
            Self::Ratchet => b"ODS1 ratchet",
            Self::Root => b"ODS1 root",
            Self::Sas => b"ODS1 sas",
            Self::SessionId => b"ODS1 session id",
            Self::VerifyMac => b"ODS1 verify mac",
        }
    }
}

/// Noise `MixKey`: `(ck, k) = HKDF(ck, input, 2)` (Noise 5.2).
pub(crate) fn noise_mix_key(ck: &Key<Chaining>, input: &[u8]) -> (Key<Chaining>, Key<Cipher>) {
    let [ck, k] = &*keys(ck.as_bytes(), input, &[]);
    (Key::copy_of(ck), Key::copy_of(k))
}

/// Noise `MixKeyAndHash`: `(ck, temp_h, k) = HKDF(ck, psk, 3)` (Noise 9.1).
pub(crate) fn noise_mix_psk(
    ck: &Key<Chaining>,
    psk: &Key<Psk>,
) -> (Key<Chaining>, Key<TempHash>, Key<Cipher>) {
    let [ck, temp_h, k] = &*keys(ck.as_bytes(), psk.as_bytes(), &[]);
    (Key::copy_of(ck), Key::copy_of(temp_h), Key::copy_of(k))
}

/// `psk`, from the DH of the two static keys and the continuity secret.
pub(crate) fn pair_psk(
    continuity: &Continuity,
    statics: &SharedSecret,
    initiator: &PublicIdentity,
    responder: &PublicIdentity,
) -> Key<Psk> {
    let info = [Label::PairPsk.text(), initiator.as_bytes(), responder.as_bytes()];
    key(continuity.as_bytes(), statics.as_bytes(), &info)
}

/// The continuity secret that stands in an invitation to `responder`.
pub(crate) fn invite(secret: &[u8; INVITE_LEN], responder: &PublicIdentity) -> Key<Continuing> {
    key(&[0; 32], secret, &[Label::Invite.text(), responder.as_bytes()])
}

/// The key of the alert block, from `ck'` and `h'` right after `se`.
pub(crate) fn alert(ck: &Key<Chaining>, h: &[u8; 32]) -> Key<Cipher> {
    key(h, ck.as_bytes(), &[Label::Alert.text()])
}

/// `MS`, from the final `ck` and `h`.
pub(crate) fn master(ck: &Key<Chaining>, h: &[u8; 32]) -> Key<Master> {
    key(ck.as_bytes(), h, &[Label::Master.text()])
}

/// `sid`.
pub(crate) fn session_id(ms: &Key<Master>, h: &[u8; 32]) -> SessionId {
    let [sid] = &*keys(h, ms.as_bytes(), &[Label::SessionId.text()]);
    SessionId::new(*sid)
}

/// `RK0`.
pub(crate) fn root(ms: &Key<Master>, h: &[u8; 32]) -> Key<Root> {
    key(h, ms.as_bytes(), &[Label::Root.text()])
}

/// `C_next`.
pub(crate) fn continuity(ms: &Key<Master>, h: &[u8; 32]) -> Key<Continuing> {
    key(h, ms.as_bytes(), &[Label::Continuity.text()])
}

/// `sas`.
pub(crate) fn sas(ms: &Key<Master>, h: &[u8; 32]) -> Key<Comparison> {
    key(h, ms.as_bytes(), &[Label::Sas.text()])
}

/// `exporter`.
pub(crate) fn exporter(ms: &Key<Master>, h: &[u8; 32]) -> Key<Exporting> {
    key(h, ms.as_bytes(), &[Label::Exporter.text()])
}

/// `(RK, CK)` of a new epoch; `offer_digest` is SHA-256 of the epoch's `ek ‖ ct`.
pub(crate) fn ratchet(
    root: &Key<Root>,
    shared: &Key<KemShared>,
    sid: &SessionId,
    epoch: u32,
    offer_digest: &[u8; 32],
) -> (Key<Root>, Key<ChainHead>) {
    let info = [Label::Ratchet.text(), sid.as_bytes(), &epoch.to_be_bytes(), offer_digest];
    let [root, chain] = &*keys(root.as_bytes(), shared.as_bytes(), &info);
    (Key::copy_of(root), Key::copy_of(chain))
}

/// `(MK, CK)`: the key of this record and the head of the chain after it.
pub(crate) fn advance(head: &Key<ChainHead>) -> (Key<Cipher>, Key<ChainHead>) {
    const MESSAGE: u8 = 0x01;
    const CHAIN: u8 = 0x02;
    let keyed = hmac_keyed(head);
    (hmac_of(keyed.clone(), &[&[MESSAGE]]), hmac_of(keyed, &[&[CHAIN]]))
}

/// `mk` of the question-and-answer check, from `ISK`.
pub(crate) fn verify_mac(isk: &[u8; 64]) -> Key<Confirming> {
    key(&[0; 32], isk, &[Label::VerifyMac.text()])
}

/// `Ta` or `Tb`, over what that side contributed.
pub(crate) fn verify_tag(mac: &Key<Confirming>, role: Role, contribution: &[u8]) -> Key<Tag> {
    hmac(mac, &[&[role as u8], contribution])
}

/// HKDF-SHA256 (RFC 5869) to one key; `info` is the concatenation of its parts.
fn key<P>(salt: &[u8], ikm: &[u8], info: &[&[u8]]) -> Key<P> {
    let [key] = &*keys(salt, ikm, info);
    Key::copy_of(key)
}

/// HKDF-SHA256 to `K` keys in a row.
fn keys<const K: usize>(salt: &[u8], ikm: &[u8], info: &[&[u8]]) -> Zeroizing<[[u8; 32]; K]> {
    let mut okm = Zeroizing::new([[0; 32]; K]);
    hkdf(salt, ikm, info, okm.as_flattened_mut());
    okm
}

/// HKDF-SHA256 into `okm`.
fn hkdf(salt: &[u8], ikm: &[u8], info: &[&[u8]], okm: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(salt), ikm)
        .expand_multi_info(info, okm)
        .expect("no caller asks for more than 96 bytes, and HKDF yields 8160");
}

/// HMAC-SHA256 (RFC 2104) of the concatenation of the parts.
fn hmac<P, Q>(key: &Key<P>, parts: &[&[u8]]) -> Key<Q> {
    hmac_of(hmac_keyed(key), parts)
}

fn hmac_keyed<P>(key: &Key<P>) -> Hmac<Sha256> {
    <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_bytes()).expect("HMAC takes any key")
}

fn hmac_of<Q>(mut mac: Hmac<Sha256>, parts: &[&[u8]]) -> Key<Q> {
    parts.iter().for_each(|part| mac.update(part));
    let mut tag: [u8; 32] = mac.finalize().into_bytes().into();
    let key = Key::copy_of(&tag);
    tag.zeroize();
    key
}

#[cfg(test)]
mod vectors;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rfc;

    const LABELS: [Label; 11] = [
        Label::Alert,
        Label::Continuity,
        Label::Exporter,
        Label::Invite,
        Label::Master,
        Label::PairPsk,
        Label::Ratchet,
        Label::Root,
        Label::Sas,
        Label::SessionId,
        Label::VerifyMac,
    ];

    #[test]
    fn hkdf_agrees_with_rfc_5869_appendix_a() {
        for (name, parts) in [("hkdf_a1", 1), ("hkdf_a3", 1), ("hkdf_a1", 3)] {
            let v = rfc(name);
            let info = v.bytes("info");
            let info: Vec<&[u8]> =
                if info.is_empty() { vec![] } else { info.chunks(info.len().div_ceil(parts)).collect() };
            let mut okm = [0; 42];
            hkdf(&v.bytes("salt"), &v.bytes("ikm"), &info, &mut okm);
            assert_eq!(okm.as_slice(), v.bytes("okm"));
        }
    }

    #[test]
    fn no_label_begins_with_another() {
        for (i, a) in LABELS.iter().enumerate() {
            for (j, b) in LABELS.iter().enumerate() {
                assert!(i == j || !a.text().starts_with(b.text()));
            }
        }
    }

    /// Lesson L10 (docs/lessons.md): who learns the key of one message learns no other key.
    #[test]
    fn a_message_key_is_not_the_next_chain_key() {
        let (message, next) = advance(&Key::copy_of(&[7; 32]));
        assert_ne!(message.as_bytes(), next.as_bytes());
    }
}
