//! The command line of `sotto panic`.

use super::{Command, UsageError, absolute, once};
use std::ffi::OsString;
use std::path::PathBuf;

/// Which profile is destroyed, and whether that is asked again.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Panic {
    /// The profile folder.
    pub(crate) profile: Option<PathBuf>,
    /// Nobody is asked.
    pub(crate) yes: bool,
}

/// Reads the arguments after `panic`.
pub(super) fn parse(mut arguments: impl Iterator<Item = OsString>) -> Result<Command, UsageError> {
    let mut panic = Panic::default();
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--profile") => {
                let value = arguments.next().map(absolute).ok_or(UsageError::Incomplete("--profile"))?;
                once(&mut panic.profile, "--profile", value)?;
            }
            Some("--yes") => panic.yes = true,
            _ => return Err(UsageError::Unknown),
        }
    }
    Ok(Command::Panic(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &[&str]) -> Result<Command, UsageError> {
        parse(line.iter().map(OsString::from))
    }

    #[test]
    fn somebody_is_asked_unless_it_is_said_otherwise() {
        assert_eq!(read(&[]), Ok(Command::Panic(Panic::default())));
        let expected = Panic { profile: Some("/p".into()), yes: true };
        assert_eq!(read(&["--yes", "--profile", "/p"]), Ok(Command::Panic(expected)));
        assert_eq!(read(&["--profile"]), Err(UsageError::Incomplete("--profile")));
        assert_eq!(read(&["wipe"]), Err(UsageError::Unknown));
    }
}
