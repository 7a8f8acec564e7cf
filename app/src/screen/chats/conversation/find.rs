//! What is looked for in a conversation, and what was found. One request at a time: whoever types fast asks less often.

use crate::widget::editor::Content;
use sotto_engine::api::{FIND_MAX, Found, MessageId};
use std::ops::Range;

/// Hits that are gone through.
pub(super) const FOUND_MAX: usize = 500;
/// Hits of one request.
pub(super) const FOUND_PAGE: u16 = 100;

/// The search.
#[derive(Debug)]
pub(super) struct Find {
    field: Content,
    /// What [`Self::found`] is of.
    sought: String,
    /// Newest first.
    found: Vec<MessageId>,
    /// Which of them is shown.
    at: usize,
    asking: bool,
}

/// What the engine is to be asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ask {
    /// What is looked for.
    pub(super) text: String,
    /// Only before this message.
    pub(super) before: Option<MessageId>,
}

/// How far it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// Nothing was asked.
    Idle,
    /// Nothing was found yet.
    Looking,
    /// There is nothing.
    Nothing,
    /// Which one of how many is shown, from 1 on, and whether these are all.
    Hit {
        /// Which.
        at: usize,
        /// Of how many.
        of: usize,
        /// All were counted.
        all: bool,
    },
}

impl Find {
    /// Nothing is looked for yet.
    pub(super) fn new() -> Self {
        Self {
            field: Content::line(FIND_MAX),
            sought: String::new(),
            found: Vec::new(),
            at: 0,
            asking: false,
        }
    }

    /// The field.
    pub(super) fn field(&self) -> &Content {
        &self.field
    }

    /// What was looked for.
    pub(super) fn sought(&self) -> &str {
        &self.sought
    }

    /// The message that is shown.
    pub(super) fn hit(&self) -> Option<MessageId> {
        self.found.get(self.at).copied()
    }

    /// Something else was typed.
    pub(super) fn typed(&mut self) -> Option<Ask> {
        if self.asking {
            return None; // the answer that is awaited sees that it is late
        }
        let text = self.field.text();
        self.found.clear();
        (self.at, self.sought) = (0, text.clone());
        self.asking = !text.trim().is_empty();
        self.asking.then_some(Ask { text, before: None })
    }

    /// What was found, and what to ask next.
    pub(super) fn take(&mut self, text: &str, found: Found) -> Option<Ask> {
        self.asking = false;
        if text != self.field.text() {
            return self.typed();
        }
        self.found.extend(found.messages.into_iter().map(|message| message.id));
        self.found.truncate(FOUND_MAX);
        let before = found.next.filter(|_| self.found.len() < FOUND_MAX)?;
        self.asking = true;
        Some(Ask { text: text.to_owned(), before: Some(before) })
    }

    /// The engine could not look.
    pub(super) fn fail(&mut self) {
        self.asking = false;
    }

    /// Shows the next older hit, or the next newer one; round and round.
    pub(super) fn step(&mut self, older: bool) -> Option<MessageId> {
        let count = self.found.len();
        if count > 0 {
            self.at = (self.at + if older { 1 } else { count - 1 }) % count;
        }
        self.hit()
    }

    /// How far it is.
    pub(super) fn progress(&self) -> Progress {
        match self.found.len() {
            0 if self.asking => Progress::Looking,
            0 if self.sought.trim().is_empty() => Progress::Idle,
            0 => Progress::Nothing,
            of => Progress::Hit { at: self.at + 1, of, all: !self.asking && of < FOUND_MAX },
        }
    }
}

/// Where `sought` stands in `text`, whatever its case, in bytes; none within another.
pub(super) fn places(text: &str, sought: &str) -> Vec<Range<usize>> {
    let wanted: Vec<char> = sought.chars().flat_map(char::to_lowercase).collect();
    let small: Vec<(usize, char)> =
        text.char_indices().flat_map(|(at, c)| c.to_lowercase().map(move |small| (at, small))).collect();
    let (mut found, mut from) = (Vec::new(), 0);
    while !wanted.is_empty() && from + wanted.len() <= small.len() {
        let to = from + wanted.len();
        if small[from..to].iter().map(|(_, c)| c).eq(&wanted) {
            let end = small.get(to).map_or(text.len(), |(at, _)| *at);
            found.push(small[from].0..end);
            from = to;
        } else {
            from += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;
    use sotto_engine::api::MessageState;

    fn found(ids: &[i64], next: Option<i64>) -> Found {
        let messages = ids.iter().map(|id| fake::message(*id, 1, MessageState::Received, 1, "x")).collect();
        Found { messages, next: next.map(MessageId) }
    }

    #[test]
    fn hits_are_gathered_part_by_part_and_gone_through_in_a_ring() {
        let mut find = Find::new();
        assert_eq!((find.typed(), find.progress()), (None, Progress::Idle));
        let _ = find.field().set("key");
        assert_eq!(find.typed(), Some(Ask { text: "key".to_owned(), before: None }));
        assert_eq!(find.progress(), Progress::Looking);
        let next = find.take("key", found(&[9, 7], Some(5)));
        assert_eq!(next, Some(Ask { text: "key".to_owned(), before: Some(MessageId(5)) }));
        assert_eq!(find.progress(), Progress::Hit { at: 1, of: 2, all: false });
        assert_eq!(find.take("key", found(&[3], None)), None);
        let seen: Vec<_> = (0..4).map(|_| find.step(true).unwrap().0).collect();
        assert_eq!(seen, [7, 3, 9, 7]);
        assert_eq!((find.step(false), find.step(false)), (Some(MessageId(9)), Some(MessageId(3))));
        assert_eq!(find.progress(), Progress::Hit { at: 3, of: 3, all: true });
    }

    #[test]
    fn a_late_answer_is_dropped_and_the_newest_words_are_asked() {
        let mut find = Find::new();
        let _ = find.field().set("k");
        assert!(find.typed().is_some());
        let _ = find.field().set("ke");
        assert_eq!(find.typed(), None, "one request at a time");
        let next = find.take("k", found(&[9], None));
        assert_eq!(next, Some(Ask { text: "ke".to_owned(), before: None }));
        assert_eq!(find.hit(), None);
        assert_eq!(find.take("ke", found(&[], None)), None);
        assert_eq!(find.progress(), Progress::Nothing);
    }

    #[test]
    fn no_more_hits_are_gathered_than_anybody_goes_through() {
        let mut find = Find::new();
        let _ = find.field().set("e");
        let mut ask = find.typed();
        let mut id = 100_000;
        while ask.is_some() {
            let ids: Vec<i64> = (id - 99..=id).rev().collect();
            id -= 100;
            ask = find.take("e", found(&ids, Some(id)));
        }
        assert_eq!(find.progress(), Progress::Hit { at: 1, of: FOUND_MAX, all: false });
    }

    #[test]
    fn a_hit_is_marked_where_it_stands_whatever_its_case() {
        assert_eq!(places("Key, key; KEYkey", "key"), [0..3, 5..8, 10..13, 13..16]);
        assert_eq!(places("İİ ключ КЛЮЧ", "ключ"), [5..13, 14..22]);
        assert_eq!(places("aaaaa", "aa"), [0..2, 2..4]);
        assert_eq!(places("a", ""), [0..0; 0]);
        assert_eq!(places("", "a"), [0..0; 0]);
    }
}
