//! Texts that were made to deceive or to break, drawn to the last pixel wherever a text of a peer stands: nothing ends the
//! program, and no frame takes long (`tests/corpora`).

use super::frames::worked;
use super::glass::Glass;
use super::hostile::{NAMES, STRINGS, corpus};
use super::*;
use std::time::Duration;

/// Longest time on a processor for what comes and one frame of it, without optimisation. A frame of calm text takes a tenth.
const PATIENCE: Duration = Duration::from_secs(2);
/// Messages, and contacts, that are drawn at once.
const AT_ONCE: usize = 25;
/// A window in which so many are seen.
const HIGH: Size = Size::new(1080.0, 2_000.0);

/// The desk of `memory`, with the conversation, the request or the page of its first contact.
fn open(memory: &Memory) -> Desk {
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.tell(Message::Chats(chats::Message::Open(ContactId(1))));
    desk
}

/// Draws the window and says what it took, with what led to it.
#[track_caller]
fn draw(size: Size, desk: impl FnOnce() -> Desk) {
    let before = worked();
    let mut desk = desk();
    desk.resize(size);
    let mut glass = Glass::new(size, 1.0);
    glass.prepare(&mut desk, &[]);
    let pixels = glass.pixels(&desk);
    let took = worked().saturating_sub(before);
    assert!(pixels.iter().any(|colour| *colour != pixels[0]), "nothing was drawn");
    assert!(took < PATIENCE, "a frame took {took:?}");
}

fn said(id: usize, with: usize, text: &str) -> Text {
    let at = NOON - 60_000 * (AT_ONCE - id.min(AT_ONCE)) as u64;
    fake::message(id as i64 + 1, with as i64 + 1, MessageState::Received, at, text)
}

#[test]
fn every_hostile_text_is_drawn_in_a_conversation() {
    let strings = corpus(STRINGS);
    assert!(strings.len() >= 5_000);
    for strings in strings.chunks(AT_ONCE) {
        let messages = strings.iter().enumerate().map(|(id, text)| said(id, 0, text)).collect();
        draw(HIGH, || open(&Memory::with(vec![fake::contact(1, "Ada")], messages)));
    }
}

#[test]
fn every_hostile_text_is_drawn_in_the_list_as_a_name_and_as_the_last_message() {
    for names in corpus(STRINGS).chunks(AT_ONCE) {
        let known = |(id, name): (usize, &String)| Contact {
            last: Some(said(id, id, name)),
            ..fake::contact(id as i64 + 1, name)
        };
        draw(HIGH, || {
            Desk::new(
                Memory::with(names.iter().enumerate().map(known).collect(), vec![]).script(Profile::Open),
            )
        });
    }
}

#[test]
fn hostile_texts_are_drawn_in_requests_and_names_at_the_head_of_a_conversation() {
    for (text, name) in corpus(STRINGS).iter().step_by(11).zip(corpus(NAMES).iter().cycle()) {
        let asking = Contact { standing: Standing::Requesting, ..fake::contact(1, name) };
        draw(SIZE, || open(&Memory::with(vec![asking], vec![said(0, 0, text)])));
        draw(SIZE, || open(&Memory::with(vec![fake::contact(1, text)], vec![said(0, 0, name)])));
    }
}
