//! What is done to texts, and what both sides must show of it at the end (docs/protocol.md, 15.5): the same, and what was
//! done last. Whatever was asked and never answered, because the engine died, may have happened, on both sides or on none.

use super::register::Register;
use super::{Answer, Way, name};
use std::collections::BTreeMap;

/// Who does something to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who wrote it.
    Author,
    /// Whom it was written to.
    Reader,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The author gives it these words. The first stays: it is the text's name.
    Edit(String),
    /// What one feels about it from now on.
    React(Option<String>),
    /// The author deletes it for both.
    Delete,
}

/// A text as one side shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its words.
    pub text: String,
    /// It is marked as edited.
    pub edited: bool,
    /// What its author feels about it, and its reader.
    pub reactions: [Option<String>; 2],
}

/// What was done to one text.
#[derive(Clone, Debug)]
pub(super) struct Fate {
    words: Register<String>,
    deleted: Register<bool>,
    reactions: [Register<Option<String>>; 2],
}

impl Fate {
    pub(super) fn of(text: &str) -> Self {
        Self {
            words: Register::new(text.to_owned()),
            deleted: Register::new(false),
            reactions: [Register::new(None), Register::new(None)],
        }
    }

    /// Whether the text may be gone, at its author's wish.
    pub(super) fn may_be_deleted(&self) -> bool {
        self.deleted.may_be(&true)
    }

    fn ask(&mut self, by: Side, deed: Deed) {
        match deed {
            Deed::Edit(words) => self.words.ask(words),
            Deed::React(reaction) => self.reactions[by as usize].ask(reaction),
            Deed::Delete => self.deleted.ask(true),
        }
    }

    fn answer(&mut self, by: Side, deed: &Deed, answer: Answer) {
        fn note<T: PartialEq>(register: &mut Register<T>, answer: Answer) {
            match answer {
                Answer::Kept => register.keep(),
                Answer::Refused => register.refuse(),
                Answer::None => {}
            }
        }
        match deed {
            Deed::Edit(_) => note(&mut self.words, answer),
            Deed::React(_) => note(&mut self.reactions[by as usize], answer),
            Deed::Delete => note(&mut self.deleted, answer),
        }
    }

    /// Whether both sides show what they must; a text that is on neither is lost or not, which is not asked here.
    fn is_met(&self, author: Option<&Seen>, reader: Option<&Seen>) -> bool {
        match (author, reader) {
            (Some(author), Some(reader)) => author == reader && self.may_look_like(author),
            (None, None) => true,
            _ => false,
        }
    }

    fn may_look_like(&self, seen: &Seen) -> bool {
        let felt = self.reactions.iter().zip(&seen.reactions);
        self.words.may_be(&seen.text)
            && !self.deleted.must_be(&true)
            && felt.into_iter().all(|(register, reaction)| register.may_be(reaction))
    }
}

impl Way {
    /// Somebody asks their engine to do something to a text.
    pub fn ask_deed(&mut self, text: &str, by: Side, deed: Deed) {
        if let Some(asked) = self.asked_mut(text) {
            asked.fate.ask(by, deed);
        }
    }

    /// The engine has answered.
    pub fn answer_deed(&mut self, text: &str, by: Side, deed: &Deed, answer: Answer) {
        self.deeds += u64::from(answer == Answer::Kept);
        if let Some(asked) = self.asked_mut(text) {
            asked.fate.answer(by, deed, answer);
        }
    }

    /// The author's engine shows the text as deleted, or not any more: there is no tick to wait for.
    pub fn bury(&mut self, text: &str) {
        if let Some(asked) = self.asked_mut(text) {
            asked.buried = true;
        }
    }

    /// Deeds that engines have acknowledged.
    #[must_use]
    pub fn deeds(&self) -> u64 {
        self.deeds
    }

    /// Texts of which the two sides do not show what they must.
    pub(super) fn diverged(&self, author: &[Seen], reader: &[Seen]) -> u64 {
        let [author, reader] = [author, reader].map(by_name);
        let met = |asked: &super::Asked| {
            asked
                .fate
                .is_met(author.get(asked.name.as_str()).copied(), reader.get(asked.name.as_str()).copied())
        };
        self.asked.iter().filter(|asked| !met(asked)).count() as u64
    }
}

