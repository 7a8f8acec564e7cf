//! Waiting for a consensus in which every relay has the flags that Arti asks for.
//!
//! The first vote may come before the last relay's descriptor, and the next one is an hour away; then the
//! authority forgets that consensus and starts again.

use super::Step;
use super::node::{Node, Role};
use crate::wait::{Deadline, poll_until};
use anyhow::{Context, Result};
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

/// What a relay must be called before it is used for every purpose.
const FLAGS: [&str; 7] = ["Fast", "Guard", "HSDir", "Running", "Stable", "V2Dir", "Valid"];
/// Where the authority keeps the consensus, besides the folder of its differences.
const CONSENSUS_FILES: [&str; 6] = [
    "cached-consensus",
    "cached-microdesc-consensus",
    "my-consensus-ns",
    "my-consensus-microdesc",
    "v3-status-votes",
    "router-stability",
];
const DIFFERENCES: &str = "diff-cache";
/// The authority is on this machine; an answer takes milliseconds.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(500);
const READ_TIMEOUT: Duration = Duration::from_secs(2);
/// A consensus or all descriptors of a dozen relays are far below this.
const ANSWER_MAX: u64 = 4 << 20;

/// Waits until the authority serves a consensus with every relay.
pub(super) fn wait(nodes: &mut [Node], deadline: Deadline, progress: &mut dyn FnMut(Step)) -> Result<()> {
    let wanted = nodes.iter().filter(|node| !node.is(Role::Bridge)).count();
    let mut all_known = false;
    poll_until(deadline, "a consensus of the private Tor network", || {
        nodes.iter_mut().try_for_each(Node::check)?;
        let authority = nodes.iter_mut().find(|node| node.is(Role::Authority)).context("an authority")?;
        let port = authority.place().ports.directory;
        if !all_known && known(port) >= wanted {
            all_known = true;
            progress(Step::Descriptors);
        }
        match listed(port) {
            Some(listed) if listed >= wanted => return Ok(Some(())),
            Some(_) if all_known => {
                progress(Step::Again);
                authority.restart(forget_consensus)?;
            }
            _ => {}
        }
        Ok(None)
    })?;
    progress(Step::Consensus);
    Ok(())
}

fn forget_consensus(folder: &Path) {
    for file in CONSENSUS_FILES {
        // those that are not there need not be removed
        let _ = fs::remove_file(folder.join(file));
    }
    let _ = fs::remove_dir_all(folder.join(DIFFERENCES));
}

/// How many relays the consensus lists with every flag; `None` while there is no consensus.
fn listed(port: u16) -> Option<usize> {
    fetch(port, "/tor/status-vote/current/consensus-microdesc").map(|consensus| usable(&consensus))
}

/// How many descriptors the authority has.
fn known(port: u16) -> usize {
    fetch(port, "/tor/server/all")
        .map_or(0, |answer| answer.lines().filter(|line| line.starts_with("router ")).count())
}

fn usable(consensus: &str) -> usize {
    let has_all = |line: &str| FLAGS.iter().all(|flag| line.split(' ').any(|word| word == *flag));
    consensus.lines().filter_map(|line| line.strip_prefix("s ")).filter(|line| has_all(line)).count()
}

/// An answer of the authority's directory, if it is one.
fn fetch(port: u16, path: &str) -> Option<String> {
    let answer = ask(port, path).ok()?;
    answer.starts_with("HTTP/1.0 200").then_some(answer)
}

fn ask(port: u16, path: &str) -> std::io::Result<String> {
    let authority = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&authority, CONNECT_TIMEOUT)?;
    stream.set_read_timeout(Some(READ_TIMEOUT))?;
    write!(stream, "GET {path} HTTP/1.0\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(ANSWER_MAX).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_without_one_of_the_flags_is_not_usable() {
        let consensus = "r relay0 x\ns Fast Guard HSDir Running Stable V2Dir Valid\n\
                         r relay1 x\ns Fast Guard Running Stable V2Dir Valid\n\
                         r relay2 x\ns Exit Fast Guard HSDir Running Stable V2Dir Valid\n";
        assert_eq!(usable(consensus), 2);
    }
}
