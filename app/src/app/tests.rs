//! The window as a user meets it: real screens, real tasks, an engine that answers by a script.

use super::*;
use crate::fake::{self, Script};
use crate::fonts;
use by_key::activate;
use futures::StreamExt;
use iced::Size;
use iced_test::Simulator;
use iced_test::core::keyboard::key::Named;
use iced_test::runtime::{Action, clipboard, task, window};
use iced_test::selector::{Candidate, id};
use sotto_engine::api::{
    Appearance, Bridges, Contact, ContactId, Found, History, Invite, InviteId, InviteLink, Message as Text,
    MessageState, NetworkPhase, NewInvite, Preferences, Presence, Profile, Response, Standing, Trouble,
};
use std::cell::Cell;
use std::sync::{Arc, Mutex as StdMutex};
use tokio::sync::mpsc;

mod by_key;
mod closing;
mod contact_page;
mod conversation;
mod delivery;
mod drawn;
mod frames;
mod glass;
mod hostile;
mod language;
mod mirrored;
mod screens;
mod settings;
mod shell;
mod verify;

thread_local! {
    /// What the window's clock says, in milliseconds since 1970.
    static CLOCK: Cell<u64> = const { Cell::new(NOON) };
}

/// 2026-03-04 12:00 UTC.
const NOON: u64 = 1_772_625_600_000;
const PASSPHRASE: &str = "tractor lamp quiet seven moon";
/// As the window opens.
const SIZE: Size = Size::new(1080.0, 720.0);

/// A window and whoever looks at it.
struct Desk {
    app: App,
    script: Script,
    ended: bool,
    /// As large as the window is.
    size: Size,
    clipboard: Option<String>,
    /// How often the window called for attention.
    calls: usize,
    /// Kept open, as the engine would.
    _events: mpsc::Sender<Event>,
}

impl Desk {
    fn new(script: Script) -> Self {
        Self::with(script, Options::default())
    }

    fn with(script: Script, options: Options) -> Self {
        fonts::install();
        let (sender, events) = mpsc::channel(1);
        CLOCK.set(NOON);
        let (app, task) = App::boot(Ok((script.engine(), Events::new(events))), options, || CLOCK.get());
        let mut desk =
            Self { app, script, ended: false, size: SIZE, clipboard: None, calls: 0, _events: sender };
        desk.work(task);
        desk
    }

    /// Runs a task to its end, and what comes of it.
    fn work(&mut self, task: Task<Message>) {
        // nobody waits: what takes time is over at once
        let mut builder = tokio::runtime::Builder::new_current_thread();
        let runtime = builder.enable_time().start_paused(true).build().unwrap();
        let Some(mut stream) = task::into_stream(task) else { return };
        while let Some(action) = runtime.block_on(stream.next()) {
            match action {
                Action::Output(message) => self.tell(message),
                Action::Exit => self.ended = true,
                Action::Clipboard(clipboard::Action::Read { channel, .. }) => {
                    let _ = channel.send(self.clipboard.clone());
                }
                Action::Clipboard(clipboard::Action::Write { contents, .. }) => {
                    self.clipboard = Some(contents)
                }
                Action::Window(window::Action::GetOldest(channel)) => {
                    let _ = channel.send(Some(iced::window::Id::unique()));
                }
                Action::Window(window::Action::RequestUserAttention(..)) => self.calls += 1,
                _ => {}
            }
        }
    }

    /// Time passes until the window looks at the clock again.
    fn pass(&mut self, milliseconds: u64) {
        CLOCK.set(CLOCK.get() + milliseconds);
        self.tell(Message::Tick);
    }

    /// The window is made another size.
    fn resize(&mut self, size: Size) {
        self.size = size;
        self.tell(Message::Sized(size));
    }

    /// A key that means the same everywhere.
    fn key(&mut self, shortcut: Shortcut) {
        self.tell(Message::Key(shortcut));
    }

    fn tell(&mut self, message: Message) {
        let task = self.app.update(message);
        self.work(task);
    }

    fn event(&mut self, event: Event) {
        self.tell(Message::Engine(vec![event]));
    }

