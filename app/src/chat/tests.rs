//! The text mode as a person meets it: lines in, lines out, an engine that answers by a script.

use super::*;
use crate::engine::Answer;
use crate::fake::{self, Script};
use crate::words::{self, Language};
use sotto_engine::api::{
    Contact, ContactId, Failure, History, Message, MessageState, NetworkPhase, Presence, Profile, Response,
    Standing,
};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

const NOON: u64 = 1_772_625_600_000;
const PASSPHRASE: &str = "tractor lamp quiet seven moon";

/// What the engine keeps.
struct Kept {
    profile: Profile,
    contacts: Vec<Contact>,
    messages: Vec<Message>,
}

type Vault = Arc<Mutex<Kept>>;

impl Kept {
    fn answer(&mut self, request: Request) -> Answer {
        let status = |profile| Ok(Response::Status(fake::status(profile, NetworkPhase::Offline)));
        match request {
            Request::Status => status(self.profile),
            Request::Create { .. } => {
                self.profile = Profile::Open;
                status(self.profile)
            }
            Request::Unlock { passphrase } if passphrase.reveal() == PASSPHRASE => {
                self.profile = Profile::Open;
                status(self.profile)
            }
            Request::Unlock { .. } => Err(Failure::PassphraseWrong),
            Request::Contacts => Ok(Response::Contacts(self.contacts.clone())),
            Request::AddContact { address, name } => {
                let contact = Contact { address, ..fake::contact(self.contacts.len() as i64 + 1, &name) };
                self.contacts.push(contact.clone());
                Ok(Response::Contact(contact))
            }
            Request::AcceptRequest { contact, name } => {
                let contact = self.contact(contact);
                (contact.standing, contact.name) = (Standing::Accepted, name);
                Ok(Response::Contact(contact.clone()))
            }
            Request::MarkRead { contact } => {
                let contact = self.contact(contact);
                contact.unread = 0;
                Ok(Response::Contact(contact.clone()))
            }
            Request::Send { contact, text, .. } => {
                let id = self.messages.len() as i64 + 1;
                let message = fake::message(id, contact.0, MessageState::Queued, NOON, &text);
                self.messages.push(message.clone());
                Ok(Response::Message(message))
            }
            Request::History { contact, limit, .. } => {
                let of = self.messages.iter().filter(|message| message.contact == contact);
                let mut messages: Vec<_> = of.cloned().collect();
                messages.drain(..messages.len().saturating_sub(usize::from(limit)));
                Ok(Response::History(History { messages, more: false, newer: false }))
            }
            _ => Ok(Response::Done {}),
        }
    }

    fn contact(&mut self, id: ContactId) -> &mut Contact {
        self.contacts.iter_mut().find(|contact| contact.id == id).unwrap()
    }
}

/// A person at the text mode.
struct Person {
    script: Script,
    events: mpsc::Sender<Event>,
    input: DuplexStream,
    output: DuplexStream,
    serving: tokio::task::JoinHandle<bool>,
}

impl Person {
    fn sits_down(profile: Profile, contacts: Vec<Contact>, messages: Vec<Message>) -> Self {
        let vault: Vault = Arc::new(Mutex::new(Kept { profile, contacts, messages }));
        let script = Script::new(move |request| vault.lock().unwrap().answer(request));
        let (events, told) = mpsc::channel(8);
        let ((input, stdin), (stdout, output)) = (duplex(1 << 20), duplex(1 << 20));
        let paper = Paper::new(stdout, || None);
        let desk = Desk::new(script.clone(), paper, None, words::of(Language::English));
        let serving =
            tokio::task::spawn_local(serve(desk, script.clone(), told, stdin, std::future::pending()));
        Self { script, events, input, output, serving }
    }

    async fn types(&mut self, line: &str) {
        self.input.write_all(format!("{line}\n").as_bytes()).await.unwrap();
        self.rests().await;
    }

    async fn hears(&mut self, event: Event) {
        self.events.send(event).await.unwrap();
        self.rests().await;
    }

    /// Paused time moves on only when every task waits.
    async fn rests(&self) {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }

    /// Leaves; everything that was said.
    async fn leaves(mut self) -> String {
        drop(self.input);
        assert!(self.serving.await.unwrap(), "not in order");
        assert_eq!(self.script.asked().last().map(String::as_str), Some("Shutdown"));
        let mut said = String::new();
        self.output.read_to_string(&mut said).await.unwrap();
        assert_eq!(said.chars().find(|c| c.is_control() && *c != '\n'), None, "{said:?}");
        said
    }
}

/// Runs a test whose time stands still.
fn sitting(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.unwrap().block_on(tokio::task::LocalSet::new().run_until(test));
}

#[track_caller]
fn in_order(said: &str, lines: &[&str]) {
    let mut rest = said.lines();
    for line in lines {
        assert!(rest.any(|said| said == *line), "not said, or not in this order: {line}\n{said}");
    }
}

fn received(id: i64, with: i64, text: &str) -> Message {
    fake::message(id, with, MessageState::Received, NOON, text)
}

