//! A conversation as it is used: every act by the pointer and by keys, what is kept, what is found.

use super::glass::Glass;
use super::*;
use crate::screen::chats::conversation::{BUBBLES, COMPOSER, FIND, Message as Said};
use iced_test::core::keyboard::{self, Key, Location, Modifiers, key::Physical};
use iced_test::core::{Event as Input, Rectangle, mouse, widget::Id};
use sotto_engine::api::{Deleted, MessageId, OfflineReason, Quote, Reaction, Who};

const LINK: &str = "https://example.org/paper";

/// A conversation with Ada: a word of hers with a link, one of ours that has arrived, one that waits.
fn said() -> Vec<Text> {
    let said =
        |id: i64, state, text: &str| fake::message(id, 1, state, NOON - 60_000 * (9 - id as u64), text);
    vec![
        said(1, MessageState::Received, &format!("Read {LINK}")),
        said(2, MessageState::Delivered, "The second annex matters"),
        said(3, MessageState::Queued, "Call me"),
    ]
}

/// An engine that does with messages what the true one does, as far as the window can tell.
fn script(memory: &Memory) -> Script {
    let memory = memory.clone();
    Script::new(move |request| {
        let mut state = memory.0.lock().unwrap();
        let changed = |state: &mut State, id: MessageId, change: &dyn Fn(&mut Text)| {
            let message = state.messages.iter_mut().find(|message| message.id == id).unwrap();
            change(message);
            Ok(Response::Message(message.clone()))
        };
        match request {
            Request::React { message, reaction } => changed(&mut state, message, &|message| {
                let ours = reaction.clone().map(|text| Reaction { by: Who::Us, text });
                message.reactions = ours.into_iter().collect();
            }),
            Request::Edit { text, .. } if text == "refused" => Err(Failure::DiskFull),
            Request::Edit { message, text } => changed(&mut state, message, &|message| {
                message.text.clone_from(&text);
                message.edited = true;
            }),
            Request::DeleteMessage { message, for_both } => changed(&mut state, message, &|message| {
                message.deleted = Some(if for_both { Deleted::ForBoth } else { Deleted::Here });
                message.text.clear();
            }),
            Request::SetDraft { contact, text } => {
                state.contact(contact).draft = (!text.is_empty()).then_some(text);
                Ok(Response::Contact(state.contact(contact).clone()))
            }
            Request::History { around: Some(middle), .. } => {
                let messages: Vec<_> =
                    state.messages.iter().filter(|message| message.id <= middle).cloned().collect();
                Ok(Response::History(History { messages, more: false, newer: true }))
            }
            request => state.answer(request, Profile::Open),
        }
    })
}

fn desk_with(ada: Contact, messages: Vec<Text>, options: Options) -> Desk {
    let memory = Memory::with(vec![ada], messages);
    let mut desk = Desk::with(script(&memory), options);
    desk.key(Shortcut::Next);
    desk
}

fn desk() -> Desk {
    desk_with(fake::contact(1, "Ada"), said(), Options::default())
}

fn tell(desk: &mut Desk, message: Said) {
    desk.tell(Message::Chats(chats::Message::Conversation(message)));
}

/// Whether something was asked that begins so.
fn asked(desk: &Desk, what: &str) -> bool {
    desk.script.asked().iter().any(|asked| asked.starts_with(what))
}

/// Presses the right button of the mouse on what says `words`.
fn open_menu(desk: &mut Desk, words: &str) {
    let mut ui = desk.look();
    let place = ui.find(words).unwrap().visible_bounds().unwrap().center();
    ui.point_at(place);
    let _ = ui.simulate([Input::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right))]);
    let messages: Vec<_> = ui.into_messages().collect();
    messages.into_iter().for_each(|message| desk.tell(message));
}

/// A window with a keyboard, whose focus is where the tasks of the program have put it.
struct Keys {
    desk: Desk,
    glass: Glass,
}

impl Keys {
    fn of(desk: Desk) -> Self {
        let glass = Glass::new(desk.size, 1.0);
        let mut keys = Self { desk, glass };
        keys.glass.prepare(&mut keys.desk, &[]);
        keys.tell(Said::ShowNewest); // puts the focus into the composer
        keys
    }

    fn tell(&mut self, message: Said) {
        self.shortcut_message(Message::Chats(chats::Message::Conversation(message)));
    }

