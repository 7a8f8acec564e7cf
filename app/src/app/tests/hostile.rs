//! Texts that were made to deceive, drawn as messages and as names (`tests/corpora`).

use super::*;
use crate::display;
use crate::screen::chats::conversation::BUBBLES;
use iced_test::core::{Rectangle, widget::Id};
use iced_test::selector::Candidate;
use sotto_engine::text;

pub(super) const STRINGS: &str = include_str!("../../../../tests/corpora/hostile-strings.txt");
pub(super) const NAMES: &str = include_str!("../../../../tests/corpora/hostile-names.txt");
/// Contacts that are drawn at once.
const AT_ONCE: usize = 200;
/// Messages that are drawn at once.
const A_PAGE: usize = 20;
/// A window in which all of them are seen.
const TALL: Size = Size::new(1080.0, 400_000.0);

/// Said of whoever could be taken for somebody else.
fn resembles() -> String {
    words::of(Language::English).say("common-resembles")
}

/// Everything that is written on the screen, apart by whether it stands in a bubble.
#[derive(Debug, Default)]
struct Written {
    bubbles: Vec<Rectangle>,
    inside: Vec<String>,
    outside: Vec<String>,
}

fn written(desk: &Desk, size: Size) -> Written {
    let mut written = Written::default();
    let bubble = Id::new(BUBBLES);
    let mut texts: Vec<(Rectangle, String)> = Vec::new();
    let everything = |candidate: Candidate<'_>| {
        match candidate {
            Candidate::Container { id, bounds, .. } if id == Some(&bubble) => written.bubbles.push(bounds),
            Candidate::Text { bounds, content, .. } => texts.push((bounds, content.to_owned())),
            _ => {}
        }
        None::<()>
    };
    assert!(desk.look_at(size).find(everything).is_err(), "nothing is searched for, everything is seen");
    for (bounds, text) in texts {
        let inside = written.bubbles.iter().any(|bubble| bounds.is_within(bubble));
        let list = if inside { &mut written.inside } else { &mut written.outside };
        list.push(text);
    }
    written
}

pub(super) fn corpus(lines: &str) -> Vec<String> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A conversation in which they have written `texts`, one a minute, each on its own.
fn conversation(texts: &[String]) -> Desk {
    let at = |id: usize| NOON - (texts.len() - id) as u64 * 6 * 60_000;
    let said =
        |(id, text): (usize, &String)| fake::message(id as i64 + 1, 1, MessageState::Received, at(id), text);
    let memory = Memory::with(vec![fake::contact(1, "Ada")], texts.iter().enumerate().map(said).collect());
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.tell(Message::Key(Shortcut::Next));
    desk
}

#[test]
fn whatever_they_write_stands_in_a_bubble_and_changes_nothing_outside_of_one() {
    let strings = corpus(STRINGS);
    assert!(strings.len() >= 5_000);
    for strings in strings.chunks(A_PAGE) {
        let calm: Vec<String> = (0..strings.len()).map(|at| format!("calm {at}")).collect();
        let calm = written(&conversation(&calm), TALL);
        let hostile = written(&conversation(strings), TALL);
        assert_eq!(hostile.bubbles.len(), strings.len(), "every message is drawn");
        assert_eq!(hostile.outside, calm.outside);
        for text in strings {
            assert!(hostile.inside.contains(&text::clean(text)), "{text:?}");
        }
        for text in &hostile.inside {
            assert_eq!(&text::clean(text), text);
        }
    }
}

#[test]
fn a_line_that_looks_like_ours_stands_in_their_bubble() {
    let ours = [
        "Today",
        "Yesterday",
        "Verified",
        "Delivered",
        "Waiting",
        "Online · Verified",
        "1 message waits",
        "Show older messages",
        &resembles(),
        "Their Sotto does not answer. Next try in 0:40.",
        "This contact's device has changed without explanation: a restored copy, or somebody else with their key.",
        "Ada asks you a question to check that it is you.",
        "The answers are the same. Ada is verified.",
        "Others cannot reach you at the moment.",
        "\n\n\nToday",
        "\u{2028}Verified\u{2028}",
    ]
    .map(str::to_owned);
    let calm = written(&conversation(&ours.clone().map(|_| "calm".to_owned())), TALL);
    let seen = written(&conversation(&ours), TALL);
    assert_eq!(seen.bubbles.len(), ours.len());
    assert_eq!(seen.outside, calm.outside);
    assert_eq!(seen.outside.iter().filter(|text| *text == "Today").count(), 1, "the chip of the day is ours");
    assert_eq!(seen.inside.iter().filter(|text| *text == "Today").count(), 1, "and theirs is in a bubble");
}

