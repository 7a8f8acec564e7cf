//! The frame of the window: the first run, the list, what is in front, the narrow window, keys.

use super::*;
use crate::screen::chats::Place;
use sotto_engine::api::Notifications;

/// The smallest window.
const SMALLEST: Size = Size::new(360.0, 480.0);

fn asked(desk: &Desk, what: &str) -> usize {
    desk.script.asked().iter().filter(|asked| asked.starts_with(what)).count()
}

/// Presses the right button of the mouse over `words`.
fn right_click(desk: &mut Desk, words: &str) {
    use iced_test::core::{Event as Input, mouse};
    let mut ui = desk.look();
    let at = ui.find(words).unwrap().visible_bounds().unwrap().center();
    ui.point_at(at);
    let press = Input::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right));
    let _ = ui.simulate([press]);
    let messages: Vec<_> = ui.into_messages().collect();
    messages.into_iter().for_each(|message| desk.tell(message));
}

#[test]
fn two_people_meet_in_five_presses() {
    // one: start, copy
    let mut one = Desk::new(Memory::default().script(Profile::Absent));
    one.click("Start without a trace and connect to Tor");
    assert_eq!((asked(&one, "CreateAmnesic"), asked(&one, "Connect")), (1, 1));
    one.expect(&crate::display::grouped(&fake::address(99)).replace('\n', " "));
    one.click("Copy invite");
    one.expect("Invite copied");
    one.picture("home-copied");
    let link = one.clipboard.clone().unwrap();
    assert_eq!(link, "sotto:invite1");

    // the other: start, paste, send
    let mut other = Desk::new(Memory::default().script(Profile::Absent));
    other.click("Start without a trace and connect to Tor");
    other.clipboard = Some(link);
    other.click("Paste and add");
    assert!(other.script.asked().iter().any(|asked| asked.contains("sotto:invite1")));
    let mut ui = other.look();
    assert!(ui.find(id("composer")).is_ok(), "the conversation is open");
    drop(ui);
    other.type_into("composer", "Hello");
    other.press("composer", Named::Enter);
    other.expect("Hello");
}

#[test]
fn a_profile_can_be_made_without_going_online_and_goes_online_when_it_is_wished() {
    let mut desk = Desk::new(Memory::default().script(Profile::Absent));
    for field in [welcome::FIRST, "repeat-passphrase"] {
        desk.type_into(field, PASSPHRASE);
    }
    desk.click("Start without connecting");
    assert_eq!((asked(&desk, "Create"), asked(&desk, "Connect")), (1, 0));
    desk.expect("You are not connected");
    desk.picture("home-offline");
    desk.click("Connect to Tor");
    assert_eq!(asked(&desk, "Connect"), 1);
}

#[test]
fn enter_in_the_second_field_starts() {
    let mut desk = Desk::new(Memory::default().script(Profile::Absent));
    for field in [welcome::FIRST, "repeat-passphrase"] {
        desk.type_into(field, PASSPHRASE);
    }
    desk.press("repeat-passphrase", Named::Enter);
    assert_eq!((asked(&desk, "Create"), asked(&desk, "Connect")), (1, 1));
}

#[test]
fn one_invite_serves_until_somebody_has_come_with_it() {
    let memory = Memory::default();
    memory.0.lock().unwrap().preferences.lock_after_minutes = None;
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.click("Show as QR code");
    desk.click("Copy invite");
    desk.click("Invite copied");
    assert_eq!(asked(&desk, "MakeInvite"), 1);
    desk.picture("home-code");
    desk.event(Event::Contact(Contact { invite: Some(InviteId(1)), ..fake::contact(1, "") }));
    desk.click("Copy invite");
    assert_eq!(asked(&desk, "MakeInvite"), 2);
    assert_eq!(desk.clipboard.as_deref(), Some("sotto:invite2"));
    desk.pass(8 * 86_400_000);
    desk.expect("Copy invite");
}

