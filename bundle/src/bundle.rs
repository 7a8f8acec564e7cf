//! `cargo xtask bundle`: the portable folder, the archive of it, and what is known about both.
//!
//! ```text
//! build -> stage -> pack -> check -> table, one JSON line
//! ```

mod archive;
mod check;
mod layout;
mod licences;
mod origin;
mod program;
mod transport;

pub(crate) use program::Profile;

use crate::say;
use crate::step::Steps;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use archive::Packing;
use check::{Elf, Verdict};
use layout::Contents;
use origin::Origin;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use transport::Transport;

/// Build, stage, pack, check.
const STEPS: u32 = 4;
/// What the archive's name ends with.
const ARCHIVE_KIND: &str = ".tar.xz";

/// What to make, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// How the program is built.
    pub(crate) profile: Profile,
    /// The folder that takes the bundle and its archive.
    pub(crate) out: Option<PathBuf>,
}

/// A bundle that lies somewhere.
#[derive(Debug)]
pub(crate) struct Bundle {
    /// Its folder.
    pub(crate) folder: PathBuf,
}

impl Bundle {
    /// The program in it.
    pub(crate) fn program(&self) -> PathBuf {
        self.folder.join("App/sotto")
    }

    /// The script that starts it.
    pub(crate) fn start(&self) -> PathBuf {
        self.folder.join("start-sotto")
    }

    /// Its profile folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.join(archive::DATA)
    }
}

/// Makes the bundle and prints what is in it; the last line is JSON.
///
/// # Errors
/// A step fails, or a check does.
pub(crate) fn command(here: &Workspace, options: &Options) -> Result<()> {
    let made = make(here, options)?;
    say::result(made.json())?;
    ensure!(made.failed() == 0, "a check of the bundle failed");
    Ok(())
}

/// Makes the bundle, its archive and the checks, and prints them.
///
/// # Errors
/// A step fails. A failed check is no error: see [`Made::failed`].
pub(crate) fn make(here: &Workspace, options: &Options) -> Result<Made> {
    let mut steps = Steps::plan(STEPS);
    let profile = options.profile;
    let origin = Origin::of(&here.root)?;
    let title = format!("building the program ({})", profile.name());
    let program = steps.step(&title, || program::build(here, profile, &origin))?;
    let out = options.out.clone().unwrap_or_else(|| default_out(&here.root, profile));
    let staging = Staging { here, profile, origin: &origin, program: &program };
    let (bundle, mut checks) = steps.step("laying out the folder", || staging.whole(&out))?;
    let packed = steps.step("packing", || pack(here, profile, &origin, &bundle))?;
    let elf = Elf::of(&bundle.program())?;
    steps.step("checking", || {
        checks.extend(verdicts(here, profile, &bundle, &packed, &elf));
        Ok(())
    })?;
    let made = Made { bundle, archive: packed, checks, glibc_floor: elf.glibc_floor() };
    made.print(&origin)?;
    Ok(made)
}

/// Builds the program and stages a bundle of it under each name below `out`, without archive and licence texts.
///
/// # Errors
/// The build fails, or a file cannot be written.
pub(crate) fn stage_copies(
    here: &Workspace,
    profile: Profile,
    out: &Path,
    names: &[&str],
) -> Result<Vec<Bundle>> {
    let origin = Origin::of(&here.root)?;
    let program = program::build(here, profile, &origin)?;
    let transports: Vec<PathBuf> = transport::obfs4proxy().map(|found| found.program).into_iter().collect();
    let contents = Contents { program: &program, repository: &here.root, transports, texts: Vec::new() };
    let stage = |name: &&str| {
        let folder = out.join(name);
        layout::stage(&folder, &contents)?;
        Ok(Bundle { folder })
    };
    names.iter().map(stage).collect()
}

