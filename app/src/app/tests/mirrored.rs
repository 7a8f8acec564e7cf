//! The main screen where lines begin on the right: everything that has a side stands on the other one, and what people
//! wrote stands as its own letters run.

use super::*;
use crate::screen::chats::conversation::BUBBLES;
use iced_test::core::{Rectangle, widget::Id};

/// The messages: one of theirs, one of ours, and the same in letters that run the other way.
const THEIRS: &str = "Are you there?";
const OURS: &str = "I am, and the second annex is the one that matters";
const THEIRS_FROM_RIGHT: &str = "فردا همان جا می\u{200c}بینمت، پیش از آن که دیگران بیایند";

/// A conversation with Ada, who is verified and has been asked nothing, in a window of `language`.
fn desk(language: Language) -> Desk {
    let said = |id: i64, state, text| fake::message(id, 1, state, NOON - 600_000 * (9 - id as u64), text);
    let messages = vec![
        said(1, MessageState::Received, THEIRS),
        said(2, MessageState::Queued, OURS),
        said(3, MessageState::Received, THEIRS_FROM_RIGHT),
    ];
    let verified = sotto_engine::api::Verified { by: sotto_engine::api::VerifiedBy::Words, at: NOON };
    let ada = Contact {
        verified: Some(verified),
        waiting: 1,
        unread: 3,
        last: messages.get(1).cloned(),
        ..fake::contact(1, "Ada")
    };
    let options = Options { language, ..Options::default() };
    let mut desk = Desk::with(Memory::with(vec![ada], messages).script(Profile::Open), options);
    desk.tell(Message::Key(Shortcut::Next));
    desk
}

/// Where everything that says `words` stands, from left to right.
fn places(desk: &Desk, words: &str) -> Vec<Rectangle> {
    let mut places = Vec::new();
    let _ = desk.look().find(|candidate: Candidate<'_>| {
        if let Candidate::Text { bounds, content, .. } = candidate
            && content == words
        {
            places.push(bounds);
        }
        None::<()>
    });
    places.sort_by(|a, b| a.x.total_cmp(&b.x));
    places
}

/// The one place where `words` stand.
#[track_caller]
fn place(desk: &Desk, words: &str) -> Rectangle {
    let places = places(desk, words);
    assert_eq!(places.len(), 1, "{words}: {places:?}");
    places[0]
}

/// Where the bubbles stand, from the oldest on.
fn bubbles(desk: &Desk) -> Vec<Rectangle> {
    let (bubble, mut places) = (Id::new(BUBBLES), Vec::new());
    let _ = desk.look().find(|candidate: Candidate<'_>| {
        if let Candidate::Container { id, bounds, .. } = candidate
            && id == Some(&bubble)
        {
            places.push(bounds);
        }
        None::<()>
    });
    places.sort_by(|a, b| a.y.total_cmp(&b.y));
    places
}

/// The same place seen in a mirror that stands across the window.
fn mirror(place: Rectangle) -> Rectangle {
    Rectangle { x: SIZE.width - place.x - place.width, ..place }
}

#[track_caller]
fn expect_mirrored(one: Rectangle, other: Rectangle) {
    let there = mirror(one);
    assert!((there.x - other.x).abs() < 1.5 && (there.y - other.y).abs() < 1.5, "{there:?} and {other:?}");
}

#[test]
fn the_list_stands_on_the_right_and_our_bubbles_on_the_left() {
    let desk = desk(Language::Persian);
    let list = place(&desk, "Sotto");
    assert!(list.x > SIZE.width - space::SIDEBAR, "{list:?}");
    let pane = SIZE.width - space::SIDEBAR;
    let composer = desk.look().find(id("composer")).unwrap().bounds();
    assert!(composer.x + composer.width < pane, "{composer:?}");
    let [theirs, ours, other] = bubbles(&desk)[..] else { panic!("three messages, three bubbles") };
    assert!(ours.x < 40.0, "{ours:?}");
    for theirs in [theirs, other] {
        assert!(theirs.x + theirs.width > pane - 40.0, "{theirs:?}");
    }
    desk.picture("conversation-persian");
}