    fn look(&self) -> Simulator<'_, Message> {
        self.look_at(self.size)
    }

    fn look_at(&self, size: Size) -> Simulator<'_, Message> {
        let settings = iced_test::core::Settings { default_font: fonts::TEXT, ..Default::default() };
        Simulator::with_size(settings, size, self.app.view())
    }

    fn sees(&self, words: &str) -> bool {
        self.look().find(words).is_ok()
    }

    /// How often `words` stand on the screen.
    fn count(&self, words: &str) -> usize {
        let mut count = 0;
        let _ = self.look().find(|candidate: Candidate<'_>| {
            count += usize::from(matches!(candidate, Candidate::Text { content, .. } if content == words));
            None::<()>
        });
        count
    }

    #[track_caller]
    fn expect(&self, words: &str) {
        assert!(self.sees(words), "not on the screen: {words}");
    }

    fn click(&mut self, words: &str) {
        let mut ui = self.look();
        ui.click(words).unwrap_or_else(|_| panic!("nothing to click: {words}"));
        let messages: Vec<_> = ui.into_messages().collect();
        messages.into_iter().for_each(|message| self.tell(message));
    }

    /// Types into the field `at`, a view between two letters as in the window.
    fn type_into(&mut self, at: &'static str, words: &str) {
        for letter in words.chars() {
            let mut ui = self.look();
            ui.click(id(at)).unwrap();
            ui.tap_key(Named::End);
            ui.typewrite(&letter.to_string());
            let messages: Vec<_> = ui.into_messages().collect();
            messages.into_iter().for_each(|message| self.tell(message));
        }
    }

    fn press(&mut self, at: &'static str, key: Named) {
        let mut ui = self.look();
        ui.click(id(at)).unwrap();
        ui.tap_key(key);
        let messages: Vec<_> = ui.into_messages().collect();
        messages.into_iter().for_each(|message| self.tell(message));
    }

    /// A picture for review, only where `SOTTO_LOOK` names a folder.
    fn picture(&self, name: &str) {
        self.picture_at(self.size, name);
    }

    fn picture_at(&self, size: Size, name: &str) {
        if let Ok(folder) = std::env::var("SOTTO_LOOK") {
            let path = std::path::Path::new(&folder).join(name);
            assert!(self.look_at(size).snapshot(&self.app.theme()).unwrap().matches_image(path).unwrap());
        }
    }
}

/// An engine that keeps contacts and messages in memory, as far as the window can tell.
#[derive(Clone, Default)]
struct Memory(Arc<StdMutex<State>>);

#[derive(Default)]
struct State {
    contacts: Vec<Contact>,
    messages: Vec<Text>,
    preferences: Preferences,
    /// How many were made.
    invites: i64,
}

impl Memory {
    fn with(contacts: Vec<Contact>, messages: Vec<Text>) -> Self {
        Self(Arc::new(StdMutex::new(State { contacts, messages, ..State::default() })))
    }

    fn script(&self, profile: Profile) -> Script {
        let memory = self.clone();
        Script::new(move |request| memory.0.lock().unwrap().answer(request, profile))
    }
}

