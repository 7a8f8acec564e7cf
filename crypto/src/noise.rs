//! The Noise SymmetricState (revision 34, sections 5.1, 5.2 and 9) with SHA-256 and ChaChaPoly.
//!
//! This layer knows no pattern and no message: [`crate::handshake`] does.

use crate::{
    aead::{self, Forged, NONCE},
    alert::AlertKey,
    kdf,
    keys::{Chaining, Cipher, Key, Psk, opaque},
};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// `ck`, `h`, and the cipher once a key exists. Wiped on drop.
#[derive(Clone)]
pub(crate) struct SymmetricState {
    ck: Key<Chaining>,
    h: [u8; 32],
    cipher: CipherState,
}

/// `k` and `n` of Noise 5.1.
#[derive(Clone)]
enum CipherState {
    /// No `MixKey` yet: encryption is the identity.
    Empty,
    Keyed {
        k: Key<Cipher>,
        n: u64,
    },
}

impl SymmetricState {
    /// `InitializeSymmetric` and `MixHash(prologue)`.
    pub(crate) fn new(protocol_name: &[u8], prologue: &[u8]) -> Self {
        let h = initial_hash(protocol_name);
        let mut state = Self { ck: Key::copy_of(&h), h, cipher: CipherState::Empty };
        state.mix_hash(prologue);
        state
    }

    /// `MixHash`.
    pub(crate) fn mix_hash(&mut self, data: &[u8]) {
        self.h = Sha256::new().chain_update(self.h).chain_update(data).finalize().into();
    }

    /// `MixKey`.
    pub(crate) fn mix_key(&mut self, input: &[u8]) {
        let (ck, k) = kdf::noise_mix_key(&self.ck, input);
        self.ck = ck;
        self.cipher = CipherState::Keyed { k, n: 0 };
    }

    /// `MixKeyAndHash`, the token `psk`.
    pub(crate) fn mix_psk(&mut self, psk: &Key<Psk>) {
        let (ck, temp_h, k) = kdf::noise_mix_psk(&self.ck, psk);
        self.ck = ck;
        self.mix_hash(temp_h.as_bytes());
        self.cipher = CipherState::Keyed { k, n: 0 };
    }

    /// The token `e` of psk mode: `MixHash(e)`, `MixKey(e)` (Noise 9.2).
    pub(crate) fn mix_ephemeral(&mut self, public: &[u8; 32]) {
        self.mix_hash(public);
        self.mix_key(public);
    }

    /// `EncryptAndHash`: seals `text` in place.
    pub(crate) fn encrypt_and_hash(&mut self, text: Vec<u8>) -> Vec<u8> {
        let sealed = match &self.cipher {
            CipherState::Empty => text,
            CipherState::Keyed { k, n } => aead::seal(k, &nonce(*n), &self.h, text),
        };
        self.count(&sealed);
        sealed
    }

