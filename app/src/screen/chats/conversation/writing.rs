//! What is being written: a new message, an answer, or other words for one of ours. Decides what leaves and what is kept.

use crate::display;
use crate::widget::editor::Content;
use sotto_engine::api::{Message as Text, MessageId, QUOTE_MAX, TEXT_MAX, Who};
use sotto_engine::text;
use std::fmt;
use std::mem;

/// How long nothing is typed before the draft is kept, in milliseconds.
pub(super) const PAUSE: u64 = 3_000;

/// The field and what it is for.
pub(super) struct Writing {
    content: Content,
    answers: Option<Answers>,
    edit: Option<Edit>,
    /// The draft as the vault has it.
    kept: String,
    /// When the last key was pressed that no draft has, in milliseconds since 1970.
    changed: Option<u64>,
}

/// The message that a new one answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answers {
    /// Which.
    pub(super) message: MessageId,
    /// Whose it is.
    pub(super) by: Who,
    /// Its beginning, clean.
    pub(super) line: String,
}

/// A message of ours that gets other words.
#[derive(Clone, Debug)]
struct Edit {
    message: MessageId,
    original: String,
    /// What was being written before.
    before: String,
}

/// What leaves the field.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outgoing {
    /// A new message.
    New(String, Option<Answers>),
    /// Other words for one of ours.
    Changed(MessageId, String),
    /// An edit ended with the words that were there.
    Same,
}

impl Writing {
    /// The field with a draft in it, which the vault has if it is `kept`.
    pub(super) fn new(draft: &str, kept: &str) -> Self {
        Self { content: field(draft), answers: None, edit: None, kept: kept.to_owned(), changed: None }
    }

    /// The field.
    pub(super) fn content(&self) -> &Content {
        &self.content
    }

    /// What the message that is being written answers.
    pub(super) fn answers(&self) -> Option<&Answers> {
        self.answers.as_ref().filter(|_| self.edit.is_none())
    }

    /// The message that is being changed.
    pub(super) fn edited(&self) -> Option<MessageId> {
        self.edit.as_ref().map(|edit| edit.message)
    }

    /// A key was pressed at `now`, in milliseconds since 1970.
    pub(super) fn touch(&mut self, now: u64) {
        self.changed = Some(now);
    }

    /// What is written and not sent; of an edit, its words behind what was being written before, if there are others.
    pub(super) fn draft(&self) -> String {
        let text = self.text();
        match &self.edit {
            None => text,
            Some(edit) if text == edit.original || text.is_empty() => edit.before.clone(),
            Some(edit) => {
                let both = joined(&edit.before, &text);
                if both.len() > TEXT_MAX { edit.before.clone() } else { both }
            }
        }
    }

    /// Whether there is something that the vault does not have.
    pub(super) fn is_unsaved(&self) -> bool {
        self.changed.is_some()
    }

    /// Whether nobody has typed for [`PAUSE`]; a clock that was set back counts as a pause.
    pub(super) fn is_due(&self, now: u64) -> bool {
        self.changed.is_some_and(|at| now < at || now - at >= PAUSE)
    }

    /// The draft to keep, if the vault has another one; it counts as kept from now on.
    pub(super) fn keep(&mut self) -> Option<String> {
        self.changed = None;
        let draft = self.draft();
        (draft != self.kept).then(|| {
            self.kept.clone_from(&draft);
            draft
        })
    }

    /// The next message answers `message`.
    pub(super) fn answer(&mut self, message: &Text, by: Who) {
        self.leave_edit();
        let line = text::line(&message.text, QUOTE_MAX);
        self.answers = Some(Answers { message: message.id, by, line });
    }

    /// `message` of ours gets other words.
    pub(super) fn change(&mut self, message: &Text) {
        self.leave_edit();
        let original = display::clean(&message.text);
        let before = mem::replace(&mut self.content, field(&original));
        self.edit = Some(Edit { message: message.id, original, before: written(&before) });
    }

    /// Goes back from an edit, or from an answer; whether there was one.
    pub(super) fn leave(&mut self) -> bool {
        self.leave_edit() || self.answers.take().is_some()
    }

    /// What leaves, if there is something; the field is free at once.
    pub(super) fn take(&mut self) -> Option<Outgoing> {
        let text = self.text();
        if text.is_empty() {
            return None;
        }
        match self.edit.take() {
            Some(edit) => {
                self.content = field(&edit.before);
                let same = text == edit.original;
                Some(if same { Outgoing::Same } else { Outgoing::Changed(edit.message, text) })
            }
            None => {
                self.content = field("");
                Some(Outgoing::New(text, self.answers.take()))
            }
        }
    }

    /// A new message was refused: it comes back before what was written since.
    pub(super) fn give_back(&mut self, text: &str, answers: Option<Answers>) {
        match &mut self.edit {
            Some(edit) => edit.before = joined(text, &edit.before),
            None => self.content = field(&joined(text, &self.text())),
        }
        self.answers = self.answers.take().or(answers);
    }

    /// Other words for `message` were refused: they come back into the field, unless others are being changed by now; then they
    /// stand before what was written since.
    pub(super) fn give_back_change(&mut self, message: MessageId, text: &str, original: Option<String>) {
        match original {
            Some(original) if self.edit.is_none() => {
                let before = mem::replace(&mut self.content, field(text));
                self.edit = Some(Edit { message, original, before: written(&before) });
            }
            _ => self.give_back(text, None),
        }
    }

