//! What was written before, as far as it can be brought back.

use super::place::Caret;
use std::collections::VecDeque;

/// Steps that can be undone; the oldest are forgotten first.
const STEPS_MAX: usize = 100;

/// What somebody did, as far as several of the same are undone as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Typed a letter of a word.
    Typed,
    /// Deleted a letter.
    Erased,
    /// Something that stands by itself.
    Whole,
}

/// One part of the text that was replaced.
struct Step {
    deed: Deed,
    at: usize,
    removed: String,
    added: String,
    before: Caret,
    after: Caret,
}

/// The steps back and the steps forth again.
#[derive(Default)]
pub(crate) struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    /// Whether the next step may be one with the last.
    open: bool,
}

impl History {
    /// Keeps the change from `old` to `new`.
    pub(crate) fn keep(&mut self, deed: Deed, (old, before): (&str, Caret), (new, after): (&str, Caret)) {
        self.undone.clear();
        let step = difference(deed, (old, before), (new, after));
        let open = std::mem::replace(&mut self.open, deed != Deed::Whole);
        let last = self.done.back_mut().filter(|last| open && last.deed == deed);
        match (deed, last) {
            (Deed::Typed, Some(last)) if last.at + last.added.len() == step.at && step.removed.is_empty() => {
                last.added.push_str(&step.added);
                last.after = after;
            }
            (Deed::Erased, Some(last))
                if step.at + step.removed.len() == last.at && step.added.is_empty() =>
            {
                last.removed.insert_str(0, &step.removed);
                (last.at, last.after) = (step.at, after);
            }
            _ => self.push(step),
        }
    }

    /// Ends a row of steps that would be undone as one.
    pub(crate) fn close(&mut self) {
        self.open = false;
    }

    /// The text before the last step.
    pub(crate) fn undo(&mut self, text: &str) -> Option<(String, Caret)> {
        self.close();
        let step = self.done.pop_back()?;
        let back = exchanged(text, step.at, &step.added, &step.removed).map(|text| (text, step.before));
        self.undone.push(step);
        back
    }

    /// The text after the step that was undone last.
    pub(crate) fn redo(&mut self, text: &str) -> Option<(String, Caret)> {
        self.close();
        let step = self.undone.pop()?;
        let forth = exchanged(text, step.at, &step.removed, &step.added).map(|text| (text, step.after));
        self.push(step);
        forth
    }

    fn push(&mut self, step: Step) {
        if self.done.len() == STEPS_MAX {
            self.done.pop_front();
        }
        self.done.push_back(step);
    }

    /// How many steps can be undone.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.done.len()
    }
}

/// The one part in which two texts differ.
fn difference(deed: Deed, (old, before): (&str, Caret), (new, after): (&str, Caret)) -> Step {
    let same = |(a, b): &(char, char)| a == b;
    let width = |pairs: usize, text: &str| text.chars().take(pairs).map(char::len_utf8).sum::<usize>();
    let at = width(old.chars().zip(new.chars()).take_while(same).count(), old);
    let (old, new) = (old.get(at..).unwrap_or_default(), new.get(at..).unwrap_or_default());
    let tail =
        old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum::<usize>();
    let head = |text: &str| text.get(..text.len() - tail).unwrap_or_default().to_owned();
    Step { deed, at, removed: head(old), added: head(new), before, after }
}

fn exchanged(text: &str, at: usize, removed: &str, added: &str) -> Option<String> {
    let (head, rest) = text.split_at_checked(at)?;
    Some([head, added, rest.strip_prefix(removed)?].concat())
}
