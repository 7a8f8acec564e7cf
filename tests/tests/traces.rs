//! What a chat leaves behind: nothing readable in the profile, and nothing at all outside it.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sotto_tests::conversation;
use sotto_tests::peer::{Launch, Peer};
use sotto_tests::program;
use sotto_tests::tornet::{Options, TorNet};
use sotto_tests::trace::{Trace, written};
use std::fs;
use std::path::{Path, PathBuf};

const PASSPHRASE: &str = "Zirkonium Walnuss Ostwind 4711";
const NAMES: [&str; 2] = ["Quittenkoenigin", "Rhabarberbaron"];
const TEXTS: [&str; 2] =
    ["The heron lands at MIDNIGHT by the old mill", "Bring the vermilion umbrella, nobody else has one"];
/// Files of the user's own where the program is started, called as Tor's own intermediate files are.
const BAITS: [&str; 4] = ["guards.tmp", "vanguards.tmp", "circuit_timeouts.tmp", "ipts.tmp"];
/// May be written to by anybody: what goes there is gone.
const NOWHERE: &str = "/dev/null";

/// Something that must not be found, with its name for the error, which must not repeat it.
struct Needle {
    name: &'static str,
    bytes: Vec<u8>,
    any_case: bool,
}

impl Needle {
    fn text(name: &'static str, text: &str) -> Self {
        Self { name, bytes: text.to_ascii_lowercase().into_bytes(), any_case: true }
    }

    /// An onion address in its three forms: as people write it, and its key raw and in hexadecimal.
    fn address(address: &str) -> Result<[Self; 3]> {
        let address = address.strip_suffix(".onion").unwrap_or(address);
        let key = key(address).context("an onion address")?;
        let hexadecimal: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok([
            // without its last characters, which hold checksum and version
            Self::text("an address", address.get(..51).context("an onion address")?),
            Self::text("a key in hexadecimal", &hexadecimal),
            Self { name: "a raw key", bytes: key, any_case: false },
        ])
    }

    fn is_in(&self, haystack: &[u8], lowered: &[u8]) -> bool {
        let haystack = if self.any_case { lowered } else { haystack };
        haystack.windows(self.bytes.len()).any(|window| window == self.bytes)
    }
}

/// The 32 bytes of the key in an onion address (RFC 4648 base32).
fn key(address: &str) -> Option<Vec<u8>> {
    let mut bits = Vec::new();
    for c in address.bytes() {
        let value = b"abcdefghijklmnopqrstuvwxyz234567".iter().position(|letter| *letter == c)?;
        bits.extend((0..5).rev().map(|shift| value >> shift & 1));
    }
    let bytes =
        bits.chunks_exact(8).map(|byte| byte.iter().fold(0_u8, |sum, bit| sum << 1 | u8::from(*bit == 1)));
    let key: Vec<u8> = bytes.take(32).collect();
    (key.len() == 32).then_some(key)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// Every needle that is in a file, or in the name of one.
fn findings(folder: &Path, needles: &[Needle]) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for path in files(folder)? {
        // a file of the running program may go away meanwhile; what is gone is not found later either
        let mut haystack = fs::read(&path).unwrap_or_default();
        haystack.extend(path.as_os_str().as_encoded_bytes());
        let lowered = haystack.to_ascii_lowercase();
        let found = needles.iter().filter(|needle| needle.is_in(&haystack, &lowered));
        findings.extend(found.map(|needle| format!("{} in {}", needle.name, path.display())));
    }
    Ok(findings)
}

fn needles(addresses: &[String]) -> Result<Vec<Needle>> {
    let mut needles = vec![Needle::text("the passphrase", PASSPHRASE)];
    needles.extend(PASSPHRASE.split(' ').take(3).map(|word| Needle::text("a word of the passphrase", word)));
    needles.extend(NAMES.map(|name| Needle::text("a name", name)));
    needles.extend(TEXTS.map(|text| Needle::text("a text", text)));
    for address in addresses {
        needles.extend(Needle::address(address)?);
    }
    Ok(needles)
}

