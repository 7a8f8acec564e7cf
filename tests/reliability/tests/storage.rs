//! Vaults on disks that fail: small runs of `cargo xtask storage`.

use sotto_engine::Engine;
use sotto_engine::api::{Failure, Passphrase, Request};
use sotto_engine::rehearsal::storage::Strongbox;
use sotto_reliability::storage;
use sotto_transport::sim::Sim;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::runtime::Builder;

#[test]
fn a_power_cut_leaves_a_prefix_of_the_committed_work() {
    let found = storage::images(1, 250, 60).unwrap();
    assert!(found.images >= 50);
    assert_eq!((found.wrong, found.panics), (0, 0), "{found:?}");
    assert_eq!((found.missing_syncs, found.needless_syncs), (0, 0), "{found:?}");
}

#[test]
fn a_damaged_vault_is_refused_untouched_or_shows_only_what_was_true() {
    let _turn = alone();
    let found = storage::damage(1, 60).unwrap();
    assert!(found.damaged >= 200 && found.refused >= 100, "{found:?}");
    assert_eq!((found.wrong_text, found.mixed, found.touched), (0, 0, 0), "{found:?}");
    assert_eq!((found.panics, found.wrong_sentence), (0, 0), "{found:?}");
}

/// The harness's own program, whose first word makes it a child.
const PROGRAM: &str = env!("CARGO_BIN_EXE_sotto-storage");

/// One test at a time: a process that is being started holds, for a moment, the locks of the one that starts it.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn a_full_database_loses_nothing_acknowledged_and_goes_on_with_room() {
    let found = storage::full(1, 12).unwrap();
    assert!(found.acknowledged >= 60 && found.refused == 36, "{found:?}");
    assert_eq!((found.losses, found.stuck), (0, 0), "{found:?}");
}

#[test]
fn a_failing_disk_is_told_and_loses_nothing_acknowledged() {
    let _turn = alone();
    let found = storage::disks(PROGRAM.as_ref(), 1).unwrap();
    assert!(found.failing >= 1 && found.acknowledged >= 40, "{found:?}");
    assert_eq!((found.losses, found.silent, found.wrong_sentence), (0, 0, 0), "{found:?}");
    assert!(found.skipped > 0 || found.refusals == 2, "{found:?}");
}

#[test]
fn a_disk_that_the_log_has_filled_goes_on_without_a_restart_once_there_is_room() {
    let _turn = alone();
    let found = storage::small_disks(PROGRAM.as_ref()).unwrap();
    assert!(found.skipped > 0 || found.full >= 4 && found.acknowledged >= 80, "{found:?}");
    assert_eq!((found.losses, found.silent), (0, 0), "{found:?}");
}

#[test]
fn a_killed_migration_leaves_the_old_schema_or_the_new_one() {
    let _turn = alone();
    let found = storage::migrations(PROGRAM.as_ref(), 6, 1).unwrap();
    assert!(found.old > 0 && found.new > 0 && found.kills >= 20, "{found:?}");
    assert_eq!(found.wrong, 0, "{found:?}");
}

#[test]
fn after_a_killed_change_of_the_passphrase_exactly_one_opens() {
    let _turn = alone();
    let found = storage::passphrases(PROGRAM.as_ref(), 6, 1).unwrap();
    assert!(found.old > 0 && found.new > 0, "{found:?}");
    assert_eq!((found.wrong, found.taken_back), (0, 0), "{found:?}");
}

#[test]
fn the_address_survives_any_loss_of_the_tor_clients_files() {
    let _turn = alone();
    assert_eq!(storage::address(20, 1).unwrap(), 20);
}

#[test]
fn deleted_texts_and_names_are_nowhere_on_the_disk() {
    let found = storage::deletion(1000).unwrap();
    assert!(found.canaries == 1000 && found.found_in_between > 0, "{found:?}");
    assert_eq!((found.found, found.found_after_opening, found.missing), (0, 0, 0), "{found:?}");
}

#[test]
fn a_second_process_is_refused_and_a_killed_one_leaves_no_lock() {
    let _turn = alone();
    let found = storage::second(PROGRAM.as_ref(), 2).unwrap();
    assert_eq!((found.admitted, found.locked_out), (0, 0), "{found:?}");
    assert!(found.slowest < Duration::from_secs(1), "{found:?}");
}

#[test]
fn a_text_is_synced_once_and_a_receipt_never_as_the_system_sees_it() {
    let _turn = alone();
    if let Some(syncs) = storage::syncs(PROGRAM.as_ref()).unwrap() {
        assert_eq!((syncs.of_texts, syncs.of_receipts), (syncs.texts, 0));
    }
}

/// An engine on the profile, as the program starts it.
#[expect(clippy::unwrap_used, reason = "a test that cannot start has failed")]
fn engine(profile: &Path) -> Engine {
    sotto_engine::start(profile, Arc::new(Sim::new(1).node())).unwrap()
}

#[expect(clippy::unwrap_used, reason = "a test that cannot ask has failed")]
fn ask(engine: &Engine, request: Request) -> Result<(), Failure> {
    let runtime = Builder::new_current_thread().build().unwrap();
    runtime.block_on(engine.handle.call(request)).map(drop)
}

#[expect(clippy::unwrap_used, reason = "a test whose engine does not end has failed")]
fn end(engine: Engine) {
    ask(&engine, Request::Shutdown).unwrap();
    engine.thread.join().unwrap();
}

#[test]
fn an_open_vault_is_put_under_another_passphrase_and_a_session_in_memory_touches_none() {
    let _turn = alone();
    let folder = tempfile::tempdir().unwrap();
    let word = |text: &str| Passphrase::new(text.to_owned());
    let change = |old, new| Request::ChangePassphrase { old: word(old), new: word(new) };
    Strongbox::claim(folder.path()).unwrap().make("old").unwrap();
    let locked = engine(folder.path());
    assert_eq!(ask(&locked, change("old", "new")), Err(Failure::NotOpen));
    ask(&locked, Request::CreateAmnesic).unwrap();
    assert_eq!(ask(&locked, change("old", "new")), Err(Failure::NotOpen));
    end(locked);
    let open = engine(folder.path());
    ask(&open, Request::Unlock { passphrase: word("old") }).unwrap();
    assert_eq!(ask(&open, change("wrong", "new")), Err(Failure::PassphraseWrong));
    assert_eq!(ask(&open, change("old", "")), Err(Failure::PassphraseEmpty));
    assert_eq!(ask(&open, change("old", "new")), Ok(()));
    end(open);
    let again = engine(folder.path());
    assert_eq!(ask(&again, Request::Unlock { passphrase: word("old") }), Err(Failure::PassphraseWrong));
    ask(&again, Request::Unlock { passphrase: word("new") }).unwrap();
    end(again);
}