impl State {
    fn answer(&mut self, request: Request, profile: Profile) -> Answer {
        let open = |profile| Response::Status(fake::status(profile, NetworkPhase::Offline));
        Ok(match request {
            Request::Status => open(profile),
            Request::Create { .. } | Request::Unlock { .. } => open(Profile::Open),
            Request::CreateAmnesic => open(Profile::Amnesic),
            Request::Contacts => Response::Contacts(self.contacts.clone()),
            Request::Preferences => Response::Preferences(self.preferences.clone()),
            Request::SetPreferences { preferences } => {
                self.preferences = preferences.clone();
                Response::Preferences(preferences)
            }
            Request::AddContact { address, name } => {
                let known = self.contacts.len() as i64 + 1;
                let contact = Contact { address, accepted_us: false, ..fake::contact(known, &name) };
                self.contacts.push(contact.clone());
                Response::Contact(contact)
            }
            Request::AcceptRequest { contact, name } => {
                let known = self.contact(contact);
                known.standing = Standing::Accepted;
                known.name = name;
                Response::Contact(known.clone())
            }
            Request::Block { contact } => {
                self.contact(contact).standing = Standing::Blocked;
                Response::Contact(self.contact(contact).clone())
            }
            Request::MarkRead { contact } => {
                self.contact(contact).unread = 0;
                Response::Contact(self.contact(contact).clone())
            }
            Request::TrustAgain { contact } => {
                self.contact(contact).continuity_lost = false;
                Response::Contact(self.contact(contact).clone())
            }
            Request::Send { contact, text, .. } => {
                let at = self.messages.len() as i64 + 1;
                let message = fake::message(at, contact.0, MessageState::Queued, NOON, &text);
                self.messages.push(message.clone());
                Response::Message(message)
            }
            Request::History { contact, before, limit, .. } => self.history(contact, before, limit),
            Request::MakeInvite { .. } => {
                let id = InviteId(1 + self.invites);
                self.invites += 1;
                let link = InviteLink::new(format!("sotto:invite{}", id.0));
                Response::Invite(NewInvite { id, link, expires: NOON + 7 * 86_400_000 })
            }
            Request::Pin { contact, pinned } => {
                self.contact(contact).pinned = pinned;
                Response::Contact(self.contact(contact).clone())
            }
            Request::Mute { contact, muted } => {
                self.contact(contact).muted = muted;
                Response::Contact(self.contact(contact).clone())
            }
            Request::UndoDecline { contact } => Response::Contact(self.contact(contact).clone()),
            Request::Find { text, .. } => {
                let hit = |message: &&Text| message.text.contains(&text);
                let messages = self.messages.iter().rev().filter(hit).cloned().collect();
                Response::Found(Found { messages, next: None })
            }
            Request::Bridges => Response::Bridges(Bridges { enabled: false, lines: vec![] }),
            Request::SetBridges { lines, .. } if lines.contains("nonsense") => {
                return Err(Failure::BridgeMalformed { line: 2 });
            }
            _ => Response::Done {},
        })
    }

    fn contact(&mut self, id: ContactId) -> &mut Contact {
        self.contacts.iter_mut().find(|contact| contact.id == id).unwrap()
    }

    fn history(
        &self,
        contact: ContactId,
        before: Option<sotto_engine::api::MessageId>,
        limit: u16,
    ) -> Response {
        let mut messages: Vec<_> = self
            .messages
            .iter()
            .filter(|message| message.contact == contact && before.is_none_or(|before| message.id < before))
            .cloned()
            .collect();
        let more = messages.len() > usize::from(limit);
        let messages = messages.split_off(messages.len().saturating_sub(usize::from(limit)));
        Response::History(History { messages, more, newer: false })
    }
}

fn network(phase: NetworkPhase, trouble: Option<Trouble>) -> Event {
    let mut status = fake::status(Profile::Open, phase);
    status.network.trouble = trouble;
    Event::Status(status)
}

#[test]
fn from_the_first_launch_to_a_delivered_message() {
    let mut desk = Desk::new(Memory::default().script(Profile::Absent));
    desk.expect("Welcome to Sotto");
    desk.picture("first-launch");
    for field in [welcome::FIRST, "repeat-passphrase"] {
        desk.type_into(field, PASSPHRASE);
    }
    desk.expect("Strong: hard to guess even with many computers.");
    assert!(!desk.script.asked().contains(&"Connect".to_owned()), "nothing leaves before the user says so");
    desk.click("Start and connect to Tor");
    assert!(desk.script.asked().contains(&"Connect".to_owned()));
    desk.picture("started");
    desk.event(network(NetworkPhase::Directory, None));
    desk.expect("Fetching the list of relays");
    desk.picture("progress");
    desk.event(network(NetworkPhase::Publishing, None));
    desk.expect("Publishing your address");

    desk.tell(Message::Key(Shortcut::AddContact));
    desk.type_into("contact-address", &fake::address(7));
    desk.type_into("contact-name", "Ada");
    desk.picture("add-contact");
    desk.press("contact-name", Named::Enter);
    desk.type_into("composer", "Hello Ada");
    desk.press("composer", Named::Enter);
    desk.expect("Hello Ada");
    desk.expect("Waiting");
    assert!(!desk.sees("Delivered"));
    desk.event(Event::Message(fake::message(1, 1, MessageState::Delivered, NOON, "Hello Ada")));
    desk.expect("Delivered");
    assert!(!desk.sees("Waiting"));
}

