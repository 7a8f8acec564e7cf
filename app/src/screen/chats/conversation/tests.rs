//! What a conversation does with what it hears and is answered.

use super::*;
use crate::display;
use crate::fake;
use crate::model::Model;
use crate::widget::editor::Action;
use sotto_engine::api::{History, TEXT_MAX};

fn open(script: fake::Script) -> (Conversation, fake::Script, Model) {
    let model = Model::default();
    let engine = script.engine();
    let (open, _) =
        Conversation::new(&fake::contact(1, "Ada"), "", &Context { engine: &engine, model: &model });
    (open, script, model)
}

fn page_of(ids: std::ops::RangeInclusive<i64>, more: bool) -> Answer {
    let messages = ids.map(|id| fake::message(id, 1, MessageState::Received, 1000, "x")).collect();
    Ok(Response::History(History { messages, more, newer: false }))
}

fn ids(open: &Conversation) -> Vec<i64> {
    open.held.messages().iter().map(|message| message.id.0).collect()
}

#[test]
fn a_message_heard_before_its_page_is_shown_once() {
    let (mut open, script, model) = open(fake::Script::default());
    let engine = script.engine();
    let context = Context { engine: &engine, model: &model };
    let _ = open.hear(&fake::message(5, 1, MessageState::Received, 1000, "x"), &context);
    let _ = open.hear(&fake::message(9, 2, MessageState::Received, 1000, "of somebody else"), &context);
    open.take_newest(page_of(3..=5, true));
    open.take_older(page_of(1..=2, false));
    assert_eq!(ids(&open), [1, 2, 3, 4, 5]);
    assert!(!open.held.more());
}

#[test]
fn a_newest_page_that_does_not_touch_leaves_no_gap() {
    let (mut open, ..) = open(fake::Script::default());
    open.take_newest(page_of(1..=3, false));
    open.take_newest(page_of(50..=52, true));
    assert_eq!(ids(&open), [50, 51, 52]);
    assert!(open.held.more());
}

#[test]
fn a_newer_state_takes_the_place_of_the_older() {
    let (mut open, script, model) = open(fake::Script::default());
    let engine = script.engine();
    let context = Context { engine: &engine, model: &model };
    for state in [MessageState::Queued, MessageState::Sent, MessageState::Delivered] {
        let _ = open.hear(&fake::message(7, 1, state, 1000, "x"), &context);
    }
    assert_eq!(open.held.messages().len(), 1);
    assert_eq!(open.held.messages()[0].state, MessageState::Delivered);
}

#[test]
fn what_is_pasted_is_clean_before_it_is_drawn() {
    let (mut open, script, model) = open(fake::Script::default());
    let engine = script.engine();
    let context = Context { engine: &engine, model: &model };
    let hostile = format!("a\u{202e}b{}", "क्".repeat(300));
    let _ = open.writing.content().perform(Action::Paste(hostile.clone()));
    let _ = open.update(Message::Edited, &context);
    assert_eq!(open.writing.draft(), display::clean(&hostile));
}

#[test]
fn a_refused_text_comes_back_into_the_composer_before_what_was_written_since() {
    let (mut open, script, model) = open(fake::Script::default());
    let engine = script.engine();
    let context = Context { engine: &engine, model: &model };
    let _ = open.writing.content().set("first");
    let _ = open.update(Message::Send, &context);
    assert_eq!(open.writing.draft(), "", "the composer is free at once");
    let _ = open.writing.content().set("second");
    let _ = open.update(Message::Sent("first".to_owned(), None, Err(Failure::DiskFull)), &context);
    assert_eq!(open.writing.draft(), "first\nsecond");
    assert_eq!(open.wrong, Some(Failure::DiskFull));
    let long = "x".repeat(TEXT_MAX);
    let _ = open.update(Message::Sent(long.clone(), None, Err(Failure::DiskFull)), &context);
    assert_eq!(open.writing.draft(), format!("{long}\nfirst\nsecond"), "however long it is");
}
