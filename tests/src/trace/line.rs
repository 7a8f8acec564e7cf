//! One line of strace: a call, its arguments, its result.

use anyhow::{Context, Result};
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

/// A call to the kernel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The thread that made it.
    pub thread: u32,
    /// The file name of the program that the thread ran.
    pub program: String,
    /// `connect`.
    pub name: String,
    /// As strace writes them, one each.
    pub arguments: Vec<String>,
    /// `0`, `3</some/file>`, `-1 ENOENT (No such file or directory)`, or `?` if it never returned.
    pub result: String,
}

/// How strace ends the line of a call that did not return while it looked: the thread ended, or strace itself let go of it.
const OPEN_ENDS: [&str; 2] = ["<unfinished ...>", "<detached ...>"];

impl Call {
    /// Reads a line of strace.
    ///
    /// # Errors
    /// It is none: a trace that is not understood proves nothing.
    pub(super) fn parse(thread: u32, line: &str) -> Result<Self> {
        let not_one = || format!("this is not a line of strace: {line:?}");
        let (name, rest) = line.split_once('(').with_context(not_one)?;
        let (arguments, result) = match OPEN_ENDS.iter().find_map(|end| rest.strip_suffix(end)) {
            Some(arguments) => (arguments, "?"),
            None => rest.rsplit_once(" = ").with_context(not_one)?,
        };
        let arguments = arguments.trim_end();
        let arguments = arguments.strip_suffix(')').unwrap_or(arguments);
        Ok(Self {
            thread,
            program: String::new(),
            name: name.to_owned(),
            arguments: split(arguments),
            result: result.trim().to_owned(),
        })
    }

    /// The call as a line, for people.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}: {}({}) = {}", self.program, self.name, self.arguments.join(", "), self.result)
    }
}

/// The path in the quotes of an argument, if it has quotes.
pub(super) fn unquote(argument: &str) -> Option<PathBuf> {
    let inside = argument.strip_prefix('"')?.strip_suffix('"')?;
    Some(unescape(inside))
}

/// The path of an open file as `-y` writes it: `7</some/file>`.
pub(super) fn opened(argument: &str) -> Option<PathBuf> {
    let (_, path) = argument.strip_suffix('>')?.split_once('<')?;
    path.starts_with('/').then(|| unescape(path))
}

/// Splits at the commas that are in no quotes and no brackets.
fn split(arguments: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for c in arguments.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Undoes C's escapes, as strace writes them.
fn unescape(text: &str) -> PathBuf {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let mut octal = 0_u32;
        let mut digits = 0;
        while let Some(digit) = rest.next_if(|next| digits < 3 && (b'0'..b'8').contains(next)) {
            octal = octal * 8 + u32::from(digit - b'0');
            digits += 1;
        }
        let plain = |escape| match escape {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'f' => 0x0c,
            b'v' => 0x0b,
            other => other,
        };
        bytes.extend(if digits > 0 { u8::try_from(octal).ok() } else { rest.next().map(plain) });
    }
    PathBuf::from(OsString::from_vec(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_brackets_and_commas_do_not_confuse() {
        let call = Call::parse(
            1,
            r#"openat(7</tmp/a, b>, "tr\303\251 ab\",x<y>", O_WRONLY|O_CREAT|O_CLOEXEC, 0777) = 8</tmp/tr\303\251 ab\",x\74y\76>"#,
        )
        .unwrap();
        assert_eq!(call.name, "openat");
        assert_eq!(call.arguments.len(), 4, "{:?}", call.arguments);
        assert_eq!(opened(&call.arguments[0]).unwrap(), PathBuf::from("/tmp/a, b"));
        assert_eq!(unquote(&call.arguments[1]).unwrap(), PathBuf::from("tré ab\",x<y>"));
        assert_eq!(opened(&call.result).unwrap(), PathBuf::from("/tmp/tré ab\",x<y>"));
    }

    #[test]
    fn calls_without_arguments_and_without_an_end_are_read() {
        assert_eq!(Call::parse(1, "vfork()                = 10435").unwrap().result, "10435");
        assert_eq!(Call::parse(1, "exit_group(0)          = ?").unwrap().arguments, ["0"]);
        let killed =
            Call::parse(1, "accept4(3<socket:[1]>, NULL, NULL, SOCK_CLOEXEC <unfinished ...>").unwrap();
        assert_eq!((killed.arguments.len(), killed.result.as_str()), (4, "?"));
        assert_eq!(Call::parse(1, "accept4(3<socket:[1]>,  <unfinished ...>) = ?").unwrap().result, "?");
        let detached = Call::parse(1, "tgkill(5956, 5959, SIGURG <detached ...>").unwrap();
        assert_eq!((detached.arguments.len(), detached.result.as_str()), (3, "?"));
    }

    #[test]
    fn what_is_no_call_is_an_error() {
        assert!(Call::parse(1, "").is_err());
        assert!(Call::parse(1, "connect(3, {sa_fam").is_err());
    }
}