#[test]
fn hostile_names_and_last_messages_are_drawn_in_the_list_on_one_line_each() {
    let names = corpus(NAMES).into_iter().chain(corpus(STRINGS)).collect::<Vec<_>>();
    for names in names.chunks(AT_ONCE) {
        let contact = |(id, name): (usize, &String)| Contact {
            last: Some(fake::message(1, id as i64, MessageState::Received, NOON, name)),
            ..fake::contact(id as i64, name)
        };
        let contacts: Vec<Contact> = names.iter().enumerate().map(contact).collect();
        let desk = Desk::new(Memory::with(contacts.clone(), vec![]).script(Profile::Open));
        let seen = written(&desk, TALL);
        for contact in &contacts {
            assert!(seen.outside.contains(&display::name(contact)), "{:?}", contact.name);
        }
        for text in &seen.outside {
            assert!(!text.contains('\n') && !text.chars().any(char::is_control), "{text:?}");
        }
    }
}

#[test]
fn a_hostile_name_is_drawn_wherever_a_name_stands() {
    for name in corpus(NAMES).iter().step_by(9) {
        let known = Contact { resembles: Some(ContactId(2)), ..fake::contact(1, name) };
        let shown = display::name(&known);
        let mut desk = Desk::new(Memory::with(vec![known], vec![]).script(Profile::Open));
        desk.tell(Message::Key(Shortcut::Next));
        assert!(written(&desk, SIZE).outside.contains(&shown), "{name:?}");
        desk.tell(Message::Key(Shortcut::Verify));
        assert!(written(&desk, SIZE).outside.contains(&shown), "{name:?}");
        desk.tell(Message::Chats(chats::Message::Conversation(chats::conversation::Message::ShowPage)));
        assert!(written(&desk, SIZE).outside.contains(&shown), "{name:?}");
    }
}

#[test]
fn links_are_text_and_nothing_that_can_be_pressed() {
    let links: Vec<String> = corpus(STRINGS).into_iter().filter(|text| text.contains("://")).collect();
    assert!(links.len() >= 100, "{}", links.len());
    for links in links.chunks(A_PAGE) {
        let desk = conversation(links);
        let places: Vec<_> = written(&desk, TALL).bubbles;
        let mut ui = desk.look_at(TALL);
        for place in places {
            ui.point_at(place.center());
            let _ = ui.simulate(iced_test::simulator::click());
        }
        assert_eq!(ui.into_messages().count(), 0, "a click on a message asks for nothing");
    }
}

#[test]
fn two_that_look_alike_are_told_apart_by_their_addresses_everywhere() {
    let like = |id: i64, name: &str| Contact {
        resembles: Some(ContactId(3 - id)),
        last: Some(fake::message(id, id, MessageState::Received, NOON - id as u64, "x")),
        ..fake::contact(id, name)
    };
    let (one, other) = (like(1, "Paul"), like(2, "PauI"));
    let memory = Memory::with(vec![one.clone(), other.clone()], vec![]);
    let mut desk = Desk::new(memory.script(Profile::Open));
    for contact in [&one, &other] {
        desk.expect(&display::resembling(contact, words::of(Language::English)).unwrap());
    }
    desk.tell(Message::Key(Shortcut::Next));
    desk.expect(&resembles());
    desk.expect(&format!("Paul · {}", display::short(&one.address)));
    desk.picture("lookalikes");
    desk.tell(Message::Chats(chats::Message::Conversation(chats::conversation::Message::ShowPage)));
    desk.expect(&resembles());
    desk.picture("lookalike-page");
    desk.tell(Message::Key(Shortcut::AddContact));
    assert!(!desk.sees(&resembles()));
    desk.type_into("contact-name", "pau1");
    desk.expect(&resembles());
}

#[test]
fn a_request_that_is_about_to_get_the_name_of_another_is_marked() {
    let asking = Contact { standing: Standing::Requesting, ..fake::contact(1, "") };
    let memory = Memory::with(vec![asking, fake::contact(2, "Grace")], vec![]);
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.tell(Message::Key(Shortcut::Next));
    desk.type_into("request-name", "Grac");
    assert!(!desk.sees(&resembles()));
    desk.type_into("request-name", "e");
    desk.expect(&resembles());
}

/// A shaper that meets a syllable that is too long for it ends the program: so does every message that holds one
/// (harfrust 0.3 and 256 characters of Devanagari). Every letter and mark of the scripts that are shaped, in rows;
/// `SOTTO_ROWS=1` looks at every one of them, otherwise at one of 199.
#[test]
fn no_row_of_letters_and_marks_ends_the_program() {
    let step = if std::env::var_os("SOTTO_ROWS").is_some() { 1 } else { 199 };
    let shaped = (0x300..0x3400).chain(0xa480..0xac00).chain(0xfb00..0xfe00).chain(0x1_0a00..0x1_2000);
    let shaped = shaped.chain(0x1_6a00..0x1_7000).chain(0x1_b000..0x1_fb00).step_by(step);
    fonts::install();
    for c in shaped.filter_map(char::from_u32) {
        for row in
            [format!("{c}"), format!("\u{915}{c}"), format!("{c}\u{94d}"), format!("\u{1000}{c}\u{1039}")]
        {
            let shown = display::clean(&row.repeat(300));
            let drawn = iced::widget::text(shown).shaping(iced::widget::text::Shaping::Advanced);
            let settings = iced_test::core::Settings { default_font: fonts::TEXT, ..Default::default() };
            let _ = Simulator::<'_, ()>::with_size(settings, SIZE, drawn);
        }
    }
}
