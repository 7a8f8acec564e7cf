//! What must hold of every text, over strings that were made to deceive and over chance.

use super::class::{is_break, is_joiner, is_mark, is_piling, is_variation, is_virama, joins, varies};
use super::*;
use crate::api::{ContactId, NAME_MAX};
use proptest::prelude::*;
use std::time::{Duration, Instant};
use unicode_segmentation::UnicodeSegmentation;

const HOSTILE: &str = include_str!("../../../../tests/corpora/hostile-strings.txt");
const HOSTILE_NAMES: &str = include_str!("../../../../tests/corpora/hostile-names.txt");
const CONFUSABLE: &str = include_str!("../../../../tests/corpora/confusable-names.txt");
const HONEST: &str = include_str!("../../../../tests/corpora/honest-names.txt");
/// How many texts of chance are tried; `SOTTO_TEXT_CASES` asks for more.
const CASES: u32 = 20_000;
/// Texts of chance that become one name list.
const LIST: usize = 200;

/// A corpus: one JSON value a line.
fn corpus<T: serde::de::DeserializeOwned>(lines: &str) -> Vec<T> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What must hold of a text that is shown, whatever it was made of.
#[track_caller]
fn assert_honest(shown: &str) {
    let chars: Vec<char> = shown.chars().collect();
    let (mut piling, mut marks, mut breaks, mut syllable) = (0, 0, 0, 0);
    let mut tied = false;
    for (at, c) in chars.iter().copied().enumerate() {
        let last = at.checked_sub(1).map(|at| chars[at]);
        let next = chars.get(at + 1).copied();
        assert!(c == '\n' || !c.is_control(), "{c:?} in {shown:?}");
        assert!(!is_break(c) || c == '\n', "{c:?} in {shown:?}");
        let needed = (is_joiner(c) && joins(last, c, next)) || (is_variation(c) && varies(last, c, next));
        assert!(c == '\n' || !is_hidden(c) || needed, "{c:?} in {shown:?}");
        if is_mark(c) && !is_variation(c) {
            assert!(last.is_some_and(|last| !last.is_whitespace()), "a mark without a base in {shown:?}");
            (piling, marks) = (piling + usize::from(is_piling(c)), marks + 1);
            assert!(piling <= MARKS_MAX && marks <= SPELLING_MAX, "a tower in {shown:?}");
        } else if !needed {
            (piling, marks) = (0, 0);
        }
        let goes_on = tied || is_mark(c) || needed;
        syllable = if goes_on { syllable + 1 } else { 1 };
        tied = is_virama(c) || (tied && goes_on && (is_mark(c) || needed));
        assert!(syllable < 200, "a syllable on which a shaper chokes in {shown:?}");
        breaks = if c == '\n' {
            breaks + 1
        } else if c.is_whitespace() {
            breaks
        } else {
            0
        };
        assert!(breaks <= BREAKS_MAX, "a wall in {shown:?}");
    }
}

#[track_caller]
fn assert_cannot_deceive(text: &str) {
    let shown = clean(text);
    assert_honest(&shown);
    assert_eq!(clean(&shown), shown, "twice is once");
    assert!(shown.chars().count() <= text.chars().count(), "nothing grows");
    let kept = marked(text);
    assert_eq!(marked(&kept), kept, "twice is once");
    assert_eq!(kept.chars().count(), text.chars().count(), "nothing is cut");
    assert!(!clean(&kept).contains('\u{1b}'));
    let line = line(text, 40);
    assert_honest(&line);
    assert!(!line.contains('\n') && line.graphemes(true).count() <= 41, "{line:?}");
}

#[track_caller]
fn assert_good_name(text: &str) {
    let called = name(text);
    assert_honest(&called);
    assert_eq!(name(&called), called, "twice is once: {text:?}");
    assert!(!called.contains('\n') && called.trim() == called, "{called:?}");
    assert!(called.graphemes(true).count() <= NAME_MAX && called.len() <= 1024, "{called:?}");
    assert!(given_name(text).is_none_or(|given| given == called));
}

#[test]
fn text_that_turns_the_reading_order_is_marked() {
    assert_eq!(clean("safe\u{202e}gpj.exe"), "safe\u{fffd}gpj.exe");
    assert_eq!(clean("\u{2066}a\u{2069}\u{200f}b\u{61c}"), "\u{fffd}a\u{fffd}\u{fffd}b\u{fffd}");
}

