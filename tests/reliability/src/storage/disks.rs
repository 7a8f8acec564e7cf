//! Real disks that fail under a real engine in a process of its own: full ones, ones that end in the middle of a file,
//! ones that cannot be written, folders of somebody else.
//!
//! What this machine does not let us set up is skipped, and said.

use super::fill::{FILLER, Filled};
use super::processes::{End, last_line, run as run_child, traced};
use super::scratch::folder;
use crate::report::tell;
use anyhow::{Context, Result, ensure};
use sotto_engine::api::Failure;
use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Smallest file system in memory, in KiB, and by how much the next one is larger. On the smallest the log fills the disk long
/// before SQLite would bring it into the database, 4 MiB.
const ROOM: u64 = 1024;
const STEP: u64 = 384;
/// Small disks, and by how many KiB the next one is larger.
const SMALL: u64 = 4;
const SMALL_STEP: u64 = 40;
/// Largest file, in KiB, in the first run, and by how much it is larger in the next.
const LIMIT: u64 = 400;
const LIMIT_STEP: u64 = 150;
/// The sync of the log that fails in the first run; two more do.
const FIRST_SYNC: u64 = 20;
/// Somebody else.
const NOBODY: &str = "65534";

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Disks {
    /// Runs on a full disk.
    pub full: u64,
    /// Runs on a disk that fails in the middle of a file, or at a sync.
    pub failing: u64,
    /// Texts that were acknowledged.
    pub acknowledged: u64,
    /// Of them, lost or doubled.
    pub losses: u64,
    /// Runs in which front ends were not told, or told the wrong sentence, or could not read meanwhile.
    pub silent: u64,
    /// Folders that cannot be written.
    pub refusals: u64,
    /// Of them, refused with the wrong sentence.
    pub wrong_sentence: u64,
    /// Kinds of trial that this machine does not allow.
    pub skipped: u64,
}

/// `runs` full disks and as many failing ones, and every kind of folder that cannot be written.
///
/// # Errors
/// The harness fails, or an engine does not recover.
pub fn run(program: &Path, runs: u64) -> Result<Disks> {
    let mut found = Disks::default();
    if can_mount() {
        for number in 0..runs {
            fill_small_disk(program, ROOM + number * STEP, &mut found)?;
        }
        refuse_read_only(program, &mut found)?;
    } else {
        skip("file systems cannot be mounted here: full and read-only disks", &mut found);
    }
    for number in 0..runs {
        reach_limit(program, LIMIT + number * LIMIT_STEP, &mut found)?;
        fail_syncs(program, number, &mut found)?;
    }
    refuse_folder_of_another(program, &mut found)?;
    Ok(found)
}

/// Disks that the log has filled long before SQLite would have emptied it.
///
/// # Errors
/// The harness fails, or an engine does not recover.
pub fn small(program: &Path) -> Result<Disks> {
    let mut found = Disks::default();
    if can_mount() {
        for number in 0..SMALL {
            fill_small_disk(program, ROOM + number * SMALL_STEP, &mut found)?;
        }
    } else {
        skip("file systems cannot be mounted here: small disks", &mut found);
    }
    Ok(found)
}

fn can_mount() -> bool {
    let mount = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "none", "/tmp"]).output();
    mount.is_ok_and(|output| output.status.success())
}

fn skip(what: &str, found: &mut Disks) {
    tell(format_args!("SKIP: {what}"));
    found.skipped += 1;
}

/// A shell with the program as `$0` and a folder as `$1`.
fn shell(outer: &[&str], script: &str, program: &Path, folder: &Path) -> Command {
    let (first, rest) = outer.split_first().map_or(("bash", [].as_slice()), |(first, rest)| (*first, rest));
    let mut command = Command::new(first);
    command.args(rest);
    if first != "bash" {
        command.arg("bash");
    }
    command.args(["-c".as_ref(), OsStr::new(script), program.as_os_str(), folder.as_os_str()]);
    command
}

fn fill_small_disk(program: &Path, room: u64, found: &mut Disks) -> Result<()> {
    let folder = folder()?;
    let script = format!(
        "mount -t tmpfs -o size={room}k none \"$1\" && head -c {}k /dev/zero > \"$1/{FILLER}\" &&
         exec \"$0\" child fill \"$1\" filler",
        room * 2 / 3
    );
    found.full += 1;
    judge(shell(&["unshare", "-rm"], &script, program, folder.path()), Failure::DiskFull, found)
}

/// A write beyond the limit of a file's size fails with EFBIG, which SQLite takes for any other failure of the disk.
fn reach_limit(program: &Path, limit: u64, found: &mut Disks) -> Result<()> {
    let folder = folder()?;
    let script = format!("trap '' XFSZ; ulimit -S -f {limit}; exec \"$0\" child fill \"$1\" limit");
    found.failing += 1;
    judge(shell(&[], &script, program, folder.path()), Failure::Disk, found)
}

/// The system says EIO to three syncs of the log.
fn fail_syncs(program: &Path, number: u64, found: &mut Disks) -> Result<()> {
    let folder = folder()?;
    let first = FIRST_SYNC + number;
    let inject = format!("inject=fdatasync:error=EIO:when={first}..{}", first + 2);
    let Some(mut command) = traced(&["-e", "trace=fdatasync", "-e", &inject], Path::new("/dev/null")) else {
        if number == 0 {
            skip("there is no strace here: syncs that fail", found);
        }
        return Ok(());
    };
    command.arg(program).args(["child", "fill"]).arg(folder.path()).arg("none");
    found.failing += 1;
    judge(command, Failure::Disk, found)
}

fn judge(mut command: Command, failure: Failure, found: &mut Disks) -> Result<()> {
    let line = last_line(&mut command)?.context("an engine on a failing disk did not recover")?;
    let filled: Filled = serde_json::from_str(&line).context("a child's figures")?;
    found.acknowledged += filled.acknowledged;
    found.losses += filled.lost + filled.doubled;
    let told = filled.told > 0 && filled.failure == Some(failure) && filled.readable;
    found.silent += u64::from(!told);
    Ok(())
}

fn refuse_read_only(program: &Path, found: &mut Disks) -> Result<()> {
    let folder = folder()?;
    let script = "mount -t tmpfs none \"$1\" && \"$0\" child vault \"$1/profile\" > /dev/null &&
                  mount -o remount,ro \"$1\" && exec \"$0\" child vault \"$1/profile\"";
    let said = last_line(&mut shell(&["unshare", "-rm"], script, program, folder.path()))?;
    note(said.as_deref(), found);
    Ok(())
}

/// As somebody else in a folder of ours. Only root can be somebody else.
fn refuse_folder_of_another(program: &Path, found: &mut Disks) -> Result<()> {
    let folder = folder()?;
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755))?;
    let (copy, profile) = (folder.path().join("program"), folder.path().join("profile"));
    fs::copy(program, &copy)?;
    let other = ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"];
    let able = Command::new(other[0]).args(&other[1..]).arg("true").stderr(Stdio::null()).status();
    if !able.is_ok_and(|status| status.success()) {
        skip("nobody but root can be somebody else: folders of another owner", found);
        return Ok(());
    }
    ensure!(run_child(program, ["vault".as_ref(), profile.as_os_str()])? == End::Done, "a vault is not made");
    let script = "exec \"$0\" child vault \"$1/profile\"";
    let said = last_line(&mut shell(&other, script, &copy, folder.path()))?;
    note(said.as_deref(), found);
    Ok(())
}

fn note(said: Option<&str>, found: &mut Disks) {
    found.refusals += 1;
    found.wrong_sentence += u64::from(said != Some("\"read_only\""));
}
