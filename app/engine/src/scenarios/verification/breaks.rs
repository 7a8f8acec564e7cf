//! Crashes, cuts and lost continuity in the middle of a check.

use super::order::anything;
use super::*;

#[test]
fn a_crash_of_either_side_at_any_message_ends_the_check_and_nothing_else() {
    for seed in 0..16 {
        for (victim, answer) in [(0, "Prague"), (1, "Prague"), (0, "Vienna"), (1, "Vienna")] {
            let mut world = friends(seed);
            world.send(0, 1, "before");
            world.check_asks(0, "Prague").unwrap();
            let (before, after) = (world.coins.below(4), world.coins.below(6));
            (0..before).for_each(|_| world.turn_if_any());
            let answered = world.check_answers(1, answer).is_ok();
            (0..after).for_each(|_| world.turn_if_any());
            world.crash(victim);
            world.start(victim);
            world.pass(Duration::from_secs(120));
            let (at_asker, at_answerer) = (world.contact(0, 1), world.contact(1, 0));
            assert_eq!((at_asker.check, at_answerer.check), (None, None), "seed {seed}");
            assert_eq!(at_answerer.verified, None, "seed {seed}");
            assert!(at_asker.verified.is_none() || (answered && answer == "Prague"), "seed {seed}");
            assert!(at_answerer.tries_left >= 2 && (answered || at_answerer.tries_left == 3), "seed {seed}");
            let counted = answered && answer == "Vienna";
            assert!(!counted || at_answerer.tries_left == 2, "seed {seed}: a guess that was not counted");
            assert_eq!(world.received(1, 0), ["before"], "seed {seed}");
            assert!(!at_asker.continuity_lost && !at_answerer.continuity_lost, "seed {seed}");
            world.check(0, "Prague", "Prague");
            assert_eq!(verified(&world.contact(0, 1)), Some(VerifiedBy::Question), "seed {seed}");
        }
    }
}

#[test]
fn a_lost_link_ends_the_check_on_both_sides_and_costs_whoever_answered() {
    let mut world = friends(10);
    world.check_asks(0, "Prague").unwrap();
    world.settle();
    world.cut_everything();
    world.pass(Duration::from_secs(70));
    assert_eq!((world.told(0), world.told(1)), (vec![ENDED_OURS], vec![ENDED_THEIRS]));
    assert_eq!(world.tries(), [3, 3]);
    world.check_asks(0, "Prague").unwrap();
    world.settle();
    world.black_hole = true;
    world.check_answers(1, "Prague").unwrap();
    world.black_hole = false;
    world.cut_everything();
    world.pass(Duration::from_secs(70));
    assert_eq!((world.told(0), world.told(1)), (vec![ENDED_OURS], vec![ENDED_THEIRS]));
    assert_eq!(world.tries(), [3, 2]);
    assert_eq!(world.contact(0, 1).presence, Presence::Online);
}

#[test]
fn lost_continuity_withdraws_what_vouched_and_trust_does_not_bring_it_back() {
    let mut world = friends(18);
    world.check(1, "Prague", "Prague");
    assert_eq!(verified(&world.contact(1, 0)), Some(VerifiedBy::Question));
    world.crash(0);
    let thief = world.add_thief_of(0);
    world.add_contact(thief, 1);
    world.settle();
    let seen = world.contact(1, 0);
    assert_eq!((seen.continuity_lost, seen.verified), (true, None));
    assert_eq!(world.check_asks(1, "Prague").unwrap_err(), Failure::WrongStanding);
    let mark = Request::MarkCompared { contact: seen.id };
    assert_eq!(world.ask(1, mark.clone()).unwrap_err(), Failure::WrongStanding);
    world.ask(1, Request::TrustAgain { contact: seen.id }).unwrap();
    assert_eq!(world.contact(1, 0).verified, None);
    world.ask(1, mark).unwrap();
    assert_eq!(verified(&world.contact(1, 0)), Some(VerifiedBy::Words));
}

#[test]
fn a_dial_that_finds_no_shared_secret_withdraws_it_too() {
    let mut world = friends(19);
    let contact = world.contact(0, 1).id;
    world.ask(0, Request::MarkCompared { contact }).unwrap();
    world.crash(1);
    world.settle();
    let reborn = world.add_thief_of(1);
    world.add_contact(reborn, 0);
    world.cut_everything();
    world.pass(Duration::from_secs(200));
    let seen = world.contact(0, 1);
    assert_eq!((seen.continuity_lost, seen.verified), (true, None));
}

#[test]
fn a_check_that_is_open_when_continuity_is_lost_ends_and_verifies_nobody() {
    for seed in 20..40 {
        // Whose link it is decides whether it outlives the thief's call.
        let mut world = World::new(2, seed);
        world.befriend(1, 0);
        world.check_asks(1, "Prague").unwrap();
        world.settle();
        // The thief calls while the owner is still there, who answers after that.
        let thief = world.add_thief_of(0);
        world.add_contact(thief, 1);
        while !world.contact(1, 0).continuity_lost {
            assert!(world.turn(), "seed {seed}: nobody noticed");
        }
        drop(world.check_answers(0, "Prague"));
        world.settle();
        let seen = world.contact(1, 0);
        assert_eq!((seen.verified, seen.check), (None, None), "seed {seed}");
        assert_eq!(world.told(1), [ENDED_OURS], "seed {seed}");
    }
}

#[test]
fn crashes_and_cuts_in_the_middle_of_checks_lose_no_text() {
    for seed in 0..24 {
        let mut world = friends(seed);
        for n in 0..12 {
            world.send(0, 1, &n.to_string());
            (0..8).for_each(|_| anything(&mut world, "Vienna"));
            match world.coins.below(4) {
                0 => world.cut_everything(),
                1 => {
                    let victim = usize::try_from(world.coins.below(2)).unwrap();
                    world.crash(victim);
                    world.start(victim);
                }
                _ => {}
            }
            world.pass(Duration::from_secs(70));
        }
        world.pass(Duration::from_secs(200));
        let said: Vec<String> = (0..12).map(|n| n.to_string()).collect();
        assert_eq!(world.received(1, 0), said, "seed {seed}");
        for (one, other) in [(0, 1), (1, 0)] {
            let seen = world.contact(one, other);
            assert_eq!((seen.presence, seen.verified), (Presence::Online, None), "seed {seed}");
            assert!(!seen.continuity_lost, "seed {seed}");
        }
    }
}
