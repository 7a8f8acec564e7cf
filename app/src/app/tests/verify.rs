//! Checking who a contact is, as a user meets it.

use super::*;
use crate::screen::chats::conversation;
use crate::screen::chats::verify::{self as pane, EXPECTED, QUESTION, REPLY};
use iced::Renderer;
use iced::advanced::clipboard::Null;
use iced::advanced::renderer::Headless;
use iced::advanced::widget::operation::{self, Operation};
use iced::mouse::Cursor;
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_test::simulator::press_key;
use sotto_engine::api::{Check, CheckOutcome, Safety, Verified, VerifiedBy};

const WORDS: &str = "glide zero spoil decide unveil gun case weird exercise energy unhappy exist";
const ANSWER: &str = "prague";

/// An engine that checks contacts too, as far as the window can tell.
fn engine(memory: &Memory) -> Script {
    let memory = memory.clone();
    Script::new(move |request| {
        let mut state = memory.0.lock().unwrap();
        let mut change = |contact: ContactId, change: &mut dyn FnMut(&mut Contact)| {
            let known = state.contact(contact);
            change(known);
            Ok(Response::Contact(known.clone()))
        };
        match request {
            Request::SafetyWords { .. } => {
                Ok(Response::Safety(Safety { words: WORDS.split(' ').map(str::to_owned).collect() }))
            }
            Request::AskQuestion { question, .. } if question.contains("too long") => {
                Err(Failure::QuestionMalformed)
            }
            Request::AskQuestion { contact, question, .. } => change(contact, &mut |known| {
                known.check = Some(Check::Waiting { question: question.clone() })
            }),
            Request::AnswerQuestion { contact, .. } => {
                change(contact, &mut |known| known.check = Some(Check::Confirming))
            }
            Request::EndCheck { contact } => change(contact, &mut |known| known.check = None),
            Request::MarkCompared { contact } => {
                let verified = Some(Verified { by: VerifiedBy::Words, at: NOON });
                change(contact, &mut |known| known.verified = verified)
            }
            Request::WithdrawVerification { contact } => change(contact, &mut |known| known.verified = None),
            request => state.answer(request, Profile::Open),
        }
    })
}

fn friend() -> Contact {
    Contact { presence: Presence::Online, ..fake::contact(1, "Ada") }
}

/// A window with the conversation of `contact`.
fn conversation(contact: Contact) -> Desk {
    open(engine(&Memory::with(vec![contact], vec![])))
}

fn open(script: Script) -> Desk {
    let mut desk = Desk::new(script);
    desk.event(network(NetworkPhase::Online, None));
    desk.tell(Message::Key(Shortcut::Next));
    desk
}

/// The same, at the question.
fn at_question(contact: Contact) -> Desk {
    let mut desk = conversation(contact);
    desk.tell(Message::Key(Shortcut::Verify));
    desk.click("Question");
    desk
}

fn ended(outcome: CheckOutcome, asked_by_us: bool) -> Event {
    Event::Checked { contact: ContactId(1), outcome, asked_by_us }
}

fn asks(question: &str) -> Contact {
    Contact { check: Some(Check::Asked { question: question.to_owned() }), ..friend() }
}

fn verified(by: VerifiedBy) -> Contact {
    Contact { verified: Some(Verified { by, at: NOON }), ..friend() }
}

fn asked_for(desk: &Desk, request: &str) -> usize {
    desk.script.asked().iter().filter(|asked| asked.starts_with(request)).count()
}

#[test]
fn twelve_words_are_compared_and_the_contact_is_marked() {
    let mut desk = conversation(friend());
    assert!(!desk.sees("Verified") && !desk.sees("Online · Verified"));
    desk.click("Verify");
    WORDS.split(' ').for_each(|word| desk.expect(word));
    desk.expect("12");
    desk.expect("Not verified");
    assert_eq!(asked_for(&desk, "MarkCompared"), 0, "looking changes nothing");
    desk.click("They are the same");
    desk.expect("Verified by comparing words · Today");
    desk.expect("Online · Verified");
    desk.tell(Message::Key(Shortcut::Back));
    desk.expect("Verified");
}

