//! The archive: the same folder gives the same bytes, whoever packs it, where and when.

use anyhow::{Context, Result, bail};
use data_encoding::HEXLOWER;
use liblzma::read::XzDecoder;
use liblzma::stream::{Check, Stream};
use liblzma::write::XzEncoder;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tar::{Builder, EntryType, Header};

/// The folder of the user's state: for its owner only.
pub(crate) const DATA: &str = "Data";

/// How a folder becomes an archive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packing<'a> {
    /// The name of the one folder that the archive holds.
    pub(crate) name: &'a str,
    /// The time of every entry, in seconds since 1970.
    pub(crate) epoch: u64,
    /// 0 (fast) to 9 (small).
    pub(crate) level: u32,
}

/// Packs `folder` into `archive`, a `tar.xz`.
///
/// Entries are sorted by their bytes, in `ustar` form, owned by nobody in particular; files are 0644 or, if
/// anybody may execute them, 0755. One thread packs: more would make the bytes depend on their number.
///
/// # Errors
/// The folder holds a link or a special file, or a file cannot be read or written.
pub(crate) fn pack(folder: &Path, packing: Packing<'_>, archive: &Path) -> Result<()> {
    let file = BufWriter::new(File::create(archive).context("making the archive")?);
    let stream = Stream::new_easy_encoder(packing.level, Check::Crc64).context("starting xz")?;
    let mut tar = Builder::new(XzEncoder::new_stream(file, stream));
    for entry in entries(folder)? {
        append(&mut tar, folder, &entry, packing).with_context(|| format!("packing {}", entry.display()))?;
    }
    tar.into_inner()?.finish()?.flush().context("writing the archive")
}

/// Unpacks `archive` into `folder`, which is there and empty.
///
/// # Errors
/// The archive is damaged, or a file cannot be written.
pub(crate) fn unpack(archive: &Path, folder: &Path) -> Result<()> {
    let file = BufReader::new(File::open(archive).context("opening the archive")?);
    let mut tar = tar::Archive::new(XzDecoder::new(file));
    tar.set_preserve_permissions(true);
    tar.unpack(folder).context("unpacking the archive")
}

/// Every file and folder below `folder`, relative to it, sorted by bytes.
///
/// # Errors
/// A folder cannot be read.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(within) = open.pop() {
        for entry in fs::read_dir(folder.join(&within)).context("reading a folder of the bundle")? {
            let entry = entry?;
            let path = within.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                open.push(path.clone());
            }
            found.push(path);
        }
    }
    found.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    Ok(found)
}

/// SHA-256 of a file, in hexadecimal (FIPS 180-4).
///
/// # Errors
/// The file cannot be read.
pub(crate) fn sha256(file: &Path) -> Result<String> {
    let mut hash = Hashing(Sha256::new());
    let mut file = File::open(file).with_context(|| format!("reading {}", file.display()))?;
    io::copy(&mut file, &mut hash)?;
    Ok(HEXLOWER.encode(&hash.0.finalize()))
}

struct Hashing(Sha256);

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn append<W: Write>(tar: &mut Builder<W>, folder: &Path, entry: &Path, packing: Packing<'_>) -> Result<()> {
    let path = folder.join(entry);
    let about = fs::symlink_metadata(&path)?;
    let mut header = Header::new_ustar();
    header.set_mtime(packing.epoch);
    header.set_uid(0);
    header.set_gid(0);
    header.set_username("")?;
    header.set_groupname("")?;
    let name = Path::new(packing.name).join(entry);
    if about.is_dir() {
        header.set_entry_type(EntryType::Directory);
        header.set_mode(if entry.starts_with(DATA) { 0o700 } else { 0o755 });
        header.set_size(0);
        tar.append_data(&mut header, name, io::empty())?;
    } else if about.is_file() {
        header.set_entry_type(EntryType::Regular);
        header.set_mode(if about.permissions().mode() & 0o111 == 0 { 0o644 } else { 0o755 });
        header.set_size(about.len());
        tar.append_data(&mut header, name, File::open(&path)?)?;
    } else {
        bail!("neither a file nor a folder");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::Permissions;
    use std::os::unix::fs::symlink;
    use std::time::{Duration, UNIX_EPOCH};

    const PACKING: Packing<'static> = Packing { name: "sotto-1", epoch: 1_790_000_000, level: 1 };

    /// The same files, made in the given order, with times and modes that differ.
    fn folder(names: &[&str], seconds: u64, mode: u32) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("App/pt")).unwrap();
        fs::create_dir_all(folder.path().join("Data")).unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::write(&path, format!("this is {name}")).unwrap();
            let execute = if name.starts_with("App") { 0o111 } else { 0 };
            fs::set_permissions(&path, Permissions::from_mode(mode | execute)).unwrap();
            File::options()
                .write(true)
                .open(&path)
                .unwrap()
                .set_modified(UNIX_EPOCH + Duration::from_secs(seconds))
                .unwrap();
        }
        folder
    }

    fn packed(folder: &Path) -> Vec<u8> {
        let out = tempfile::tempdir().unwrap();
        let archive = out.path().join("a.tar.xz");
        pack(folder, PACKING, &archive).unwrap();
        fs::read(archive).unwrap()
    }

    #[test]
    fn time_mode_and_order_on_the_disk_do_not_show_in_the_archive() {
        let one = folder(&["start", "App/sotto", "App/pt/obfs4proxy", "App.txt"], 1_000_000_000, 0o644);
        let other = folder(&["App.txt", "App/pt/obfs4proxy", "App/sotto", "start"], 1_700_000_000, 0o600);
        assert_eq!(packed(one.path()), packed(other.path()));
    }

    #[test]
    fn one_changed_byte_shows_in_the_archive() {
        let folder = folder(&["start"], 1, 0o644);
        let before = packed(folder.path());
        fs::write(folder.path().join("start"), "this is stast").unwrap();
        assert_ne!(packed(folder.path()), before);
    }

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let folder = folder(&["start", "App/sotto"], 1, 0o600);
        let out = tempfile::tempdir().unwrap();
        let archive = out.path().join("a.tar.xz");
        pack(folder.path(), PACKING, &archive).unwrap();
        unpack(&archive, out.path()).unwrap();
        let unpacked = out.path().join("sotto-1");
        let mode = |name: &str| fs::metadata(unpacked.join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(entries(&unpacked).unwrap(), entries(folder.path()).unwrap());
        assert_eq!(fs::read(unpacked.join("App/sotto")).unwrap(), b"this is App/sotto");
        assert_eq!(
            [mode("start"), mode("App/sotto"), mode("App"), mode("Data")],
            [0o644, 0o755, 0o755, 0o700]
        );
        let modified = fs::metadata(unpacked.join("start")).unwrap().modified().unwrap();
        assert_eq!(modified.duration_since(UNIX_EPOCH).unwrap().as_secs(), PACKING.epoch);
    }

    #[test]
    fn a_link_is_refused() {
        let folder = folder(&["start"], 1, 0o644);
        symlink("start", folder.path().join("link")).unwrap();
        let archive = folder.path().with_extension("tar.xz");
        let error = pack(folder.path(), PACKING, &archive).unwrap_err();
        fs::remove_file(archive).unwrap();
        assert!(format!("{error:#}").contains("link"), "{error:#}");
    }

    #[test]
    fn the_hash_is_the_known_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("abc"), b"abc").unwrap();
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(&folder.path().join("abc")).unwrap(), expected);
    }
}
