//! Every state of every screen, once.

use super::cast::{ADA, BLOCKED, STRANGER};
use super::scene::Stage;
use super::*;
use crate::screen::chats::conversation::{self, Act, Deletion, Message as Said};
use crate::screen::chats::settings::Section;
use crate::screen::chats::verify::{EXPECTED, QUESTION, REPLY};
use crate::screen::wipe;
use sotto_engine::api::{Check, CheckOutcome, MessageId, Reach};

/// A message of Ada's, and one of ours that has arrived.
const THEIRS: MessageId = MessageId(4);
const OURS: MessageId = MessageId(8);

/// All of them, in the order in which they are met.
pub(super) fn all() -> Vec<Scene> {
    let wide =
        [start(), homes(), lists(), conversations(), messages(), people(), checks(), settings(), ends()]
            .concat();
    let narrow: Vec<Scene> = wide.iter().filter(|scene| scene.main).map(Scene::narrow).collect();
    [wide, narrow].concat()
}

/// Nothing fails.
fn well(_: &Request) -> Option<Failure> {
    None
}

/// A profile that is not there yet.
fn absent(setting: &Setting) -> Stage {
    Stage::new(cast::engine(&cast::nobody(setting), Profile::Absent, well), setting)
}

/// One that waits for its passphrase and then fails.
fn locked(setting: &Setting, failing: fn(&Request) -> Option<Failure>) -> Stage {
    Stage::new(cast::engine(&cast::nobody(setting), Profile::Locked, failing), setting)
}

/// The main screen of an open profile, offline.
fn opened(memory: &Memory, setting: &Setting) -> Stage {
    Stage::new(cast::engine(memory, Profile::Open, well), setting)
}

/// The main screen of a profile with nobody in it, on the way to Tor.
fn on_the_way(phase: NetworkPhase, trouble: Option<Trouble>, setting: &Setting) -> Stage {
    opened(&cast::nobody(setting), setting).hear(network(phase, trouble))
}

/// The main screen of an open profile whose engine fails where `failing` says so, online.
fn online_failing(memory: &Memory, setting: &Setting, failing: fn(&Request) -> Option<Failure>) -> Stage {
    Stage::new(cast::engine(memory, Profile::Open, failing), setting)
        .hear(network(NetworkPhase::Online, None))
}

/// The main screen of an open profile, online.
fn online(memory: &Memory, setting: &Setting) -> Stage {
    online_failing(memory, setting, well)
}

/// The same, with everybody in the list.
fn everybody(setting: &Setting) -> Stage {
    online(&cast::everybody(setting), setting)
}

/// The same, with the conversation with Ada.
fn with_ada(memory: &Memory, setting: &Setting) -> Stage {
    online(memory, setting).tell(Message::Chats(chats::Message::Open(ADA)))
}

fn only(ada: Contact, setting: &Setting) -> Stage {
    with_ada(&cast::only(ada, vec![], setting), setting)
}

fn shortcut(stage: Stage, shortcut: Shortcut) -> Stage {
    stage.tell(Message::Key(shortcut))
}

fn page(stage: Stage) -> Stage {
    stage.tell(Message::Chats(chats::Message::Conversation(conversation::Message::ShowPage)))
}

/// From the first launch to a connection.
fn start() -> Vec<Scene> {
    vec![
        Scene::main("first-launch", absent),
        Scene::new("first-launch-weak", |s| absent(s).type_secret(welcome::FIRST, "lamp")),
        Scene::new("first-launch-strong", |s| {
            absent(s).type_secret(welcome::FIRST, PASSPHRASE).type_secret("repeat-passphrase", PASSPHRASE)
        }),
        Scene::new("first-launch-differ", |s| {
            let typed = absent(s).type_secret(welcome::FIRST, PASSPHRASE);
            typed.type_secret("repeat-passphrase", "another").enter("repeat-passphrase")
        }),
        Scene::new("unlock", |s| locked(s, well)),
        Scene::new("unlock-wrong", |s| {
            locked(s, |request| matches!(request, Request::Unlock { .. }).then_some(Failure::PassphraseWrong))
                .type_secret(unlock::FIELD, "lamp")
                .enter(unlock::FIELD)
        }),
        Scene::new("unlock-damaged", |s| {
            locked(s, |request| matches!(request, Request::Unlock { .. }).then_some(Failure::VaultDamaged))
                .type_secret(unlock::FIELD, "lamp")
                .enter(unlock::FIELD)
        }),
        Scene::new("start-failed", |s| Stage::failed(Failure::ProfileInUse, s)),
    ]
}

