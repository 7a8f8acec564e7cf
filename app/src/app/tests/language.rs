//! The window in other languages: chosen by the system, then by whoever uses it, and from the right where it is read so.

use super::*;
use crate::words::Words;

fn persian() -> &'static Words {
    words::of(Language::Persian)
}

/// How far from the left `words` begin, in logical pixels.
#[track_caller]
fn place(desk: &Desk, words: &str) -> f32 {
    desk.look().find(words).unwrap_or_else(|_| panic!("not on the screen: {words}")).bounds().x
}

#[test]
fn the_window_speaks_as_the_system_does_until_a_profile_is_open() {
    let options = Options { language: Language::Persian, ..Options::default() };
    let desk = Desk::with(Memory::default().script(Profile::Absent), options);
    let english = Desk::new(Memory::default().script(Profile::Absent));
    let head = "welcome-head";
    let from_left = place(&english, &words::of(Language::English).say(head));
    assert!(place(&desk, &persian().say(head)) > from_left + 50.0, "it begins on the right");
    desk.picture("welcome-persian");
}

#[test]
fn a_language_that_is_chosen_is_spoken_at_once_and_kept() {
    let mut desk = Desk::new(Memory::default().script(Profile::Open));
    desk.tell(Message::Key(Shortcut::Settings));
    assert!(place(&desk, "Light") < place(&desk, "Dark"));
    desk.click("Language");
    desk.click(Language::Persian.name());
    desk.picture("settings-persian");
    desk.click(&persian().say("settings-appearance"));
    let [light, dark] = ["settings-light", "settings-dark"].map(|key| persian().say(key));
    assert!(place(&desk, &light) > place(&desk, &dark), "the first stands on the right");
    assert!(desk.script.asked().iter().any(|asked| asked.contains("language: Some(\"fa\")")));
    desk.click(&persian().say("settings-language"));
    desk.click(&persian().say("settings-language-system"));
    desk.click("Appearance");
    assert!(place(&desk, "Light") < place(&desk, "Dark"), "and back");
}

#[test]
fn a_kept_language_is_spoken_once_the_profile_is_open() {
    let preferences = Preferences { language: Some("fa-IR".to_owned()), ..Preferences::default() };
    let memory = Memory::default();
    memory.0.lock().unwrap().preferences = preferences;
    let desk = Desk::new(memory.script(Profile::Open));
    desk.expect(&persian().say("home-offline"));
    assert!(place(&desk, "Sotto") > 700.0, "the list stands on the right");
}
