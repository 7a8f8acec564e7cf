//! Looking for somebody by name, and for what was said.

use crate::display;
use crate::engine::Answer;
use crate::model::Model;
use crate::screen::Context;
use crate::theme::size;
use crate::widget::editor::{Content, editor};
use crate::words::Direction;
use iced::{Element, Task};
use sotto_engine::api::{Contact, FIND_MAX, Failure, Message as Text, MessageId, Request, Response};
use std::fmt;
use std::time::Duration;

/// The field.
pub(in crate::screen::chats) const FIELD: &str = "search";
/// How long nothing is typed before messages are looked through.
const PAUSE: Duration = Duration::from_millis(250);
/// Messages that are found at once.
const PAGE: u16 = 20;
/// Stretches of the history that are looked through without being asked again.
const ROUNDS_MAX: u8 = 50;
/// Characters that are shown before the words that were looked for.
const BEFORE: usize = 16;

/// The state.
pub(super) struct Search {
    text: Content,
    /// Grows with every change of the text: answers to what stood there before are passed over.
    serial: u32,
    hits: Vec<Text>,
    /// Where to go on.
    next: Option<MessageId>,
    looking: bool,
    /// Everything was looked through at least once.
    done: bool,
    rounds: u8,
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The text has changed.
    Edited,
    /// Something was pasted that is too long.
    TooLong,
    /// Nothing was typed for a while.
    Paused(u32),
    /// What was found.
    Found(u32, Answer),
    /// Go on.
    More,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            text: Content::line(FIND_MAX),
            serial: 0,
            hits: Vec::new(),
            next: None,
            looking: false,
            done: false,
            rounds: 0,
            wrong: None,
        }
    }
}

impl Search {
    /// What is looked for.
    pub(super) fn needle(&self) -> Option<String> {
        let text = self.text.text();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Messages that were found, newest first.
    pub(super) fn hits(&self) -> &[Text] {
        &self.hits
    }

    /// Whether messages are being looked through.
    pub(super) fn is_looking(&self) -> bool {
        self.looking
    }

    /// Whether it is known that there is nothing else.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// The way to older ones.
    pub(super) fn more(&self) -> Option<Message> {
        (self.next.is_some() && !self.looking).then_some(Message::More)
    }

    /// Why nothing was found.
    pub(super) fn wrong(&self) -> Option<Failure> {
        self.wrong
    }

    /// Looks for nothing any more; whether it had been.
    pub(super) fn clear(&mut self) -> bool {
        let was = !self.text.text().is_empty();
        *self = Self { serial: self.serial.wrapping_add(1), ..Self::default() };
        was
    }

    /// Takes a message in.
    pub(super) fn update(&mut self, message: Message, context: &Context<'_>) -> Task<Message> {
        match message {
            Message::Edited => {
                let text = std::mem::replace(&mut self.text, Content::line(FIND_MAX));
                let serial = self.serial.wrapping_add(1);
                *self = Self { text, serial, ..Self::default() };
                if self.needle().is_none() {
                    return Task::none();
                }
                Task::future(async move {
                    tokio::time::sleep(PAUSE).await;
                    Message::Paused(serial)
                })
            }
            Message::TooLong => {
                self.wrong = Some(Failure::FindTooLong);
                Task::none()
            }
            Message::Paused(serial) if serial == self.serial => self.look(context),
            Message::Found(serial, answer) if serial == self.serial => self.found(answer, context),
            Message::More => {
                self.rounds = 0;
                self.look(context)
            }
            // of what was looked for before
            Message::Paused(_) | Message::Found(..) => Task::none(),
        }
    }

    fn look(&mut self, context: &Context<'_>) -> Task<Message> {
        let Some(text) = self.needle() else { return Task::none() };
        let serial = self.serial;
        self.looking = true;
        self.rounds += 1;
        let request = Request::Find { contact: None, text, before: self.next, limit: PAGE };
        context.engine.ask(request).map(move |answer| Message::Found(serial, answer))
    }

    /// A stretch without any hit is no news: the next one is looked through.
    fn found(&mut self, answer: Answer, context: &Context<'_>) -> Task<Message> {
        self.looking = false;
        match answer {
            Ok(Response::Found(found)) => {
                let nothing = found.messages.is_empty();
                self.hits.extend(found.messages);
                self.next = found.next;
                self.done = self.next.is_none();
                if nothing && self.next.is_some() && self.rounds < ROUNDS_MAX {
                    return self.look(context);
                }
            }
            Ok(_) => {}
            Err(failure) => self.wrong = Some(failure),
        }
        Task::none()
    }

    /// The field.
    pub(super) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let words = model.words;
        editor(&self.text, Message::Edited)
            .id(FIELD)
            .placeholder(words.say("sidebar-search"))
            .on_too_long(Message::TooLong)
            .size(size::BODY)
            .padding([7, 12])
            .rtl(words.direction() == Direction::RightToLeft)
            .still(model.preferences.reduced_motion)
            .into()
    }
}

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Search").field("hits", &self.hits.len()).finish_non_exhaustive()
    }
}

