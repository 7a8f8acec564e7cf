//! Free loopback ports that no outgoing connection takes meanwhile.

use anyhow::{Context, Result};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

/// First port that is tried.
const FIRST: u32 = 10_000;
/// Ports that are tried: all below Linux's ephemeral range, which begins at 32768.
const COUNT: u32 = 22_000;
/// Processes that start networks at the same time begin this far apart.
const STRIDE: u32 = 32;

static TAKEN: AtomicU32 = AtomicU32::new(0);

/// The ports of one member.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ports {
    pub(super) onion: u16,
    pub(super) directory: u16,
    pub(super) transport: u16,
}

impl Ports {
    pub(super) fn free() -> Result<Self> {
        Ok(Self { onion: free()?, directory: free()?, transport: free()? })
    }
}

fn free() -> Result<u16> {
    let start = std::process::id().wrapping_mul(STRIDE);
    (0..COUNT)
        .map(|_| start.wrapping_add(TAKEN.fetch_add(1, Ordering::Relaxed)) % COUNT + FIRST)
        .filter_map(|port| u16::try_from(port).ok())
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .context("no free port on the loopback interface")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_port_is_given_out_twice_or_from_the_ephemeral_range() {
        let ports: Vec<u16> = (0..60).map(|_| free().unwrap()).collect();
        let distinct: std::collections::BTreeSet<_> = ports.iter().collect();
        assert_eq!(distinct.len(), ports.len());
        assert!(ports.iter().all(|port| (10_000..32_000).contains(port)), "{ports:?}");
    }
}
