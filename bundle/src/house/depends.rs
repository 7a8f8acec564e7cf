//! Who may name whom, and what may be in whose program.

use crate::workspace::{Node, Package};
use std::collections::BTreeSet;

/// What each of our packages may name of ours. A package that is not here may name none.
const INWARD: [(&str, &[&str]); 5] = [
    ("sotto-engine", &["sotto-crypto", "sotto-transport"]),
    ("sotto", &["sotto-engine", "sotto-transport"]),
    ("sotto-bundle", &["sotto-tests"]),
    ("sotto-fuzz", &["sotto-crypto", "sotto-transport", "sotto-engine"]),
    ("sotto-reliability", &["sotto-crypto", "sotto-transport", "sotto-engine", "sotto-tests"]),
];
/// Crates (or families of them, with a `-` at the end) that only one of our packages may name.
const RESERVED: [(&str, &str); 7] = [
    ("arti-", "sotto-transport"),
    ("tor-", "sotto-transport"),
    ("rusqlite", "sotto-engine"),
    ("libsqlite3-sys", "sotto-engine"),
    ("iced", "sotto"),
    ("iced_", "sotto"),
    ("snow", "sotto-crypto"),
];

/// Features of our crates that only `sotto-fuzz`, or only `sotto-reliability`, may ask for.
const HARNESS: [&str; 2] = ["fuzzing", "rehearsal"];

/// What must not be in a graph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    crates: &'static [&'static str],
    reason: &'static str,
}

/// A package, the edges that are followed from it, and what must not be found.
pub(crate) const GRAPHS: [(&str, &str, Rule); 3] = [
    (
        "sotto",
        "normal,build",
        Rule {
            crates: &[
                "openssl",
                "native-tls",
                "reqwest",
                "hyper",
                "ureq",
                "curl",
                "wgpu",
                "zbus",
                "dbus",
                "mundy",
                "iced_beacon",
                "hickory-resolver",
                "trust-dns-resolver",
                "tar",
                "async-tar",
                "tokio-tar",
                "cpio",
                "zip",
                "sevenz-rust",
                "unrar",
                "open",
                "opener",
                "webbrowser",
                "ashpd",
            ],
            reason: "the program must be unable to make requests of its own, open a link, reach a message bus, need a GPU or unpack archives",
        },
    ),
    (
        "sotto-engine",
        "normal",
        Rule {
            crates: &["arti-", "tor-", "iced", "iced_"],
            reason: "the engine is built without Tor and window",
        },
    ),
    (
        "sotto-crypto",
        "normal",
        Rule {
            crates: &[
                "ed25519",
                "ed25519-dalek",
                "signature",
                "ecdsa",
                "p256",
                "p384",
                "k256",
                "rsa",
                "dsa",
                "schnorrkel",
                "ml-dsa",
                "slh-dsa",
                "ring",
                "tokio",
                "rusqlite",
                "arti-",
                "tor-",
            ],
            reason: "sessions are deniable: nothing in them can sign; and they know no network, clock or store",
        },
    ),
];

/// Breaches in what our manifests name.
pub(crate) fn manifests<'a>(members: impl Iterator<Item = &'a Package>) -> Vec<String> {
    let mut breaches = Vec::new();
    for package in members {
        let allowed =
            INWARD.iter().find(|(name, _)| *name == package.name).map_or(&[][..], |(_, allowed)| *allowed);
        for dependency in package.dependencies.iter().map(|dependency| dependency.name.as_str()) {
            let ours = dependency == "sotto" || dependency.starts_with("sotto-");
            if ours && dependency != package.name && !allowed.contains(&dependency) {
                breaches.push(format!("{} names {dependency}", package.name));
            }
            let reserved = RESERVED.iter().find(|(family, _)| is_of(family, dependency));
            if let Some((_, owner)) = reserved.filter(|(_, owner)| *owner != package.name) {
                breaches.push(format!("{} names {dependency}, which only {owner} may", package.name));
            }
        }
    }
    breaches
}

/// Breaches in what a package, built alone, pulls in.
pub(crate) fn graph(package: &str, graph: &BTreeSet<Node>, rule: Rule) -> Vec<String> {
    let banned = |name: &str| rule.crates.iter().any(|family| is_of(family, name));
    let found = graph.iter().filter(|(name, _)| banned(name));
    found
        .map(|(name, version)| format!("{name} {version} is in the graph of {package}: {}", rule.reason))
        .collect()
}

