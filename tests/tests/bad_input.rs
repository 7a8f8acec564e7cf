//! Bad input to the real program: each gets a clear sentence; nothing is lost, nothing hangs, the program lives.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sotto_tests::conversation::{create, unlock};
use sotto_tests::peer::{ANSWER_PATIENCE, Launch, Peer};
use sotto_tests::program;
use sotto_tests::tornet::{Authority, arti_toml};
use sotto_tests::trace::{Trace, endpoints};
use sotto_tests::wait::Deadline;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery staple";
/// The address of Bob in docs/headless.md, which nobody has.
const ADDRESS: &str = "exampleofbobxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxabeh2sad";
/// A dead end must be named within this.
const TROUBLE_PATIENCE: Duration = Duration::from_secs(60);

fn launch(folder: &TempDir) -> Result<Launch> {
    Ok(Launch::new(program::sotto()?, folder.path().join("profile")))
}

fn start(folder: &TempDir) -> Result<Peer> {
    Peer::start("sotto", launch(folder)?)
}

/// The program answers and is as it should be.
fn lives(peer: &Peer, profile: &str) -> Result<()> {
    let status = peer.call("status", Value::Null)?;
    ensure!(status["profile"] == profile, "the profile is {}, not {profile}", status["profile"]);
    Ok(())
}

fn refused(peer: &Peer, method: &str, params: Value, failure: &str) -> Result<()> {
    let refusal = peer.refusal(method, params)?;
    ensure!(refusal.failure.as_deref() == Some(failure), "{method}: {failure} was expected, not {refusal}");
    ensure!(refusal.code == -32000 && refusal.message.ends_with('.'), "{refusal}");
    Ok(())
}

#[test]
fn a_wrong_passphrase_is_refused_and_the_right_one_still_opens() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut peer = start(&folder)?;
    refused(&peer, "unlock", json!({"passphrase": PASSPHRASE}), "vault_absent")?;
    refused(&peer, "create", json!({"passphrase": ""}), "passphrase_empty")?;
    refused(&peer, "create", json!({"passphrase": "x".repeat(1025)}), "passphrase_too_long")?;
    let address = create(&peer, PASSPHRASE)?;
    peer.shutdown()?;
    peer.restart()?;
    lives(&peer, "locked")?;
    refused(&peer, "create", json!({"passphrase": PASSPHRASE}), "vault_exists")?;
    for wrong in ["", "correct horse battery stapl", "Correct horse battery staple", &"x".repeat(1025)] {
        let refusal = peer.refusal("unlock", json!({"passphrase": wrong}))?;
        ensure!(refusal.failure.is_some_and(|failure| failure.starts_with("passphrase_")), "{wrong:?}");
    }
    refused(&peer, "send", json!({"contact": 1, "text": "x"}), "not_open")?;
    ensure!(unlock(&peer, PASSPHRASE)? == address, "another address");
    lives(&peer, "open")
}

