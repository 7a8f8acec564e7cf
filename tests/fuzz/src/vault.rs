//! The header of a vault, as it may lie on a stick that was in other hands.

use crate::{edits::edited, input::Input};
use sotto_engine::{api::Failure, fuzzing};
use std::sync::LazyLock;

/// Opens the genuine header.
const PASSPHRASE: &str = "correct horse";
/// What may be asked of the machine: memory in KiB, passes, lanes (docs/decisions/0003-vault.md).
const BOUNDS: [u32; 3] = [4 * 1024 * 1024, 10, 16];
/// Memory and passes that this target is willing to spend.
const CHEAP: [u32; 2] = [256, 3];

static GENUINE: LazyLock<Vec<u8>> =
    LazyLock::new(|| fuzzing::vault_header(PASSPHRASE, [64, 1, 1]).expect("a cost that Argon2 takes"));

/// Whatever a header asks for, it is refused before it is paid for if it asks for too much, and opens only if it is
/// the genuine one.
pub(crate) fn header(bytes: &[u8]) {
    let read = edited(&GENUINE, Input::new(bytes));
    let cost = match fuzzing::vault_cost(&read) {
        Ok(cost) => cost,
        Err(failure) => {
            assert!(matches!(failure, Failure::VaultDamaged | Failure::VaultTooNew));
            return assert!(read != *GENUINE);
        }
    };
    assert!(cost.iter().zip(BOUNDS).all(|(asked, most)| *asked <= most), "more than a machine can bear");
    let [memory, passes, _] = cost;
    if memory <= CHEAP[0] && passes <= CHEAP[1] {
        assert_eq!(fuzzing::open_vault_header(&read, PASSPHRASE).is_ok(), read == *GENUINE);
    }
}