/// The main screen of somebody who knows nobody yet.
fn homes() -> Vec<Scene> {
    vec![
        Scene::new("home-offline", |s| opened(&cast::nobody(s), s)),
        Scene::new("home-offline-end", |s| opened(&cast::nobody(s), s)).at_end(),
        Scene::new("home-on-tails", |s| {
            let options = Options { amnesic: true, system: Some(TorSystem::Tails), ..Options::default() };
            Stage::with(cast::engine(&cast::nobody(s), Profile::Amnesic, well), s, options)
        }),
        Scene::new("home-reaching", |s| on_the_way(NetworkPhase::Reaching, None, s)),
        Scene::new("home-directory", |s| on_the_way(NetworkPhase::Directory, None, s)),
        Scene::new("home-publishing", |s| on_the_way(NetworkPhase::Publishing, None, s)),
        Scene::new("home-stalled", |s| {
            let mut stage = on_the_way(NetworkPhase::Reaching, None, s);
            stage.desk.pass(60_000);
            stage
        }),
        Scene::new("home-trouble", |s| on_the_way(NetworkPhase::Reaching, Some(Trouble::TorUnreachable), s)),
        Scene::new("home-clock", |s| on_the_way(NetworkPhase::Reaching, Some(Trouble::Clock), s)),
        Scene::main("home", |s| online(&cast::nobody(s), s)),
        Scene::new("home-invite-copied", |s| online(&cast::nobody(s), s).press("home-copy-invite")),
        Scene::new("home-code", |s| online(&cast::nobody(s), s).press("home-show-code")),
        Scene::new("home-link-wrong", |s| {
            let failing: fn(&Request) -> Option<Failure> =
                |request| matches!(request, Request::AddContact { .. }).then_some(Failure::AddressMistyped);
            let stage = online_failing(&cast::nobody(s), s, failing);
            stage.paste("their-link", &fake::address(40)).press("home-add")
        }),
        Scene::new("home-nothing-copied", |s| online(&cast::nobody(s), s).press("home-paste")),
        Scene::new("help", |s| shortcut(online(&cast::nobody(s), s), Shortcut::Help)),
    ]
}

/// The list of contacts.
fn lists() -> Vec<Scene> {
    vec![
        Scene::new("list", everybody),
        Scene::new("list-offline", |s| opened(&cast::everybody(s), s)),
        Scene::new("list-found", |s| everybody(s).paste("search", "a")),
        Scene::new("list-found-nothing", |s| everybody(s).paste("search", "zebra")),
        Scene::new("list-menu", |s| everybody(s).right_click("Grace Hopper")),
        Scene::new("list-menu-delete", |s| {
            everybody(s).right_click("Grace Hopper").press("sidebar-ask-delete")
        }),
        Scene::new("list-trouble", |s| {
            everybody(s).hear(network(NetworkPhase::Reaching, Some(Trouble::BridgeUnreachable)))
        }),
        Scene::new("list-unreachable", |s| {
            let mut status = fake::status(Profile::Open, NetworkPhase::Online);
            status.network.reach = Reach::Unreachable { republished: 1, next_try: Some(NOON + 90_000) };
            everybody(s).hear(Event::Status(status))
        }),
        Scene::new("list-disk-full", |s| everybody(s).hear(Event::Storage { failure: Failure::DiskFull })),
        Scene::new("own-address", |s| shortcut(everybody(s), Shortcut::OwnAddress)),
    ]
}

/// The conversation with Ada.
fn conversations() -> Vec<Scene> {
    vec![
        Scene::main("conversation", |s| with_ada(&cast::everybody(s), s)),
        Scene::new("conversation-empty", |s| only(Contact { last: None, waiting: 0, ..cast::ada() }, s)),
        Scene::new("conversation-written", |s| {
            with_ada(&cast::everybody(s), s).paste(
                conversation::COMPOSER,
                "Half a thought, and a second line that is long enough to be broken where the field ends, whatever \
                 the language of the window is.\nAnd a third.",
            )
        }),
        Scene::new("conversation-too-long", |s| {
            with_ada(&cast::everybody(s), s).paste(conversation::COMPOSER, &"long ".repeat(4_000))
        }),
        Scene::new("conversation-absent", |s| {
            let said = |id, state, ago, text| cast::said(id, ADA, state, ago, text);
            let waiting = vec![
                said(1, MessageState::Received, 90, "Until later."),
                said(2, MessageState::Queued, 2, "Are you there?"),
                said(3, MessageState::Queued, 1, "It is about tomorrow."),
            ];
            with_ada(&cast::only(cast::absent(), waiting, s), s)
        }),
        Scene::new("conversation-not-accepted", |s| {
            let greeting = cast::said(1, ADA, MessageState::Sent, 3, "Hello Ada, this is Grace.");
            let ada = Contact { accepted_us: false, waiting: 0, verified: None, ..cast::ada() };
            with_ada(&cast::only(ada, vec![greeting], s), s)
        }),
        Scene::new("conversation-device-changed", |s| {
            with_ada(&cast::everybody_with(|ada| ada.continuity_lost = true, s), s)
        }),
        Scene::new("conversation-resembles", |s| {
            with_ada(&cast::everybody_with(|ada| ada.resembles = Some(ContactId(3)), s), s)
        }),
        Scene::new("conversation-asked", |s| only(cast::asking("Where did we meet for the first time?"), s)),
        Scene::new("conversation-answers-same", |s| {
            let same = Event::Checked { contact: ADA, outcome: CheckOutcome::Same, asked_by_us: true };
            with_ada(&cast::everybody(s), s).hear(same)
        }),
        Scene::new("conversation-answers-differ", |s| {
            let outcome = CheckOutcome::Different;
            let differ = Event::Checked { contact: ADA, outcome, asked_by_us: true };
            with_ada(&cast::everybody_with(|ada| ada.verified = None, s), s).hear(differ)
        }),
    ]
}

