//! Whoever may not ask, and what no honest program says.

use super::*;

#[test]
fn people_who_have_not_accepted_each_other_cannot_check_each_other() {
    let mut world = World::new(2, 13);
    world.add_contact(0, 1);
    world.send(0, 1, "a greeting");
    world.settle();
    for node in [0, 1] {
        assert_eq!(world.check_asks(node, "Prague").unwrap_err(), Failure::WrongStanding);
    }
    let contact = world.contact(1, 0).id;
    assert_eq!(world.ask(1, Request::MarkCompared { contact }).unwrap_err(), Failure::WrongStanding);
    world.say(0, 1, &verify1());
    world.settle();
    let seen = world.contact(1, 0);
    assert_eq!((seen.check, seen.standing), (None, Standing::Requesting));
    assert_ne!(seen.presence, Presence::Online);
    assert_eq!(world.received(1, 0), ["a greeting"]);
}

#[test]
fn a_blocked_contact_cannot_ask_and_is_answered_as_a_stranger_is() {
    let mut world = friends(14);
    let contact = world.contact(1, 0).id;
    world.ask(1, Request::Block { contact }).unwrap();
    world.pass(Duration::from_secs(120));
    assert_eq!(world.contact(0, 1).presence, Presence::Online);
    world.say(0, 1, &verify1());
    world.settle();
    assert_eq!(world.contact(1, 0).check, None);
    assert_ne!(world.contact(0, 1).presence, Presence::Online);
}

/// VERIFY1 with a share that is a point, as a program might send it that keeps to the form only.
fn verify1() -> Vec<u8> {
    // the base point of Ristretto255 (RFC 9496, A.1)
    let base = "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76";
    let share = data_encoding::HEXLOWER.decode(base.as_bytes()).unwrap();
    [&[0x05], share.as_slice(), QUESTION.as_bytes()].concat()
}

/// In which state of a check something is said that does not belong there.
#[derive(Clone, Copy, Debug)]
enum At {
    Rest,
    Waiting,
    Asked,
    Confirming,
}

#[test]
fn what_does_not_belong_closes_the_link_and_harms_nothing() {
    let zeros = |kind: u8, len: usize| [vec![kind], vec![0; len]].concat();
    let cases = [
        ("an answer to nothing", At::Rest, zeros(0x06, 64)),
        ("an answer to their own question", At::Asked, zeros(0x06, 64)),
        ("a word on nothing", At::Rest, zeros(0x07, 32)),
        ("a word on our question", At::Waiting, zeros(0x07, 32)),
        ("a word before the answer", At::Asked, zeros(0x07, 32)),
        ("a second question", At::Asked, verify1()),
        ("a question instead of a word", At::Confirming, verify1()),
        ("a question without a share", At::Rest, zeros(0x05, 31)),
        ("a share without a question", At::Rest, zeros(0x05, 32)),
        ("a question that turns the line", At::Rest, [zeros(0x05, 32), "\u{202e}".into()].concat()),
        ("a question that is too long", At::Rest, [zeros(0x05, 32), vec![b'q'; 201]].concat()),
        ("a question that is no text", At::Rest, [zeros(0x05, 32), vec![0xff]].concat()),
        ("an answer that is too short", At::Waiting, zeros(0x06, 63)),
        ("an answer that is too long", At::Waiting, zeros(0x06, 65)),
        ("an answer that is no share", At::Waiting, zeros(0x06, 64)),
        ("a word that is too short", At::Confirming, zeros(0x07, 31)),
        ("an end of nobody", At::Waiting, vec![0x08, 3]),
        ("an end with more", At::Rest, vec![0x08, 1, 1]),
        ("a kind that is not there", At::Rest, vec![0x0a]),
    ];
    for (seed, (case, at, payload)) in (0..).zip(cases) {
        let mut world = friends(seed);
        let contact = world.contact(1, 0).id;
        world.ask(1, Request::MarkCompared { contact }).unwrap();
        world.prepare(at);
        world.black_hole = true;
        world.send(1, 0, "kept");
        world.black_hole = false;
        world.say(0, 1, &payload);
        world.settle();
        let seen = world.contact(1, 0);
        assert!(!matches!(seen.presence, Presence::Online), "{case}: the link is still there");
        assert_eq!(seen.check, None, "{case}");
        world.pass(Duration::from_secs(120));
        let seen = world.contact(1, 0);
        assert_eq!((seen.presence, verified(&seen)), (Presence::Online, Some(VerifiedBy::Words)), "{case}");
        assert!(!seen.continuity_lost, "{case}");
        assert_eq!(world.sent(1, 0), [MessageState::Delivered], "{case}");
        assert_eq!(world.contact(0, 1).verified, None, "{case}");
        world.check(1, "Prague", "Prague");
        assert_eq!(verified(&world.contact(1, 0)), Some(VerifiedBy::Question), "{case}");
    }
}

impl World {
    /// Node 1 in a state of a check with node 0, which hears nothing of it from then on.
    fn prepare(&mut self, at: At) {
        match at {
            At::Rest => {}
            At::Waiting => drop(self.check_asks(1, "Prague").unwrap()),
            At::Asked | At::Confirming => drop(self.check_asks(0, "Prague").unwrap()),
        }
        self.settle();
        if matches!(at, At::Confirming) {
            self.black_hole = true;
            self.check_answers(1, "Prague").unwrap();
            self.black_hole = false;
        }
    }
}

#[test]
fn one_question_may_cross_ours_and_a_second_one_closes_the_link() {
    let mut world = friends(40);
    let (smaller, greater) = (world.smaller(), 1 - world.smaller());
    world.check_asks(smaller, "Prague").unwrap();
    world.say(greater, smaller, &verify1());
    world.settle();
    assert_eq!(world.contact(smaller, greater).presence, Presence::Online);
    world.say(greater, smaller, &verify1());
    world.settle();
    assert_ne!(world.contact(smaller, greater).presence, Presence::Online);
    assert_eq!(world.told(smaller), [ENDED_OURS]);
}

#[test]
fn a_share_that_contributes_nothing_costs_a_try_and_the_link() {
    let mut world = friends(15);
    world.say(0, 1, &[&[0x05], &[0; 32][..], b"who are you?"].concat());
    world.settle();
    world.check_answers(1, "Prague").unwrap();
    world.settle();
    assert_eq!(world.told(1), [DIFFERENT_THEIRS]);
    assert_ne!(world.contact(1, 0).presence, Presence::Online);
    assert_eq!(world.contact(1, 0).tries_left, 2);
    // The same of an answer.
    let mut world = friends(16);
    world.check_asks(1, "Prague").unwrap();
    world.settle();
    world.say(0, 1, &[&[0x06], &[0; 64][..]].concat());
    world.settle();
    assert_eq!(world.told(1), [DIFFERENT_OURS]);
    assert_eq!(world.contact(1, 0).tries_left, 2);
}
