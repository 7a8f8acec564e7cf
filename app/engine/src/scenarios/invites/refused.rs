//! Invites that are good for nothing, and who shows them.

use super::{RECOVERY, holds_a_token, made, open, paste};
use crate::api::{Failure, INVITE_DAYS, INVITES_MAX, InviteId, MessageState, NewInvite, Request, Standing};
use crate::coins::Coins;
use crate::invite::{self, Token};
use crate::scenarios::world::World;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// What somebody may come with, beside an address.
#[derive(Clone, Copy, Debug)]
enum Shown {
    Nothing,
    MadeUp,
    Expired,
    Revoked,
    Spent,
}

/// Node 1 comes to node 0 and writes; gives the lengths of what it was sent.
fn visit(shown: Shown) -> Vec<usize> {
    let mut world = World::new(3, 1);
    let mut invite = made(&mut world, 0);
    match shown {
        Shown::Nothing | Shown::MadeUp => {}
        Shown::Expired => world.clock += i64::from(INVITE_DAYS) * DAY,
        Shown::Revoked => drop(world.ask(0, Request::RevokeInvite { invite: invite.id }).unwrap()),
        Shown::Spent => {
            paste(&mut world, 2, &invite);
            world.settle();
        }
    }
    world.crash(2);
    world.settle();
    if let Shown::MadeUp = shown {
        invite.link = invite::link(&world.address(0), &Token::fresh(&mut Coins::seeded(7)));
    }
    world.watched = Some(Vec::new());
    match shown {
        Shown::Nothing => drop(world.add_contact(1, 0)),
        _ => paste(&mut world, 1, &invite),
    }
    world.send(1, 0, "it is me");
    world.send(1, 0, "second");
    world.pass(RECOVERY);
    let asks = world.contact(0, 1);
    assert_eq!((asks.standing, asks.invite), (Standing::Requesting, None), "{shown:?}");
    assert_eq!(world.received(0, 1), ["it is me"], "{shown:?}");
    assert_eq!(world.sent(1, 0), [MessageState::Sent, MessageState::Queued], "{shown:?}");
    assert_eq!(asks.same_invite.is_some(), matches!(shown, Shown::Spent), "{shown:?}");
    let to_them = world.watched.take().unwrap().into_iter().filter(|left| left.to == Some(1));
    to_them.map(|left| left.frame.len()).collect()
}

#[test]
fn a_token_that_is_not_open_gets_what_no_token_gets() {
    let without = visit(Shown::Nothing);
    assert!(without.len() > 2);
    for shown in [Shown::MadeUp, Shown::Expired, Shown::Revoked, Shown::Spent] {
        assert_eq!(visit(shown), without, "{shown:?}");
    }
}

#[test]
fn an_invite_is_good_until_its_last_millisecond() {
    for (late, standing) in [(-1, Standing::Accepted), (0, Standing::Requesting)] {
        let mut world = World::new(2, 2);
        let invite = made(&mut world, 0);
        world.clock += i64::from(INVITE_DAYS) * DAY + late;
        paste(&mut world, 1, &invite);
        world.settle();
        assert_eq!(world.contact(0, 1).standing, standing);
        assert_eq!(holds_a_token(&mut world, 1, 0), standing == Standing::Requesting);
    }
}

#[test]
fn a_blocked_contact_gains_nothing_by_an_invite_and_leaves_it_open() {
    let mut world = World::new(2, 3);
    world.befriend(1, 0);
    let contact = world.contact(0, 1).id;
    world.ask(0, Request::Block { contact }).unwrap();
    let invite = made(&mut world, 0);
    world.pass(RECOVERY);
    paste(&mut world, 1, &invite);
    world.send(1, 0, "let me in");
    world.pass(RECOVERY);
    assert_eq!(world.contact(0, 1).standing, Standing::Blocked);
    assert_eq!(world.received(0, 1), [""; 0]);
    assert_eq!(open(&mut world, 0).len(), 1);
}