#[test]
fn the_clipboard_is_read_when_it_is_asked_for_and_nothing_but_a_link_is_taken_from_it() {
    let mut desk = Desk::new(Memory::default().script(Profile::Open));
    desk.clipboard = Some("a secret of mine".to_owned());
    desk.key(Shortcut::Paste);
    desk.expect("This is neither a sotto: link nor an onion address. Copy it again, as a whole.");
    assert!(!desk.sees("a secret of mine"));
    desk.clipboard = Some("x".repeat(5_000_000));
    desk.click("Paste and add");
    assert_eq!(asked(&desk, "AddContact"), 0);
    desk.clipboard = None;
    desk.click("Paste and add");
    desk.expect("There is no text on the clipboard. Copy the link or the address of your contact first.");
    desk.clipboard = Some(format!("\n {}", fake::address(7)));
    desk.key(Shortcut::Settings);
    desk.key(Shortcut::Paste);
    assert_eq!(asked(&desk, "AddContact"), 0, "another pane is shown");
    desk.key(Shortcut::Back);
    desk.key(Shortcut::Paste);
    assert_eq!(asked(&desk, "AddContact"), 1);
}

#[test]
fn a_link_that_is_wrong_is_said_and_stays_to_be_mended() {
    let script = Script::new(|request| match request {
        Request::AddContact { .. } => Err(Failure::InviteMistyped),
        _ => Ok(Response::Status(fake::status(Profile::Open, NetworkPhase::Offline))),
    });
    let mut desk = Desk::new(script);
    desk.type_into("their-link", "sotto:abc");
    desk.press("their-link", Named::Enter);
    desk.expect(&Failure::InviteMistyped.to_string());
    desk.expect("sotto:abc");
}

#[test]
fn a_slow_way_to_tor_says_so_and_what_to_do() {
    let mut desk = Desk::new(Memory::default().script(Profile::Open));
    desk.event(network(NetworkPhase::Directory, None));
    desk.pass(29_000);
    let slow = "This takes longer than usual. Tor may be slow or blocked where you are.";
    assert!(!desk.sees(slow));
    desk.pass(1_000);
    desk.expect(slow);
    desk.picture("connection-stalled");
    desk.click("Set up bridges");
    desk.expect("Save bridges");
}

#[test]
fn a_declined_request_can_be_taken_back_for_ten_seconds() {
    let asking = Contact { standing: Standing::Requesting, ..fake::contact(1, "") };
    let mut desk = Desk::new(Memory::with(vec![asking.clone()], vec![]).script(Profile::Open));
    let decline = |desk: &mut Desk| {
        desk.key(Shortcut::Next);
        desk.click("Decline");
        desk.event(Event::ContactRemoved { contact: ContactId(1) });
    };
    decline(&mut desk);
    desk.picture("declined");
    desk.click("Undo");
    assert_eq!(asked(&desk, "UndoDecline"), 1);
    assert!(desk.look().find(id("request-name")).is_ok(), "the request is open again");
    decline(&mut desk);
    desk.pass(9_999);
    desk.expect("Undo");
    desk.pass(1);
    assert!(!desk.sees("Undo"));
}

#[test]
fn names_are_found_at_once_and_messages_too() {
    let mut desk = Desk::new(busy().script(Profile::Open));
    desk.key(Shortcut::Search);
    desk.type_into("search", "annex");
    desk.expect("Messages");
    desk.picture("search");
    assert_eq!(desk.count("Grace"), 0, "only who was looked for");
    desk.key(Shortcut::Back);
    desk.expect("Grace");
    desk.type_into("search", "grac");
    desk.expect("Grace");
    assert!(!desk.sees("Ada Lovelace"));
    desk.key(Shortcut::Back);
    desk.type_into("search", "zzz");
    desk.expect("Nothing found.");
    desk.picture("search-nothing");
}

#[test]
fn what_can_be_done_with_a_contact_opens_under_their_row() {
    let memory = busy();
    let mut desk = Desk::new(memory.script(Profile::Open));
    right_click(&mut desk, "Grace");
    desk.picture("row-menu");
    desk.click("Pin to the top");
    right_click(&mut desk, "Grace");
    desk.click("Mute");
    right_click(&mut desk, "Grace");
    desk.click("Mark as read");
    let grace = memory.0.lock().unwrap().contact(ContactId(3)).clone();
    assert!(grace.pinned && grace.muted && grace.unread == 0);
    right_click(&mut desk, "Grace");
    desk.expect("Unpin");
    desk.click("Delete…");
    assert_eq!(asked(&desk, "DeleteContact"), 0);
    desk.click("Keep");
    desk.click("Delete…");
    desk.click("Delete for good");
    assert_eq!(asked(&desk, "DeleteContact"), 1);
    right_click(&mut desk, "Grace");
    desk.key(Shortcut::Back);
    assert!(!desk.sees("Unpin"));
}

