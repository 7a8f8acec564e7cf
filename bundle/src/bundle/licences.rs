//! The licence texts of everything that is in the program, each text once.

use crate::workspace::{self, Package, Workspace};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// How deep below a crate's folder texts are looked for: C libraries keep theirs one folder down.
const DEPTH: u32 = 2;
/// How the names of such files begin.
const NAMES: [&str; 6] = ["license", "licence", "copying", "copyright", "notice", "unlicense"];

/// A crate in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Crate {
    /// As published.
    pub(crate) name: String,
    /// As published.
    pub(crate) version: String,
    /// The SPDX expression, or what stands for it.
    pub(crate) licence: String,
    /// Where its source is kept.
    pub(crate) source: String,
    /// The texts in its folder.
    pub(crate) texts: Vec<String>,
}

/// The crates of the program that are not ours, with build scripts, since what those build is in it too.
///
/// # Errors
/// Cargo fails, or a crate's folder cannot be read.
pub(crate) fn crates(root: &Path) -> Result<Vec<Crate>> {
    let graph = workspace::graph(root, "sotto", "normal,build")?;
    let whole = Workspace::whole(root)?;
    let foreign = |package: &&Package| !whole.workspace_members.contains(&package.id);
    let in_graph = |package: &&Package| graph.contains(&(package.name.clone(), package.version.clone()));
    let mut crates =
        whole.packages.iter().filter(foreign).filter(in_graph).map(described).collect::<Result<Vec<_>>>()?;
    crates.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(crates)
}

/// The document, and the names of crates for which no text is known.
pub(crate) fn document(crates: &[Crate]) -> (String, Vec<String>) {
    let mut texts = Texts::default();
    let mut list = String::new();
    let mut unknown = Vec::new();
    for one in crates {
        let by_rule = || rule(&one.licence, crates);
        let own = one.texts.iter().map(|text| texts.number(text));
        let place = match own.map(|number| number.to_string()).collect::<Vec<_>>() {
            numbers if !numbers.is_empty() => format!("text {}", numbers.join(", ")),
            _ => match by_rule() {
                Some(Rule::Ours(file)) => format!("no text in the crate; that of {file} stands for it"),
                Some(Rule::Other(text)) => format!("no text in the crate; text {}", texts.number(&text)),
                None => {
                    unknown.push(one.name.clone());
                    "NO TEXT".to_owned()
                }
            },
        };
        // writing to a String cannot fail
        let _ = writeln!(list, "{} {}: {}; {}\n    {place}", one.name, one.version, one.licence, one.source);
    }
    (format!("{HEAD}{list}{}", texts.written()), unknown)
}

const HEAD: &str = "\
The program App/sotto holds these works of others, each under its own licence. Where a licence offers a choice,
any of them may be chosen. The texts follow the list. A work without a copyright line of its own belongs to its
authors, as its source names them.

";

/// What stands for a missing text.
enum Rule {
    /// A file of ours: its text is the licence's.
    Ours(&'static str),
    /// The text of another crate under this licence alone; only for texts that name no copyright holder.
    Other(String),
}

fn rule(licence: &str, crates: &[Crate]) -> Option<Rule> {
    let alone =
        |id: &str| crates.iter().find(|one| one.licence == id).and_then(|one| one.texts.first().cloned());
    if licence.contains("Apache-2.0") {
        Some(Rule::Ours("LICENSE-APACHE"))
    } else if licence.contains("MIT") {
        Some(Rule::Ours("LICENSE-MIT, with the authors of the crate as copyright holders,"))
    } else if licence.contains("MPL-2.0") {
        alone("MPL-2.0").map(Rule::Other)
    } else {
        None
    }
}

/// Texts in the order of their first use, each once.
#[derive(Default)]
struct Texts {
    numbers: BTreeMap<String, usize>,
    in_order: Vec<String>,
}

impl Texts {
    fn number(&mut self, text: &str) -> usize {
        let plain: String =
            text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned();
        if let Some(number) = self.numbers.get(&plain) {
            return *number;
        }
        self.in_order.push(plain.clone());
        self.numbers.insert(plain, self.in_order.len());
        self.in_order.len()
    }

    fn written(&self) -> String {
        let line = "-".repeat(78);
        let texts = self.in_order.iter().enumerate();
        texts.map(|(n, text)| format!("\n{line}\ntext {}\n{line}\n\n{text}\n", n + 1)).collect()
    }
}

fn described(package: &Package) -> Result<Crate> {
    let folder = package.manifest_path.parent().context("a manifest without a folder")?;
    Ok(Crate {
        name: package.name.clone(),
        version: package.version.clone(),
        licence: package.license.clone().unwrap_or_else(|| "see text".to_owned()),
        source: package.repository.clone().unwrap_or_else(|| "no repository named".to_owned()),
        texts: texts(folder).with_context(|| format!("the licence texts of {}", package.name))?,
    })
}

fn texts(folder: &Path) -> Result<Vec<String>> {
    let mut files = BTreeSet::new();
    let mut open = vec![(folder.to_owned(), 1)];
    while let Some((folder, depth)) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_file() && is_licence(&entry.path()) {
                files.insert(entry.path());
            } else if kind.is_dir() && depth < DEPTH {
                open.push((entry.path(), depth + 1));
            }
        }
    }
    files
        .into_iter()
        .map(|file: PathBuf| Ok(String::from_utf8_lossy(&fs::read(file)?).into_owned()))
        .collect()
}

fn is_licence(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_code = file.extension().is_some_and(|kind| kind == "rs" || kind == "toml" || kind == "json");
    !is_code && NAMES.iter().any(|begin| name.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, licence: &str, texts: &[&str]) -> Crate {
        Crate {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.to_owned(),
            source: "somewhere".to_owned(),
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    #[test]
    fn the_same_text_is_written_once_even_with_other_line_ends() {
        let crates = [of("a", "ISC", &["you may\r\nuse it\n"]), of("b", "ISC", &["you may  \nuse it"])];
        let (document, unknown) = document(&crates);
        assert_eq!(document.matches("you may").count(), 1);
        assert_eq!(document.matches("    text 1\n").count(), 2);
        assert!(unknown.is_empty());
    }

    #[test]
    fn a_crate_without_a_text_falls_under_a_rule_or_is_named() {
        let crates = [
            of("a", "MIT OR Apache-2.0", &[]),
            of("m", "MPL-2.0", &["the Mozilla text"]),
            of("q", "LGPL-3.0-or-later OR MPL-2.0", &[]),
            of("z", "Zlib", &[]),
        ];
        let (document, unknown) = document(&crates);
        assert!(document.contains("LICENSE-APACHE stands for it"));
        assert!(document.contains("no text in the crate; text 1"));
        assert_eq!(unknown, ["z"]);
    }

    #[test]
    fn texts_of_a_c_library_inside_a_crate_are_found_and_code_is_not() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("openssl/deep")).unwrap();
        for name in ["LICENSE-MIT", "license.rs", "openssl/COPYING", "openssl/deep/LICENSE"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        assert_eq!(texts(folder.path()).unwrap(), ["LICENSE-MIT", "openssl/COPYING"]);
    }
}
