//! What can be done with one message, and how it is asked.

use super::links::links;
use crate::display;
use sotto_engine::api::{Message as Text, MessageId, MessageState, Who};

/// What is offered to say with one character.
pub(super) const REACTIONS: [&str; 8] = ["👍", "❤️", "😂", "😮", "😢", "🙏", "✅", "👎"];

/// The menu of one message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Menu {
    /// Of which.
    pub(super) message: MessageId,
    /// What waits for a yes.
    pub(super) asks: Option<Deletion>,
}

/// Whose copies of a message go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deletion {
    /// Ours.
    Here,
    /// Ours, and theirs is asked to go.
    ForBoth,
}

/// What is done with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Answer it.
    Reply,
    /// Say something with one character, or take it back.
    React(&'static str),
    /// Take back what was said with one character.
    Unreact,
    /// Its text to the clipboard.
    Copy,
    /// A link of it to the clipboard.
    CopyLink(String),
    /// Other words.
    Edit,
    /// Show what it answers.
    ShowQuoted,
    /// Ask whether it should go.
    Delete(Deletion),
    /// It should.
    Confirm(Deletion),
    /// It should not.
    Keep,
}

/// What is offered for `message`, in order, apart from the reactions.
pub(super) fn offered(message: &Text) -> Vec<Act> {
    if message.deleted.is_some() {
        return vec![Act::Delete(Deletion::Here)];
    }
    let ours = message.state != MessageState::Received;
    let quoted = message.reply.as_ref().is_some_and(|quote| quote.message.is_some());
    let mut acts = vec![Act::Reply, Act::Copy];
    acts.extend(links(&display::clean(&message.text)).into_iter().map(Act::CopyLink));
    acts.extend(quoted.then_some(Act::ShowQuoted));
    acts.extend(ours.then_some(Act::Edit));
    acts.push(Act::Delete(Deletion::Here));
    // what has not left is nowhere else
    acts.extend((ours && message.state != MessageState::Queued).then_some(Act::Delete(Deletion::ForBoth)));
    acts
}

/// What we said of a message with one character.
pub(super) fn ours_of(message: &Text) -> Option<&str> {
    message.reactions.iter().find(|reaction| reaction.by == Who::Us).map(|reaction| reaction.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;
    use sotto_engine::api::{Deleted, Quote, REACTION_MAX};
    use sotto_engine::text;

    #[test]
    fn every_reaction_is_one_that_the_engine_takes() {
        for reaction in REACTIONS {
            assert_eq!(text::reaction(reaction), Some(reaction));
            assert!(reaction.len() <= REACTION_MAX);
        }
    }

    #[test]
    fn only_our_own_are_edited_and_deleted_for_both_and_only_once_they_left() {
        let of = |state| offered(&fake::message(1, 1, state, 1, "x"));
        let both = Act::Delete(Deletion::ForBoth);
        for (state, edit, for_both) in [
            (MessageState::Received, false, false),
            (MessageState::Queued, true, false),
            (MessageState::Sent, true, true),
            (MessageState::Delivered, true, true),
        ] {
            assert_eq!(
                (of(state).contains(&Act::Edit), of(state).contains(&both)),
                (edit, for_both),
                "{state:?}"
            );
            assert!(of(state).contains(&Act::Delete(Deletion::Here)));
        }
    }

    #[test]
    fn a_deleted_message_can_only_go_altogether() {
        let mut message = fake::message(1, 1, MessageState::Delivered, 1, "");
        message.deleted = Some(Deleted::ForBoth);
        assert_eq!(offered(&message), [Act::Delete(Deletion::Here)]);
    }

    #[test]
    fn links_and_what_is_answered_are_offered_where_they_are() {
        let mut message = fake::message(1, 1, MessageState::Received, 1, "see https://example.org");
        message.reply = Some(Quote { by: Who::Us, message: None, text: None });
        assert!(!offered(&message).contains(&Act::ShowQuoted), "it is gone");
        message.reply = Some(Quote { by: Who::Us, message: Some(MessageId(3)), text: Some("x".into()) });
        let acts = offered(&message);
        assert!(acts.contains(&Act::ShowQuoted));
        assert!(acts.contains(&Act::CopyLink("https://example.org".to_owned())));
    }
}
