//! Every sentence that the window says is there, in every language, with the same arguments; and none that it does not say.

use super::{Argument, Direction, Language, Words, of, texts};
use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use serde::de::DeserializeOwned;
use sotto_engine::api::{Failure, Trouble};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::path::Path;

/// Keys that are put together while the program runs; their members have tests of their own.
const FAMILIES: [&str; 4] = ["failure-", "trouble-", "calendar-weekday-", "calendar-month-"];

/// Where the views are.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// A source.
struct Source {
    name: String,
    /// Every text that stands in it.
    texts: BTreeSet<String>,
    calls: Vec<Call>,
}

/// What a call of `say` names.
struct Call {
    keys: Vec<String>,
    /// If they stand in the call too.
    arguments: Option<BTreeSet<String>>,
}

/// Key and names of the arguments of every message of a language.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, file, text) in texts::ALL.iter().filter(|(tag, ..)| *tag == language.tag()) {
        let mut key = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic)) {
                assert!(
                    all.insert(name.to_owned(), BTreeSet::new()).is_none(),
                    "{file}: {name} is there twice"
                );
                key = Some(name.to_owned());
            }
            let names =
                line.split('$').skip(1).map(|rest| rest.split(|c| !is_name(c)).next().unwrap().to_owned());
            all.entry(key.clone().unwrap_or_default()).or_default().extend(names);
        }
    }
    all.remove("");
    all
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// The languages that have files.
fn translated() -> impl Iterator<Item = Language> {
    let has = |language: &Language| texts::ALL.iter().any(|(tag, ..)| *tag == language.tag());
    Language::ALL.into_iter().filter(has)
}

/// Everything outside of tests that says something.
fn sources() -> Vec<Source> {
    let mut all = Vec::new();
    visit(Path::new(SOURCE), &mut all);
    assert!(!all.is_empty());
    all
}

fn visit(folder: &Path, all: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(SOURCE).unwrap().to_str().unwrap().to_owned();
        if path.is_dir() && !name.ends_with("tests") && name != "words" {
            visit(&path, all);
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") && name != "words.rs" {
            let source = std::fs::read_to_string(&path).unwrap();
            all.push(read(name, source.split("#[cfg(test)]\nmod tests {").next().unwrap()));
        }
    }
}

fn read(name: String, program: &str) -> Source {
    let code: String = program.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.replace("\\\"", "''").replace("'\"'", "''");
    let calls = [".say(", ".say_with("].into_iter().flat_map(|opening| code.split(opening).skip(1).map(call));
    let calls = calls.collect();
    Source { name, texts: code.split('"').skip(1).step_by(2).map(str::to_owned).collect(), calls }
}

/// Reads a call from behind its opening bracket: the texts of the first argument are keys, those that follow `("` in the
/// second are names.
fn call(rest: &str) -> Call {
    let (mut keys, mut names, mut second) = (Vec::new(), BTreeSet::new(), String::new());
    let (mut depth, mut first, mut before) = (0, true, ' ');
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let text: String = chars.by_ref().take_while(|c| *c != '"').collect();
                match (first, before) {
                    (true, _) => keys.push(text),
                    (false, '(') => drop(names.insert(text)),
                    _ => {}
                }
            }
            ')' if depth == 0 => break,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => first = false,
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
            second.extend((!first && c != ',').then_some(c));
        }
    }
    Call { keys, arguments: (second.is_empty() || second.starts_with("&[")).then_some(names) }
}

/// Whether a text could be a key: `screen-thing`, with a screen that English knows.
fn could_be_a_key(text: &str, english: &BTreeMap<String, BTreeSet<String>>) -> bool {
    let form = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let known = |screen: &str| english.keys().any(|key| key.split('-').next() == Some(screen));
    text.chars().all(form) && text.split_once('-').is_some_and(|(screen, _)| known(screen))
}

/// The names of all the variants of an enum of the protocol, as serde lists them where it knows none of the name.
fn variants<T: DeserializeOwned>() -> Vec<String> {
    let error = serde_json::from_str::<T>("\"?\"").err().unwrap().to_string();
    let names: Vec<String> = error.split('`').skip(3).step_by(2).map(str::to_owned).collect();
    assert!(names.len() > 5, "{error}");
    names
}

/// Every value of an enum of the protocol; those with a field are about line 7.
fn values<T: DeserializeOwned>() -> Vec<T> {
    let read = |name: &String| {
        serde_json::from_str(&format!("\"{name}\""))
            .or_else(|_| serde_json::from_str(&format!("{{\"{name}\":{{\"line\":7}}}}")))
    };
    variants::<T>().iter().map(|name| read(name).unwrap()).collect()
}

#[test]
fn what_the_views_say_is_there_in_english_with_its_arguments() {
    let english = messages(Language::English);
    for Source { name, calls, texts } in sources() {
        for Call { keys, arguments } in &calls {
            for key in keys {
                let needed = english.get(key).unwrap_or_else(|| panic!("{name}: no message {key}"));
                let lacks = arguments.as_ref().and_then(|given| needed.difference(given).next());
                assert_eq!(lacks, None, "{name}: an argument of {key}");
            }
        }
        // A key that is chosen outside of the call: every text of the file that looks like one has to be one.
        if calls.iter().any(|call| call.keys.is_empty()) {
            let keys = texts.iter().filter(|text| could_be_a_key(text, &english));
            keys.for_each(|key| assert!(english.contains_key(key), "{name}: no message {key}"));
        }
    }
}

