//! Decoders of outside bytes that are nobody's business else. For `tests/fuzz`, never in the program.

use crate::api::Failure;
use crate::coins::Coins;
use crate::invite::{self, Link};
use crate::payload::Payload;
use crate::vault::header::{self, Cost, MasterKey};

/// Reads a payload (docs/protocol.md, 15). Of one that was read: its bytes as we would write them, or nothing
/// if it is of a later version.
#[must_use]
pub fn payload(bytes: &[u8]) -> Option<Option<Vec<u8>>> {
    let payload = Payload::decode(bytes).ok()?;
    Some((payload != Payload::Unknown).then(|| payload.encode()))
}

/// Reads what somebody pasted to add a contact, and writes it as we would: an invite, or the link of an address.
///
/// # Errors
/// As the engine tells them.
pub fn link(text: &str) -> Result<String, Failure> {
    Ok(match Link::read(text)? {
        Link::Address(address) => address.to_link(),
        Link::Invite(address, token) => invite::link(&address, &token).reveal().to_owned(),
    })
}

/// A vault's header of the cost given as memory in KiB, passes and lanes, always the same one.
///
/// # Errors
/// The cost is none that Argon2 takes.
pub fn vault_header(passphrase: &str, [memory, passes, lanes]: [u32; 3]) -> Result<Vec<u8>, Failure> {
    let mut coins = Coins::seeded(1);
    let master = MasterKey::fresh(&mut coins);
    header::seal(&master, passphrase, Cost { memory, passes, lanes }, &mut coins)
}

/// What it would cost to try a passphrase on a header: memory in KiB, passes, lanes.
///
/// # Errors
/// It is none, or asks for too much.
pub fn vault_cost(header: &[u8]) -> Result<[u32; 3], Failure> {
    let Cost { memory, passes, lanes } = header::cost(header)?;
    Ok([memory, passes, lanes])
}

/// Tries a passphrase on a header.
///
/// # Errors
/// As the engine tells them.
pub fn open_vault_header(header: &[u8], passphrase: &str) -> Result<(), Failure> {
    header::open(header, passphrase).map(drop)
}
