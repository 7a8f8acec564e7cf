//! Everybody's keys, made in parallel, or taken from a folder where an earlier network left them.

use super::folder;
use super::node::{Identity, Place, Role};
use crate::program;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The authority's certificate is made for a year; kept keys are made anew long before.
const CERTIFICATE_MONTHS: &str = "12";
const KEEP_FOR: Duration = Duration::from_secs(180 * 24 * 3600);
/// `tor --list-fingerprint` writes it last: where it lies, the keys are whole.
const LAST_FILE: &str = "fingerprint-ed25519";

/// A key maker at work.
struct Maker {
    name: &'static str,
    process: Child,
}

/// Gives every place its keys and says by which keys it is known.
pub(super) fn identities(places: &[Place], cache: Option<&Path>) -> Result<Vec<Identity>> {
    let mut new = Vec::new();
    for place in places {
        if !restore(place, cache)? {
            new.push(place);
        }
    }
    make(&new)?;
    if let Some(cache) = cache {
        new.iter().try_for_each(|place| save(place, cache))?;
    }
    places.iter().map(identity).collect()
}

fn restore(place: &Place, cache: Option<&Path>) -> Result<bool> {
    let Some(kept) = cache.map(|cache| cache.join(&place.name)) else { return Ok(false) };
    let Ok(last) = fs::metadata(kept.join(LAST_FILE)) else { return Ok(false) };
    if last.modified()?.elapsed().is_ok_and(|age| age > KEEP_FOR) {
        fs::remove_dir_all(&kept).context("removing keys that are too old")?;
        return Ok(false);
    }
    folder::copy(&kept, &place.folder)?;
    Ok(true)
}

/// Leaves the keys for the next network, whole or not at all: several networks may start at once.
fn save(place: &Place, cache: &Path) -> Result<()> {
    folder::private(cache)?;
    let draft = cache.join(format!(".{}-{}", place.name, std::process::id()));
    folder::copy(&place.folder, &draft)?;
    if fs::rename(&draft, cache.join(&place.name)).is_err() {
        // another network was faster, and its keys are as good
        fs::remove_dir_all(&draft).context("removing keys that nobody needs")?;
    }
    Ok(())
}

fn make(places: &[&Place]) -> Result<()> {
    let mut makers = Vec::new();
    for place in places {
        if place.role == Role::Authority {
            makers.push(authority_keys(place)?);
        }
        makers.push(relay_keys(place)?);
    }
    for Maker { name, mut process } in makers {
        let status = process.wait().context("waiting for a key")?;
        if !status.success() {
            bail!("`{name}` failed to make a key ({status})");
        }
    }
    Ok(())
}

/// The authority's identity key, signing key and certificate.
fn authority_keys(place: &Place) -> Result<Maker> {
    let keys = place.folder.join("keys");
    let mut command = Command::new(program::find("tor-gencert", "tor")?);
    command
        .args(["--create-identity-key", "-m", CERTIFICATE_MONTHS, "--passphrase-fd", "0"])
        .arg("-a")
        .arg(format!("127.0.0.1:{}", place.ports.directory))
        .arg("-i")
        .arg(keys.join("authority_identity_key"))
        .arg("-s")
        .arg(keys.join("authority_signing_key"))
        .arg("-c")
        .arg(keys.join("authority_certificate"));
    let mut process = program::spawn(quiet(&mut command).stdin(Stdio::piped()), "tor")?;
    // the key lives as long as the network; its passphrase protects nothing
    process.stdin.take().context("a pipe to tor-gencert")?.write_all(b"private network\n")?;
    Ok(Maker { name: "tor-gencert", process })
}

/// A relay's RSA and Ed25519 identities.
fn relay_keys(place: &Place) -> Result<Maker> {
    let torrc = place.folder.join("torrc.keys");
    folder::write(&torrc, &key_torrc(place))?;
    let mut command = Command::new(program::find("tor", "tor")?);
    command.args(["--list-fingerprint", "--quiet", "--defaults-torrc", "/dev/null", "-f"]).arg(torrc);
    let process = program::spawn(quiet(&mut command).stdin(Stdio::null()), "tor")?;
    Ok(Maker { name: "tor --list-fingerprint", process })
}

/// `TestingTorNetwork` demands an authority; nobody is asked while keys are made, so any will do.
fn key_torrc(place: &Place) -> String {
    let nobody = "A".repeat(40);
    format!(
        "TestingTorNetwork 1\nDataDirectory {}\nNickname {}\nAddress 127.0.0.1\nORPort 127.0.0.1:{}\n\
         DirAuthority nobody orport=1 v3ident={nobody} 127.0.0.1:1 {nobody}\nLog err stderr\n",
        place.folder.display(),
        place.name,
        place.ports.onion,
    )
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

fn identity(place: &Place) -> Result<Identity> {
    Ok(Identity {
        rsa: fingerprint(place, "fingerprint")?,
        ed: fingerprint(place, LAST_FILE)?,
        v3: (place.role == Role::Authority).then(|| directory_identity(place)).transpose()?,
    })
}

/// The second word of a file like `relay0 0123..CDEF`.
fn fingerprint(place: &Place, file: &str) -> Result<String> {
    let text = fs::read_to_string(place.folder.join(file)).context("reading a relay's fingerprint")?;
    text.split_whitespace().nth(1).map(str::to_owned).context("a relay's fingerprint is empty")
}

fn directory_identity(place: &Place) -> Result<String> {
    let file = place.folder.join("keys/authority_certificate");
    let text = fs::read_to_string(file).context("reading the authority's certificate")?;
    text.lines()
        .find_map(|line| line.strip_prefix("fingerprint "))
        .map(str::to_owned)
        .context("the authority's certificate has no fingerprint")
}
