//! The terminal that a person types at, if there is one: whether what is typed is seen, and how wide it is.

use rustix::stdio::{stdin, stdout};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};

/// Standard input, where it is a terminal. Dropped, it shows again what is typed.
pub(crate) struct Terminal {
    as_found: Termios,
}

impl Terminal {
    /// The terminal; `None` for a pipe or a file.
    pub(crate) fn of_input() -> Option<Self> {
        tcgetattr(stdin()).ok().map(|as_found| Self { as_found })
    }

    /// Lets only the end of a line be seen.
    pub(crate) fn hide(&self) {
        let mut modes = self.as_found.clone();
        modes.local_modes.remove(LocalModes::ECHO);
        modes.local_modes.insert(LocalModes::ECHONL);
        self.set(&modes);
    }

    /// Lets what is typed be seen as before.
    pub(crate) fn show(&self) {
        self.set(&self.as_found);
    }

    fn set(&self, modes: &Termios) {
        // A terminal that cannot hide what is typed still takes it.
        let _set = tcsetattr(stdin(), OptionalActions::Now, modes);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.show();
    }
}

/// Columns of the terminal that standard output goes to; `None` for a pipe or a file.
pub(crate) fn columns() -> Option<usize> {
    let size = tcgetwinsize(stdout()).ok()?;
    (size.ws_col > 0).then_some(usize::from(size.ws_col))
}
