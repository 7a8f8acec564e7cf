use super::*;
use serde_json::{Value, json};

const OBFS4: &str = "obfs4 192.0.2.1:443 D9A82D2F9C2F65A18407B1D2B764F130847F8B5D \
    cert=bjRaMrr1BRiAW8IE9U5z27fQaYgOhX1UCmOpg2pFpoMvo6ZgQMzLsaTzzQNTlm7hNcb+Sg iat-mode=0";
const PLAIN: &str = "192.0.2.7:9001 D9A82D2F9C2F65A18407B1D2B764F130847F8B5D";

fn storage() -> Storage {
    Storage { folder: PathBuf::from("/profile/tor"), trust_permissions: false }
}

fn line(text: &str) -> BridgeLine {
    BridgeLine::parse(text).expect("a line")
}

/// A folder with programs that are never run.
fn programs(names: &[&str]) -> (tempfile::TempDir, Transports) {
    let folder = tempfile::tempdir().expect("a folder");
    for name in names {
        let path = folder.path().join(name);
        std::fs::write(&path, "").expect("written");
        executable(&path);
    }
    let transports = Transports::new(vec![folder.path().to_owned()]).expect("absolute");
    (folder, transports)
}

#[cfg(unix)]
fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)).expect("permissions");
}

#[cfg(not(unix))]
fn executable(_: &Path) {}

fn none() -> Transports {
    Transports::new(vec![]).expect("absolute")
}

fn configured(entry: &Entry, transports: &Transports) -> TorClientConfigBuilder {
    let config = client(&TorClientConfigBuilder::default(), transports, entry, &storage()).expect("usable");
    config.build().expect("Arti takes it");
    config
}

/// The settings as Arti writes them.
fn written(config: &TorClientConfigBuilder) -> Value {
    serde_json::to_value(config).expect("JSON")
}

fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, key| value.get(key))
}

#[test]
fn every_limit_is_ours_and_none_is_artis_default() {
    let ours = written(&configured(&Entry::Direct, &none()));
    let default = written(&TorClientConfigBuilder::default());
    for (path, value) in [
        ("system.memory.max", json!(192 * 1024 * 1024)),
        ("stream_timeouts.connect_timeout", json!("20s")),
        ("circuit_timing.request_timeout", json!("45s")),
        ("circuit_timing.hs_dir_requery_interval", json!("1m")),
        ("circuit_timing.max_dirtiness", json!("2m")),
        ("vanguards.mode", json!("full")),
        ("preemptive_circuits.min_exit_circs_for_port", json!(0)),
        ("preemptive_circuits.initial_predicted_ports", json!([])),
        ("preemptive_circuits.disable_at_threshold", json!(0)),
        ("address_filter.allow_onion_addrs", json!(true)),
        ("address_filter.allow_local_addrs", json!(false)),
        ("storage.keystore.primary.kind", json!("ephemeral")),
    ] {
        assert_eq!(at(&ours, path), Some(&value), "{path}");
        assert_ne!(at(&default, path), Some(&value), "{path} is a default that may change");
    }
}

#[test]
fn the_service_is_limited_as_well() {
    let ours = service().expect("Arti takes it");
    let mut plain = OnionServiceConfigBuilder::default();
    let default = plain.nickname(NICKNAME.parse().expect("a nickname")).build().expect("the default");
    assert_eq!(*ours.max_concurrent_streams_per_circuit(), STREAMS_PER_CIRCUIT);
    assert!((1..=4).contains(&STREAMS_PER_CIRCUIT));
    assert_ne!(ours.max_concurrent_streams_per_circuit(), default.max_concurrent_streams_per_circuit());
    let (rate, burst) = INTRODUCTIONS;
    assert_eq!(*ours.rate_limit_at_intro(), Some(TokenBucketConfig::new(rate, burst)));
    assert_eq!(*default.rate_limit_at_intro(), None);
}

#[test]
fn all_files_lie_below_the_folder_and_no_key_among_them() {
    let config = written(&configured(&Entry::Direct, &none()));
    for path in ["storage.state_dir", "storage.cache_dir"] {
        let folder = at(&config, path).and_then(|value| value.get("literal").or(Some(value)));
        let folder = folder.and_then(Value::as_str).expect(path);
        assert!(Path::new(folder).starts_with("/profile/tor"), "{path}");
    }
    let text = config.to_string();
    assert!(!text.contains("ARTI_") && !text.contains("${"), "nothing comes from the environment");
}

