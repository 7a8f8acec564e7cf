//! Locked and wiped, in whatever state: what is answered, what is left, and how long it takes.

use crate::api::{Event, Failure, Passphrase, Profile, Request, Response, Standing, Status};
use crate::driver;
use crate::scenarios::network::Peer;
use crate::vault::header::HEADER_LEN;
use crate::vault::{HEADER, Vault, wipe_folder};
use sotto_transport::OnionAddress;
use sotto_transport::sim::Sim;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// The longest that a lock may take.
const LOCK_MAX: Duration = Duration::from_millis(200);
/// The longest that a wipe may take.
const WIPE_MAX: Duration = Duration::from_secs(1);
/// A large vault.
const LARGE: u64 = 1 << 30;

fn word() -> Passphrase {
    Passphrase::new("x".to_owned())
}

fn status(answer: Result<Response, Failure>) -> Status {
    match answer {
        Ok(Response::Status(status)) => status,
        other => panic!("{other:?}"),
    }
}

/// What a person waits for: while the engine works the paused clock stands still, while it waits this machine's does.
#[expect(clippy::disallowed_methods, reason = "measures what a person waits for")]
async fn timed<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let (start, paused) = (std::time::Instant::now(), tokio::time::Instant::now());
    let done = work.await;
    (done, start.elapsed().max(paused.elapsed()))
}

/// A profile in a folder, open and online.
async fn open(sim: &Sim, folder: TempDir) -> Peer {
    let mut peer = Peer::launch(sim, folder);
    peer.ask(Request::Create { passphrase: word() }).await;
    peer.go_online().await;
    peer
}

/// Two who have spoken with each other; the first one's profile is on a disk.
async fn friends(sim: &Sim) -> (Peer, Peer) {
    let mut a = open(sim, tempfile::tempdir().unwrap()).await;
    let mut b = Peer::fresh(sim).await;
    let address = b.address().await;
    a.ask(Request::AddContact { address, name: "B".into() }).await;
    let request = b.contact_that(|contact| contact.standing == Standing::Requesting).await;
    b.ask(Request::AcceptRequest { contact: request.id, name: "A".into() }).await;
    a.contact_that(|contact| contact.accepted_us).await;
    (a, b)
}

#[tokio::test(start_paused = true)]
async fn a_lock_says_goodbye_closes_the_vault_and_the_same_process_opens_it_again() {
    let sim = Sim::new(1);
    let (mut a, mut b) = friends(&sim).await;
    let before = a.status().await;
    let (locked, took) = timed(a.handle.call(Request::Lock)).await;
    let locked = status(locked);
    assert_eq!((locked.profile, locked.address), (Profile::Locked, None));
    assert!(took <= LOCK_MAX, "{took:?}");
    let log = a.folder().join("vault.db-wal");
    assert!(!log.exists(), "the database was closed in order");
    b.contact_that(|contact| contact.presence != crate::api::Presence::Online).await;
    assert_eq!(a.handle.call(Request::Contacts).await.unwrap_err(), Failure::NotOpen);
    assert_eq!(status(a.handle.call(Request::Lock).await).profile, Profile::Locked, "once more");
    let wrong = Passphrase::new("y".to_owned());
    let refused = a.handle.call(Request::Unlock { passphrase: wrong }).await;
    assert_eq!(refused.unwrap_err(), Failure::PassphraseWrong);
    let open = status(a.handle.call(Request::Unlock { passphrase: word() }).await);
    assert_eq!((open.profile, open.address), (Profile::Open, before.address));
    a.go_online().await;
    b.contact_that(|contact| contact.presence == crate::api::Presence::Online).await;
}

#[tokio::test(start_paused = true)]
async fn a_lock_waits_for_nobody_who_does_not_answer() {
    let sim = Sim::new(8);
    let (a, b) = friends(&sim).await;
    let [ours, theirs] =
        [a.address().await, b.address().await].map(|address| OnionAddress::parse(&address).unwrap());
    let hour = Duration::from_secs(3600);
    sim.set_latency(&ours, &theirs, Some(hour..=hour));
    for _ in 0..12 {
        let text = "a".repeat(crate::api::TEXT_MAX);
        a.ask(Request::Send { contact: crate::api::ContactId(1), text, reply_to: None }).await;
    }
    let (locked, took) = timed(a.handle.call(Request::Lock)).await;
    assert_eq!(status(locked).profile, Profile::Locked);
    assert!(took <= LOCK_MAX, "{took:?}");
    let (ended, took) = timed(a.handle.call(Request::Shutdown)).await;
    assert!(ended.is_ok() && took > LOCK_MAX, "an end waits for the farewells: {took:?}");
}

#[tokio::test(start_paused = true)]
async fn every_request_around_a_lock_is_answered() {
    let sim = Sim::new(2);
    let (a, _b) = friends(&sim).await;
    let ask = |request| a.handle.call(request);
    let text = |text: &str| Request::SetDraft { contact: crate::api::ContactId(1), text: text.into() };
    let all = async {
        tokio::join!(
            ask(text("one")),
            ask(Request::Contacts),
            ask(Request::Lock),
            ask(text("two")),
            ask(Request::Status)
        )
    };
    let (first, contacts, lock, second, last) =
        tokio::time::timeout(Duration::from_secs(30), all).await.expect("somebody was never answered");
    assert!(first.is_ok() && contacts.is_ok());
    assert_eq!(status(lock).profile, Profile::Locked);
    assert_eq!(second.unwrap_err(), Failure::NotOpen);
    assert_eq!(status(last).profile, Profile::Locked);
    ask(Request::Unlock { passphrase: word() }).await.unwrap();
    let Response::Contacts(contacts) = ask(Request::Contacts).await.unwrap() else { panic!() };
    assert_eq!(contacts[0].draft.as_deref(), Some("one"), "a draft survives a lock");
}

