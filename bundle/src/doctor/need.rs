//! What is needed for what, how it is recognised, and where it comes from.

use crate::process;
use std::path::Path;
use std::process::Command;

/// A part of the work that has needs of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Compiling the program.
    Build,
    /// The private Tor network.
    Network,
    /// Opening the window.
    Window,
    /// Seeing and driving the window without a screen, and tracing programs.
    Witness,
    /// The checks of the source.
    Checks,
    /// Those whom the benchmark measures beside us, as far as cargo does not fetch them.
    Rivals,
    /// libFuzzer, beside [`Self::Build`].
    Fuzzing,
}

impl Part {
    /// All that running and testing Sotto needs; only the benchmark asks for [`Self::Rivals`], only
    /// `cargo xtask fuzz` for [`Self::Fuzzing`].
    pub(crate) const ALL: [Self; 5] = [Self::Build, Self::Network, Self::Window, Self::Witness, Self::Checks];
}

/// How something is recognised.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Probe {
    /// A program of this name.
    Program(&'static str),
    /// A command that ends well.
    Runs(&'static [&'static str]),
    /// A library that the loader knows by this name.
    Library(&'static str),
    /// A file or folder.
    Path(&'static str),
}

/// Where something comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A Debian package.
    Debian(&'static str),
    /// A program that cargo builds, in this version.
    Cargo(&'static str, &'static str),
    /// A component of the Rust toolchain.
    Rustup(&'static str),
}

/// Something that a part needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Need {
    /// As people know it.
    pub(crate) name: &'static str,
    /// What for.
    pub(crate) purpose: &'static str,
    /// Which part needs it.
    pub(crate) part: Part,
    /// How it is recognised.
    pub(crate) probe: Probe,
    /// Where it comes from.
    pub(crate) source: Source,
}

impl Need {
    /// Whether it is here.
    pub(crate) fn is_met(&self) -> bool {
        match self.probe {
            Probe::Program(name) => process::find(name).is_some(),
            Probe::Runs(words) => words
                .split_first()
                .is_some_and(|(name, rest)| process::succeeds(Command::new(name).args(rest))),
            Probe::Library(name) => known_to_loader(name),
            Probe::Path(path) => Path::new(path).exists(),
        }
    }
}

const fn debian(part: Part, probe: Probe, package: &'static str, purpose: &'static str) -> Need {
    Need { name: package, purpose, part, probe, source: Source::Debian(package) }
}

/// Every need. The versions of cargo's tools are those that are tested with the toolchain of this repository.
pub(crate) const NEEDS: &[Need] = &[
    debian(Part::Build, Probe::Program("cc"), "gcc", "compiles SQLCipher, OpenSSL's libcrypto and ring"),
    debian(Part::Build, Probe::Path("/usr/include/stdlib.h"), "libc6-dev", "the C library's headers"),
    debian(Part::Build, Probe::Program("make"), "make", "builds OpenSSL's libcrypto"),
    debian(
        Part::Build,
        Probe::Runs(&["perl", "-MIPC::Cmd", "-MFindBin", "-e1"]),
        "perl",
        "configures OpenSSL",
    ),
    debian(Part::Build, Probe::Program("git"), "git", "knows the commit and the files of the repository"),
    debian(Part::Network, Probe::Program("tor"), "tor", "relays of the private Tor network"),
    debian(
        Part::Network,
        Probe::Program("obfs4proxy"),
        "obfs4proxy",
        "the bridge of the private Tor network",
    ),
    debian(Part::Window, Probe::Library("libX11.so.6"), "libx11-6", "the window"),
    debian(Part::Window, Probe::Library("libX11-xcb.so.1"), "libx11-xcb1", "the window"),
    debian(Part::Window, Probe::Library("libXcursor.so.1"), "libxcursor1", "the window"),
    debian(Part::Window, Probe::Library("libXi.so.6"), "libxi6", "the window"),
    debian(Part::Window, Probe::Library("libXrandr.so.2"), "libxrandr2", "the window"),
    debian(Part::Window, Probe::Library("libxkbcommon.so.0"), "libxkbcommon0", "the keyboard"),
    debian(Part::Window, Probe::Library("libxkbcommon-x11.so.0"), "libxkbcommon-x11-0", "the keyboard"),
    debian(Part::Window, Probe::Path("/usr/share/X11/xkb"), "xkb-data", "the keyboard"),
    debian(Part::Witness, Probe::Program("Xvfb"), "xvfb", "a screen for the window tests"),
    debian(Part::Witness, Probe::Program("xdotool"), "xdotool", "types and clicks in the window tests"),
    debian(Part::Witness, Probe::Program("import"), "imagemagick", "takes pictures of the window"),
    debian(Part::Witness, Probe::Program("xwininfo"), "x11-utils", "looks at windows"),
    debian(Part::Witness, Probe::Program("strace"), "strace", "sees what the program connects to and writes"),
    debian(Part::Witness, Probe::Program("faketime"), "faketime", "shows the program a wrong clock"),
    debian(Part::Witness, Probe::Program("objdump"), "binutils", "looks into the finished program"),
    debian(
        Part::Checks,
        Probe::Path("/etc/ssl/certs/ca-certificates.crt"),
        "ca-certificates",
        "fetches crates",
    ),
    debian(
        Part::Rivals,
        Probe::Path("/usr/include/libotr/proto.h"),
        "libotr5-dev",
        "OTR, beside which sessions are measured",
    ),
    debian(Part::Fuzzing, Probe::Program("c++"), "g++", "compiles libFuzzer"),
    Need {
        name: "rustfmt",
        purpose: "the form of the source",
        part: Part::Checks,
        probe: Probe::Runs(&["cargo", "fmt", "--version"]),
        source: Source::Rustup("rustfmt"),
    },
    Need {
        name: "clippy",
        purpose: "the lints",
        part: Part::Checks,
        probe: Probe::Runs(&["cargo", "clippy", "--version"]),
        source: Source::Rustup("clippy"),
    },
    Need {
        name: "cargo-nextest",
        purpose: "runs the tests",
        part: Part::Checks,
        probe: Probe::Runs(&["cargo", "nextest", "--version"]),
        source: Source::Cargo("cargo-nextest", "0.9.143"),
    },
    Need {
        name: "cargo-deny",
        purpose: "licences and banned crates",
        part: Part::Checks,
        probe: Probe::Runs(&["cargo", "deny", "--version"]),
        source: Source::Cargo("cargo-deny", "0.20.2"),
    },
];

fn known_to_loader(library: &str) -> bool {
    let Some(ldconfig) = process::find("ldconfig") else { return false };
    let list = process::output(Command::new(ldconfig).arg("-p")).unwrap_or_default();
    list.lines().any(|line| line.split_whitespace().next() == Some(library))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(probe: Probe) -> Need {
        debian(Part::Build, probe, "a-package", "a purpose")
    }

    #[test]
    fn what_is_on_every_linux_is_found() {
        for probe in [
            Probe::Program("sh"),
            Probe::Runs(&["sh", "-c", "true"]),
            Probe::Library("libc.so.6"),
            Probe::Path("/etc"),
        ] {
            assert!(need(probe).is_met(), "{probe:?}");
        }
    }

    #[test]
    fn what_is_on_none_is_missing() {
        for probe in [
            Probe::Program("no-such-program"),
            Probe::Runs(&["sh", "-c", "false"]),
            Probe::Runs(&["no-such-program"]),
            Probe::Library("libc.so"),
            Probe::Path("/no/such/path"),
        ] {
            assert!(!need(probe).is_met(), "{probe:?}");
        }
    }

    #[test]
    fn no_need_is_listed_twice_and_every_part_has_one() {
        let mut names: Vec<&str> = NEEDS.iter().map(|need| need.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), NEEDS.len());
        let parts = Part::ALL.iter().chain(&[Part::Rivals, Part::Fuzzing]);
        assert!(parts.into_iter().all(|part| NEEDS.iter().any(|need| need.part == *part)));
    }

    #[test]
    fn tests_do_not_need_what_only_the_benchmark_and_the_fuzzer_do() {
        let others: Vec<&str> =
            NEEDS.iter().filter(|need| !Part::ALL.contains(&need.part)).map(|need| need.name).collect();
        assert_eq!(others, ["libotr5-dev", "g++"]);
    }
}
