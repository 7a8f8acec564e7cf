//! Invites: used once, twice, too late, and by people who crash on the way.

mod documented;
mod refused;

use super::world::{NodeId, World};
use crate::api::{
    ContactId, Event, GREETING_MAX, INVITE_DAYS, Invite, MessageState, NewInvite, Presence, Request,
    Response, Standing,
};
use std::time::Duration;

/// Long enough for every call and handshake that follows a crash.
const RECOVERY: Duration = Duration::from_secs(120);

fn made(world: &mut World, by: NodeId) -> NewInvite {
    match world.ask(by, Request::MakeInvite { days: INVITE_DAYS }) {
        Ok(Response::Invite(invite)) => invite,
        other => panic!("{other:?}"),
    }
}

fn open(world: &mut World, by: NodeId) -> Vec<Invite> {
    match world.ask(by, Request::Invites) {
        Ok(Response::Invites(invites)) => invites,
        other => panic!("{other:?}"),
    }
}

/// `by` pastes what it was given.
fn paste(world: &mut World, by: NodeId, invite: &NewInvite) {
    let address = invite.link.reveal().to_owned();
    world.ask(by, Request::AddContact { address, name: "inviter".into() }).unwrap();
}

/// Whether `id` still has something to show to `of`.
fn holds_a_token(world: &mut World, id: NodeId, of: NodeId) -> bool {
    let contact = world.contact(id, of).id;
    world.store(id).begin().unwrap().held_token(contact).unwrap().is_some()
}

/// What was ever told at `id` about the standing of others.
fn standings(world: &World, id: NodeId) -> Vec<Standing> {
    let standing = |event: &Event| match event {
        Event::Contact(contact) => Some(contact.standing),
        _ => None,
    };
    world.nodes[id].events.iter().filter_map(standing).collect()
}

#[test]
fn whoever_comes_with_an_invite_writes_at_once_and_nobody_is_asked() {
    let mut world = World::new(2, 1);
    let invite = made(&mut world, 0);
    paste(&mut world, 1, &invite);
    let long = "a".repeat(GREETING_MAX + 1);
    [long.as_str(), "and more"].iter().for_each(|text| world.send(1, 0, text));
    world.settle();
    assert_eq!(world.sent(1, 0), [MessageState::Delivered; 2]);
    assert_eq!(world.received(0, 1), [&long, "and more"]);
    let guest = world.contact(0, 1);
    assert_eq!(
        (guest.standing, guest.name.as_str(), guest.invite),
        (Standing::Accepted, "", Some(invite.id))
    );
    assert!(guest.accepted_us && world.contact(1, 0).accepted_us);
    assert!(!standings(&world, 0).contains(&Standing::Requesting));
    assert!(open(&mut world, 0).is_empty() && !holds_a_token(&mut world, 1, 0));
    world.send(0, 1, "welcome");
    world.settle();
    assert_eq!(world.received(1, 0), ["welcome"]);
}

#[test]
fn a_second_person_with_the_same_invite_has_to_ask_and_both_are_told_apart() {
    let mut world = World::new(3, 2);
    let invite = made(&mut world, 0);
    paste(&mut world, 1, &invite);
    world.settle();
    paste(&mut world, 2, &invite);
    world.send(2, 0, "it is me");
    world.send(2, 0, "second");
    world.settle();
    let (first, second) = (world.contact(0, 1), world.contact(0, 2));
    assert_eq!((first.standing, second.standing), (Standing::Accepted, Standing::Requesting));
    assert_eq!((first.same_invite, second.same_invite), (Some(second.id), Some(first.id)));
    assert_eq!((first.presence, second.presence), (Presence::Online, Presence::Online));
    assert_eq!(world.received(0, 2), ["it is me"]);
    assert_eq!(world.sent(2, 0), [MessageState::Sent, MessageState::Queued]);
    assert!(holds_a_token(&mut world, 2, 0));
    world.ask(0, Request::DeclineRequest { contact: second.id }).unwrap();
    world.pass(RECOVERY);
    assert_eq!(world.contact(0, 1).same_invite, Some(second.id));
}

#[test]
fn a_second_person_who_is_accepted_by_hand_shows_the_invite_no_more() {
    let mut world = World::new(3, 3);
    let invite = made(&mut world, 0);
    [1, 2].iter().for_each(|id| {
        paste(&mut world, *id, &invite);
        world.settle();
    });
    let second = world.contact(0, 2).id;
    world.ask(0, Request::AcceptRequest { contact: second, name: String::new() }).unwrap();
    world.settle();
    assert!(world.contact(2, 0).accepted_us && !holds_a_token(&mut world, 2, 0));
}

