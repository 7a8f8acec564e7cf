//! The folder that users unpack: a start script, `App`, `Data`, `Docs`, and nothing anywhere else.
//!
//! ```text
//! sotto-<version>-linux-x86_64/
//!   start-sotto  start-sotto.desktop
//!   App/sotto  App/pt/obfs4proxy
//!   Data/                                     0700, empty; everything that Sotto ever writes
//!   Docs/README.md  Docs/...  Docs/BUILD.txt  Docs/Licenses/   as in `docs`
//! ```

use super::archive::{self, DATA};
use anyhow::{Context, Result};
use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The script that starts the program in an environment of its own.
const START: &str = include_str!("../../files/start-sotto");
/// Keeps the program from reading the computer's fonts.
const FONTS: &str = include_str!("../../files/fonts.conf");
/// What file managers start.
const DESKTOP: &str = include_str!("../../files/start-sotto.desktop");

/// Documents and pictures.
const KINDS: [&str; 3] = ["md", "png", "svg"];

/// What goes into the folder.
#[derive(Clone, Debug)]
pub(crate) struct Contents<'a> {
    /// The program.
    pub(crate) program: &'a Path,
    /// The folder of the repository, for its texts.
    pub(crate) repository: &'a Path,
    /// Programs for bridges.
    pub(crate) transports: Vec<PathBuf>,
    /// Texts that are made for this bundle: a path below `Docs`, and what it says.
    pub(crate) texts: Vec<(String, String)>,
}

/// The folder's name for a version.
pub(crate) fn name(version: &str) -> String {
    format!("sotto-{version}-linux-x86_64")
}

/// Makes the folder anew.
///
/// # Errors
/// A file cannot be read or written.
pub(crate) fn stage(folder: &Path, contents: &Contents<'_>) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).context("removing the bundle of an earlier time")?;
    }
    for within in ["App", "Docs/Licenses"] {
        fs::create_dir_all(folder.join(within)).context("making the folder of the bundle")?;
    }
    DirBuilder::new().mode(0o700).create(folder.join(DATA)).context("making the folder Data")?;
    write(&folder.join("start-sotto"), START.as_bytes(), 0o755)?;
    write(&folder.join("start-sotto.desktop"), DESKTOP.as_bytes(), 0o755)?;
    copy(contents.program, &folder.join("App/sotto"), 0o755)?;
    write(&folder.join("App/fonts.conf"), FONTS.as_bytes(), 0o644)?;
    for transport in &contents.transports {
        let name = transport.file_name().context("a transport without a name")?;
        fs::create_dir_all(folder.join("App/pt"))?;
        copy(transport, &folder.join("App/pt").join(name), 0o755)?;
    }
    texts(folder, contents)
}

fn texts(folder: &Path, contents: &Contents<'_>) -> Result<()> {
    let docs = folder.join("Docs");
    let readme = contents.repository.join("README.md");
    if readme.is_file() {
        write(&docs.join("README.md"), moved_links(&fs::read_to_string(readme)?).as_bytes(), 0o644)?;
    }
    let documents = contents.repository.join("docs");
    for file in shipped(&documents)? {
        let place = docs.join(&file);
        fs::create_dir_all(place.parent().unwrap_or(&docs))?;
        copy(&documents.join(&file), &place, 0o644)?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&contents.repository.join(licence), &docs.join("Licenses").join(licence), 0o644)?;
    }
    for (path, text) in &contents.texts {
        write(&docs.join(path), text.as_bytes(), 0o644)?;
    }
    Ok(())
}

/// The documents and pictures below a folder, relative to it.
fn shipped(folder: &Path) -> Result<Vec<PathBuf>> {
    let all = if folder.is_dir() { archive::entries(folder)? } else { Vec::new() };
    let is_shipped =
        |path: &PathBuf| path.extension().is_some_and(|kind| KINDS.iter().any(|known| kind == *known));
    Ok(all.into_iter().filter(is_shipped).collect())
}

