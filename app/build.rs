//! Lists `locales/<language>/*.ftl` for `words/texts.rs`, so that a new file of words is in the program without being named
//! anywhere else. The list is sorted and holds no path of the machine: every build makes the same one.

use std::fmt::Write as _;
use std::io::{Error, Write as _};
use std::path::{Path, PathBuf};

fn main() -> Result<(), Error> {
    writeln!(std::io::stdout(), "cargo::rerun-if-changed=locales")?;
    let mut list = String::from("[\n");
    for folder in sorted(Path::new("locales"))? {
        for file in sorted(&folder)? {
            let (tag, name) = (name(&folder)?, name(&file)?);
            if name.ends_with(".ftl") {
                let path = format!("/locales/{tag}/{name}");
                let text = format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))");
                writeln!(list, "    ({tag:?}, {name:?}, {text}),").map_err(Error::other)?;
            }
        }
    }
    list.push_str("]\n");
    let out = std::env::var_os("OUT_DIR").ok_or_else(|| Error::other("cargo gives no OUT_DIR"))?;
    std::fs::write(Path::new(&out).join("texts.rs"), list)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, Error>>()?;
    entries.sort();
    Ok(entries)
}

fn name(path: &Path) -> Result<&str, Error> {
    path.file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| Error::other("a name under locales is not UTF-8"))
}
