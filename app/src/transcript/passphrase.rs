//! The passphrase from standard input: one line, not a byte more, and not shown while it is typed.

use crate::terminal::Terminal;
use rustix::io::{read, retry_on_intr};
use rustix::stdio::stdin;
use sotto_engine::api::{Failure, PASSPHRASE_MAX, Passphrase};
use std::io::{self, Write};
use zeroize::Zeroizing;

/// Asks on a terminal, and only reads where there is none. What follows the line is left for others.
///
/// # Errors
/// A sentence: there is no line, or none that can be a passphrase.
pub(super) fn ask() -> Result<Passphrase, String> {
    let terminal = Terminal::of_input();
    if let Some(terminal) = &terminal {
        terminal.hide();
        let _prompt = write!(io::stderr(), "Passphrase: ");
    }
    line(|byte| retry_on_intr(|| read(stdin(), &mut *byte)).unwrap_or(0) == 1)
}

/// Reads bytes by `next`, which says whether there was one, to the end of a line or of the input.
fn line(mut next: impl FnMut(&mut [u8; 1]) -> bool) -> Result<Passphrase, String> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(PASSPHRASE_MAX));
    let mut byte = Zeroizing::new([0]);
    while next(&mut byte) && *byte != *b"\n" {
        if bytes.len() == PASSPHRASE_MAX {
            return Err(Failure::PassphraseTooLong.to_string());
        }
        bytes.push(byte[0]);
    }
    match std::str::from_utf8(&bytes) {
        Ok("") => Err("Give the passphrase of the profile as the first line of standard input.".to_owned()),
        Ok(text) => Ok(Passphrase::new(text.to_owned())),
        Err(_) => Err(Failure::PassphraseWrong.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &[u8]) -> (Result<String, String>, usize) {
        let mut rest = input.iter();
        let read = line(|byte| rest.next().map(|next| byte[0] = *next).is_some());
        (read.map(|passphrase| passphrase.reveal().to_owned()), rest.len())
    }

    #[test]
    fn one_line_is_read_and_not_a_byte_more() {
        assert_eq!(lines("pass phrase é\nnext".as_bytes()), (Ok("pass phrase é".to_owned()), 4));
        assert_eq!(lines(b"without end").0.as_deref(), Ok("without end"));
    }

    #[test]
    fn what_can_be_no_passphrase_is_refused() {
        assert!(lines(b"").0.unwrap_err().contains("first line of standard input"));
        assert!(lines(b"\nmore").0.is_err());
        assert_eq!(lines(&[b'a'; PASSPHRASE_MAX]).0.unwrap().len(), PASSPHRASE_MAX);
        assert_eq!(lines(&[b'a'; PASSPHRASE_MAX + 1]).0, Err(Failure::PassphraseTooLong.to_string()));
        assert_eq!(lines(b"\xff\n").0, Err(Failure::PassphraseWrong.to_string()));
    }
}
