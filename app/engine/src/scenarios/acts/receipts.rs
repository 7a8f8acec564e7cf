//! A receipt is for what it names and for nothing else that waits.

use super::{delete, edit, friends, nth, react};
use crate::api::{MessageId, Who};
use crate::payload::{Payload, WireId};
use crate::scenarios::world::World;
use std::time::Duration;

/// Four acts and a text.
const ROW: usize = 5;

/// What waits in the outbox of the first of two: names, and the messages that they are about.
fn row(world: &mut World) -> Vec<(WireId, MessageId)> {
    let contact = world.contact(0, 1).id;
    let waiting = world.store(0).begin().unwrap().outbox(contact, 0, 100).unwrap();
    waiting.into_iter().map(|outgoing| (outgoing.name, outgoing.message)).collect()
}

#[test]
fn a_receipt_takes_what_it_names_out_of_the_row_and_nothing_beside_it() {
    for named in 0..ROW {
        let mut world = friends(14);
        world.send(1, 0, "fine");
        world.settle();
        world.send(0, 1, "not so fine");
        world.settle();
        // Two acts about one message, two about its neighbours, a text between them; all on the line, and none arrives.
        world.black_hole = true;
        edit(&mut world, 0, 0, "meet at ten").unwrap();
        react(&mut world, 0, 0, Some("👍")).unwrap();
        react(&mut world, 0, 1, Some("❤️")).unwrap();
        world.send(0, 1, "good");
        delete(&mut world, 0, 2, true).unwrap();
        world.black_hole = false;
        let mut waiting = row(&mut world);
        assert_eq!(waiting.len(), ROW);
        let ((name, _), text) = (waiting.remove(named), nth(&mut world, 0, 3).id);
        world.say(1, 0, &Payload::Receipt(vec![name]).encode());
        world.turn_if_any();
        assert_eq!(row(&mut world), waiting, "after the receipt of {named}");
        let acts: Vec<MessageId> =
            waiting.iter().map(|(_, about)| *about).filter(|about| *about != text).collect();
        for message in world.history(0, 1) {
            assert_eq!(message.pending, acts.contains(&message.id), "after the receipt of {named}");
        }
        world.cut_everything();
        world.pass(Duration::from_secs(120));
        assert_eq!(row(&mut world), []);
        let theirs: Vec<_> = (0..world.history(1, 0).len()).map(|n| nth(&mut world, 1, n)).collect();
        let reacted = |n: usize| theirs[n].reactions.iter().any(|reaction| reaction.by == Who::Them);
        // What was named never left again, and they never had it; the rest has arrived.
        assert_eq!(theirs[0].text == "meet at ten", named != 0);
        assert_eq!((reacted(0), reacted(1)), (named != 1, named != 2));
        assert_eq!(theirs.iter().any(|said| said.text == "good"), named != 3);
        assert_eq!(theirs[2].deleted.is_some(), named != 4);
    }
}
