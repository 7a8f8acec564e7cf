//! Where things lie: the profile, the programs for bridges; and what kind of system this is, and what it speaks.

use directories::ProjectDirs;
use std::path::{Path, PathBuf};

/// The folder of a bundle that holds the program.
const BUNDLE_PROGRAM: &str = "App";
/// The folder of a bundle that holds the profile.
const BUNDLE_PROFILE: &str = "Data";

/// The profile folder: the given one, the bundle's, or the system's usual place for data.
pub(crate) fn profile(given: Option<PathBuf>, program: Option<&Path>) -> Option<PathBuf> {
    given.or_else(|| program.and_then(bundle_profile)).or_else(usual_profile)
}

/// Folders that are searched for transport programs, in order.
pub(crate) fn transports(given: Vec<PathBuf>, program: Option<&Path>) -> Vec<PathBuf> {
    let ours = program.and_then(Path::parent).map(|folder| folder.join("pt"));
    given.into_iter().chain(ours).chain([PathBuf::from("/usr/bin")]).collect()
}

/// The language that the system asks for, as POSIX spells it; the first variable that says anything decides.
pub(crate) fn language() -> String {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    said.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
}

/// Systems that force everything through a Tor of their own, where one inside a program cannot work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TorSystem {
    /// Tails.
    Tails,
    /// A Whonix workstation.
    Whonix,
}

impl TorSystem {
    /// What this system is, by the marks that it leaves below `root`.
    pub(crate) fn detect(root: &Path) -> Option<Self> {
        if root.join("etc/amnesia").exists() {
            Some(Self::Tails)
        } else if root.join("usr/share/anon-ws-base-files").exists() {
            Some(Self::Whonix)
        } else {
            None
        }
    }
}

fn bundle_profile(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?;
    let profile = folder.parent()?.join(BUNDLE_PROFILE);
    (folder.file_name()? == BUNDLE_PROGRAM && profile.is_dir()).then_some(profile)
}

fn usual_profile() -> Option<PathBuf> {
    ProjectDirs::from("", "", "sotto").map(|places| places.data_dir().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_bundle_keeps_its_profile_beside_the_program() {
        let stick = tempfile::tempdir().unwrap();
        let program = stick.path().join("Sotto é/App/sotto");
        fs::create_dir_all(program.parent().unwrap()).unwrap();
        assert_ne!(
            profile(None, Some(&program)),
            Some(stick.path().join("Sotto é/Data")),
            "not a bundle without Data"
        );
        fs::create_dir(stick.path().join("Sotto é/Data")).unwrap();
        assert_eq!(profile(None, Some(&program)), Some(stick.path().join("Sotto é/Data")));
        assert_eq!(profile(Some("/given".into()), Some(&program)), Some("/given".into()));
    }

    #[test]
    fn a_program_outside_a_bundle_does_not_take_a_neighbouring_data_folder() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("Data")).unwrap();
        let program = folder.path().join("bin/sotto");
        assert_ne!(profile(None, Some(&program)), Some(folder.path().join("Data")));
    }

    #[test]
    fn given_transports_come_before_the_bundle_and_the_system() {
        let folders = transports(vec!["/given".into()], Some(Path::new("/b/App/sotto")));
        assert_eq!(folders, ["/given", "/b/App/pt", "/usr/bin"].map(PathBuf::from));
    }

    #[test]
    fn tails_and_whonix_are_known_by_their_marks() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(TorSystem::detect(root.path()), None);
        fs::create_dir_all(root.path().join("usr/share/anon-ws-base-files")).unwrap();
        assert_eq!(TorSystem::detect(root.path()), Some(TorSystem::Whonix));
        fs::create_dir_all(root.path().join("etc/amnesia")).unwrap();
        assert_eq!(TorSystem::detect(root.path()), Some(TorSystem::Tails));
    }
}
