//! Finding the programs that the tests start: ours where cargo put it, others where Debian put them.

use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

/// Names the binary under test instead of the one that lies next to the test.
pub const BINARY_VARIABLE: &str = "SOTTO_BIN";
/// Folders of programs that an ordinary user's `PATH` may lack.
const SYSTEM_FOLDERS: [&str; 3] = ["/usr/sbin", "/usr/bin", "/bin"];

/// The `sotto` under test: `$SOTTO_BIN`, or the one in the target folder of the running test.
///
/// # Errors
/// There is none; the error says how to build it.
pub fn sotto() -> Result<PathBuf> {
    let found = match env::var_os(BINARY_VARIABLE) {
        Some(path) => PathBuf::from(path),
        None => beside(&env::current_exe().context("where the running test lies")?),
    };
    if !found.is_file() {
        bail!("there is no sotto to test; build it first: cargo build -p sotto (or set {BINARY_VARIABLE})");
    }
    Ok(found)
}

/// A program of a Debian package, as a full path.
///
/// # Errors
/// It is missing; the error names the package.
pub fn find(name: &str, package: &str) -> Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(SYSTEM_FOLDERS.iter().map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .with_context(|| missing(name, package))
}

/// Starts a program, and says which Debian package is missing if it is not there.
pub(crate) fn spawn(command: &mut Command, package: &str) -> Result<Child> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.spawn().with_context(|| missing(&name, package))
}

fn missing(name: &str, package: &str) -> String {
    format!("cannot start `{name}`; install it with: apt-get install {package}")
}

fn beside(test: &Path) -> PathBuf {
    // target/<profile>/deps/<test>, or target/<profile>/<program>
    let folder = test.parent().unwrap_or(test);
    let folder = if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder };
    folder.join(format!("sotto{}", env::consts::EXE_SUFFIX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_is_looked_for_beside_the_test_and_beside_xtask() {
        assert_eq!(beside(Path::new("/t/debug/deps/leak-1")), Path::new("/t/debug/sotto"));
        assert_eq!(beside(Path::new("/t/debug/sotto-bundle")), Path::new("/t/debug/sotto"));
    }

    #[test]
    fn a_missing_program_names_its_package() {
        let error = find("no-such-program-here", "its-package").unwrap_err();
        assert!(error.to_string().contains("apt-get install its-package"), "{error}");
    }
}