#[test]
fn a_passphrase_is_in_no_message_and_no_debug_text() {
    let mut desk = Desk::new(Memory::default().script(Profile::Locked));
    desk.type_into(unlock::FIELD, PASSPHRASE);
    let mut ui = desk.look();
    ui.click(id(unlock::FIELD)).unwrap();
    ui.tap_key(Named::Enter);
    let messages: Vec<_> = ui.into_messages().collect();
    assert!(!format!("{messages:?}").contains("tractor"));
    messages.into_iter().for_each(|message| desk.tell(message));
    desk.expect("You are not connected");
    assert!(!desk.script.asked().concat().contains("tractor"));
}

#[test]
fn a_wrong_passphrase_is_said_and_can_be_tried_again() {
    let script = Script::new(|request| match request {
        Request::Unlock { passphrase } if passphrase.reveal() == PASSPHRASE => {
            Ok(Response::Status(fake::status(Profile::Open, NetworkPhase::Offline)))
        }
        Request::Unlock { .. } => Err(Failure::PassphraseWrong),
        _ => Ok(Response::Status(fake::status(Profile::Locked, NetworkPhase::Offline))),
    });
    let mut desk = Desk::new(script);
    desk.type_into(unlock::FIELD, "wrong");
    desk.click("Unlock");
    desk.expect("Wrong passphrase. Try again.");
    desk.picture("unlock-wrong");
    desk.type_into(unlock::FIELD, PASSPHRASE);
    desk.click("Unlock");
    desk.expect("You are not connected");
}

#[test]
fn two_passphrases_that_differ_make_no_vault() {
    let mut desk = Desk::new(Memory::default().script(Profile::Absent));
    desk.type_into(welcome::FIRST, "one thing");
    desk.type_into("repeat-passphrase", "another");
    desk.click("Start and connect to Tor");
    desk.expect("The two passphrases are not the same. Type the second one again.");
    assert!(!desk.script.asked().iter().any(|asked| asked.contains("Create")));
}

#[test]
fn a_start_that_failed_is_a_sentence_and_a_way_out() {
    let (app, _) = App::boot(Err(Failure::ProfileInUse), Options::default(), || NOON);
    let mut ui = Simulator::with_size(iced_test::core::Settings::default(), (640.0, 420.0), app.view());
    assert!(ui.find(Failure::ProfileInUse.to_string().as_str()).is_ok());
    assert!(ui.find("Close").is_ok());
}

#[test]
fn a_session_without_trace_starts_at_once_when_it_was_asked_for() {
    let options = Options { amnesic: true, system: Some(TorSystem::Tails), ..Options::default() };
    let desk = Desk::with(Memory::default().script(Profile::Locked), options);
    desk.expect(&words::of(Language::English).say("connection-on-tails"));
    assert!(!desk.script.asked().contains(&"Connect".to_owned()), "it was not asked to go online");
}

#[test]
fn trouble_with_the_connection_is_said_with_the_way_out() {
    let mut desk = Desk::new(Memory::default().script(Profile::Open));
    desk.event(network(NetworkPhase::Reaching, Some(Trouble::TorUnreachable)));
    desk.expect(&Trouble::TorUnreachable.to_string());
    desk.click("Set up bridges");
    desk.expect("Save bridges");
    desk.picture("settings");
}

#[test]
fn a_wrong_bridge_line_is_named() {
    let mut desk = Desk::new(Memory::default().script(Profile::Open));
    desk.click("Set up bridges");
    desk.type_into("bridge-lines", "nonsense");
    desk.click("Save bridges");
    desk.expect(&Failure::BridgeMalformed { line: 2 }.to_string());
}

