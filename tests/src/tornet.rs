//! A private Tor network on loopback, out of Debian's `tor`: a directory authority, relays, and an obfs4 bridge.
//!
//! ```text
//! keys -> processes -> descriptors -> consensus (-> authority again, if it came too early) -> bridge -> TorNet
//! ```
//! It is ready in seconds and lasts for hours: the first vote comes after seconds, the next ones by the hour.

mod arti;
mod bridge;
mod consensus;
mod folder;
mod keys;
mod node;
mod options;
mod plain;
mod ports;
mod torrc;

pub use arti::{Authority, arti_toml};
pub use options::{Options, Step};
pub use plain::{PLAIN_PORT, PlainTor};

use crate::wait::Deadline;
use anyhow::Result;
use folder::Folder;
use node::{Member, Node, Place, Role};
use std::collections::BTreeSet;
use std::path::Path;

/// A running network. Dropping it kills its processes and removes its folder.
#[derive(Debug)]
pub struct TorNet {
    // dropped in this order: processes first, then the folder they write to
    nodes: Vec<Node>,
    folder: Folder,
    bridge_line: Option<String>,
}

impl TorNet {
    /// Starts a network and waits until it can be used.
    ///
    /// # Errors
    /// Names the Debian package that is missing, the process that died with its last words, or what was waited
    /// for in vain.
    pub fn start(options: &Options) -> Result<Self> {
        Self::start_with(options, |_| {})
    }

    /// The same, and tells `progress` of every step.
    ///
    /// # Errors
    /// As [`TorNet::start`].
    pub fn start_with(options: &Options, mut progress: impl FnMut(Step)) -> Result<Self> {
        let deadline = Deadline::after(options.patience);
        let folder = Folder::make(options)?;
        progress(Step::Keys);
        let (bridges, relays): (Vec<_>, Vec<_>) = members(options, folder.path())?
            .into_iter()
            .partition(|member| member.place.role == Role::Bridge);
        progress(Step::Processes);
        let mut nodes = relays.into_iter().map(Node::start).collect::<Result<Vec<_>>>()?;
        consensus::wait(&mut nodes, deadline, &mut progress)?;
        // a bridge that is there before the consensus asks for it again only after many seconds
        nodes.extend(bridges.into_iter().map(Node::start).collect::<Result<Vec<_>>>()?);
        let bridge_line = bridge::wait(&mut nodes, deadline, &mut progress)?;
        let network = Self { nodes, folder, bridge_line };
        network.write_settings()?;
        progress(Step::Ready);
        Ok(network)
    }

    /// The folder with everybody's data and logs, `arti.toml` and, if there is a bridge, `bridge.txt`.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What `sotto --tor-network FILE` needs to know of this network, in the form of an `arti.toml`.
    #[must_use]
    pub fn arti_toml(&self) -> String {
        arti_toml(&self.authorities())
    }

    /// The bridge's line as users paste it, if there is a bridge.
    #[must_use]
    pub fn bridge_line(&self) -> Option<&str> {
        self.bridge_line.as_deref()
    }

    /// The port on which the bridge's transport listens, if there is a bridge.
    #[must_use]
    pub fn bridge_port(&self) -> Option<u16> {
        self.nodes.iter().find(|node| node.is(Role::Bridge)).map(|node| node.place().ports.transport)
    }

    /// Every port of this network: a client may connect to these and to nothing else.
    #[must_use]
    pub fn relay_ports(&self) -> BTreeSet<u16> {
        self.nodes.iter().flat_map(Node::listening).collect()
    }

    /// The process numbers of the network, the authority first.
    #[must_use]
    pub fn processes(&self) -> Vec<u32> {
        self.nodes.iter().map(Node::process).collect()
    }

    /// Starts a C Tor client on this network.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn plain_client(&self) -> Result<PlainTor> {
        PlainTor::client(self.folder(), &self.authorities())
    }

    /// Starts a C Tor onion service on this network, whose [`PLAIN_PORT`] leads to `port` of this machine.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn plain_service(&self, port: u16) -> Result<PlainTor> {
        PlainTor::service(self.folder(), &self.authorities(), port)
    }

    fn authorities(&self) -> Vec<Authority> {
        self.nodes.iter().filter_map(Node::authority).collect()
    }

    fn write_settings(&self) -> Result<()> {
        folder::write(&self.folder().join("arti.toml"), &self.arti_toml())?;
        match &self.bridge_line {
            Some(line) => folder::write(&self.folder().join("bridge.txt"), &format!("{line}\n")),
            None => Ok(()),
        }
    }
}

fn members(options: &Options, folder: &Path) -> Result<Vec<Member>> {
    let places = places(options, folder)?;
    let identities = keys::identities(&places, options.keys.as_deref())?;
    let members: Vec<Member> =
        places.into_iter().zip(identities).map(|(place, identity)| Member { place, identity }).collect();
    settle(&members)?;
    Ok(members)
}

/// Writes everybody's settings.
fn settle(members: &[Member]) -> Result<()> {
    let authorities: Vec<Authority> = members.iter().filter_map(Member::authority).collect();
    for member in members {
        let text = torrc::torrc(member, &authorities, std::process::id())?;
        folder::write(&member.place.torrc(), &text)?;
        folder::write(&member.place.folder.join("state"), &torrc::history())?;
        if member.place.role == Role::Authority {
            folder::write(&member.place.folder.join("sr-state"), &torrc::shared_random())?;
        }
    }
    Ok(())
}

fn places(options: &Options, folder: &Path) -> Result<Vec<Place>> {
    let relays = (0..options.relays).map(|n| (Role::Relay, format!("relay{n}")));
    let bridge = options.bridge.then(|| (Role::Bridge, "bridge".to_owned()));
    std::iter::once((Role::Authority, "authority".to_owned()))
        .chain(relays)
        .chain(bridge)
        .map(|(role, name)| Place::make(role, name, folder))
        .collect()
}
