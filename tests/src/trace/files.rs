//! Where a program wrote.

use super::Call;
use super::line::{opened, unquote};
use std::path::{Path, PathBuf};

/// Ways to open a file that can change it.
const WRITING: [&str; 6] = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND", "O_TMPFILE"];
/// Calls that change what the path in their arguments means or holds, or whom it belongs to.
const CHANGING: [&str; 26] = [
    "mkdir",
    "mkdirat",
    "rmdir",
    "unlink",
    "unlinkat",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "mknod",
    "mknodat",
    "truncate",
    "chmod",
    "fchmodat",
    "fchmodat2",
    "chown",
    "lchown",
    "fchownat",
    "utimensat",
    "setxattr",
    "lsetxattr",
    "removexattr",
    "mount",
];
/// Calls that change an open file.
const CHANGING_OPEN: [&str; 3] = ["fchmod", "fchown", "ftruncate"];
/// Calls that change nothing when they fail: there was nothing to remove.
const REMOVING: [&str; 3] = ["unlink", "unlinkat", "rmdir"];

/// A path that was written to, or was tried to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The path, absolute.
    pub path: PathBuf,
    /// The call, as a line for people.
    pub call: String,
}

/// Every path that was written to, made or renamed, or was tried to, and every one that was removed.
///
/// Relative paths begin at `standing`.
#[must_use]
pub fn written<'a>(calls: impl IntoIterator<Item = &'a Call>, standing: &Path) -> Vec<Written> {
    let of_call = |call: &'a Call| {
        let paths = changed(call, standing).into_iter();
        paths.map(|path| Written { path, call: call.line() })
    };
    calls.into_iter().flat_map(of_call).collect()
}

fn changed(call: &Call, standing: &Path) -> Vec<PathBuf> {
    let name = call.name.as_str();
    if REMOVING.contains(&name) && call.result.starts_with("-1") {
        return Vec::new();
    }
    if name == "io_uring_setup" {
        // goes around the trace: as good as a write anywhere
        vec![PathBuf::from("/")]
    } else if CHANGING_OPEN.contains(&name) {
        call.arguments.first().and_then(|file| opened(file)).into_iter().collect()
    } else if CHANGING.contains(&name) || name == "creat" || opens_for_writing(call) {
        paths(&call.arguments, standing)
    } else {
        Vec::new()
    }
}

fn opens_for_writing(call: &Call) -> bool {
    let flags =
        |argument: &String| argument.split(['|', '{', '=', ',']).any(|word| WRITING.contains(&word.trim()));
    call.name.starts_with("open") && call.arguments.iter().any(flags)
}

/// The paths among the arguments; one that follows an open folder lies below it.
fn paths(arguments: &[String], standing: &Path) -> Vec<PathBuf> {
    let mut below = standing.to_owned();
    let mut paths = Vec::new();
    for argument in arguments {
        if let Some(path) = unquote(argument) {
            paths.push(plain(&below.join(path)));
            below = standing.to_owned();
        } else if let Some(folder) = opened(argument) {
            below = folder;
        }
    }
    paths
}

/// Without `.` and `..`, so that a path outside cannot look like one inside.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                plain.pop();
            }
            std::path::Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Vec<PathBuf> {
        changed(&Call::parse(1, line).unwrap(), Path::new("/"))
    }

    #[test]
    fn reading_writes_nothing() {
        for line in [
            r#"openat(AT_FDCWD</>, "/etc/ld.so.cache", O_RDONLY|O_CLOEXEC) = 3</etc/ld.so.cache>"#,
            r#"execve("/bin/sotto", ["sotto"], 0x7ffc /* 5 vars */) = 0"#,
            r#"readlink("/proc/self/exe", "/bin/sotto", 4096) = 10"#,
            r#"access("/O_CREAT", R_OK) = 0"#,
            r#"unlink("guards.tmp") = -1 ENOENT (No such file or directory)"#,
        ] {
            assert!(of(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn every_way_to_write_is_found() {
        for (line, path) in [
            (r#"openat(AT_FDCWD</>, "/a/b", O_WRONLY|O_CREAT|O_CLOEXEC, 0666) = 3</a/b>"#, "/a/b"),
            (r#"openat(7</a>, "b", O_RDWR|O_CLOEXEC) = 3</a/b>"#, "/a/b"),
            (r#"openat2(7</a>, "b", {flags=O_WRONLY|O_CREAT, mode=0600}, 24) = 3</a/b>"#, "/a/b"),
            (r#"open("/a/b", O_RDONLY|O_CREAT, 0600) = -1 EACCES (Permission denied)"#, "/a/b"),
            (r#"mkdir("a", 0777) = 0"#, "/a"),
            (r#"mkdirat(AT_FDCWD</>, "/a/../../b/./c", 0777) = 0"#, "/b/c"),
            (r#"unlink("/a\303\251") = 0"#, "/aé"),
            ("ftruncate(5</a/b>, 0) = 0", "/a/b"),
            (r#"openat(AT_FDCWD</>, "/a", O_RDWR|O_DIRECTORY|O_TMPFILE, 0600) = 3</a/#1 (deleted)>"#, "/a"),
        ] {
            assert_eq!(of(line), [PathBuf::from(path)], "{line}");
        }
    }

    #[test]
    fn a_rename_writes_at_both_ends() {
        let paths = of(r#"renameat(7</a>, "b", AT_FDCWD</>, "c") = 0"#);
        assert_eq!(paths, [PathBuf::from("/a/b"), PathBuf::from("/c")]);
    }
}
