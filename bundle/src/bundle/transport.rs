//! The program for obfs4 bridges, taken over from the Debian package of the build machine.

use crate::process;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Debian puts the program.
const PROGRAM: &str = "/usr/bin/obfs4proxy";
/// Where Debian puts its licence.
const COPYRIGHT: &str = "/usr/share/doc/obfs4proxy/copyright";

/// A transport that can be shipped.
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    /// The program.
    pub(crate) program: PathBuf,
    /// Its licence.
    pub(crate) copyright: String,
    /// Debian's version.
    pub(crate) version: String,
}

/// The transport of this machine, or why there is none.
///
/// # Errors
/// A sentence: it is not Debian's, or incomplete.
pub(crate) fn obfs4proxy() -> Result<Transport, &'static str> {
    let program = Path::new(PROGRAM);
    if !program.is_file() {
        return Err("obfs4proxy is not installed here");
    }
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Version}", "obfs4proxy"]);
    let version = process::output(&mut query).map_err(|_| "obfs4proxy is not Debian's here")?;
    let copyright = fs::read_to_string(COPYRIGHT).map_err(|_| "the licence of obfs4proxy is missing here")?;
    Ok(Transport { program: program.to_owned(), copyright, version })
}
