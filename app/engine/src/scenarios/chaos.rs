//! Random crashes, cuts and silence, from a seed: what was acknowledged arrives once, in order, and one link remains.

use super::world::World;
use crate::api::{MessageState, Presence};
use std::time::Duration;

const SEEDS: u64 = 120;

fn disturb(world: &mut World) {
    match world.coins.below(10) {
        0 | 1 => {
            let victim = usize::try_from(world.coins.below(2)).unwrap();
            world.crash(victim);
            let away = world.coins.below(20_000);
            world.pass(Duration::from_millis(away));
            world.start(victim);
        }
        2 => world.cut_everything(),
        3 => {
            world.partition = true;
            world.cut_everything();
            world.pass(Duration::from_secs(30));
            world.partition = false;
        }
        4 => {
            world.black_hole = true;
            world.pass(Duration::from_secs(20));
            world.black_hole = false;
            // A stream never loses a part and goes on: what swallowed frames breaks.
            world.cut_everything();
        }
        5 => world.pass(Duration::from_secs(70)),
        _ => {
            let turns = world.coins.below(12);
            (0..turns).for_each(|_| world.turn_if_any());
        }
    }
}

#[test]
fn nothing_is_lost_doubled_or_reordered() {
    for seed in 0..SEEDS {
        let mut world = World::new(2, seed);
        world.befriend(0, 1);
        let mut said = [Vec::new(), Vec::new()];
        for n in 0..30 {
            let from = usize::try_from(world.coins.below(2)).unwrap();
            let text = format!("{from} says {n}");
            world.send(from, 1 - from, &text);
            said[from].push(text);
            disturb(&mut world);
        }
        world.pass(Duration::from_secs(300));
        for (from, said) in said.iter().enumerate() {
            assert_eq!(&world.received(1 - from, from), said, "seed {seed}");
            let states = world.sent(from, 1 - from);
            assert!(states.iter().all(|state| *state == MessageState::Delivered), "seed {seed}: {states:?}");
            let contact = world.contact(from, 1 - from);
            assert_eq!((contact.presence, contact.waiting), (Presence::Online, 0), "seed {seed}");
            assert!(!contact.continuity_lost, "seed {seed}");
        }
        assert_eq!((world.links_of(0), world.links_of(1)), (1, 1), "seed {seed}");
    }
}
