//! Random bytes for everything: the system's, hedged with a secret chain of our own.
//!
//! Each draw is `HKDF(salt = system bytes, ikm = chain ‖ counter)` and moves the chain on, so that a system generator
//! that turns bad after the start repeats nothing (the idea of RFC 8937, without a signature).

use crate::api::Failure;
use hkdf::Hkdf;
use sha2::Sha256;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A source of random bytes, owned by one thread.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Coins {
    chain: [u8; 32],
    counter: u64,
    system: bool,
}

impl Coins {
    /// Starts from the system's generator, which must work at least once.
    pub(crate) fn from_system() -> Result<Self, Failure> {
        let mut chain = [0; 32];
        getrandom::fill(&mut chain).map_err(|_| Failure::Randomness)?;
        Ok(Self { chain, counter: 0, system: true })
    }

    /// The same bytes for the same seed: for simulations.
    #[cfg(any(test, feature = "fuzzing", feature = "rehearsal"))]
    pub(crate) fn seeded(seed: u64) -> Self {
        let mut chain = [0; 32];
        chain[..8].copy_from_slice(&seed.to_be_bytes());
        Self { chain, counter: 0, system: false }
    }

    /// Stirs in a secret that outlives this process.
    pub(crate) fn hedge(&mut self, secret: &[u8; 32]) {
        let mixed = Hkdf::<Sha256>::new(Some(&self.chain), secret);
        expand(&mixed, b"sotto coins hedge", &mut self.chain);
    }

    /// Fresh bytes.
    pub(crate) fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut salt = [0; 32];
        if self.system && getrandom::fill(&mut salt).is_err() {
            salt.zeroize();
        }
        let mut ikm = [0; 40];
        ikm[..32].copy_from_slice(&self.chain);
        ikm[32..].copy_from_slice(&self.counter.to_be_bytes());
        let mixed = Hkdf::<Sha256>::new(Some(&salt), &ikm);
        ikm.zeroize();
        self.counter = self.counter.wrapping_add(1);
        expand(&mixed, b"sotto coins chain", &mut self.chain);
        let mut bytes = [0; N];
        expand(&mixed, b"sotto coins", &mut bytes);
        bytes
    }

    /// A number below `bound`, for jitter; the slight bias of a remainder does not matter there.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        u64::from_be_bytes(self.draw()) % bound.max(1)
    }
}

impl fmt::Debug for Coins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { chain: _, counter: _, system: _ } = self;
        f.write_str("Coins(..)")
    }
}

fn expand(mixed: &Hkdf<Sha256>, info: &[u8], out: &mut [u8]) {
    #[expect(clippy::expect_used, reason = "the longest draw is far below HKDF's 255 blocks of 32 bytes")]
    mixed.expand(info, out).expect("HKDF output bound");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_differ_and_a_seed_repeats_them() {
        let (mut a, mut b) = (Coins::seeded(7), Coins::seeded(7));
        let first: [u8; 32] = a.draw();
        assert_eq!(first, b.draw::<32>());
        assert_ne!(first, a.draw::<32>());
        assert_ne!(Coins::seeded(8).draw::<32>(), first);
    }

    #[test]
    fn a_hedge_changes_what_follows() {
        let (mut a, mut b) = (Coins::seeded(7), Coins::seeded(7));
        a.hedge(&[1; 32]);
        assert_ne!(a.draw::<32>(), b.draw::<32>());
    }

    #[test]
    fn the_system_gives_different_bytes() {
        let draw = || Coins::from_system().unwrap().draw::<32>();
        assert_ne!(draw(), draw());
    }
}