/// Whether what `known` is called has `needle` in it, whatever its case, or their address begins with it.
pub(super) fn is_named(known: &Contact, needle: &str) -> bool {
    let needle = needle.to_lowercase();
    display::name(known).to_lowercase().contains(&needle) || known.address.starts_with(&needle)
}

/// A line of `text` in which `needle` can be seen.
pub(super) fn around(text: &str, needle: &str) -> String {
    let needle: Vec<char> = needle.to_lowercase().chars().collect();
    let letters: Vec<char> = text.chars().collect();
    let is_here = |from: &usize| {
        let here = letters.iter().skip(*from).flat_map(|letter| letter.to_lowercase());
        here.take(needle.len()).eq(needle.iter().copied())
    };
    match (0..letters.len()).find(is_here) {
        Some(from) if from > BEFORE => {
            let rest: String = letters.iter().skip(from - BEFORE).collect();
            format!("…{}", display::line(&rest))
        }
        _ => display::line(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::{self, Script};
    use crate::widget::editor::Action;
    use sotto_engine::api::{Found, MessageState};

    fn found(ids: &[i64], next: Option<i64>) -> Answer {
        let hit = |id: &i64| fake::message(*id, 1, MessageState::Received, 1000, "draft");
        Ok(Response::Found(Found { messages: ids.iter().map(hit).collect(), next: next.map(MessageId) }))
    }

    #[test]
    fn answers_to_what_stood_there_before_are_passed_over() {
        let (script, model) = (Script::default(), Model::default());
        let engine = script.engine();
        let context = Context { engine: &engine, model: &model };
        let mut search = Search::default();
        let _ = search.text.perform(Action::Paste("dra".to_owned()));
        let _ = search.update(Message::Edited, &context);
        let first = search.serial;
        let _ = search.text.perform(Action::Paste("ft".to_owned()));
        let _ = search.update(Message::Edited, &context);
        let _ = search.update(Message::Paused(first), &context);
        assert!(script.asked().is_empty(), "it was typed on in the meantime");
        let _ = search.update(Message::Paused(search.serial), &context);
        assert_eq!(script.asked().len(), 1);
        let _ = search.update(Message::Found(first, found(&[1], None)), &context);
        assert!(search.hits().is_empty());
        let _ = search.update(Message::Found(search.serial, found(&[2], None)), &context);
        assert_eq!(search.hits().len(), 1);
        assert!(search.clear() && !search.clear());
    }

    #[test]
    fn a_long_history_is_looked_through_until_something_is_found_and_not_for_ever() {
        let (script, model) = (Script::default(), Model::default());
        let engine = script.engine();
        let context = Context { engine: &engine, model: &model };
        let mut search = Search::default();
        let _ = search.text.perform(Action::Paste("draft".to_owned()));
        let _ = search.update(Message::Edited, &context);
        let serial = search.serial;
        let _ = search.update(Message::Paused(serial), &context);
        for _ in 0..2 * ROUNDS_MAX {
            let _ = search.update(Message::Found(serial, found(&[], Some(7))), &context);
        }
        assert!(script.asked().len() <= 2 * usize::from(ROUNDS_MAX));
        assert!(search.more().is_some() || search.is_looking());
        let _ = search.update(Message::Found(serial, found(&[5], Some(4))), &context);
        assert!(search.more().is_some() && !search.is_done());
        let _ = search.update(Message::Found(serial, found(&[], None)), &context);
        assert!(search.more().is_none() && search.is_done());
    }

    #[test]
    fn the_words_that_were_looked_for_can_be_seen() {
        let long = format!("{} the DRAFT of it", "word ".repeat(60));
        let line = around(&long, "draft");
        assert!(line.starts_with('…') && line.contains("DRAFT"), "{line}");
        assert_eq!(around("a draft", "draft"), "a draft");
        assert_eq!(around("no such thing", "draft"), "no such thing");
        let _any = around(&"İß\u{202e}".repeat(90), "ss");
    }
}
