//! The bundle as people carry it: in a folder with spaces and accents in its name, moved, started by its script; it chats,
//! and writes nowhere but in its own folder.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use sotto_tests::conversation;
use sotto_tests::peer::{Launch, Peer};
use sotto_tests::program;
use sotto_tests::tornet::{Options, TorNet};
use sotto_tests::trace::{Trace, Written, written};
use sotto_tests::wait::Deadline;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const PASSPHRASE: &str = "correct horse battery staple";
/// The script refuses root, whom tests may run as.
const EVEN_AS_ROOT: [&str; 3] = ["sh", "-c", "exec \"$0\" --allow-root \"$@\""];
/// May be written to by anybody: what goes there is gone.
const NOWHERE: &str = "/dev/null";

/// A bundle of the program under test and the script that is in every bundle.
fn bundle(folder: &Path) -> Result<PathBuf> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bundle/files/start-sotto");
    fs::create_dir_all(folder.join("App"))?;
    fs::create_dir(folder.join("Data"))?;
    fs::copy(program::sotto()?, folder.join("App/sotto")).context("copying the program")?;
    let start = folder.join("start-sotto");
    fs::copy(script, &start).context("copying the script")?;
    fs::set_permissions(&start, Permissions::from_mode(0o755))?;
    Ok(start)
}

fn launch(start: &Path, network: &TorNet) -> Launch {
    let data = start.with_file_name("Data");
    Launch::new(start, data).tor_network(network.folder().join("arti.toml")).wrapped(EVEN_AS_ROOT)
}

fn outside(folder: &Path, written: Vec<Written>) -> Vec<String> {
    let strays = written.into_iter().filter(|w| !w.path.starts_with(folder) && w.path != Path::new(NOWHERE));
    strays.map(|stray| stray.call).collect()
}

#[test]
fn a_bundle_chats_from_an_awkward_folder_and_after_a_move_and_writes_nothing_outside() -> Result<()> {
    let keys = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tornet-keys");
    let network = TorNet::start(&Options { keys: Some(keys), ..Options::default() })?;
    let stick = tempfile::tempdir()?;
    let (awkward, moved) = (stick.path().join("Sotto à la clé"), stick.path().join("déménagé = 2"));
    let other = Launch::new(program::sotto()?, stick.path().join("other"));
    let other = Peer::start("other", other.tor_network(network.folder().join("arti.toml")))?;
    conversation::create(&other, PASSPHRASE)?;
    conversation::go_online(&other)?;

    let start = bundle(&awkward)?;
    let calls = stick.path().join("calls");
    fs::create_dir(&calls)?;
    let trace = Trace::files(&calls);
    let mut carried = Peer::start("carried", launch(&start, &network).traced(trace.clone()))?;
    let address = conversation::create(&carried, PASSPHRASE)?;
    conversation::go_online(&carried)?;
    let known = conversation::meet(&carried, &other)?;
    carried.call("send", json!({"contact": known.second_at_first, "text": "from the stick"}))?;
    let deadline = || Deadline::after(conversation::ARRIVAL_PATIENCE);
    conversation::wait_delivered(&carried, known.second_at_first, deadline())?;
    ensure!(carried.shutdown()?.success(), "the program did not end in order");
    let written = written(&trace.read()?, Path::new("/"));
    ensure!(written.iter().any(|w| w.path.ends_with("Data/vault.db")), "the vault's making was not seen");
    let strays = outside(&awkward, written);
    ensure!(strays.is_empty(), "{strays:#?}");

    fs::rename(&awkward, &moved).context("moving the bundle")?;
    let carried = Peer::start("moved", launch(&moved.join("start-sotto"), &network))?;
    ensure!(conversation::unlock(&carried, PASSPHRASE)? == address, "another address after the move");
    conversation::go_online(&carried)?;
    carried.call("send", json!({"contact": known.second_at_first, "text": "from elsewhere"}))?;
    conversation::wait_delivered(&carried, known.second_at_first, deadline())?;
    Ok(())
}
