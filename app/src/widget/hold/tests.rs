//! Held for long enough it acts, once; in every other case nothing happens.

use super::press::STEP;
use super::*;
use iced::time::Instant;
use iced_test::Simulator;
use iced_test::core::Settings;
use iced_test::runtime::{UserInterface, user_interface::Cache};
use iced_test::simulator::{press_key, release_key};

/// The button's name.
const BUTTON: &str = "hold";
const DOWN: Event = Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left));
const UP: Event = Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left));

/// A frame so many milliseconds after the first one.
fn frame(start: Instant, after: u64) -> Event {
    Event::Window(window::Event::RedrawRequested(start + Duration::from_millis(after)))
}

/// Any moment.
fn start() -> Instant {
    tokio::time::Instant::now().into_std()
}

fn view<'a>(counted: bool) -> Element<'a, u8> {
    let counts = counted.then(|| ["3", "2", "1"].map(str::to_owned));
    hold("Destroy".to_owned(), Direction::LeftToRight, Some(7)).id(BUTTON).counted(counts).into()
}

/// What is said when this happens, with the pointer over the button or the focus on it.
fn said(counted: bool, focused: bool, events: Vec<Event>) -> Vec<u8> {
    let (size, mut messages) = (Size::new(300.0, 60.0), Vec::new());
    let mut renderer = Renderer::new(fonts::TEXT, 16.into());
    let mut ui = UserInterface::build(view(counted), size, Cache::new(), &mut renderer);
    let mut cursor = mouse::Cursor::Available(Point::new(150.0, 20.0));
    if focused {
        ui.operate(&renderer, &mut operation::focusable::focus::<()>(BUTTON.into()));
        cursor = mouse::Cursor::Unavailable;
    }
    let _ = ui.update(&events, cursor, &mut renderer, &mut iced::advanced::clipboard::Null, &mut messages);
    messages
}

fn key(named: Named) -> Event {
    press_key(named, None)
}

#[test]
fn held_for_three_seconds_by_the_pointer_it_acts_once() {
    let t = start();
    let frames = [0, 1000, 2999, 3000, 3016, 9000].map(|after| frame(t, after));
    let all: Vec<Event> = [DOWN].into_iter().chain(frames).chain([UP]).collect();
    for counted in [false, true] {
        assert_eq!(said(counted, false, all.clone()), [7]);
    }
}

#[test]
fn held_by_space_or_enter_it_acts_too_though_the_key_repeats() {
    let t = start();
    for named in [Named::Space, Named::Enter] {
        let events =
            vec![key(named), frame(t, 0), key(named), frame(t, 1500), key(named), frame(t, 3000), key(named)];
        assert_eq!(said(false, true, events.clone()), [7], "{named:?}");
        assert_eq!(said(false, false, events), [0_u8; 0], "without the focus");
    }
}

#[test]
fn released_early_nothing_happens_and_it_begins_anew() {
    let t = start();
    let early = vec![DOWN, frame(t, 0), frame(t, 2900), UP, frame(t, 3100), frame(t, 9000)];
    assert_eq!(said(false, false, early), [0_u8; 0]);
    let twice = vec![DOWN, frame(t, 0), frame(t, 2000), UP, DOWN, frame(t, 2100), frame(t, 4000)];
    assert_eq!(said(false, false, twice), [0_u8; 0], "two halves are no whole");
    let key_up = vec![key(Named::Space), frame(t, 0), release_key(Named::Space), frame(t, 4000)];
    assert_eq!(said(true, true, key_up), [0_u8; 0]);
}

#[test]
fn away_from_the_button_or_the_window_nothing_happens() {
    let t = start();
    let gone = [Event::Mouse(mouse::Event::CursorLeft), Event::Window(window::Event::Unfocused)];
    for event in gone {
        let events = vec![DOWN, frame(t, 0), event.clone(), frame(t, 4000)];
        assert_eq!(said(false, false, events), [0_u8; 0], "{event:?}");
    }
    let other = vec![key(Named::Space), frame(t, 0), release_key(Named::Enter), frame(t, 3000)];
    assert_eq!(said(false, true, other), [7], "another key that goes up is no release");
}

#[test]
fn a_pointer_that_leaves_while_it_holds_lets_go() {
    let mut state = State::default();
    let moved = Event::Mouse(mouse::Event::CursorMoved { position: Point::ORIGIN });
    let t = start();
    assert!(state.hear(&DOWN, true));
    let _ = state.press.frame(t);
    state.hear(&moved, true);
    assert!(state.press.by().is_some(), "over the button it may move");
    state.hear(&moved, false);
    assert!(!state.press.frame(t + HOLD * 2));
    assert!(!state.hear(&DOWN, false), "beside the button nothing begins");
    assert_eq!(state.press, Press::Released);
}

#[test]
fn focus_that_goes_lets_go() {
    let mut state = State { focused: true, press: Press::Begun(By::Key(Named::Space)) };
    operation::Focusable::unfocus(&mut state);
    assert_eq!(state.press, Press::Released);
}

#[test]
fn without_a_message_it_does_nothing() {
    let t = start();
    let off: Element<'_, u8> = hold("Destroy".to_owned(), Direction::LeftToRight, None).into();
    let mut ui = Simulator::with_size(Settings::default(), (300.0, 60.0), off);
    ui.point_at(Point::new(150.0, 20.0));
    ui.simulate([DOWN, frame(t, 0), frame(t, 5000)]);
    assert_eq!(ui.into_messages().count(), 0);
}

#[test]
fn a_countdown_needs_one_frame_a_second_and_a_bar_every_frame() {
    let t = start();
    let mut press = Press::default();
    assert_eq!(press.next_frame(false), None);
    press.down(By::Pointer);
    let _ = press.frame(t);
    let _ = press.frame(t + Duration::from_millis(1200));
    assert_eq!(press.next_frame(true), Some(window::RedrawRequest::At(t + STEP * 2)));
    assert_eq!(press.next_frame(false), Some(window::RedrawRequest::NextFrame));
    assert!(press.frame(t + HOLD));
    assert_eq!(press.next_frame(true), None, "nothing moves once it is done");
}

#[test]
fn numbers_go_down_from_three() {
    let counts = ["3", "2", "1"].map(str::to_owned);
    let at = |ms| count(&counts, Duration::from_millis(ms)).to_owned();
    assert_eq!([0, 999, 1000, 2000, 2999, 3000].map(at), ["3", "3", "2", "1", "1", "1"]);
    assert!((part(Duration::from_millis(1500)) - 0.5).abs() < 0.001);
}
