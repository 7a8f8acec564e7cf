//! What cargo knows of this workspace: its places, its packages, and who depends on whom.

use crate::process;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The one platform that is built for.
pub(crate) const TARGET: &str = "x86_64-unknown-linux-gnu";

/// The workspace around the current folder.
#[derive(Debug, Deserialize)]
pub(crate) struct Workspace {
    /// Where it lies.
    #[serde(rename = "workspace_root")]
    pub(crate) root: PathBuf,
    /// Where cargo builds.
    #[serde(rename = "target_directory")]
    pub(crate) target: PathBuf,
    /// Ours, or with [`Workspace::whole`] everybody's.
    pub(crate) packages: Vec<Package>,
    /// The ids of our own packages.
    pub(crate) workspace_members: Vec<String>,
}

/// A package as its manifest describes it.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    /// Cargo's name for it in its own tables.
    pub(crate) id: String,
    /// As others name it.
    pub(crate) name: String,
    /// As published.
    pub(crate) version: String,
    /// The SPDX expression.
    pub(crate) license: Option<String>,
    /// Where its source is kept.
    pub(crate) repository: Option<String>,
    /// Its manifest here.
    pub(crate) manifest_path: PathBuf,
    /// What it names in its manifest, of every kind.
    pub(crate) dependencies: Vec<Dependency>,
}

/// A line of a manifest.
#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    /// The package that is named.
    pub(crate) name: String,
}

/// A name and a version: one node of a dependency graph.
pub(crate) type Node = (String, String);

impl Workspace {
    /// Our own packages only; needs no dependency to be there.
    ///
    /// # Errors
    /// Cargo fails, for instance outside of a workspace.
    pub(crate) fn here() -> Result<Self> {
        read(Path::new("."), &["--no-deps"])
    }

    /// Every package of the lock file that matters on [`TARGET`].
    ///
    /// # Errors
    /// Cargo fails; a dependency has not been fetched.
    pub(crate) fn whole(root: &Path) -> Result<Self> {
        read(root, &["--locked", "--filter-platform", TARGET])
    }

    /// The version of all our packages.
    ///
    /// # Errors
    /// The package of the program is not there.
    pub(crate) fn version(&self) -> Result<&str> {
        let program = self.packages.iter().find(|package| package.name == "sotto");
        program.map(|package| package.version.as_str()).context("there is no package `sotto` here")
    }

    /// Our own packages.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }
}

/// Everything that `package`, built alone, pulls in. `edges` as `cargo tree --edges` takes them.
///
/// Features are resolved for this package alone: what others switch on does not count.
///
/// # Errors
/// Cargo fails.
pub(crate) fn graph(root: &Path, package: &str, edges: &str) -> Result<BTreeSet<Node>> {
    let mut tree = process::cargo(root);
    tree.args(["tree", "--locked", "--package", package, "--edges", edges, "--target", TARGET]);
    tree.args(["--prefix", "none", "--format", "{p}"]);
    Ok(process::output(&mut tree)?.lines().filter_map(node).collect())
}

/// A line for everything that `package`, built alone, pulls in: a library, and the features that are switched on in it
/// with commas between them.
///
/// # Errors
/// Cargo fails.
pub(crate) fn features(root: &Path, package: &str, edges: &str) -> Result<String> {
    let mut tree = process::cargo(root);
    tree.args(["tree", "--locked", "--package", package, "--edges", edges, "--target", TARGET]);
    tree.args(["--prefix", "none", "--format", "{lib} {f}"]);
    process::output(&mut tree)
}

fn read(folder: &Path, options: &[&str]) -> Result<Workspace> {
    let mut metadata = process::cargo(folder);
    metadata.args(["metadata", "--format-version", "1"]).args(options);
    serde_json::from_str(&process::output(&mut metadata)?).context("reading cargo's metadata")
}

/// `name v1.2.3 (where)` as `cargo tree` writes it.
fn node(line: &str) -> Option<Node> {
    let mut words = line.split_whitespace();
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    Some((name.to_owned(), version.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_tree_is_a_name_and_a_version() {
        let expected = Some(("zeroize".to_owned(), "1.9.0".to_owned()));
        assert_eq!(node("zeroize v1.9.0"), expected);
        assert_eq!(node("zeroize v1.9.0 (*)"), expected);
        assert_eq!(
            node("sotto v0.1.0 (/somewhere else/app)"),
            Some(("sotto".to_owned(), "0.1.0".to_owned()))
        );
        assert_eq!(node(""), None);
        assert_eq!(node("[build-dependencies]"), None);
    }

    #[test]
    fn this_workspace_has_one_version() {
        let here = Workspace::here().unwrap();
        let version = here.version().unwrap();
        assert!(here.members().count() >= 6);
        assert!(here.members().all(|package| package.version == version));
    }
}
