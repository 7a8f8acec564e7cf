//! People whom we have not accepted, and bytes from nobody.

use super::world::World;
use crate::api::{Failure, GREETING_MAX, MessageState, Presence, Request, Standing};
use crate::core::Input;
use std::time::Duration;

#[test]
fn a_greeting_is_held_without_a_receipt_until_it_is_accepted() {
    let mut world = World::new(2, 1);
    world.add_contact(0, 1);
    world.send(0, 1, "hello, it is me");
    world.send(0, 1, "second");
    world.settle();
    assert_eq!(world.received(1, 0), ["hello, it is me"]);
    assert_eq!(world.sent(0, 1), [MessageState::Sent, MessageState::Queued]);
    assert!(!world.contact(0, 1).accepted_us);
    let request = world.contact(1, 0);
    assert_eq!((request.standing, request.unread), (Standing::Requesting, 1));
    world.ask(1, Request::AcceptRequest { contact: request.id, name: "Ann".into() }).unwrap();
    world.settle();
    assert_eq!(world.received(1, 0), ["hello, it is me", "second"]);
    assert_eq!(world.sent(0, 1), [MessageState::Delivered; 2]);
    assert!(world.contact(0, 1).accepted_us);
    assert_eq!(world.contact(1, 0).name, "Ann");
}

#[test]
fn a_long_first_text_waits_until_it_is_accepted() {
    let mut world = World::new(2, 2);
    world.add_contact(0, 1);
    let long = "a".repeat(GREETING_MAX + 1);
    world.send(0, 1, &long);
    world.settle();
    assert_eq!(world.received(1, 0), [""; 0]);
    assert_eq!(world.sent(0, 1), [MessageState::Queued]);
    let request = world.contact(1, 0).id;
    world.ask(1, Request::AcceptRequest { contact: request, name: String::new() }).unwrap();
    world.settle();
    assert_eq!(world.received(1, 0), [long]);
}

#[test]
fn acceptance_while_they_are_away_reaches_them_when_they_come_back() {
    let mut world = World::new(2, 3);
    world.add_contact(0, 1);
    world.send(0, 1, "hello");
    world.settle();
    world.crash(0);
    world.settle();
    let request = world.contact(1, 0).id;
    world.ask(1, Request::AcceptRequest { contact: request, name: String::new() }).unwrap();
    world.start(0);
    world.pass(Duration::from_secs(61));
    assert!(world.contact(0, 1).accepted_us);
    assert_eq!(world.sent(0, 1), [MessageState::Delivered]);
    assert_eq!(world.received(1, 0), ["hello"]);
}

#[test]
fn two_who_add_each_other_need_no_acceptance() {
    for seed in 0..20 {
        let mut world = World::new(2, seed);
        world.add_contact(0, 1);
        world.add_contact(1, 0);
        world.pass(Duration::from_secs(70));
        assert!(world.contact(0, 1).accepted_us && world.contact(1, 0).accepted_us, "seed {seed}");
        assert_eq!((world.links_of(0), world.links_of(1)), (1, 1), "seed {seed}");
    }
}

#[test]
fn a_declined_request_does_not_come_back_in_this_session() {
    let mut world = World::new(2, 4);
    world.add_contact(0, 1);
    world.settle();
    let request = world.contact(1, 0).id;
    world.ask(1, Request::DeclineRequest { contact: request }).unwrap();
    world.pass(Duration::from_secs(300));
    assert!(world.contacts(1).is_empty());
    assert_ne!(world.contact(0, 1).presence, Presence::Online);
}

#[test]
fn a_blocked_contact_learns_nothing_and_their_texts_do_not_show() {
    let mut world = World::new(2, 5);
    world.befriend(0, 1);
    world.send(0, 1, "before");
    world.settle();
    let contact = world.contact(1, 0).id;
    world.ask(1, Request::Block { contact }).unwrap();
    world.pass(Duration::from_secs(120));
    world.send(0, 1, "after");
    world.pass(Duration::from_secs(120));
    assert_eq!(world.received(1, 0), ["before"]);
    // They see what somebody sees whose request is not answered yet.
    let seen = world.contact(0, 1);
    assert_eq!((seen.accepted_us, seen.presence), (false, Presence::Online));
    assert_eq!(world.sent(0, 1), [MessageState::Delivered, MessageState::Sent]);
    world.ask(1, Request::Unblock { contact }).unwrap();
    world.pass(Duration::from_secs(120));
    assert_eq!(world.received(1, 0), ["before", "after"]);
    assert_eq!(world.sent(0, 1), [MessageState::Delivered; 2]);
}

#[test]
fn addresses_that_cannot_be_added_are_refused_with_a_reason() {
    let mut world = World::new(3, 6);
    world.befriend(0, 1);
    let (own, known, other) = (world.address(0), world.address(1), world.address(2));
    let mut add = |address: String| world.ask(0, Request::AddContact { address, name: String::new() }).err();
    assert_eq!(add(own.reveal()), Some(Failure::AddressOwn));
    assert_eq!(add(known.to_link()), Some(Failure::AddressKnown));
    assert_eq!(add("not an address".into()), Some(Failure::AddressMalformed));
    let mut mistyped = other.reveal().into_bytes();
    mistyped[10] = if mistyped[10] == b'a' { b'b' } else { b'a' };
    assert_eq!(add(String::from_utf8(mistyped).unwrap()), Some(Failure::AddressMistyped));
    assert_eq!(add(other.to_link()), None);
    let name = "n".repeat(65);
    let contact = world.contact(0, 1).id;
    assert_eq!(world.ask(0, Request::Rename { contact, name }).unwrap_err(), Failure::NameTooLong);
}

