//! What is held of a conversation: one stretch of it without gaps, of bounded length.
//!
//! ```text
//!  oldest ┄┄┄ more ┄┄┄ [ first ─── held, at most HELD_MAX ─── last ] ┄┄┄ newer ┄┄┄ newest
//!              ▲ a page before the first drops the last ones, and the other way round ▲
//! ```

use sotto_engine::api::{History, Message, MessageId};

/// Messages that are held at once: some screens in both directions, at most 10 MB of text.
pub(super) const HELD_MAX: usize = 600;

/// A stretch of a conversation.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    /// Oldest first, without gaps.
    messages: Vec<Message>,
    /// Whether there are older ones than the first.
    more: bool,
    /// Whether there are newer ones than the last.
    newer: bool,
}

impl Stretch {
    /// What is held, oldest first.
    pub(super) fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// Whether there are older ones than the first that is held.
    pub(super) fn more(&self) -> bool {
        self.more
    }

    /// Whether there are newer ones than the last that is held.
    pub(super) fn newer(&self) -> bool {
        self.newer
    }

    /// The oldest that is held.
    pub(super) fn first(&self) -> Option<MessageId> {
        self.messages.first().map(|message| message.id)
    }

    /// The newest that is held.
    pub(super) fn last(&self) -> Option<MessageId> {
        self.messages.last().map(|message| message.id)
    }

    /// One of those that are held.
    pub(super) fn get(&self, id: MessageId) -> Option<&Message> {
        let at = self.messages.binary_search_by_key(&id, |held| held.id).ok()?;
        self.messages.get(at)
    }

    /// A message that is nowhere any more.
    pub(super) fn remove(&mut self, id: MessageId) {
        self.messages.retain(|held| held.id != id);
    }

    /// Takes in one message: in its place, or as the newer state of one that is held. One beyond the stretch is not
    /// held, or there would be a gap: it comes with its page.
    pub(super) fn put(&mut self, message: Message) {
        match self.messages.binary_search_by_key(&message.id, |held| held.id) {
            Ok(at) => {
                if let Some(held) = self.messages.get_mut(at) {
                    *held = message;
                }
            }
            Err(at) if at == self.messages.len() && self.newer => {}
            Err(0) if self.more && !self.messages.is_empty() => {}
            Err(at) => {
                self.messages.insert(at, message);
                // only whoever reads the newest is followed
                if self.messages.len() > HELD_MAX {
                    self.drop_first();
                }
            }
        }
    }

    /// The newest page replaces what is held if the two do not touch.
    pub(super) fn take_newest(&mut self, page: History) {
        let first = page.messages.first().map(|message| message.id);
        let touches = !self.newer && first.is_some_and(|first| self.last() >= Some(first));
        if !touches {
            *self = Self { messages: page.messages, more: page.more, newer: false };
            return;
        }
        if self.first() >= first {
            self.more = page.more;
        }
        self.join(page.messages);
        self.drop_first();
    }

    /// A page from somewhere else replaces what is held.
    pub(super) fn take_around(&mut self, page: History) {
        *self = Self { messages: page.messages, more: page.more, newer: page.newer };
    }

    /// A page before the first.
    pub(super) fn take_older(&mut self, page: History) {
        self.more = page.more;
        self.join(page.messages);
        if self.messages.len() > HELD_MAX {
            self.messages.truncate(HELD_MAX);
            self.newer = true;
        }
    }

    /// A page after the last.
    pub(super) fn take_newer(&mut self, page: History) {
        self.newer = page.newer;
        self.join(page.messages);
        self.drop_first();
    }

    fn join(&mut self, page: Vec<Message>) {
        for message in page {
            match self.messages.binary_search_by_key(&message.id, |held| held.id) {
                Ok(at) => {
                    if let Some(held) = self.messages.get_mut(at) {
                        *held = message;
                    }
                }
                Err(at) => self.messages.insert(at, message),
            }
        }
    }

    fn drop_first(&mut self) {
        let excess = self.messages.len().saturating_sub(HELD_MAX);
        if excess > 0 {
            self.messages.drain(..excess);
            self.more = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;
    use sotto_engine::api::MessageState;

    fn said(ids: std::ops::RangeInclusive<i64>) -> Vec<Message> {
        ids.map(|id| fake::message(id, 1, MessageState::Received, 1000, "x")).collect()
    }

    fn page(ids: std::ops::RangeInclusive<i64>, more: bool) -> History {
        History { messages: said(ids), more, newer: false }
    }

    fn span(stretch: &Stretch) -> (i64, i64, usize) {
        let (first, last) = (stretch.first().unwrap().0, stretch.last().unwrap().0);
        let ids: Vec<i64> = stretch.messages().iter().map(|message| message.id.0).collect();
        assert_eq!(ids, (first..=last).collect::<Vec<_>>(), "a gap, or a message twice");
        (first, last, ids.len())
    }

    #[test]
    fn however_far_one_reads_back_and_forth_no_more_is_held_and_there_is_no_gap() {
        let mut stretch = Stretch::default();
        stretch.take_newest(page(9_941..=10_000, true));
        while stretch.more() {
            let first = stretch.first().unwrap().0;
            stretch.take_older(page((first - 60).max(1)..=first - 1, first > 61));
            assert!(span(&stretch).2 <= HELD_MAX);
        }
        assert_eq!((stretch.first(), stretch.newer()), (Some(MessageId(1)), true));
        while stretch.newer() {
            let last = stretch.last().unwrap().0;
            let messages = said(last + 1..=(last + 60).min(10_000));
            stretch.take_newer(History { messages, more: true, newer: last + 60 < 10_000 });
            assert!(span(&stretch).2 <= HELD_MAX);
        }
        assert_eq!((stretch.last(), stretch.more()), (Some(MessageId(10_000)), true));
    }

    #[test]
    fn what_comes_in_while_old_ones_are_read_waits_for_its_page() {
        let mut stretch = Stretch::default();
        stretch.take_newest(page(1_000..=1_059, true));
        for first in (400..1_000).rev().step_by(60) {
            stretch.take_older(page(first - 59..=first, true));
        }
        let before = span(&stretch);
        stretch.put(said(2_000..=2_000).remove(0));
        assert_eq!(span(&stretch), before);
        stretch.take_newest(page(1_941..=2_000, true));
        assert_eq!(span(&stretch), (1_941, 2_000, 60), "whoever goes to the newest sees them without a gap");
        assert!(!stretch.newer());
    }

    #[test]
    fn a_conversation_that_is_followed_for_long_is_held_in_part() {
        let mut stretch = Stretch::default();
        stretch.take_newest(page(1..=10, false));
        said(11..=2_000).into_iter().for_each(|message| stretch.put(message));
        assert_eq!(span(&stretch), (1_401, 2_000, HELD_MAX));
        assert!(stretch.more() && !stretch.newer());
    }
}