#[test]
fn a_contact_who_was_deleted_does_not_come_back_by_the_invite_that_they_used() {
    let mut world = World::new(2, 4);
    let invite = made(&mut world, 0);
    paste(&mut world, 1, &invite);
    world.settle();
    let contact = world.contact(0, 1).id;
    world.ask(0, Request::DeleteContact { contact }).unwrap();
    world.pass(RECOVERY);
    paste(&mut world, 1, &invite);
    world.pass(RECOVERY);
    let inviter = world.contact(1, 0);
    assert!(inviter.continuity_lost);
    world.ask(1, Request::TrustAgain { contact: inviter.id }).unwrap();
    world.pass(RECOVERY);
    assert_eq!(world.contact(0, 1).standing, Standing::Requesting);
    assert!(holds_a_token(&mut world, 1, 0));
}

#[test]
fn no_more_than_twenty_are_open_and_none_stops_working_because_of_another() {
    let mut world = World::new(1, 5);
    let invites: Vec<NewInvite> = (0..INVITES_MAX).map(|_| made(&mut world, 0)).collect();
    let another = |world: &mut World| world.ask(0, Request::MakeInvite { days: INVITE_DAYS }).err();
    assert_eq!(another(&mut world), Some(Failure::InvitesTooMany));
    let listed: Vec<InviteId> = open(&mut world, 0).iter().map(|invite| invite.id).collect();
    assert_eq!(listed, invites.iter().map(|invite| invite.id).collect::<Vec<_>>());
    let revoke = Request::RevokeInvite { invite: listed[3] };
    world.ask(0, revoke.clone()).unwrap();
    assert_eq!(world.ask(0, revoke).unwrap_err(), Failure::NoSuchInvite);
    assert_eq!(another(&mut world), None);
    assert_eq!(another(&mut world), Some(Failure::InvitesTooMany));
    world.clock += i64::from(INVITE_DAYS) * DAY;
    assert!(open(&mut world, 0).is_empty());
    assert_eq!(another(&mut world), None);
}

#[test]
fn a_time_out_of_range_is_refused() {
    let mut world = World::new(1, 6);
    for days in [0, 31, 255] {
        let refused = world.ask(0, Request::MakeInvite { days }).unwrap_err();
        assert_eq!(refused, Failure::InviteTimeOutOfRange);
    }
    for days in [1, 30] {
        world.ask(0, Request::MakeInvite { days }).unwrap();
    }
    let spans: Vec<u64> = open(&mut world, 0).iter().map(|invite| invite.expires - invite.made).collect();
    assert_eq!(spans, [1, 30].map(|days| days * DAY.unsigned_abs()));
}

#[test]
fn an_invite_that_cannot_be_used_is_refused_with_a_reason_and_nothing_changes() {
    let mut world = World::new(2, 7);
    let (own, theirs) = (made(&mut world, 0), made(&mut world, 1));
    let mut add = |address: String| world.ask(0, Request::AddContact { address, name: String::new() }).err();
    assert_eq!(add(own.link.reveal().to_owned()), Some(Failure::InviteOwn));
    let link = theirs.link.reveal();
    assert_eq!(add(link.chars().take(90).collect()), Some(Failure::LinkIncomplete));
    let end = if link.ends_with('a') { 'b' } else { 'a' };
    assert_eq!(add(link.chars().take(93).chain([end]).collect()), Some(Failure::InviteMistyped));
    assert!(world.contacts(0).is_empty());
}

#[test]
fn an_invite_of_somebody_who_is_there_and_has_accepted_us_is_not_needed() {
    let mut world = World::new(2, 8);
    world.befriend(0, 1);
    let invite = made(&mut world, 1);
    let mut add = |address: String| world.ask(0, Request::AddContact { address, name: String::new() }).err();
    assert_eq!(add(invite.link.reveal().to_owned()), Some(Failure::AddressKnown));
    assert_eq!(open(&mut world, 1).len(), 1);
}