/// A way to damage a file.
type Damage = (&'static str, fn(&[u8]) -> Vec<u8>);

fn flipped(bytes: &[u8], place: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if let Some(byte) = bytes.get_mut(place) {
        *byte ^= 0x10;
    }
    bytes
}

const DAMAGES: [Damage; 8] = [
    ("empty", |_| Vec::new()),
    ("half", |bytes| bytes.iter().take(bytes.len() / 2).copied().collect()),
    ("one byte short", |bytes| bytes.iter().take(bytes.len() - 1).copied().collect()),
    ("something else", |bytes| b"not a vault ".iter().cycle().take(bytes.len()).copied().collect()),
    ("first byte flipped", |bytes| flipped(bytes, 0)),
    ("a byte near the start flipped", |bytes| flipped(bytes, 20)),
    ("a byte in the middle flipped", |bytes| flipped(bytes, bytes.len() / 2)),
    ("last byte flipped", |bytes| flipped(bytes, bytes.len() - 1)),
];

/// The two files of the vault.
fn vault(profile: &Path) -> Result<[PathBuf; 2]> {
    let header = profile.join("vault.header");
    let database = profile.join("vault.db");
    ensure!(header.is_file() && database.is_file(), "the vault has other files than this test knows");
    Ok([header, database])
}

/// Starts on a damaged vault: it is not opened, and the damage is not made worse.
fn refuses_damage(peer: &mut Peer, file: &Path) -> Result<()> {
    let damaged = fs::read(file)?;
    peer.restart()?;
    let refusal = peer.refusal("unlock", json!({"passphrase": PASSPHRASE}));
    let lives = lives(peer, "locked");
    peer.shutdown()?;
    let (refusal, ()) = (refusal?, lives?);
    let failures = ["vault_damaged", "passphrase_wrong", "vault_too_new"];
    ensure!(refusal.failure.as_deref().is_some_and(|failure| failures.contains(&failure)), "{refusal}");
    ensure!(fs::read(file)? == damaged, "it was changed by a look at it");
    Ok(())
}

/// Starts on half a vault: it is not opened, and nothing is put in the place of the other half.
fn refuses_absence(peer: &mut Peer, file: &Path) -> Result<()> {
    peer.restart()?;
    let refusal = peer.refusal("unlock", json!({"passphrase": PASSPHRASE}));
    peer.shutdown()?;
    let failures = ["vault_damaged", "vault_absent"];
    let refusal = refusal?;
    ensure!(refusal.failure.as_deref().is_some_and(|failure| failures.contains(&failure)), "{refusal}");
    ensure!(!file.exists(), "a new one was put in its place");
    Ok(())
}

#[test]
fn a_damaged_vault_is_refused_and_left_as_it_is() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut peer = start(&folder)?;
    let address = create(&peer, PASSPHRASE)?;
    let contact = peer.call("add_contact", json!({"address": ADDRESS}))?;
    peer.call("send", json!({"contact": contact["id"], "text": "keep this"}))?;
    peer.shutdown()?;
    let mut faults = Vec::new();
    for file in vault(peer.profile())? {
        let whole = fs::read(&file)?;
        for (name, damage) in DAMAGES {
            fs::write(&file, damage(&whole))?;
            if let Err(fault) = refuses_damage(&mut peer, &file) {
                faults.push(format!("{name}, {}: {fault:#}", file.display()));
            }
        }
        fs::remove_file(&file)?;
        if let Err(fault) = refuses_absence(&mut peer, &file) {
            faults.push(format!("absent, {}: {fault:#}", file.display()));
        }
        fs::write(&file, &whole)?;
    }
    ensure!(faults.is_empty(), "{faults:#?}");
    peer.restart()?;
    ensure!(unlock(&peer, PASSPHRASE)? == address, "another address");
    let page = peer.call("history", json!({"contact": contact["id"], "limit": 10}))?;
    ensure!(page["messages"][0]["text"] == "keep this", "{page}");
    Ok(())
}

#[test]
fn a_second_start_on_the_same_profile_is_refused_and_a_killed_one_leaves_no_lock() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut first = start(&folder)?;
    create(&first, PASSPHRASE)?;
    // its standard error goes beside another folder, so that both can be read
    let elsewhere = tempfile::tempdir()?;
    let link = elsewhere.path().join("profile");
    std::os::unix::fs::symlink(first.profile(), &link)?;
    let mut second = Peer::start("second", Launch::new(program::sotto()?, &link))?;
    let status = second.wait_end()?;
    ensure!(status.code() == Some(1), "the second start ended with {status}");
    ensure!(second.stderr().contains("already open in another Sotto"), "{}", second.stderr());
    lives(&first, "open")?;
    first.kill9()?;
    first.restart()?;
    unlock(&first, PASSPHRASE).map(|_| ())
}

