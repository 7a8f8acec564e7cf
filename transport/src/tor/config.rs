//! What Arti may do: everything that is not its default is here, with its reason.

use super::transports::{Transports, Usable};
use crate::network::{BridgeError, BridgeLine, Entry, Stall, Storage};
use arti_client::config::onion_service::{OnionServiceConfig, OnionServiceConfigBuilder};
use arti_client::config::pt::TransportConfigBuilder;
use arti_client::config::{BoolOrAuto, CfgPath, TorClientConfigBuilder};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use toml::Value;
use tor_config::{ConfigBuildError, ExplicitOrAuto};
use tor_hsservice::config::TokenBucketConfig;
use tor_keymgr::config::ArtiKeystoreKind;

/// Most memory that Arti's queues may hold, in bytes. Its own choice would be 40 % of the machine's, up to 8 GiB.
const MEMORY_MAX: usize = 192 * 1024 * 1024;
/// Longest wait for the answer to a stream's beginning, over six to eight relays. Three tries fit into a dial.
const STREAM_TIMEOUT: Duration = Duration::from_secs(20);
/// Longest wait for a circuit, with all its tries; less than a dial, so that the dial learns the reason.
const CIRCUIT_TIMEOUT: Duration = Duration::from_secs(45);
/// After how long the directories may be asked again for a contact who was there before. Arti's quarter of an hour
/// would keep us from a contact who has restarted.
const DESCRIPTOR_AGAIN: Duration = Duration::from_secs(60);
/// How long a circuit that has been used is used again: here only those to the directory, which are asked once an hour.
///
/// It must be shorter than the three minutes after which Arti looks at a circuit for the first time (`pick_use_duration` of tor-circmgr
/// 0.47.0). Its task asks with the time of that first look again and again (`spawn_expiration_task`); a circuit whose age ends
/// later is never seen to be old, and the task wakes a thousand times a second from that age on.
const DIRECTORY_CIRCUIT_AGE: Duration = Duration::from_secs(120);
/// Streams on one circuit from a contact: one in use, and some that have not been noticed to be dead.
const STREAMS_PER_CIRCUIT: u32 = 4;
/// Strangers and contacts that an introduction point lets through: a second, and at once. After a restart 500
/// contacts come back within a minute through three such points; who is not let through dials again.
const INTRODUCTIONS: (u32, u32) = (5, 100);
/// What Arti calls our service in its files; it says nothing about it.
const NICKNAME: &str = "sotto";
/// Arti's folder for guards and locks.
const STATE: &str = "state";

/// The client's settings on top of `network`'s, or why this entry leads nowhere.
pub(super) fn client(
    network: &TorClientConfigBuilder,
    transports: &Transports,
    entry: &Entry,
    storage: &Storage,
) -> Result<TorClientConfigBuilder, Stall> {
    let mut config = network.clone();
    store(&mut config, storage);
    limit(&mut config).map_err(|_| Stall::Unknown)?;
    match entry {
        Entry::Direct => config.bridges().enabled(BoolOrAuto::Explicit(false)),
        Entry::Bridges(lines) => bridges(&mut config, &usable(transports, lines)?),
    };
    Ok(config)
}

/// The settings of our onion service.
pub(super) fn service() -> Result<OnionServiceConfig, ConfigBuildError> {
    let (rate, burst) = INTRODUCTIONS;
    let nickname = NICKNAME.parse().map_err(|_| ConfigBuildError::Invalid {
        field: "nickname".into(),
        problem: "not a nickname".into(),
    })?;
    OnionServiceConfigBuilder::default()
        .nickname(nickname)
        .rate_limit_at_intro(Some(TokenBucketConfig::new(rate, burst)))
        .max_concurrent_streams_per_circuit(STREAMS_PER_CIRCUIT)
        .enable_pow(false)
        .build()
}

/// Removes what an earlier client has noted about our service below `folder`: its introduction points, which are of
/// no use without their keys, and would tell whoever finds them which service this was.
pub(super) fn forget_service(folder: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(folder.join(STATE).join("hss")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Files below the folder only; no key in any of them.
fn store(config: &mut TorClientConfigBuilder, storage: &Storage) {
    let files = config.storage();
    files.state_dir(CfgPath::new_literal(storage.folder.join(STATE)));
    files.cache_dir(CfgPath::new_literal(storage.folder.join("cache")));
    files.keystore().primary().kind(ExplicitOrAuto::Explicit(ArtiKeystoreKind::Ephemeral));
    // The environment belongs to whoever started us.
    files.permissions().ignore_environment();
    if storage.trust_permissions {
        files.permissions().dangerously_trust_everyone();
    }
}

fn limit(config: &mut TorClientConfigBuilder) -> Result<(), toml::de::Error> {
    config.system().memory().max(MEMORY_MAX);
    config.stream_timeouts().connect_timeout(STREAM_TIMEOUT);
    config.circuit_timing().request_timeout(CIRCUIT_TIMEOUT).hs_dir_requery_interval(DESCRIPTOR_AGAIN);
    config.circuit_timing().max_dirtiness(DIRECTORY_CIRCUIT_AGE);
    // A messenger is an onion service for months: its guards must not be found by who dials it again and again.
    // Arti exports no name for this value, so it comes as it would from a file.
    config.vanguards().mode(Value::from("full").try_into()?);
    // Nothing ever leaves through an exit.
    config.preemptive_circuits().set_initial_predicted_ports(Vec::new());
    config.preemptive_circuits().min_exit_circs_for_port(0).disable_at_threshold(0);
    config
        .address_filter()
        .allow_onion_addrs(true)
        .allow_local_addrs(false)
        .allow_resolving_local_addrs(false);
    Ok(())
}

/// Only these bridges: with `enabled` set, Arti takes an empty list for an error and never goes around them.
fn bridges<'c>(
    config: &'c mut TorClientConfigBuilder,
    usable: &[Usable],
) -> &'c mut arti_client::config::BridgesConfigBuilder {
    let bridges = config.bridges();
    bridges.enabled(BoolOrAuto::Explicit(true));
    bridges.set_bridges(usable.iter().map(|usable| usable.bridge.clone()).collect());
    let mut programs: BTreeMap<&PathBuf, Vec<&str>> = BTreeMap::new();
    for (transport, program) in usable.iter().filter_map(|usable| usable.transport.as_ref()) {
        let transports = programs.entry(program).or_default();
        if !transports.contains(&transport.as_str()) {
            transports.push(transport);
        }
    }
    for (program, transports) in programs {
        let mut managed = TransportConfigBuilder::default();
        managed.path(CfgPath::new_literal(program));
        // Arti has read these names in the bridge lines already.
        managed.protocols(transports.iter().filter_map(|name| name.parse().ok()).collect());
        bridges.transports().push(managed);
    }
    bridges
}

/// The lines that can be used, or why there is none.
fn usable(transports: &Transports, lines: &[BridgeLine]) -> Result<Vec<Usable>, Stall> {
    let (mut usable, mut missing) = (Vec::new(), false);
    for line in lines {
        match transports.check(line) {
            Ok(good) => usable.push(good),
            Err(BridgeError::TransportMissing(_)) => missing = true,
            Err(BridgeError::Malformed) => {}
        }
    }
    match (usable.is_empty(), missing) {
        (false, _) => Ok(usable),
        (true, true) => Err(Stall::TransportMissing),
        (true, false) => Err(Stall::BridgeUnreachable),
    }
}

#[cfg(test)]
mod tests;
