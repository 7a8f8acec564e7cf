//! A small run of `cargo xtask chaos`, and what the harness itself must do.

use sotto_reliability::chaos::scenes::Scene;
use sotto_reliability::chaos::{Plan, alone, campaign, dials, seed};

const NOTHING: Plan = Plan { seeds: 0, first: 1, dials: 0, scenes: 0, threads: 0, journal: false };

#[test]
fn worlds_of_chaos_lose_double_and_reorder_nothing_and_converge_in_three_minutes() {
    let report = campaign(Plan { seeds: 40, ..NOTHING }).unwrap();
    let figures = &report.figures;
    for fault in ["lost", "duplicated", "reordered", "invented", "stuck", "ticks_that_lied", "acts_diverged"]
    {
        assert_eq!(figures[fault], 0, "{figures}");
    }
    assert!(figures["converge_s_max"].as_f64().unwrap() <= 180.0, "{figures}");
    assert!(figures["messages"].as_u64().unwrap() > 3_000, "{figures}");
    assert!(figures["acts"].as_u64().unwrap() > 800, "{figures}");
    assert!(report.missed.iter().all(|goal| goal.contains("as fast as")), "{:?}", report.missed);
}

#[test]
fn two_who_dial_each_other_end_with_one_link_and_all_texts() {
    let report = campaign(Plan { dials: 40, ..NOTHING }).unwrap();
    let figures = &report.figures;
    assert_eq!((&figures["dials_ended_in_one_link"], &figures["lost"]), (&40.into(), &0.into()), "{figures}");
    assert!(report.missed.iter().all(|goal| goal.contains("as fast as")), "{:?}", report.missed);
}

#[test]
fn the_same_seed_tells_the_same_story_to_the_millisecond() {
    let story = |seed| alone(|folder| async move { seed::play(seed, &folder).await }).unwrap().journal;
    let first = story(7);
    assert!(first.len() > 300);
    assert_eq!(first, story(7));
    assert_ne!(first, story(8));
    let dialled = || alone(|folder| async move { dials::play(7, &folder).await }).unwrap().journal;
    assert_eq!(dialled(), dialled());
}

#[test]
fn sleep_silence_stale_descriptors_deaf_services_and_storms_keep_to_their_goals() {
    let report = campaign(Plan { scenes: 2, ..NOTHING }).unwrap();
    for scene in Scene::ALL {
        let figure = report.figures[scene.figure()].as_f64().unwrap();
        assert!(figure > 0.0 && figure <= scene.goal(), "{scene:?}: {figure}");
    }
}
