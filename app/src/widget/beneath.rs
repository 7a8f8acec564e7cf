//! What lies under something that has to be answered or closed first: it stays as it is, and no key reaches it.

use super::wrapped::{Otherwise, wrapped};
use iced::Element;

/// `content`, which hears of no key and cannot be reached with Tab while it is `covered`. What it was doing, and what in it
/// has the focus, is kept.
pub(crate) fn beneath<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    covered: bool,
) -> Element<'a, Message> {
    wrapped(content.into(), Beneath { covered })
}

struct Beneath {
    covered: bool,
}

impl<Message> Otherwise<Message> for Beneath {
    fn is_covered(&self) -> bool {
        self.covered
    }
}