    fn text(&self) -> String {
        written(&self.content)
    }

    fn leave_edit(&mut self) -> bool {
        let Some(edit) = self.edit.take() else { return false };
        self.content = field(&edit.before);
        true
    }
}

impl fmt::Debug for Writing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writing").finish_non_exhaustive()
    }
}

/// The field with `text` in it, which stays whole even where it is more than one message holds.
fn field(text: &str) -> Content {
    let text = display::clean(text);
    Content::lines(TEXT_MAX.max(text.len())).with(&text)
}

/// What stands in a field; nothing if nobody could see it.
fn written(content: &Content) -> String {
    let text = content.text();
    if text.trim().is_empty() { String::new() } else { text.trim_end_matches('\n').to_owned() }
}

/// One text behind the other, on a line of its own.
pub(crate) fn joined(first: &str, then: &str) -> String {
    match (first.is_empty(), then.is_empty()) {
        (true, _) => then.to_owned(),
        (_, true) => first.to_owned(),
        _ => format!("{first}\n{then}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;
    use sotto_engine::api::MessageState;

    fn said(id: i64, text: &str) -> Text {
        fake::message(id, 1, MessageState::Delivered, 1, text)
    }

    fn text_of(writing: &Writing) -> String {
        writing.content().text()
    }

    #[test]
    fn an_edit_gives_back_what_was_being_written_before() {
        let mut writing = Writing::new("half a thou", "");
        writing.change(&said(3, "teh end"));
        assert_eq!((text_of(&writing).as_str(), writing.edited()), ("teh end", Some(MessageId(3))));
        assert!(writing.leave());
        assert_eq!((text_of(&writing).as_str(), writing.edited()), ("half a thou", None));
        assert!(!writing.leave(), "there is nothing left to leave");
        writing.change(&said(3, "teh end"));
        let _ = writing.content().set("the end");
        assert_eq!(writing.take(), Some(Outgoing::Changed(MessageId(3), "the end".to_owned())));
        assert_eq!(text_of(&writing), "half a thou");
    }

    #[test]
    fn the_same_words_are_no_change_and_no_words_are_not_saved() {
        let mut writing = Writing::new("", "");
        writing.change(&said(3, "the end"));
        let _ = writing.content().set("  ");
        assert_eq!((writing.take(), writing.edited()), (None, Some(MessageId(3))));
        let _ = writing.content().set("the end");
        assert_eq!((writing.take(), writing.edited()), (Some(Outgoing::Same), None));
    }

    #[test]
    fn an_answer_is_left_after_an_edit_and_leaves_with_the_next_message() {
        let mut writing = Writing::new("yes", "");
        writing.answer(&said(2, "Are you\nthere?"), Who::Them);
        assert_eq!(writing.answers().map(|answers| answers.line.as_str()), Some("Are you there?"));
        writing.change(&said(3, "x"));
        assert_eq!(writing.answers(), None, "an edit answers nothing");
        assert!(writing.leave());
        let answers = writing.answers().cloned();
        assert!(answers.is_some());
        assert_eq!(writing.take(), Some(Outgoing::New("yes".to_owned(), answers)));
        assert_eq!(writing.answers(), None);
    }

    #[test]
    fn what_was_refused_comes_back_before_what_was_written_since() {
        let mut writing = Writing::new("first", "");
        assert!(writing.take().is_some());
        let _ = writing.content().set("second");
        writing.give_back("first", None);
        assert_eq!(text_of(&writing), "first\nsecond");
        let long = "x".repeat(TEXT_MAX);
        writing.give_back(&long, None);
        assert_eq!(writing.draft(), format!("{long}\nfirst\nsecond"), "however long it is");
    }

    #[test]
    fn a_refused_edit_is_an_edit_again() {
        let mut writing = Writing::new("", "");
        writing.change(&said(3, "teh"));
        let _ = writing.content().set("the");
        assert!(writing.take().is_some());
        let _ = writing.content().set("since then");
        writing.give_back_change(MessageId(3), "the", Some("teh".to_owned()));
        assert_eq!((text_of(&writing).as_str(), writing.edited()), ("the", Some(MessageId(3))));
        assert!(writing.leave());
        assert_eq!(text_of(&writing), "since then");
    }

    #[test]
    fn a_draft_is_due_some_seconds_after_the_last_key_and_kept_once() {
        let mut writing = Writing::new("kept", "kept");
        assert!(!writing.is_due(u64::MAX) && writing.keep().is_none());
        let _ = writing.content().set("other");
        writing.touch(10_000);
        assert!(writing.is_unsaved() && !writing.is_due(10_000 + PAUSE - 1));
        assert!(writing.is_due(10_000 + PAUSE) && writing.is_due(9_999), "a clock may be set back");
        assert_eq!(writing.keep().as_deref(), Some("other"));
        assert!(!writing.is_unsaved() && writing.keep().is_none());
        let _ = writing.content().set(" \n ");
        assert_eq!(writing.keep().as_deref(), Some(""), "nothing is left of it");
    }

    #[test]
    fn a_draft_of_an_edit_loses_neither_of_the_two_texts() {
        let mut writing = Writing::new("before", "");
        writing.change(&said(3, "teh"));
        assert_eq!(writing.draft(), "before");
        let _ = writing.content().set("the");
        assert_eq!(writing.draft(), "before\nthe");
    }
}
