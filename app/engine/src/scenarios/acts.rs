//! What is done to texts: each act arrives, once in effect, whatever breaks; nobody does what is not theirs to do.

mod documented;
mod erased;
mod model;
mod pages;
mod receipts;

use super::world::{NodeId, World};
use crate::api::{
    Deleted, Failure, Message, MessageId, MessageState, Reaction, Request, Response, TEXT_MAX, Who,
};
use crate::payload::{Act, Author, Deed, Payload, Target};
use std::time::Duration;

/// The message that a node shows as its `n`-th with the other one of two.
fn nth(world: &mut World, id: NodeId, n: usize) -> Message {
    world.history(id, 1 - id).remove(n)
}

fn ask(world: &mut World, id: NodeId, request: Request) -> Result<Message, Failure> {
    match world.ask(id, request)? {
        Response::Message(message) => Ok(message),
        other => panic!("{other:?}"),
    }
}

fn edit(world: &mut World, id: NodeId, n: usize, text: &str) -> Result<Message, Failure> {
    let message = nth(world, id, n).id;
    ask(world, id, Request::Edit { message, text: text.into() })
}

fn react(world: &mut World, id: NodeId, n: usize, reaction: Option<&str>) -> Result<Message, Failure> {
    let message = nth(world, id, n).id;
    ask(world, id, Request::React { message, reaction: reaction.map(Into::into) })
}

fn delete(world: &mut World, id: NodeId, n: usize, for_both: bool) -> Result<Message, Failure> {
    let message = nth(world, id, n).id;
    ask(world, id, Request::DeleteMessage { message, for_both })
}

fn reply(world: &mut World, id: NodeId, n: usize, text: &str) -> Result<Message, Failure> {
    let (contact, message) = (world.contact(id, 1 - id).id, nth(world, id, n).id);
    ask(world, id, Request::Send { contact, text: text.into(), reply_to: Some(message) })
}

fn reaction(by: Who, text: &str) -> Reaction {
    Reaction { by, text: text.into() }
}

/// Two friends, and a text of the first that the second has.
fn friends(seed: u64) -> World {
    let mut world = World::new(2, seed);
    world.befriend(0, 1);
    world.send(0, 1, "meet at nine");
    world.settle();
    world
}

#[test]
fn a_reply_shows_what_it_answers_on_both_sides() {
    let mut world = friends(1);
    reply(&mut world, 1, 0, "fine").unwrap();
    reply(&mut world, 1, 1, "or ten").unwrap();
    world.settle();
    let quoted = |world: &mut World, id, n| nth(world, id, n).reply.unwrap();
    for (id, other, own) in [(1, Who::Them, Who::Us), (0, Who::Us, Who::Them)] {
        let quote = quoted(&mut world, id, 1);
        assert_eq!((quote.by, quote.message), (other, Some(nth(&mut world, id, 0).id)));
        assert_eq!(quote.text.as_deref(), Some("meet at nine"));
        assert_eq!(quoted(&mut world, id, 2).by, own);
    }
    edit(&mut world, 0, 0, "meet at eleven").unwrap();
    world.settle();
    assert_eq!(quoted(&mut world, 1, 1).text.as_deref(), Some("meet at eleven"));
    delete(&mut world, 1, 0, false).unwrap();
    let gone = nth(&mut world, 1, 0).reply.unwrap();
    assert_eq!((gone.by, gone.message, gone.text), (Who::Them, None, None));
}

