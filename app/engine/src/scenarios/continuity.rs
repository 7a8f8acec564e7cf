//! The continuity ring between engines: an honest crash is never taken for a theft, a theft always is.

use super::world::World;
use crate::api::{MessageState, Request};
use std::time::Duration;

#[test]
fn whoever_comes_with_the_key_alone_is_noticed_and_sent_nothing() {
    for gathers in [false, true] {
        the_key_alone(gathers);
    }
}

fn the_key_alone(gathers: bool) {
    let mut world = World::new(2, 1);
    world.gathers = gathers;
    world.befriend(0, 1);
    world.crash(0);
    let thief = world.add_thief_of(0);
    world.add_contact(thief, 1);
    world.settle();
    let seen = world.contact(1, 0);
    assert!(seen.continuity_lost);
    world.send(1, 0, "for the real one");
    world.pass(Duration::from_secs(120));
    assert_eq!(world.sent(1, 0), [MessageState::Queued]);
    assert!(world.received(thief, 1).is_empty());
    world.ask(1, Request::TrustAgain { contact: seen.id }).unwrap();
    world.pass(Duration::from_secs(120));
    assert_eq!(world.received(thief, 1), ["for the real one"]);
}

/// Two who add each other and write, `seed` after `seed`, while time stands still; how many steps took in a stream and
/// frames of others together.
fn first_dials_cross(gathers: bool) -> usize {
    let mut gathered = 0;
    for seed in 0..300 {
        let mut world = World::new(2, seed);
        world.gathers = gathers;
        world.add_contact(0, 1);
        world.add_contact(1, 0);
        world.send(0, 1, "there");
        world.send(1, 0, "and back");
        world.settle();
        assert_eq!(world.time, Duration::ZERO);
        for (a, b) in [(0, 1), (1, 0)] {
            assert!(!world.contact(a, b).continuity_lost, "seed {seed}");
            assert_eq!(world.sent(a, b), [MessageState::Delivered], "seed {seed}");
        }
        gathered += world.gathered;
    }
    gathered
}

#[test]
fn first_dials_that_cross_at_one_moment_raise_no_alarm() {
    first_dials_cross(false);
}

#[test]
fn first_dials_that_cross_in_one_batch_raise_no_alarm() {
    let gathered = first_dials_cross(true);
    assert!(gathered > 50, "only {gathered} batches had both");
}

#[test]
fn a_dial_to_somebody_who_lost_the_secret_needs_consent_and_then_works() {
    let mut world = World::new(2, 2);
    world.befriend(0, 1);
    world.crash(1);
    world.settle();
    // The same key, an empty vault: node 0 dials it and is told that no secret is shared.
    let reborn = world.add_thief_of(1);
    world.add_contact(reborn, 0);
    world.cut_everything();
    world.pass(Duration::from_secs(200));
    assert!(world.contact(0, 1).continuity_lost);
    let contact = world.contact(0, 1).id;
    world.ask(0, Request::TrustAgain { contact }).unwrap();
    world.send(0, 1, "agreed");
    world.pass(Duration::from_secs(200));
    assert_eq!(world.received(reborn, 0), ["agreed"]);
    assert!(!world.contact(0, 1).continuity_lost);
}

#[test]
fn crashes_at_any_place_of_the_first_handshakes_raise_no_alarm() {
    for seed in 0..300 {
        let mut world = World::new(2, seed);
        world.add_contact(0, 1);
        world.add_contact(1, 0);
        for _ in 0..6 {
            let turns = world.coins.below(14);
            (0..turns).for_each(|_| world.turn_if_any());
            let victim = usize::try_from(world.coins.below(2)).unwrap();
            world.crash(victim);
            if world.coins.below(2) == 0 {
                world.pass(Duration::from_millis(500));
            }
            world.start(victim);
        }
        world.pass(Duration::from_secs(180));
        for (a, b) in [(0, 1), (1, 0)] {
            assert!(!world.contact(a, b).continuity_lost, "seed {seed}");
        }
        world.send(0, 1, "fine");
        world.settle();
        assert_eq!(world.received(1, 0), ["fine"], "seed {seed}");
    }
}
