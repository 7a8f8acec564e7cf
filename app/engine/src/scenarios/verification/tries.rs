//! How many checks may fail, and that no crash and no clock gives more of them.

use super::*;

#[test]
fn a_fourth_failure_in_a_day_is_refused_and_the_next_day_begins_anew() {
    let mut world = friends(5);
    for left in [2, 1, 0] {
        world.check(0, "Prague", "Vienna");
        assert_eq!(world.tries(), [left; 2]);
        world.clock += HOUR;
    }
    assert_eq!(world.check_asks(0, "Prague").unwrap_err(), Failure::TriesExhausted);
    assert_eq!(world.check_asks(1, "Prague").unwrap_err(), Failure::TriesExhausted);
    world.clock += DAY - 3 * HOUR - 1;
    assert_eq!(world.check_asks(0, "Prague").unwrap_err(), Failure::TriesExhausted);
    world.clock += 1;
    assert_eq!(world.tries(), [3, 3]);
    world.check(0, "Prague", "Prague");
    assert_eq!(verified(&world.contact(0, 1)), Some(VerifiedBy::Question));
}

#[test]
fn an_answerer_who_has_no_try_left_is_asked_and_may_only_decline() {
    let mut world = friends(6);
    for left in [2, 1, 0] {
        world.check_asks(0, "Prague").unwrap();
        world.settle();
        // The question is withdrawn while the answer is on its way: only the answer was given away.
        world.check_answers(1, "Vienna").unwrap();
        world.check_ends(0).unwrap();
        world.settle();
        assert_eq!(world.tries(), [3, left]);
    }
    world.told(1);
    world.check_asks(0, "Prague").unwrap();
    world.settle();
    assert_eq!(world.check_answers(1, "Prague").unwrap_err(), Failure::TriesExhausted);
    assert_eq!(world.contact(1, 0).check, Some(Check::Asked { question: QUESTION.into() }));
    world.check_ends(1).unwrap();
    world.settle();
    assert_eq!((world.told(0).last(), world.told(1)), (Some(&ENDED_OURS), vec![ENDED_THEIRS]));
}

#[test]
fn a_clock_that_is_set_back_gives_no_try() {
    let mut world = friends(7);
    for _ in 0..3 {
        world.check(0, "Prague", "Vienna");
    }
    for back in [HOUR, DAY, 30 * DAY] {
        world.clock -= back;
        assert_eq!(world.check_asks(0, "Prague").unwrap_err(), Failure::TriesExhausted);
        assert_eq!(world.tries(), [0, 0]);
    }
}

#[test]
fn tries_outlive_a_crash_and_count_before_the_answer_leaves() {
    let mut world = friends(8);
    world.check_asks(0, "Prague").unwrap();
    world.settle();
    // Power is lost between the commit and the frame.
    world.black_hole = true;
    world.check_answers(1, "Vienna").unwrap();
    world.crash(1);
    world.black_hole = false;
    world.start(1);
    world.pass(Duration::from_secs(70));
    assert_eq!(world.tries(), [3, 2]);
    assert_eq!(world.told(0), [ENDED_OURS]);
    world.check_asks(0, "Prague").unwrap();
    world.settle();
    world.check_answers(1, "Vienna").unwrap();
    world.turn();
    // Now the asker, with the wrong answer counted and its word on the way or gone.
    world.crash(0);
    world.start(0);
    world.pass(Duration::from_secs(70));
    assert_eq!(world.tries(), [2, 1]);
}
