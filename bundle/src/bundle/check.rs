//! What a finished bundle is checked for, and the verdicts.

use super::archive;
use super::program::{self, Profile};
use crate::process;
use crate::scratch::Scratch;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Libraries that every Linux system has; all others are opened when the window opens.
const NEEDED_ALLOWED: [&str; 5] =
    ["libc.so.6", "libm.so.6", "libgcc_s.so.1", "ld-linux-x86-64.so.2", "libpthread.so.0"];
/// Program header flags (`DF_1_NOW`, `DF_1_PIE` of `elf.h`).
const BOUND_AT_START: u64 = 0x1;
const ANYWHERE_IN_MEMORY: u64 = 0x0800_0000;

/// What became of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It holds; what was found.
    Pass(String),
    /// It does not hold.
    Fail(String),
    /// It could not be made here, and why.
    Skip(String),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pass(found) if found.is_empty() => f.write_str("PASS"),
            Self::Pass(found) => write!(f, "PASS ({found})"),
            Self::Fail(reason) => write!(f, "FAIL ({reason})"),
            Self::Skip(reason) => write!(f, "SKIP ({reason})"),
        }
    }
}

impl From<Result<String>> for Verdict {
    fn from(result: Result<String>) -> Self {
        match result {
            Ok(found) => Self::Pass(found),
            Err(error) => Self::Fail(format!("{error:#}")),
        }
    }
}

/// What the program tells the loader, as `objdump -p` prints it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Elf {
    needed: Vec<String>,
    glibc: Option<(u32, u32)>,
    search_path: bool,
    flags: u64,
    read_only_relocations: bool,
    stack_flags: String,
}

impl Elf {
    /// Asks `objdump`.
    ///
    /// # Errors
    /// There is none, or the file is not a program.
    pub(crate) fn of(program: &Path) -> Result<Self> {
        Ok(Self::read(&process::output(Command::new("objdump").arg("-p").arg(program))?))
    }

    fn read(text: &str) -> Self {
        let mut elf = Self::default();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["NEEDED", library] => elf.needed.push((*library).to_owned()),
                ["RPATH" | "RUNPATH", ..] => elf.search_path = true,
                ["FLAGS_1", flags] => elf.flags = hexadecimal(flags),
                ["RELRO", ..] => elf.read_only_relocations = true,
                ["STACK", ..] => {
                    elf.stack_flags =
                        lines.next().and_then(|l| l.split_whitespace().last()).unwrap_or_default().to_owned();
                }
                [.., symbol] if symbol.starts_with("GLIBC_") => elf.glibc = elf.glibc.max(glibc(symbol)),
                _ => {}
            }
        }
        elf
    }

    /// The oldest glibc that the program starts on.
    pub(crate) fn glibc_floor(&self) -> String {
        self.glibc.map_or_else(|| "none".to_owned(), |(major, minor)| format!("{major}.{minor}"))
    }

    /// That it can be placed anywhere in memory, cannot execute its stack, and binds everything at its start.
    ///
    /// # Errors
    /// Names what is missing.
    pub(crate) fn hardened(&self) -> Result<String> {
        ensure!(self.flags & ANYWHERE_IN_MEMORY != 0, "not position-independent");
        ensure!(self.flags & BOUND_AT_START != 0 && self.read_only_relocations, "its tables stay writable");
        ensure!(self.stack_flags == "rw-", "its stack can be executed");
        Ok("PIE, full RELRO, NX".to_owned())
    }

    /// That it needs no library but those that are everywhere, and searches nowhere else.
    ///
    /// # Errors
    /// Names the library.
    pub(crate) fn self_contained(&self) -> Result<String> {
        ensure!(!self.search_path, "it searches for libraries in a folder of the build machine");
        match self.needed.iter().find(|library| !NEEDED_ALLOWED.contains(&library.as_str())) {
            Some(library) => bail!("it needs {library}"),
            None => Ok(self.needed.join(", ")),
        }
    }
}

