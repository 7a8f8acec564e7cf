//! The pane as it is drawn.

use super::super::Conversation;
use super::head::state_words;
use crate::fake;
use crate::model::Model;
use sotto_engine::api::{Contact, MessageState, NetworkPhase, OfflineReason, Presence};

fn words(presence: Presence, phase: NetworkPhase) -> Option<(String, bool)> {
    let mut model = Model::default();
    model.now = 1_772_625_600_000;
    model.status.network.phase = phase;
    state_words(&Contact { presence, ..fake::contact(1, "Ada") }, &model)
}

#[test]
fn the_state_line_says_why_when_and_whether_a_call_helps() {
    assert_eq!(words(Presence::Online, NetworkPhase::Online), None);
    let offline = Presence::Offline {
        reason: Some(OfflineReason::NotPublished),
        next_try: Some(1_772_625_600_000 + 20_000),
    };
    let (said, helps) = words(offline, NetworkPhase::Online).unwrap();
    assert_eq!(said, "They are not online at the moment. Next try in 0:20.");
    assert!(helps);
    let (said, helps) = words(offline, NetworkPhase::Offline).unwrap();
    assert!(said.starts_with("You are not connected") && !helps);
}

#[test]
fn the_composer_keeps_its_place_and_its_focus_whatever_is_said_above_it() {
    use iced::advanced::widget::Tree;
    let script = fake::Script::default();
    let (engine, mut model) = (script.engine(), Model::default());
    let mut known = fake::contact(1, "Ada");
    let context = crate::screen::Context { engine: &engine, model: &Model::default() };
    let (mut open, _) = Conversation::new(&known, "", &context);
    let places = |open: &Conversation, known: &Contact, model: &Model| {
        Tree::new(open.view(known, None, model)).children.len()
    };
    let quiet = places(&open, &known, &model);
    known.presence = Presence::Online;
    model.status.network.phase = NetworkPhase::Online;
    assert_eq!(places(&open, &known, &model), quiet, "they came online");
    known.continuity_lost = true;
    assert_eq!(places(&open, &known, &model), quiet, "their device changed");
    known.check = Some(sotto_engine::api::Check::Confirming);
    assert_eq!(places(&open, &known, &model), quiet, "a check runs");
    known.resembles = Some(sotto_engine::api::ContactId(2));
    assert_eq!(places(&open, &known, &model), quiet, "another got nearly the same name");
    open.wrong = Some(sotto_engine::api::Failure::DiskFull);
    assert_eq!(places(&open, &known, &model), quiet, "something failed");
    let _ = open.hear(&fake::message(1, 1, MessageState::Received, 1, "x"), &context);
    assert_eq!(places(&open, &known, &model), quiet, "the first message came");
}

#[test]
fn a_contact_that_has_not_accepted_is_said_to_have_not() {
    let contact = Contact { presence: Presence::Online, accepted_us: false, ..fake::contact(1, "Ada") };
    assert!(state_words(&contact, &Model::default()).unwrap().0.contains("not accepted"));
}
