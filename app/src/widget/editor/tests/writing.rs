//! Typing, deleting, undoing, pasting.

use super::*;
use crate::display;

#[test]
fn what_is_typed_is_undone_by_words_and_done_again() {
    let content = lines("");
    type_in(&content, "one two");
    assert_eq!(content.perform(Action::Undo), Outcome::Edited);
    assert_eq!(content.text(), "one ");
    let _ = content.perform(Action::Undo);
    let _ = content.perform(Action::Undo);
    assert_eq!(content.text(), "");
    assert_eq!(content.perform(Action::Undo), Outcome::Same);
    for _ in 0..3 {
        assert_eq!(content.perform(Action::Redo), Outcome::Edited);
    }
    assert_eq!(content.text(), "one two");
    assert_eq!(content.perform(Action::Redo), Outcome::Same);
    let _ = content.perform(Action::Backspace { word: false });
    let _ = content.perform(Action::Backspace { word: false });
    let _ = content.perform(Action::Undo);
    assert_eq!(content.text(), "one two", "a row of deletions is one step");
    type_in(&content, "s");
    assert_eq!(content.perform(Action::Redo), Outcome::Same, "what was written since is not lost");
}

#[test]
fn no_more_than_a_hundred_steps_are_kept() {
    let content = lines("");
    for _ in 0..300 {
        let _ = content.perform(Action::Paste("a b".to_owned()));
    }
    assert_eq!(content.steps(), 100);
    for _ in 0..100 {
        assert_eq!(content.perform(Action::Undo), Outcome::Edited);
    }
    assert_eq!(content.perform(Action::Undo), Outcome::Same);
    assert_eq!(content.text().len(), 600);
    content.set("");
    assert_eq!(content.steps(), 0, "nothing leads back to what was sent");
}

#[test]
fn what_is_selected_gives_way_to_what_is_typed() {
    let content = lines("one two three");
    content.select(4..7);
    assert_eq!(content.selected().as_deref(), Some("two"));
    type_in(&content, "2");
    assert_eq!(content.text(), "one 2 three");
    let _ = content.perform(Action::SelectAll);
    let _ = content.perform(Action::Backspace { word: false });
    assert!(content.is_empty());
    let _ = content.perform(Action::Undo);
    assert_eq!(content.text(), "one 2 three");
}

#[test]
fn backspace_takes_a_joiner_alone_and_an_emoji_whole() {
    for (text, left) in [
        ("می\u{200c}ر", "می\u{200c}"),
        ("بِ", "ب"),
        ("a\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}", "a"),
        ("a\u{1f1eb}\u{1f1f7}", "a"),
        ("a❤\u{fe0f}", "a"),
    ] {
        let content = lines(text);
        let _ = content.perform(Action::Backspace { word: false });
        assert_eq!(content.text(), left);
    }
    let content = lines("one two");
    let _ = content.perform(Action::Backspace { word: true });
    assert_eq!(content.text(), "one ");
    let _ = step(&content, Motion::Start);
    let _ = content.perform(Action::Delete { word: true });
    assert_eq!(content.text(), " ");
    let content = lines("e\u{301}x");
    let _ = step(&content, Motion::Start);
    let _ = content.perform(Action::Delete { word: false });
    assert_eq!(content.text(), "x");
}

#[test]
fn a_joiner_can_be_typed_before_the_letter_that_needs_it() {
    let content = lines("");
    type_in(&content, "می\u{200c}");
    assert_eq!(content.text(), "می\u{200c}");
    type_in(&content, "روم");
    assert_eq!(content.text(), "می\u{200c}روم");
    type_in(&content, "\u{200c} خ");
    assert_eq!(content.text(), "می\u{200c}روم خ", "one that joins nothing goes");
    let _ = content.perform(Action::Undo);
    let _ = content.perform(Action::Undo);
    assert!(content.text().starts_with("می\u{200c}روم"));
}

