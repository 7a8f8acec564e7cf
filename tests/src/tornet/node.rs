//! A member of the network: its place, then its identity, then its process.

use super::arti::Authority;
use super::folder;
use super::ports::Ports;
use crate::program;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What a member does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Authority,
    Relay,
    Bridge,
    /// Neither: it only uses the network.
    Plain,
}

/// Where a member lives.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) role: Role,
    pub(super) name: String,
    pub(super) folder: PathBuf,
    pub(super) ports: Ports,
}

impl Place {
    pub(super) fn make(role: Role, name: String, parent: &Path) -> Result<Self> {
        let folder = parent.join(&name);
        folder::private(&folder.join("keys"))?;
        Ok(Self { role, name, folder, ports: Ports::free()? })
    }

    pub(super) fn torrc(&self) -> PathBuf {
        self.folder.join("torrc")
    }
}

/// By which keys a member is known.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    /// RSA identity, 40 hexadecimal digits.
    pub(super) rsa: String,
    /// Ed25519 identity, base64.
    pub(super) ed: String,
    /// The authority's directory identity, 40 hexadecimal digits.
    pub(super) v3: Option<String>,
}

/// A place with its identity.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) place: Place,
    pub(super) identity: Identity,
}

impl Member {
    pub(super) fn authority(&self) -> Option<Authority> {
        Some(Authority {
            v3: self.identity.v3.clone()?,
            rsa: self.identity.rsa.clone(),
            ed: self.identity.ed.clone(),
            onion_port: self.place.ports.onion,
            directory_port: self.place.ports.directory,
        })
    }
}

/// A member with its process, which dies with it.
#[derive(Debug)]
pub(super) struct Node {
    member: Member,
    process: Child,
}

impl Node {
    pub(super) fn start(member: Member) -> Result<Self> {
        let process = launch(&member.place)?;
        Ok(Self { member, process })
    }

    /// Ends the process and starts it anew, without the files that `forget` removes between the two.
    pub(super) fn restart(&mut self, forget: impl FnOnce(&Path)) -> Result<()> {
        self.end();
        forget(&self.member.place.folder);
        self.process = launch(&self.member.place)?;
        Ok(())
    }

    /// Fails, with the process's last words, if it has ended.
    pub(super) fn check(&mut self) -> Result<()> {
        let Some(status) = self.process.try_wait().context("looking after a process of the Tor network")?
        else {
            return Ok(());
        };
        bail!("{} of the Tor network ended ({status}): {}", self.place().name, self.last_words());
    }

    pub(super) fn is(&self, role: Role) -> bool {
        self.place().role == role
    }

    pub(super) fn place(&self) -> &Place {
        &self.member.place
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.member.identity
    }

    pub(super) fn authority(&self) -> Option<Authority> {
        self.member.authority()
    }

    pub(super) fn process(&self) -> u32 {
        self.process.id()
    }

    /// The ports on which it listens.
    pub(super) fn listening(&self) -> Vec<u16> {
        let Ports { onion, directory, transport } = self.place().ports;
        match self.place().role {
            Role::Authority => vec![onion, directory],
            Role::Relay => vec![onion],
            Role::Bridge => vec![onion, transport],
            Role::Plain => Vec::new(),
        }
    }

    pub(super) fn log(&self) -> String {
        fs::read_to_string(self.place().folder.join("notice.log")).unwrap_or_default()
    }

    fn last_words(&self) -> String {
        let log = self.log();
        let worst = log.lines().rev().find(|line| line.contains("[err]") || line.contains("[warn]"));
        worst.or(log.lines().last()).unwrap_or("it wrote no log").to_owned()
    }

    fn end(&mut self) {
        // it may have ended by itself; then there is nothing to kill
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.end();
    }
}

pub(super) fn launch(place: &Place) -> Result<Child> {
    let output =
        |name: &str| File::create(place.folder.join(name)).context("making a log of the Tor network");
    let tor = program::find("tor", "tor")?;
    let mut command = Command::new(tor);
    command
        .args(["--defaults-torrc", "/dev/null", "--quiet", "-f"])
        .arg(place.torrc())
        .stdin(Stdio::null())
        .stdout(output("stdout.log")?)
        .stderr(output("stderr.log")?);
    program::spawn(&mut command, "tor")
}
