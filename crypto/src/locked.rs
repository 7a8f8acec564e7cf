//! Where secrets live that outlast a call: pages that the system is asked to keep out of its swap file.
//!
//! ```text
//!   chunk: 4 pages, locked once, never given back          free: slots that hold zeros
//!   ┌──────┬──────┬──────┬──── ─ ─                          Locked::new  <- takes one
//!   │ 64 B │ 64 B │ 64 B │                                  drop         -> wipes it, puts it back
//!   └──────┴──────┴──────┴──── ─ ─
//! ```
//!
//! Where the system refuses (a limit of locked memory, an old kernel) the same slots serve unlocked: see
//! [`memory_is_locked`].

use std::sync::{Mutex, MutexGuard, PoisonError};
use zeroize::Zeroize;

/// Bytes of a slot; the longest secret that is kept.
const SLOT: usize = 64;

/// Slots of a chunk: four pages of 4 KiB, the keys of about twenty sessions.
const SLOTS: usize = 256;

/// The slots of one chunk, which share their pages with nothing else.
#[repr(align(4096))]
struct Chunk([[u8; SLOT]; SLOTS]);

/// Slots that hold zeros, of every chunk there is.
struct Pool {
    free: Vec<&'static mut [u8; SLOT]>,
    /// One for each chunk that the system has locked; never given up, as chunks are not.
    guards: Vec<region::LockGuard>,
    /// Chunks that it has not locked.
    refused: usize,
}

static POOL: Mutex<Pool> = Mutex::new(Pool { free: Vec::new(), guards: Vec::new(), refused: 0 });

/// A secret of at most 64 bytes in locked memory: a move copies no secret, and a drop wipes it.
pub(crate) struct Locked<const N: usize> {
    /// `None` only while it is dropped.
    slot: Option<&'static mut [u8; SLOT]>,
}

/// Whether every page that holds a secret of this package is locked, so that it cannot reach a swap file. It is
/// not where the system's limit of locked memory is too low (`ulimit -l`), and before the first secret.
#[must_use]
pub fn memory_is_locked() -> bool {
    let pool = pool();
    all_locked(pool.guards.len(), pool.refused)
}

/// Of chunks that are locked, and that are not.
fn all_locked(locked: usize, refused: usize) -> bool {
    locked > 0 && refused == 0
}

impl<const N: usize> Locked<N> {
    const FITS: () = assert!(N <= SLOT);

    /// All zeros.
    pub(crate) fn zero() -> Self {
        let () = Self::FITS;
        Self { slot: Some(pool().take()) }
    }

    /// Copies `bytes`; the caller wipes its own copy.
    pub(crate) fn copy_of(bytes: &[u8; N]) -> Self {
        let mut locked = Self::zero();
        *locked.as_bytes_mut() = *bytes;
        locked
    }

    pub(crate) fn as_bytes(&self) -> &[u8; N] {
        let bytes = self.slot.as_ref().and_then(|slot| slot.first_chunk());
        bytes.expect("a slot is as long as the longest secret, and is there until the drop")
    }

    pub(crate) fn as_bytes_mut(&mut self) -> &mut [u8; N] {
        let bytes = self.slot.as_mut().and_then(|slot| slot.first_chunk_mut());
        bytes.expect("a slot is as long as the longest secret, and is there until the drop")
    }
}

impl<const N: usize> Clone for Locked<N> {
    fn clone(&self) -> Self {
        Self::copy_of(self.as_bytes())
    }
}

impl<const N: usize> Zeroize for Locked<N> {
    fn zeroize(&mut self) {
        self.as_bytes_mut().zeroize();
    }
}

impl<const N: usize> Drop for Locked<N> {
    fn drop(&mut self) {
        if let Some(slot) = self.slot.take() {
            slot.zeroize();
            pool().free.push(slot);
        }
    }
}

impl Pool {
    fn take(&mut self) -> &'static mut [u8; SLOT] {
        if self.free.is_empty() {
            self.grow();
        }
        self.free.pop().expect("a chunk has slots")
    }

    fn grow(&mut self) {
        let chunk: &'static mut Chunk = Box::leak(Box::new(Chunk([[0; SLOT]; SLOTS])));
        match region::lock(chunk.0.as_ptr(), size_of::<Chunk>()) {
            Ok(guard) => self.guards.push(guard),
            Err(_) => self.refused = self.refused.saturating_add(1),
        }
        self.free.extend(&mut chunk.0);
    }
}

/// A thread that panicked between two lines of this file has left every slot either free or taken.
fn pool() -> MutexGuard<'static, Pool> {
    POOL.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_do_not_share_a_slot_and_survive_a_move() {
        let kept: Vec<Locked<32>> = (0..600u16)
            .map(|at| {
                let mut bytes = [0; 32];
                bytes[..2].copy_from_slice(&at.to_be_bytes());
                Locked::copy_of(&bytes)
            })
            .collect();
        let moved: Vec<_> = kept.into_iter().rev().collect();
        for (at, secret) in (0..600u16).rev().zip(&moved) {
            assert_eq!(secret.as_bytes()[..2], at.to_be_bytes());
        }
    }

    #[test]
    fn a_slot_is_wiped_before_anybody_gets_it_again() {
        drop((0..300).map(|_| Locked::copy_of(&[0xa5; 64])).collect::<Vec<_>>());
        assert!(pool().free.iter().all(|slot| **slot == [0; 64]));
        assert_eq!(Locked::<64>::zero().as_bytes(), &[0; 64]);
    }

    #[test]
    fn a_secret_that_is_dropped_makes_room_for_another() {
        for _ in 0..100 {
            drop((0..SLOTS).map(|_| Locked::<32>::zero()).collect::<Vec<_>>());
        }
        let pool = pool();
        let chunks = pool.guards.len() + pool.refused;
        assert!(chunks < 50, "{chunks} chunks for the secrets of one at a time");
    }

    #[test]
    fn memory_is_locked_if_there_is_some_and_none_was_refused() {
        let cases = [(0, 0, false), (0, 1, false), (2, 1, false), (1, 0, true), (3, 0, true)];
        for (locked, refused, expected) in cases {
            assert_eq!(all_locked(locked, refused), expected, "{locked} locked, {refused} refused");
        }
    }

    #[test]
    fn a_clone_is_another_slot() {
        let mut one = Locked::copy_of(&[7; 32]);
        let other = one.clone();
        one.zeroize();
        assert_eq!((one.as_bytes(), other.as_bytes()), (&[0; 32], &[7; 32]));
    }

    /// Kilobytes that this process may lock, and has locked (proc(5)).
    #[cfg(target_os = "linux")]
    fn locked_kib() -> usize {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmLck:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_pages_of_secrets_are_locked_or_it_is_said_that_they_are_not() {
        let _secrets: Vec<Locked<32>> = (0..SLOTS).map(|_| Locked::zero()).collect();
        let chunks = locked_kib() / (size_of::<Chunk>() / 1024);
        let pool = pool();
        assert_eq!(chunks, pool.guards.len());
        assert_eq!(size_of::<Chunk>() % 4096, 0);
        let expected = all_locked(pool.guards.len(), pool.refused);
        drop(pool);
        assert_eq!(memory_is_locked(), expected);
    }
}
