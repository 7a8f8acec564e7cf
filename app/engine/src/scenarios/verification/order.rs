//! What two honest people can do at once: questions, answers and ends that cross.

use super::*;

#[test]
fn of_two_questions_that_cross_that_of_the_smaller_identity_goes_on() {
    for seed in 0..30 {
        let mut world = friends(seed);
        let links = world.links(0);
        let (smaller, greater) = (world.smaller(), 1 - world.smaller());
        world.check_asks(greater, "Vienna").unwrap();
        world.check_asks(smaller, "Prague").unwrap();
        world.settle();
        assert_eq!((world.told(smaller), world.told(greater)), (vec![], vec![ENDED_OURS]), "seed {seed}");
        world.check_answers(greater, "Prague").unwrap();
        world.settle();
        assert_eq!(world.told(smaller), [SAME_OURS], "seed {seed}");
        // The other question is asked again, and nothing is left of the first one.
        world.check(greater, "Vienna", "Vienna");
        assert_eq!(world.told(greater), [SAME_THEIRS, SAME_OURS], "seed {seed}");
        assert_eq!(world.links(0), links, "seed {seed}: the link was closed");
        assert_eq!(world.tries(), [3, 3], "seed {seed}");
    }
}

#[test]
fn ends_that_cross_leave_the_link_and_the_next_check_alone() {
    for seed in 0..30 {
        let mut world = friends(seed);
        let links = world.links(0);
        // A withdrawal crosses the answer.
        world.check_asks(0, "Prague").unwrap();
        world.settle();
        world.check_ends(0).unwrap();
        world.check_answers(1, "Prague").unwrap();
        assert_eq!(world.check_asks(0, "Prague").unwrap_err(), Failure::CheckRunning);
        world.settle();
        assert_eq!((world.told(0), world.told(1)), (vec![ENDED_OURS], vec![ENDED_THEIRS]));
        // A withdrawal crosses the refusal, and a question of theirs.
        world.check_asks(0, "Prague").unwrap();
        world.settle();
        world.check_ends(0).unwrap();
        world.check_ends(1).unwrap();
        world.check_asks(1, "Vienna").unwrap();
        world.settle();
        assert_eq!(world.contact(0, 1).check, Some(Check::Asked { question: QUESTION.into() }));
        assert_eq!((world.told(0), world.told(1)), (vec![ENDED_OURS], vec![ENDED_THEIRS]));
        world.check_answers(0, "Vienna").unwrap();
        // Who has answered does not wait for the word on it.
        world.check_ends(0).unwrap();
        world.settle();
        assert_eq!((world.told(0), world.told(1)), (vec![ENDED_THEIRS], vec![SAME_OURS]));
        world.check(0, "Prague", "Prague");
        assert_eq!(world.told(0), [SAME_OURS]);
        assert_eq!(world.links(0), links, "seed {seed}: the link was closed");
    }
}

/// One thing that one of the two does, or that happens to both.
pub(super) fn anything(world: &mut World, answer: &str) {
    let side = usize::try_from(world.coins.below(2)).unwrap();
    // What cannot be done now is refused, and that is all.
    match world.coins.below(8) {
        0 | 1 => drop(world.check_asks(side, "Prague")),
        2 | 3 => drop(world.check_answers(side, answer)),
        4 => drop(world.check_ends(side)),
        _ => world.turn_if_any(),
    }
}

#[test]
fn whatever_two_honest_people_do_in_whatever_order_their_link_stays() {
    for seed in 0..50 {
        let answer = if seed % 2 == 0 { "Prague" } else { "Vienna" };
        let mut world = friends(seed);
        let links = world.links(0);
        for round in 0..12 {
            (0..12).for_each(|_| anything(&mut world, answer));
            if round % 4 == 3 {
                world.clock += DAY;
            }
        }
        world.settle();
        assert_eq!(world.links(0), links, "seed {seed}: the link was closed");
        match (world.contact(0, 1).check, world.contact(1, 0).check) {
            (None, None)
            | (Some(Check::Waiting { .. }), Some(Check::Asked { .. }))
            | (Some(Check::Asked { .. }), Some(Check::Waiting { .. })) => {}
            other => panic!("seed {seed}: {other:?} hangs"),
        }
        if answer == "Vienna" {
            assert_eq!((world.contact(0, 1).verified, world.contact(1, 0).verified), (None, None));
        }
    }
}