#[test]
fn an_invite_is_used_once_wherever_either_side_crashes() {
    for victim in [0, 1] {
        for turns in 0..30 {
            let mut world = World::new(3, 40 + turns);
            let invite = made(&mut world, 0);
            paste(&mut world, 1, &invite);
            world.send(1, 0, "hello");
            (0..turns).for_each(|_| world.turn_if_any());
            world.crash(victim);
            world.start(victim);
            world.pass(RECOVERY);
            paste(&mut world, 2, &invite);
            world.pass(RECOVERY);
            let place = format!("{victim} crashed after {turns} turns");
            assert_eq!(world.sent(1, 0), [MessageState::Delivered], "{place}");
            assert_eq!(world.received(0, 1), ["hello"], "{place}");
            let (first, second) = (world.contact(0, 1), world.contact(0, 2));
            assert_eq!((first.standing, first.invite), (Standing::Accepted, Some(invite.id)), "{place}");
            assert_eq!((second.standing, second.invite), (Standing::Requesting, None), "{place}");
            assert!(open(&mut world, 0).is_empty() && !holds_a_token(&mut world, 1, 0), "{place}");
        }
    }
}

/// Whoever asked and was not answered tries again.
fn insist(world: &mut World, id: NodeId, request: &Request) {
    while world.ask(id, request.clone()).is_err() {
        let dead = world.dead();
        assert!(dead.contains(&id), "refused");
        dead.into_iter().for_each(|id| world.start(id));
    }
}

#[test]
fn an_invite_is_used_once_though_a_process_dies_after_any_commit() {
    for commits in 0.. {
        let mut world = World::new(3, 90);
        let invite = made(&mut world, 0);
        let address = invite.link.reveal().to_owned();
        world.dies_after = Some(commits);
        insist(&mut world, 1, &Request::AddContact { address, name: String::new() });
        // The only contact there is.
        insist(&mut world, 1, &Request::Send { contact: ContactId(1), text: "hello".into(), reply_to: None });
        for _ in 0..60 {
            world.turn_if_any();
            world.dead().into_iter().for_each(|id| world.start(id));
        }
        if world.dies_after.take().is_some() {
            assert!(commits > 15, "only {commits} commits");
            break;
        }
        world.pass(RECOVERY);
        paste(&mut world, 2, &invite);
        world.pass(RECOVERY);
        let place = format!("after {commits} commits");
        assert!(world.sent(1, 0).iter().all(|state| *state == MessageState::Delivered), "{place}");
        assert_eq!(world.sent(1, 0).len(), world.received(0, 1).len(), "{place}");
        let (first, second) = (world.contact(0, 1), world.contact(0, 2));
        assert_eq!((first.standing, first.invite), (Standing::Accepted, Some(invite.id)), "{place}");
        assert_eq!((second.standing, second.invite), (Standing::Requesting, None), "{place}");
        assert_eq!((first.same_invite, second.same_invite), (Some(second.id), Some(first.id)), "{place}");
        assert!(open(&mut world, 0).is_empty() && !holds_a_token(&mut world, 1, 0), "{place}");
    }
}

#[test]
fn two_who_come_with_one_invite_at_the_same_moment_are_one_contact_and_one_request() {
    for seed in 0..20 {
        let mut world = World::new(3, seed);
        let invite = made(&mut world, 0);
        paste(&mut world, 1, &invite);
        paste(&mut world, 2, &invite);
        world.pass(RECOVERY);
        let (one, other) = (world.contact(0, 1), world.contact(0, 2));
        let mut standings = [one.standing, other.standing];
        standings.sort_by_key(|standing| *standing == Standing::Requesting);
        assert_eq!(standings, [Standing::Accepted, Standing::Requesting], "seed {seed}");
        assert_eq!((one.same_invite, other.same_invite), (Some(other.id), Some(one.id)), "seed {seed}");
    }
}