#[test]
fn a_wrong_address_is_said_at_the_form_and_nothing_is_lost() {
    let script = Script::new(|request| match request {
        Request::AddContact { .. } => Err(Failure::AddressMistyped),
        _ => Ok(Response::Status(fake::status(Profile::Open, NetworkPhase::Offline))),
    });
    let mut desk = Desk::new(script);
    desk.tell(Message::Key(Shortcut::AddContact));
    desk.type_into("contact-address", "abc");
    desk.press("contact-name", Named::Enter);
    desk.expect(&Failure::AddressMistyped.to_string());
    desk.expect("abc");
}

#[test]
fn a_request_is_accepted_under_a_name_of_our_own() {
    let asking = Contact { standing: Standing::Requesting, unread: 1, ..fake::contact(1, "") };
    let greeting = fake::message(1, 1, MessageState::Received, NOON, "It is me,\u{202e} Grace");
    let memory = Memory::with(vec![asking], vec![greeting]);
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.expect("Requests");
    desk.tell(Message::Key(Shortcut::Next));
    desk.expect("It is me,\u{fffd} Grace");
    desk.picture("request");
    desk.type_into("request-name", "Grace");
    desk.press("request-name", Named::Enter);
    assert!(desk.look().find(id("composer")).is_ok(), "the conversation is open");
    assert!(!desk.sees("Requests"));
}

#[test]
fn what_a_peer_writes_cannot_turn_or_hide_anything() {
    let hostile = "invoice\u{202e}fdp.exe\u{200b}";
    let friend = Contact {
        last: Some(fake::message(1, 1, MessageState::Received, NOON, hostile)),
        ..fake::contact(1, "A\u{202e}da")
    };
    let memory = Memory::with(vec![friend.clone()], vec![friend.last.unwrap()]);
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.tell(Message::Key(Shortcut::Next));
    desk.expect("A\u{fffd}da");
    desk.expect("invoice\u{fffd}fdp.exe\u{fffd}");
    assert!(!desk.sees(hostile));
}

#[test]
fn a_device_that_changed_holds_messages_until_the_user_goes_on() {
    let changed = Contact { continuity_lost: true, ..fake::contact(1, "Ada") };
    let mut desk = Desk::new(Memory::with(vec![changed], vec![]).script(Profile::Open));
    desk.tell(Message::Key(Shortcut::Next));
    desk.click("Go on");
    assert!(desk.script.asked().iter().any(|asked| asked.starts_with("TrustAgain")));
    assert!(!desk.sees("Go on"));
}

#[test]
fn a_draft_waits_in_its_conversation() {
    let memory = Memory::with(vec![fake::contact(1, "Ada"), fake::contact(2, "Grace")], vec![]);
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.tell(Message::Key(Shortcut::Next));
    desk.type_into("composer", "half a thou");
    desk.tell(Message::Key(Shortcut::Next));
    desk.press("composer", Named::Enter);
    assert!(
        !desk.script.asked().iter().any(|asked| asked.starts_with("Send")),
        "the other conversation has its own draft"
    );
    desk.tell(Message::Key(Shortcut::Previous));
    desk.press("composer", Named::Enter);
    let sent = |asked: &String| asked.starts_with("Send") && asked.contains("half a thou");
    assert!(desk.script.asked().iter().any(sent));
}

#[test]
fn older_messages_come_in_pages() {
    let texts = (1..=150).map(|i| {
        fake::message(i, 1, MessageState::Received, NOON - 1000 * (200 - i as u64), &format!("text {i}"))
    });
    let memory = Memory::with(vec![fake::contact(1, "Ada")], texts.collect());
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.tell(Message::Key(Shortcut::Next));
    desk.expect("text 150");
    assert!(!desk.sees("text 20"), "far from the viewport nothing is built");
    let older = |desk: &mut Desk| {
        desk.tell(Message::Chats(chats::Message::Conversation(chats::conversation::Message::ShowOlder)))
    };
    older(&mut desk);
    older(&mut desk);
    older(&mut desk);
    let pages = desk.script.asked().iter().filter(|asked| asked.starts_with("History")).count();
    assert_eq!(pages, 3, "the third page reached the first message: nothing more is asked");
}