#[test]
fn what_has_a_side_stands_on_the_other_one_where_lines_begin_on_the_right() {
    let (left, right) = (desk(Language::English), desk(Language::Persian));
    let (english, persian) = (words::of(Language::English), words::of(Language::Persian));
    for (one, other) in bubbles(&left).into_iter().zip(bubbles(&right)) {
        assert!((mirror(one).x < SIZE.width / 2.0) == (other.x < SIZE.width / 2.0), "{one:?} and {other:?}");
    }
    // what is as wide in both: the name in the head, and in the list beside the letter of the avatar
    for (words, count) in [("Sotto", 1), ("Ada", 2), ("A", 2)] {
        let (one, other) = (places(&left, words), places(&right, words));
        assert_eq!((one.len(), other.len()), (count, count), "{words}");
        one.into_iter().zip(other.into_iter().rev()).for_each(|(one, other)| expect_mirrored(one, other));
    }
    // at the end of its line: on the right of what it belongs to in one, on its left in the other
    let in_list = |desk: &Desk, words: &str| *places(desk, words).last().unwrap();
    let offline = |desk: &Desk, words: &Words| place(desk, &words.say("model-phase-offline"));
    assert!(offline(&left, english).x < place(&left, &english.say("sidebar-connect")).x);
    assert!(offline(&right, persian).x > place(&right, &persian.say("sidebar-connect")).x);
    assert!(in_list(&right, "A").x > in_list(&right, "Ada").x, "the avatar is at the start");
}

#[test]
fn a_message_begins_where_its_own_letters_do_in_a_window_of_any_language() {
    for language in [Language::English, Language::Persian] {
        let desk = desk(language);
        let [theirs, ours, other] = bubbles(&desk)[..] else { panic!("three messages, three bubbles") };
        for (bubble, text) in [(theirs, THEIRS), (ours, OURS), (other, THEIRS_FROM_RIGHT)] {
            let inside: Vec<_> =
                places(&desk, text).into_iter().filter(|place| place.is_within(&bubble)).collect();
            let [words] = inside[..] else { panic!("{text}: {inside:?}") };
            let (before, behind) = (words.x - bubble.x, bubble.x + bubble.width - words.x - words.width);
            assert!((before - behind).abs() < 1.5, "the longest line fills the bubble: {before} {behind}");
        }
        // the hour stands under the end at which their text begins
        let hours = |bubble: Rectangle| -> Vec<f32> {
            let mut all = Vec::new();
            let _ = desk.look().find(|candidate: Candidate<'_>| {
                if let Candidate::Text { bounds, content, .. } = candidate
                    && content.chars().count() == 5
                    && bounds.is_within(&bubble)
                {
                    all.push(bounds.center_x());
                }
                None::<()>
            });
            all
        };
        assert!(hours(theirs).iter().all(|x| *x < theirs.center_x()), "{language:?}");
        assert!(hours(other).iter().all(|x| *x > other.center_x()), "{language:?}");
        assert!(!hours(theirs).is_empty() && !hours(other).is_empty());
    }
}

#[test]
fn every_pane_can_be_drawn_from_the_right() {
    let mut desk = desk(Language::Persian);
    let words = words::of(Language::Persian);
    desk.tell(Message::Key(Shortcut::Verify));
    let title = place(&desk, &words.say("chats-check"));
    assert!(title.x + title.width > SIZE.width - space::SIDEBAR - 40.0, "{title:?}");
    let tabs = ["verify-twelve-words", "verify-question"].map(|key| place(&desk, &words.say(key)));
    assert!(tabs[0].x > tabs[1].x, "{tabs:?}");
    desk.picture("words-persian");
    desk.click(&words.say("verify-question"));
    desk.picture("question-persian");
    desk.tell(Message::Chats(chats::Message::Back));
    desk.tell(Message::Chats(chats::Message::Conversation(chats::conversation::Message::ShowPage)));
    let save = place(&desk, &words.say("contact-page-save-name"));
    assert!(save.x < SIZE.width / 3.0, "the button stands at the end of its line: {save:?}");
    desk.picture("contact-persian");
}
