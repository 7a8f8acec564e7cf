//! The engine as it runs, driver and all, over the simulated network under a paused clock.

use crate::api::{
    Contact, ContactId, Event, Failure, Message, MessageState, NetworkPhase, Passphrase, Profile, Request,
    Response, Standing, Status,
};
use crate::driver;
use crate::handle::{EVENT_QUEUE, Handle};
use crate::vault::Vault;
use sotto_transport::OnionAddress;
use sotto_transport::sim::Sim;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// Longest simulated wait for anything.
const DEADLINE: Duration = Duration::from_secs(600);

/// A front end with its engine.
pub(super) struct Peer {
    pub(super) handle: Handle,
    events: mpsc::Receiver<Event>,
    task: JoinHandle<()>,
    folder: TempDir,
}

impl Peer {
    pub(super) fn launch(sim: &Sim, folder: TempDir) -> Self {
        let vault = Vault::claim(folder.path()).unwrap();
        let (handle, requests) = Handle::new();
        let (teller, events) = driver::Teller::new(EVENT_QUEUE);
        let task = tokio::spawn(driver::run(vault, Arc::new(sim.node()), requests, teller));
        Self { handle, events, task, folder }
    }

    /// A new profile, online.
    pub(super) async fn fresh(sim: &Sim) -> Self {
        let mut peer = Self::launch(sim, tempfile::tempdir().unwrap());
        peer.ask(Request::CreateAmnesic).await;
        peer.go_online().await;
        peer
    }

    pub(super) async fn go_online(&mut self) {
        self.ask(Request::Connect).await;
        self.until(|event| match event {
            Event::Status(status) if status.network.phase == NetworkPhase::Online => Some(()),
            _ => None,
        })
        .await;
    }

    pub(super) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub(super) async fn ask(&self, request: Request) -> Response {
        self.handle.call(request).await.unwrap()
    }

    pub(super) async fn status(&self) -> Status {
        match self.ask(Request::Status).await {
            Response::Status(status) => status,
            other => panic!("{other:?}"),
        }
    }

    pub(super) async fn until<T>(&mut self, mut wanted: impl FnMut(&Event) -> Option<T>) -> T {
        let search = async {
            loop {
                let event = self.events.recv().await.expect("the engine ended");
                if let Some(found) = wanted(&event) {
                    return found;
                }
            }
        };
        tokio::time::timeout(DEADLINE, search).await.expect("it never happened")
    }

    pub(super) async fn message_in(&mut self, state: MessageState) -> Message {
        self.until(|event| match event {
            Event::Message(message) if message.state == state => Some(message.clone()),
            _ => None,
        })
        .await
    }

    pub(super) async fn contact_that(&mut self, wanted: impl Fn(&Contact) -> bool) -> Contact {
        self.until(|event| match event {
            Event::Contact(contact) if wanted(contact) => Some(contact.clone()),
            _ => None,
        })
        .await
    }

    pub(super) async fn address(&self) -> String {
        self.status().await.address.unwrap()
    }
}

/// Two peers who have accepted each other, with the numbers by which they know the other.
async fn friends(sim: &Sim) -> (Peer, ContactId, Peer, ContactId) {
    let mut a = Peer::fresh(sim).await;
    let mut b = Peer::fresh(sim).await;
    let address = b.address().await;
    let Response::Contact(to_b) = a.ask(Request::AddContact { address, name: "B".into() }).await else {
        panic!()
    };
    let request = b.contact_that(|contact| contact.standing == Standing::Requesting).await;
    b.ask(Request::AcceptRequest { contact: request.id, name: "A".into() }).await;
    a.contact_that(|contact| contact.accepted_us).await;
    (a, to_b.id, b, request.id)
}

#[tokio::test(start_paused = true)]
async fn two_engines_meet_and_chat() {
    let sim = Sim::new(1);
    let (mut a, to_b, mut b, to_a) = friends(&sim).await;
    a.ask(Request::Send { contact: to_b, text: "hello".into(), reply_to: None }).await;
    assert_eq!(b.message_in(MessageState::Received).await.text, "hello");
    assert_eq!(a.message_in(MessageState::Delivered).await.text, "hello");
    b.ask(Request::Send { contact: to_a, text: "hello yourself".into(), reply_to: None }).await;
    assert_eq!(a.message_in(MessageState::Received).await.text, "hello yourself");
    assert_eq!(b.message_in(MessageState::Delivered).await.text, "hello yourself");
}

