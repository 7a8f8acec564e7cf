//! ChaCha20-Poly1305 (RFC 8439). Handshakes take it as the package gives it; records, of which there are many more, in
//! [`one_pass`].

pub(crate) mod one_pass;

use crate::keys::{Cipher, Key};
use chacha20poly1305::{AeadInOut, ChaCha20Poly1305, KeyInit};
use zeroize::Zeroizing;

/// Bytes that sealing adds.
pub(crate) const TAG: usize = 16;

/// Bytes of a nonce.
pub(crate) const NONCE: usize = 12;

/// A tag that did not verify.
pub(crate) struct Forged;

/// A plaintext buffer of `len` zeros, with room for the tag so that sealing does not move it.
pub(crate) fn plaintext(len: usize) -> Vec<u8> {
    let mut buffer = Vec::with_capacity(len.saturating_add(TAG));
    buffer.resize(len, 0);
    buffer
}

/// Seals `text` in place and appends the tag.
pub(crate) fn seal(key: &Key<Cipher>, nonce: &[u8; NONCE], ad: &[u8], mut text: Vec<u8>) -> Vec<u8> {
    ChaCha20Poly1305::new(key.as_bytes().into())
        .encrypt_in_place(nonce.into(), ad, &mut text)
        .expect("a text of at most 64 KiB is far below the 256 GiB that the cipher seals");
    text
}

/// Opens `sealed`, which ends with its tag. Nothing is decrypted unless the tag verifies.
pub(crate) fn open(
    key: &Key<Cipher>,
    nonce: &[u8; NONCE],
    ad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Forged> {
    let mut text = Zeroizing::new(sealed.to_vec());
    ChaCha20Poly1305::new(key.as_bytes().into())
        .decrypt_in_place(nonce.into(), ad, &mut *text)
        .map_err(|_| Forged)?;
    Ok(text)
}

#[cfg(test)]
mod vectors;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rfc;

    #[test]
    fn the_cipher_agrees_with_rfc_8439_section_2_8_2() {
        let v = rfc("chacha20_poly1305");
        let key = Key::copy_of(&v.array("key"));
        let sealed = seal(&key, &v.array("nonce"), &v.bytes("aad"), v.bytes("plaintext"));
        assert_eq!(sealed, v.bytes("sealed"));
        let opened = open(&key, &v.array("nonce"), &v.bytes("aad"), &sealed).ok().unwrap();
        assert_eq!(*opened, v.bytes("plaintext"));
    }

    #[test]
    fn a_sealed_text_shorter_than_a_tag_is_forged() {
        for len in 0..TAG {
            assert!(open(&Key::zero(), &[0; NONCE], b"", &vec![0; len]).is_err());
        }
    }

    #[test]
    fn sealing_does_not_move_the_plaintext() {
        let text = plaintext(1000);
        let before = text.as_ptr();
        let sealed = seal(&Key::zero(), &[0; NONCE], b"", text);
        assert_eq!(sealed.as_ptr(), before);
    }
}
