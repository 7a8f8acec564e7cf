//! The one reason that may be told: a block that only the authenticated initiator can read (section 9).

use crate::{
    aead::{self, NONCE, TAG},
    handshake::BLOCK,
    kdf,
    keys::{Chaining, Cipher, Key},
};

/// No continuity candidate of the responder matched.
const NO_CONTINUITY: u8 = 1;

/// The key serves one block, so its nonce is fixed.
const ONLY_NONCE: [u8; NONCE] = [0; NONCE];

/// `alert`: seals or opens the responder's one alert block. Wiped on drop.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct AlertKey(Key<Cipher>);

impl AlertKey {
    /// From `ck'` and `h'` right after `se`.
    pub(crate) fn derive(ck: &Key<Chaining>, h: &[u8; 32]) -> Self {
        Self(kdf::alert(ck, h))
    }

    /// `NO_CONTINUITY`, one [`BLOCK`] long.
    pub(crate) fn seal_no_continuity(self) -> Vec<u8> {
        let mut text = aead::plaintext(BLOCK.saturating_sub(TAG));
        if let Some(code) = text.first_mut() {
            *code = NO_CONTINUITY;
        }
        aead::seal(&self.0, &ONLY_NONCE, &[], text)
    }

    /// Whether `block` is `NO_CONTINUITY` of this handshake.
    pub(crate) fn is_no_continuity(&self, block: &[u8]) -> bool {
        let Ok(text) = aead::open(&self.0, &ONLY_NONCE, &[], block) else { return false };
        let Some((code, padding)) = text.split_first() else { return false };
        let zeros = padding.iter().fold(0, |any, byte| any | byte) == 0;
        block.len() == BLOCK && *code == NO_CONTINUITY && zeros
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> AlertKey {
        AlertKey(Key::copy_of(&[byte; 32]))
    }

    fn is_alert(text: &[u8]) -> bool {
        key(0).is_no_continuity(&aead::seal(&key(0).0, &ONLY_NONCE, &[], text.to_vec()))
    }

    #[test]
    fn an_alert_is_one_block_for_one_key() {
        let alert = key(0).seal_no_continuity();
        assert_eq!(alert.len(), BLOCK);
        assert!(key(0).is_no_continuity(&alert));
        assert!(!key(1).is_no_continuity(&alert));
        assert!(!key(0).is_no_continuity(&[]));
        assert!(!key(0).is_no_continuity(&alert[1..]));
    }

    #[test]
    fn an_unknown_code_is_not_an_alert() {
        let mut text = [0; BLOCK - TAG];
        for code in 0..=255 {
            text[0] = code;
            assert_eq!(is_alert(&text), code == NO_CONTINUITY);
        }
    }

    #[test]
    fn an_alert_has_its_length_and_zeros_as_padding() {
        let mut text = [0; BLOCK - TAG];
        text[0] = NO_CONTINUITY;
        assert!(is_alert(&text));
        assert!(!is_alert(&text[..1]));
        text[BLOCK - TAG - 1] = 1;
        assert!(!is_alert(&text));
        text[1] = 1; // and two that cancel each other out
        assert!(!is_alert(&text));
    }
}
