//! The own address after any loss of the Tor client's files: its key is in the vault.

use super::scratch::folder;
use anyhow::Result;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sotto_engine::rehearsal::storage::Strongbox;
use std::fs;
use std::path::{Path, PathBuf};

/// What an Arti client leaves below a profile's `tor`, by its own names.
const FILES: [&str; 8] = [
    "state/state/guards.json",
    "state/state/circuit_timeouts.json",
    "state/state/vanguards.json",
    "state/state.lock",
    "state/hss/sotto/ipts.json",
    "state/hss/sotto/iptreplay/0.bin",
    "cache/dir.sqlite3",
    "cache/dir_blobs/con_microdesc_sha3-256",
];

/// Damages those files in a way drawn from `seed` before each of `times` openings; how often the address was the same.
///
/// # Errors
/// The vault does not open, or the harness fails.
pub fn run(times: u64, seed: u64) -> Result<u64> {
    let folder = folder()?;
    let profile = folder.path().join("profile");
    let address = Strongbox::claim(&profile)?.make("x")?;
    let tor = profile.join("tor");
    let mut coins = ChaCha8Rng::seed_from_u64(seed);
    let mut same = 0;
    for _ in 0..times {
        lay(&tor)?;
        match coins.next_u32() % 8 {
            0 => fs::remove_dir_all(&tor)?,
            1 => fs::remove_dir_all(tor.join("state"))?,
            2 => fs::remove_dir_all(tor.join("state/hss"))?,
            3 => {
                fs::remove_dir_all(&tor)?;
                fs::write(&tor, b"a file in the folder's place")?;
            }
            _ => {
                for file in FILES.map(|file| tor.join(file)) {
                    damage(&file, &mut coins)?;
                }
            }
        }
        same += u64::from(Strongbox::claim(&profile)?.address("x")? == address);
    }
    Ok(same)
}

fn lay(tor: &Path) -> Result<()> {
    if tor.is_file() {
        fs::remove_file(tor)?;
    }
    for file in FILES.map(|file| tor.join(file)) {
        fs::create_dir_all(file.parent().unwrap_or(tor))?;
        fs::write(&file, [7; 1000])?;
    }
    Ok(())
}

fn damage(file: &PathBuf, coins: &mut ChaCha8Rng) -> Result<()> {
    match coins.next_u32() % 4 {
        0 => fs::remove_file(file)?,
        1 => fs::write(file, [0; 1000])?,
        2 => fs::write(file, vec![7; coins.next_u32() as usize % 1000])?,
        _ => {}
    }
    Ok(())
}