#[test]
fn controls_and_invisible_characters_are_marked() {
    assert_eq!(clean("a\0b\u{1b}[31mc\u{9b}d"), "a\u{fffd}b\u{fffd}[31mc\u{fffd}d");
    assert_eq!(clean("pay\u{200b}pal\u{feff}\u{ad}"), "pay\u{fffd}pal\u{fffd}\u{fffd}");
    assert_eq!(clean("\u{e0041}\u{e000}\u{3164}"), "\u{fffd}\u{fffd}\u{fffd}");
}

#[test]
fn persian_spelling_and_emoji_sequences_stay_whole() {
    for text in [
        "می\u{200c}خواهم",
        "👩\u{200d}👩\u{200d}👧",
        "❤\u{fe0f}\u{200d}🔥",
        "क्\u{200d}ष",
        "1\u{fe0f}\u{20e3}",
        "سَلَّامٌ",
    ] {
        assert_eq!(clean(text), text, "{text}");
    }
    assert_eq!(clean("pay\u{200c}pal"), "pay\u{fffd}pal", "a joiner between Latin letters hides");
}

#[test]
fn a_tower_of_marks_is_cut() {
    let tower = format!("Z{}", "\u{301}".repeat(400));
    assert_eq!(clean(&tower), format!("Z{}", "\u{301}".repeat(MARKS_MAX)));
    assert_eq!(clean("\u{301}x"), "\u{fffd}x", "a mark without a base would sit on the line above");
}

#[test]
fn a_wall_of_blank_lines_is_cut_and_line_ends_are_one() {
    assert_eq!(clean(&format!("a{}b", "\n".repeat(900))), "a\n\n\nb");
    assert_eq!(clean("a\r\nb\rc\u{2028}d"), "a\nb\nc\nd");
}

/// Lesson L16 (docs/lessons.md): nothing that a peer wrote is ever rendered, fetched or opened.
#[test]
fn markup_is_only_text() {
    let text = "<img src=http://evil/> **bold** [a](http://b)";
    assert_eq!(clean(text), text);
}

#[test]
fn no_hostile_string_deceives() {
    let strings: Vec<String> = corpus(HOSTILE);
    assert!(strings.len() >= 5_000, "{}", strings.len());
    for text in &strings {
        assert_cannot_deceive(text);
        assert_good_name(text);
    }
}

/// Lesson L17 (docs/lessons.md): a name shows what it is, on one line, and cannot turn what stands beside it.
#[test]
fn no_hostile_name_deceives() {
    let names: Vec<String> = corpus(HOSTILE_NAMES);
    assert!(names.len() >= 300, "{}", names.len());
    for text in &names {
        assert_good_name(text);
    }
}

#[test]
fn honest_names_stay_as_they_are_and_none_is_taken_for_another() {
    let names: Vec<String> = corpus(HONEST);
    for (at, one) in names.iter().enumerate() {
        assert_eq!(&name(one), one);
        assert_eq!(&marked(one), one);
        for other in &names[at + 1..] {
            let (a, b) = (Likeness::of(one).unwrap(), Likeness::of(other).unwrap());
            assert!(!a.is_like(&b), "{one} and {other}");
        }
    }
}

#[test]
fn every_pair_of_names_that_people_confuse_is_found() {
    let pairs: Vec<(String, String)> = corpus(CONFUSABLE);
    assert!(pairs.len() >= 500, "{}", pairs.len());
    let missed: Vec<_> = pairs
        .iter()
        .filter(|(one, other)| !Likeness::of(one).unwrap().is_like(&Likeness::of(other).unwrap()))
        .collect();
    assert!(missed.is_empty(), "{} of {}: {missed:?}", missed.len(), pairs.len());
}

#[test]
fn of_three_that_look_alike_each_names_the_first_of_the_others() {
    let names = [(1, "Grace"), (2, "Ada"), (3, "\u{410}d\u{430}"), (4, ""), (5, "ADA"), (6, "")];
    let among = Lookalikes::among(names.into_iter().map(|(id, name)| (ContactId(id), name)));
    let of = |id| among.of(ContactId(id)).map(|other| other.0);
    assert_eq!([1, 2, 3, 4, 5, 6].map(of), [None, Some(3), Some(2), None, Some(2), None]);
}

#[test]
fn a_tower_that_is_held_together_by_joiners_is_cut_too() {
    for joiner in ['\u{200c}', '\u{200d}', '\u{fe0f}'] {
        let storey = format!("\u{651}\u{651}\u{651}{joiner}");
        assert_honest(&clean(&format!("\u{627}{}", storey.repeat(100))));
    }
}