#[test]
fn two_who_add_each_other_by_invites_at_once_spend_both() {
    for seed in 0..30 {
        let mut world = World::new(2, seed);
        let invites = [made(&mut world, 0), made(&mut world, 1)];
        paste(&mut world, 0, &invites[1]);
        paste(&mut world, 1, &invites[0]);
        world.send(0, 1, "there");
        world.send(1, 0, "and back");
        world.pass(RECOVERY);
        assert_eq!((world.links_of(0), world.links_of(1)), (1, 1), "seed {seed}");
        for (id, other) in [(0, 1), (1, 0)] {
            let contact = world.contact(id, other);
            assert!(contact.accepted_us && contact.invite == Some(invites[id].id), "seed {seed}");
            assert_eq!(contact.same_invite, None, "seed {seed}");
            assert!(open(&mut world, id).is_empty() && !holds_a_token(&mut world, id, other), "seed {seed}");
            assert_eq!(world.sent(id, other), [MessageState::Delivered], "seed {seed}");
        }
    }
}

#[test]
fn an_invite_waits_for_days_for_either_side() {
    for away in [0, 1] {
        let mut world = World::new(2, 5);
        let invite = made(&mut world, 0);
        world.crash(0);
        paste(&mut world, 1, &invite);
        world.send(1, 0, "hello");
        if away == 1 {
            world.crash(1);
        }
        world.pass(Duration::from_secs(3 * 24 * 60 * 60));
        (0..=away).for_each(|id| world.start(id));
        world.pass(RECOVERY);
        assert_eq!(world.sent(1, 0), [MessageState::Delivered], "{away} was away");
        assert_eq!(world.contact(0, 1).standing, Standing::Accepted);
    }
}

#[test]
fn somebody_whose_request_waits_is_let_in_by_an_invite() {
    for declined in [false, true] {
        let mut world = World::new(2, 6);
        world.add_contact(1, 0);
        world.send(1, 0, "it is me");
        world.settle();
        if declined {
            let contact = world.contact(0, 1).id;
            world.ask(0, Request::DeclineRequest { contact }).unwrap();
            world.settle();
        }
        let invite = made(&mut world, 0);
        paste(&mut world, 1, &invite);
        world.send(1, 0, "by your invite");
        world.pass(RECOVERY);
        assert_eq!(world.contact(0, 1).standing, Standing::Accepted);
        assert_eq!(world.sent(1, 0), [MessageState::Delivered; 2], "declined: {declined}");
        assert_eq!(world.received(0, 1), ["it is me", "by your invite"]);
        assert_eq!(world.contact(1, 0).name, "inviter");
    }
}

#[test]
fn somebody_who_was_declined_and_forgotten_is_let_in_once_they_begin_anew() {
    let mut world = World::new(2, 9);
    world.add_contact(1, 0);
    world.settle();
    let contact = world.contact(0, 1).id;
    world.ask(0, Request::DeclineRequest { contact }).unwrap();
    world.pass(RECOVERY);
    let invite = made(&mut world, 0);
    paste(&mut world, 1, &invite);
    world.pass(RECOVERY);
    // What the two shared was erased with the request.
    let inviter = world.contact(1, 0);
    assert!(inviter.continuity_lost && world.contacts(0).is_empty());
    world.ask(1, Request::TrustAgain { contact: inviter.id }).unwrap();
    world.send(1, 0, "by your invite");
    world.pass(RECOVERY);
    assert_eq!(world.contact(0, 1).standing, Standing::Accepted);
    assert_eq!(world.sent(1, 0), [MessageState::Delivered]);
}

#[test]
fn somebody_who_asked_us_and_whose_invite_we_have_is_a_contact_and_spends_it() {
    let mut world = World::new(2, 7);
    let invite = made(&mut world, 0);
    world.add_contact(0, 1);
    world.settle();
    assert_eq!(world.contact(1, 0).standing, Standing::Requesting);
    paste(&mut world, 1, &invite);
    world.settle();
    assert!(world.contact(0, 1).accepted_us);
    world.cut_everything();
    world.pass(RECOVERY);
    assert_eq!(world.contact(0, 1).invite, Some(invite.id));
    assert!(open(&mut world, 0).is_empty() && !holds_a_token(&mut world, 1, 0));
}

#[test]
fn a_flood_of_requests_keeps_nobody_out_who_has_an_invite() {
    let mut world = World::new(52, 8);
    let invite = made(&mut world, 0);
    for id in 1..51 {
        world.add_contact(id, 0);
        world.send(id, 0, "buy this");
        world.settle();
        let contact = world.contact(0, id).id;
        world.ask(0, Request::MarkRead { contact }).unwrap();
        if id < 43 {
            world.crash(id);
            world.settle();
        }
    }
    paste(&mut world, 51, &invite);
    world.send(51, 0, "hello");
    world.pass(RECOVERY);
    assert_eq!(world.sent(51, 0), [MessageState::Delivered]);
}