    fn shortcut(&mut self, shortcut: Shortcut) {
        self.shortcut_message(Message::Key(shortcut));
    }

    fn shortcut_message(&mut self, message: Message) {
        self.glass.tell(&mut self.desk, message);
        self.glass.prepare(&mut self.desk, &[]);
        self.glass.prepare(&mut self.desk, &[]);
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) {
        let text = match &key {
            Key::Character(letter) if !modifiers.command() => Some(letter.clone()),
            _ => None,
        };
        let input = Input::Keyboard(keyboard::Event::KeyPressed {
            modified_key: key.clone(),
            key,
            physical_key: Physical::Unidentified(keyboard::key::NativeCode::Unidentified),
            location: Location::Standard,
            modifiers,
            text,
            repeat: false,
        });
        self.glass.prepare(&mut self.desk, &[input]);
        self.glass.prepare(&mut self.desk, &[]);
    }

    fn tap(&mut self, key: Named) {
        self.press(Key::Named(key), Modifiers::empty());
    }

    fn write(&mut self, words: &str) {
        words.chars().for_each(|letter| {
            self.press(Key::Character(letter.to_string().into()), Modifiers::empty());
        });
    }

    /// Ctrl+Up so often, then Enter: the menu of the message that is that far up.
    fn menu(&mut self, up: usize) {
        (0..up).for_each(|_| self.press(Key::Named(Named::ArrowUp), Modifiers::CTRL));
        self.tap(Named::Enter);
    }

    /// Tab so often, then Enter.
    fn act(&mut self, tabs: usize) {
        (0..tabs).for_each(|_| self.shortcut(Shortcut::FocusNext));
        self.tap(Named::Enter);
    }
}

/// Buttons before the first act in a menu.
const REACTIONS: usize = 8;

#[test]
fn a_message_is_answered_by_the_pointer_and_its_beginning_stands_over_the_field() {
    let mut desk = desk();
    open_menu(&mut desk, "The second annex matters");
    desk.picture("conversation-menu");
    desk.click("Reply");
    assert_eq!(desk.count("The second annex matters"), 2, "in the bubble, and over the field");
    desk.picture("conversation-reply");
    desk.type_into(COMPOSER, "Yes");
    desk.press(COMPOSER, Named::Enter);
    let sent = "Send { contact: ContactId(1), text: \"Yes\", reply_to: Some(MessageId(2)) }";
    assert!(desk.script.asked().iter().any(|asked| asked == sent), "{:?}", desk.script.asked());
    assert_eq!(desk.count("The second annex matters"), 1);
}

#[test]
fn a_message_is_answered_by_keys_and_escape_leaves_the_answer_before_the_pane() {
    let mut keys = Keys::of(desk());
    keys.menu(2);
    keys.desk.expect("Delete for both");
    keys.act(REACTIONS);
    assert_eq!(keys.desk.count("The second annex matters"), 2);
    keys.write("Yes");
    keys.shortcut(Shortcut::Back);
    assert_eq!(keys.desk.count("The second annex matters"), 1, "it answers nothing any more");
    keys.desk.expect("Yes");
    keys.shortcut(Shortcut::Back);
    assert!(!keys.desk.sees("Call me"), "now the pane is left");
}

#[test]
fn a_reaction_is_one_press_and_the_same_press_takes_it_back() {
    let mut desk = desk();
    open_menu(&mut desk, "The second annex matters");
    desk.click("👍");
    assert!(asked(&desk, "React { message: MessageId(2), reaction: Some("));
    desk.expect("👍");
    desk.expect("You");
    desk.picture("conversation-reaction");
    desk.click("You");
    assert!(asked(&desk, "React { message: MessageId(2), reaction: None }"));
    assert!(!desk.sees("👍"));

    let mut keys = Keys::of(self::desk());
    keys.menu(3);
    keys.act(0);
    assert!(asked(&keys.desk, "React { message: MessageId(1), reaction: Some("));
    keys.tap(Named::Enter);
    keys.act(0);
    assert!(asked(&keys.desk, "React { message: MessageId(1), reaction: None }"));
}