#[test]
fn wrong_addresses_are_told_apart_and_nobody_is_added_twice() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let peer = start(&folder)?;
    let own = create(&peer, PASSPHRASE)?;
    let add = |address: &str| json!({"address": address, "name": "Bob"});
    let mistyped = ADDRESS.replacen("bob", "bab", 1);
    for (address, failure) in [
        (own.as_str(), "address_own"),
        (&own.to_uppercase(), "address_own"),
        (&format!("sotto:{}", own.trim_end_matches(".onion")), "address_own"),
        (&mistyped, "address_mistyped"),
        ("", "address_malformed"),
        ("bob", "address_malformed"),
        ("https://example.org/", "address_malformed"),
        ("expyuzz4wqqyqhjn.onion", "address_malformed"),
        (&format!("{ADDRESS}-"), "address_malformed"),
        // longer than an address: what is left of an invite
        (&format!("{ADDRESS}a"), "link_incomplete"),
    ] {
        refused(&peer, "add_contact", add(address), failure).with_context(|| address.to_owned())?;
    }
    peer.call("add_contact", add(ADDRESS))?;
    for again in
        [ADDRESS.to_owned(), format!("{ADDRESS}.onion"), format!("sotto:{ADDRESS}"), ADDRESS.to_uppercase()]
    {
        refused(&peer, "add_contact", add(&again), "address_known").with_context(|| again)?;
    }
    let contacts = peer.call("contacts", Value::Null)?;
    let id = contacts[0]["id"].clone();
    ensure!(contacts.as_array().map(Vec::len) == Some(1), "{contacts}");
    peer.call("block", json!({"contact": id}))?;
    refused(&peer, "add_contact", add(ADDRESS), "address_blocked")?;
    refused(&peer, "rename", json!({"contact": id, "name": "x".repeat(65)}), "name_too_long")
}

#[test]
fn texts_that_cannot_be_sent_are_refused_and_the_longest_is_kept_whole() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let peer = start(&folder)?;
    create(&peer, PASSPHRASE)?;
    let contact = peer.call("add_contact", json!({"address": ADDRESS}))?["id"].clone();
    let send = |text: &str| json!({"contact": contact, "text": text});
    refused(&peer, "send", send(""), "text_empty")?;
    refused(&peer, "send", send(&"x".repeat(16_001)), "text_too_long")?;
    refused(&peer, "send", json!({"contact": 4711, "text": "x"}), "no_such_contact")?;
    let longest = "é".repeat(8_000);
    peer.call("send", send(&longest))?;
    let page = peer.call("history", json!({"contact": contact, "limit": 500}))?;
    ensure!(page["messages"].as_array().map(Vec::len) == Some(1), "a refused text was kept");
    ensure!(
        page["messages"][0]["text"] == longest.as_str() && page["messages"][0]["state"] == "queued",
        "not whole"
    );
    Ok(())
}

/// The code of the next error that belongs to no request.
fn error_after(peer: &Peer, line: &[u8]) -> Result<i64> {
    let mark = peer.mark();
    peer.write_line(line)?;
    let is_error = |entry: &sotto_tests::peer::Entry| entry.value.get("error").is_some();
    let entry = peer.wait_entry(mark, Deadline::after(ANSWER_PATIENCE), is_error)?;
    entry.value["error"]["code"].as_i64().context("an error without a code")
}