#[tokio::test(start_paused = true)]
async fn a_cut_in_the_middle_of_a_frame_loses_nothing() {
    let sim = Sim::new(2);
    let (mut a, to_b, mut b, _) = friends(&sim).await;
    let addresses = (parse(&a.address().await), parse(&b.address().await));
    for cut_at in [1, 2000, 4095, 4096, 5000] {
        sim.cut_after(&addresses.0, &addresses.1, cut_at);
        a.ask(Request::Send { contact: to_b, text: format!("cut at {cut_at}"), reply_to: None }).await;
        assert_eq!(b.message_in(MessageState::Received).await.text, format!("cut at {cut_at}"));
        a.message_in(MessageState::Delivered).await;
    }
}

#[tokio::test(start_paused = true)]
async fn texts_written_behind_a_partition_arrive_after_it() {
    let sim = Sim::new(3);
    let (mut a, to_b, mut b, _) = friends(&sim).await;
    let addresses = (parse(&a.address().await), parse(&b.address().await));
    sim.partition(&addresses.0, &addresses.1);
    for n in 0..30 {
        a.ask(Request::Send { contact: to_b, text: n.to_string(), reply_to: None }).await;
    }
    tokio::time::sleep(Duration::from_secs(200)).await;
    sim.heal(&addresses.0, &addresses.1);
    for n in 0..30 {
        assert_eq!(b.message_in(MessageState::Received).await.text, n.to_string());
    }
    for _ in 0..30 {
        a.message_in(MessageState::Delivered).await;
    }
}

#[tokio::test(start_paused = true)]
async fn leaving_the_network_and_coming_back_keeps_the_conversation() {
    let sim = Sim::new(4);
    let (mut a, to_b, mut b, _) = friends(&sim).await;
    b.ask(Request::Disconnect).await;
    a.ask(Request::Send { contact: to_b, text: "while away".into(), reply_to: None }).await;
    assert_eq!(b.status().await.network.phase, NetworkPhase::Offline);
    b.ask(Request::Connect).await;
    assert_eq!(b.message_in(MessageState::Received).await.text, "while away");
    a.message_in(MessageState::Delivered).await;
}

#[tokio::test(start_paused = true)]
async fn a_vault_survives_its_engine_and_a_shut_one_answers_nothing() {
    let sim = Sim::new(5);
    let passphrase = || Passphrase::new("five random words are good".into());
    let peer = Peer::launch(&sim, tempfile::tempdir().unwrap());
    assert_eq!(peer.status().await.profile, Profile::Absent);
    assert_eq!(peer.handle.call(Request::Contacts).await.unwrap_err(), Failure::NotOpen);
    peer.ask(Request::Create { passphrase: passphrase() }).await;
    assert_eq!(peer.handle.call(Request::CreateAmnesic).await.unwrap_err(), Failure::AlreadyOpen);
    let address = peer.address().await;
    assert_eq!(Vault::claim(peer.folder.path()).unwrap_err(), Failure::ProfileInUse);
    peer.ask(Request::Shutdown).await;
    peer.task.await.unwrap();
    assert_eq!(peer.handle.call(Request::Status).await.unwrap_err(), Failure::Busy);

    let again = Peer::launch(&sim, peer.folder);
    assert_eq!(again.status().await.profile, Profile::Locked);
    let wrong = Request::Unlock { passphrase: Passphrase::new("wrong".into()) };
    assert_eq!(again.handle.call(wrong).await.unwrap_err(), Failure::PassphraseWrong);
    again.ask(Request::Unlock { passphrase: passphrase() }).await;
    assert_eq!(again.address().await, address);
}

#[tokio::test(start_paused = true)]
async fn bridge_lines_are_checked_line_by_line_and_kept() {
    let sim = Sim::new(6);
    let peer = Peer::fresh(&sim).await;
    let set = |lines: &str, enabled| Request::SetBridges { lines: lines.into(), enabled };
    let refused = |request| peer.handle.call(request);
    assert_eq!(refused(set("", true)).await.unwrap_err(), Failure::BridgesEmpty);
    let second = set("# mine\nbr\u{ef}dge", true);
    assert_eq!(refused(second).await.unwrap_err(), Failure::BridgeMalformed { line: 2 });
    let line = "obfs4 192.0.2.1:443 0123456789ABCDEF0123456789ABCDEF01234567 cert=x iat-mode=0";
    peer.ask(set(&format!("\n# mine\nBridge {line}\n"), false)).await;
    let Response::Bridges(kept) = peer.ask(Request::Bridges).await else { panic!() };
    assert_eq!((kept.enabled, kept.lines), (false, vec![line.to_owned()]));
}

#[tokio::test(start_paused = true)]
async fn an_engine_ends_when_its_last_front_end_is_gone() {
    let sim = Sim::new(7);
    let peer = Peer::fresh(&sim).await;
    drop(peer.handle);
    tokio::time::timeout(DEADLINE, peer.task).await.unwrap().unwrap();
}

fn parse(address: &str) -> OnionAddress {
    OnionAddress::parse(address).unwrap()
}
