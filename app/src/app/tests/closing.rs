//! Locking and destroying: by time, by key, by pointer; what is kept, what is forgotten, what is said.

use super::*;
use crate::words::Words;
use iced::time::Duration;
use iced_test::core::{Event as Input, mouse, window};

const MINUTE: u64 = 60_000;
const DOWN: Input = Input::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left));
const UP: Input = Input::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left));

fn english() -> &'static Words {
    words::of(Language::English)
}

/// An engine whose vault can be locked, opened and destroyed; `fails` answers first.
fn vault(profile: Profile, fails: impl Fn(&Request) -> Option<Failure> + Send + Sync + 'static) -> Script {
    let memory = Memory::with(vec![fake::contact(1, "Ada")], vec![]);
    let profile = StdMutex::new(profile);
    Script::new(move |request| {
        let mut profile = profile.lock().unwrap();
        if let Some(failure) = fails(&request) {
            if matches!(request, Request::Wipe) && failure != Failure::Busy {
                // whatever is left of it, it is shut
                *profile = Profile::Locked;
            }
            return Err(failure);
        }
        match request {
            Request::Lock => *profile = Profile::Locked,
            Request::Wipe => *profile = Profile::Absent,
            Request::Unlock { .. } => *profile = Profile::Open,
            Request::Status => {}
            Request::SetDraft { contact, text } => {
                let draft = Some(text).filter(|text| !text.is_empty());
                return Ok(Response::Contact(Contact { draft, ..fake::contact(contact.0, "Ada") }));
            }
            other => return memory.0.lock().unwrap().answer(other, *profile),
        }
        Ok(Response::Status(fake::status(*profile, NetworkPhase::Offline)))
    })
}

/// A window over a vault that nothing fails in.
fn desk(profile: Profile) -> Desk {
    Desk::new(vault(profile, |_| None))
}

fn asked(desk: &Desk, what: &str) -> bool {
    desk.script.asked().iter().any(|asked| asked.starts_with(what))
}

/// Holds the red button with the pointer for so many milliseconds.
fn hold(desk: &mut Desk, millis: u64) {
    let start = tokio::time::Instant::now().into_std();
    let frame = |after| Input::Window(window::Event::RedrawRequested(start + Duration::from_millis(after)));
    let mut ui = desk.look();
    let place = ui.find(id(wipe::HOLD)).unwrap().bounds().center();
    ui.point_at(place);
    ui.simulate([DOWN, frame(0), frame(millis), UP, frame(millis + 5000)]);
    let messages: Vec<_> = ui.into_messages().collect();
    messages.into_iter().for_each(|message| desk.tell(message));
}

#[test]
fn a_window_that_nobody_touches_locks_itself_and_shows_nothing_any_more() {
    let mut desk = desk(Profile::Open);
    desk.expect("Ada");
    desk.pass(15 * MINUTE - 1);
    assert!(!asked(&desk, "Lock"));
    desk.pass(1);
    assert!(asked(&desk, "Lock"));
    desk.expect(&english().say("unlock-head"));
    desk.expect("Sotto has locked itself: nobody used this window for 15 minutes.");
    assert!(!desk.sees("Ada"));
    desk.picture("locked");
    desk.click("Understood");
    assert!(!desk.sees("Understood"));
    desk.type_into(unlock::FIELD, PASSPHRASE);
    desk.press(unlock::FIELD, Named::Enter);
    desk.expect("Ada");
}

#[test]
fn the_look_stays_when_the_window_is_locked() {
    let mut desk = desk(Profile::Open);
    desk.key(Shortcut::Settings);
    desk.click("Dark");
    desk.key(Shortcut::Lock);
    desk.expect(&english().say("unlock-head"));
    assert_eq!(desk.app.look.appearance, Appearance::Dark);
    desk.picture("locked-dark");
}

#[test]
fn who_has_chosen_never_is_never_locked_out() {
    let mut desk = desk(Profile::Open);
    desk.key(Shortcut::Settings);
    desk.click("Privacy");
    desk.click("Never");
    desk.pass(24 * 60 * MINUTE);
    assert!(!asked(&desk, "Lock"));
}