/// A bundle, its archive, and what is known about them.
#[derive(Debug)]
pub(crate) struct Made {
    /// The folder.
    pub(crate) bundle: Bundle,
    archive: PathBuf,
    checks: Vec<(&'static str, Verdict)>,
    glibc_floor: String,
}

impl Made {
    /// Checks that failed.
    pub(crate) fn failed(&self) -> usize {
        self.checks.iter().filter(|(_, verdict)| matches!(verdict, Verdict::Fail(_))).count()
    }

    fn skipped(&self) -> usize {
        self.checks.iter().filter(|(_, verdict)| matches!(verdict, Verdict::Skip(_))).count()
    }

    /// The result as one JSON object.
    pub(crate) fn json(&self) -> serde_json::Value {
        let bytes = fs::metadata(&self.archive).map(|about| about.len()).unwrap_or_default();
        json!({
            "bundle": self.archive.display().to_string(),
            "size_mb": megabytes(bytes),
            "glibc_floor": self.glibc_floor,
            "failed": self.failed(),
            "skipped": self.skipped(),
        })
    }

    fn print(&self, origin: &Origin) -> Result<()> {
        for entry in archive::entries(&self.bundle.folder)? {
            let path = self.bundle.folder.join(&entry);
            if path.is_file() {
                say::line(row(&path, &entry)?);
            }
        }
        say::line(row(&self.archive, Path::new(self.archive.file_name().unwrap_or_default()))?);
        for (what, verdict) in &self.checks {
            say::line(format_args!("{what}: {verdict}"));
        }
        let Origin { epoch, rustc, .. } = origin;
        say::line(format_args!("commit {}; SOURCE_DATE_EPOCH {epoch}; {rustc}", origin.commit_in_words()));
        Ok(())
    }
}

/// What a staged folder is made of.
struct Staging<'a> {
    here: &'a Workspace,
    profile: Profile,
    origin: &'a Origin,
    program: &'a Path,
}

/// Licences of data of others that is built into the program, and what they are called in the bundle.
const NOTICES: [(&str, &str); 3] = [
    ("app/fonts/OFL.txt", "FONTS.txt"),
    ("app/fonts/LUCIDE.txt", "ICONS.txt"),
    ("crypto/src/safety/english.LICENSE", "WORDS.txt"),
];

impl Staging<'_> {
    /// The folder with everything that users get, and what was found out on the way.
    fn whole(&self, out: &Path) -> Result<(Bundle, Vec<(&'static str, Verdict)>)> {
        let folder = out.join(layout::name(self.here.version()?));
        let (third_party, unknown) = licences::document(&licences::crates(&self.here.root)?);
        let transport = transport::obfs4proxy();
        let mut texts = vec![
            ("Licenses/THIRD-PARTY.txt".to_owned(), third_party),
            ("BUILD.txt".to_owned(), self.build_text(transport.as_ref().ok())?),
        ];
        for (notice, name) in NOTICES {
            let text =
                fs::read_to_string(self.here.root.join(notice)).context("a licence of data that we carry")?;
            texts.push((format!("Licenses/{name}"), text));
        }
        texts.extend(transport.iter().map(|t| ("Licenses/obfs4proxy.txt".to_owned(), t.copyright.clone())));
        let transports = transport.iter().map(|found| found.program.clone()).collect();
        fs::create_dir_all(out).context("making the folder for bundles")?;
        layout::stage(
            &folder,
            &Contents { program: self.program, repository: &self.here.root, transports, texts },
        )?;
        let shipped = match transport {
            Ok(found) => Verdict::Pass(found.version),
            Err(reason) => Verdict::Skip(reason.to_owned()),
        };
        let known =
            if unknown.is_empty() { Verdict::Pass(String::new()) } else { Verdict::Fail(unknown.join(", ")) };
        Ok((Bundle { folder }, vec![("transport obfs4proxy", shipped), ("licence texts", known)]))
    }

    fn build_text(&self, transport: Option<&Transport>) -> Result<String> {
        let Origin { epoch, rustc, .. } = self.origin;
        let (commit, profile) = (self.origin.commit_in_words(), self.profile.name());
        let mut text = format!(
            "Sotto {}\ncommit: {commit}\nprofile: {profile}\nSOURCE_DATE_EPOCH: {epoch}\ncompiler: {rustc}\n",
            self.here.version()?
        );
        if let Some(Transport { program, version, .. }) = transport {
            text += &format!("obfs4proxy: Debian {version}, SHA-256 {}\n", archive::sha256(program)?);
        }
        Ok(text)
    }
}

