//! Texts between friends.

use super::world::World;
use crate::api::{Failure, MessageState, NetworkPhase, Presence, Request, Response, TEXT_MAX, Trouble};
use crate::core::Input;
use std::time::Duration;

#[test]
fn texts_arrive_in_order_and_are_ticked_only_then() {
    let mut world = World::new(2, 1);
    world.befriend(0, 1);
    let texts: Vec<String> = (0..40).map(|n| format!("text {n} — ünïcödé")).collect();
    texts.iter().for_each(|text| world.send(0, 1, text));
    assert!(!world.sent(0, 1).contains(&MessageState::Delivered));
    world.settle();
    assert_eq!(world.received(1, 0), texts);
    assert!(world.sent(0, 1).iter().all(|state| *state == MessageState::Delivered));
    world.send(1, 0, "back");
    world.settle();
    assert_eq!(world.received(0, 1), ["back"]);
    assert_eq!(world.contact(0, 1).unread, 1);
    assert_eq!(world.contact(0, 1).waiting, 0);
}

#[test]
fn a_text_to_somebody_offline_waits_and_leaves_when_they_come() {
    let mut world = World::new(2, 2);
    world.befriend(0, 1);
    world.crash(1);
    world.settle();
    world.send(0, 1, "later");
    world.pass(Duration::from_secs(300));
    assert_eq!(world.sent(0, 1), [MessageState::Queued]);
    let contact = world.contact(0, 1);
    assert_eq!(contact.waiting, 1);
    assert!(matches!(contact.presence, Presence::Offline { reason: Some(_), next_try: Some(_) }));
    world.start(1);
    world.pass(Duration::from_secs(61));
    assert_eq!(world.received(1, 0), ["later"]);
    assert_eq!(world.sent(0, 1), [MessageState::Delivered]);
}

#[test]
fn try_now_does_not_wait_for_the_pause() {
    let mut world = World::new(2, 3);
    world.befriend(0, 1);
    world.crash(1);
    world.pass(Duration::from_secs(600));
    world.start(1);
    world.partition = true;
    world.pass(Duration::from_millis(1));
    world.partition = false;
    let contact = world.contact(0, 1).id;
    world.ask(0, Request::TryNow { contact }).unwrap();
    world.settle();
    assert_eq!(world.contact(0, 1).presence, Presence::Online);
}

#[test]
fn a_lost_receipt_leads_to_a_second_sending_and_one_showing() {
    for seed in 0..50 {
        let mut world = World::new(2, seed);
        world.befriend(0, 1);
        world.send(0, 1, "once");
        // Deliver the text and stop before its receipt, at a place of the seed.
        for _ in 0..=seed % 4 {
            world.turn();
        }
        world.cut_everything();
        world.pass(Duration::from_secs(120));
        assert_eq!(world.received(1, 0), ["once"], "seed {seed}");
        assert_eq!(world.sent(0, 1), [MessageState::Delivered], "seed {seed}");
    }
}

#[test]
fn a_line_that_swallows_everything_is_found_and_replaced() {
    let mut world = World::new(2, 4);
    world.befriend(0, 1);
    world.black_hole = true;
    world.send(0, 1, "into the void");
    world.pass(Duration::from_secs(1));
    assert_eq!(world.sent(0, 1), [MessageState::Sent]);
    world.pass(Duration::from_secs(89));
    assert_ne!(world.contact(0, 1).presence, Presence::Online, "a dead link is found within 90 s");
    world.black_hole = false;
    world.pass(Duration::from_secs(180));
    assert_eq!(world.received(1, 0), ["into the void"]);
}

#[test]
fn an_idle_link_stays_up_by_its_pings() {
    let mut world = World::new(2, 5);
    world.befriend(0, 1);
    world.pass(Duration::from_secs(3600));
    assert_eq!(world.contact(0, 1).presence, Presence::Online);
    assert_eq!(world.links_of(0), 1);
}

#[test]
fn a_session_of_a_day_is_replaced_without_losing_anything() {
    let mut world = World::new(2, 6);
    world.befriend(0, 1);
    world.pass(Duration::from_secs(25 * 3600));
    world.send(0, 1, "next day");
    world.pass(Duration::from_secs(5));
    assert_eq!(world.received(1, 0), ["next day"]);
    assert_eq!(world.links_of(0), 1);
}