#[test]
fn lines_that_are_no_requests_are_refused_one_by_one() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut peer = start(&folder)?;
    for (line, code) in [
        (b"nonsense".to_vec(), -32700),
        (b"{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"status\"".to_vec(), -32700),
        (vec![0xff, 0xfe, 0x00], -32700),
        (vec![b'['; 60_000], -32700),
        (b"[]".to_vec(), -32600),
        (br#"{"jsonrpc":"1.0","id":"x","method":"status"}"#.to_vec(), -32600),
        (br#"{"jsonrpc":"2.0","id":"x","method":"stat"}"#.to_vec(), -32601),
        (br#"{"jsonrpc":"2.0","id":"x","method":"send","params":{"contact":"x"}}"#.to_vec(), -32602),
        (vec![b'x'; 70_000], -32600),
        (vec![b'x'; 5_000_000], -32600),
    ] {
        let got = error_after(&peer, &line)?;
        ensure!(got == code, "{code} was expected, not {got}, for a line of {} bytes", line.len());
    }
    lives(&peer, "absent")?;
    ensure!(peer.hang_up()?.success(), "the end of the input did not end the program in order");
    Ok(())
}

/// Words that start a program on a folder that cannot be written to, if this machine lets us.
fn read_only(profile: &Path) -> Result<Option<Vec<String>>> {
    let script = format!(
        "mount --bind '{0}' '{0}' && mount -o remount,bind,ro '{0}' && exec \"$@\"",
        profile.display()
    );
    let wrapper = |unshare: &[&str]| -> Vec<String> {
        let shell = ["sh", "-c", script.as_str(), "sh"];
        ["unshare"].iter().chain(unshare).chain(&shell).map(|word| (*word).to_owned()).collect()
    };
    for unshare in [["-m"].as_slice(), &["-r", "-m"]] {
        let words = wrapper(unshare);
        let (name, arguments) = words.split_first().context("a command")?;
        if Command::new(name).args(arguments).arg("true").output()?.status.success() {
            return Ok(Some(words));
        }
    }
    Ok(None)
}

#[test]
fn a_read_only_profile_is_named_and_a_session_in_memory_still_possible() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let profile = folder.path().join("profile");
    fs::create_dir(&profile)?;
    let Some(wrapper) = read_only(&profile)? else {
        println!("skipped: neither root nor user namespaces can mount a folder read-only here");
        return Ok(());
    };
    let peer = Peer::start("sotto", launch(&folder)?.wrapped(wrapper))?;
    refused(&peer, "create", json!({"passphrase": PASSPHRASE}), "read_only")?;
    lives(&peer, "absent")?;
    peer.call("create_amnesic", Value::Null)?;
    lives(&peer, "amnesic")?;
    ensure!(fs::read_dir(&profile)?.next().is_none(), "something was written");
    Ok(())
}

#[test]
fn bridge_lines_that_cannot_be_used_are_named_by_their_number() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let peer = start(&folder)?;
    create(&peer, PASSPHRASE)?;
    let set = |lines: &str| json!({"lines": lines, "enabled": true});
    refused(&peer, "set_bridges", set(""), "bridges_empty")?;
    refused(&peer, "set_bridges", set("# a remark\n\n"), "bridges_empty")?;
    refused(&peer, "set_bridges", set("# a remark\nnot a bridge"), "bridge_malformed")?;
    let many = "192.0.2.7:443 0123456789ABCDEF0123456789ABCDEF01234567\n".repeat(65);
    refused(&peer, "set_bridges", set(&many), "bridges_too_many")?;
    // no folder of this machine has a program for it, and none may be taken for it
    let webtunnel =
        "webtunnel 192.0.2.7:443 0123456789ABCDEF0123456789ABCDEF01234567 url=https://example.org/x";
    refused(&peer, "set_bridges", set(webtunnel), "bridge_transport_missing")?;
    let kept = peer.call("bridges", Value::Null)?;
    ensure!(kept == json!({"enabled": false, "lines": []}), "a refused line was kept: {kept}");
    Ok(())
}

/// A network whose only authority is two listeners of ours: whoever connects to them went around the bridge.
struct Trap {
    relay: TcpListener,
    directory: TcpListener,
}

impl Trap {
    fn set() -> Result<Self> {
        let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        Ok(Self { relay: listen()?, directory: listen()? })
    }

    fn settings(&self) -> Result<String> {
        let authority = Authority {
            v3: "0123456789ABCDEF0123456789ABCDEF01234567".to_owned(),
            rsa: "89ABCDEF0123456789ABCDEF0123456789ABCDEF".to_owned(),
            ed: "ce7JQFtjdpeAdUK+L2v9rz52g3GEnh48MiCtw1PzjDI".to_owned(),
            onion_port: self.relay.local_addr()?.port(),
            directory_port: self.directory.local_addr()?.port(),
        };
        Ok(arti_toml(&[authority]))
    }

    /// Whether somebody connected since the last look.
    fn was_entered(&self) -> Result<bool> {
        let mut entered = false;
        for listener in [&self.relay, &self.directory] {
            listener.set_nonblocking(true)?;
            entered |= listener.accept().is_ok();
        }
        Ok(entered)
    }
}

fn trouble(peer: &Peer, wanted: &str) -> Result<()> {
    let mark = peer.mark();
    peer.call("connect", Value::Null)?;
    let troubled = |status: &Value| !status["network"]["trouble"].is_null();
    let status = peer.wait_event("status", mark, Deadline::after(TROUBLE_PATIENCE), troubled)?;
    ensure!(status["network"]["trouble"] == wanted, "{wanted} was expected: {status}");
    Ok(())
}

