//! Texts that were made to break a program, typed and pasted with whatever else can be done.

use super::*;
use crate::display;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const STRINGS: &str = include_str!("../../../../../tests/corpora/hostile-strings.txt");

fn corpus() -> Vec<String> {
    STRINGS.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn motion() -> impl Strategy<Value = Action> {
    use Motion::{Down, End, Finish, Home, Left, Right, Start, Up, WordLeft, WordRight};
    let motions = vec![Left, Right, WordLeft, WordRight, Up, Down, Home, End, Start, Finish];
    (prop::sample::select(motions), any::<bool>())
        .prop_map(|(motion, extend)| Action::Move(motion, if extend { Extend::Yes } else { Extend::No }))
}

fn action(strings: Vec<String>) -> impl Strategy<Value = Action> {
    let at = || (-50.0_f32..400.0, -50.0_f32..400.0).prop_map(|(x, y)| Point::new(x, y));
    let string = prop::sample::select(strings);
    let letter = (string.clone(), any::<prop::sample::Index>()).prop_map(|(text, index)| {
        let letters: Vec<char> = text.chars().collect();
        if letters.is_empty() {
            "\u{200d}".to_owned()
        } else {
            letters[index.index(letters.len())].to_string()
        }
    });
    prop_oneof![
        3 => string.prop_map(Action::Paste),
        6 => letter.prop_map(Action::Type),
        6 => motion(),
        2 => any::<bool>().prop_map(|word| Action::Backspace { word }),
        2 => any::<bool>().prop_map(|word| Action::Delete { word }),
        1 => at().prop_map(|at| Action::Point(at, Extend::No)),
        1 => at().prop_map(|at| Action::Point(at, Extend::Yes)),
        1 => at().prop_map(Action::PointWord),
        1 => at().prop_map(Action::PointParagraph),
        1 => Just(Action::SelectAll),
        2 => Just(Action::Undo),
        1 => Just(Action::Redo),
    ]
}

/// What holds of every field at every time.
fn check(content: &Content, limit: usize) {
    let text = content.text();
    let (rows, caret) = content.look();
    assert!(text.len() <= limit);
    assert!(text.is_char_boundary(caret.at), "{text:?} {caret:?}");
    assert_eq!(display::clean(&text).len(), text.len(), "{text:?}");
    let (left, right) = rows.reach();
    let place = rows.caret(caret);
    assert!(place.x >= left && place.x <= right, "{text:?} {place:?}");
    if let Some(selected) = content.selection() {
        assert!(text.get(selected.clone()).is_some());
        let _ = rows.rectangles(&selected);
    }
    let _ = content.picture();
}

#[test]
fn every_hostile_string_can_be_pasted_walked_through_and_deleted() {
    let strings = corpus();
    assert!(strings.len() >= 5_000);
    for text in &strings {
        let content = lines("");
        let _ = content.perform(Action::Paste(text.clone()));
        check(&content, LIMIT);
        for motion in
            [Motion::Up, Motion::Left, Motion::WordRight, Motion::Right, Motion::Home, Motion::WordLeft]
        {
            let _ = step(&content, motion);
            check(&content, LIMIT);
        }
        for word in [false, true, false] {
            let _ = content.perform(Action::Backspace { word });
            let _ = content.perform(Action::Delete { word });
            check(&content, LIMIT);
        }
    }
}

#[test]
fn whatever_is_done_in_whatever_order_ends_in_a_text_with_a_caret() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[23; 32]);
    let mut runner = TestRunner::new_with_rng(Config { cases: 150, ..Config::default() }, rng);
    let strategy = (any::<bool>(), 20.0_f32..400.0, prop::collection::vec(action(corpus()), 1..40));
    let outcome = runner.run(&strategy, |(one_line, width, actions)| {
        let limit = 600;
        let content = laid(if one_line { Content::line(limit) } else { Content::lines(limit) }, width);
        for action in actions {
            let before = content.text();
            let outcome = content.perform(action);
            prop_assert_eq!(outcome == Outcome::Edited, before != content.text());
            check(&content, limit);
        }
        Ok(())
    });
    outcome.unwrap();
}