#[test]
fn adding_somebody_who_asked_accepts_them() {
    let mut world = World::new(2, 7);
    world.add_contact(0, 1);
    world.settle();
    world.add_contact(1, 0);
    world.settle();
    assert_eq!(world.contact(1, 0).standing, Standing::Accepted);
    assert!(world.contact(0, 1).accepted_us);
}

#[test]
fn a_silent_stranger_is_closed_and_a_ninth_is_not_let_in() {
    let mut world = World::new(2, 8);
    let links: Vec<_> = (0..9).map(|_| world.stranger(0)).collect();
    assert!(links[..8].iter().all(|link| !world.is_cut(0, *link)));
    assert!(world.is_cut(0, links[8]));
    world.pass(Duration::from_secs(31));
    assert!(links.iter().all(|link| world.is_cut(0, *link)));
    world.befriend(1, 0);
}

#[test]
fn a_crowd_that_keeps_every_place_without_a_word_does_not_keep_a_contact_out() {
    let mut world = World::new(2, 12);
    let crowd: Vec<_> = (0..8).map(|_| world.stranger(0)).collect();
    world.pass(Duration::from_secs(4));
    world.add_contact(1, 0);
    world.settle();
    assert_eq!(world.contacts(0).len(), 0);
    world.pass(Duration::from_secs(3));
    assert_eq!(world.contact(0, 1).standing, Standing::Requesting);
    assert!(world.is_cut(0, crowd[0]) && crowd[1..].iter().all(|link| !world.is_cut(0, *link)));
}

#[test]
fn who_speaks_but_does_not_prove_who_they_are_yields_after_thirty_seconds_and_goes_after_a_minute() {
    let mut world = World::new(1, 13);
    let link = world.stranger(0);
    world.pass(Duration::from_secs(20));
    let hello = world.first_message_to(0);
    world.step(0, vec![Input::Frame(link, hello)]);
    world.pass(Duration::from_secs(9));
    for _ in 0..8 {
        world.stranger(0);
    }
    assert!(!world.is_cut(0, link));
    world.pass(Duration::from_secs(1));
    world.stranger(0);
    assert!(world.is_cut(0, link));
    let mut alone = World::new(1, 15);
    let (link, hello) = (alone.stranger(0), alone.first_message_to(0));
    alone.step(0, vec![Input::Frame(link, hello)]);
    alone.pass(Duration::from_secs(59));
    assert!(!alone.is_cut(0, link));
    alone.pass(Duration::from_secs(1));
    assert!(alone.is_cut(0, link));
}

#[test]
fn the_oldest_request_that_nobody_looked_at_makes_room_for_a_new_one() {
    let mut world = World::new(53, 14);
    let ask = |world: &mut World, id: usize| {
        world.add_contact(id, 0);
        world.send(id, 0, "hello");
        world.settle();
        world.crash(id);
        world.settle();
    };
    (1..51).for_each(|id| ask(&mut world, id));
    let first = world.contact(0, 1).id;
    world.ask(0, Request::MarkRead { contact: first }).unwrap();
    ask(&mut world, 51);
    ask(&mut world, 52);
    let addresses: Vec<String> = world.contacts(0).into_iter().map(|contact| contact.address).collect();
    let kept = |id: usize| addresses.contains(&world.address(id).reveal());
    assert!(addresses.len() == 50 && kept(1) && !kept(2) && !kept(3) && kept(4) && kept(51) && kept(52));
}

#[test]
fn garbage_closes_the_link_and_nothing_else() {
    let mut world = World::new(3, 9);
    world.befriend(0, 1);
    for fill in [0x00, 0x01, 0x80, 0xff] {
        let link = world.stranger(0);
        world.step(0, vec![Input::Frame(link, vec![fill; 4096])]);
        assert!(world.is_cut(0, link));
    }
    world.send(1, 0, "still here");
    world.settle();
    assert_eq!(world.received(0, 1), ["still here"]);
}

#[test]
fn no_more_than_fifty_requests_are_kept() {
    let mut world = World::new(55, 10);
    for id in 1..55 {
        world.add_contact(id, 0);
        world.settle();
        // Strangers may hold only a few links; the one that was heard goes away again.
        world.crash(id);
        world.settle();
    }
    assert_eq!(world.contacts(0).len(), 50);
}

#[test]
fn a_deleted_contact_takes_everything_along() {
    let mut world = World::new(2, 11);
    world.befriend(0, 1);
    world.send(0, 1, "gone");
    world.settle();
    let contact = world.contact(0, 1).id;
    world.ask(0, Request::DeleteContact { contact }).unwrap();
    world.crash(1);
    world.settle();
    assert!(world.contacts(0).is_empty());
    let gone = world.ask(0, Request::History { contact, before: None, after: None, around: None, limit: 10 });
    assert_eq!(gone.unwrap_err(), Failure::NoSuchContact);
}
