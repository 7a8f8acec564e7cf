//! Randomness as an argument: every coin that a step of ODS1 tosses, supplied by the caller.
//!
//! Coins must be uniform and used once. The caller draws them from the operating system, hedged
//! with a vault secret (section 3).

use crate::keys::opaque;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// What the initiator tosses for one handshake.
#[cfg_attr(test, derive(Clone))]
pub struct InitiatorCoins {
    /// `e_A`, X25519.
    pub(crate) ephemeral: Coin<32>,
    /// `dk_A1`, X-Wing seed.
    pub(crate) kem: Coin<32>,
}

/// What the responder tosses for one handshake.
#[cfg_attr(test, derive(Clone))]
pub struct ResponderCoins {
    /// `e_B`, X25519.
    pub(crate) ephemeral: Coin<32>,
    /// Encapsulation to `ek_A1`.
    pub(crate) encapsulation: Coin<64>,
    /// `dk_B0`, X-Wing seed of the first ratchet key.
    pub(crate) ratchet: Coin<32>,
}

/// What one step of the ratchet tosses; looked at only if [`crate::Session::needs_step`].
#[cfg_attr(test, derive(Clone))]
pub struct StepCoins {
    /// `dk'`, X-Wing seed of the key that the step offers.
    pub(crate) ratchet: Coin<32>,
    /// Encapsulation to the peer's key.
    pub(crate) encapsulation: Coin<64>,
}

/// What one side tosses for one run of the question-and-answer check.
#[cfg_attr(test, derive(Clone))]
pub struct VerifyCoins {
    /// The CPace scalar, before it is reduced.
    pub(crate) scalar: Coin<64>,
}

/// `N` secret coins on the heap, wiped on drop.
pub(crate) type Coin<const N: usize> = Box<Zeroizing<[u8; N]>>;

impl InitiatorCoins {
    /// Bytes that one handshake needs.
    pub const LEN: usize = 64;

    /// `e_A[32] ‖ dk_A1[32]`.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; Self::LEN]) -> Self {
        let coins = Self { ephemeral: cut(&bytes, 0), kem: cut(&bytes, 32) };
        bytes.zeroize();
        coins
    }
}

impl ResponderCoins {
    /// Bytes that one handshake needs.
    pub const LEN: usize = 128;

    /// `e_B[32] ‖ encapsulation[64] ‖ dk_B0[32]`.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; Self::LEN]) -> Self {
        let coins =
            Self { ephemeral: cut(&bytes, 0), encapsulation: cut(&bytes, 32), ratchet: cut(&bytes, 96) };
        bytes.zeroize();
        coins
    }
}

impl StepCoins {
    /// Bytes that one step needs.
    pub const LEN: usize = 96;

    /// `dk'[32] ‖ encapsulation[64]`.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; Self::LEN]) -> Self {
        let coins = Self { ratchet: cut(&bytes, 0), encapsulation: cut(&bytes, 32) };
        bytes.zeroize();
        coins
    }
}

impl VerifyCoins {
    /// Bytes that one run needs.
    pub const LEN: usize = 64;

    /// `scalar[64]`.
    #[must_use]
    pub fn from_bytes(mut bytes: [u8; Self::LEN]) -> Self {
        let coins = Self { scalar: cut(&bytes, 0) };
        bytes.zeroize();
        coins
    }
}

opaque!(InitiatorCoins ResponderCoins StepCoins VerifyCoins);
impl ZeroizeOnDrop for InitiatorCoins {}
impl ZeroizeOnDrop for ResponderCoins {}
impl ZeroizeOnDrop for StepCoins {}
impl ZeroizeOnDrop for VerifyCoins {}

/// Bytes `from .. from + N` of `bytes`.
fn cut<const N: usize>(bytes: &[u8], from: usize) -> Coin<N> {
    let mut coin = Box::new(Zeroizing::new([0; N]));
    for (to, byte) in coin.iter_mut().zip(bytes.iter().skip(from)) {
        *to = *byte;
    }
    coin
}
