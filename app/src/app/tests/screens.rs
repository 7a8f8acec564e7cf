//! Pictures of every screen: that each looks as it did, and that nothing that is written is cut off.
//!
//! `cargo xtask screens` renews `screens/manifest.txt` and `docs/screens`. The pictures are the same on every machine: own
//! fonts, a fixed clock, one time zone (`clock.rs`), no caret, no pointer.

mod album;
mod cast;
mod catalogue;
mod cut;
mod manifest;
mod scene;

use super::glass::{Glass, Ui};
use super::*;
use crate::theme::Look;
use crate::words::Words;
use manifest::Manifest;
use scene::{Scene, Setting};

/// What every picture is made in: looks, languages, and sizes of what is written in per cent.
const LOOKS: [Appearance; 2] = [Appearance::Light, Appearance::Dark];
const LANGUAGES: [Language; 3] = [Language::English, Language::Persian, Language::Chinese];
const PERCENT: [u16; 2] = [100, 150];

/// Every way in which a screen is looked at in `language`.
fn settings(language: Language) -> impl Iterator<Item = Setting> {
    let look = |appearance| Look { appearance, contrast: false };
    LOOKS.into_iter().flat_map(move |appearance| {
        PERCENT.into_iter().map(move |percent| Setting { look: look(appearance), language, percent })
    })
}

/// Fails with the names of the screens that do not look as they did in `language`.
fn compare(language: Language) {
    let known = Manifest::read();
    let mut seen = Manifest::default();
    for scene in catalogue::all() {
        settings(language).for_each(|setting| seen.put(&scene, &setting, &scene.picture(&setting).0));
    }
    let changed = known.of(language).changed(&seen);
    assert!(
        changed.is_empty(),
        "{} screens look different: {}. Look at them, then renew them with `cargo xtask screens`.",
        changed.len(),
        changed.join(", ")
    );
}

#[test]
fn every_screen_looks_as_it_did_in_english() {
    compare(Language::English);
}

#[test]
fn every_screen_looks_as_it_did_in_persian() {
    compare(Language::Persian);
}

#[test]
fn every_screen_looks_as_it_did_in_chinese() {
    compare(Language::Chinese);
}

#[test]
fn no_two_screens_have_one_name_and_every_picture_shows_something_else() {
    let setting = Setting::plain();
    let (mut names, mut twins) = (std::collections::HashSet::new(), Vec::new());
    let mut pictures = std::collections::HashMap::new();
    for scene in catalogue::all() {
        assert!(names.insert(scene.name.clone()), "twice: {}", scene.name);
        let twin = pictures.insert(manifest::digest(&scene.picture(&setting).0), scene.name.clone());
        twins.extend(twin.map(|twin| format!("{twin} and {}", scene.name)));
    }
    assert_eq!(twins, [""; 0], "look the same");
}

/// `cargo xtask screens` runs this and reads its last line.
#[test]
#[ignore = "writes pictures"]
fn renew() {
    let mut seen = Manifest::default();
    for (scene, language) in
        catalogue::all().iter().flat_map(|scene| LANGUAGES.map(|language| (scene, language)))
    {
        settings(language).for_each(|setting| seen.put(scene, &setting, &scene.picture(&setting).0));
    }
    let changed = Manifest::read().changed(&seen);
    seen.write();
    let written = album::renew(&changed);
    println!(
        "{{\"screens\": {}, \"changed\": {}, \"pictures_written\": {written}, \"names\": {changed:?}}}",
        catalogue::all().len(),
        changed.len()
    );
}