#[test]
fn a_text_and_a_link_are_copied_and_nothing_is_opened() {
    let mut desk = desk();
    open_menu(&mut desk, &format!("Read {LINK}"));
    desk.click("Copy text");
    assert_eq!(desk.clipboard.as_deref(), Some(format!("Read {LINK}").as_str()));
    open_menu(&mut desk, &format!("Read {LINK}"));
    desk.click("Copy https://example.org/pape…");
    assert_eq!(desk.clipboard.as_deref(), Some(LINK));
    assert!(!desk.sees("Edit"), "theirs are not ours to change");
}

#[test]
fn the_last_message_of_ours_is_changed_with_the_up_key_and_escape_gives_the_old_words_back() {
    let mut keys = Keys::of(desk());
    keys.write("Half");
    keys.tap(Named::ArrowUp);
    assert!(!keys.desk.sees("Editing"), "the key moves the caret where something is written");
    (0..4).for_each(|_| keys.tap(Named::Backspace));
    keys.tap(Named::ArrowUp);
    keys.desk.expect("Editing");
    keys.desk.picture("conversation-edit");
    keys.write("!");
    keys.shortcut(Shortcut::Back);
    assert!(!keys.desk.sees("Editing") && !asked(&keys.desk, "Edit"));
    keys.tap(Named::ArrowUp);
    keys.write("!");
    keys.tap(Named::Enter);
    assert!(asked(&keys.desk, "Edit { message: MessageId(3), text: \"Call me!\" }"));
    keys.desk.expect("Edited");
    assert!(!keys.desk.sees("Editing"));
}

#[test]
fn a_message_is_changed_by_the_pointer_and_what_was_being_written_comes_back() {
    let mut desk = desk();
    desk.type_into(COMPOSER, "Half");
    open_menu(&mut desk, "The second annex matters");
    desk.click("Edit");
    desk.type_into(COMPOSER, "!");
    desk.press(COMPOSER, Named::Enter);
    assert!(asked(&desk, "Edit { message: MessageId(2), text: \"The second annex matters!\" }"));
    desk.expect("Half");
}

#[test]
fn words_that_are_refused_are_words_that_are_still_being_changed() {
    let mut desk = desk();
    desk.event(Event::Message(fake::message(3, 1, MessageState::Queued, NOON, "refuse")));
    tell(&mut desk, Said::EditLast);
    desk.type_into(COMPOSER, "d");
    desk.press(COMPOSER, Named::Enter);
    desk.expect("Editing");
    desk.expect("refused");
    desk.expect(&words::of(Language::English).failure(Failure::DiskFull));
}

#[test]
fn what_is_deleted_is_asked_for_once_with_what_it_cannot_reach() {
    let mut desk = desk();
    open_menu(&mut desk, "The second annex matters");
    desk.click("Delete for both");
    desk.expect(
        "Delete it here and ask their Sotto to delete it too? They may have read, copied or kept it.",
    );
    desk.picture("conversation-delete");
    desk.click("Keep it");
    assert!(!asked(&desk, "DeleteMessage"));
    open_menu(&mut desk, "The second annex matters");
    desk.click("Delete for both");
    desk.click("Delete for both");
    assert!(asked(&desk, "DeleteMessage { message: MessageId(2), for_both: true }"));
    desk.expect("Message deleted");
    assert!(!desk.sees("The second annex matters"));

    let mut keys = Keys::of(self::desk());
    keys.menu(1);
    keys.act(REACTIONS + 3);
    keys.desk.expect("Delete it from this device? They keep their copy.");
    keys.act(0);
    assert!(!asked(&keys.desk, "DeleteMessage"), "what has the focus first destroys nothing");
    keys.tap(Named::Enter);
    keys.act(REACTIONS + 3);
    keys.act(1);
    assert!(asked(&keys.desk, "DeleteMessage { message: MessageId(3), for_both: false }"));
    assert!(!keys.desk.sees("Call me") && !keys.desk.sees("Message deleted"), "nothing of it is left");
}

#[test]
fn a_quotation_leads_to_what_it_quotes_and_says_when_that_is_gone() {
    let quote = |message: Option<i64>| Quote {
        by: Who::Them,
        message: message.map(MessageId),
        text: message.map(|_| "Long ago".to_owned()),
    };
    let mut messages = said();
    messages[1].reply = Some(quote(None));
    messages[2].reply = Some(quote(Some(1)));
    let mut desk = desk_with(fake::contact(1, "Ada"), messages.clone(), Options::default());
    desk.expect("No longer here");
    desk.click("Long ago");
    assert!(!asked(&desk, "History { contact: ContactId(1), before: None, after: None, around: Some"));

    messages[2].reply = Some(quote(Some(-7)));
    let mut keys = Keys::of(desk_with(fake::contact(1, "Ada"), messages, Options::default()));
    keys.menu(1);
    keys.act(REACTIONS + 2);
    let around = "History { contact: ContactId(1), before: None, after: None, around: Some(MessageId(-7))";
    assert!(asked(&keys.desk, around), "{:?}", keys.desk.script.asked());
}

