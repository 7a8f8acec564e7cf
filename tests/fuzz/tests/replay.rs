//! Every file of the corpus goes through its target: seeds of every branch, and whatever was found once.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail, and says at which file")]

use cap::Cap;
use sotto_fuzz::{TARGETS, Target, target};
use std::{
    alloc::System,
    collections::BTreeSet,
    fs, panic,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

/// What a target may take from the heap for one input, in bytes: two parties with 32 of the largest records on the
/// way need the most.
const HEAP_MAX: usize = 16 * 1024 * 1024;

/// Ends the process when more is taken.
#[global_allocator]
static HEAP: Cap<System> = Cap::new(System, usize::MAX);
/// The heap is everybody's, so one target runs at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn replay(name: &str) {
    let Target { run, .. } = target(name).expect("a target");
    let mut files: Vec<PathBuf> = fs::read_dir(corpus().join(name))
        .expect("a corpus of this target")
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    report_unbound();
    assert!(!files.is_empty(), "the corpus of {name} is empty");
    for file in files {
        let input = fs::read(&file).unwrap();
        eprintln!("{name}/{}", file.file_name().unwrap().display()); // shown if this is the last one
        HEAP.set_limit(HEAP.allocated() + HEAP_MAX).unwrap();
        run(&input);
        HEAP.set_limit(usize::MAX).unwrap();
    }
}

/// The report of a panic takes more than any target.
fn report_unbound() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        HEAP.set_limit(usize::MAX).expect("no limit");
        report(panic);
    }));
}

macro_rules! replayed {
    ($($name:ident)+) => {
        /// The targets that are replayed here.
        const REPLAYED: &[&str] = &[$(stringify!($name)),+];
        $(
            #[test]
            fn $name() {
                replay(stringify!($name));
            }
        )+
    };
}

replayed!(
    address answer bridge_line codec first_answer first_record headless_lines headless_request identity link m1 m2
    m3 payload question record two_parties vault_header verify1 verify2 verify3
);

#[test]
fn every_target_is_replayed_and_every_folder_is_of_a_target() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    let replayed = REPLAYED.iter().map(|name| (*name).to_owned()).collect();
    let folders = fs::read_dir(corpus()).expect("the corpus").map(|entry| entry.unwrap().file_name());
    assert_eq!(targets, replayed);
    assert_eq!(targets, folders.map(|name| name.into_string().unwrap()).collect());
}