#[test]
fn the_words_and_the_mark_in_light_and_dark() {
    let mut desk = open(engine(&busy()));
    let ada = chats::Message::Open(ContactId(2));
    desk.tell(Message::Chats(ada.clone()));
    desk.tell(Message::Key(Shortcut::Verify));
    desk.picture("verify-light");
    desk.click("They are the same");
    desk.picture("verified-light");
    desk.tell(Message::Key(Shortcut::Settings));
    desk.click("Dark");
    desk.tell(Message::Chats(ada));
    desk.expect("Verified");
    desk.picture("verified-conversation-dark");
    desk.tell(Message::Key(Shortcut::Verify));
    desk.expect("Compared");
    desk.picture("verify-dark");
}

#[test]
fn in_the_smallest_window_no_word_is_cut() {
    let long = Contact {
        name: "Augusta Ada King, Countess of Lovelace".to_owned(),
        ..verified(VerifiedBy::Question)
    };
    let mut desk = conversation(Contact { check: asks("Where?").check, ..long });
    let narrow = Size::new(640.0, 420.0);
    desk.picture_at(narrow, "conversation-narrow");
    desk.tell(Message::Key(Shortcut::Verify));
    for word in WORDS.split(' ').chain(["They are the same"]) {
        let [inside, whole] = [narrow, SIZE].map(|size| desk.look_at(size).find(word).unwrap().bounds());
        assert_eq!(inside.size(), whole.size(), "{word}");
        assert!(inside.x + inside.width <= narrow.width, "{word}");
    }
    desk.picture_at(narrow, "verify-narrow");
}

#[test]
fn a_verification_can_be_withdrawn() {
    let mut desk = conversation(verified(VerifiedBy::Question));
    desk.click("Verified");
    desk.expect("Verified by a question of yours · Today");
    desk.click("Withdraw");
    desk.expect("Not verified");
    assert!(!desk.sees("Online · Verified"));
}

#[test]
fn a_verification_is_gone_with_the_device_that_it_was_of() {
    let mut desk = conversation(verified(VerifiedBy::Words));
    desk.expect("Online · Verified");
    desk.event(Event::Contact(Contact { continuity_lost: true, ..verified(VerifiedBy::Words) }));
    assert!(!desk.sees("Online · Verified") && !desk.sees("Verified"));
    desk.expect("Go on");
    desk.click("Verify");
    desk.expect("Not verified: their device changed without explanation");
    desk.picture("verify-device-changed");
    desk.click("They are the same");
    assert_eq!(asked_for(&desk, "MarkCompared"), 0, "a copied key shows the same words");
}

#[test]
fn a_question_is_asked_and_its_answer_is_in_no_message() {
    let mut desk = at_question(friend());
    desk.type_into(QUESTION, "Where did we meet?");
    desk.picture("verify-question");
    desk.type_into(EXPECTED, ANSWER);
    let mut ui = desk.look();
    ui.click(id(EXPECTED)).unwrap();
    ui.tap_key(Named::Enter);
    let messages: Vec<_> = ui.into_messages().collect();
    assert!(!format!("{messages:?}").contains(ANSWER));
    messages.into_iter().for_each(|message| desk.tell(message));
    assert_eq!(asked_for(&desk, "AskQuestion"), 1);
    assert!(!desk.script.asked().concat().contains(ANSWER));
    desk.expect("Where did we meet?");
    desk.picture("verify-waiting");
    desk.click("Withdraw the question");
    assert_eq!(asked_for(&desk, "EndCheck"), 1);
    assert!(desk.look().find(id(QUESTION)).is_ok(), "another one can be asked");
}