#[test]
fn the_blocked_are_folded_away() {
    let mut desk = Desk::new(busy().script(Profile::Open));
    assert!(!desk.sees("Spammer"));
    desk.click("Blocked (1)");
    desk.expect("Spammer");
}

#[test]
fn a_draft_stands_in_the_list() {
    let draft = Contact { draft: Some("half a\nthou".to_owned()), ..fake::contact(1, "Ada") };
    let desk = Desk::new(Memory::with(vec![draft], vec![]).script(Profile::Open));
    desk.expect("Draft: half a thou");
}

#[test]
fn a_narrow_window_shows_one_pane_at_a_time() {
    let mut desk = Desk::new(busy().script(Profile::Open));
    desk.resize(SMALLEST);
    desk.expect("Grace");
    assert!(!desk.sees("Invite somebody"));
    desk.picture("narrow-list");
    desk.click("Grace");
    assert!(desk.look().find(id("composer")).is_ok());
    assert!(!desk.sees("Ada Lovelace"));
    desk.picture("narrow-conversation");
    desk.key(Shortcut::Back);
    desk.expect("Ada Lovelace");
    for (place, what) in [(Place::Home, "Invite somebody"), (Place::Settings, "Settings")] {
        desk.tell(Message::Chats(chats::Message::Show(place)));
        desk.expect(what);
        assert!(!desk.sees("Ada Lovelace"));
        desk.picture(&format!("narrow-{place:?}"));
        desk.key(Shortcut::Back);
    }
    desk.key(Shortcut::Help);
    desk.picture("narrow-help");
}

#[test]
fn a_narrow_window_without_anybody_in_the_list_shows_what_to_do() {
    let mut desk = Desk::new(Memory::default().script(Profile::Absent));
    desk.resize(SMALLEST);
    desk.picture("narrow-first-launch");
    // as tall as all of it
    desk.resize(Size::new(360.0, 1200.0));
    desk.click("Start without a trace and connect to Tor");
    desk.expect("Copy invite");
    desk.picture("narrow-home-first");
}

#[test]
fn text_of_another_size_is_kept_and_turns_a_wide_window_into_a_narrow_one() {
    let mut desk = Desk::new(busy().script(Profile::Open));
    desk.resize(Size::new(1080.0, 960.0));
    desk.expect("Invite somebody");
    for _ in 0..12 {
        desk.key(Shortcut::Larger);
    }
    assert!((desk.app.scale() - 2.0).abs() < 0.001, "no larger than twice");
    assert!(desk.script.asked().iter().any(|asked| asked.contains("scale_percent: 200")));
    desk.size = Size::new(540.0, 480.0);
    assert!(!desk.sees("Invite somebody"), "half as wide in what it is measured in");
    desk.picture("twice-as-large");
    desk.key(Shortcut::Smaller);
    assert!((desk.app.scale() - 1.8).abs() < 0.001, "the steps of the settings");
    desk.key(Shortcut::UsualSize);
    desk.size = Size::new(1080.0, 960.0);
    desk.expect("Invite somebody");
    for _ in 0..5 {
        desk.key(Shortcut::Smaller);
    }
    assert!((desk.app.scale() - 0.8).abs() < 0.001);
}

#[test]
fn help_lists_the_keys_and_lies_in_front() {
    let mut desk = Desk::new(busy().script(Profile::Open));
    desk.tell(Message::Chats(chats::Message::Open(ContactId(2))));
    desk.key(Shortcut::Help);
    desk.expect("Add a contact");
    desk.expect("Ctrl+N");
    assert!(!desk.sees("Grace"), "nothing beneath can be reached");
    desk.picture("help");
    desk.key(Shortcut::AddContact);
    desk.key(Shortcut::Back);
    assert!(desk.look().find(id("composer")).is_ok(), "as it was");
    desk.key(Shortcut::Help);
    desk.press(help::CLOSE, Named::Enter);
    desk.expect("Grace");
}