#[test]
fn traces_of_the_service_are_removed_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    forget_service(folder.path()).expect("nothing there is fine");
    let state = folder.path().join("state");
    std::fs::create_dir_all(state.join("hss/sotto/iptreplay")).expect("made");
    for file in ["hss/sotto/ipts.json", "guards.json"] {
        std::fs::write(state.join(file), "{}").expect("written");
    }
    forget_service(folder.path()).expect("removed");
    assert!(!state.join("hss").exists() && state.join("guards.json").exists());
}

#[test]
fn permissions_are_checked_unless_the_file_system_has_none() {
    let mut lenient = storage();
    lenient.trust_permissions = true;
    let base = TorClientConfigBuilder::default();
    let build = |storage: &Storage| {
        client(&base, &none(), &Entry::Direct, storage).expect("usable").build().expect("built")
    };
    let open = tempfile::tempdir().expect("a folder");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(open.path(), std::fs::Permissions::from_mode(0o777)).expect("permissions");
        assert!(build(&storage()).fs_mistrust().check_directory(open.path()).is_err());
    }
    assert!(build(&lenient).fs_mistrust().check_directory(open.path()).is_ok());
}

#[test]
fn a_direct_entry_uses_no_bridge_even_if_the_network_names_one() {
    let mut base = TorClientConfigBuilder::default();
    base.bridges().bridges().push(PLAIN.parse().expect("a bridge"));
    let config = client(&base, &none(), &Entry::Direct, &storage()).expect("usable");
    assert_eq!(at(&written(&config), "bridges.enabled"), Some(&json!(false)));
}

#[test]
fn bridge_mode_never_permits_a_direct_connection() {
    let (_folder, transports) = programs(&["obfs4proxy"]);
    let entry = Entry::Bridges(vec![line(OBFS4)]);
    let mut config = configured(&entry, &transports);
    assert_eq!(at(&written(&config), "bridges.enabled"), Some(&json!(true)));
    config.bridges().set_bridges(vec![]);
    assert!(config.build().is_err(), "Arti refuses bridge mode without a bridge");
    let base = TorClientConfigBuilder::default();
    for (lines, transports, stall) in [
        (vec![], &transports, Stall::BridgeUnreachable),
        (vec![line("no bridge at all")], &transports, Stall::BridgeUnreachable),
        (vec![line("192.0.2.1:443")], &transports, Stall::BridgeUnreachable),
        (vec![line(OBFS4)], &none(), Stall::TransportMissing),
    ] {
        let refused = client(&base, transports, &Entry::Bridges(lines), &storage());
        assert_eq!(refused.err(), Some(stall));
    }
}

#[test]
fn programs_are_named_absolutely_and_once_for_all_their_transports() {
    let (folder, transports) = programs(&["lyrebird", "obfs4proxy"]);
    let webtunnel =
        "webtunnel 192.0.2.3:1 D9A82D2F9C2F65A18407B1D2B764F130847F8B5D url=https://example.com/x";
    let entry = Entry::Bridges(vec![line(OBFS4), line(PLAIN), line(webtunnel), line(OBFS4)]);
    let config = written(&configured(&entry, &transports));
    let managed = at(&config, "bridges.transports").and_then(Value::as_array).expect("programs");
    assert_eq!(managed.len(), 1, "lyrebird does both");
    assert_eq!(at(&managed[0], "protocols"), Some(&json!(["obfs4", "webtunnel"])));
    let path = at(&managed[0], "path").expect("a path").to_string();
    assert!(path.contains(&folder.path().join("lyrebird").display().to_string()), "{path}");
    let bridges = at(&config, "bridges.bridges").expect("bridges").to_string();
    assert_eq!(bridges.matches("192.0.2.").count(), 4);
}

#[test]
fn a_bridge_that_cannot_be_used_does_not_spoil_the_others() {
    let (_folder, transports) = programs(&["obfs4proxy"]);
    let entry = Entry::Bridges(vec![
        line("snowflake 192.0.2.3:80 2B280B23E1107BB62ABFC40DDCC8824814F80A72"),
        line(OBFS4),
    ]);
    let config = written(&configured(&entry, &transports));
    let bridges = at(&config, "bridges.bridges").expect("bridges").to_string();
    assert!(bridges.contains("obfs4") && !bridges.contains("snowflake"));
}