#[test]
fn a_refused_question_stays_with_its_answer() {
    let mut desk = at_question(friend());
    desk.type_into(QUESTION, "too long");
    desk.type_into(EXPECTED, ANSWER);
    desk.click("Ask");
    desk.expect(&Failure::QuestionMalformed.to_string());
    desk.type_into(QUESTION, "?");
    desk.click("Ask");
    assert_eq!(asked_for(&desk, "AskQuestion"), 2, "the answer need not be typed again");
}

#[test]
fn nothing_is_asked_where_nothing_can_be_asked() {
    let offline = Presence::Offline { reason: None, next_try: None };
    for (contact, says) in [
        (Contact { presence: offline, ..friend() }, "You can ask as soon as they are online."),
        (Contact { accepted_us: false, ..friend() }, "They have not accepted you yet."),
        (
            Contact { tries_left: 0, ..friend() },
            "Three checks have failed. Compare the twelve words, or ask again in a day.",
        ),
    ] {
        let mut desk = at_question(contact);
        desk.type_into(QUESTION, "Where?");
        desk.type_into(EXPECTED, ANSWER);
        desk.expect(says);
        desk.click("Ask");
        desk.press(EXPECTED, Named::Enter);
        assert_eq!(asked_for(&desk, "AskQuestion"), 0, "{says}");
    }
}

#[test]
fn the_one_who_asked_learns_that_the_other_is_verified() {
    let mut desk =
        conversation(Contact { check: Some(Check::Waiting { question: "Where?".to_owned() }), ..friend() });
    desk.expect("You have asked a question to check them. Their answer is awaited.");
    desk.event(ended(CheckOutcome::Same, true));
    desk.event(Event::Contact(verified(VerifiedBy::Question)));
    desk.expect("The answers are the same. Ada is verified.");
    desk.expect("Online · Verified");
    desk.click("Close");
    assert!(!desk.sees("The answers are the same. Ada is verified."));
}

#[test]
fn the_one_who_answered_learns_only_that_the_other_knows() {
    let memory = Memory::with(vec![asks("Where did we\u{202e} meet?")], vec![]);
    let mut desk = open(engine(&memory));
    desk.expect("Ada asks you a question to check that it is you.");
    desk.expect("Asks you a question");
    desk.picture("verify-asked-banner");
    desk.click("Answer");
    desk.expect("Where did we\u{fffd} meet?");
    desk.type_into(REPLY, ANSWER);
    desk.picture("verify-asked");
    desk.press(REPLY, Named::Enter);
    assert_eq!(asked_for(&desk, "AnswerQuestion"), 1);
    assert!(!desk.script.asked().concat().contains(ANSWER));
    memory.0.lock().unwrap().contact(ContactId(1)).check = None;
    desk.event(ended(CheckOutcome::Same, false));
    desk.event(Event::Contact(friend()));
    let says =
        "The answers are the same. They now know that it is you. To check them, ask a question of your own.";
    desk.expect(says);
    desk.expect("Not verified");
    desk.tell(Message::Key(Shortcut::Back));
    desk.expect(says);
    desk.picture("verify-outcome");
    desk.click("Ask them");
    assert!(desk.look().find(id(QUESTION)).is_ok());
}

#[test]
fn a_question_is_declined_where_it_is_told_of() {
    let mut desk = conversation(asks("Where?"));
    desk.click("Decline");
    assert_eq!(asked_for(&desk, "EndCheck"), 1);
    assert!(!desk.sees("Decline"));
}

#[test]
fn answers_that_differ_lead_to_the_words() {
    let mut desk = conversation(friend());
    desk.event(ended(CheckOutcome::Different, true));
    desk.picture("verify-different");
    desk.click("Compare words");
    desk.expect("They are the same");
    desk.click("Question");
    desk.click("Close");
    desk.tell(Message::Key(Shortcut::Back));
    assert!(!desk.sees("Compare words"));
}