#[test]
fn an_edit_arrives_and_is_marked_on_both_sides() {
    let mut world = friends(2);
    let edited = edit(&mut world, 0, 0, "meet at ten").unwrap();
    assert!(edited.edited && edited.pending && edited.state == MessageState::Delivered);
    world.nodes[1].events.clear();
    world.settle();
    let (ours, theirs) = (nth(&mut world, 0, 0), nth(&mut world, 1, 0));
    assert_eq!((ours.text.as_str(), ours.edited, ours.pending), ("meet at ten", true, false));
    assert_eq!((theirs.text.as_str(), theirs.edited, theirs.pending), ("meet at ten", true, false));
    let contact = world.contact(1, 0);
    assert_eq!((contact.last.unwrap().text.as_str(), contact.unread), ("meet at ten", 1));
    let told = |event: &crate::api::Event| matches!(event, crate::api::Event::Message(said) if said.edited);
    assert!(world.nodes[1].events.iter().any(told));
}

#[test]
fn a_reaction_is_replaced_and_taken_back_and_each_side_has_its_own() {
    let mut world = friends(3);
    let both = |world: &mut World| {
        world.settle();
        [nth(world, 0, 0).reactions, nth(world, 1, 0).reactions]
    };
    react(&mut world, 1, 0, Some("👍")).unwrap();
    assert_eq!(both(&mut world), [vec![reaction(Who::Them, "👍")], vec![reaction(Who::Us, "👍")]]);
    react(&mut world, 0, 0, Some("🤷🏽‍♀️")).unwrap();
    react(&mut world, 1, 0, Some("❤️")).unwrap();
    let [ours, _] = both(&mut world);
    assert_eq!(ours, [reaction(Who::Us, "🤷🏽‍♀️"), reaction(Who::Them, "❤️")]);
    react(&mut world, 1, 0, None).unwrap();
    assert_eq!(both(&mut world), [vec![reaction(Who::Us, "🤷🏽‍♀️")], vec![reaction(Who::Them, "🤷🏽‍♀️")]]);
    assert_eq!(world.contact(0, 1).unread, 0, "a reaction is nothing to read");
}

#[test]
fn a_deletion_for_both_leaves_on_both_sides_that_there_was_a_text() {
    let mut world = friends(4);
    react(&mut world, 1, 0, Some("👍")).unwrap();
    world.settle();
    let asked = delete(&mut world, 0, 0, true).unwrap();
    assert_eq!((asked.deleted, asked.pending), (Some(Deleted::ForBoth), true));
    world.settle();
    for (id, deleted) in [(0, Deleted::ForBoth), (1, Deleted::ByThem)] {
        let left = nth(&mut world, id, 0);
        assert_eq!((left.deleted, left.text.as_str(), left.pending), (Some(deleted), "", false));
        assert!(left.reactions.is_empty());
    }
    assert_eq!(world.contact(1, 0).unread, 0);
    delete(&mut world, 1, 0, false).unwrap();
    assert!(world.history(1, 0).is_empty(), "what is deleted here is not shown");
}

#[test]
fn a_deletion_here_stays_here() {
    let mut world = friends(5);
    let gone = delete(&mut world, 1, 0, false).unwrap();
    assert_eq!(gone.deleted, Some(Deleted::Here));
    world.pass(Duration::from_secs(100));
    assert!(world.history(1, 0).is_empty());
    assert_eq!(world.contact(1, 0).last, None);
    assert_eq!(nth(&mut world, 0, 0).text, "meet at nine");
}

#[test]
fn acts_wait_for_somebody_who_is_away_and_arrive_in_their_order() {
    let mut world = friends(6);
    reply(&mut world, 1, 0, "fine").unwrap();
    world.settle();
    world.crash(1);
    world.pass(Duration::from_secs(10));
    edit(&mut world, 0, 0, "first").unwrap();
    edit(&mut world, 0, 0, "second").unwrap();
    react(&mut world, 0, 1, Some("👍")).unwrap();
    world.send(0, 1, "unseen");
    reply(&mut world, 0, 2, "and an answer").unwrap();
    delete(&mut world, 0, 2, true).unwrap();
    assert!(nth(&mut world, 0, 0).pending && nth(&mut world, 0, 1).pending);
    // And in the next life too.
    world.crash(0);
    world.start(0);
    world.start(1);
    world.pass(Duration::from_secs(61));
    let theirs = world.history(1, 0);
    let texts: Vec<&str> = theirs.iter().map(|message| message.text.as_str()).collect();
    assert_eq!(
        texts,
        ["second", "fine", "and an answer"],
        "a text that never left was taken back in silence"
    );
    assert_eq!(theirs[1].reactions, [reaction(Who::Them, "👍")]);
    assert_eq!(theirs[2].reply.as_ref().unwrap().message, None);
    assert!(world.history(0, 1).iter().all(|message| !message.pending));
}

