//! What is kept for the window, and how it is taken away: drafts, muted and pinned contacts, preferences, declined requests.

mod parting;

use super::world::World;
use crate::api::{
    Appearance, Contact, ContactId, Event, Failure, Preferences, Request, Response, Standing, TEXT_MAX,
};
use crate::core::UNDO_WITHIN;
use crate::store::Store;
use std::path::Path;
use std::time::Duration;

const A_MOMENT: Duration = Duration::from_millis(1);

/// Node 1 is asked by node 0, with a greeting.
fn asked(seed: u64) -> (World, ContactId) {
    let mut world = World::new(2, seed);
    world.add_contact(0, 1);
    world.send(0, 1, "canary: it is me");
    world.settle();
    let request = world.contact(1, 0);
    assert_eq!((request.standing, request.unread), (Standing::Requesting, 1));
    world.nodes[1].events.clear();
    (world, request.id)
}

fn contact(answer: Result<Response, Failure>) -> Contact {
    match answer {
        Ok(Response::Contact(contact)) => contact,
        other => panic!("{other:?}"),
    }
}

fn told_of(world: &World, id: usize, contact: ContactId) -> bool {
    let about = |event: &Event| matches!(event, Event::Contact(told) if told.id == contact);
    world.nodes[id].events.iter().any(about)
}

#[test]
fn a_draft_is_kept_shown_replaced_and_deleted() {
    let mut world = World::new(2, 1);
    world.befriend(0, 1);
    let friend = world.contact(0, 1).id;
    let mut draft = |text: &str| {
        contact(world.ask(0, Request::SetDraft { contact: friend, text: text.to_owned() })).draft
    };
    assert_eq!(draft("Dear"), Some("Dear".to_owned()));
    assert_eq!(draft("  \n"), Some("  \n".to_owned()), "what somebody typed is theirs");
    assert_eq!(draft(""), None);
    let longest = "a".repeat(TEXT_MAX);
    assert_eq!(draft(&longest), Some(longest.clone()));
    let too_long = Request::SetDraft { contact: friend, text: longest.clone() + "a" };
    assert_eq!(world.ask(0, too_long).unwrap_err(), Failure::TextTooLong);
    assert_eq!(world.contact(0, 1).draft, Some(longest));
    let nobody = Request::SetDraft { contact: ContactId(99), text: "x".to_owned() };
    assert_eq!(world.ask(0, nobody).unwrap_err(), Failure::NoSuchContact);
    world.crash(0);
    world.start(0);
    assert!(world.contact(0, 1).draft.is_some(), "it is in the vault");
    world.settle();
    assert!(world.received(1, 0).is_empty(), "a draft is not sent");
}

#[test]
fn pinned_contacts_stand_first_and_then_whoever_was_active_last() {
    let mut world = World::new(4, 2);
    for other in 1..4 {
        world.befriend(0, other);
        world.pass(Duration::from_secs(1));
    }
    let names = |world: &mut World| -> Vec<String> {
        world.contacts(0).into_iter().map(|contact| contact.name).collect()
    };
    assert_eq!(names(&mut world), ["node 3", "node 2", "node 1"]);
    let first = world.contact(0, 1).id;
    assert!(contact(world.ask(0, Request::Pin { contact: first, pinned: true })).pinned);
    world.send(0, 2, "hello");
    assert_eq!(names(&mut world), ["node 1", "node 2", "node 3"]);
    assert!(!contact(world.ask(0, Request::Pin { contact: first, pinned: false })).pinned);
    assert_eq!(names(&mut world), ["node 2", "node 3", "node 1"]);
}

#[test]
fn muting_changes_nothing_but_the_mark() {
    let mut world = World::new(2, 3);
    world.befriend(0, 1);
    let friend = world.contact(0, 1).id;
    assert!(contact(world.ask(0, Request::Mute { contact: friend, muted: true })).muted);
    world.send(1, 0, "hello");
    world.settle();
    let muted = world.contact(0, 1);
    assert_eq!((muted.muted, muted.pinned, muted.unread), (true, false, 1));
    world.crash(0);
    world.start(0);
    assert!(world.contact(0, 1).muted);
    assert!(!contact(world.ask(0, Request::Mute { contact: friend, muted: false })).muted);
    let nobody = Request::Mute { contact: ContactId(99), muted: true };
    assert_eq!(world.ask(0, nobody).unwrap_err(), Failure::NoSuchContact);
}

#[test]
fn preferences_are_kept_whole_or_refused_whole() {
    let mut world = World::new(1, 4);
    let mut preferences = |request| match world.ask(0, request) {
        Ok(Response::Preferences(preferences)) => Ok(preferences),
        Err(failure) => Err(failure),
        other => panic!("{other:?}"),
    };
    assert_eq!(preferences(Request::Preferences), Ok(Preferences::default()));
    let chosen = Preferences { appearance: Appearance::Dark, scale_percent: 130, ..Preferences::default() };
    let set = |preferences: &Preferences| Request::SetPreferences { preferences: preferences.clone() };
    assert_eq!(preferences(set(&chosen)), Ok(chosen.clone()));
    for (wrong, failure) in [
        (Preferences { scale_percent: 79, ..Preferences::default() }, Failure::ScaleOutOfRange),
        (Preferences { lock_after_minutes: Some(0), ..chosen.clone() }, Failure::LockTimeOutOfRange),
        (Preferences { language: Some("../en".to_owned()), ..chosen.clone() }, Failure::LanguageMalformed),
    ] {
        assert_eq!(preferences(set(&wrong)), Err(failure));
    }
    assert_eq!(preferences(Request::Preferences), Ok(chosen));
}

