//! Building the program, so that a release holds no trace of the machine it was built on.

use super::origin::Origin;
use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What separates the flags in `CARGO_ENCODED_RUSTFLAGS`.
const FLAG_SEPARATOR: &str = "\u{1f}";

/// The switches of `.cargo/config.toml`, which the variable below takes the place of (docs/decisions/0010-records.md).
const SWITCHES: [&str; 4] = ["--cfg", "chacha20_avx512", "--cfg", "poly1305_backend=\"soft\""];

/// How the program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quickly, for tests.
    Dev,
    /// For users: small, and without a path of the build machine.
    Release,
}

impl Profile {
    /// As it is called on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// Builds the program and returns where it lies. The next build overwrites it: copy it at once.
///
/// # Errors
/// The build fails.
pub(crate) fn build(here: &Workspace, profile: Profile, origin: &Origin) -> Result<PathBuf> {
    let mut cargo = process::cargo(&here.root);
    cargo.args(["build", "--locked", "--package", "sotto", "--bin", "sotto"]);
    if profile == Profile::Release {
        cargo.arg("--release");
        without_traces(&mut cargo, &here.root, origin.epoch)?;
    }
    process::run(&mut cargo)?;
    let program = here.target.join(profile.folder()).join("sotto");
    ensure!(program.is_file(), "the build has not left a program in the target folder");
    if profile == Profile::Dev {
        return Ok(program);
    }
    let mut bytes = fs::read(&program).context("reading the program")?;
    erase(&mut bytes, &machine_paths(here)?);
    let erased = program.with_file_name("sotto.erased");
    fs::write(&erased, bytes).context("writing the program")?;
    Ok(erased)
}

/// The paths of this machine that a release must not hold.
///
/// # Errors
/// Cargo's own folder is not known.
pub(crate) fn machine_paths(here: &Workspace) -> Result<[PathBuf; 3]> {
    Ok([here.target.clone(), here.root.clone(), cargo_home()?])
}

fn cargo_home() -> Result<PathBuf> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let usual = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
    cargo_home.or_else(usual).context("neither CARGO_HOME nor HOME is set")
}

/// Overwrites paths with text of the same length. OpenSSL notes the flags and folders of its own build, which no flag
/// renames; its folders for engines and modules lead nowhere afterwards, as they should.
fn erase(bytes: &mut [u8], paths: &[PathBuf]) {
    let mut paths: Vec<&[u8]> = paths.iter().map(|path| path.as_os_str().as_encoded_bytes()).collect();
    // one may lie in another
    paths.sort_by_key(|path| std::cmp::Reverse(path.len()));
    for path in paths {
        let Some(last) = bytes.len().checked_sub(path.len()) else { continue };
        for at in 0..=last {
            let (found, rest) = bytes[at..].split_at_mut(path.len());
            let goes_on =
                rest.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte));
            if found == path && !goes_on {
                found[1..].fill(b'x');
            }
        }
    }
}

fn without_traces(cargo: &mut Command, root: &Path, epoch: u64) -> Result<()> {
    let renamed: Vec<String> = [(root, "/build"), (&cargo_home()?, "/cargo")]
        .map(|(path, name)| format!("{}={name}", path.display()))
        .into();
    let paths = renamed.iter().map(|rename| format!("--remap-path-prefix={rename}"));
    let rust: Vec<String> = SWITCHES.map(str::to_owned).into_iter().chain(paths).collect();
    let c: Vec<String> =
        renamed.iter().map(|rename| quoted(&format!("-ffile-prefix-map={rename}"))).collect();
    cargo
        .env("CARGO_ENCODED_RUSTFLAGS", rust.join(FLAG_SEPARATOR))
        .env("CFLAGS", c.join(" "))
        .env("CC_SHELL_ESCAPED_FLAGS", "1")
        .env("CARGO_INCREMENTAL", "0")
        .env("SOURCE_DATE_EPOCH", epoch.to_string())
        .env("LC_ALL", "C")
        .env("TZ", "UTC");
    Ok(())
}

/// As a shell reads it back; plain text stays plain.
fn quoted(flag: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=/.+,:@".contains(c);
    if flag.chars().all(plain) { flag.to_owned() } else { format!("'{}'", flag.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    #[test]
    fn paths_are_erased_whole_and_nothing_else_is_touched() {
        let mut bytes = b"a /home/me/t/x and /home/me=1, /home/men, /home/me".to_vec();
        erase(&mut bytes, &[PathBuf::from("/home/me"), PathBuf::from("/home/me/t")]);
        assert_eq!(bytes, b"a /xxxxxxxxx/x and /xxxxxxx=1, /home/men, /xxxxxxx");
        let mut short = b"/h".to_vec();
        erase(&mut short, &[PathBuf::from("/home/me")]);
        assert_eq!(short, b"/h");
    }

    fn variable(command: &Command, name: &str) -> String {
        let value = command.get_envs().find(|(key, _)| *key == OsStr::new(name)).and_then(|(_, value)| value);
        value.unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn a_release_renames_the_paths_of_this_machine() {
        let mut cargo = Command::new("cargo");
        without_traces(&mut cargo, Path::new("/some where"), 42).unwrap();
        let flags = variable(&cargo, "CARGO_ENCODED_RUSTFLAGS");
        let paths = "\u{1f}--remap-path-prefix=/some where=/build\u{1f}--remap-path-prefix=";
        assert!(flags.contains(paths), "{flags}");
        assert!(flags.ends_with("=/cargo"), "{flags}");
        assert!(variable(&cargo, "CFLAGS").starts_with("'-ffile-prefix-map=/some where=/build' "));
        assert_eq!(variable(&cargo, "SOURCE_DATE_EPOCH"), "42");
    }

    #[test]
    fn a_release_has_the_switches_of_every_other_build() {
        let config = include_str!("../../../.cargo/config.toml");
        let line = config.lines().find_map(|line| line.strip_prefix("rustflags = [")).unwrap();
        let words = line.trim_end_matches(']').split(", ");
        let words: Vec<&str> = words.map(|word| word.trim_matches(|c| c == '"' || c == '\'')).collect();
        // the last one ends in a quotation mark of its own
        let switches = SWITCHES.map(|switch| switch.trim_matches('"'));
        assert_eq!(words, switches);
        let mut cargo = Command::new("cargo");
        without_traces(&mut cargo, Path::new("/x"), 42).unwrap();
        let flags = variable(&cargo, "CARGO_ENCODED_RUSTFLAGS");
        assert!(flags.starts_with(&format!("{}{FLAG_SEPARATOR}", SWITCHES.join(FLAG_SEPARATOR))), "{flags}");
    }

    #[test]
    fn flags_survive_a_shell() {
        assert_eq!(quoted("-ffile-prefix-map=/a/b=/build"), "-ffile-prefix-map=/a/b=/build");
        let said =
            process::output(Command::new("sh").args(["-c", &format!("printf %s {}", quoted("it's a b"))]));
        assert_eq!(said.unwrap(), "it's a b");
    }
}