#[test]
fn words_are_looked_for_found_counted_and_gone_through() {
    let mut keys = Keys::of(desk());
    keys.press(Key::Character("f".into()), Modifiers::CTRL);
    keys.write("e");
    keys.desk.expect("1 of 3");
    keys.desk.picture("conversation-find");
    keys.tap(Named::Enter);
    keys.desk.expect("2 of 3");
    keys.press(Key::Named(Named::Enter), Modifiers::SHIFT);
    keys.desk.expect("1 of 3");
    keys.write("xyz");
    keys.desk.expect("Nothing found");
    keys.shortcut(Shortcut::Back);
    assert!(!keys.desk.sees("Nothing found"));
    keys.desk.expect("Call me");
    assert!(!asked(&keys.desk, "Send"), "Enter in the search sends nothing");

    let mut desk = desk();
    tell(&mut desk, Said::OpenFind);
    desk.type_into(FIND, "annex");
    desk.expect("1 of 1");
}

#[test]
fn the_last_message_that_waits_says_why_and_until_when() {
    let presence =
        Presence::Offline { reason: Some(OfflineReason::NotAnswering), next_try: Some(NOON + 40_000) };
    let ada = Contact { presence, waiting: 1, ..fake::contact(1, "Ada") };
    let mut desk = desk_with(ada, said(), Options::default());
    desk.event(network(NetworkPhase::Online, None));
    let words = "Their Sotto does not answer. Next try in 0:40.";
    assert_eq!(desk.count(words), 2, "over the conversation, and under the message");
    desk.event(Event::Message(fake::message(3, 1, MessageState::Delivered, NOON, "Call me")));
    assert_eq!(desk.count(words), 1, "nothing waits");
}

#[test]
fn what_was_unread_begins_below_a_line_until_one_answers() {
    let ada = Contact { unread: 1, ..fake::contact(1, "Ada") };
    let mut desk = desk_with(ada, said(), Options::default());
    desk.expect("New messages");
    assert!(asked(&desk, "MarkRead"));
    desk.picture("conversation-new");
    desk.type_into(COMPOSER, "Hello");
    desk.press(COMPOSER, Named::Enter);
    assert!(!desk.sees("New messages"));
}

#[test]
fn what_comes_in_while_old_messages_are_read_is_counted_and_one_press_away() {
    let said = |id| fake::message(id, 1, MessageState::Received, NOON, "A line");
    let desk = desk_with(fake::contact(1, "Ada"), (1..=50).map(said).collect(), Options::default());
    let mut keys = Keys::of(desk);
    assert!(!keys.desk.sees("To the newest"));
    keys.tap(Named::PageUp);
    keys.desk.expect("To the newest");
    keys.shortcut_message(Message::Engine(vec![Event::Message(said(51))]));
    keys.desk.expect("1 new message");
    keys.desk.click("1 new message");
    assert!(!keys.desk.sees("1 new message"));
}

#[test]
fn a_draft_is_kept_after_a_pause_and_when_the_pane_is_left() {
    let mut desk = desk();
    desk.type_into(COMPOSER, "Half");
    desk.pass(1_000);
    assert!(!asked(&desk, "SetDraft"), "somebody is typing");
    desk.pass(3_000);
    assert!(asked(&desk, "SetDraft { contact: ContactId(1), text: \"Half\" }"));
    let kept = || 1;
    assert_eq!(desk.script.asked().iter().filter(|asked| asked.starts_with("SetDraft")).count(), kept());
    desk.pass(3_000);
    assert_eq!(desk.script.asked().iter().filter(|asked| asked.starts_with("SetDraft")).count(), kept());
    desk.type_into(COMPOSER, " a");
    desk.key(Shortcut::Settings);
    assert!(asked(&desk, "SetDraft { contact: ContactId(1), text: \"Half a\" }"));
    desk.key(Shortcut::Next);
    desk.expect("Half a");
    desk.press(COMPOSER, Named::Enter);
    assert!(asked(&desk, "SetDraft { contact: ContactId(1), text: \"\" }"), "what was sent is no draft");
}