/// That a release holds no path of this machine.
pub(crate) fn traceless(program: &Path, here: &Workspace, profile: Profile) -> Verdict {
    if profile == Profile::Dev {
        return Verdict::Skip("a dev build names the folder it was built in".to_owned());
    }
    let look = || {
        let bytes = fs::read(program)?;
        for path in program::machine_paths(here)? {
            let path = path.as_os_str().as_encoded_bytes();
            ensure!(
                !bytes.windows(path.len()).any(|window| window == path),
                "it names a path of this machine"
            );
        }
        Ok(String::new())
    };
    look().into()
}

/// That the archive, unpacked elsewhere, starts and knows its version.
///
/// # Errors
/// It does not.
pub(crate) fn starts_elsewhere(archive: &Path, name: &str, version: &str) -> Result<String> {
    let scratch = Scratch::make("unpacked")?;
    let folder = scratch.path().join("a folder à part");
    fs::create_dir(&folder).context("making a folder")?;
    archive::unpack(archive, &folder)?;
    let mut start = Command::new(folder.join(name).join("start-sotto"));
    let said = process::output(start.env_clear().args(["--allow-root", "--version"]))?;
    ensure!(said.trim() == format!("sotto {version}"), "it says that it is {}", said.trim());
    Ok(said.trim().to_owned())
}

fn hexadecimal(number: &str) -> u64 {
    u64::from_str_radix(number.trim_start_matches("0x"), 16).unwrap_or_default()
}

/// The first two numbers of `GLIBC_2.34`.
fn glibc(symbol: &str) -> Option<(u32, u32)> {
    let mut numbers = symbol.strip_prefix("GLIBC_")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "
   STACK off    0x0 vaddr 0x0 paddr 0x0 align 2**4
         filesz 0x0 memsz 0x0 flags rw-
   RELRO off    0x35c810 vaddr 0x35c810 paddr 0x35c810 align 2**0
         filesz 0xe7f0 memsz 0xe7f0 flags r--
Dynamic Section:
  NEEDED               libgcc_s.so.1
  NEEDED               libc.so.6
  FLAGS                0x0000000000000008
  FLAGS_1              0x0000000008000001
Version References:
  required from libc.so.6:
    0x09691a75 0x00 21 GLIBC_2.2.5
    0x069691b4 0x00 14 GLIBC_2.34
    0x06969189 0x00 14 GLIBC_2.29
";

    #[test]
    fn a_hardened_program_passes() {
        let elf = Elf::read(GOOD);
        elf.hardened().unwrap();
        elf.self_contained().unwrap();
        assert_eq!(elf.glibc_floor(), "2.34");
    }

    #[test]
    fn each_missing_protection_is_found() {
        for (there, instead) in [
            ("0x0000000008000001", "0x1"),
            ("0x0000000008000001", "0x08000000"),
            ("RELRO", "LOAD"),
            ("rw-", "rwx"),
        ] {
            assert!(Elf::read(&GOOD.replacen(there, instead, 1)).hardened().is_err(), "{there} -> {instead}");
        }
    }

    #[test]
    fn a_foreign_library_or_a_search_path_is_found() {
        let foreign = Elf::read(&GOOD.replace("libgcc_s.so.1", "libssl.so.3"));
        assert!(foreign.self_contained().unwrap_err().to_string().contains("libssl"));
        let searching = Elf::read(&GOOD.replace("FLAGS  ", "RUNPATH /home/x"));
        assert!(searching.self_contained().is_err());
    }

    #[test]
    fn the_running_test_is_a_program_like_that() {
        let elf = Elf::of(&std::env::current_exe().unwrap()).unwrap();
        elf.hardened().unwrap();
        assert!(elf.needed.iter().any(|library| library == "libc.so.6"), "{elf:?}");
    }

    #[test]
    fn a_verdict_tells_its_reason() {
        assert_eq!(Verdict::from(Ok(String::new())).to_string(), "PASS");
        assert_eq!(Verdict::from(Err(anyhow::anyhow!("a"))).to_string(), "FAIL (a)");
        assert_eq!(Verdict::Skip("b".to_owned()).to_string(), "SKIP (b)");
    }
}