fn trapped(folder: &TempDir, trap: &Trap) -> Result<Launch> {
    let settings = folder.path().join("arti.toml");
    fs::write(&settings, trap.settings()?)?;
    Ok(launch(folder)?.tor_network(settings).transports("/usr/bin"))
}

#[test]
fn the_trap_catches_a_direct_connection() -> Result<()> {
    let (folder, trap) = (tempfile::tempdir()?, Trap::set()?);
    let peer = Peer::start("sotto", trapped(&folder, &trap)?)?;
    create(&peer, PASSPHRASE)?;
    // the trap accepts and says nothing: Tor does not answer
    trouble(&peer, "tor_unreachable")?;
    ensure!(trap.was_entered()?, "a direct connection was not caught");
    lives(&peer, "open")
}

/// A bridge that is named within a minute and never gone around.
fn dead_bridge(port: u16) -> Result<()> {
    let (folder, trap) = (tempfile::tempdir()?, Trap::set()?);
    fs::create_dir(folder.path().join("trace"))?;
    let trace = Trace::network(folder.path().join("trace"));
    let mut peer = Peer::start("sotto", trapped(&folder, &trap)?.traced(trace.clone()))?;
    create(&peer, PASSPHRASE)?;
    let certificate = "cert=b9jBmvGNWPQqqr1u7/FDc/1CWPoBC4nZw6v/oHfgUNabUM0LTqkUzkV6Udvrm6X8M92SDw";
    let line =
        format!("obfs4 127.0.0.1:{port} E463543F16EA53EB2C149A299AAF654C02DB8AE4 {certificate} iat-mode=0");
    peer.call("set_bridges", json!({"lines": line, "enabled": true}))?;
    trouble(&peer, "bridge_unreachable")?;
    lives(&peer, "open")?;
    ensure!(!trap.was_entered()?, "somebody went around the bridge");
    peer.shutdown()?;
    let transport: Vec<_> = trace.read()?.into_iter().filter(|call| call.program == "obfs4proxy").collect();
    ensure!(!endpoints(&transport).is_empty(), "the transport did not even try");
    ensure!(!trap.was_entered()?, "somebody went around the bridge at the end");
    Ok(())
}

#[test]
fn a_bridge_that_refuses_is_named_and_not_gone_around() -> Result<()> {
    // bound for a moment: nobody listens there now
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    dead_bridge(port)
}

#[test]
fn a_bridge_that_never_answers_is_named_and_not_gone_around() -> Result<()> {
    let silent = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    dead_bridge(silent.local_addr()?.port())
}

#[test]
fn a_network_that_refuses_everything_is_named() -> Result<()> {
    let (folder, trap) = (tempfile::tempdir()?, Trap::set()?);
    let launch = trapped(&folder, &trap)?;
    drop(trap);
    let peer = Peer::start("sotto", launch)?;
    create(&peer, PASSPHRASE)?;
    trouble(&peer, "tor_unreachable")?;
    lives(&peer, "open")
}

#[test]
fn a_clock_that_lost_its_battery_is_named() -> Result<()> {
    let (folder, trap) = (tempfile::tempdir()?, Trap::set()?);
    let faketime = program::find("faketime", "faketime")?;
    let words = [
        faketime.as_os_str(),
        "--exclude-monotonic".as_ref(),
        "-f".as_ref(),
        "@2020-01-01 00:00:00".as_ref(),
    ];
    let peer = Peer::start("sotto", trapped(&folder, &trap)?.wrapped(words))?;
    create(&peer, PASSPHRASE)?;
    trouble(&peer, "clock")?;
    lives(&peer, "open")
}

#[test]
fn a_settings_file_that_is_no_network_does_not_lead_to_the_real_one() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let settings = folder.path().join("arti.toml");
    fs::write(&settings, "this is = not [ toml")?;
    let mut peer = Peer::start("sotto", launch(&folder)?.tor_network(&settings))?;
    let status = peer.wait_end()?;
    ensure!(!status.success() && !peer.stderr().is_empty(), "a broken settings file was taken: {status}");
    let missing = launch(&folder)?.tor_network(folder.path().join("nowhere.toml"));
    let mut peer = Peer::start("sotto", missing)?;
    ensure!(!peer.wait_end()?.success(), "a missing settings file was passed over");
    Ok(())
}