#[test]
fn a_draft_is_kept_before_the_engine_ends_and_loaded_when_the_conversation_is_opened() {
    let mut desk = desk();
    desk.type_into(COMPOSER, "Half");
    desk.tell(Message::Close);
    let asked = desk.script.asked();
    let at = |what: &str| asked.iter().position(|asked| asked.starts_with(what)).unwrap();
    assert!(at("SetDraft") < at("Shutdown"));
    let ada = Contact { draft: Some("From before".to_owned()), ..fake::contact(1, "Ada") };
    let desk = desk_with(ada, said(), Options::default());
    desk.expect("From before");
    assert!(!self::asked(&desk, "SetDraft"), "the vault has it");
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

#[test]
fn in_the_smallest_window_a_long_message_takes_most_of_the_width_and_its_menu_fits() {
    let mut messages = said();
    messages[1].text = "A long message that goes on and on ".repeat(8).trim_end().to_owned();
    let long = messages[1].text.clone();
    let mut desk = desk_with(fake::contact(1, "Ada"), messages, Options::default());
    desk.resize(Size::new(360.0, 480.0));
    let width = bubbles(&desk)[1].width;
    assert!((0.84..0.88).contains(&(width / (360.0 - 2.0 * space::M))), "of the list: {width}");
    open_menu(&mut desk, &long);
    desk.picture("conversation-narrow");
    for act in ["Reply", "Copy text", "Edit", "Delete for me", "Delete for both", "👎"] {
        let place = desk.look().find(act).unwrap().bounds();
        assert!(place.x >= 0.0 && place.x + place.width <= 360.0, "{act}: {place:?}");
    }
    assert!(!desk.sees("Verify"), "a sign stands for it");
}

#[test]
fn the_menu_stands_at_the_side_of_its_message_in_either_direction() {
    let of = |language| {
        let options = Options { language, ..Options::default() };
        let mut desk = desk_with(fake::contact(1, "Ada"), said(), options);
        open_menu(&mut desk, "Call me");
        desk.picture(if language == Language::Persian {
            "conversation-menu-persian"
        } else {
            "conversation-menu-english"
        });
        let reply = words::of(language).say("conversation-reply");
        let place = desk.look().find(reply.as_str()).unwrap().bounds();
        (place.center_x(), bubbles(&desk)[2].center_x())
    };
    let (menu, bubble) = of(Language::English);
    assert!(menu > SIZE.width / 2.0 && bubble > SIZE.width / 2.0, "{menu} {bubble}");
    let (menu, bubble) = of(Language::Persian);
    assert!(menu < SIZE.width / 2.0 && bubble < SIZE.width / 2.0, "{menu} {bubble}");
}

#[test]
fn a_text_that_is_refused_after_its_conversation_was_left_is_a_draft_there_and_comes_to_nobody_else() {
    let memory = Memory::with(vec![fake::contact(1, "Ada"), fake::contact(2, "Bob")], vec![]);
    let mut desk = Desk::new(script(&memory));
    let open = |desk: &mut Desk, id| desk.tell(Message::Chats(chats::Message::Open(ContactId(id))));
    let refused = |text: &str| Said::Sent(text.to_owned(), None, Err(Failure::DiskFull));
    open(&mut desk, 1);
    desk.type_into(COMPOSER, "since");
    open(&mut desk, 2);
    desk.tell(Message::Chats(chats::Message::Late(ContactId(1), refused("Meet me at nine"))));
    desk.expect(&Failure::DiskFull.to_string());
    assert!(asked(&desk, "SetDraft { contact: ContactId(1), text: \"Meet me at nine\\nsince\" }"));
    assert!(!asked(&desk, "SetDraft { contact: ContactId(2)"), "{:?}", desk.script.asked());
    let page = History { messages: said(), more: false, newer: false };
    let late = Said::Newest(Ok(Response::History(page)));
    desk.tell(Message::Chats(chats::Message::Late(ContactId(1), late)));
    assert!(!desk.sees("The second annex matters"), "nor do the messages of one stand with another");
    open(&mut desk, 1);
    desk.expect("Meet me at nine\nsince");
}