    /// `DecryptAndHash`; on an error the state is unchanged.
    pub(crate) fn decrypt_and_hash(&mut self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Forged> {
        let text = match &self.cipher {
            CipherState::Empty => Zeroizing::new(sealed.to_vec()),
            CipherState::Keyed { k, n } => aead::open(k, &nonce(*n), &self.h, sealed)?,
        };
        self.count(sealed);
        Ok(text)
    }

    /// The key of the alert block; to be taken right after `se`.
    pub(crate) fn alert_key(&self) -> AlertKey {
        AlertKey::derive(&self.ck, &self.h)
    }

    /// The final `ck` and `h`.
    pub(crate) fn finish(self) -> (Key<Chaining>, [u8; 32]) {
        (self.ck, self.h)
    }

    /// A ciphertext enters the hash and uses up its nonce.
    fn count(&mut self, sealed: &[u8]) {
        self.mix_hash(sealed);
        if let CipherState::Keyed { n, .. } = &mut self.cipher {
            *n = n.saturating_add(1); // at most 2 per key
        }
    }
}

opaque!(SymmetricState);

/// A name of at most 32 bytes is padded, a longer one hashed.
fn initial_hash(protocol_name: &[u8]) -> [u8; 32] {
    let mut h = [0; 32];
    match h.get_mut(..protocol_name.len()) {
        Some(prefix) => prefix.copy_from_slice(protocol_name),
        None => h = Sha256::digest(protocol_name).into(),
    }
    h
}

/// 32 bits of zeros and the little-endian counter (Noise 12.3).
fn nonce(n: u64) -> [u8; NONCE] {
    let mut nonce = [0; NONCE];
    for (to, byte) in nonce.iter_mut().skip(4).zip(n.to_le_bytes()) {
        *to = byte;
    }
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dh::EphemeralKey;
    use proptest::prelude::*;

    const ORACLE: &str = "Noise_XKpsk3_25519_ChaChaPoly_SHA256";

    /// The secrets of one run: statics, ephemerals, psk.
    struct Run {
        s_i: [u8; 32],
        e_i: [u8; 32],
        s_r: [u8; 32],
        e_r: [u8; 32],
        psk: [u8; 32],
        prologue: Vec<u8>,
    }

    impl Run {
        fn snow(&self) -> (snow::HandshakeState, snow::HandshakeState) {
            let build = |local, ephemeral| {
                snow::Builder::new(ORACLE.parse().unwrap())
                    .local_private_key(local)
                    .unwrap()
                    .psk(3, &self.psk)
                    .unwrap()
                    .prologue(&self.prologue)
                    .unwrap()
                    .fixed_ephemeral_key_for_testing_only(ephemeral)
            };
            let to = *EphemeralKey::from_coins(&self.s_r).public();
            let initiator = build(&self.s_i, &self.e_i).remote_public_key(&to).unwrap().build_initiator();
            (initiator.unwrap(), build(&self.s_r, &self.e_r).build_responder().unwrap())
        }
    }

    fn dh(state: &mut SymmetricState, own: &[u8; 32], peer: &[u8; 32]) {
        let shared = EphemeralKey::from_coins(own).dh(peer).unwrap();
        state.mix_key(shared.as_bytes());
    }

    fn public(secret: &[u8; 32]) -> [u8; 32] {
        *EphemeralKey::from_coins(secret).public()
    }

    /// Our three messages, and our state after them.
    fn ours(run: &Run, payloads: [&[u8]; 3]) -> (Vec<Vec<u8>>, SymmetricState) {
        let mut state = SymmetricState::new(ORACLE.as_bytes(), &run.prologue);
        state.mix_hash(&public(&run.s_r));
        state.mix_ephemeral(&public(&run.e_i));
        dh(&mut state, &run.e_i, &public(&run.s_r)); // es
        let first = [&public(&run.e_i)[..], &state.encrypt_and_hash(payloads[0].to_vec())].concat();
        state.mix_ephemeral(&public(&run.e_r));
        dh(&mut state, &run.e_i, &public(&run.e_r)); // ee
        let second = [&public(&run.e_r)[..], &state.encrypt_and_hash(payloads[1].to_vec())].concat();
        let mut third = state.encrypt_and_hash(public(&run.s_i).to_vec());
        dh(&mut state, &run.s_i, &public(&run.e_r)); // se
        state.mix_psk(&Key::copy_of(&run.psk));
        third.extend(state.encrypt_and_hash(payloads[2].to_vec()));
        (vec![first, second, third], state)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// Three messages, the handshake hash and the transport keys, against an independent Noise.
        #[test]
        fn the_state_is_byte_identical_to_snow(
            s_i: [u8; 32], e_i: [u8; 32], s_r: [u8; 32], e_r: [u8; 32], psk: [u8; 32],
            prologue in proptest::collection::vec(any::<u8>(), 0..80),
            texts in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..200), 3),
        ) {
            let run = Run { s_i, e_i, s_r, e_r, psk, prologue };
            let (messages, state) = ours(&run, [&texts[0], &texts[1], &texts[2]]);
            let (mut initiator, mut responder) = run.snow();
            for (at, message) in messages.iter().enumerate() {
                let (writer, reader) =
                    if at == 1 { (&mut responder, &mut initiator) } else { (&mut initiator, &mut responder) };
                let (mut buffer, mut read) = ([0; 1024], [0; 1024]);
                let len = writer.write_message(&texts[at], &mut buffer).unwrap();
                prop_assert_eq!(&buffer[..len], &message[..]);
                let len = reader.read_message(message, &mut read).unwrap();
                prop_assert_eq!(&read[..len], &texts[at][..]);
            }
            prop_assert_eq!(initiator.get_handshake_hash(), &state.h[..]);
            let (first, second) = kdf::noise_mix_key(&state.ck, b""); // Split
            let mut transport = initiator.into_transport_mode().unwrap();
            let mut buffer = [0; 64];
            let len = transport.write_message(b"data", &mut buffer).unwrap();
            let k1 = Key::copy_of(first.as_bytes());
            prop_assert_eq!(&buffer[..len], &aead::seal(&k1, &nonce(0), b"", b"data".to_vec())[..]);
            let sealed = aead::seal(&second, &nonce(0), b"", b"back".to_vec());
            let len = transport.read_message(&sealed, &mut buffer).unwrap();
            prop_assert_eq!(&buffer[..len], b"back");
        }
    }

    /// Lesson L11 (docs/lessons.md): nothing moves before the tag is verified.
    #[test]
    fn a_failed_decryption_leaves_the_state_as_it_was() {
        let mut writer = SymmetricState::new(b"name", b"");
        writer.mix_key(b"key");
        let mut reader = writer.clone();
        let sealed = writer.encrypt_and_hash(b"text".to_vec());
        let mut forged = sealed.clone();
        forged[0] ^= 1;
        assert!(reader.decrypt_and_hash(&forged).is_err());
        assert_eq!(reader.decrypt_and_hash(&sealed).ok().unwrap().as_slice(), b"text");
        assert_eq!(reader.h, writer.h);
    }

    #[test]
    fn names_up_to_32_bytes_are_padded_and_longer_ones_hashed() {
        assert_eq!(initial_hash(b"short")[..6], *b"short\0");
        assert_eq!(initial_hash(&[b'n'; 32]), [b'n'; 32]);
        assert_eq!(initial_hash(&[b'n'; 33]), <[u8; 32]>::from(Sha256::digest([b'n'; 33])));
    }
}
