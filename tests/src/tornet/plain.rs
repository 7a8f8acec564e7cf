//! C Tor without a relay: a client, and an onion service, for what is measured beside ours.

use super::node::{Place, Role, launch};
use super::torrc;
use super::{Authority, folder};
use crate::wait::{Deadline, poll_until};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Child;

/// The onion service's port, as its clients name it.
pub const PLAIN_PORT: u16 = 9;

/// A `tor` that uses the network and carries nothing for others. Dropping it kills the process.
#[derive(Debug)]
pub struct PlainTor {
    place: Place,
    process: Child,
}

impl PlainTor {
    /// A client on the network of `authorities`.
    pub(super) fn client(parent: &Path, authorities: &[Authority]) -> Result<Self> {
        Self::start("client", parent, authorities, |place| {
            format!("SocksPort 127.0.0.1:{}\n", place.ports.onion)
        })
    }

    /// An onion service that leads to `port` on this machine.
    pub(super) fn service(parent: &Path, authorities: &[Authority], port: u16) -> Result<Self> {
        Self::start("service", parent, authorities, |place| {
            let folder = place.folder.join("onion");
            format!(
                "SocksPort 0\nHiddenServiceDir {}\nHiddenServicePort {PLAIN_PORT} 127.0.0.1:{port}\n",
                folder.display()
            )
        })
    }

    /// Where its SOCKS proxy listens, if it is a client.
    #[must_use]
    pub fn socks(&self) -> u16 {
        self.place.ports.onion
    }

    /// Waits until it has a circuit, which is when a service begins to publish.
    ///
    /// # Errors
    /// It ends, with its last words, or is not ready in time.
    pub fn wait_ready(&mut self, deadline: Deadline) -> Result<()> {
        poll_until(deadline, "C Tor to enter the private network", || {
            let log = fs::read_to_string(self.place.folder.join("notice.log")).unwrap_or_default();
            if let Some(status) = self.process.try_wait().context("looking after C Tor")? {
                bail!("C Tor ended ({status}): {}", log.lines().last().unwrap_or("it wrote no log"));
            }
            Ok(log.contains("Bootstrapped 100%").then_some(()))
        })
    }

    /// The service's onion address, with `.onion`.
    ///
    /// # Errors
    /// It is no service, or is not ready.
    pub fn address(&self) -> Result<String> {
        let file = self.place.folder.join("onion/hostname");
        Ok(fs::read_to_string(file).context("the onion service's name")?.trim().to_owned())
    }

    fn start(
        name: &str,
        parent: &Path,
        authorities: &[Authority],
        role: impl FnOnce(&Place) -> String,
    ) -> Result<Self> {
        let place = Place::make(Role::Plain, name.to_owned(), parent)?;
        let text = torrc::plain(&place, authorities, std::process::id()) + &role(&place);
        folder::write(&place.torrc(), &text)?;
        let process = launch(&place)?;
        Ok(Self { place, process })
    }
}

impl Drop for PlainTor {
    fn drop(&mut self) {
        // it may have ended by itself; then there is nothing to kill
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
