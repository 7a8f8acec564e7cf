//! Whether others can reach us, found out by ourselves.

use super::world::World;
use crate::api::{MessageState, Reach, Request};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn a_lonely_node_calls_itself_and_says_that_it_can_be_reached() {
    let mut world = World::new(1, 1);
    world.settle();
    assert_eq!(world.network(0).reach, Reach::Unknown);
    world.pass(61 * MINUTE);
    assert!(matches!(world.network(0).reach, Reach::Confirmed { .. }));
    let probes = world.probes(0);
    assert!((6..=8).contains(&probes.len()), "{probes:?}");
    assert!(probes.windows(2).all(|pair| pair[1] - pair[0] >= MINUTE * 7), "{probes:?}");
    assert_eq!((world.links_of(0), world.republished.len()), (0, 0));
}

#[test]
fn whoever_is_visited_does_not_call_itself() {
    let mut world = World::new(2, 2);
    world.add_contact(0, 1);
    for _ in 0..12 {
        world.pass(5 * MINUTE);
        world.cut_everything();
        let contact = world.contact(0, 1).id;
        world.ask(0, Request::TryNow { contact }).unwrap();
        world.settle();
    }
    assert!(world.probes(1).is_empty());
    assert!(matches!(world.network(1).reach, Reach::Confirmed { .. }));
}

/// Lesson L18 (docs/lessons.md): that a service runs says nothing about whether anybody reaches it.
#[test]
fn a_service_that_runs_and_does_not_answer_is_published_anew_and_the_user_is_told() {
    let mut world = World::new(1, 3);
    world.pass(3 * MINUTE);
    assert!(matches!(world.network(0).reach, Reach::Confirmed { .. }));
    world.deaf = Some(0);
    let since = world.time;
    while world.republished.is_empty() && world.time < since + 11 * MINUTE {
        world.pass(Duration::from_secs(10));
    }
    let first = world.republished.first().expect("published anew").1;
    assert!(first - since <= Duration::from_secs(10 * 60 + 30), "{first:?}");
    assert!(matches!(world.network(0).reach, Reach::Unreachable { republished: 1, next_try: Some(_) }));
    world.deaf = None;
    world.pass(2 * MINUTE);
    assert!(matches!(world.network(0).reach, Reach::Confirmed { .. }));
    assert_eq!(world.republished.len(), 1);
}

#[test]
fn after_a_sleep_everything_is_made_anew_and_waiting_texts_arrive() {
    let mut world = World::new(2, 4);
    world.befriend(0, 1);
    // The streams died with the sleep, and nobody says so.
    world.black_hole = true;
    world.send(0, 1, "before the sleep");
    world.settle();
    world.black_hole = false;
    world.ask(0, Request::Resumed).unwrap();
    world.pass(Duration::from_secs(5));
    assert_eq!(world.sent(0, 1), [MessageState::Delivered]);
    assert_eq!(world.received(1, 0), ["before the sleep"]);
    assert_eq!((world.links_of(0), world.links_of(1)), (1, 1));
    assert_eq!(world.republished.iter().map(|(who, _)| *who).collect::<Vec<_>>(), [0]);
}

#[test]
fn a_sleep_while_offline_is_nothing() {
    let mut world = World::new(1, 5);
    world.ask(0, Request::Disconnect).unwrap();
    world.ask(0, Request::Resumed).unwrap();
    world.pass(60 * MINUTE);
    assert_eq!((world.probes(0), world.republished.len()), (Vec::new(), 0));
}
