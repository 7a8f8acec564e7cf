//! Waiting for the bridge: its line, as users paste it, and a directory that it can serve to clients.

use super::Step;
use super::node::{Node, Role};
use crate::wait::{Deadline, poll_until};
use anyhow::Result;
use std::fs;

/// Where obfs4proxy leaves its line, with gaps for what it does not know.
const LINE_FILE: &str = "pt_state/obfs4_bridgeline.txt";
/// A client of the bridge gets its directory from it; before this it has none. A circuit of the bridge's own, which
/// it would need to be "100%", is of no use to clients, and tor may not try a second one for minutes.
const HAS_DIRECTORY: &str = "(enough_dirinfo)";

/// Waits for the bridge, if there is one, and returns its line.
pub(super) fn wait(
    nodes: &mut [Node],
    deadline: Deadline,
    progress: &mut dyn FnMut(Step),
) -> Result<Option<String>> {
    let Some(bridge) = nodes.iter_mut().find(|node| node.is(Role::Bridge)) else { return Ok(None) };
    let line = poll_until(deadline, "the bridge of the private Tor network", || {
        bridge.check()?;
        Ok(line(bridge).filter(|_| bridge.log().contains(HAS_DIRECTORY)))
    })?;
    progress(Step::Bridge);
    Ok(Some(line))
}

fn line(bridge: &Node) -> Option<String> {
    let text = fs::read_to_string(bridge.place().folder.join(LINE_FILE)).ok()?;
    let template = text.lines().find(|line| line.starts_with("Bridge "))?;
    Some(fill(template, bridge.place().ports.transport, &bridge.identity().rsa))
}

fn fill(template: &str, port: u16, rsa: &str) -> String {
    template.replace("<IP ADDRESS>:<PORT>", &format!("127.0.0.1:{port}")).replace("<FINGERPRINT>", rsa)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gaps_of_the_line_are_filled() {
        let template = "Bridge obfs4 <IP ADDRESS>:<PORT> <FINGERPRINT> cert=abc iat-mode=0";
        assert_eq!(fill(template, 4711, "0A0B"), "Bridge obfs4 127.0.0.1:4711 0A0B cert=abc iat-mode=0");
    }
}