/// What is done with the messages of the conversation with Ada.
fn messages() -> Vec<Scene> {
    vec![
        Scene::new("message-menu-ours", |s| said(with_everybody(s), Said::Menu(OURS))),
        Scene::new("message-menu-theirs", |s| said(with_everybody(s), Said::Menu(THEIRS))),
        Scene::new("message-delete", |s| {
            let menu = said(with_everybody(s), Said::Menu(OURS));
            said(menu, Said::Act(OURS, Act::Delete(Deletion::ForBoth)))
        }),
        Scene::new("message-reply", |s| said(with_everybody(s), Said::Act(THEIRS, Act::Reply))),
        Scene::new("message-edit", |s| said(with_everybody(s), Said::Act(OURS, Act::Edit))),
        Scene::new("conversation-find", |s| {
            said(with_everybody(s), Said::OpenFind).paste(conversation::FIND, "annex")
        }),
        Scene::new("conversation-find-nothing", |s| {
            said(with_everybody(s), Said::OpenFind).paste(conversation::FIND, "zebra")
        }),
        Scene::new("conversation-unread", |s| with_ada(&cast::everybody_with(|ada| ada.unread = 2, s), s)),
        Scene::new("conversation-begin", with_everybody).at_end(),
    ]
}

fn with_everybody(s: &Setting) -> Stage {
    with_ada(&cast::everybody(s), s)
}

fn said(stage: Stage, message: Said) -> Stage {
    stage.tell(Message::Chats(chats::Message::Conversation(message)))
}

/// Those who come and go.
fn people() -> Vec<Scene> {
    let add = |s: &Setting| shortcut(everybody(s), Shortcut::AddContact);
    vec![
        Scene::new("add-contact", add),
        Scene::new("add-contact-wrong", |s| {
            let failing: fn(&Request) -> Option<Failure> =
                |request| matches!(request, Request::AddContact { .. }).then_some(Failure::AddressMistyped);
            let stage = shortcut(online_failing(&cast::everybody(s), s, failing), Shortcut::AddContact);
            stage
                .paste("contact-address", &fake::address(40))
                .paste("contact-name", "Emmy")
                .enter("contact-name")
        }),
        Scene::new("add-contact-resembles", |s| {
            shortcut(everybody(s), Shortcut::AddContact).paste("contact-name", "Grace H\u{43e}pper")
        }),
        Scene::main("request", |s| everybody(s).tell(Message::Chats(chats::Message::Open(STRANGER)))),
        Scene::new("request-declined", |s| {
            let request = everybody(s).tell(Message::Chats(chats::Message::Open(STRANGER)));
            request.press("request-decline")
        }),
        Scene::new("contact-page", |s| page(with_ada(&cast::everybody(s), s))),
        Scene::new("contact-page-delete", |s| {
            page(with_ada(&cast::everybody(s), s)).press("contact-page-delete")
        })
        .at_end(),
        Scene::new("contact-blocked", |s| everybody(s).tell(Message::Chats(chats::Message::Open(BLOCKED)))),
    ]
}

