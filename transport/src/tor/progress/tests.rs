use super::*;

fn seen(percent: u8) -> Seen {
    Seen { percent, ready: false, blocked: None, clock_off: false }
}

fn stuck(percent: u8, reason: Stall) -> Seen {
    Seen { blocked: Some(reason), ..seen(percent) }
}

const READY: Seen = Seen { percent: 100, ready: true, blocked: None, clock_off: false };

fn step(percent: u8, phase: Phase, stall: Option<Stall>) -> Option<Bootstrap> {
    Some(Bootstrap { percent, phase, stall })
}

#[tokio::test(start_paused = true)]
async fn an_entry_is_told_step_by_step_and_nothing_twice() {
    let now = Instant::now();
    let mut progress = Progress::new(false, now);
    let mut told = Vec::new();
    for percent in [0, 0, 7, 7, 15, 40, 40, 99] {
        told.extend(progress.see(seen(percent), now));
    }
    told.extend(progress.see(READY, now));
    told.extend(progress.see(READY, now));
    let steps: Vec<_> = told.iter().map(|step| (step.percent, step.phase)).collect();
    let (reaching, directory) = (Phase::Reaching, Phase::Directory);
    assert_eq!(
        steps,
        [
            (0, reaching),
            (7, reaching),
            (15, directory),
            (40, directory),
            (99, directory),
            (100, Phase::Ready)
        ]
    );
    assert!(told.iter().all(|step| step.stall.is_none()));
    assert_eq!(progress.due(), None, "nothing can stall any more");
}

#[tokio::test(start_paused = true)]
async fn silence_is_a_stall_after_our_own_time_and_movement_lifts_it() {
    let begun = Instant::now();
    let mut progress = Progress::new(false, begun);
    progress.see(seen(0), begun);
    assert_eq!(progress.due(), Some(begun + STALL_AFTER));
    assert_eq!(progress.tick(begun + STALL_AFTER - Duration::from_millis(1)), None);
    let late = begun + STALL_AFTER;
    assert_eq!(progress.tick(late), step(0, Phase::Reaching, Some(Stall::TorUnreachable)));
    assert_eq!(progress.tick(late + STALL_AFTER), None, "told once");
    assert_eq!(progress.see(seen(0), late), None, "the same again is no movement");
    assert_eq!(progress.see(seen(7), late), step(7, Phase::Reaching, None));
    assert_eq!(progress.due(), Some(late + STALL_AFTER));
}

#[tokio::test(start_paused = true)]
async fn a_loop_of_attempts_that_get_no_further_stays_a_stall() {
    let now = Instant::now();
    let mut progress = Progress::new(false, now);
    progress.see(seen(30), now);
    assert_eq!(progress.fail(Stall::Clock), step(30, Phase::Directory, Some(Stall::Clock)));
    for percent in [0, 15, 30] {
        let told = progress.see(seen(percent), now).expect("news");
        assert_eq!((told.percent, told.stall), (percent, Some(Stall::Clock)));
    }
    assert_eq!(progress.see(seen(31), now), step(31, Phase::Directory, None));
}

#[tokio::test(start_paused = true)]
async fn a_lost_network_is_told_and_its_time_runs_from_the_loss() {
    let begun = Instant::now();
    let mut progress = Progress::new(false, begun);
    progress.see(READY, begun);
    let lost = begun + Duration::from_secs(3600);
    assert_eq!(progress.see(seen(85), lost), step(85, Phase::Directory, None));
    assert_eq!(progress.due(), Some(lost + STALL_AFTER));
    assert_eq!(progress.see(READY, lost), step(100, Phase::Ready, None));
}

#[tokio::test(start_paused = true)]
async fn behind_bridges_it_is_the_bridge_that_cannot_be_reached() {
    let now = Instant::now();
    for (bridged, reason, shown) in [
        (false, Stall::NoNetwork, Stall::NoNetwork),
        (false, Stall::TorUnreachable, Stall::TorUnreachable),
        (true, Stall::NoNetwork, Stall::BridgeUnreachable),
        (true, Stall::TorUnreachable, Stall::BridgeUnreachable),
        (true, Stall::Clock, Stall::Clock),
        (true, Stall::Storage, Stall::Storage),
        (true, Stall::TransportMissing, Stall::TransportMissing),
    ] {
        let mut progress = Progress::new(bridged, now);
        assert_eq!(progress.see(stuck(7, reason), now), step(7, Phase::Reaching, Some(shown)));
        let mut progress = Progress::new(bridged, now);
        assert_eq!(progress.fail(reason), step(0, Phase::Starting, Some(shown)));
    }
    let mut progress = Progress::new(true, now);
    assert_eq!(progress.tick(now + STALL_AFTER), step(0, Phase::Starting, Some(Stall::BridgeUnreachable)));
}

#[tokio::test(start_paused = true)]
async fn an_unknown_reason_replaces_no_known_one_and_means_nobody_before_the_first_connection() {
    let now = Instant::now();
    let mut progress = Progress::new(true, now);
    assert_eq!(
        progress.see(stuck(0, Stall::Unknown), now),
        step(0, Phase::Reaching, Some(Stall::BridgeUnreachable))
    );
    let mut progress = Progress::new(false, now);
    assert_eq!(
        progress.see(stuck(40, Stall::Unknown), now),
        step(40, Phase::Directory, Some(Stall::Unknown))
    );
    assert_eq!(progress.see(stuck(40, Stall::Clock), now), step(40, Phase::Directory, Some(Stall::Clock)));
    assert_eq!(progress.see(stuck(40, Stall::Unknown), now), None);
    assert_eq!(progress.fail(Stall::Unknown), None);
}

#[test]
fn a_stall_of_whose_clock_is_off_is_the_clock() {
    let start = Instant::now();
    let mut progress = Progress::new(false, start);
    let off = Seen { clock_off: true, ..seen(13) };
    assert_eq!(
        progress.see(off, start).and_then(|news| news.stall),
        None,
        "a clock that does not hinder is no trouble"
    );
    let news = progress.tick(start + STALL_AFTER);
    assert_eq!(news.and_then(|news| news.stall), Some(Stall::Clock));
    let failed = progress.fail(Stall::Unknown).unwrap_or(progress.now());
    assert_eq!(failed.stall, Some(Stall::Clock));
}

#[test]
fn a_clock_before_the_release_is_wrong_and_one_after_it_may_be_right() {
    let start = Instant::now();
    for (wall, stall) in [(RELEASED - 1, Stall::Clock), (RELEASED, Stall::TorUnreachable)] {
        let mut progress = Progress::new(false, start).at_wall_time(wall);
        progress.see(seen(13), start);
        assert_eq!(progress.tick(start + STALL_AFTER).and_then(|news| news.stall), Some(stall));
    }
}