#[test]
fn a_text_that_never_left_is_edited_without_a_word() {
    let mut world = friends(7);
    world.crash(1);
    world.pass(Duration::from_secs(10));
    world.send(0, 1, "draft");
    let edited = edit(&mut world, 0, 1, "final").unwrap();
    assert_eq!((edited.edited, edited.pending), (false, false));
    world.start(1);
    world.pass(Duration::from_secs(61));
    let arrived = nth(&mut world, 1, 1);
    assert_eq!((arrived.text.as_str(), arrived.edited), ("final", false));
}

#[test]
fn an_edit_of_a_text_that_may_have_arrived_reaches_whoever_has_the_old_one() {
    for seed in 0..40 {
        let mut world = World::new(2, seed);
        world.befriend(0, 1);
        world.send(0, 1, "old");
        // The text is on the line, and its receipt perhaps on the way back.
        for _ in 0..seed % 4 {
            world.turn();
        }
        world.cut_everything();
        edit(&mut world, 0, 0, "new").unwrap();
        world.pass(Duration::from_secs(120));
        let said = [nth(&mut world, 0, 0), nth(&mut world, 1, 0)];
        assert!(
            said.iter().all(|said| said.text == "new" && said.edited && !said.pending),
            "seed {seed}: {said:?}"
        );
        assert_eq!(world.history(1, 0).len(), 1);
        assert_eq!(world.sent(0, 1), [MessageState::Delivered]);
    }
}

#[test]
fn a_text_that_is_deleted_before_its_receipt_is_gone_wherever_it_got() {
    for seed in 0..40 {
        let mut world = World::new(2, seed);
        world.befriend(0, 1);
        world.send(0, 1, "regretted");
        for _ in 0..seed % 4 {
            world.turn();
        }
        world.cut_everything();
        delete(&mut world, 0, 0, true).unwrap();
        world.pass(Duration::from_secs(120));
        let ours = nth(&mut world, 0, 0);
        assert_eq!((ours.deleted, ours.pending), (Some(Deleted::ForBoth), false), "seed {seed}");
        let theirs = world.history(1, 0);
        assert!(theirs.iter().all(|said| said.text.is_empty()), "seed {seed}: {theirs:?}");
        assert_eq!(world.contact(0, 1).waiting, 0);
    }
}

#[test]
fn a_lost_receipt_of_an_act_leads_to_a_second_sending_and_one_effect() {
    for seed in 0..40 {
        let mut world = friends(seed);
        react(&mut world, 1, 0, Some("👍")).unwrap();
        for _ in 0..seed % 4 {
            world.turn();
        }
        world.crash(usize::try_from(seed / 4 % 2).unwrap());
        world.start(usize::try_from(seed / 4 % 2).unwrap());
        world.nodes[0].events.clear();
        world.pass(Duration::from_secs(120));
        assert_eq!(nth(&mut world, 0, 0).reactions, [reaction(Who::Them, "👍")], "seed {seed}");
        assert!(!nth(&mut world, 1, 0).pending, "seed {seed}");
        let told = |event: &&crate::api::Event| matches!(event, crate::api::Event::Message(said) if !said.reactions.is_empty());
        assert!(world.nodes[0].events.iter().filter(told).count() <= 1, "seed {seed}");
    }
}