#[test]
fn a_failure_of_the_disk_is_said_until_it_has_been_read() {
    let mut desk = Desk::new(busy().script(Profile::Open));
    desk.event(Event::Storage { failure: Failure::DiskFull });
    desk.expect(&Failure::DiskFull.to_string());
    desk.picture("disk-full");
    desk.click("Dismiss");
    assert!(!desk.sees(&Failure::DiskFull.to_string()));
}

#[test]
fn the_window_calls_for_attention_only_if_that_is_wished_and_nobody_looks() {
    let memory = busy();
    memory.0.lock().unwrap().preferences.notifications = Notifications::Discreet;
    let mut desk = Desk::new(memory.script(Profile::Open));
    let news = |unread| Event::Contact(Contact { unread, ..fake::contact(3, "Grace") });
    desk.event(news(4));
    assert_eq!(desk.calls, 0, "somebody looks");
    desk.tell(Message::Focus(Focus::Lost));
    desk.event(news(5));
    assert_eq!(desk.calls, 1);
    desk.event(news(5));
    desk.event(Event::Contact(Contact { unread: 6, muted: true, ..fake::contact(3, "Grace") }));
    assert_eq!(desk.calls, 1, "nothing new, or muted");
    desk.tell(Message::Preferences(Ok(Response::Preferences(Preferences::default()))));
    desk.event(news(9));
    assert_eq!(desk.calls, 1, "off by default");
}

#[test]
fn open_invites_stand_at_the_own_address_and_one_that_is_revoked_is_given_to_nobody() {
    let memory = Memory::default();
    let kept = memory.clone();
    let script = Script::new(move |request| match request {
        Request::Invites => {
            let days = |id: i64| NOON + id as u64 * 86_400_000;
            let invite = |id| Invite { id: InviteId(id), made: NOON, expires: days(id) };
            Ok(Response::Invites((0..=3).map(invite).collect()))
        }
        Request::RevokeInvite { invite: InviteId(2) } => Err(Failure::DiskFull),
        request => kept.0.lock().unwrap().answer(request, Profile::Open),
    });
    let mut desk = Desk::new(script);
    desk.resize(Size::new(1080.0, 1600.0));
    desk.click("Copy invite");
    desk.key(Shortcut::OwnAddress);
    assert_eq!(desk.count("Revoke"), 3, "one has run out");
    desk.picture("own-address-invites");
    desk.click("Revoke");
    assert!(desk.script.asked().iter().any(|asked| asked == "RevokeInvite { invite: InviteId(1) }"));
    assert_eq!(desk.count("Revoke"), 2);
    desk.click("Revoke");
    desk.expect(&Failure::DiskFull.to_string());
    assert_eq!(desk.count("Revoke"), 2, "it is open still");
    desk.event(Event::Contact(Contact { invite: Some(InviteId(3)), ..fake::contact(1, "") }));
    assert_eq!(desk.count("Revoke"), 1, "somebody has come with it");
    desk.key(Shortcut::Back);
    desk.click("Copy invite");
    assert_eq!(desk.clipboard.as_deref(), Some("sotto:invite2"), "the first is good for nothing");
}

#[test]
fn whoever_came_by_an_invite_without_a_name_can_be_named_from_the_conversation() {
    let came = Contact { invite: Some(InviteId(1)), ..fake::contact(1, "") };
    let mut desk = Desk::new(Memory::with(vec![came.clone()], vec![]).script(Profile::Open));
    desk.key(Shortcut::Next);
    desk.picture("conversation-unnamed");
    desk.click("Name them");
    assert!(desk.look().find(id("page-name")).is_ok());
    desk.key(Shortcut::Back);
    desk.event(Event::Contact(Contact { name: "Ada".to_owned(), ..came }));
    assert!(desk.look().find(id("composer")).is_ok());
    assert!(!desk.sees("Name them"), "they have one");
    let asked = Desk::new(Memory::with(vec![fake::contact(1, "")], vec![]).script(Profile::Open));
    assert!(!asked.sees("Name them"), "whoever asked is named on the way in");
}
