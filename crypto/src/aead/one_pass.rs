//! ChaCha20-Poly1305 (RFC 8439, 2.8) with the key of the tag and the text under one pass of ChaCha20.
//!
//! ```text
//!   block 0              blocks 1, 2, ...
//!   [ zeros[64]        ‖ text                  ‖ zeros, up to a multiple of WIDTH ]
//!     │ key stream         │                        unused
//!     ▼                    ▼
//!   key of Poly1305[32]  sealed text
//! ```
//!
//! The package makes block 0 by itself and then the text, and whatever is no multiple of sixteen blocks in a slower way: for
//! a record of 4096 bytes that is a third of all the time (`docs/decisions/0010-records.md`). The bytes are the same, which
//! the tests compare.

use super::{Forged, NONCE, TAG};
use crate::keys::{Cipher, Key};
use chacha20::{
    ChaCha20,
    cipher::{KeyIvInit, StreamCipher},
};
use poly1305::{
    Poly1305,
    universal_hash::{KeyInit, UniversalHash},
};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// Bytes of a block of ChaCha20.
const BLOCK: usize = 64;

/// What a pass is a multiple of: sixteen blocks, the most that any processor makes at once.
const WIDTH: usize = 16 * BLOCK;

/// Seals what lies behind the first `clear` bytes of `buffer` in place, and appends the tag.
pub(crate) fn seal_behind(
    key: &Key<Cipher>,
    nonce: &[u8; NONCE],
    ad: &[u8],
    clear: usize,
    buffer: &mut Vec<u8>,
) {
    let (_, text) = buffer.split_at_mut_checked(clear).expect("callers put the header in front");
    let (mac_key, passed) = pass(key, nonce, text);
    text.copy_from_slice(behind_block_0(&passed, text.len()));
    let tag = tag(&mac_key, ad, text);
    buffer.extend_from_slice(&tag);
}

/// Opens `sealed`, which ends with its tag. Nothing of it is given out unless the tag verifies.
pub(crate) fn open(
    key: &Key<Cipher>,
    nonce: &[u8; NONCE],
    ad: &[u8],
    sealed: &[u8],
) -> Result<Vec<u8>, Forged> {
    let (sealed, claimed) = sealed.split_last_chunk::<TAG>().ok_or(Forged)?;
    let (mac_key, mut passed) = pass(key, nonce, sealed);
    if bool::from(tag(&mac_key, ad, sealed).ct_ne(claimed)) {
        passed.zeroize();
        return Err(Forged);
    }
    passed.drain(..BLOCK);
    passed.truncate(sealed.len());
    Ok(passed)
}

/// The key of the tag, and the buffer above; of block 0 nothing is left in it.
fn pass(key: &Key<Cipher>, nonce: &[u8; NONCE], text: &[u8]) -> (Zeroizing<[u8; 32]>, Vec<u8>) {
    let mut passed = vec![0; BLOCK.saturating_add(text.len()).next_multiple_of(WIDTH)];
    let behind = passed.get_mut(BLOCK..).and_then(|rest| rest.get_mut(..text.len()));
    behind.expect("the pass is longer than the text by a block").copy_from_slice(text);
    ChaCha20::new(key.as_bytes().into(), nonce.into()).apply_keystream(&mut passed);
    let block_0 = passed.first_chunk_mut::<BLOCK>().expect("a pass has sixteen blocks at least");
    let mac_key = Zeroizing::new(*block_0.first_chunk().expect("a block holds the key"));
    block_0.zeroize();
    (mac_key, passed)
}

fn behind_block_0(passed: &[u8], len: usize) -> &[u8] {
    let behind = passed.get(BLOCK..).and_then(|rest| rest.get(..len));
    behind.expect("the pass is longer than the text by a block")
}

/// Poly1305 over both, each padded to 16 bytes, and their lengths (RFC 8439, 2.8).
fn tag(mac_key: &[u8; 32], ad: &[u8], sealed: &[u8]) -> [u8; TAG] {
    let mut mac = Poly1305::new(mac_key.into());
    mac.update_padded(ad);
    mac.update_padded(sealed);
    let [a0, a1, a2, a3, a4, a5, a6, a7] = length(ad);
    let [s0, s1, s2, s3, s4, s5, s6, s7] = length(sealed);
    mac.update(&[[a0, a1, a2, a3, a4, a5, a6, a7, s0, s1, s2, s3, s4, s5, s6, s7].into()]);
    mac.finalize().into()
}

fn length(bytes: &[u8]) -> [u8; 8] {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aead;
    use proptest::prelude::*;

    proptest! {
        /// The package's own composition, at every length about the blocks and widths.
        #[test]
        fn one_pass_makes_the_bytes_that_the_package_makes(
            key: [u8; 32],
            nonce: [u8; NONCE],
            ad in proptest::collection::vec(any::<u8>(), 0..200),
            text in proptest::collection::vec(any::<u8>(), 0..3000),
        ) {
            let key = Key::copy_of(&key);
            let expected = aead::seal(&key, &nonce, &ad, text.clone());
            let mut buffer = [b"header", &text[..]].concat();
            seal_behind(&key, &nonce, &ad, 6, &mut buffer);
            prop_assert_eq!(&buffer[..6], b"header");
            prop_assert_eq!(&buffer[6..], &expected[..]);
            prop_assert_eq!(open(&key, &nonce, &ad, &expected).ok(), Some(text));
        }
    }

    #[test]
    fn every_length_about_a_block_and_a_width_is_right() {
        let (key, nonce) = (Key::copy_of(&[7; 32]), [3; NONCE]);
        let about = |at: usize| at.saturating_sub(2)..=at + 2;
        for len in [0, 64, 960, 1024, 1731, 1984, 65_536 - 64].into_iter().flat_map(about) {
            let text = vec![5; len];
            let sealed = aead::seal(&key, &nonce, b"ad", text.clone());
            assert_eq!(open(&key, &nonce, b"ad", &sealed).ok(), Some(text), "{len}");
        }
    }

    #[test]
    fn nothing_is_given_out_of_a_forged_text() {
        let (key, nonce) = (Key::copy_of(&[7; 32]), [3; NONCE]);
        let sealed = aead::seal(&key, &nonce, b"ad", b"text".to_vec());
        for at in 0..sealed.len() {
            let mut forged = sealed.clone();
            forged[at] ^= 1;
            assert!(open(&key, &nonce, b"ad", &forged).is_err());
        }
        assert!(open(&key, &nonce, b"other", &sealed).is_err());
        assert!(open(&key, &[4; NONCE], b"ad", &sealed).is_err());
        for len in 0..sealed.len() {
            assert!(open(&key, &nonce, b"ad", &sealed[..len]).is_err());
        }
    }
}
