//! Frames of a long conversation: what one costs, and that what is read stays where it is while pages come and go.

use super::glass::{Glass, now};
use super::*;
use iced_test::core::widget::operation::black_box;
use iced_test::core::{Event as Input, mouse};
use iced_test::selector::Selector;
use rustix::time::{ClockId, clock_gettime};
use std::collections::BTreeMap;
use std::time::Duration;

/// Messages of the conversation that is measured.
const MANY: i64 = 100_000;
/// Frames that are measured, half of them on the way back.
const STEPS: u32 = 2_000;
/// What one step of the measurement scrolls, in logical pixels: a fast turn of the wheel.
const STRIDE: f32 = 600.0;
/// In the middle of the list.
const CURSOR: iced::Point = iced::Point::new(700.0, 300.0);
/// Longest time between two messages, in milliseconds: some share a minute, some are days apart.
const APART: i64 = 11 * 60 * 60 * 1000;

/// The text of a message: one word to ten lines, of several scripts.
fn text(id: i64) -> String {
    const PIECES: [&str; 4] = [
        "The second annex is the one that matters, and the names in it are not for the telephone. ",
        "Встретимся там же. ",
        "فردا همان جا می\u{200c}بینمت. ",
        "Only the two of us know. ",
    ];
    let pieces = (id * 7 + id / 13).rem_euclid(11) * i64::from(id % 3 != 0);
    let piece = |n: i64| PIECES[(id + n).rem_euclid(4) as usize];
    format!("{id}: ") + &(0..pieces).map(piece).collect::<String>()
}

fn said(id: i64) -> Text {
    let state = if id % 5 < 2 { MessageState::Delivered } else { MessageState::Received };
    let ago = (MANY - id) * 60_000 + (id * 7_919).rem_euclid(APART) / 1_000;
    fake::message(id, 1, state, NOON - ago as u64, &text(id))
}

/// A window on a conversation of `count` messages that come in pages.
fn desk(count: i64) -> Desk {
    let friend = Contact { last: Some(said(count)), ..fake::contact(1, "Ada") };
    let script = Script::new(move |request| {
        Ok(match request {
            Request::Status => Response::Status(fake::status(Profile::Open, NetworkPhase::Offline)),
            Request::Contacts => Response::Contacts(vec![friend.clone()]),
            Request::MarkRead { .. } => Response::Contact(friend.clone()),
            Request::History { before, after, limit, .. } => {
                Response::History(page(before.map(|id| id.0), after.map(|id| id.0), i64::from(limit), count))
            }
            _ => Response::Done {},
        })
    });
    let mut desk = Desk::new(script);
    desk.tell(Message::Key(Shortcut::Next));
    desk
}

/// The page that is asked for.
fn page(before: Option<i64>, after: Option<i64>, limit: i64, count: i64) -> History {
    let (begin, end) = match (before, after) {
        (_, Some(after)) => (after + 1, (after + 1 + limit).min(count + 1)),
        (before, None) => {
            let end = before.unwrap_or(count + 1);
            ((end - limit).max(1), end)
        }
    };
    History { messages: (begin..end).map(said).collect(), more: begin > 1, newer: end <= count }
}

/// The glass of the window as it opens, with the pointer over the list.
fn glass() -> Glass {
    Glass::new(SIZE, 1.0).pointing_at(CURSOR)
}

/// Draws one frame after `inputs`. The whole window; on a screen only what changed is drawn.
fn frame(glass: &mut Glass, desk: &mut Desk, inputs: &[Input]) {
    glass.prepare(desk, inputs);
    assert!(!glass.pixels(desk).is_empty());
}

/// Where the messages stand that are seen whole, by their numbers.
fn seen(glass: &mut Glass, desk: &Desk) -> BTreeMap<i64, f32> {
    let mut seen = BTreeMap::new();
    let every = |candidate: Candidate<'_>| {
        if let Candidate::Text { content, bounds, visible_bounds: Some(visible), .. } = candidate
            && let Some(id) = content.split_once(": ").and_then(|(id, _)| id.parse().ok())
            && visible.height >= bounds.height - 0.1
        {
            seen.insert(id, visible.y);
        }
        None::<()>
    };
    let mut operation = every.find();
    glass.look(desk, |ui, renderer| ui.operate(renderer, &mut black_box(&mut operation)));
    drop(operation);
    seen
}

