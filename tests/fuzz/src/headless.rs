//! The lines of `sotto headless`, compiled from the program's own files: a library of the program would bring a
//! window and Tor along.

use crate::input::Input;
use cutting::{CHUNK, LINE_MAX, Line, Lines};
use serde_json::Value;
use sotto_engine::api::Failure;
use zeroize::Zeroizing;

/// Chunks of one stream: a bound on time.
const CHUNKS_MAX: usize = 256;

#[path = "../../../app/src/headless/lines.rs"]
mod cutting;
#[path = "../../../app/src/headless/protocol.rs"]
#[allow(dead_code, reason = "events are written, not read")]
mod protocol;

/// Input of any length, in chunks of any length, against lines cut at once.
pub(crate) fn lines(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let size = 1 + input.pair() % CHUNK;
    let stream = told(input);
    // every chunk is looked through with all that is held: a long stream does not come in single bytes
    let size = size.max(stream.len() / CHUNKS_MAX);
    let (mut lines, mut found) = (Lines::new(), Vec::new());
    for chunk in stream.chunks(size) {
        lines.feed(chunk);
        found.extend(std::iter::from_fn(|| lines.next()));
    }
    assert!(found == cut(&stream));
}

/// Bytes as they are, and runs that make a line too long.
fn told(mut input: Input<'_>) -> Vec<u8> {
    let mut stream = Vec::new();
    while !input.is_empty() && stream.len() < 4 * LINE_MAX {
        match input.below(4) {
            0 => stream.push(b'\n'),
            1 => stream.resize(stream.len() + input.pair(), b'x'),
            2 => stream.resize(stream.len() + LINE_MAX - 1, b'y'),
            _ => {
                let len = usize::from(input.byte());
                stream.extend_from_slice(input.take(len));
            }
        }
    }
    stream
}

/// The lines of a whole stream. A last one without an end counts only if it is too long already.
fn cut(stream: &[u8]) -> Vec<Line> {
    let pieces = stream.split_inclusive(|byte| *byte == b'\n');
    let ended = |line: &[u8]| line.ends_with(b"\n") && !line.trim_ascii().is_empty();
    let read = |line: &[u8]| match line.len() > LINE_MAX {
        true => Some(Line::TooLong),
        false => ended(line).then(|| Line::Whole(Zeroizing::new(line.to_vec()))),
    };
    pieces.filter_map(read).collect()
}

/// A line of JSON-RPC 2.0. Whatever it is answered is one line of plain JSON.
pub(crate) fn request(bytes: &[u8]) {
    match protocol::parse(bytes) {
        Ok(call) => {
            if let Some(id) = call.id {
                let line = protocol::answer(&id, &Err(Failure::Disk));
                assert!(plain(&line)["id"] == id);
            }
        }
        Err(fault) => {
            if let Some(line) = protocol::refusal(&fault) {
                assert!(plain(&line)["error"]["code"].is_i64());
            }
        }
    }
}

/// The object on a line that neither a terminal nor a reader stumbles over.
fn plain(line: &str) -> Value {
    let text = line.strip_suffix('\n').expect("an end of the line");
    assert!(!text.chars().any(|c| c.is_control() || ('\u{2028}'..='\u{202e}').contains(&c)));
    let object: Value = serde_json::from_str(text).expect("JSON");
    assert!(object["jsonrpc"] == "2.0");
    object
}
