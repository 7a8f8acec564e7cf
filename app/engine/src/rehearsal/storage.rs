//! Vaults on disks that fail: what `tests/reliability` puts the store and the vault through.

mod ledger;
mod schema;
mod strongbox;

pub use ledger::{Act, Ledger};
pub use schema::{NEWEST, make_of_version, mark_as_newer, migrate, schema};
pub use strongbox::Strongbox;

/// The key of every database here.
const KEY: [u8; 32] = *b"known to everybody who rehearses";