/// Whoever asked and was not answered cannot know whether it happened; both sides agree all the same.
#[test]
fn a_crash_after_any_commit_leaves_both_sides_with_one_conversation() {
    for commits in 0.. {
        let mut crashed = false;
        let mut world = friends(13);
        reply(&mut world, 1, 0, "fine").unwrap();
        world.settle();
        let contact = world.contact(0, 1).id;
        world.dies_after = Some(commits);
        // Both have numbered what was said alike.
        let (first, second) = (MessageId(1), MessageId(2));
        let react = |reaction: &str| Request::React { message: first, reaction: Some(reaction.into()) };
        let edit = |text: &str| Request::Edit { message: first, text: text.into() };
        let acts = [
            (0, edit("meet at ten")),
            (1, react("👍")),
            (0, Request::Send { contact, text: "good".into(), reply_to: Some(second) }),
            (1, react("❤️")),
            (1, Request::DeleteMessage { message: second, for_both: true }),
            (0, edit("meet at noon")),
        ];
        for (id, act) in acts {
            let _answered = world.ask(id, act);
            (0..3).for_each(|_| world.turn_if_any());
            for id in world.dead() {
                world.start(id);
                crashed = true;
            }
        }
        if !crashed {
            assert!(commits > 15, "only {commits} commits");
            break;
        }
        world.pass(Duration::from_secs(120));
        let [ours, theirs] = [0, 1].map(|id| world.history(id, 1 - id));
        assert!(ours.iter().chain(&theirs).all(|said| !said.pending), "after {commits} commits");
        let seen =
            |said: &Message| (said.text.clone(), said.edited, said.deleted.is_some(), said.reactions.len());
        let [ours, theirs] = [ours, theirs].map(|said| said.iter().map(seen).collect::<Vec<_>>());
        assert_eq!(ours, theirs, "after {commits} commits");
    }
}

#[test]
fn what_is_not_ones_own_or_not_there_is_refused_with_a_reason() {
    let mut world = friends(8);
    assert_eq!(edit(&mut world, 1, 0, "mine"), Err(Failure::NotYourMessage));
    assert_eq!(delete(&mut world, 1, 0, true), Err(Failure::NotYourMessage));
    assert_eq!(edit(&mut world, 0, 0, " "), Err(Failure::TextEmpty));
    assert_eq!(edit(&mut world, 0, 0, &"a".repeat(TEXT_MAX + 1)), Err(Failure::TextTooLong));
    for bad in ["", " ", "ab", "👍👍", "\u{202e}", "a\u{301}\u{301}\u{301}\u{301}\u{301}", &"👨‍👩‍👧‍👦".repeat(2)]
    {
        assert_eq!(react(&mut world, 0, 0, Some(bad)), Err(Failure::ReactionMalformed), "{bad:?}");
    }
    let nothing = MessageId(99);
    for request in [
        Request::Edit { message: nothing, text: "x".into() },
        Request::React { message: nothing, reaction: None },
        Request::DeleteMessage { message: nothing, for_both: false },
    ] {
        assert_eq!(ask(&mut world, 0, request), Err(Failure::NoSuchMessage));
    }
    delete(&mut world, 0, 0, true).unwrap();
    assert_eq!(edit(&mut world, 0, 0, "again"), Err(Failure::NoSuchMessage));
    assert_eq!(react(&mut world, 0, 0, Some("👍")), Err(Failure::NoSuchMessage));
    assert_eq!(reply(&mut world, 0, 0, "to nothing"), Err(Failure::NoSuchMessage));
}

/// The name that a text has on the wire.
fn name_of(world: &mut World, id: NodeId, message: MessageId) -> [u8; 16] {
    let store = world.store(id);
    let txn = store.begin().unwrap();
    txn.message(message).unwrap().unwrap().wire_id
}

fn act(id: u8, deed: Deed) -> Vec<u8> {
    Payload::Act(Act { id: [id; 16], seq: 1000 + u64::from(id), deed }).encode()
}

