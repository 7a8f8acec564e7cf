//! Whether the lints that carry our rules are on, and what no lint sees.

use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// What every package takes over from the workspace.
const OPT_IN: &str = "[lints]\nworkspace = true";
/// Lines of the workspace's manifest without which a rule is only a wish.
const DENIED: [&str; 6] = [
    "unsafe_code = \"forbid\"",
    "unwrap_used = \"deny\"",
    "panic = \"deny\"",
    "string_slice = \"deny\"",
    "disallowed_methods = \"deny\"",
    "too_many_lines = \"deny\"",
];
/// Every decoder of a peer's bytes: none of them may compute what could overflow.
const DECODERS: [&str; 5] = [
    "crypto/src/lib.rs",
    "transport/src/codec.rs",
    "app/engine/src/payload.rs",
    "app/engine/src/payload/verify.rs",
    "app/engine/src/vault/header.rs",
];
/// What is denied in them.
const OVERFLOW: &str = "clippy::arithmetic_side_effects";
/// Queues without a bound, of every library that offers one. Written in two parts, or this file would hold them.
const UNBOUNDED: [&str; 5] = [
    concat!("unbounded_", "channel"),
    concat!("mpsc::", "unbounded"),
    concat!("async_channel::", "unbounded"),
    concat!("crossbeam_channel::", "unbounded"),
    concat!("flume::", "unbounded"),
];

/// Breaches in manifests and sources.
///
/// # Errors
/// A file cannot be read.
pub(crate) fn check(here: &Workspace, files: &[PathBuf]) -> Result<Vec<String>> {
    let read = |file: &Path| {
        fs::read_to_string(here.root.join(file)).with_context(|| format!("reading {}", file.display()))
    };
    let mut breaches = workspace(&read(Path::new("Cargo.toml"))?);
    for package in here.members() {
        breaches.extend(member(&package.name, &read(&package.manifest_path)?));
    }
    for decoder in DECODERS {
        breaches.extend(computes(decoder, &read(Path::new(decoder))?));
    }
    for file in files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "rs")) {
        breaches.extend(queues(file, &read(file)?));
    }
    Ok(breaches)
}

fn workspace(manifest: &str) -> Vec<String> {
    let missing = DENIED.iter().filter(|line| !manifest.lines().any(|one| one == **line));
    missing.map(|line| format!("the workspace does not say {line}")).collect()
}

fn member(name: &str, manifest: &str) -> Option<String> {
    (!manifest.contains(OPT_IN)).then(|| format!("{name} does not take over the lints of the workspace"))
}

fn computes(decoder: &str, source: &str) -> Option<String> {
    let denies = source.lines().any(|line| line.trim_start().contains("deny(") && line.contains(OVERFLOW));
    (!denies).then(|| format!("{decoder} does not deny {OVERFLOW}"))
}

fn queues(file: &Path, source: &str) -> Option<String> {
    let named = UNBOUNDED.iter().find(|queue| source.contains(**queue))?;
    Some(format!("{} has a queue without a bound: {named}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_workspace_keeps_its_lints_and_its_bounds() {
        let here = Workspace::here().unwrap();
        let files = crate::house::files::tracked(&here.root).unwrap();
        assert_eq!(check(&here, &files).unwrap(), [""; 0]);
    }

    /// Lesson L3 (docs/lessons.md): `unsafe` is forbidden in every package, since every package takes over the lints.
    #[test]
    fn a_package_or_a_workspace_without_its_lints_is_found() {
        assert_eq!(member("a", "[package]\nname = \"a\"\n\n[lints]\nworkspace = true\n"), None);
        assert!(member("a", "[package]\nname = \"a\"\n").is_some());
        assert_eq!(workspace(&DENIED.join("\n")), [""; 0]);
        assert_eq!(workspace(&DENIED[1..].join("\n")).len(), 1);
        assert_eq!(workspace(&DENIED.join("\n").replace("forbid", "deny")).len(), 1);
    }

    #[test]
    fn a_decoder_that_may_overflow_is_found() {
        let deny = format!("#![cfg_attr(not(test), deny({OVERFLOW}))]");
        assert_eq!(computes("a", &format!("//! Reads.\n\n{deny}\n\nuse b;\n")), None);
        assert!(computes("a", "//! Reads.\n\nuse b;\n").is_some());
        assert!(computes("a", &format!("#[expect({OVERFLOW}, reason = \"\")]\n")).is_some());
    }

    /// Lesson L22 (docs/lessons.md): what has no bound is filled by whoever wants to.
    #[test]
    fn a_queue_without_a_bound_is_found() {
        for queue in UNBOUNDED {
            assert!(queues(Path::new("a.rs"), &format!("let (to, from) = {queue}();")).is_some());
        }
        assert_eq!(
            queues(Path::new("a.rs"), "let (to, from) = mpsc::channel(BOUND); // not unbounded"),
            None
        );
    }
}