fn default_out(root: &Path, profile: Profile) -> PathBuf {
    match profile {
        Profile::Release => root.join("out"),
        Profile::Dev => root.join("out/dev"),
    }
}

/// The archive beside the folder, and the file of sums beside both.
fn pack(here: &Workspace, profile: Profile, origin: &Origin, bundle: &Bundle) -> Result<PathBuf> {
    let name = layout::name(here.version()?);
    let file = format!("{name}{ARCHIVE_KIND}");
    let archive = bundle.folder.with_file_name(&file);
    // a dev archive is unpacked once, by the check
    let level = if profile == Profile::Release { 9 } else { 1 };
    archive::pack(&bundle.folder, Packing { name: &name, epoch: origin.epoch, level }, &archive)?;
    let sums = format!("{}  {file}\n", archive::sha256(&archive)?);
    fs::write(bundle.folder.with_file_name("sha256sums.txt"), sums).context("writing the sums")?;
    Ok(archive)
}

fn verdicts(
    here: &Workspace,
    profile: Profile,
    bundle: &Bundle,
    archive: &Path,
    elf: &Elf,
) -> Vec<(&'static str, Verdict)> {
    let unpacked =
        here.version().and_then(|version| check::starts_elsewhere(archive, &layout::name(version), version));
    vec![
        ("program hardened", elf.hardened().into()),
        ("program self-contained", elf.self_contained().into()),
        ("program without paths of this machine", check::traceless(&bundle.program(), here, profile)),
        ("unpacked in a folder with a space and an accent, it starts", unpacked.into()),
    ]
}

fn row(path: &Path, name: &Path) -> Result<String> {
    let bytes = fs::metadata(path).context("looking at a file of the bundle")?.len();
    Ok(format!("{bytes:>11}  {}  {}", archive::sha256(path)?, name.display()))
}

/// To two places, as people read it; a megabyte has a million bytes.
fn megabytes(bytes: u64) -> f64 {
    (bytes as f64 / 10_000.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_line_counts_failed_and_skipped_checks() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("a.tar.xz");
        fs::write(&archive, vec![0; 1_234_567]).unwrap();
        let checks = vec![
            ("a", Verdict::Pass(String::new())),
            ("b", Verdict::Fail("no".to_owned())),
            ("c", Verdict::Skip("not here".to_owned())),
        ];
        let bundle = Bundle { folder: folder.path().to_owned() };
        let made = Made { bundle, archive: archive.clone(), checks, glibc_floor: "2.34".to_owned() };
        let expected = json!({
            "bundle": archive.display().to_string(), "size_mb": 1.23, "glibc_floor": "2.34", "failed": 1, "skipped": 1,
        });
        assert_eq!(made.json(), expected);
    }

    #[test]
    fn a_packed_folder_has_its_sum_beside_it() {
        let out = tempfile::tempdir().unwrap();
        let bundle = Bundle { folder: out.path().join("sotto") };
        fs::create_dir_all(bundle.data()).unwrap();
        let here = Workspace::here().unwrap();
        let origin = Origin { commit: None, changed: true, epoch: 1, rustc: String::new() };
        let archive = pack(&here, Profile::Dev, &origin, &bundle).unwrap();
        let sums = fs::read_to_string(out.path().join("sha256sums.txt")).unwrap();
        let name = archive.file_name().unwrap().to_str().unwrap();
        assert_eq!(sums, format!("{}  {name}\n", archive::sha256(&archive).unwrap()));
    }
}
