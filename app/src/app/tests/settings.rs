//! The settings, section by section: what is chosen takes effect at once and is kept; by pointer and by key.

use super::*;
use crate::screen::chats::settings::Section;
use crate::words::Words;
use sotto_engine::api::Notifications;

const OLD: &str = "old-passphrase";
const NEW: &str = "changed-passphrase";
const AGAIN: &str = "changed-passphrase-again";

fn english() -> &'static Words {
    words::of(Language::English)
}

/// A window at a section of the settings.
fn at(section: &str, memory: &Memory) -> Desk {
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.tell(Message::Key(Shortcut::Settings));
    desk.click(section);
    desk
}

fn kept(memory: &Memory) -> Preferences {
    memory.0.lock().unwrap().preferences.clone()
}

#[test]
fn every_section_is_reached_by_pointer_and_by_key_and_says_something_of_its_own() {
    let said = [
        "settings-size",
        "settings-language-means",
        "settings-network-means",
        "settings-never-does",
        "settings-notifications-why",
        "help-lock",
        "settings-not-audited",
    ];
    let memory = Memory::default();
    let mut desk = at("Appearance", &memory);
    for (section, key) in Section::ALL.into_iter().zip(said) {
        activate(&mut desk, section.id(), Named::Enter);
        desk.expect(&english().say(key));
        desk.picture(section.id());
    }
    for (name, key) in ["Appearance", "Language", "Network", "Privacy"].into_iter().zip(said) {
        desk.click(name);
        desk.expect(&english().say(key));
    }
}

#[test]
fn the_look_is_chosen_and_kept() {
    let memory = Memory::default();
    let mut desk = at("Appearance", &memory);
    desk.click("Dark");
    desk.click("High contrast");
    desk.click("Reduced motion");
    assert_eq!(desk.app.look, theme::Look { appearance: Appearance::Dark, contrast: true });
    let preferences = kept(&memory);
    assert!(preferences.contrast && preferences.reduced_motion, "one does not undo the other");
    desk.picture("settings-contrast");
    desk.click("Light");
    desk.click("High contrast");
    assert_eq!(desk.app.look, theme::Look::default());
}

#[test]
fn text_grows_and_shrinks_in_steps_to_both_ends() {
    let memory = Memory::default();
    let mut desk = at("Appearance", &memory);
    desk.click("Larger");
    assert_eq!(kept(&memory).scale_percent, 110);
    activate(&mut desk, "scale-larger", Named::Space);
    desk.expect("125 %");
    desk.click("Usual size");
    desk.expect("100 %");
    for _ in 0..9 {
        activate(&mut desk, "scale-smaller", Named::Enter);
    }
    assert_eq!(kept(&memory).scale_percent, 80);
    for _ in 0..20 {
        activate(&mut desk, "scale-larger", Named::Enter);
    }
    assert_eq!(kept(&memory).scale_percent, 200);
}

#[test]
fn a_choice_that_is_refused_is_said_and_changes_nothing() {
    let memory = Memory::default();
    let inner = memory.clone();
    let script = Script::new(move |request| match request {
        Request::SetPreferences { .. } => Err(Failure::DiskFull),
        other => inner.0.lock().unwrap().answer(other, Profile::Open),
    });
    let mut desk = Desk::new(script);
    desk.tell(Message::Key(Shortcut::Settings));
    desk.click("Dark");
    desk.expect(&Failure::DiskFull.to_string());
    assert_eq!(desk.app.look, theme::Look::default());
}

#[test]
fn one_connects_and_disconnects_in_words() {
    let memory = Memory::default();
    let mut desk = at("Network", &memory);
    activate(&mut desk, "network-turn", Named::Enter);
    assert!(desk.script.asked().contains(&"Connect".to_owned()));
    desk.event(network(NetworkPhase::Reaching, Some(Trouble::TorUnreachable)));
    desk.expect(&Trouble::TorUnreachable.to_string());
    activate(&mut desk, "network-turn", Named::Enter);
    assert!(desk.script.asked().contains(&"Disconnect".to_owned()));
}