#[test]
fn it_is_locked_at_once_by_key_by_pointer_and_by_enter() {
    for way in 0..3 {
        let mut desk = desk(Profile::Open);
        desk.key(Shortcut::Settings);
        desk.click("Privacy");
        match way {
            0 => desk.key(Shortcut::Lock),
            1 => desk.click("Lock now"),
            _ => activate(&mut desk, "vault-lock", Named::Enter),
        }
        assert!(asked(&desk, "Lock"), "{way}");
        desk.expect(&english().say("unlock-head"));
        assert!(!desk.sees("Understood"), "whoever locks knows why");
    }
}

#[test]
fn what_was_being_written_is_kept_before_the_vault_is_shut() {
    let mut desk = desk(Profile::Open);
    desk.key(Shortcut::Next);
    desk.type_into("composer", "half a thou");
    desk.key(Shortcut::Lock);
    let asked = desk.script.asked();
    let draft = asked.iter().position(|asked| asked.starts_with("SetDraft") && asked.contains("half a thou"));
    let lock = asked.iter().position(|asked| asked.starts_with("Lock"));
    assert!(draft.unwrap() < lock.unwrap(), "{asked:?}");
}

#[test]
fn a_lock_that_is_refused_leaves_the_profile_open() {
    let mut desk =
        Desk::new(vault(Profile::Open, |request| matches!(request, Request::Lock).then_some(Failure::Busy)));
    desk.key(Shortcut::Lock);
    desk.expect("Ada");
}

#[test]
fn a_session_in_memory_is_not_locked_but_ended() {
    let mut desk = desk(Profile::Amnesic);
    desk.pass(24 * 60 * MINUTE);
    desk.key(Shortcut::Lock);
    assert!(!asked(&desk, "Lock"));
    desk.key(Shortcut::Settings);
    desk.click("Privacy");
    assert!(!desk.sees("Lock now"));
    desk.expect(&english().say("settings-session-means"));
    desk.picture("settings-session");
    desk.click("End session");
    assert!(asked(&desk, "Shutdown") && desk.ended);
}

#[test]
fn a_profile_that_somebody_else_destroyed_is_not_shown_any_longer() {
    let mut desk = desk(Profile::Open);
    let _ = futures::executor::block_on(async { crate::engine::Ask::ask(&desk.script, Request::Wipe).await });
    desk.event(Event::Status(fake::status(Profile::Absent, NetworkPhase::Offline)));
    desk.expect(&english().say("welcome-head"));
    assert!(!desk.sees("Ada"));
}

#[test]
fn the_profile_is_destroyed_when_the_button_was_held_and_that_is_said() {
    let mut desk = desk(Profile::Open);
    desk.key(Shortcut::Wipe);
    desk.expect(&english().say("lock-wipe-flash"));
    assert!(!desk.sees("Ada"), "the page stands alone");
    desk.picture("wipe");
    hold(&mut desk, 3000);
    assert!(asked(&desk, "Wipe"));
    desk.expect(&english().say("welcome-head"));
    desk.expect(&english().say("lock-wiped"));
    desk.picture("wiped");
    desk.click("Understood");
    assert!(!desk.sees(&english().say("lock-wiped")));
}

#[test]
fn a_button_that_is_let_go_early_destroys_nothing() {
    let mut desk = desk(Profile::Open);
    desk.key(Shortcut::Wipe);
    hold(&mut desk, 2999);
    desk.click(&english().say("lock-wipe-hold"));
    assert!(!asked(&desk, "Wipe"));
    desk.expect(&english().say("lock-wipe-head"));
}

#[test]
fn the_page_is_left_by_escape_and_by_its_button_and_other_keys_do_nothing_there() {
    let mut desk = desk(Profile::Open);
    for way in 0..2 {
        desk.key(Shortcut::Wipe);
        desk.key(Shortcut::Settings);
        desk.key(Shortcut::Lock);
        desk.expect(&english().say("lock-wipe-head"));
        match way {
            0 => desk.key(Shortcut::Back),
            _ => activate(&mut desk, wipe::BACK, Named::Space),
        }
        desk.expect("Ada");
    }
    assert!(!asked(&desk, "Wipe") && !asked(&desk, "Lock"));
}

#[test]
fn the_page_is_reached_from_the_settings_and_without_the_passphrase() {
    let mut open = desk(Profile::Open);
    open.resize(Size::new(1080.0, 2000.0));
    open.key(Shortcut::Settings);
    open.click("Privacy");
    open.click("Destroy this profile…");
    open.expect(&english().say("lock-wipe-head"));
    let mut locked = desk(Profile::Locked);
    locked.click("Destroy this profile…");
    hold(&mut locked, 3000);
    assert!(asked(&locked, "Wipe") && !asked(&locked, "Unlock"));
    locked.expect(&english().say("lock-wiped"));
}

