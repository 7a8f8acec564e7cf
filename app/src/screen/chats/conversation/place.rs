//! Where one is in a conversation: the message that has the focus, the one to go to, what is new.

use sotto_engine::api::{Message as Text, MessageId, MessageState};

/// How long a message is marked that one was led to, in milliseconds.
pub(super) const MARKED: u64 = 2_500;

/// The place.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// The message that has the focus of the keyboard, or had it last.
    pub(super) chosen: Option<MessageId>,
    /// The message that has to come into sight, and whether it gets the focus there.
    pub(super) aim: Option<(MessageId, bool)>,
    /// The message that one was led to, until when, in milliseconds since 1970.
    mark: Option<(MessageId, u64)>,
    /// The first message that was unread when the conversation was opened.
    pub(super) fresh: Option<MessageId>,
    /// Messages that were unread when it was opened, until it is known which.
    unread: usize,
    /// Whether the newest messages are out of sight.
    away: bool,
    /// What came in since.
    missed: usize,
    /// The newest that is known of.
    newest: Option<MessageId>,
}

/// The next message, seen from one that has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Towards {
    /// The one above.
    Older,
    /// The one below.
    Newer,
}

impl Place {
    /// At the end of a conversation with so many unread messages.
    pub(super) fn new(unread: u32) -> Self {
        Self { unread: unread as usize, ..Self::default() }
    }

    /// The first page of a conversation is there: finds the first message that was not read.
    pub(super) fn arrive(&mut self, messages: &[Text]) {
        let unread = std::mem::take(&mut self.unread);
        if let Some(nth) = unread.checked_sub(1) {
            let received = messages.iter().rev().filter(|message| message.state == MessageState::Received);
            self.fresh = received.map(|message| message.id).nth(nth);
            self.aim = self.aim.or(self.fresh.map(|fresh| (fresh, false)));
        }
        self.newest = self.newest.max(messages.last().map(|message| message.id));
    }

    /// Hears of a message; one that is new and theirs is counted while one is away.
    pub(super) fn hear(&mut self, message: &Text) {
        let new = self.newest < Some(message.id);
        self.newest = self.newest.max(Some(message.id));
        if new && self.away && message.state == MessageState::Received {
            self.missed += 1;
        }
    }

    /// The newest messages are in sight, or not.
    pub(super) fn look(&mut self, away: bool) {
        self.away = away;
        if !away {
            self.missed = 0;
        }
    }

    /// How many came in while one was away; nothing if one is not.
    pub(super) fn missed(&self) -> Option<usize> {
        self.away.then_some(self.missed)
    }

    /// Marks a message from `now` on, in milliseconds since 1970.
    pub(super) fn mark(&mut self, message: MessageId, now: u64) {
        self.mark = Some((message, now.saturating_add(MARKED)));
    }

    /// The message that is marked at `now`.
    pub(super) fn marked(&self, now: u64) -> Option<MessageId> {
        self.mark.filter(|(_, until)| now < *until && until - now <= MARKED).map(|(message, _)| message)
    }

    /// The message beside the one that has the focus; the newest if none has.
    pub(super) fn beside(&self, towards: Towards, messages: &[Text]) -> Option<MessageId> {
        let at = self.chosen.and_then(|id| messages.iter().position(|message| message.id == id));
        let next = match (at, towards) {
            (None, Towards::Older) => messages.len().checked_sub(1),
            (None, Towards::Newer) => None,
            (Some(at), Towards::Older) => Some(at.saturating_sub(1)),
            (Some(at), Towards::Newer) => Some(at + 1),
        };
        next.and_then(|at| messages.get(at)).map(|message| message.id)
    }

    /// The message to which Tab leads: the chosen one, or the newest.
    pub(super) fn roving(&self, messages: &[Text]) -> Option<MessageId> {
        let held = |id: &MessageId| messages.binary_search_by_key(id, |message| message.id).is_ok();
        self.chosen.filter(held).or_else(|| messages.last().map(|message| message.id))
    }

    /// A message is gone.
    pub(super) fn forget(&mut self, message: MessageId) {
        self.chosen = self.chosen.filter(|chosen| *chosen != message);
        self.aim = self.aim.filter(|(aim, _)| *aim != message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;

    fn said(id: i64, state: MessageState) -> Text {
        fake::message(id, 1, state, 1, "x")
    }

    #[test]
    fn the_first_unread_message_is_the_one_after_which_nothing_of_theirs_was_read() {
        use MessageState::{Delivered, Received};
        let messages = [said(1, Received), said(2, Received), said(3, Delivered), said(4, Received)];
        let mut place = Place::new(2);
        place.arrive(&messages);
        assert_eq!((place.fresh, place.aim), (Some(MessageId(2)), Some((MessageId(2), false))));
        let mut place = Place::new(0);
        place.arrive(&messages);
        assert_eq!((place.fresh, place.aim), (None, None));
        let mut place = Place::new(9);
        place.arrive(&messages);
        assert_eq!(place.fresh, None, "it is not among those that are there");
    }

    #[test]
    fn what_comes_in_is_counted_only_while_one_is_away_and_each_message_once() {
        let mut place = Place::new(0);
        place.arrive(&[said(1, MessageState::Received)]);
        place.hear(&said(2, MessageState::Received));
        assert_eq!(place.missed(), None);
        place.look(true);
        for (id, state) in
            [(3, MessageState::Received), (3, MessageState::Received), (4, MessageState::Queued)]
        {
            place.hear(&said(id, state));
        }
        assert_eq!(place.missed(), Some(1));
        place.look(false);
        place.look(true);
        assert_eq!(place.missed(), Some(0), "all were seen in between");
    }

    #[test]
    fn a_mark_goes_away_even_if_the_clock_is_set_back() {
        let mut place = Place::new(0);
        place.mark(MessageId(1), 10_000);
        assert_eq!(place.marked(10_000 + MARKED - 1), Some(MessageId(1)));
        assert_eq!(place.marked(10_000 + MARKED), None);
        assert_eq!(place.marked(1), None);
    }

    #[test]
    fn the_focus_goes_from_the_newest_upwards_and_leaves_below() {
        let messages: Vec<Text> = (1..=3).map(|id| said(id, MessageState::Received)).collect();
        let mut place = Place::new(0);
        assert_eq!(place.beside(Towards::Newer, &messages), None);
        assert_eq!(place.roving(&messages), Some(MessageId(3)));
        for expected in [3, 2, 1, 1] {
            place.chosen = place.beside(Towards::Older, &messages);
            assert_eq!(place.chosen, Some(MessageId(expected)));
        }
        assert_eq!(place.roving(&messages), Some(MessageId(1)));
        place.chosen = Some(MessageId(3));
        assert_eq!(place.beside(Towards::Newer, &messages), None);
        place.forget(MessageId(3));
        assert_eq!(place.chosen, None);
    }
}