#[test]
fn bridges_are_kept_as_they_are_typed() {
    let memory = Memory::default();
    let script = Script::new(move |request| match request {
        Request::SetBridges { lines, enabled } => {
            Ok(Response::Bridges(Bridges { enabled, lines: lines.lines().map(str::to_owned).collect() }))
        }
        other => memory.0.lock().unwrap().answer(other, Profile::Open),
    });
    let mut desk = Desk::new(script);
    desk.tell(Message::Key(Shortcut::Settings));
    desk.click("Network");
    desk.type_into("bridge-lines", "192.0.2.1:443");
    desk.click("Use only these bridges to reach Tor");
    desk.click("Save bridges");
    let kept = "SetBridges { lines: \"192.0.2.1:443\", enabled: true }".to_owned();
    assert!(desk.script.asked().contains(&kept));
    desk.expect("Saved.");
}

#[test]
fn the_time_to_the_lock_is_chosen() {
    let memory = Memory::default();
    let mut desk = at("Privacy", &memory);
    desk.click("5 minutes");
    assert_eq!(kept(&memory).lock_after_minutes, Some(5));
    desk.click("1 minute");
    assert_eq!(kept(&memory).lock_after_minutes, Some(1));
    desk.click("Never");
    assert_eq!(kept(&memory).lock_after_minutes, None);
}

#[test]
fn the_clipboard_is_left_alone_by_who_wishes_it() {
    let memory = Memory::default();
    let mut desk = at("Privacy", &memory);
    desk.resize(Size::new(1080.0, 2000.0));
    desk.click(&english().say("settings-clear-clipboard"));
    assert!(!kept(&memory).clear_clipboard);
}

#[test]
fn notifications_are_off_until_they_are_wished() {
    let memory = Memory::default();
    let mut desk = at("Notifications", &memory);
    assert_eq!(kept(&memory).notifications, Notifications::Off);
    desk.click("Discreet");
    assert_eq!(kept(&memory).notifications, Notifications::Discreet);
    desk.expect(&english().say("settings-notifications-discreet-means"));
}

/// Fills in the three fields and presses the button.
fn change(desk: &mut Desk, old: &str, new: &str, again: &str) {
    for (field, text) in [(OLD, old), (NEW, new), (AGAIN, again)] {
        desk.type_into(field, text);
    }
    activate(desk, "change-passphrase", Named::Enter);
}

#[test]
fn the_passphrase_is_changed_from_the_old_one_to_the_new_one() {
    let memory = Memory::default();
    let script = Script::new(move |request| match request {
        Request::ChangePassphrase { old, new } => match (old.reveal(), new.reveal()) {
            ("tractor old", "lamp new words") => Ok(Response::Done {}),
            _ => Err(Failure::PassphraseWrong),
        },
        other => memory.0.lock().unwrap().answer(other, Profile::Open),
    });
    let mut desk = Desk::new(script);
    desk.tell(Message::Key(Shortcut::Settings));
    desk.click("Privacy");
    change(&mut desk, "tractor old", "lamp new words", "lamp new words");
    desk.expect(&english().say("settings-changed"));
    change(&mut desk, "something else", "lamp new words", "lamp new words");
    desk.expect(&Failure::PassphraseWrong.to_string());
}

#[test]
fn two_new_passphrases_that_differ_change_nothing() {
    let memory = Memory::default();
    let mut desk = at("Privacy", &memory);
    change(&mut desk, "old", "one thing", "another");
    desk.expect(&english().say("welcome-differ"));
    assert!(!desk.script.asked().concat().contains("ChangePassphrase"));
}

#[test]
fn the_licences_are_shown_when_they_are_wished() {
    let memory = Memory::default();
    let mut desk = at("About", &memory);
    assert!(!desk.sees("Hide licences"));
    desk.click("Show licences");
    desk.expect("Hide licences");
    desk.picture("licences");
}

#[test]
fn in_a_narrow_window_the_sections_stand_on_top_and_all_can_be_reached() {
    let memory = Memory::default();
    let mut desk = at("Appearance", &memory);
    desk.resize(Size::new(360.0, 480.0));
    let mut ui = desk.look();
    for section in Section::ALL {
        let place = ui.find(id(section.id())).unwrap().bounds();
        assert!(place.x >= 0.0 && place.x + place.width <= 360.0, "{section:?}: {place:?}");
    }
    drop(ui);
    desk.picture_at(desk.size, "settings-narrow");
    activate(&mut desk, Section::About.id(), Named::Enter);
    desk.expect(&english().say("settings-not-audited"));
}
