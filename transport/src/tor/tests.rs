use super::*;
use crate::network::{DialError, Isolation, NetworkEvent, Phase, Stall};
use std::time::Duration;
use tokio::time::timeout;

const BRIDGE: &str = "192.0.2.7:9001 D9A82D2F9C2F65A18407B1D2B764F130847F8B5D";

fn tor(transports: &[&str]) -> Tor {
    let transports = transports.iter().map(PathBuf::from).collect();
    Tor::new(TorOptions { transports, ..TorOptions::default() }).expect("good options")
}

fn line(text: &str) -> BridgeLine {
    BridgeLine::parse(text).expect("a line")
}

#[test]
fn options_that_cannot_be_meant_are_refused() {
    let relative = TorOptions { transports: vec!["bin".into()], ..TorOptions::default() };
    assert_eq!(Tor::new(relative).err(), Some(TorError::RelativeFolder));
    for text in ["[tor_network", "[path_rules]\nipv4_subnet_family_prefix = \"x\""] {
        let private = TorOptions { private_network: Some(text.into()), ..TorOptions::default() };
        assert_eq!(Tor::new(private).err(), Some(TorError::PrivateNetwork));
    }
}

#[test]
fn options_show_neither_network_nor_folders() {
    let options = TorOptions { private_network: Some("secret".into()), transports: vec!["/secret".into()] };
    assert!(!format!("{options:?}").contains("secret"));
}

#[test]
fn a_bridge_line_is_read_as_arti_reads_it_and_needs_its_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8").to_owned();
    let tor = tor(&[&path]);
    let fingerprint = "D9A82D2F9C2F65A18407B1D2B764F130847F8B5D";
    assert_eq!(tor.check_bridge(&line(BRIDGE)), Ok(()));
    for bad in ["192.0.2.7:9001", "obfs4", "192.0.2.7 x", "obfs4 192.0.2.7:443 0123", "192.0.2.7:9001 short"]
    {
        assert_eq!(tor.check_bridge(&line(bad)), Err(BridgeError::Malformed), "{bad}");
    }
    let obfs4 = line(&format!("obfs4 192.0.2.7:443 {fingerprint} cert=x iat-mode=0"));
    let missing = |name: &str| Err(BridgeError::TransportMissing(name.to_owned()));
    assert_eq!(tor.check_bridge(&obfs4), missing("obfs4"));
    assert_eq!(tor.check_bridge(&line(&format!("dnstt 192.0.2.7:443 {fingerprint}"))), missing("dnstt"));
    let program = folder.path().join(format!("obfs4proxy{}", std::env::consts::EXE_SUFFIX));
    std::fs::create_dir(&program).expect("a folder that is no program");
    assert_eq!(tor.check_bridge(&obfs4), missing("obfs4"));
    std::fs::remove_dir(&program).expect("removed");
    std::fs::write(&program, "").expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode =
            |mode| std::fs::set_permissions(&program, std::fs::Permissions::from_mode(mode)).expect("mode");
        mode(0o600);
        assert_eq!(tor.check_bridge(&obfs4), missing("obfs4"));
        mode(0o700);
    }
    assert_eq!(tor.check_bridge(&obfs4), Ok(()));
}

/// The first events of a connection that must not get anywhere.
async fn first_stall(entry: Entry) -> Option<Stall> {
    let folder = tempfile::tempdir().expect("a folder");
    let storage = Storage { folder: folder.path().join("tor"), trust_permissions: true };
    let key = ServiceKey::from_seed(&[1; 32]);
    let mut connection = tor(&[]).connect(&key, &entry, &storage);
    let dialled = connection.dialer.dial(&key.address(), Isolation(0)).await;
    assert!(matches!(dialled, Err(DialError::NotConnected)));
    loop {
        let event = timeout(Duration::from_secs(10), connection.events.recv()).await.expect("in time");
        let Some(NetworkEvent::Bootstrap(step)) = event else { panic!("progress is due") };
        assert!(step.phase == Phase::Starting && step.percent == 0, "it must not begin");
        if step.stall.is_some() {
            assert!(!storage.folder.exists(), "nothing was started");
            return step.stall;
        }
    }
}

#[tokio::test]
async fn no_bridge_means_no_connection() {
    assert_eq!(first_stall(Entry::Bridges(vec![])).await, Some(Stall::BridgeUnreachable));
}

#[tokio::test]
async fn no_program_for_the_only_bridge_means_no_connection() {
    let obfs4 = line("obfs4 192.0.2.7:443 D9A82D2F9C2F65A18407B1D2B764F130847F8B5D cert=x iat-mode=0");
    assert_eq!(first_stall(Entry::Bridges(vec![obfs4])).await, Some(Stall::TransportMissing));
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let occupied = folder.path().join("file");
    std::fs::write(&occupied, "").expect("written");
    let storage = Storage { folder: occupied.join("tor"), trust_permissions: true };
    // No address of a relay is ever reached: the folder comes first.
    let mut connection = tor(&[]).connect(&ServiceKey::from_seed(&[1; 32]), &Entry::Direct, &storage);
    loop {
        let event = timeout(Duration::from_secs(10), connection.events.recv()).await.expect("in time");
        let Some(NetworkEvent::Bootstrap(step)) = event else { panic!("progress is due") };
        if let Some(stall) = step.stall {
            assert_eq!(stall, Stall::Storage);
            return;
        }
    }
}