#[test]
fn what_cannot_be_sent_is_refused_with_a_reason() {
    let mut world = World::new(2, 7);
    world.befriend(0, 1);
    let contact = world.contact(0, 1).id;
    let mut send = |text: String| world.ask(0, Request::Send { contact, text, reply_to: None });
    assert_eq!(send(" \n".into()).unwrap_err(), Failure::TextEmpty);
    assert_eq!(send("a".repeat(TEXT_MAX + 1)).unwrap_err(), Failure::TextTooLong);
    assert!(matches!(send("a".repeat(TEXT_MAX)), Ok(Response::Message(_))));
    world.settle();
    assert_eq!(world.received(1, 0), ["a".repeat(TEXT_MAX)]);
}

#[test]
fn a_full_disk_refuses_and_loses_nothing_that_was_acknowledged() {
    let mut world = World::new(2, 8);
    world.befriend(0, 1);
    world.send(0, 1, "before");
    world.settle();
    world.store(0).fill_up();
    let contact = world.contact(0, 1).id;
    let long = Request::Send { contact, text: "x".repeat(TEXT_MAX), reply_to: None };
    let refused = (0..20).any(|_| world.ask(0, long.clone()).is_err());
    assert!(refused, "the disk never filled up");
    world.store(0).free_up();
    world.send(0, 1, "after");
    world.pass(Duration::from_secs(120));
    let received = world.received(1, 0);
    assert_eq!(received.first().map(String::as_str), Some("before"));
    assert_eq!(received.last().map(String::as_str), Some("after"));
    assert!(world.sent(0, 1).iter().all(|state| *state == MessageState::Delivered));
    assert_eq!(world.sent(0, 1).len(), received.len());
}

#[test]
fn a_tor_client_that_ends_by_itself_is_not_called_online_and_another_is_made() {
    let mut world = World::new(2, 10);
    world.befriend(0, 1);
    world.entered.clear();
    world.step(0, vec![Input::NetworkLost]);
    assert_eq!(world.network(0).phase, NetworkPhase::Starting);
    assert_eq!(world.network(0).trouble, Some(Trouble::Unknown));
    assert_ne!(world.contact(0, 1).presence, Presence::Online);
    assert!(world.entered.is_empty(), "not before a pause");
    world.pass(Duration::from_secs(11));
    assert_eq!(world.entered, [0]);
    world.ask(0, Request::Disconnect).unwrap();
    world.step(0, vec![Input::NetworkLost]);
    world.pass(Duration::from_secs(60));
    assert_eq!(world.network(0).phase, NetworkPhase::Offline);
    assert_eq!(world.entered, [0], "not after having been told to leave");
}

#[test]
fn history_comes_in_pages() {
    let mut world = World::new(2, 9);
    world.befriend(0, 1);
    (0..25).for_each(|n| world.send(0, 1, &n.to_string()));
    let contact = world.contact(0, 1).id;
    let mut page = |before| match world
        .ask(0, Request::History { contact, before, after: None, around: None, limit: 10 })
    {
        Ok(Response::History(history)) => history,
        other => panic!("{other:?}"),
    };
    let newest = page(None);
    assert_eq!(newest.messages.last().unwrap().text, "24");
    assert!(newest.more);
    let middle = page(Some(newest.messages[0].id));
    let oldest = page(Some(middle.messages[0].id));
    assert_eq!(
        oldest.messages.iter().map(|m| m.text.as_str()).collect::<Vec<_>>(),
        ["0", "1", "2", "3", "4"]
    );
    assert!(!oldest.more);
}

#[test]
fn whoever_lost_a_link_without_the_others_knowing_is_let_in_again_at_once() {
    for seed in 0..20 {
        let mut world = World::new(2, seed);
        let (smaller, greater) =
            if world.address(0).as_key_bytes() < world.address(1).as_key_bytes() { (0, 1) } else { (1, 0) };
        world.befriend(smaller, greater);
        world.pass(Duration::from_secs(1));
        // A new process in place of the old one, whose streams nobody has closed.
        world.start(greater);
        world.send(greater, smaller, "back");
        world.pass(Duration::from_secs(1));
        assert_eq!(world.received(smaller, greater), ["back"], "seed {seed}");
        assert_eq!(world.sent(greater, smaller), [MessageState::Delivered], "seed {seed}");
    }
}
