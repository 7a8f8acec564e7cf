//! Bridge lines, and the programs of the pluggable transports that they need.

use crate::network::{BridgeError, BridgeLine};
use arti_client::config::BridgeConfigBuilder;
use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};

/// Which programs speak which transport, the better one first. Lyrebird is the maintained successor of obfs4proxy.
const PROGRAMS: [(&str, &[&str]); 4] = [
    ("obfs4", &["lyrebird", "obfs4proxy"]),
    ("meek_lite", &["lyrebird", "obfs4proxy"]),
    ("webtunnel", &["lyrebird", "webtunnel-client"]),
    ("snowflake", &["snowflake-client"]),
];

/// The folders where transport programs may lie.
pub(super) struct Transports(Vec<PathBuf>);

/// A bridge that can be used: Arti's form of it, and its transport with the program, unless it is plain.
pub(super) struct Usable {
    pub(super) bridge: BridgeConfigBuilder,
    pub(super) transport: Option<(String, PathBuf)>,
}

impl Transports {
    /// `None` if a folder is relative.
    pub(super) fn new(folders: Vec<PathBuf>) -> Option<Self> {
        folders.iter().all(|folder| folder.is_absolute()).then_some(Self(folders))
    }

    /// Reads a line as Arti does and finds its program.
    pub(super) fn check(&self, line: &BridgeLine) -> Result<Usable, BridgeError> {
        let bridge: BridgeConfigBuilder = line.as_str().parse().map_err(|_| BridgeError::Malformed)?;
        bridge.build().map_err(|_| BridgeError::Malformed)?;
        let transport = match bridge.get_transport().filter(|name| !matches!(*name, "" | "-" | "bridge")) {
            Some(name) => Some((name.to_owned(), self.program(name)?)),
            None => None,
        };
        Ok(Usable { bridge, transport })
    }

    fn program(&self, transport: &str) -> Result<PathBuf, BridgeError> {
        let names = PROGRAMS.iter().find(|(name, _)| *name == transport).map(|(_, programs)| *programs);
        let candidates = names
            .into_iter()
            .flatten()
            .flat_map(|name| self.0.iter().map(move |folder| folder.join(format!("{name}{EXE_SUFFIX}"))));
        let missing = || BridgeError::TransportMissing(transport.to_owned());
        candidates.into_iter().find(|path| is_program(path)).ok_or_else(missing)
    }
}

/// A file that may be executed.
fn is_program(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.is_file() && is_executable(&file))
}

#[cfg(unix)]
fn is_executable(file: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &std::fs::Metadata) -> bool {
    true
}
