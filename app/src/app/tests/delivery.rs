//! What the window says of delivery: why a contact is not there, when they are called next, whether others reach us.

use super::*;
use crate::app::attendance::Focus;
use crate::app::running::{SECOND, TICK};
use sotto_engine::api::{OfflineReason, Reach};
use std::time::Duration;

fn unreachable(next_try: Option<u64>) -> Event {
    let mut status = fake::status(Profile::Open, NetworkPhase::Online);
    status.network.reach = Reach::Unreachable { republished: 1, next_try };
    Event::Status(status)
}

fn offline(next_try: Option<u64>) -> Contact {
    let reason = Some(OfflineReason::NotAnswering);
    Contact { presence: Presence::Offline { reason, next_try }, ..fake::contact(1, "Ada") }
}

fn pulse(desk: &Desk) -> Option<Duration> {
    match &desk.app.stage {
        Stage::Running(running) => running.pulse(),
        Stage::Failed(..) => None,
    }
}

#[test]
fn an_absent_contact_is_said_to_be_absent_with_the_reason_the_next_try_and_a_way_to_try_now() {
    let memory = Memory::with(vec![offline(Some(NOON + 40_000))], vec![]);
    let mut desk = Desk::new(memory.script(Profile::Open));
    desk.event(network(NetworkPhase::Online, None));
    assert_eq!(pulse(&desk), Some(TICK), "no countdown is shown");
    desk.tell(Message::Key(Shortcut::Next));
    desk.expect("Their Sotto does not answer. Next try in 0:40.");
    desk.picture("absent");
    assert_eq!(pulse(&desk), Some(SECOND));
    desk.click("Try now");
    assert!(desk.script.asked().iter().any(|asked| asked.starts_with("TryNow")));
    desk.event(Event::Contact(offline(Some(NOON))));
    desk.expect("Their Sotto does not answer. Next try now.");
    assert_eq!(pulse(&desk), Some(TICK), "there is nothing left to count");
    desk.event(Event::Contact(offline(Some(NOON + 40_000))));
    desk.tell(Message::Key(Shortcut::Settings));
    assert_eq!(pulse(&desk), Some(TICK), "the countdown is not shown any more");
}

#[test]
fn who_cannot_be_reached_is_told_so_and_not_that_all_is_well() {
    let mut desk = Desk::new(Memory::default().script(Profile::Open));
    let words =
        "Others cannot reach you at the moment. Your address has been published again. Next check in 1:30.";
    desk.event(unreachable(Some(NOON + 90_000)));
    desk.expect(words);
    assert_eq!(pulse(&desk), Some(SECOND));
    desk.picture("unreachable");
    desk.tell(Message::Key(Shortcut::OwnAddress));
    assert_eq!(desk.count(words), 2, "in the list, and at the address");
    desk.picture("unreachable-address");
    desk.event(network(NetworkPhase::Online, None));
    assert!(!desk.sees(words));
}

#[test]
fn a_reach_that_was_checked_is_said_at_the_own_address() {
    let mut desk = Desk::new(Memory::default().script(Profile::Open));
    let mut status = fake::status(Profile::Open, NetworkPhase::Online);
    status.network.reach = Reach::Confirmed { at: NOON };
    desk.event(Event::Status(status));
    let words = format!(
        "Checked: others can reach you ({}).",
        words::of(Default::default()).hour(&crate::clock::local(NOON))
    );
    assert!(!desk.sees(&words), "not where it is of no use");
    desk.tell(Message::Key(Shortcut::OwnAddress));
    desk.expect(&words);
}

#[test]
fn the_engine_hears_once_that_somebody_is_there_and_not_before_a_profile_is_open() {
    let mut desk = Desk::new(Memory::default().script(Profile::Locked));
    let attended =
        |desk: &Desk| desk.script.asked().iter().filter(|asked| asked.starts_with("Attend")).count();
    desk.tell(Message::Focus(Focus::Gained));
    assert_eq!(attended(&desk), 0);
    desk.type_into(unlock::FIELD, PASSPHRASE);
    desk.click("Unlock");
    desk.expect("You are not connected");
    assert!(desk.script.asked().contains(&"Attend { present: true }".to_owned()));
    desk.tell(Message::Focus(Focus::Lost));
    desk.tell(Message::Focus(Focus::Gained));
    desk.tell(Message::Tick);
    assert_eq!(attended(&desk), 1);
}