fn by_name(seen: &[Seen]) -> BTreeMap<&str, &Seen> {
    seen.iter().map(|seen| (name(&seen.text), seen)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::seen;
    use super::*;

    /// One text, and deeds with their answers.
    fn way(deeds: &[(Side, Deed, Answer)]) -> Way {
        let mut way = Way::default();
        way.ask("1 a");
        way.answer("1 a", Answer::Kept);
        for (by, deed, answer) in deeds {
            way.ask_deed("1", *by, deed.clone());
            way.answer_deed("1", *by, deed, *answer);
        }
        way
    }

    fn edit(words: &str) -> Deed {
        Deed::Edit(words.to_owned())
    }

    fn reacted(author: Option<&str>, reader: Option<&str>) -> Vec<Seen> {
        let mut all = seen(&["1 a"]);
        all[0].reactions = [author, reader].map(|reaction| reaction.map(str::to_owned));
        all
    }

    #[test]
    fn the_last_words_that_were_kept_count_and_later_ones_without_an_answer_may() {
        let way = way(&[
            (Side::Author, edit("1 b"), Answer::Kept),
            (Side::Author, edit("1 c"), Answer::Refused),
            (Side::Author, edit("1 d"), Answer::None),
        ]);
        let diverged = |author: &str, reader: &str| way.diverged(&seen(&[author]), &seen(&[reader]));
        assert_eq!((diverged("1 b", "1 b"), diverged("1 d", "1 d")), (0, 0));
        assert_eq!((diverged("1 a", "1 a"), diverged("1 c", "1 c")), (1, 1));
        assert_eq!((diverged("1 b", "1 d"), diverged("1 d", "1 b")), (1, 1));
        assert_eq!(way.deeds(), 1);
    }

    #[test]
    fn a_mark_on_one_side_only_is_noticed() {
        let way = way(&[(Side::Author, edit("1 b"), Answer::Kept)]);
        let mut marked = seen(&["1 b"]);
        marked[0].edited = true;
        assert_eq!((way.diverged(&marked, &marked), way.diverged(&marked, &seen(&["1 b"]))), (0, 1));
    }

    #[test]
    fn each_side_has_its_own_reaction_and_the_last_one_counts() {
        let react = |reaction: &str| Deed::React(Some(reaction.to_owned()));
        let way = way(&[
            (Side::Reader, react("x"), Answer::Kept),
            (Side::Author, react("y"), Answer::Kept),
            (Side::Author, Deed::React(None), Answer::None),
            (Side::Reader, react("z"), Answer::Kept),
        ]);
        let diverged = |author, reader| way.diverged(&reacted(author, reader), &reacted(author, reader));
        assert_eq!((diverged(Some("y"), Some("z")), diverged(None, Some("z"))), (0, 0));
        assert_eq!((diverged(Some("y"), Some("x")), diverged(Some("z"), Some("y"))), (1, 1));
        assert_eq!(way.diverged(&reacted(None, Some("z")), &reacted(None, None)), 1);
    }

    #[test]
    fn a_deletion_is_in_effect_on_both_sides_and_one_without_an_answer_on_both_or_none() {
        let there = seen(&["1 a"]);
        let certain = way(&[(Side::Author, Deed::Delete, Answer::Kept)]);
        assert_eq!((certain.diverged(&[], &[]), certain.diverged(&there, &there)), (0, 1));
        assert!(certain.compare(&[], &[]).is_none());
        let open = way(&[(Side::Author, Deed::Delete, Answer::None)]);
        assert!(open.compare(&[], &[]).is_none() && open.compare(&there, &there).is_none());
        assert_eq!((open.diverged(&there, &[]), open.diverged(&[], &there)), (1, 1));
        let refused = way(&[(Side::Author, Deed::Delete, Answer::Refused)]);
        assert_eq!(refused.compare(&[], &[]).lost, 1);
    }
}
