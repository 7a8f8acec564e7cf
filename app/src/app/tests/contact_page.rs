//! The page of a contact: everything that can be done there, by pointer and by key.

use super::*;
use crate::words::Words;
use sotto_engine::api::{Verified, VerifiedBy};

fn english() -> &'static Words {
    words::of(Language::English)
}

/// A window at the page of `known`, with an engine that does what is asked.
fn desk(known: Contact) -> Desk {
    let memory = Memory::with(vec![known], vec![]);
    let script = Script::new(move |request| {
        let mut state = memory.0.lock().unwrap();
        let id = ContactId(1);
        match request {
            Request::Pin { pinned, .. } => state.contact(id).pinned = pinned,
            Request::Mute { muted, .. } => state.contact(id).muted = muted,
            Request::Rename { name, .. } => state.contact(id).name = name,
            Request::SetDraft { text, .. } => {
                state.contact(id).draft = Some(text).filter(|text| !text.is_empty());
            }
            Request::Unblock { .. } => state.contact(id).standing = Standing::Accepted,
            other => return state.answer(other, Profile::Open),
        }
        Ok(Response::Contact(state.contact(id).clone()))
    });
    let mut desk = Desk::new(script);
    desk.tell(Message::Key(Shortcut::Next));
    if !desk.sees(&english().say("chats-contact")) {
        desk.tell(Message::Chats(chats::Message::Conversation(chats::conversation::Message::ShowPage)));
    }
    desk.expect(&english().say("chats-contact"));
    desk
}

fn asked(desk: &Desk, what: &str) -> bool {
    desk.script.asked().iter().any(|asked| asked.contains(what))
}

#[test]
fn a_contact_is_pinned_and_muted_and_let_go_again() {
    let mut desk = desk(fake::contact(1, "Ada"));
    for (switch, on, off) in [
        ("contact-page-pin", "pinned: true", "pinned: false"),
        ("contact-page-mute", "muted: true", "muted: false"),
    ] {
        let words = english().say(switch);
        desk.click(&words);
        assert!(asked(&desk, on), "{switch}");
        desk.click(&words);
        assert!(asked(&desk, off), "{switch}: the page follows what was answered");
    }
}

#[test]
fn a_name_is_typed_and_kept_by_enter_and_by_the_button() {
    let mut desk = desk(fake::contact(1, "Ada"));
    desk.type_into("page-name", " L.");
    desk.press("page-name", Named::Enter);
    assert!(asked(&desk, "name: \"Ada L.\" }"));
    desk.expect(&english().say("contact-page-saved"));
    desk.type_into("page-name", "!");
    desk.click("Save name");
    assert!(asked(&desk, "name: \"Ada L.!\" }"));
}

#[test]
fn the_address_is_copied_and_that_is_said() {
    let mut desk = desk(fake::contact(1, "Ada"));
    activate(&mut desk, "page-copy-address", Named::Enter);
    desk.expect(&english().say("contact-page-address-copied"));
}

#[test]
fn how_and_since_when_they_are_verified_stands_there_with_the_way_to_check_them() {
    let verified = Some(Verified { by: VerifiedBy::Words, at: NOON });
    let mut known = desk(Contact { verified, ..fake::contact(1, "Ada") });
    known.expect("Verified by comparing words · Today");
    known.picture("contact-page-verified");
    let mut other = desk(fake::contact(1, "Ada"));
    other.expect(&english().say("verify-not-verified"));
    for desk in [&mut known, &mut other] {
        activate(desk, "page-verify", Named::Space);
        desk.expect(&english().say("chats-check"));
    }
}

#[test]
fn a_draft_is_erased_when_there_is_one() {
    let none = desk(fake::contact(1, "Ada"));
    assert!(!none.sees(&english().say("contact-page-clear-draft")));
    let mut desk = desk(Contact { draft: Some("half a thou".to_owned()), ..fake::contact(1, "Ada") });
    desk.click(&english().say("contact-page-clear-draft"));
    assert!(desk.script.asked().iter().any(|asked| asked.ends_with("text: \"\" }")), "an empty one");
    assert!(!desk.sees(&english().say("contact-page-clear-draft")));
}

#[test]
fn whoever_could_be_taken_for_another_is_marked() {
    let resembling = Contact { resembles: Some(ContactId(2)), ..fake::contact(1, "Ada") };
    desk(resembling).expect(&english().say("common-resembles"));
    let twice = Contact { same_invite: Some(ContactId(2)), ..fake::contact(1, "Ada") };
    desk(twice).expect(&english().say("contact-page-same-invite"));
}

#[test]
fn a_contact_is_blocked_and_lifted_again() {
    let mut desk = desk(fake::contact(1, "Ada"));
    activate(&mut desk, "page-block", Named::Enter);
    assert!(asked(&desk, "Block"));
    desk.expect(&english().say("contact-page-is-blocked"));
    assert!(!desk.sees(&english().say("contact-page-pin")), "nothing of theirs arrives");
    desk.picture("contact-page-blocked");
    activate(&mut desk, "page-unblock", Named::Enter);
    assert!(asked(&desk, "Unblock"));
    assert!(desk.look().find(id("composer")).is_ok(), "a contact again");
}

#[test]
fn deleting_by_key_asks_once_and_can_be_left() {
    let mut desk = desk(fake::contact(1, "Ada"));
    activate(&mut desk, "page-delete", Named::Enter);
    desk.expect(&english().say("contact-page-really"));
    activate(&mut desk, "page-keep", Named::Enter);
    assert!(!asked(&desk, "DeleteContact"));
    activate(&mut desk, "page-delete", Named::Enter);
    activate(&mut desk, "page-delete-for-good", Named::Enter);
    assert!(asked(&desk, "DeleteContact"));
}

#[test]
fn what_fails_is_said() {
    let memory = Memory::with(vec![fake::contact(1, "Ada")], vec![]);
    let script = Script::new(move |request| match request {
        Request::Pin { .. } => Err(Failure::Disk),
        other => memory.0.lock().unwrap().answer(other, Profile::Open),
    });
    let mut desk = Desk::new(script);
    desk.tell(Message::Key(Shortcut::Next));
    desk.tell(Message::Chats(chats::Message::Conversation(chats::conversation::Message::ShowPage)));
    desk.click(&english().say("contact-page-pin"));
    desk.expect(&Failure::Disk.to_string());
}