/// Whether Ada is who she says.
fn checks() -> Vec<Scene> {
    vec![
        Scene::main("verify-words", |s| {
            shortcut(with_ada(&cast::everybody_with(|ada| ada.verified = None, s), s), Shortcut::Verify)
        }),
        Scene::new("verify-words-verified", |s| shortcut(with_ada(&cast::everybody(s), s), Shortcut::Verify)),
        Scene::new("verify-question", |s| {
            let stage =
                shortcut(with_ada(&cast::everybody_with(|ada| ada.verified = None, s), s), Shortcut::Verify);
            let stage =
                stage.press("verify-question").paste(QUESTION, "Where did we meet for the first time?");
            stage.type_secret(EXPECTED, "prague")
        }),
        Scene::new("verify-question-absent", |s| {
            let absent = cast::only(cast::absent(), vec![], s);
            shortcut(with_ada(&absent, s), Shortcut::Verify).press("verify-question")
        }),
        Scene::new("verify-waiting", |s| {
            let check = Some(Check::Waiting { question: "Where did we meet for the first time?".to_owned() });
            let waiting = cast::only(Contact { check, verified: None, ..cast::ada() }, vec![], s);
            shortcut(with_ada(&waiting, s), Shortcut::Verify).press("verify-question")
        }),
        Scene::new("verify-asked", |s| {
            let asking = cast::only(cast::asking("Where did we meet for the first time?"), vec![], s);
            let stage = shortcut(with_ada(&asking, s), Shortcut::Verify).press("verify-they-ask-you");
            stage.type_secret(REPLY, "prague")
        }),
        Scene::new("verify-differ", |s| {
            let outcome = CheckOutcome::Different;
            let differ = Event::Checked { contact: ADA, outcome, asked_by_us: true };
            let stage = with_ada(&cast::everybody_with(|ada| ada.verified = None, s), s).hear(differ);
            shortcut(stage, Shortcut::Verify).press("verify-question")
        }),
    ]
}

/// A section of the settings.
fn section(stage: Stage, section: Section) -> Stage {
    let show = chats::Message::Settings(chats::settings::Message::Show(section));
    shortcut(stage, Shortcut::Settings).tell(Message::Chats(show))
}

/// The settings.
fn settings() -> Vec<Scene> {
    vec![
        Scene::main("settings", |s| section(everybody(s), Section::Appearance)),
        Scene::new("settings-language", |s| section(everybody(s), Section::Language)),
        Scene::new("settings-network", |s| section(everybody(s), Section::Network)),
        Scene::new("settings-bridge-wrong", |s| {
            let network = section(everybody(s), Section::Network);
            network.paste("bridge-lines", "obfs4 192.0.2.1:443\nnonsense").press("settings-save-bridges")
        }),
        Scene::new("settings-privacy", |s| section(everybody(s), Section::Privacy)),
        Scene::new("settings-privacy-end", |s| section(everybody(s), Section::Privacy)).at_end(),
        Scene::new("settings-privacy-no-trace", |s| {
            let stage = Stage::new(cast::engine(&cast::everybody(s), Profile::Amnesic, well), s);
            section(stage, Section::Privacy)
        }),
        Scene::new("settings-notifications", |s| section(everybody(s), Section::Notifications)),
        Scene::new("settings-keyboard", |s| section(everybody(s), Section::Keyboard)),
        Scene::new("settings-about", |s| section(everybody(s), Section::About)),
        Scene::new("settings-licences", |s| {
            let show = chats::Message::Settings(chats::settings::Message::Licences(true));
            section(everybody(s), Section::About).tell(Message::Chats(show))
        }),
    ]
}

/// A profile that is destroyed; one that is locked looks as it does when it is opened.
fn ends() -> Vec<Scene> {
    fn destroyed(s: &Setting, failing: fn(&Request) -> Option<Failure>) -> Stage {
        let asked = shortcut(online_failing(&cast::everybody(s), s, failing), Shortcut::Wipe);
        asked.tell(Message::Wipe(wipe::Message::Held))
    }
    vec![
        Scene::new("wipe", |s| shortcut(everybody(s), Shortcut::Wipe)),
        Scene::new("wiped", |s| destroyed(s, well)),
        Scene::new("wipe-failed", |s| {
            destroyed(s, |request| matches!(request, Request::Wipe).then_some(Failure::Disk))
        }),
        Scene::new("closing", |s| everybody(s).tell(Message::Close)),
    ]
}

/// The first run, action by action: what the film shows.
pub(super) fn first_run() -> [fn(&Setting) -> Stage; 5] {
    fn meet(s: &Setting, presence: Presence, state: MessageState) -> Stage {
        let hello = cast::said(1, ADA, state, 0, "Hello Ada, it is me.");
        let last = Some(hello.clone());
        let ada = Contact { presence, last, waiting: 0, verified: None, pinned: false, ..cast::ada() };
        with_ada(&cast::only(ada, vec![hello], s), s)
    }
    [
        |s| absent(s).type_secret(welcome::FIRST, PASSPHRASE).type_secret("repeat-passphrase", PASSPHRASE),
        |s| on_the_way(NetworkPhase::Publishing, None, s).press("home-copy-invite"),
        |s| online(&cast::nobody(s), s).paste("their-link", &fake::address(ADA.0)),
        |s| meet(s, Presence::Dialing, MessageState::Queued),
        |s| meet(s, Presence::Online, MessageState::Delivered),
    ]
}