#[tokio::test(start_paused = true)]
async fn where_there_is_no_vault_there_is_nothing_to_lock() {
    let sim = Sim::new(3);
    let peer = Peer::launch(&sim, tempfile::tempdir().unwrap());
    assert_eq!(peer.handle.call(Request::Lock).await.unwrap_err(), Failure::NothingToLock);
    peer.ask(Request::CreateAmnesic).await;
    assert_eq!(peer.handle.call(Request::Lock).await.unwrap_err(), Failure::NothingToLock);
    assert_eq!(peer.status().await.profile, Profile::Amnesic, "and it goes on");
}

/// Every file below a folder.
fn bytes_of(folder: &Path) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_file()).map(|path| std::fs::read(path).unwrap()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_wipe_of_an_open_profile_leaves_nothing_and_a_new_one_can_be_made() {
    let sim = Sim::new(4);
    let (mut a, mut b) = friends(&sim).await;
    let header = std::fs::read(a.folder().join(HEADER)).unwrap();
    std::fs::create_dir_all(a.folder().join("tor/state")).unwrap();
    std::fs::write(a.folder().join("tor/state/guards.json"), b"{}").unwrap();
    File::create(a.folder().join("vault.aside")).unwrap().set_len(LARGE).unwrap();
    let (wiped, took) = timed(a.handle.call(Request::Wipe)).await;
    let wiped = status(wiped);
    assert_eq!((wiped.profile, wiped.address), (Profile::Absent, None));
    assert!(took <= WIPE_MAX, "{took:?}");
    let left: Vec<_> =
        std::fs::read_dir(a.folder()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["lock"]);
    for part in [&header[22..38], &header[HEADER_LEN - 48..]] {
        assert!(
            bytes_of(a.folder()).iter().all(|bytes| !bytes.windows(part.len()).any(|window| window == part))
        );
    }
    b.contact_that(|contact| contact.presence != crate::api::Presence::Online).await;
    assert_eq!(
        a.handle.call(Request::Unlock { passphrase: word() }).await.unwrap_err(),
        Failure::VaultAbsent
    );
    a.ask(Request::Create { passphrase: word() }).await;
    a.go_online().await;
}

#[tokio::test(start_paused = true)]
async fn a_locked_profile_and_one_beside_a_session_in_memory_are_wiped_as_well() {
    let sim = Sim::new(5);
    for amnesic in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        drop(Vault::claim(&path).unwrap().create(&word(), &mut crate::coins::Coins::seeded(1)).unwrap());
        let peer = Peer::launch(&sim, folder);
        if amnesic {
            peer.ask(Request::CreateAmnesic).await;
        }
        assert_eq!(status(peer.handle.call(Request::Wipe).await).profile, Profile::Absent);
        assert!(!path.join(HEADER).exists() && !path.join("vault.db").exists());
        assert_eq!(peer.handle.call(Request::Contacts).await.unwrap_err(), Failure::NotOpen);
    }
}

#[tokio::test(start_paused = true)]
async fn a_profile_that_another_process_wipes_is_closed() {
    let sim = Sim::new(6);
    let mut peer = open(&sim, tempfile::tempdir().unwrap()).await;
    assert_eq!(wipe_folder(peer.folder()), Ok(crate::vault::Wiped::BesideAnother));
    let closed = peer
        .until(|event| match event {
            Event::Status(status) if status.profile == Profile::Absent => Some(status.clone()),
            _ => None,
        })
        .await;
    assert_eq!(closed.address, None);
    assert_eq!(peer.handle.call(Request::Contacts).await.unwrap_err(), Failure::NotOpen);
    assert!(!peer.folder().join("vault.db").exists());
}

/// A file of a gigabyte that is really there, not only its length.
fn write_large(path: &Path) {
    use std::io::Write;
    let (mut file, chunk) = (File::create(path).unwrap(), vec![0x5a; 1 << 20]);
    for _ in 0..LARGE >> 20 {
        file.write_all(&chunk).unwrap();
    }
}

/// Takes a gigabyte of disk: `cargo test -p sotto-engine -- --ignored a_vault_of_a_gigabyte`.
#[tokio::test]
#[ignore = "writes a gigabyte"]
async fn a_vault_of_a_gigabyte_is_wiped_within_a_second() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(HEADER), [1; HEADER_LEN]).unwrap();
    write_large(&folder.path().join("vault.db"));
    let wipe = async { wipe_folder(folder.path()) };
    let (wiped, took) = timed(wipe).await;
    assert_eq!(wiped, Ok(crate::vault::Wiped::Alone));
    println!("{took:?}");
    assert!(took <= WIPE_MAX, "{took:?}");
}

/// As the program runs it: threads, and a clock that is not paused.
#[tokio::test]
async fn an_engine_on_its_own_thread_locks_in_time_and_ends_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let engine = driver::start(folder.path(), Arc::new(Sim::new(7).node())).unwrap();
    let call = |request| engine.handle.call(request);
    call(Request::Create { passphrase: word() }).await.unwrap();
    call(Request::Connect).await.unwrap();
    let (locked, took) = timed(call(Request::Lock)).await;
    assert_eq!(status(locked).profile, Profile::Locked);
    println!("locked within {took:?}");
    assert!(took <= LOCK_MAX, "{took:?}");
    call(Request::Shutdown).await.unwrap();
    engine.thread.join().unwrap();
}