fn wheel(y: f32) -> [Input; 1] {
    [Input::Mouse(mouse::Event::WheelScrolled { delta: mouse::ScrollDelta::Pixels { x: 0.0, y } })]
}

/// Time on a processor of this thread, which does everything: other programs lengthen nothing.
pub(super) fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

/// What frames took, and how far the list was scrolled.
#[derive(Default)]
struct Scrolled {
    worked: Vec<Duration>,
    waited: Vec<Duration>,
    oldest: i64,
}

/// Scrolls up for half of the steps and down for the other, and measures each frame.
fn scroll(count: i64, steps: u32) -> Scrolled {
    let mut desk = desk(count);
    let mut glass = glass();
    (0..3).for_each(|_| frame(&mut glass, &mut desk, &[]));
    let mut scrolled = Scrolled::default();
    for step in 0..steps {
        let way = if step < steps / 2 { STRIDE } else { -STRIDE };
        let (began, before) = (now(), worked());
        frame(&mut glass, &mut desk, &wheel(way));
        scrolled.worked.push(worked().saturating_sub(before));
        scrolled.waited.push(began.elapsed());
        if step == steps / 2 {
            scrolled.oldest = seen(&mut glass, &desk).into_keys().next().unwrap();
        }
    }
    scrolled
}

/// That share of them took no longer, in milliseconds.
fn within(mut took: Vec<Duration>, share: f64) -> f64 {
    took.sort();
    took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0
}

#[test]
fn frames_of_a_long_conversation_can_be_measured() {
    let Scrolled { worked, waited, oldest } = scroll(2_000, 20);
    assert_eq!((worked.len(), waited.len()), (20, 20));
    assert!(within(worked, 0.5) > 0.0);
    assert!(oldest < 1_970, "nothing was scrolled: {oldest}");
}

/// Turns the wheel, and says what has not moved by as much: what was read before and after.
fn turn(glass: &mut Glass, desk: &mut Desk, y: f32) -> Vec<String> {
    let before = seen(glass, desk);
    glass.prepare(desk, &wheel(y));
    let after = seen(glass, desk);
    let both = before.iter().filter_map(|(id, was)| Some((id, was, after.get(id)?)));
    both.filter(|(_, was, is)| (*is - *was - y).abs() > 1.0)
        .map(|(id, was, is)| format!("{id} was at {was}, is at {is}, should have moved by {y}"))
        .collect()
}

#[test]
fn what_is_read_stays_under_the_eyes_while_pages_come_and_go() {
    let count = 900;
    let mut desk = desk(count);
    let mut glass = glass();
    (0..3).for_each(|_| frame(&mut glass, &mut desk, &[]));
    assert!(seen(&mut glass, &desk).contains_key(&count), "the newest is seen first");
    let mut oldest = count;
    for _ in 0..2_000 {
        assert_eq!(turn(&mut glass, &mut desk, 300.0), [""; 0], "on the way back");
        oldest = seen(&mut glass, &desk).into_keys().next().unwrap();
        if oldest < 150 {
            break;
        }
    }
    assert!(oldest < 150, "more messages were passed than are held at once: {oldest}");
    for _ in 0..4_000 {
        let moved = turn(&mut glass, &mut desk, -300.0);
        if seen(&mut glass, &desk).contains_key(&count) {
            return;
        }
        assert_eq!(moved, [""; 0], "on the way to the newest");
    }
    panic!("the newest is never reached: {:?}", seen(&mut glass, &desk).into_keys().next_back());
}

/// `cargo xtask bench window` runs this in an optimised build and reads its last line.
#[test]
#[ignore = "a measurement"]
fn scrolling_a_hundred_thousand_messages() {
    let Scrolled { worked, waited, oldest } = scroll(MANY, STEPS);
    println!(
        "{{\"frames\": {}, \"p50_ms\": {:.2}, \"p99_ms\": {:.2}, \"max_ms\": {:.2}, \"wall_p99_ms\": {:.2}, \"messages_passed\": {}}}",
        worked.len(),
        within(worked.clone(), 0.5),
        within(worked.clone(), 0.99),
        within(worked, 1.0),
        within(waited, 0.99),
        MANY - oldest
    );
}
