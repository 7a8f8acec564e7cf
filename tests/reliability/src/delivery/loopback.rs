//! A loopback interface of our own, on which acknowledgements are not delayed.
//!
//! C Tor's relays leave Nagle's algorithm on, and Linux holds acknowledgements back for 40 ms where nobody answers at once.
//! Between real relays both vanish in the way itself; here they would be most of what is measured, once for a bare stream
//! and another time for a message. A network namespace changes that for us and for nobody else, and leads nowhere besides.

use crate::report::tell;
use anyhow::{Context, Result};
use std::env;
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

/// Set inside, to what came of it.
const INSIDE: &str = "SOTTO_BENCH_LOOPBACK";
/// Makes the interface, then becomes the program that follows. The two routes are the kernel's own, with one word more.
const SETTLE: &str = "ip link set lo up \
    && ip route change local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1 \
    && ip route change local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1 \
    && exec \"$0\" \"$@\"";
/// As root, or as somebody who may be root in a namespace.
const WAYS: [&[&str]; 2] = [&["--net"], &["--net", "--map-root-user"]];

/// Begins this program anew inside, unless it is there already or the system does not allow it.
///
/// # Errors
/// This program cannot be found.
pub(super) fn enter(words: &[OsString]) -> Result<()> {
    if env::var_os(INSIDE).is_some() {
        return Ok(());
    }
    let Some(way) = WAYS.into_iter().find(|way| allows(way)) else {
        tell(
            "no network namespace here (unshare, ip): acknowledgements are delayed, and the figures mean less",
        );
        return Ok(());
    };
    let program = env::current_exe().context("finding this program")?;
    let mut inside = Command::new("unshare");
    inside.args(way).args(["--", "/bin/sh", "-c", SETTLE]).arg(program).args(words).env(INSIDE, "quick");
    // Returns only if it failed.
    Err(inside.exec()).context("beginning anew in a network namespace")
}

/// Whether acknowledgements are not delayed.
pub(super) fn is_quick() -> bool {
    env::var_os(INSIDE).is_some()
}

fn allows(way: &[&str]) -> bool {
    let mut trial = Command::new("unshare");
    trial.args(way).args(["--", "/bin/sh", "-c", SETTLE, "true"]);
    trial.stdout(Stdio::null()).stderr(Stdio::null());
    trial.status().is_ok_and(|status| status.success())
}
