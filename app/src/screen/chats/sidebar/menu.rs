//! What can be done with one contact of the list, under their row.

use crate::theme::{space, style};
use crate::widget::pieces::{minor, small_action};
use crate::words::Words;
use iced::widget::{column, container, operation};
use iced::{Element, Fill, Task};
use sotto_engine::api::{Contact, ContactId, Request, Standing};

/// The first thing in the menu, which has the focus when it opens.
const FIRST: &str = "row-menu";

/// The state.
#[derive(Debug)]
pub(super) struct Menu {
    contact: ContactId,
    /// Whether it has been asked for to delete them.
    deleting: bool,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Above the others, or no more.
    Pin(bool),
    /// Not announced, or again.
    Mute(bool),
    /// Everything has been seen.
    MarkRead,
    /// Ask whether to delete them.
    AskDelete,
    /// Delete them with all messages.
    Delete,
    /// Leave them.
    Keep,
}

impl Menu {
    /// The menu of `contact`.
    pub(super) fn new(contact: ContactId) -> Self {
        Self { contact, deleting: false }
    }

    /// Whose it is.
    pub(super) fn contact(&self) -> ContactId {
        self.contact
    }

    /// What the engine is asked for, if the menu has served.
    pub(super) fn request(&mut self, deed: Deed) -> Option<Request> {
        let contact = self.contact;
        match deed {
            Deed::Pin(pinned) => Some(Request::Pin { contact, pinned }),
            Deed::Mute(muted) => Some(Request::Mute { contact, muted }),
            Deed::MarkRead => Some(Request::MarkRead { contact }),
            // nothing is deleted that was not asked about
            Deed::Delete if self.deleting => Some(Request::DeleteContact { contact }),
            Deed::AskDelete | Deed::Delete => {
                self.deleting = true;
                None
            }
            Deed::Keep => {
                self.deleting = false;
                None
            }
        }
    }

    /// The menu under the row of `known`.
    pub(super) fn view<'a>(&self, known: &Contact, words: &Words) -> Element<'a, Deed> {
        let entry = |label, look, deed| small_action(label, look, deed);
        let quiet = style::quiet;
        let all = if self.deleting {
            column![
                minor(words.say("sidebar-delete-means")),
                entry(words.say("sidebar-keep"), quiet, Deed::Keep).id(FIRST),
                entry(words.say("sidebar-delete"), style::danger, Deed::Delete),
            ]
        } else if known.standing == Standing::Accepted {
            let pin = words.say(if known.pinned { "sidebar-unpin" } else { "sidebar-pin" });
            let mute = words.say(if known.muted { "sidebar-unmute" } else { "sidebar-mute" });
            column![
                entry(pin, quiet, Deed::Pin(!known.pinned)).id(FIRST),
                entry(mute, quiet, Deed::Mute(!known.muted)),
            ]
            .push((known.unread > 0).then(|| entry(words.say("sidebar-mark-read"), quiet, Deed::MarkRead)))
            .push(entry(words.say("sidebar-ask-delete"), quiet, Deed::AskDelete))
        } else {
            column![entry(words.say("sidebar-ask-delete"), quiet, Deed::AskDelete).id(FIRST)]
        };
        let all = all.spacing(2).padding(space::S).width(Fill).align_x(words.direction().start());
        container(container(all).style(style::card)).padding([space::XS, space::L]).into()
    }
}

/// Puts the focus on the first thing in the menu.
pub(super) fn focus<M: Send + 'static>() -> Task<M> {
    operation::focus(FIRST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_deleted_who_was_not_asked_about() {
        let mut menu = Menu::new(ContactId(1));
        assert!(menu.request(Deed::Delete).is_none());
        assert!(menu.request(Deed::Keep).is_none());
        assert!(menu.request(Deed::AskDelete).is_none());
        assert!(matches!(menu.request(Deed::Delete), Some(Request::DeleteContact { .. })));
    }
}
