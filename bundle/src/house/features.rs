//! What must be switched on in the packages of others, and what must not.

use std::collections::BTreeSet;

/// Libraries whose states hold a secret of ours, and that wipe it only with their feature `zeroize`.
const WIPING: [&str; 14] = [
    "argon2",
    "block_buffer",
    "chacha20",
    "chacha20poly1305",
    "curve25519_dalek",
    "digest",
    "ed25519_dalek",
    "hmac",
    "poly1305",
    "sha2",
    "sha3",
    "shake",
    "sponge_cursor",
    "x25519_dalek",
];
/// Features with which the window could draw what a peer made up.
const DRAWING: [&str; 5] = ["highlighter", "image", "image-without-codecs", "markdown", "svg"];

/// Breaches in the features (see [`crate::workspace::features`]) of the engine, built alone: what Tor's client switches on in
/// the program counts for nothing.
pub(crate) fn wiping(engine: &str) -> Vec<String> {
    let lines: Vec<_> = lines(engine).collect();
    let mut breaches = Vec::new();
    for wiping in WIPING {
        let mut found = lines.iter().filter(|(library, _)| *library == wiping).peekable();
        if found.peek().is_none() {
            breaches.push(format!("{wiping} is not in the engine: is there another library that must wipe?"));
        }
        if found.any(|(_, features)| !features.contains("zeroize")) {
            breaches.push(format!("{wiping} has not the feature `zeroize` in the engine"));
        }
    }
    breaches
}

/// Breaches in the features of the program: text of others is drawn as text.
pub(crate) fn drawing(program: &str) -> Vec<String> {
    let window = lines(program).filter(|(library, _)| library.starts_with("iced"));
    let named = window.flat_map(|(library, features)| features.into_iter().map(move |one| (library, one)));
    let drawing = named.filter(|(_, feature)| DRAWING.contains(feature));
    drawing
        .map(|(library, feature)| format!("{library} has the feature `{feature}` in the program"))
        .collect()
}

fn lines(tree: &str) -> impl Iterator<Item = (&str, BTreeSet<&str>)> {
    tree.lines().filter_map(|line| {
        let (library, features) = line.split_once(' ')?;
        Some((library, features.split([',', ' ']).collect()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{self, Workspace};

    /// Lesson L20 (docs/lessons.md): one flag of one manifest, and keys stay in memory after their use.
    #[test]
    fn a_library_that_lost_the_feature_that_wipes_its_secrets_is_found() {
        let tree = |without: &str| -> String {
            let features = |library: &str| if library == without { "alloc" } else { "alloc,zeroize (*)" };
            WIPING.iter().map(|library| format!("{library} {}\n", features(library))).collect()
        };
        assert_eq!(wiping(&tree("")), [""; 0]);
        for library in WIPING {
            assert_eq!(wiping(&tree(library)).len(), 1, "{library}");
            assert_eq!(wiping(&tree("").replacen(library, "other", 1)).len(), 1, "{library}");
        }
        // two versions of one library: each counts
        assert_eq!(wiping(&(tree("") + "sha2 std\n")).len(), 1);
        assert_eq!(wiping(&tree("sha2").replace("sha2 alloc", "sha2 zeroize-not")).len(), 1);
    }

    #[test]
    fn a_window_that_could_draw_markup_or_pictures_is_found() {
        assert_eq!(drawing("iced tiny-skia,qr_code\nfontique svg\niced_widget canvas (*)\n"), [""; 0]);
        for line in ["iced image,x11", "iced_widget markdown", "iced_tiny_skia geometry,svg (*)"] {
            assert_eq!(drawing(line).len(), 1, "{line}");
        }
    }

    #[test]
    fn the_engine_and_the_window_of_this_workspace_keep_the_rules() {
        let root = Workspace::here().unwrap().root;
        let of = |package: &str| workspace::features(&root, package, "normal").unwrap();
        assert_eq!(wiping(&of("sotto-engine")), [""; 0]);
        assert_eq!(drawing(&of("sotto")), [""; 0]);
    }
}