#[test]
fn acts_on_foreign_or_unknown_texts_are_receipted_and_do_nothing() {
    let mut world = friends(9);
    let message = nth(&mut world, 0, 0).id;
    let foreign = name_of(&mut world, 0, message);
    let unknown = [0xee; 16];
    let before = world.history(0, 1);
    let to = Target { by: Author::Sender, id: foreign };
    for (id, deed) in [
        (1, Deed::Edit { text: foreign, body: "not theirs".into() }),
        (2, Deed::Delete { text: foreign }),
        (3, Deed::Edit { text: unknown, body: "nothing".into() }),
        (4, Deed::Delete { text: unknown }),
        (5, Deed::React { to, reaction: "👍".into() }),
        (6, Deed::React { to: Target { by: Author::Receiver, id: foreign }, reaction: "no emoji".into() }),
    ] {
        world.watched = Some(Vec::new());
        world.say(1, 0, &act(id, deed));
        world.settle();
        let answered = world.watched.take().unwrap();
        assert!(answered.iter().any(|left| left.from == 0), "no receipt of act {id}");
    }
    assert_eq!(world.history(0, 1), before);
    assert_eq!((world.links_of(0), world.links_of(1)), (1, 1), "no reason to hang up");
}

#[test]
fn malformed_acts_close_the_link() {
    for payload in [&[0x0b; 30][..], &[0x0c; 60], &[0x0d; 20], &[0x0a; 41]] {
        let mut world = friends(10);
        world.partition = true;
        world.say(1, 0, payload);
        world.settle();
        assert_eq!(world.links_of(0), 0, "{payload:?}");
    }
}

#[test]
fn whoever_is_not_accepted_does_nothing_to_texts() {
    let mut world = World::new(2, 11);
    world.add_contact(0, 1);
    world.send(0, 1, "let me in");
    world.settle();
    let message = nth(&mut world, 1, 0).id;
    let greeting = name_of(&mut world, 1, message);
    let before = world.history(1, 0);
    let to = Target { by: Author::Sender, id: greeting };
    for (id, deed) in [
        (1, Deed::Edit { text: greeting, body: "something long and unwanted".into() }),
        (2, Deed::React { to, reaction: "👍".into() }),
        (3, Deed::Delete { text: greeting }),
    ] {
        world.watched = Some(Vec::new());
        world.say(0, 1, &act(id, deed));
        world.settle();
        assert!(world.watched.take().unwrap().iter().all(|left| left.from != 1), "a stranger was answered");
    }
    assert_eq!(world.history(1, 0), before);
    // An honest one waits with its acts until it is accepted.
    edit(&mut world, 0, 0, "please let me in").unwrap();
    world.pass(Duration::from_secs(100));
    assert_eq!(nth(&mut world, 1, 0).text, "let me in");
    assert!(nth(&mut world, 0, 0).pending);
    let contact = world.contact(1, 0).id;
    assert_eq!(react(&mut world, 1, 0, Some("👍")), Err(Failure::WrongStanding));
    world.ask(1, Request::AcceptRequest { contact, name: String::new() }).unwrap();
    world.settle();
    assert_eq!(nth(&mut world, 1, 0).text, "please let me in");
    assert!(!nth(&mut world, 0, 0).pending);
}

#[test]
fn a_text_that_comes_again_after_its_deletion_is_not_taken_in_again() {
    let mut world = friends(12);
    let message = nth(&mut world, 1, 0).id;
    let name = name_of(&mut world, 1, message);
    for for_both in [false, true] {
        if for_both {
            delete(&mut world, 0, 0, true).unwrap();
        } else {
            delete(&mut world, 1, 0, false).unwrap();
        }
        world.settle();
        let again = crate::payload::Text { id: name, seq: 1, reply_to: None, body: "meet at nine".into() };
        world.say(0, 1, &Payload::Text(again).encode());
        world.settle();
        assert!(world.history(1, 0).is_empty());
    }
}