#[test]
fn a_new_check_takes_the_place_of_the_last_outcome() {
    let mut desk = conversation(friend());
    desk.event(ended(CheckOutcome::Ended, true));
    desk.expect(
        "The check ended without an outcome: it was withdrawn or declined, or the connection was lost.",
    );
    desk.event(Event::Contact(asks("Where?")));
    desk.event(Event::Contact(friend()));
    assert!(!desk.sees("Close"));
}

#[test]
fn what_is_typed_for_one_question_never_answers_another() {
    let mut desk = conversation(asks("Where?"));
    desk.click("Answer");
    desk.type_into(REPLY, ANSWER);
    desk.event(Event::Contact(asks("Who?")));
    desk.press(REPLY, Named::Enter);
    assert_eq!(asked_for(&desk, "AnswerQuestion"), 0);
}

#[test]
fn a_question_that_comes_while_one_is_typed_takes_no_key() {
    let mut desk = at_question(friend());
    let mut renderer = headless();
    let mut ui = UserInterface::build(desk.app.view(), SIZE, Cache::default(), &mut renderer);
    operate(&mut ui, &renderer, operation::focusable::focus(EXPECTED.into()));
    assert_eq!(focused(&mut ui, &renderer), 1);
    let cache = ui.into_cache();
    desk.event(Event::Contact(asks("Whom do you meet?")));
    let mut ui = UserInterface::build(desk.app.view(), SIZE, cache, &mut renderer);
    assert_eq!(focused(&mut ui, &renderer), 0, "what is typed on goes nowhere");
}

#[test]
fn the_keyboard_goes_from_the_words_to_the_question_and_to_the_confirmation() {
    let mut desk = conversation(friend());
    desk.tell(Message::Key(Shortcut::Verify));
    let enter_after = |desk: &Desk, tabs| {
        let mut renderer = headless();
        let mut ui = UserInterface::build(desk.app.view(), SIZE, Cache::default(), &mut renderer);
        operate(&mut ui, &renderer, operation::focusable::focus(pane::WORDS.into()));
        (0..tabs).for_each(|_| operate(&mut ui, &renderer, operation::focusable::focus_next()));
        let (enter, mut messages) = (press_key(Named::Enter, None), Vec::new());
        ui.update(&[enter], Cursor::Unavailable, &mut renderer, &mut Null, &mut messages);
        messages
    };
    for (tabs, compared) in [(0, 0), (2, 1), (1, 1)] {
        enter_after(&desk, tabs).into_iter().for_each(|message| desk.tell(message));
        assert_eq!(asked_for(&desk, "MarkCompared"), compared, "Enter after Tab, {tabs} times");
    }
    assert!(desk.look().find(id(QUESTION)).is_ok());
    desk.tell(Message::Key(Shortcut::Back));
    assert!(desk.look().find(id(conversation::COMPOSER)).is_ok(), "Escape leads back to the conversation");
}

type Ui<'a> = UserInterface<'a, Message, Theme, Renderer>;

fn headless() -> Renderer {
    futures::executor::block_on(<Renderer as Headless>::new(fonts::TEXT, 15.0.into(), None)).unwrap()
}

/// Carries out what a task would, with all that it leads to.
fn operate(ui: &mut Ui<'_>, renderer: &Renderer, first: impl Operation<()> + 'static) {
    let mut next: Option<Box<dyn Operation<()>>> = Some(Box::new(first));
    while let Some(mut operation) = next.take() {
        ui.operate(renderer, &mut *operation);
        if let operation::Outcome::Chain(chained) = operation.finish() {
            next = Some(chained);
        }
    }
}

/// How many widgets have the focus.
fn focused(ui: &mut Ui<'_>, renderer: &Renderer) -> usize {
    let mut count = operation::focusable::count();
    ui.operate(renderer, &mut operation::black_box(&mut count));
    match count.finish() {
        operation::Outcome::Some(count) => count.focused.into_iter().count(),
        _ => panic!("nothing was counted"),
    }
}
