//! What was replaced or deleted is nowhere on the disk: canaries in databases in the clear.

use super::{delete, edit, react};
use crate::api::{Request, Standing};
use crate::coins::Coins;
use crate::payload::Text;
use crate::scenarios::world::World;
use crate::store::{NewContact, Store};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Texts that are edited or deleted; a thousand take a minute.
const CANARIES: usize = 240;
const ENDS: [&str; 2] = ["canary", "yranac"];

fn canary(n: usize, times: usize) -> String {
    format!("{}{n:06}{}", ENDS[0], ENDS[1]).repeat(times)
}

/// How often a canary is repeated: within a page, around its end, over several.
fn length(n: usize) -> usize {
    [1, 3, 40, 190, 230, 700][n % 6]
}

/// Two friends on disks that a reader of their bytes can read.
fn friends(seed: u64, folder: &Path) -> (World, [PathBuf; 2]) {
    let mut world = World::new(0, seed);
    let paths = ["a", "b"].map(|name| folder.join(name));
    for path in &paths {
        let mut coins = Coins::seeded(world.coins.below(u64::MAX));
        world.add(Store::readable(path, &mut coins).unwrap());
    }
    world.befriend(0, 1);
    (world, paths)
}

/// Places in database and log where a canary begins or ends.
fn traces(path: &Path) -> usize {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let bytes = [std::fs::read(path).unwrap(), std::fs::read(log).unwrap_or_default()].concat();
    bytes.windows(6).filter(|window| ENDS.iter().any(|end| end.as_bytes() == *window)).count()
}

#[test]
fn texts_that_were_edited_or_deleted_are_in_no_file_of_either_side() {
    let folder = tempfile::tempdir().unwrap();
    let (mut world, paths) = friends(1, folder.path());
    let contacts = [world.contact(0, 1).id, world.contact(1, 0).id];
    let mut laid = Vec::new();
    for n in 0..CANARIES {
        let by = n % 2;
        let text = canary(n, length(n));
        let sent = super::ask(&mut world, by, Request::Send { contact: contacts[by], text, reply_to: None });
        laid.push((by, sent.unwrap().id));
        if n % 4 == 0 {
            world.send(0, 1, &format!("kept {}", "x".repeat(n)));
        }
        world.settle();
    }
    assert!(paths.iter().all(|path| traces(path) > CANARIES), "the search finds what is there");
    for (n, (by, message)) in laid.into_iter().enumerate() {
        let request = match n % 3 {
            0 => Request::Edit { message, text: format!("harmless {}", "y".repeat(n % 50)) },
            _ => Request::DeleteMessage { message, for_both: true },
        };
        world.ask(by, request).unwrap();
        world.settle();
    }
    for path in &paths {
        assert_eq!(traces(path), 0);
    }
    let kept = world.received(1, 0).into_iter().filter(|text| text.starts_with("kept")).count();
    assert_eq!(kept, CANARIES / 4);
}

#[test]
fn a_reaction_that_was_replaced_is_in_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let (mut world, paths) = friends(2, folder.path());
    world.send(0, 1, "text");
    world.settle();
    let found = |reaction: &str| {
        let has = |path: &PathBuf| {
            let mut log = path.as_os_str().to_owned();
            log.push("-wal");
            let bytes = [std::fs::read(path).unwrap(), std::fs::read(log).unwrap_or_default()].concat();
            bytes.windows(reaction.len()).any(|window| window == reaction.as_bytes())
        };
        [has(&paths[0]), has(&paths[1])]
    };
    let families = ["👨‍👩‍👧‍👦", "👩‍👩‍👦"];
    react(&mut world, 1, 0, Some(families[0])).unwrap();
    world.settle();
    assert_eq!(found(families[0]), [true; 2]);
    react(&mut world, 1, 0, Some(families[1])).unwrap();
    world.settle();
    assert_eq!((found(families[0]), found(families[1])), ([false; 2], [true; 2]));
    react(&mut world, 1, 0, None).unwrap();
    world.settle();
    assert_eq!(found(families[1]), [false; 2]);
}

