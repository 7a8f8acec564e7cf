//! Every decoder of outside bytes as a function of bytes that must never panic, and two parties held against a model.
//!
//! ```text
//!   corpus/<target>/* ──▶ tests/replay.rs ───────┐
//!   libFuzzer ──────────▶ examples/libfuzzer.rs ─┼──▶ Target::run(bytes)
//!   proptest ───────────▶ tests/two_parties.rs ──┘
//! ```
//!
//! A target says what must hold by `assert!`: what is accepted has one encoding, what is refused has changed nothing.
//! An input is no wire image but the choices of an adversary, mostly edits of a genuine message (see `edits.rs`):
//! random bytes would stop at the first length or tag.

mod address;
mod check;
mod codec;
mod edits;
mod engine;
mod handshake;
mod headless;
mod input;
mod payload;
mod record;
mod two_parties;
mod vault;
mod world;

/// One decoder, or several that belong together.
#[derive(Clone, Copy)]
pub struct Target {
    /// The name of its folder in the corpus.
    pub name: &'static str,
    /// Reads the input and panics if something that must hold does not.
    pub run: fn(&[u8]),
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "address", run: address::address },
    Target { name: "answer", run: check::answer },
    Target { name: "bridge_line", run: address::bridge_line },
    Target { name: "codec", run: codec::codec },
    Target { name: "first_answer", run: record::first_answer },
    Target { name: "first_record", run: record::first_record },
    Target { name: "headless_lines", run: headless::lines },
    Target { name: "headless_request", run: headless::request },
    Target { name: "identity", run: address::identity },
    Target { name: "link", run: address::link },
    Target { name: "m1", run: handshake::m1 },
    Target { name: "m2", run: handshake::m2 },
    Target { name: "m3", run: handshake::m3 },
    Target { name: "payload", run: payload::payload },
    Target { name: "question", run: check::question },
    Target { name: "record", run: record::record },
    Target { name: "two_parties", run: two_parties::two_parties },
    Target { name: "vault_header", run: vault::header },
    Target { name: "verify1", run: check::verify1 },
    Target { name: "verify2", run: check::verify2 },
    Target { name: "verify3", run: check::verify3 },
];

/// The target of that name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
