//! Where a bundle comes from: the commit, its time, the compiler. What somebody needs to build the same bytes.

use crate::process;
use anyhow::{Context, Result};
use std::env;
use std::path::Path;
use std::process::Command;

/// The time of what has no commit: 1980, the earliest that every archive format can hold.
const NO_COMMIT: u64 = 315_532_800;

/// Where a bundle comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The commit's hash.
    pub(crate) commit: Option<String>,
    /// Files differ from the commit.
    pub(crate) changed: bool,
    /// `SOURCE_DATE_EPOCH`: as given, or the commit's time, in seconds since 1970.
    pub(crate) epoch: u64,
    /// The compiler.
    pub(crate) rustc: String,
}

impl Origin {
    /// Asks git and the compiler.
    ///
    /// # Errors
    /// `SOURCE_DATE_EPOCH` is not a number, or there is no compiler.
    pub(crate) fn of(root: &Path) -> Result<Self> {
        let git = |arguments: &[&str]| {
            let said = process::output(Command::new("git").current_dir(root).args(arguments)).ok()?;
            Some(said.trim().to_owned())
        };
        let epoch = match env::var("SOURCE_DATE_EPOCH") {
            Ok(given) => given.parse().context("SOURCE_DATE_EPOCH is not a number of seconds")?,
            Err(_) => {
                git(&["log", "-1", "--format=%ct"]).and_then(|time| time.parse().ok()).unwrap_or(NO_COMMIT)
            }
        };
        Ok(Self {
            commit: git(&["rev-parse", "--verify", "HEAD"]),
            changed: git(&["status", "--porcelain"]).is_none_or(|files| !files.is_empty()),
            epoch,
            rustc: process::output(Command::new("rustc").current_dir(root).arg("--version"))?
                .trim()
                .to_owned(),
        })
    }

    /// The commit as people read it.
    pub(crate) fn commit_in_words(&self) -> String {
        let commit = self.commit.as_deref().unwrap_or("none");
        if self.changed {
            format!("{commit}, with changes that are not committed")
        } else {
            commit.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_tree_never_passes_for_its_commit() {
        let clean = Origin { commit: Some("abc".to_owned()), changed: false, epoch: 1, rustc: String::new() };
        let changed = Origin { changed: true, ..clean.clone() };
        assert_eq!(clean.commit_in_words(), "abc");
        assert!(changed.commit_in_words().contains("not committed"));
    }

    #[test]
    fn a_folder_without_git_has_a_fixed_time() {
        let folder = tempfile::tempdir().unwrap();
        let origin = Origin::of(folder.path()).unwrap();
        assert_eq!((origin.commit, origin.changed), (None, true));
        assert!(env::var_os("SOURCE_DATE_EPOCH").is_some() || origin.epoch == NO_COMMIT);
    }
}