#[test]
fn what_would_be_too_long_is_refused_whole_and_what_was_typed_stays() {
    let content = Content::lines(10).with("12345");
    assert_eq!(content.perform(Action::Paste("123456".to_owned())), Outcome::TooLong);
    assert_eq!(content.text(), "12345");
    assert_eq!(content.perform(Action::Paste("67890".to_owned())), Outcome::Edited);
    assert_eq!(content.perform(Action::Type("1".to_owned())), Outcome::TooLong);
    content.select(0..5);
    assert_eq!(content.perform(Action::Paste("abcde".to_owned())), Outcome::Edited, "in place of as much");
    assert_eq!(content.text(), "abcde67890");
    assert_eq!(Content::lines(4).with("12345").text(), "");
}

#[test]
fn a_paste_of_five_megabytes_is_refused_within_a_frame() {
    let content = lines("kept");
    let huge = "many words سلام ".repeat(300_000);
    let started = now();
    assert_eq!(content.perform(Action::Paste(huge)), Outcome::TooLong);
    // a frame has 16 ms; a loaded machine may take longer, but to clean or to shape five megabytes takes seconds
    assert!(started.elapsed().as_millis() < 250, "{:?}", started.elapsed());
    assert_eq!(content.text(), "kept");
}

#[test]
fn what_is_pasted_or_typed_is_clean_before_it_is_drawn() {
    let hostile = format!("a\u{202e}b{}", "\u{915}\u{94d}".repeat(300));
    let content = lines("");
    let _ = content.perform(Action::Paste(hostile.clone()));
    assert_eq!(content.text(), display::clean(&hostile));
    let typed = lines("");
    type_in(&typed, &hostile);
    assert_eq!(
        typed.text(),
        display::clean(&hostile),
        "nor can a syllable be typed that the shaper cannot bear"
    );
    let _ = typed.look();
}

#[test]
fn one_line_stays_one_line() {
    let content = Content::line(100).with("one\ntwo");
    assert_eq!(content.text(), "one two");
    let _ = content.perform(Action::Paste("\r\nthree\r\nfour\n".to_owned()));
    assert!(!content.text().contains(['\n', '\r']));
    assert_eq!(laid(content, 40.0).look().0.rows.len(), 1);
}

#[test]
fn words_of_an_input_method_stand_in_the_text_and_are_not_part_of_it_until_they_are_chosen() {
    let content = lines("ab");
    content.go(Caret::behind(1));
    content.compose("nihao", Some(5));
    let picture = content.picture();
    assert_eq!(content.text(), "ab");
    assert_eq!(picture.underlined.len(), 1);
    let (a, line) = (content.look().0.rows[0].cells[0].right, picture.underlined[0]);
    assert!((line.x - a).abs() < 0.01 && (picture.caret.x - line.x - line.width).abs() < 0.01);
    let _ = content.perform(Action::Type("\u{4f60}\u{597d}".to_owned()));
    assert_eq!(content.text(), "a\u{4f60}\u{597d}b");
    assert!(content.picture().underlined.is_empty());
    content.compose(&"x".repeat(5_000), None);
    assert!(!content.is_composing(), "bounded");
}

/// Times for review, only where `SOTTO_LOOK` names a folder.
#[test]
fn how_long_a_letter_takes_in_a_full_text() {
    let Ok(folder) = std::env::var("SOTTO_LOOK") else { return };
    let mut times = String::new();
    for (name, words) in
        [("one paragraph", "words and words ".repeat(990)), ("lines", "words سلام\n".repeat(1_000))]
    {
        let content = lines(&words);
        let _ = content.picture();
        let started = now();
        for _ in 0..10 {
            type_in(&content, "x");
            let _ = content.picture();
        }
        times.push_str(&format!("{name}: {:?} a letter\n", started.elapsed() / 10));
    }
    std::fs::write(std::path::Path::new(&folder).join("editor-times.txt"), times).unwrap();
}
