//! Two programs lose each other, by a crash and by both dialling at once, and find each other again.

use anyhow::{Result, ensure};
use sotto_tests::program;
use sotto_tests::reconnect::{Pair, Together};
use sotto_tests::tornet::{Options, TorNet};
use std::path::Path;

#[test]
fn whoever_is_lost_is_found_again_over_one_link() -> Result<()> {
    let keys = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tornet-keys");
    let network = TorNet::start(&Options { keys: Some(keys), ..Options::default() })?;
    let folder = tempfile::tempdir()?;
    let mut pair = Pair::meet(&program::sotto()?, folder.path(), &network)?;
    pair.restart(0)?;
    pair.dial_together(Together::Resumed)?;
    pair.dial_together(Together::Restarted)?;
    let account = pair.conclude()?;
    ensure!(account.missed().is_empty(), "{:?}: {}", account.missed(), account.to_json());
    Ok(())
}
