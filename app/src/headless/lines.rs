//! Input cut into lines, within a bound. Pure.

use zeroize::{Zeroize, Zeroizing};

/// Longest line that is read, in bytes: the longest text fits, also with every character beyond ASCII escaped.
pub(crate) const LINE_MAX: usize = 64 * 1024;
/// Bytes that are read at once.
pub(crate) const CHUNK: usize = 8 * 1024;
/// Cuts input into lines. It is fed only when it has no line to give, so it holds [`LINE_MAX`] and a chunk at most.
#[derive(Debug)]
pub(crate) struct Lines {
    held: Zeroizing<Vec<u8>>,
    skipping: bool,
}

/// A line, or the place of one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// All of it, with its end.
    Whole(Zeroizing<Vec<u8>>),
    /// Longer than [`LINE_MAX`].
    TooLong,
}

impl Lines {
    /// Without anything in it.
    pub(crate) fn new() -> Self {
        // room for all it may hold: a buffer that moves would leave copies behind
        Self { held: Zeroizing::new(Vec::with_capacity(LINE_MAX + CHUNK)), skipping: false }
    }

    /// Takes in what was read.
    pub(crate) fn feed(&mut self, chunk: &[u8]) {
        self.held.extend_from_slice(chunk);
    }

    /// The next line that is not blank, if all of it is there.
    pub(crate) fn next(&mut self) -> Option<Line> {
        while let Some(end) = self.held.iter().position(|byte| *byte == b'\n') {
            let line = self.take(end + 1);
            let rest_of_a_long_one = std::mem::take(&mut self.skipping);
            if rest_of_a_long_one || line.trim_ascii().is_empty() {
                continue;
            }
            return Some(if line.len() > LINE_MAX { Line::TooLong } else { Line::Whole(line) });
        }
        self.overflow()
    }

    /// Lets go of a line that is too long before it has ended, and says so once.
    fn overflow(&mut self) -> Option<Line> {
        let too_long = self.held.len() > LINE_MAX;
        if too_long || self.skipping {
            self.take(self.held.len());
        }
        let says_so = too_long && !self.skipping;
        self.skipping |= too_long;
        says_so.then_some(Line::TooLong)
    }

    /// Takes bytes out from the front and leaves no copy of them behind: they may hold a passphrase.
    fn take(&mut self, count: usize) -> Zeroizing<Vec<u8>> {
        let taken = Zeroizing::new(self.held.iter().take(count).copied().collect());
        let left = self.held.len().saturating_sub(count);
        self.held.copy_within(count.., 0);
        self.held.iter_mut().skip(left).for_each(Zeroize::zeroize);
        self.held.truncate(left);
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use sotto_engine::api::TEXT_MAX;

    #[test]
    fn lines_are_cut_wherever_the_chunks_end() {
        for size in 1..9 {
            let mut lines = Lines::new();
            let mut found = Vec::new();
            for chunk in b"ab\n\n \r\ncde\nf".chunks(size) {
                lines.feed(chunk);
                found.extend(std::iter::from_fn(|| lines.next()));
            }
            lines.feed(b"\n");
            found.extend(std::iter::from_fn(|| lines.next()));
            let whole = |text: &[u8]| Line::Whole(Zeroizing::new(text.to_vec()));
            assert_eq!(found, [whole(b"ab\n"), whole(b"cde\n"), whole(b"f\n")], "{size}");
        }
    }

    #[test]
    fn a_line_without_end_is_named_once_and_never_held() {
        let mut lines = Lines::new();
        let mut named = 0;
        for _ in 0..100 {
            lines.feed(&[b'x'; CHUNK]);
            named += std::iter::from_fn(|| lines.next()).filter(|line| *line == Line::TooLong).count();
            assert!(lines.held.len() <= LINE_MAX && lines.held.capacity() == LINE_MAX + CHUNK);
        }
        assert_eq!(named, 1);
        lines.feed(b"xx\nok\n");
        assert_eq!(lines.next(), Some(Line::Whole(Zeroizing::new(b"ok\n".to_vec()))));
        assert_eq!(lines.next(), None);
    }

    #[test]
    fn the_longest_text_fits_into_a_line_however_it_is_escaped() {
        for text in ["x".repeat(TEXT_MAX), "\n".repeat(TEXT_MAX), "\\u00e9".repeat(TEXT_MAX / 2)] {
            let request = json!({"jsonrpc":"2.0","id":1,"method":"send","params":{"contact":1,"text":text}});
            assert!(request.to_string().len() < LINE_MAX);
        }
    }
}