/// Breaches in the features (see [`crate::workspace::features`]) of the program: what opens our crates to a fuzzer opens them
/// to everybody, and whoever can arm a step at which a rehearsal dies can end the program there.
pub(crate) fn features(program: &str) -> Vec<String> {
    let lines = program.lines().filter_map(|line| line.split_once(' '));
    let ours = lines.filter(|(library, _)| library.starts_with("sotto"));
    let named =
        ours.flat_map(|(library, features)| features.split([',', ' ']).map(move |one| (library, one)));
    let open = named.filter(|(_, feature)| HARNESS.contains(feature));
    open.map(|(library, feature)| format!("{library} has the feature `{feature}` in the program")).collect()
}

fn is_of(family: &str, name: &str) -> bool {
    name == family || (family.ends_with(['-', '_']) && name.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Dependency, Workspace};

    fn package(name: &str, dependencies: &[&str]) -> Package {
        Package {
            id: name.to_owned(),
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: None,
            repository: None,
            manifest_path: "Cargo.toml".into(),
            dependencies: dependencies.iter().map(|name| Dependency { name: (*name).to_owned() }).collect(),
        }
    }

    #[test]
    fn sessions_and_transport_do_not_know_each_other() {
        for (one, other) in [("sotto-crypto", "sotto-transport"), ("sotto-transport", "sotto-crypto")] {
            assert_eq!(manifests([package(one, &[other])].iter()).len(), 1, "{one} -> {other}");
        }
        assert!(manifests([package("sotto-engine", &["sotto-crypto", "sotto-transport"])].iter()).is_empty());
        assert_eq!(manifests([package("sotto-engine", &["sotto"])].iter()).len(), 1);
    }

    #[test]
    fn reserved_crates_are_named_by_their_owner_only() {
        for (name, owner) in [
            ("arti-client", "sotto-transport"),
            ("tor-proto", "sotto-transport"),
            ("rusqlite", "sotto-engine"),
            ("iced", "sotto"),
        ] {
            for member in
                ["sotto-crypto", "sotto-transport", "sotto-engine", "sotto", "sotto-tests", "sotto-bundle"]
            {
                let breaches = manifests([package(member, &[name])].iter());
                assert_eq!(breaches.is_empty(), member == owner, "{member} -> {name}");
            }
        }
        assert!(manifests([package("sotto-tests", &["torn", "iceberg"])].iter()).is_empty());
    }

    #[test]
    fn a_banned_crate_is_found_by_name_and_family() {
        let nodes =
            |names: &[&str]| names.iter().map(|n| ((*n).to_owned(), "1".to_owned())).collect::<BTreeSet<_>>();
        let [(_, _, program), (_, _, engine), (_, _, crypto)] = GRAPHS;
        assert_eq!(graph("sotto", &nodes(&["openssl-sys", "openssl-src", "hyphenation"]), program), [""; 0]);
        assert_eq!(graph("sotto", &nodes(&["openssl", "zbus"]), program).len(), 2);
        assert_eq!(graph("sotto-engine", &nodes(&["tor-proto", "iced_core", "tokio"]), engine).len(), 2);
        assert_eq!(graph("sotto-crypto", &nodes(&["signature", "x-wing"]), crypto).len(), 1);
    }

    /// Lesson L21 (docs/lessons.md): who unpacks nothing writes nothing where an archive says.
    #[test]
    fn a_program_that_could_unpack_an_archive_is_found() {
        let [(_, _, program), ..] = GRAPHS;
        for archive in ["tar", "zip", "unrar"] {
            let nodes =
                [archive, "zstd", "target-lexicon", "zipf"].map(|name| (name.to_owned(), "1".to_owned()));
            assert_eq!(graph("sotto", &nodes.into(), program).len(), 1, "{archive}");
        }
    }

    #[test]
    fn a_program_that_is_open_to_the_fuzzer_is_found() {
        let tree = "serde fuzzing\nsotto_crypto default,fuzzing\nsotto_engine fuzzing_not\nsotto_engine \n";
        assert_eq!(features(tree), ["sotto_crypto has the feature `fuzzing` in the program"]);
    }

    #[test]
    fn a_program_in_which_a_rehearsal_could_arm_its_end_is_found() {
        let tree = "rehearsal rehearsal\nsotto_transport default,rehearsal,sim\nsotto_engine rehearsal\n";
        let found = ["sotto_transport", "sotto_engine"]
            .map(|library| format!("{library} has the feature `rehearsal` in the program"));
        assert_eq!(features(tree), found);
    }

    #[test]
    fn this_workspace_keeps_the_rules() {
        let here = Workspace::here().unwrap();
        assert_eq!(manifests(here.members()), [""; 0]);
    }
}