#[test]
fn no_sentence_is_kept_that_nobody_says() {
    let said: BTreeSet<String> = sources().into_iter().flat_map(|source| source.texts).collect();
    let own = ["calendar-today", "calendar-yesterday", "calendar-date", "calendar-date-and-year"];
    for key in messages(Language::English).into_keys() {
        let family = FAMILIES.iter().any(|family| key.starts_with(family));
        assert!(family || own.contains(&key.as_str()) || said.contains(&key), "{key} is said nowhere");
    }
}

#[test]
fn every_language_says_what_english_says_with_the_same_arguments() {
    let english = messages(Language::English);
    for language in translated() {
        let tag = language.tag();
        let theirs = messages(language);
        for (key, arguments) in &english {
            let said = theirs.get(key).unwrap_or_else(|| panic!("{tag} lacks {key}"));
            assert_eq!(said, arguments, "{tag}: {key}");
        }
        let more: Vec<&String> = theirs.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(more.is_empty(), "{tag} has what English lacks: {more:?}");
    }
}

#[test]
fn every_file_can_be_read_whole_and_no_text_is_empty() {
    for (tag, file, text) in texts::ALL {
        assert!(Language::with_tag(tag).is_some(), "{tag} is no language of ours");
        let resource = FluentResource::try_new((*text).to_owned());
        let resource = resource.unwrap_or_else(|(_, errors)| panic!("{tag}/{file}: {errors:?}"));
        let mut bundle: FluentBundle<FluentResource> = FluentBundle::new_concurrent(Vec::new());
        assert!(bundle.add_resource(resource).is_ok(), "{tag}/{file}");
    }
    for language in translated() {
        for key in messages(language).keys() {
            let value = of(language).bundle.get_message(key).and_then(|message| message.value());
            let mut errors = Vec::new();
            let text = value.map(|value| of(language).bundle.format_pattern(value, None, &mut errors));
            assert!(text.is_some_and(|text| !text.trim().is_empty()), "{}: {key}", language.tag());
        }
    }
}

#[test]
fn a_failure_reads_in_english_as_the_engine_says_it() {
    fn compare<T: DeserializeOwned + Display + Copy>(family: &str, say: impl Fn(&Words, T) -> String) {
        for value in values::<T>() {
            assert_eq!(say(of(Language::English), value), value.to_string());
        }
        let names = variants::<T>();
        let known: BTreeSet<String> =
            names.iter().map(|name| format!("{family}{}", name.replace('_', "-"))).collect();
        for key in messages(Language::English).into_keys().filter(|key| key.starts_with(family)) {
            assert!(known.contains(&key), "{key} is no word of the engine's");
        }
    }
    compare::<Failure>("failure-", |words, failure| words.failure(failure));
    compare::<Trouble>("trouble-", |words, trouble| words.trouble(trouble));
}

#[test]
fn days_and_months_are_all_there_and_no_others() {
    let keys = messages(Language::English);
    let count = |family: &str| keys.keys().filter(|key| key.starts_with(family)).count();
    assert_eq!((count("calendar-weekday-"), count("calendar-month-")), (7, 12));
}

#[test]
fn what_a_language_lacks_is_said_in_english_and_what_nobody_knows_as_its_key() {
    for language in Language::ALL {
        let mut bare = Words::new(language);
        bare.bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        assert_eq!(bare.say("calendar-today"), "Today");
        assert_eq!(bare.say("no-such-sentence"), "no-such-sentence");
    }
}

#[test]
fn a_text_that_runs_the_other_way_turns_nothing_around_it() {
    let say = |language: Language, name: &str| {
        let mut words = Words::new(language);
        let text = "greeting = { $name } (7)".to_owned();
        words.bundle.add_resource(FluentResource::try_new(text).unwrap()).unwrap();
        words.say_with("greeting", &[("name", name.into())])
    };
    assert_eq!(
        say(Language::English, "Ada"),
        "Ada (7)",
        "nothing that cannot be seen where nothing is needed"
    );
    assert_eq!(say(Language::French, "آدا"), "\u{2068}آدا\u{2069} (7)");
    assert_eq!(say(Language::Persian, "Ada"), "\u{200f}\u{2068}Ada\u{2069} (7)", "it begins on the right");
    assert_eq!(of(Language::Persian).direction(), Direction::RightToLeft);
}

#[test]
fn numbers_have_the_digits_and_the_plurals_of_the_language() {
    let say = |language: Language, count: u64| {
        let mut words = Words::new(language);
        let text =
            "many = { $count ->\n [one] { $count } a\n [few] { $count } b\n *[other] { $count } c\n }\n";
        words.bundle.add_resource(FluentResource::try_new(text.to_owned()).unwrap()).unwrap();
        words.bundle.set_use_isolating(false);
        words.say_with("many", &[("count", Argument::from(count))])
    };
    assert_eq!(say(Language::English, 1), "1 a");
    assert_eq!(say(Language::English, 12), "12 c");
    assert_eq!(say(Language::Russian, 23), "23 b");
    assert_eq!(say(Language::Persian, 120), "\u{200f}۱۲۰ c");
    assert_eq!(say(Language::Arabic, 5), "\u{200f}٥ b");
    assert_eq!(of(Language::Chinese).digits("14:05"), "14:05");
}