#[test]
fn deleting_asks_first() {
    let memory = Memory::with(vec![fake::contact(1, "Ada")], vec![]);
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.tell(Message::Key(Shortcut::Next));
    desk.tell(Message::Chats(chats::Message::Conversation(chats::conversation::Message::ShowPage)));
    desk.picture("contact-page");
    desk.resize(Size::new(1080.0, 1400.0));
    desk.click("Delete contact…");
    assert!(!desk.script.asked().iter().any(|asked| asked.starts_with("Delete")));
    desk.click("Delete for good");
    assert!(desk.script.asked().iter().any(|asked| asked.starts_with("DeleteContact")));
    desk.event(Event::ContactRemoved { contact: ContactId(1) });
    assert!(!desk.sees("Ada"));
}

#[test]
fn lost_events_mean_that_everything_is_read_again() {
    let memory = Memory::with(vec![fake::contact(1, "Ada")], vec![]);
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.tell(Message::Key(Shortcut::Next));
    memory.0.lock().unwrap().messages.push(fake::message(1, 1, MessageState::Received, NOON, "missed"));
    memory.0.lock().unwrap().contact(ContactId(1)).name = "Ada L.".to_owned();
    desk.event(Event::Resync {});
    desk.expect("missed");
    desk.expect("Ada L.");
}

#[test]
fn closing_ends_the_engine_before_the_window() {
    let mut desk = Desk::new(Memory::default().script(Profile::Open));
    desk.tell(Message::Close);
    assert!(desk.script.asked().contains(&"Shutdown".to_owned()));
    assert!(desk.ended);
}

#[test]
fn the_main_screen_in_light_and_dark() {
    let mut desk = Desk::new(busy().script(Profile::Open));
    desk.event(network(NetworkPhase::Online, None));
    desk.tell(Message::Chats(chats::Message::Open(ContactId(2))));
    desk.picture("conversation-light");
    desk.tell(Message::Key(Shortcut::OwnAddress));
    desk.expect("Copy address");
    desk.picture("own-address");
    desk.tell(Message::Key(Shortcut::Settings));
    desk.click("Dark");
    assert_eq!(desk.app.look.appearance, Appearance::Dark);
    desk.picture("settings-dark");
    desk.tell(Message::Chats(chats::Message::Open(ContactId(2))));
    desk.expect("Online");
    desk.picture("conversation-dark");
}

/// A list with everything that a list can hold.
fn busy() -> Memory {
    let minute = 60_000;
    let said =
        |id, with, state, ago: u64, text: &str| fake::message(id, with, state, NOON - ago * minute, text);
    use MessageState::{Delivered, Queued, Received, Sent};
    let messages = vec![
        said(1, 2, Received, 1500, "Did the documents arrive?"),
        said(
            2,
            2,
            Delivered,
            1490,
            "Yes, all of them. I have read the first half on the train, and I think that the second annex is the one that matters. Who else has seen it?",
        ),
        said(3, 2, Received, 40, "Only the two of us."),
        said(4, 2, Received, 39, "سلام، فردا همان جا می\u{200c}بینمت."),
        said(5, 2, Delivered, 20, "Good. Same place tomorrow, an hour later."),
        said(6, 2, Delivered, 19, "And bring nothing that you would not like to lose."),
        said(7, 2, Sent, 1, "One more question:"),
        said(8, 2, Queued, 0, "what about the photographs?"),
    ];
    let last = |id| messages.iter().rev().find(|message| message.contact == ContactId(id)).cloned();
    let contacts = vec![
        Contact { standing: Standing::Requesting, unread: 1, ..fake::contact(1, "") },
        Contact { presence: Presence::Online, last: last(2), waiting: 1, ..fake::contact(2, "Ada Lovelace") },
        Contact {
            unread: 3,
            last: Some(said(
                20,
                3,
                Received,
                300,
                "Please call me when you can, it is about the editor and the second draft",
            )),
            ..fake::contact(3, "Grace")
        },
        Contact {
            presence: Presence::Dialing,
            last: Some(said(30, 4, Delivered, 3000, "Thank you.")),
            ..fake::contact(4, "")
        },
        Contact { standing: Standing::Blocked, ..fake::contact(5, "Spammer") },
    ];
    Memory::with(contacts, messages)
}