#[test]
fn the_search_finds_every_form_of_what_it_looks_for() -> Result<()> {
    // the address of docs/headless.md, which nobody has
    let address = "exampleofalicexxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxabkjdjid.onion".to_owned();
    let key = key(address.trim_end_matches(".onion")).context("a key")?;
    let hexadecimal: String = key.iter().map(|byte| format!("{byte:02X}")).collect();
    let needles = needles(std::slice::from_ref(&address))?;
    for planted in [
        PASSPHRASE.as_bytes(),
        address.to_uppercase().as_bytes(),
        hexadecimal.as_bytes(),
        &key,
        NAMES[1].as_bytes(),
        TEXTS[0].as_bytes(),
    ] {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("deep"))?;
        fs::write(folder.path().join("deep/file"), [b"\0\xff", planted, b"\xfe"].concat())?;
        ensure!(!findings(folder.path(), &needles)?.is_empty(), "unseen: {planted:?}");
    }
    Ok(())
}

fn start(name: &str, folder: &Path, network: &TorNet) -> Result<(Peer, Trace, String)> {
    let traced = folder.join(format!("{name}.trace"));
    fs::create_dir(&traced)?;
    let trace = Trace::files(traced);
    let launch = Launch::new(program::sotto()?, folder.join(name));
    let launch = launch.tor_network(network.folder().join("arti.toml")).standing(folder.join("here"));
    let launch = launch.traced(trace.clone());
    let peer = Peer::start(name, launch)?;
    let address = conversation::create(&peer, PASSPHRASE)?;
    conversation::go_online(&peer)?;
    Ok((peer, trace, address))
}

#[test]
fn a_chat_leaves_nothing_readable_in_the_profile_and_nothing_outside_it() -> Result<()> {
    let keys = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tornet-keys");
    let network = TorNet::start(&Options { keys: Some(keys), ..Options::default() })?;
    let folder = tempfile::tempdir()?;
    let here = folder.path().join("here");
    fs::create_dir(&here)?;
    BAITS.iter().try_for_each(|bait| fs::write(here.join(bait), "mine"))?;
    let (mut alice, alice_trace, alice_address) = start("alice", folder.path(), &network)?;
    let (mut bob, bob_trace, bob_address) = start("bob", folder.path(), &network)?;
    let known = conversation::meet(&alice, &bob)?;
    alice.call("rename", json!({"contact": known.second_at_first, "name": NAMES[0]}))?;
    bob.call("rename", json!({"contact": known.first_at_second, "name": NAMES[1]}))?;
    for (peer, contact, text) in
        [(&alice, known.second_at_first, TEXTS[0]), (&bob, known.first_at_second, TEXTS[1])]
    {
        peer.call("send", json!({"contact": contact, "text": text}))?;
        conversation::wait_delivered(
            peer,
            contact,
            sotto_tests::wait::Deadline::after(conversation::ARRIVAL_PATIENCE),
        )?;
    }
    let needles = needles(&[alice_address, bob_address])?;
    let profiles = [alice.profile().to_owned(), bob.profile().to_owned()];
    for profile in &profiles {
        let found = findings(profile, &needles)?;
        ensure!(found.is_empty(), "while running: {found:#?}");
    }
    alice.call("contacts", Value::Null)?;
    ensure!(alice.shutdown()?.success() && bob.shutdown()?.success(), "a program did not end in order");
    for profile in &profiles {
        let found = findings(profile, &needles)?;
        ensure!(found.is_empty(), "at rest: {found:#?}");
        ensure!(!files(profile)?.is_empty(), "the profile is empty");
    }
    for peer in [&alice, &bob] {
        let stderr = peer.stderr().to_ascii_lowercase().into_bytes();
        ensure!(
            !needles.iter().any(|needle| needle.is_in(&stderr, &stderr)),
            "something was said on standard error"
        );
    }
    for (trace, profile) in [alice_trace, bob_trace].iter().zip(&profiles) {
        let written = written(&trace.read()?, &here);
        ensure!(written.iter().any(|written| written.path.starts_with(profile)), "no write was seen at all");
        let outside: Vec<String> = written
            .into_iter()
            .filter(|written| !written.path.starts_with(profile) && written.path != Path::new(NOWHERE))
            .map(|written| written.call)
            .collect();
        ensure!(outside.is_empty(), "{outside:#?}");
    }
    for bait in BAITS {
        ensure!(
            fs::read(here.join(bait)).is_ok_and(|bytes| bytes == b"mine"),
            "{bait} of the user was touched"
        );
    }
    Ok(())
}