#[test]
fn a_syllable_without_end_is_cut_and_those_of_sanskrit_stay() {
    let word = "कार्त्स्न्यम्";
    assert_eq!(clean(word), word);
    for chain in ["क्", "ක්\u{200d}", "ක්\u{200c}", "ក្", "ക്", "র্\u{9bc}"] {
        let cut = clean(&chain.repeat(300));
        assert_honest(&cut);
        assert!(cut.chars().count() > 200, "letters stay");
    }
}

#[test]
fn a_wall_of_lines_that_only_look_empty_is_cut() {
    assert_eq!(clean(&format!("a{}b", "\n \u{3000}".repeat(50))).matches('\n').count(), BREAKS_MAX);
}

#[test]
fn an_emoji_of_thousands_is_cut_into_pieces_and_families_stay() {
    let families = "👨\u{200d}👩\u{200d}👧\u{200d}👦".repeat(5);
    assert_eq!(clean(&families), families);
    let kiss = "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👩🏿";
    assert_eq!(clean(kiss), kiss);
    let bomb = clean(&"👩🏽\u{200d}".repeat(1000));
    assert!(bomb.graphemes(true).count() > 100, "one that is drawn as a whole would hang the window");
}

#[test]
fn what_the_wire_refuses_in_a_question_is_on_the_list() {
    // docs/protocol.md, 16.3; `sotto_crypto` has a list of its own, since it is part of the protocol.
    let refused = (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| {
        let question = format!("a{c}b");
        sotto_crypto::verify::Question::new(&question).is_err()
    });
    let refused: Vec<char> = refused.collect();
    assert!(refused.len() > 70, "{}", refused.len());
    for c in refused {
        assert!(is_hidden(c), "{c:?}");
    }
}

#[test]
fn a_hostile_text_is_cleaned_in_time_that_grows_with_its_length_only() {
    let fastest = |text: &str| {
        (0..5)
            .map(|_| {
                let began = now();
                let shown = clean(text);
                let took = now().duration_since(began);
                assert!(shown.len() <= 3 * text.len());
                took
            })
            .min()
            .unwrap_or_default()
    };
    for unit in ["a\u{301}", "\u{202e}", "👩🏽\u{200d}", "\u{651}\u{200c}", " \n", "क्\u{200d}", "x"]
    {
        let text = unit.repeat(64 * 1024 / unit.len());
        let took = fastest(&text);
        // Unoptimized, ten times the bound of a release.
        let bound = if cfg!(debug_assertions) { Duration::from_millis(50) } else { Duration::from_millis(5) };
        assert!(took <= bound, "{unit:?}: {took:?}");
    }
}

#[test]
fn two_hundred_names_are_compared_within_the_time_of_a_commit() {
    let names: Vec<String> = corpus::<String>(HONEST).into_iter().cycle().take(LIST).collect();
    let began = now();
    let among = Lookalikes::among((0..).map(ContactId).zip(names.iter().map(String::as_str)));
    let took = now().duration_since(began);
    assert!(among.of(ContactId(0)).is_some(), "the list begins anew after its end");
    let bound = if cfg!(debug_assertions) { Duration::from_millis(80) } else { Duration::from_millis(4) };
    assert!(took <= bound, "{took:?}");
    println!("{LIST} names compared in {took:?}");
}

#[expect(clippy::disallowed_methods, reason = "a test of how long something takes")]
fn now() -> Instant {
    Instant::now()
}

fn cases() -> u32 {
    std::env::var("SOTTO_TEXT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES)
}

#[test]
fn no_text_of_chance_deceives() {
    let config = ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(text in of_chance())| {
        assert_cannot_deceive(&text);
        assert_good_name(&text);
    });
}

/// Any text, and texts made of what attackers are fond of.
fn of_chance() -> impl Strategy<Value = String> {
    let fond = "a1#*م\u{627}\u{93e}\u{915}\u{94d}\u{102f}\u{1037}\u{1820}\u{180b}❤👩🏽\u{200c}\u{200d}\u{fe0f}\u{fe00}\u{20e3}\
                \u{301}\u{64b}\u{651}\u{e34}\u{202e}\u{2067}\u{200b}\0\u{1b}\u{9b}\r\n\t\u{2028}\u{e0041}\u{e0100}\u{34f}\u{fffd}\u{e000} \u{3000}";
    let fond = prop::sample::select(fond.chars().collect::<Vec<_>>());
    prop_oneof![
        any::<String>(),
        prop::collection::vec(any::<char>(), 0..40).prop_map(|chars| chars.into_iter().collect()),
        prop::collection::vec(fond, 0..60).prop_map(|chars| chars.into_iter().collect()),
    ]
}