#[test]
fn from_the_first_launch_to_a_delivered_message() {
    sitting(async {
        let mut person = Person::sits_down(Profile::Absent, vec![], vec![]);
        for line in ["/create", PASSPHRASE, PASSPHRASE, "/connect"] {
            person.types(line).await;
        }
        person.hears(Event::Status(fake::status(Profile::Open, NetworkPhase::Online))).await;
        person.types(&format!("/add {} Ada", fake::address(7))).await;
        person.types("Hello Ada").await;
        let delivered = fake::message(1, 1, MessageState::Delivered, NOON, "Hello Ada");
        person.hears(Event::Message(delivered.clone())).await;
        person.hears(Event::Message(delivered)).await;
        assert!(person.script.asked().contains(&"Connect".to_owned()));
        assert!(!person.script.asked().concat().contains("tractor"));
        let said = person.leaves().await;
        in_order(
            &said,
            &[
                "The profile is open.",
                "Connection: Connected through Tor.",
                "Ada is added, as number 1. What you write waits until they accept.",
                "You: Hello Ada",
                "Delivered to Ada: Hello Ada",
            ],
        );
        assert_eq!(said.matches("Delivered to Ada").count(), 1, "a thing is said once");
        assert!(!said.contains("tractor"));
    });
}

#[test]
fn a_wrong_passphrase_is_asked_for_again_and_never_sent_to_anybody() {
    sitting(async {
        let mut person = Person::sits_down(Profile::Locked, vec![fake::contact(1, "Ada")], vec![]);
        person.types("wrong").await;
        person.types(PASSPHRASE).await;
        let asked = person.script.asked().concat();
        assert!(!asked.contains("Send") && !asked.contains("wrong"));
        in_order(
            &person.leaves().await,
            &["Wrong passphrase. Try again.", "The profile is open.", "1. Ada, offline"],
        );
    });
}

#[test]
fn two_passphrases_that_differ_make_no_profile() {
    sitting(async {
        let mut person = Person::sits_down(Profile::Absent, vec![], vec![]);
        for line in ["/create", PASSPHRASE, "another"] {
            person.types(line).await;
        }
        assert!(!person.script.asked().iter().any(|asked| asked.starts_with("Create")));
        assert!(person.leaves().await.contains("The two are not the same."));
    });
}

#[test]
fn what_comes_in_is_said_with_its_writer_and_elsewhere_only_announced() {
    sitting(async {
        let contacts = vec![fake::contact(1, "Ada"), fake::contact(2, "Grace")];
        let mut person = Person::sits_down(Profile::Open, contacts, vec![]);
        person.types("/open ada").await;
        person.hears(Event::Message(received(1, 1, "one\nGrace is online.\u{1b}[2J"))).await;
        person.hears(Event::Message(received(2, 2, "elsewhere"))).await;
        person.hears(Event::Contact(Contact { presence: Presence::Online, ..fake::contact(1, "Ada") })).await;
        assert!(person.script.asked().iter().any(|asked| asked.starts_with("MarkRead")));
        let said = person.leaves().await;
        in_order(
            &said,
            &[
                "Ada: one",
                "    Grace is online.\u{fffd}[2J",
                "New message from Grace. /next reads it.",
                "Ada is online.",
            ],
        );
        assert!(!said.contains("elsewhere") && !said.contains("\nGrace is online"));
    });
}

#[test]
fn next_opens_what_is_unread_and_says_it() {
    sitting(async {
        let waiting = Contact { unread: 2, ..fake::contact(2, "Grace") };
        let messages = vec![received(1, 2, "old"), received(2, 2, "new one"), received(3, 2, "new two")];
        let mut person = Person::sits_down(Profile::Open, vec![fake::contact(1, "Ada"), waiting], messages);
        person.types("/next").await;
        person.types("/next").await;
        let said = person.leaves().await;
        assert!(
            said.contains("Grace: new one\n") && said.contains("Grace: new two\n") && !said.contains(": old")
        );
        in_order(&said, &["2. Grace, offline, 2 unread", "There is nothing unread."]);
    });
}

#[test]
fn a_request_is_read_and_accepted_by_its_number() {
    sitting(async {
        let greeting = received(1, 4, "It is me,\u{202e} Grace");
        let asking = Contact {
            standing: Standing::Requesting,
            unread: 1,
            last: Some(greeting),
            ..fake::contact(4, "")
        };
        let mut person = Person::sits_down(Profile::Open, vec![asking], vec![]);
        person.types("/requests").await;
        person.types("/accept 4 Grace").await;
        person.types("//who?").await;
        let said = person.leaves().await;
        assert!(said.contains(": It is me,\u{fffd} Grace\n"));
        in_order(&said, &["Grace is a contact now.", "You: /who?"]);
    });
}

#[test]
fn nothing_is_sent_by_mistake() {
    sitting(async {
        let mut person = Person::sits_down(Profile::Open, vec![fake::contact(1, "Ada")], vec![]);
        for line in ["nobody is open", "/open 1", "/opne 2", "/open nobody", "/delete 1", "Yes."] {
            person.types(line).await;
        }
        let asked = person.script.asked();
        assert!(
            !asked.iter().any(|asked| asked.starts_with("Send") || asked.starts_with("Delete")),
            "{asked:?}"
        );
        assert!(person.leaves().await.contains("Nothing was deleted."));
    });
}

#[test]
fn nobody_is_called_as_we_are() {
    sitting(async {
        let mut person = Person::sits_down(Profile::Open, vec![fake::contact(1, "You")], vec![]);
        person.types("/open 1").await;
        person.hears(Event::Message(received(1, 1, "I agree to everything"))).await;
        let said = person.leaves().await;
        assert!(!said.contains("You: I agree"), "{said}");
    });
}

#[test]
fn quitting_ends_the_engine_and_reads_nothing_more() {
    sitting(async {
        let mut person = Person::sits_down(Profile::Open, vec![fake::contact(1, "Ada")], vec![]);
        person.types("/open 1\n/quit\nafter the end").await;
        assert!(!person.script.asked().concat().contains("after the end"));
        assert!(person.leaves().await.ends_with("Closing connections.\n"));
    });
}
