//! Nothing in the program opens or fetches a link: what a peer wrote is never handed to another program.

use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The folders that the program is made of.
const PROGRAM: [&str; 3] = ["app", "crypto", "transport"];
/// What opens a link or a file in another program, on any system, or makes text into something that can be pressed.
const OPENERS: [&str; 16] = [
    "open::that",
    "open::with",
    "opener::",
    "webbrowser::",
    "xdg-open",
    "xdg_open",
    "gio open",
    "kde-open",
    "ShellExecute",
    "explorer.exe",
    "rundll32",
    "FileProtocolHandler",
    "LSOpenCFURLRef",
    "org.freedesktop.portal",
    "on_link_click",
    "widget::markdown",
];

/// Breaches in what the program's files say.
///
/// # Errors
/// A file cannot be read.
pub(crate) fn openers(here: &Workspace, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for file in files.iter().filter(|file| is_program(file)) {
        let bytes = fs::read(here.root.join(file)).with_context(|| format!("reading {}", file.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        breaches.extend(named(file, &text));
    }
    Ok(breaches)
}

fn named(file: &Path, text: &str) -> Vec<String> {
    let found = OPENERS.iter().filter(|opener| text.contains(*opener));
    found.map(|opener| format!("{} names {opener}: nothing here opens a link", file.display())).collect()
}

/// Rust and manifests; a corpus may hold any link.
fn is_program(file: &Path) -> bool {
    let kind = file.extension().is_some_and(|kind| kind == "rs" || kind == "toml");
    kind && PROGRAM.iter().any(|folder| file.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_opens_a_link_is_found() {
        let file = Path::new("app/src/widget/link.rs");
        assert_eq!(named(file, "fn go(link: &str) { open::that(link) }").len(), 1);
        assert_eq!(named(file, "Command::new(\"xdg-open\").arg(link).spawn()").len(), 1);
        assert_eq!(named(file, "let opened = vault.open(passphrase); // reopen: that is all"), [""; 0]);
    }

    #[test]
    fn the_program_is_looked_through_and_this_list_is_not() {
        for (file, looked_at) in [
            ("app/src/display.rs", true),
            ("app/engine/src/text.rs", true),
            ("transport/Cargo.toml", true),
            ("bundle/src/house/links.rs", false),
            ("tests/corpora/hostile-strings.txt", false),
        ] {
            assert_eq!(is_program(Path::new(file)), looked_at, "{file}");
        }
    }

    #[test]
    fn nothing_in_this_program_opens_a_link() {
        let here = Workspace::here().unwrap();
        let files = super::super::files::tracked(&here.root).unwrap();
        assert!(files.iter().filter(|file| is_program(file)).count() > 100, "the program was found");
        assert_eq!(openers(&here, &files).unwrap(), [""; 0]);
    }
}