#[test]
fn where_there_is_no_profile_there_is_nothing_to_destroy() {
    let mut desk = desk(Profile::Absent);
    desk.key(Shortcut::Wipe);
    desk.expect(&english().say("welcome-head"));
}

#[test]
fn what_could_not_be_destroyed_is_said() {
    for failure in [Failure::WipeIncompleteKey, Failure::WipeIncompleteDatabase, Failure::WipeIncompleteTor] {
        let mut desk = Desk::new(vault(Profile::Open, move |request| {
            matches!(request, Request::Wipe).then_some(failure)
        }));
        desk.key(Shortcut::Wipe);
        hold(&mut desk, 3000);
        desk.expect(&failure.to_string());
    }
}

#[test]
fn a_wipe_that_has_not_even_shut_the_profile_says_so_before_anything_is_shown() {
    let mut desk =
        Desk::new(vault(Profile::Open, |request| matches!(request, Request::Wipe).then_some(Failure::Busy)));
    desk.key(Shortcut::Wipe);
    hold(&mut desk, 3000);
    desk.expect(&english().say("lock-wipe-head"));
    desk.expect(&Failure::Busy.to_string());
    assert!(!desk.sees("Ada"));
    desk.key(Shortcut::Back);
    desk.expect("Ada");
    desk.key(Shortcut::Wipe);
    assert!(!desk.sees(&Failure::Busy.to_string()), "it was of that time");
}

#[test]
fn a_draft_that_the_vault_refuses_does_not_hold_the_lock_but_is_said() {
    let full = |request: &Request| matches!(request, Request::SetDraft { .. }).then_some(Failure::DiskFull);
    let mut desk = Desk::new(vault(Profile::Open, full));
    desk.key(Shortcut::Next);
    desk.type_into("composer", "half a thou");
    desk.key(Shortcut::Lock);
    desk.expect(&english().say("unlock-head"));
    let lost = english().say("lock-draft-lost");
    assert!(desk.sees(&format!("{lost} {}", Failure::DiskFull)));
    assert!(!desk.sees("Ada"));
    desk.click("Understood");
    assert!(!desk.sees("Understood"));
}

/// A window whose own address has just been copied.
fn copied() -> Desk {
    let mut desk = desk(Profile::Open);
    desk.key(Shortcut::OwnAddress);
    desk.click("Copy address");
    assert_eq!(desk.clipboard, Some(fake::address(99)));
    desk
}

#[test]
fn an_address_that_was_copied_is_taken_away_after_a_minute_if_it_still_lies_there() {
    let mut desk = copied();
    desk.pass(MINUTE - 1);
    assert_eq!(desk.clipboard, Some(fake::address(99)));
    desk.pass(1);
    assert_eq!(desk.clipboard.as_deref(), Some(""));
    desk.clipboard = Some(fake::address(99));
    desk.pass(MINUTE);
    assert_eq!(
        desk.clipboard,
        Some(fake::address(99)),
        "what came there by another way is none of our business"
    );
}

#[test]
fn what_somebody_has_copied_since_stays_on_the_clipboard() {
    let mut desk = copied();
    desk.clipboard = Some("a shopping list".to_owned());
    desk.pass(MINUTE);
    assert_eq!(desk.clipboard.as_deref(), Some("a shopping list"));
}

#[test]
fn who_does_not_wish_it_keeps_what_was_copied() {
    let mut desk = copied();
    let kept = Preferences { clear_clipboard: false, ..Preferences::default() };
    desk.tell(Message::Preferences(Ok(Response::Preferences(kept))));
    desk.pass(MINUTE);
    assert_eq!(desk.clipboard, Some(fake::address(99)));
}

#[test]
fn a_lock_the_end_of_the_window_and_that_of_the_profile_take_it_away_at_once() {
    let mut locked = copied();
    locked.key(Shortcut::Lock);
    assert_eq!(locked.clipboard.as_deref(), Some(""));
    let mut closed = copied();
    closed.tell(Message::Close);
    assert_eq!(closed.clipboard.as_deref(), Some(""));
    assert!(closed.ended);
    let mut destroyed = copied();
    destroyed.key(Shortcut::Wipe);
    hold(&mut destroyed, 3000);
    assert_eq!(destroyed.clipboard.as_deref(), Some(""));
}
