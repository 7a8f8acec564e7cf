//! How often somebody is called who is not there.

use super::world::World;
use crate::api::{OfflineReason, Presence, Request};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3600);

/// The pauses between the dials of node 0 to node 1 since `since`.
fn pauses(world: &World, since: Duration) -> Vec<Duration> {
    let them = world.address(1);
    let dials: Vec<Duration> =
        world.dials.iter().filter(|(_, to, at)| *to == them && *at >= since).map(|(.., at)| *at).collect();
    dials.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

fn away(seed: u64) -> World {
    let mut world = World::new(2, seed);
    world.befriend(0, 1);
    world.crash(1);
    world.settle();
    world
}

#[test]
fn while_a_person_is_there_no_pause_is_longer_than_a_minute() {
    let mut world = away(1);
    world.pass(HOUR);
    let pauses = pauses(&world, Duration::ZERO);
    assert!(pauses.len() > 60 && pauses.iter().all(|pause| *pause <= Duration::from_secs(60)), "{pauses:?}");
}

#[test]
fn while_nobody_is_there_pauses_grow_to_half_an_hour() {
    let mut world = away(2);
    world.ask(0, Request::Attend { present: false }).unwrap();
    world.pass(12 * HOUR);
    let pauses = pauses(&world, Duration::ZERO);
    assert!(pauses.iter().all(|pause| *pause <= HOUR / 2), "{pauses:?}");
    assert!(pauses.iter().any(|pause| *pause >= HOUR / 4) && pauses.len() < 70, "{pauses:?}");
}

#[test]
fn who_comes_back_to_the_window_finds_everybody_called_at_once() {
    let mut world = away(3);
    world.ask(0, Request::Attend { present: false }).unwrap();
    world.pass(12 * HOUR);
    let since = world.time;
    world.ask(0, Request::Attend { present: true }).unwrap();
    world.settle();
    assert_eq!(world.dials.last().unwrap().2, since);
}

#[test]
fn why_somebody_is_offline_and_when_they_are_called_next_is_known() {
    let mut world = away(4);
    world.pass(HOUR);
    let Presence::Offline { reason, next_try } = world.contact(0, 1).presence else { panic!("online?") };
    assert_eq!(reason, Some(OfflineReason::NotPublished));
    assert!(next_try.is_some());
    let (before, contact) = (world.dials.len(), world.contact(0, 1).id);
    world.ask(0, Request::TryNow { contact }).unwrap();
    assert_eq!(world.dials.len(), before + 1);
}

#[test]
fn of_many_who_are_away_no_more_than_four_are_dialled_at_once() {
    let mut world = World::new(12, 5);
    for other in 1..12 {
        world.add_contact(0, other);
    }
    world.settle();
    (1..12).for_each(|other| world.crash(other));
    world.hold_dials = true;
    world.pass(HOUR);
    assert_eq!(world.held_dials, 4);
}
