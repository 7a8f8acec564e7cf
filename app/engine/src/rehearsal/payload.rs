//! Payloads for rogues who speak the protocol without an engine (docs/protocol.md, 15).

use crate::payload::{Hello, Payload, Text};

/// A hello.
#[must_use]
pub fn hello(accepted: bool) -> Vec<u8> {
    Payload::Hello(Hello::ours(accepted)).encode()
}

/// A text under the name `id`, the `seq`-th of its sender.
#[must_use]
pub fn text(id: [u8; 16], seq: u64, body: &str) -> Vec<u8> {
    Payload::Text(Text { id, seq, reply_to: None, body: body.to_owned() }).encode()
}