#[test]
fn a_declined_request_is_hidden_at_once_and_can_be_taken_back_for_ten_seconds() {
    let (mut world, request) = asked(5);
    world.ask(1, Request::DeclineRequest { contact: request }).unwrap();
    assert!(world.contacts(1).is_empty());
    assert!(world.nodes[1].events.iter().any(|event| matches!(event, Event::ContactRemoved { .. })));
    let history = Request::History { contact: request, before: None, after: None, around: None, limit: 1 };
    assert_eq!(world.ask(1, history).unwrap_err(), Failure::NoSuchContact);
    let accept = Request::AcceptRequest { contact: request, name: String::new() };
    assert_eq!(world.ask(1, accept).unwrap_err(), Failure::NoSuchContact);
    world.pass(UNDO_WITHIN - A_MOMENT);
    assert!(!told_of(&world, 1, request), "nothing is heard of who was declined");
    assert_eq!(world.links_of(1), 0, "and they have no link");
    let back = contact(world.ask(1, Request::UndoDecline { contact: request }));
    assert_eq!((back.standing, back.unread), (Standing::Requesting, 1));
    assert!(told_of(&world, 1, request));
    world.pass(Duration::from_secs(120));
    assert_eq!(world.received(1, 0), ["canary: it is me"]);
    world.ask(1, Request::AcceptRequest { contact: request, name: "Ann".into() }).unwrap();
    world.pass(Duration::from_secs(120));
    assert!(world.contact(0, 1).accepted_us, "they may write from now on");
}

#[test]
fn what_was_declined_is_gone_after_ten_seconds() {
    let (mut world, request) = asked(6);
    world.ask(1, Request::DeclineRequest { contact: request }).unwrap();
    world.nodes[1].events.clear();
    world.pass(UNDO_WITHIN + A_MOMENT);
    let undo = Request::UndoDecline { contact: request };
    assert_eq!(world.ask(1, undo).unwrap_err(), Failure::NoSuchContact);
    assert!(world.store(1).begin().unwrap().contacts().unwrap().is_empty());
    world.pass(Duration::from_secs(300));
    assert!(world.contacts(1).is_empty());
    assert!(world.nodes[1].events.iter().all(|event| !matches!(event, Event::ContactRemoved { .. })));
}

#[test]
fn several_that_were_declined_in_a_row_can_all_be_taken_back_after_the_last() {
    let mut world = World::new(3, 7);
    world.add_contact(1, 0);
    world.add_contact(2, 0);
    world.settle();
    let [first, second] = [1, 2].map(|who| world.contact(0, who).id);
    world.ask(0, Request::DeclineRequest { contact: first }).unwrap();
    world.pass(UNDO_WITHIN / 2);
    world.ask(0, Request::DeclineRequest { contact: second }).unwrap();
    world.pass(UNDO_WITHIN - A_MOMENT);
    assert_eq!(contact(world.ask(0, Request::UndoDecline { contact: first })).id, first);
    world.pass(A_MOMENT + A_MOMENT);
    let late = Request::UndoDecline { contact: second };
    assert_eq!(world.ask(0, late).unwrap_err(), Failure::NoSuchContact);
    let never = Request::UndoDecline { contact: first };
    assert_eq!(world.ask(0, never).unwrap_err(), Failure::WrongStanding);
}

#[test]
fn who_is_added_while_declined_is_a_contact_with_what_they_wrote() {
    let (mut world, request) = asked(8);
    world.ask(1, Request::DeclineRequest { contact: request }).unwrap();
    assert_eq!(world.add_contact(1, 0), request);
    world.pass(Duration::from_secs(120));
    assert_eq!(world.contact(1, 0).standing, Standing::Accepted);
    assert_eq!(world.received(1, 0), ["canary: it is me"]);
}

#[test]
fn what_was_declined_before_a_crash_or_an_end_is_gone_after_it() {
    let (mut world, request) = asked(9);
    world.ask(1, Request::DeclineRequest { contact: request }).unwrap();
    world.crash(1);
    assert_eq!(world.store(1).begin().unwrap().contacts().unwrap().len(), 1);
    world.partition = true;
    world.start(1);
    assert!(world.store(1).begin().unwrap().contacts().unwrap().is_empty());
    let (mut world, request) = asked(10);
    world.ask(1, Request::DeclineRequest { contact: request }).unwrap();
    world.ask(1, Request::Shutdown).unwrap();
    assert!(world.store(1).begin().unwrap().contacts().unwrap().is_empty());
}

#[test]
fn a_decline_that_could_not_be_kept_is_none() {
    let (mut world, request) = asked(11);
    world.pass(UNDO_WITHIN * 2);
    world.store(1).refuse_writes(true);
    assert!(world.ask(1, Request::DeclineRequest { contact: request }).is_err());
    world.store(1).refuse_writes(false);
    world.pass(Duration::from_secs(60));
    assert_eq!(world.contact(1, 0).standing, Standing::Requesting);
}

/// Whether `needle` is anywhere in a database in the clear, or its log.
fn found(path: &Path, needle: &str) -> bool {
    [path.to_owned(), path.with_extension("db-wal")].iter().any(|file| {
        let bytes = std::fs::read(file).unwrap_or_default();
        bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
    })
}

#[test]
fn of_the_greeting_of_who_was_declined_nothing_is_left_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("clear.db");
    let mut world = World::new(1, 12);
    let host = world.add(Store::in_the_clear(&path));
    world.add_contact(0, host);
    world.send(0, host, "canary: it is me");
    world.settle();
    let request = world.contact(host, 0).id;
    world.ask(host, Request::DeclineRequest { contact: request }).unwrap();
    assert!(found(&path, "canary"), "it can still be taken back");
    world.pass(UNDO_WITHIN + A_MOMENT);
    assert!(!found(&path, "canary"));
}