/// Greetings that are forgotten leave their pages nearly empty; SQLite moves what is left together, and leaves copies behind.
#[test]
fn a_deletion_after_strangers_were_forgotten_leaves_nothing_either() {
    const STRANGERS: u8 = 120;
    let folder = tempfile::tempdir().unwrap();
    let (mut world, paths) = friends(3, folder.path());
    let mut strangers = Vec::new();
    for n in 0..STRANGERS {
        let text = Text { id: [n; 16], seq: 1, reply_to: None, body: "g".repeat(1000) };
        let txn = world.store(0).begin().unwrap();
        let new = NewContact { address: &[n; 32], name: "", standing: Standing::Requesting, at: 1 };
        let id = txn.add_contact(new).unwrap();
        txn.receive_text(id, &text, 1, false).unwrap();
        txn.commit(()).unwrap().release();
        strangers.push(id);
        world.send(0, 1, &canary(n.into(), 1 + usize::from(n) % 3));
        world.settle();
    }
    for id in strangers {
        let txn = world.store(0).begin().unwrap();
        txn.remove_contact(id).unwrap();
        txn.commit(()).unwrap().release();
    }
    for n in 0..STRANGERS {
        delete(&mut world, 0, n.into(), true).unwrap();
        world.settle();
    }
    assert_eq!(paths.map(|path| traces(&path)), [0, 0]);
}

/// What was deleted and could not be erased, because the disk failed in between, is erased by the next opening.
#[test]
fn a_deletion_whose_log_could_not_be_emptied_is_ended_later() {
    let folder = tempfile::tempdir().unwrap();
    let (mut world, paths) = friends(4, folder.path());
    world.send(0, 1, &canary(1, 3));
    world.settle();
    world.crash(1);
    world.pass(Duration::from_secs(1));
    world.store(0).fail_next_sync();
    assert!(delete(&mut world, 0, 0, true).is_err());
    assert!(traces(&paths[0]) > 0, "the log has it still");
    let left = [paths[0].with_extension("copy"), paths[0].with_extension("copy-wal")];
    std::fs::copy(&paths[0], &left[0]).unwrap();
    std::fs::copy(folder.path().join("a-wal"), &left[1]).unwrap();
    drop(Store::readable(&left[0], &mut Coins::seeded(1)).unwrap());
    assert_eq!(traces(&left[0]), 0);
    // And by the next transaction, if the program lives on.
    world.history(0, 1);
    assert_eq!(traces(&paths[0]), 0);
}

/// To write it anew is a matter of its size; SQLite counts that as a change of the schema.
#[test]
fn a_deletion_does_not_write_the_database_anew_unless_a_stranger_was_forgotten_before() {
    let folder = tempfile::tempdir().unwrap();
    let (mut world, paths) = friends(5, folder.path());
    for n in 0..3 {
        world.send(0, 1, &canary(n, 700));
    }
    world.settle();
    let before = world.store(0).schema_version();
    edit(&mut world, 0, 0, "changed").unwrap();
    delete(&mut world, 0, 1, true).unwrap();
    assert_eq!(world.store(0).schema_version(), before);
    let txn = world.store(0).begin().unwrap();
    let new = NewContact { address: &[9; 32], name: "", standing: Standing::Requesting, at: 1 };
    let stranger = txn.add_contact(new).unwrap();
    txn.remove_contact(stranger).unwrap();
    txn.commit(()).unwrap().release();
    assert_eq!(world.store(0).schema_version(), before, "a crowd of strangers must not cost that");
    delete(&mut world, 0, 2, true).unwrap();
    assert_eq!(world.store(0).schema_version(), before + 1);
    world.settle();
    assert_eq!(paths.map(|path| traces(&path)), [0, 0]);
}