/// The README lies beside the documents in a bundle, and above them in the repository.
fn moved_links(readme: &str) -> String {
    let documents = readme.replace("](docs/", "](").replace("src=\"docs/", "src=\"");
    documents.replace("](LICENSE-", "](Licenses/LICENSE-")
}

fn copy(from: &Path, to: &Path, mode: u32) -> Result<()> {
    let bytes = fs::read(from).with_context(|| format!("reading {}", from.display()))?;
    write(to, &bytes, mode)
}

fn write(path: &Path, bytes: &[u8], mode: u32) -> Result<()> {
    fs::write(path, bytes)
        .and_then(|()| fs::set_permissions(path, Permissions::from_mode(mode)))
        .with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("docs/decisions")).unwrap();
        fs::create_dir(folder.path().join("docs/pictures")).unwrap();
        for (name, text) in [
            (
                "README.md",
                "[house](docs/architecture.md) ![window](docs/pictures/window.png) [MIT](LICENSE-MIT)",
            ),
            ("docs/architecture.md", "the house"),
            ("docs/pictures/window.png", "a picture"),
            ("docs/decisions/1.md", "a reason"),
            ("docs/notes.txt", "not for users"),
            ("LICENSE-MIT", "may"),
            ("LICENSE-APACHE", "may too"),
            ("program", "ELF"),
            ("obfs4proxy", "ELF too"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn staged(repository: &Path) -> PathBuf {
        let folder = repository.join("out/sotto");
        let contents = Contents {
            program: &repository.join("program"),
            repository,
            transports: vec![repository.join("obfs4proxy")],
            texts: vec![("Licenses/THIRD-PARTY.txt".to_owned(), "others".to_owned())],
        };
        fs::create_dir_all(folder.parent().unwrap()).unwrap();
        stage(&folder, &contents).unwrap();
        folder
    }

    #[test]
    fn the_folder_holds_this_and_nothing_else() {
        let repository = repository();
        let folder = staged(repository.path());
        let names: Vec<String> =
            archive::entries(&folder).unwrap().iter().map(|path| path.to_str().unwrap().to_owned()).collect();
        assert_eq!(
            names,
            [
                "App",
                "App/fonts.conf",
                "App/pt",
                "App/pt/obfs4proxy",
                "App/sotto",
                "Data",
                "Docs",
                "Docs/Licenses",
                "Docs/Licenses/LICENSE-APACHE",
                "Docs/Licenses/LICENSE-MIT",
                "Docs/Licenses/THIRD-PARTY.txt",
                "Docs/README.md",
                "Docs/architecture.md",
                "Docs/decisions",
                "Docs/decisions/1.md",
                "Docs/pictures",
                "Docs/pictures/window.png",
                "start-sotto",
                "start-sotto.desktop",
            ]
        );
    }

    #[test]
    fn data_is_for_its_owner_and_programs_can_be_started() {
        let repository = repository();
        let folder = staged(repository.path());
        let mode = |name: &str| fs::metadata(folder.join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("Data"), 0o700);
        for program in ["start-sotto", "App/sotto", "App/pt/obfs4proxy"] {
            assert_eq!(mode(program), 0o755, "{program}");
        }
    }

    #[test]
    fn links_of_the_readme_lead_somewhere() {
        let repository = repository();
        let folder = staged(repository.path());
        let readme = fs::read_to_string(folder.join("Docs/README.md")).unwrap();
        assert_eq!(
            readme,
            "[house](architecture.md) ![window](pictures/window.png) [MIT](Licenses/LICENSE-MIT)"
        );
    }

    #[test]
    fn a_second_time_leaves_nothing_of_the_first() {
        let repository = repository();
        let folder = staged(repository.path());
        fs::write(folder.join("Data/vault"), "old").unwrap();
        assert!(!staged(repository.path()).join("Data/vault").exists());
    }
}
