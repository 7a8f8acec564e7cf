//! What the log says of a whole conversation, at its most talkative.

use super::network::Peer;
use crate::api::{INVITE_DAYS, MessageState, Passphrase, Request, Response, Standing};
use data_encoding::{BASE32_NOPAD, HEXLOWER};
use sotto_transport::OnionAddress;
use sotto_transport::sim::Sim;
use std::fmt::{Debug, Write};
use std::sync::Mutex;
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const PASSPHRASE: &str = "zirkonium walnuss ostwind 4711";
const NAMES: [&str; 2] = ["Quittenkoenigin", "Rhabarberbaron"];
const TEXTS: [&str; 2] = ["The heron lands at MIDNIGHT by the old mill", "Bring the vermilion umbrella"];
const BRIDGE: &str =
    "obfs4 192.0.2.17:443 0123456789ABCDEF0123456789ABCDEF01234567 cert=kuckucksei iat-mode=0";

/// Every line of every thread of the process.
static LOG: Mutex<String> = Mutex::new(String::new());

/// Writes down everything, whatever its level.
struct Recorder;
struct Line;

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(LOG.lock().unwrap(), "{field}={value:?}").unwrap();
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Line);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Line);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Line);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// An address as people write it (without its checksum), and its key in hexadecimal and as a list of numbers.
fn forms(address: &str) -> [String; 3] {
    let key = OnionAddress::parse(address).unwrap();
    let key = key.as_key_bytes();
    let numbers = format!("{:?}", &key[..6]);
    [address.chars().take(51).collect(), HEXLOWER.encode(key), numbers.trim_matches(['[', ']']).to_owned()]
}

/// Lesson L19 (docs/lessons.md): a log may be shown to a stranger.
#[tokio::test(start_paused = true)]
async fn the_log_of_a_whole_conversation_names_nobody_and_repeats_nothing() {
    // of this process, for the threads that stretch a passphrase
    tracing::subscriber::set_global_default(Recorder).unwrap();
    let sim = Sim::new(19);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    let passphrase = |word: &str| Passphrase::new(word.to_owned());
    let mut a = Peer::launch(&sim, folder);
    a.ask(Request::Create { passphrase: passphrase(PASSPHRASE) }).await;
    a.ask(Request::SetBridges { lines: BRIDGE.to_owned(), enabled: false }).await;
    a.go_online().await;
    let mut b = Peer::fresh(&sim).await;
    let addresses = [a.address().await, b.address().await];
    talk(&mut a, &mut b, &addresses[1]).await;
    let Response::Invite(invite) = b.ask(Request::MakeInvite { days: INVITE_DAYS }).await else { panic!() };
    let link = invite.link.reveal();

    // trouble is what logs are made of: a service that nobody reaches, a line that swallows everything, refusals
    let [ours, theirs] = [&addresses[0], &addresses[1]].map(|address| OnionAddress::parse(address).unwrap());
    sim.set_deaf(&ours, true);
    sim.cut(&ours, &theirs);
    sim.partition(&ours, &theirs);
    tokio::time::sleep(Duration::from_secs(3600)).await;
    assert!(
        a.handle
            .call(Request::AddContact { address: addresses[0].clone(), name: NAMES[0].into() })
            .await
            .is_err()
    );
    assert!(a.handle.call(Request::Unlock { passphrase: passphrase(PASSPHRASE) }).await.is_err());
    // what is held until they meet, and what is refused
    let add = |address: String| Request::AddContact { address, name: String::new() };
    a.ask(add(link.to_owned())).await;
    assert!(a.handle.call(add(link.chars().take(90).collect())).await.is_err());
    sim.heal(&ours, &theirs);
    tokio::time::sleep(Duration::from_secs(3600)).await;
    a.ask(Request::Shutdown).await;

    let log = LOG.lock().unwrap().to_lowercase();
    assert!(log.contains("published anew"), "the log heard nothing: {log}");
    let said = [PASSPHRASE, NAMES[0], NAMES[1], TEXTS[0], TEXTS[1], &path, "kuckucksei", "192.0.2.17"];
    let token = BASE32_NOPAD.decode(&link.to_uppercase().as_bytes()[6..]).unwrap()[33..49].to_owned();
    let numbers = format!("{:?}", &token[..6]).trim_matches(['[', ']']).to_owned();
    let tokens = [link.chars().skip(60).collect(), HEXLOWER.encode(&token), numbers];
    let said = said.into_iter().map(str::to_owned).chain(tokens);
    let said = said.chain(addresses.iter().flat_map(|address| forms(address)));
    for canary in said {
        assert!(!log.contains(&canary.to_lowercase()), "{canary:?} is in the log");
    }
}

/// Two meet, write and rename each other.
async fn talk(a: &mut Peer, b: &mut Peer, address: &str) {
    let add = Request::AddContact { address: address.to_owned(), name: NAMES[0].into() };
    let Response::Contact(to_b) = a.ask(add).await else { panic!() };
    let request = b.contact_that(|contact| contact.standing == Standing::Requesting).await;
    b.ask(Request::AcceptRequest { contact: request.id, name: NAMES[1].into() }).await;
    a.contact_that(|contact| contact.accepted_us).await;
    a.ask(Request::Send { contact: to_b.id, text: TEXTS[0].into(), reply_to: None }).await;
    assert_eq!(b.message_in(MessageState::Received).await.text, TEXTS[0]);
    a.message_in(MessageState::Delivered).await;
    b.ask(Request::Send { contact: request.id, text: TEXTS[1].into(), reply_to: None }).await;
    assert_eq!(a.message_in(MessageState::Received).await.text, TEXTS[1]);
    a.ask(Request::Rename { contact: to_b.id, name: NAMES[1].into() }).await;
}
